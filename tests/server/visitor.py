"""What a browser at the app's address sends, and what is on disk and in its pages then."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from bilingua.review.file import Entry
from bilingua.review.store import load
from bilingua.server.app import review_app
from bilingua.server.index import pair_id
from bilingua.server.rows import version_of

TOKEN, PORT = "a-token-of-this-start", 8000
ORIGIN = f"http://127.0.0.1:{PORT}"


class Browser:
    """What a browser at the app's address would send."""

    def __init__(self, folder: Path, by: str = "Ana") -> None:
        self.folder = folder
        app = review_app(folder, token=TOKEN, port=PORT, by=by)
        self.client = TestClient(app, base_url=ORIGIN, follow_redirects=False)
        self.client.headers["Accept-Language"] = "en"
        assert self.client.get("/", params={"token": TOKEN}).status_code == 303

    def get(self, path: str, **params: str):
        return self.client.get(path, params=params or None)

    def post(self, path: str, *, headers: dict[str, str] | None = None, **fields: str):
        return self.client.post(
            path, data=fields, headers={"Origin": ORIGIN, "HX-Request": "true"} | (headers or {})
        )

    def act(self, review_file: Path, action: str, entry: Entry, **fields: str):
        """An action on a segment as it was seen."""
        seen = {"context": entry.context, "version": version_of(entry)}
        return self.post(self.story(review_file) + "/" + action, **(seen | fields))

    def story(self, review_file: Path) -> str:
        return f"/stories/{pair_id(self.folder, review_file)}"


def entries(review_file: Path) -> list[Entry]:
    return list(load(review_file).review.entries)


def entry_with(review_file: Path, words: str) -> Entry:
    """The first segment whose source has these words."""
    return next(entry for entry in entries(review_file) if words in entry.source)


def shown(html: str) -> str:
    """The words of a page, its markup taken out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
