"""The language in which the app speaks to each of its readers."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bilingua.i18n import interface_language, speaking
from bilingua.language import LANGUAGES

COOKIE = "bilingua-lang"
_YEAR = 365 * 24 * 3600


class Speech:
    """Answers each request in its reader's language.

    That is the one in the address (`?lang=es`), which is remembered; the remembered one; `preferred`,
    if the command line named it; what the browser asks for; the environment's.
    """

    def __init__(self, app: ASGIApp, *, preferred: str | None = None) -> None:
        self._app = app
        self._preferred = preferred

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        request = Request(scope)
        named = request.query_params.get("lang")
        wishes = (named, request.cookies.get(COOKIE), self._preferred, *_wishes(request))
        language = next((wish for wish in wishes if wish in LANGUAGES), interface_language())

        async def send_spoken(message: Message) -> None:
            if message["type"] == "http.response.start" and named in LANGUAGES:
                remember = Response()
                remember.set_cookie(
                    COOKIE, language, max_age=_YEAR, httponly=True, samesite="strict"
                )
                headers = MutableHeaders(scope=message)
                headers.append("Set-Cookie", remember.headers["Set-Cookie"])
            await send(message)

        with speaking(language):
            await self._app(scope, receive, send_spoken)


def _wishes(request: Request) -> Iterable[str]:
    """The languages that the browser asks for, the dearest first: “es-MX,es;q=0.9,en;q=0.8”."""
    weighed: list[tuple[float, str]] = []
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, weight = part.partition(";")
        try:
            worth = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            worth = 0.0
        weighed.append((-worth, tag.strip().partition("-")[0].lower()))
    return [tag for worth, tag in sorted(weighed, key=lambda pair: pair[0]) if worth < 0]
