"""One story side by side: its page, and what an editor does to it as a whole."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bilingua.errors import ReviewError
from bilingua.i18n import _
from bilingua.review.store import Stored
from bilingua.server.desk import Desk, Saved, Unseen
from bilingua.server.forms import fields_of
from bilingua.server.listed import headline_of
from bilingua.server.pages import Pages
from bilingua.server.rows import rows_of


class Stories:
    """The pages of stories."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def show(self, request: Request) -> Response:
        """The story with all its segments."""
        id = request.path_params["id"]
        stored = self._desk.load(id)
        return self._pages.render(
            request,
            "story.html",
            **whole(id, stored),
            name=self._desk.name(id),
            headline=headline_of(stored.review),
            rows=rows_of(stored.review),
            problem=self._desk.problem(stored),
        )

    async def approve(self, request: Request) -> Response:
        """Release the story as the editor saw it."""
        fields = await fields_of(request)
        return await run_in_threadpool(self._approve, request, fields.get("version", ""))

    async def withdraw(self, request: Request) -> Response:
        """Take the release back."""
        id = request.path_params["id"]
        saved = await run_in_threadpool(self._desk.withdraw, id)
        return self._answer(request, id, saved, _("Saved: the approval is withdrawn."))

    def _approve(self, request: Request, version: str) -> Response:
        id = request.path_params["id"]
        try:
            saved = self._desk.approve(id, version)
        except ReviewError as error:
            status = 409 if isinstance(error, Unseen) else 422
            return self._answer(request, id, Saved(self._desk.load(id)), str(error), status)
        return self._answer(request, id, saved, _("Saved: the story is approved."))

    def _answer(
        self, request: Request, id: str, saved: Saved, said: str, status: int = 200
    ) -> Response:
        return self._pages.render(
            request,
            "released.html",
            status=status,
            **whole(id, saved.stored),
            said=f"{said} {saved.problem}".strip(),
        )


def whole(id: str, stored: Stored) -> dict[str, Any]:
    """What pages say of a story as a whole."""
    review = stored.review
    return {
        "id": id,
        "review": review,
        "whole": stored.digest,
        "waiting": review.waiting,
        "total": len(review.entries),
        "approval": review.approval if not review.waiting else None,
        "swapped": False,
    }
