"""In an edition, links to other stories of the archive lead to their editions in its language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from newspaper import environment, localize

from bilingua.formats.links import lead_markdown, lead_page, own_links

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body>
<h1>{title}</h1>
<p>The council met on Monday, {link}.</p>
</body></html>
"""


def hrefs(path: Path) -> list[str]:
    return re.findall(r'<a href="([^"]*)"', path.read_text("utf-8"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, apertium: object) -> Path:
    root = tmp_path_factory.mktemp("site")
    (root / "in" / "news").mkdir(parents=True)
    links = (
        '<a href="b.html#top">as we wrote</a>, <a href="../c.md">there</a>, '
        '<a href="/news/b.html">on the site</a>, <a href="//example.org/c.md">elsewhere</a>, '
        '<a href="gone.html">lost</a>, <a href="https://example.org/b.html">far away</a>'
    )
    front = PAGE.format(title="Council approves the budget", link=links)
    (root / "in" / "news" / "a.html").write_text(front, "utf-8")
    other = PAGE.format(
        title="School opens in the valley", link='<a href="caf%C3%A9.html">here</a>'
    )
    (root / "in" / "news" / "b.html").write_text(other, "utf-8")
    last = PAGE.format(title="A café for the valley", link="the mayor said")
    (root / "in" / "news" / "café.html").write_text(last, "utf-8")
    markdown = "# Rain in the valley\n\nIt rained again, [as before](news/a.html?q=1).\n"
    (root / "in" / "c.md").write_text(markdown, "utf-8")
    assert localize(root / "in", root / "out").returncode == 0
    return root / "out"


def test_links_lead_to_editions(site: Path) -> None:
    for language in ("en", "es"):
        assert hrefs(site / "news" / f"a.{language}.html") == [
            f"b.{language}.html#top",
            f"../c.{language}.md",
            f"/news/b.{language}.html",
            "//example.org/c.md",
            "gone.html",
            "https://example.org/b.html",
        ]
        assert hrefs(site / "news" / f"b.{language}.html") == [f"caf%C3%A9.{language}.html"]
        markdown = (site / f"c.{language}.md").read_text("utf-8")
        assert f"(news/a.{language}.html?q=1)" in markdown


def test_an_applied_edition_leads_there_too_and_the_check_knows_why(site: Path) -> None:
    before = hrefs(site / "news" / "a.es.html")
    for command in ("apply a.es.po", "check a.en.html a.es.html"):
        done = subprocess.run(
            [sys.executable, "-m", "bilingua", *command.split()],
            cwd=site / "news",
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "leads elsewhere" not in done.stdout
    assert hrefs(site / "news" / "a.es.html") == before


def test_what_is_no_link_to_a_story_stays() -> None:
    links = {"b.html": "b.es.html"}
    page = "<p title='b.html'>b.html <a href=b.html>x</a> <a href='/b.html'>y</a></p>"
    assert lead_page(page, links) == page.replace("href=b.html", "href=b.es.html")
    markdown = "[x](b.html) b.html\n\n```\n[x](b.html)\n```\n\n[y]: b.html\n"
    right = "[x](b.es.html) b.html\n\n```\n[x](b.html)\n```\n\n[y]: b.es.html\n"
    assert lead_markdown(markdown, links) == right
    assert list(own_links(page + markdown)) == ["b.html", "/b.html"]
