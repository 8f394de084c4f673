"""The review app as people use it: the command in a process of its own, and a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chrome import BINARY, Chrome, Page
from newsroom import make_pair
from reviewing import Server


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if BINARY is None:
        pytest.skip("Chromium is not installed: apt install chromium, or make test")
    browser = Chrome(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "editions"


@pytest.fixture
def pair(folder: Path) -> Path:
    return make_pair(folder)


@pytest.fixture
def server(folder: Path, pair: Path) -> Iterator[Server]:
    running = Server(folder)
    yield running
    if running.process.poll() is None:
        running.kill()


@pytest.fixture
def page(chrome: Chrome, server: Server) -> Iterator[Page]:
    """The list of stories in a tab; whatever a test does, no script fails and nothing is blocked."""
    tab = chrome.page()
    tab.look(1280, 900)
    tab.open(server.address)
    yield tab
    tab.close()


@pytest.fixture
def story(page: Page) -> Page:
    """The page of the first story."""
    page.open(page.js("document.querySelector('.pair a').href"))
    return page
