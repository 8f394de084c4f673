"""The review web app put together: who may come in, what lies where, what an error looks like."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bilingua.errors import BilinguaError
from bilingua.glossary.adding import Notebook
from bilingua.i18n import _
from bilingua.server.desk import Desk
from bilingua.server.index import Index, UnknownStory
from bilingua.server.listing import Listing
from bilingua.server.pages import Pages
from bilingua.server.security import Guard
from bilingua.server.segments import Segments
from bilingua.server.shelf import Shelf
from bilingua.server.speech import Speech
from bilingua.server.stories import Stories
from bilingua.server.terms import Terms

STATIC = Path(__file__).parent / "static"


def review_app(
    folder: Path,
    *,
    token: str,
    port: int,
    by: str,
    preferred: str | None = None,
    entered: Callable[[], None] = lambda: None,
) -> Starlette:
    """The app for the pairs below `folder`, changed in the name of `by`.

    It answers on `port` to whoever has the `token`; `preferred` is the language that it speaks to
    those who did not choose one. `entered` is called when somebody comes in.
    """
    pages, index = Pages(), Index(folder)
    desk = Desk(index, Shelf(), by)
    listing, stories, segments = (
        Listing(index, pages),
        Stories(desk, pages),
        Segments(desk, pages),
    )
    terms = Terms(Notebook(folder), pages)
    hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))

    def refuse(request: Request, error: Exception) -> Response:
        return _refusal(pages, request, error)

    return Starlette(
        routes=[
            Route("/", listing.show),
            Route("/stories/{id}", stories.show),
            Route("/stories/{id}/approve", stories.approve, methods=["POST"]),
            Route("/stories/{id}/withdraw", stories.withdraw, methods=["POST"]),
            Route("/stories/{id}/segment", segments.show),
            Route("/stories/{id}/edit", segments.edit),
            Route("/stories/{id}/history", segments.history),
            Route("/stories/{id}/save", segments.save, methods=["POST"]),
            Route("/stories/{id}/accept", segments.accept, methods=["POST"]),
            Route("/stories/{id}/reopen", segments.reopen, methods=["POST"]),
            Route("/stories/{id}/revert", segments.revert, methods=["POST"]),
            Route("/stories/{id}/kept", segments.take_kept, methods=["POST"]),
            Route("/glossary", terms.add, methods=["POST"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[
            Middleware(Speech, preferred=preferred),
            Middleware(Guard, token=token, hosts=hosts, port=port, entered=entered),
        ],
        exception_handlers={BilinguaError: refuse, HTTPException: refuse},
    )


def _refusal(pages: Pages, request: Request, error: Exception) -> Response:
    """An error as one sentence: a page of its own, or a line for the page that asked."""
    if isinstance(error, HTTPException):
        status, reason = error.status_code, error.detail
    else:
        status, reason = 404 if isinstance(error, UnknownStory) else 400, str(error)
    if "hx-request" in request.headers or request.method != "GET":
        return PlainTextResponse(reason, status)
    title = HTTPStatus(status).phrase if status != 404 else _("Not here")
    return pages.render(request, "error.html", status=status, title=title, reason=reason)
