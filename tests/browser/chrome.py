"""A real Chromium, spoken to over its DevTools protocol: pages, keys, pictures, and what it reports."""

from __future__ import annotations

import base64
import itertools
import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import websocket

BINARY = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", "--remote-debugging-port=0", "--remote-allow-origins=*"),
)
PATIENCE = 20.0
# name: (key, code, virtual key code, text)
KEYS = {
    "Enter": ("Enter", "Enter", 13, "\r"),
    "Escape": ("Escape", "Escape", 27, ""),
    "Tab": ("Tab", "Tab", 9, ""),
}
CTRL, SHIFT = 2, 8


class Refused(AssertionError):
    """The browser would not do it."""


class Chrome:
    """The browser, with a profile of its own."""

    def __init__(self, profile: Path) -> None:
        assert BINARY is not None
        self.process = subprocess.Popen(
            [BINARY, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        told = profile / "DevToolsActivePort"
        wait_until(lambda: told.is_file() and told.read_text().count("\n") == 1, "Chromium starts")
        port, path = told.read_text().split("\n")
        self._socket = websocket.create_connection(
            f"ws://127.0.0.1:{port}{path}", timeout=PATIENCE, suppress_origin=True
        )
        self._numbers = itertools.count(1)
        self._pages: dict[str, Page] = {}

    def page(self, address: str = "about:blank", *, context: str | None = None) -> Page:
        """A new tab; `context` is a window that shares no cookies with others."""
        extra = {"browserContextId": context} if context else {}
        target = self.call("Target.createTarget", url="about:blank", **extra)["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = self._pages[session] = Page(self, session, target)
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.call(f"{domain}.enable")
        if address != "about:blank":
            page.open(address)
        return page

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; what the pages report meanwhile is kept."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        self._socket.send(json.dumps(message | ({"sessionId": session} if session else {})))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:
                if "error" in answer:
                    raise Refused(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def close(self) -> None:
        self._socket.close()
        self.process.kill()
        self.process.wait()

    def _note(self, event: dict[str, Any]) -> None:
        page = self._pages.get(event.get("sessionId", ""))
        if page is None:
            return
        method, params = event["method"], event["params"]
        page.events.append((method, params))
        if method == "Page.javascriptDialogOpening":
            # Nobody is there to answer it, and the page would wait for ever.
            self._socket.send(
                json.dumps(
                    {"id": 0, "sessionId": page.session, "method": "Page.handleJavaScriptDialog",
                     "params": {"accept": True}}
                )
            )  # fmt: skip


class Page:
    """A tab."""

    def __init__(self, chrome: Chrome, session: str, target: str) -> None:
        self.chrome = chrome
        self.session = session
        self.target = target
        self.events: list[tuple[str, dict[str, Any]]] = []

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self.chrome.call(method, self.session, **params)

    def open(self, address: str) -> None:
        self._load("Page.navigate", url=address)

    def reload(self) -> None:
        self._load("Page.reload")

    def _load(self, method: str, **params: Any) -> None:
        # The old page answers for a while after the new one was asked for.
        self.js("window.left = true")
        self.call(method, **params)
        self.wait("!window.left && document.readyState === 'complete'", "the page is loaded")

    def front(self) -> None:
        self.call("Page.bringToFront")

    def close(self) -> None:
        self.chrome.call("Target.closeTarget", targetId=self.target)

    def js(self, expression: str) -> Any:
        """What an expression is worth in the page; promises are waited for."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True,
            userGesture=True,
        )  # fmt: skip
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def text(self, selector: str) -> str:
        """The text of the first element, as it is shown."""
        return str(self.js(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    def wait(self, expression: str, what: str = "") -> None:
        """Wait until an expression is true in the page."""
        wait_until(lambda: self._try(f"Boolean({expression})"), what or expression)

    def click(self, selector: str) -> None:
        """Press the mouse in the middle of the first element, which is scrolled to."""
        spot = self.js(
            f"""(() => {{ const e = document.querySelector({json.dumps(selector)});
            e.scrollIntoView({{block: 'center', behavior: 'instant'}});
            const r = e.getBoundingClientRect();
            return [r.x + r.width / 2, r.y + r.height / 2]; }})()"""
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent", type=kind, x=spot[0], y=spot[1], button="left",
                clickCount=1,
            )  # fmt: skip

    def press(self, key: str, modifiers: int = 0) -> None:
        """Press and release a key: a letter or one of KEYS."""
        name, code, number, text = KEYS.get(
            key, (key, f"Key{key[0].upper()}", ord(key[0].upper()), key)
        )
        stroke = {"key": name, "code": code, "windowsVirtualKeyCode": number,
                  "modifiers": modifiers}  # fmt: skip
        typed = {"text": text, "unmodifiedText": text} if text and modifiers != CTRL else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", **stroke, **typed)
        self.call("Input.dispatchKeyEvent", type="keyUp", **stroke)

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)

    def look(
        self, width: int, height: int, *, dark: bool = False, still: bool = False, media: str = ""
    ) -> None:
        """The size of the window and what the reader's system prefers."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
            mobile=width < 600,
        )  # fmt: skip
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if still else "no-preference"},
        ]
        self.call("Emulation.setEmulatedMedia", media=media, features=features)

    def picture(self, path: Path) -> Path:
        """A picture of what the window shows."""
        data = self.call("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(data))
        return path

    def reported(self, *methods: str) -> list[dict[str, Any]]:
        """What the browser reported of the page so far."""
        self.js("0")
        return [params for method, params in self.events if method in methods]

    def troubles(self) -> list[str]:
        """Scripts' errors, what the policy blocked, and dialogs: in a good page there are none."""
        found = [str(p["exceptionDetails"]) for p in self.reported("Runtime.exceptionThrown")]
        found += [f"dialog: {p['message']}" for p in self.reported("Page.javascriptDialogOpening")]
        found += [
            f"{p['entry']['source']}: {p['entry']['text']}"
            for p in self.reported("Log.entryAdded")
            if p["entry"]["level"] == "error"
        ]
        return found

    def _try(self, expression: str) -> Any:
        try:
            answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        except Refused:  # the page was left while it was asked
            return None
        return None if "exceptionDetails" in answer else answer["result"].get("value")


def wait_until(condition: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    """Ask until the answer is true."""
    end = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < end, f"waited in vain until: {what}"
        time.sleep(0.03)
    return answer
