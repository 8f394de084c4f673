"""Who may talk to the review app: the browser that was given its address, and nobody else.

The app listens on the loopback only, but every page on the web can make a browser send requests
there, and every user of the machine can connect. Knows nothing of stories.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Set
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from markupsafe import escape
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bilingua.i18n import _

# One segment with its tags is far shorter; a story is never sent.
MAX_BODY = 1 << 20
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not “no-referrer”: a form would then be sent with the origin “null”.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Lets a request through that comes by the right name, from our own page, with the token.

    `hosts` are the names with port by which the app is called: another name that leads here is
    DNS rebinding. The token arrives once in the address and is kept in a cookie from then on;
    cookies do not know ports, and so its name has the port. `entered` is called when it arrives.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        token: str,
        hosts: Set[str],
        port: int,
        entered: Callable[[], None],
    ) -> None:
        self._app = app
        self._token = token
        self._hosts = hosts
        self._entered = entered
        self._cookie = f"bilingua-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            # A handshake for a WebSocket is answered by closing it.
            return await send({"type": "websocket.close", "code": 1008})

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        answer = self._refusal(scope) or self._entrance(scope) or self._stranger(scope)
        if answer is not None:
            return await answer(scope, receive, send_guarded)
        await self._app(scope, _limited(receive), send_guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts:
            return _refuse(_("This app is not called by that name."))
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _refuse(_("The app does not know this method."), 405)
        if scope["method"] == "POST" and headers.get("origin") != f"http://{host}":
            return _refuse(_("Only a page of the app itself may change something."))
        declared = headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared) > MAX_BODY:
            return _refuse(_("That is more than the app takes at once."), 413)
        return None

    def _entrance(self, scope: Scope) -> Response | None:
        """The way in for those who bring the token; None for all others."""
        fields = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        offered = dict(fields).get("token")
        if offered is None or scope["method"] != "GET" or not self._right(offered):
            return None
        rest = urlencode([(name, value) for name, value in fields if name != "token"])
        # One slash: “//host” would lead elsewhere.
        path = "/" + scope["path"].lstrip("/") + f"?{rest}" * bool(rest)
        # Whom another page sent here would not bring a strict cookie after a redirect.
        door = f'<!doctype html><meta http-equiv="refresh" content="0; url={escape(path)}">'
        answer = HTMLResponse(door) if _is_sent(scope) else RedirectResponse(path, 303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
        self._entered()
        return answer

    def _stranger(self, scope: Scope) -> Response | None:
        """None for those who are inside already, a refusal for all others."""
        if _is_sent(scope):
            return _refuse(_("Another page may not use this app."))
        if self._right(_cookies(scope).get(self._cookie, "")):
            return None
        return _refuse(
            _("Open the address that “bilingua review” printed when it was started last.")
        )

    def _right(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self._token.encode())


def _is_sent(scope: Scope) -> bool:
    """Whether a page that is not of the app made the browser ask."""
    site = Headers(scope=scope).get("sec-fetch-site", "same-origin")
    return site not in ("same-origin", "none")


def _cookies(scope: Scope) -> dict[str, str]:
    cookies: dict[str, str] = {}
    for part in Headers(scope=scope).get("cookie", "").split(";"):
        # One by one, for other apps on this machine may have set what is no cookie at all.
        try:
            jar = SimpleCookie(part.strip())
        except CookieError:
            continue
        cookies |= {name: morsel.value for name, morsel in jar.items()}
    return cookies


def _refuse(reason: str, status: int = 403) -> Response:
    return PlainTextResponse(reason + "\n", status)


def _limited(receive: Receive) -> Receive:
    """The request's body as far as it is not too long, however it says it is."""
    taken = 0

    async def receive_limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_BODY:
            raise HTTPException(413, _("That is more than the app takes at once."))
        return message

    return receive_limited
