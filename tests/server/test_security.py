"""Nobody but the browser that was given the address can read or change anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import HOSTILE, make_pair
from starlette.testclient import TestClient
from visitor import ORIGIN, PORT, TOKEN, Browser, entries, entry_with

from bilingua.server.app import review_app
from bilingua.server.security import MAX_BODY


@pytest.fixture
def stranger(folder: Path, pair: Path) -> TestClient:
    app = review_app(folder, token=TOKEN, port=PORT, by="Ana")
    return TestClient(app, base_url=ORIGIN, follow_redirects=False)


@pytest.mark.parametrize("path", ["/", "/stories/0123456789abcdef", "/static/review.css"])
def test_without_the_token_there_is_nothing_to_see(stranger: TestClient, path: str) -> None:
    for address in (path, path + "?token=guess", path + "?token=", path + "?token=ñ"):
        answer = stranger.get(address)
        assert answer.status_code == 403
        assert "bilingua review" in answer.text
        assert "set-cookie" not in answer.headers


def test_the_token_becomes_a_cookie_that_scripts_and_other_sites_never_get(
    stranger: TestClient,
) -> None:
    answer = stranger.get(f"/?token={TOKEN}&lang=es")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?lang=es"
    cookie = answer.headers["set-cookie"].split(",")[0]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert f"bilingua-{PORT}=" in cookie
    assert stranger.get("/").status_code == 200


def test_whom_another_page_sends_with_the_token_is_let_in_by_a_page_of_the_app(
    stranger: TestClient,
) -> None:
    """A browser sends no strict cookie where the redirects began at another page."""
    sent = {"Sec-Fetch-Site": "cross-site"}
    answer = stranger.get(f"/?token={TOKEN}&q=%22%3E%3Cb", headers=sent)
    assert answer.status_code == 200
    assert 'url=/?q=%22%3E%3Cb">' in answer.text
    assert TOKEN not in answer.text
    assert stranger.get("/", headers=sent).status_code == 403
    assert stranger.get("/").status_code == 200


def test_the_way_in_leads_nowhere_else(stranger: TestClient) -> None:
    answer = stranger.get(f"{ORIGIN}//evil.example/?token={TOKEN}")
    assert answer.headers["location"].startswith("/evil.example")


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", "", f"[::1]:{PORT}"],
)
def test_a_name_that_was_bound_to_this_machine_is_refused(browser: Browser, host: str) -> None:
    assert browser.client.get("/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1:1"]
)
def test_a_page_of_another_site_changes_nothing(
    browser: Browser, pair: Path, origin: str | None
) -> None:
    before = pair.read_bytes()
    headers = {} if origin is None else {"Origin": origin}
    entry = entries(pair)[0]
    answer = browser.client.post(
        browser.story(pair) + "/save", data={"context": entry.context, "text": "x"}, headers=headers
    )
    assert answer.status_code == 403
    assert pair.read_bytes() == before


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_on_this_machine_cannot_ask_either(browser: Browser, site: str) -> None:
    assert browser.client.get("/", headers={"Sec-Fetch-Site": site}).status_code == 403


@pytest.mark.parametrize(
    "action", ["save", "accept", "reopen", "revert", "kept", "approve", "withdraw"]
)
def test_looking_changes_nothing(browser: Browser, pair: Path, action: str) -> None:
    assert browser.get(f"{browser.story(pair)}/{action}").status_code == 405
    assert browser.get("/glossary").status_code == 405


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
def test_methods_that_the_app_does_not_use_are_refused(browser: Browser, method: str) -> None:
    assert browser.client.request(method, "/").status_code == 405


def test_every_answer_carries_the_policy(browser: Browser, pair: Path) -> None:
    addresses = ["/", browser.story(pair), "/static/review.js", "/nothing", "/stories/none"]
    for address in addresses:
        headers = browser.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert browser.get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "id", ["..%2f..", "%2e%2e", "%2e%2e%2fetc%2fpasswd", "bridge.es.po", "/etc/passwd", "a" * 500]
)
def test_a_pair_is_known_by_its_id_and_by_nothing_else(browser: Browser, id: str) -> None:
    for address in (f"/stories/{id}", f"/stories/{id}/edit", f"/static/{id}"):
        assert browser.get(address).status_code == 404


def test_a_link_in_the_folder_leads_to_no_other_file(
    folder: Path, browser: Browser, tmp_path: Path
) -> None:
    elsewhere = make_pair(tmp_path / "elsewhere", "secret.md")
    (folder / "link.es.po").symlink_to(elsewhere)
    (folder / "linked").symlink_to(elsewhere.parent)
    assert "secret" not in browser.get("/").text
    assert "link" not in browser.get("/", q="link").text.partition("</form>")[2]


def test_too_much_at_once_is_refused(browser: Browser, pair: Path) -> None:
    answer = browser.act(pair, "save", entries(pair)[0], text="x" * MAX_BODY)
    assert answer.status_code == 413

    def endless():
        for _ in range(40):
            yield b"text=" + b"x" * (MAX_BODY // 32)

    headers = {"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
    answer = browser.client.post(browser.story(pair) + "/save", content=endless(), headers=headers)
    assert answer.status_code == 413


def test_only_forms_are_taken(browser: Browser, pair: Path) -> None:
    answer = browser.client.post(
        browser.story(pair) + "/save", json={"text": "x"}, headers={"Origin": ORIGIN}
    )
    assert answer.status_code == 415
    many = "&".join(f"f{n}=1" for n in range(100))
    for body in (b"text=\xff", b"text=%ff%fe", many.encode()):
        answer = browser.client.post(
            browser.story(pair) + "/save", content=body,
            headers={"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"},
        )  # fmt: skip
        assert answer.status_code == 400


def test_what_a_story_says_is_never_markup(folder: Path, browser: Browser) -> None:
    review_file = make_pair(folder, "hostile.txt", HOSTILE)
    story = browser.story(review_file)
    pages = [browser.get("/").text, browser.get(story).text]
    for entry in entries(review_file):
        pages.append(browser.get(story + "/edit", context=entry.context).text)
        answer = browser.act(review_file, "save", entry, text=entry.target + '"><script>x</script>')
        pages.append(answer.text)
        pages.append(browser.get(story + "/history", context=entry.context).text)
    for page in pages:
        for evil in ("<script>alert", "<img src=x", "<script>x", " onmouseover='", "</textarea><s"):
            assert evil not in page.replace("</textarea>\n", "")
        assert "49" not in page.partition("{{ 7 * 7 }}")[1]


def test_characters_that_turn_text_around_are_shown(folder: Path, browser: Browser) -> None:
    review_file = make_pair(folder, "hostile.txt", HOSTILE)
    page = browser.get(browser.story(review_file)).text
    assert '<span class="unseen">U+202E</span>' in page
    assert "\u202e" not in page


def test_cookies_of_other_programs_are_passed_over(browser: Browser) -> None:
    token = browser.client.cookies[f"bilingua-{PORT}"]
    headers = {"Cookie": f'we[ird="; ; a=b=c; bilingua-{PORT}={token}; \u00e9=1'.encode("latin-1")}
    browser.client.cookies.clear()
    assert browser.client.get("/", headers=headers).status_code == 200


def test_a_hostile_context_finds_nothing(browser: Browser, pair: Path) -> None:
    for context in ("", "u999.1", "../../x", "<script>", "\0"):
        answer = browser.get(browser.story(pair) + "/edit", context=context)
        assert answer.status_code == 404
    assert entry_with(pair, "18,412")
