"""The review app on the loopback: its address, its server, its end."""

from __future__ import annotations

import secrets
import socket
import threading
from hashlib import sha256
from pathlib import Path

import uvicorn

from bilingua.errors import ServerError
from bilingua.server.app import review_app

HOST = "127.0.0.1"
# Below the ports that systems hand out by themselves.
_FIRST_PORT, _PORTS = 17000, 15000


class Serving:
    """The app for a folder, listening; `address` opens it in a browser, which has then `entered`."""

    def __init__(
        self, folder: Path, *, by: str, port: int | None = None, preferred: str | None = None
    ) -> None:
        self._socket = _listen(folder, port)
        port = self._socket.getsockname()[1]
        token = secrets.token_urlsafe(24)
        self.address = f"http://{HOST}:{port}/?token={token}"
        self.entered = threading.Event()
        app = review_app(
            folder, token=token, port=port, by=by, preferred=preferred, entered=self.entered.set
        )
        self._server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                ws="none",
                lifespan="off",
                loop="asyncio",
                http="h11",
                timeout_graceful_shutdown=5,
            )
        )

    def run(self) -> None:
        """Answer until the program is interrupted; a request that is on its way is finished."""
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()


def _listen(folder: Path, port: int | None) -> socket.socket:
    """Listen on the port that was asked for, or on the folder's own if it is free, or on any.

    A folder keeps its port, for drafts in the browser belong to an address.
    """
    own = _FIRST_PORT + int(sha256(str(folder).encode(errors="replace")).hexdigest(), 16) % _PORTS
    for candidate in (own, 0) if port is None else (port,):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # Or the port of a server that just ended would not be free for a minute.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
            listener.listen(64)
        except OSError as error:
            listener.close()
            reason = error.strerror
        else:
            return listener
    raise ServerError(
        "Port {port} cannot be had ({reason}); name another one with --port, or none.",
        port=port or 0,
        reason=reason,
    )
