"""The sitemap of an archive's editions, by the rules of the protocol and of hreflang."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from bilingua.archive import sitemap
from bilingua.archive.sitemap import Sitemap, write_sitemap
from bilingua.errors import UsageError

BASE = "https://ledger.example/editions"
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
STORY = {"en-US": "2024/story.en.html", "es-US": "2024/story.es.html"}


def parsed(path: Path) -> etree._Element:
    """A file of a sitemap, held against the rules of its schema."""
    data = path.read_bytes()
    root = etree.fromstring(data)
    assert len(data) <= sitemap.MAX_BYTES
    item, kind = ("url", "urlset") if root.tag.endswith("urlset") else ("sitemap", "sitemapindex")
    assert root.tag == f"{{{NS['s']}}}{kind}"
    assert len(root) <= sitemap.MAX_URLS
    for child in root:
        assert child.tag == f"{{{NS['s']}}}{item}"
        assert child[0].tag == f"{{{NS['s']}}}loc"
        address = child[0].text or ""
        assert 12 <= len(address) <= sitemap.MAX_ADDRESS
        assert address.isascii()
        assert urlsplit(address).netloc == "ledger.example"
        assert all(one.tag == f"{{{NS['x']}}}link" for one in child[1:])
    return root


def links(root: etree._Element) -> dict[str, dict[str, str]]:
    """Each address with its alternates by hreflang."""
    return {
        url.findtext("s:loc", namespaces=NS) or "": {
            link.get("hreflang", ""): link.get("href", "") for link in url.findall("x:link", NS)
        }
        for url in root
    }


def test_every_edition_names_all_of_its_story(tmp_path: Path) -> None:
    assert write_sitemap([STORY], tmp_path, BASE) == Sitemap((tmp_path / "sitemap.xml",), 2, 0)
    english, spanish = f"{BASE}/2024/story.en.html", f"{BASE}/2024/story.es.html"
    named = {
        "en-US": english,
        "es-US": spanish,
        "en": english,
        "es": spanish,
        "x-default": english,
    }
    assert links(parsed(tmp_path / "sitemap.xml")) == {english: named, spanish: named}


def test_a_language_with_two_regions_is_not_named_without(tmp_path: Path) -> None:
    write_sitemap([STORY | {"es-MX": "story.mx.html"}], tmp_path, BASE)
    for named in links(parsed(tmp_path / "sitemap.xml")).values():
        assert set(named) == {"en-US", "en", "es-US", "es-MX", "x-default"}


def test_an_edition_for_the_whole_language_is_the_one_without_a_region(tmp_path: Path) -> None:
    story = {"en": "a.html", "es": "b.html"}
    write_sitemap([story], tmp_path, BASE)
    for named in links(parsed(tmp_path / "sitemap.xml")).values():
        assert set(named) == {"en", "es", "x-default"}


def test_addresses_are_escaped(tmp_path: Path) -> None:
    story = {"en-US": 'a & b/Ñandú "x" 50%.html', "es-US": "https://ledger.example/?a=1&b=%20<ñ>"}
    write_sitemap([story], tmp_path, BASE)
    first, second = links(parsed(tmp_path / "sitemap.xml"))
    assert first == f"{BASE}/a%20&%20b/%C3%91and%C3%BA%20%22x%22%2050%25.html"
    assert second == "https://ledger.example/?a=1&b=%20%3C%C3%B1%3E"


@pytest.mark.parametrize("limit", [500, pytest.param(50_000, marks=pytest.mark.slow)])
def test_a_large_archive_gets_parts_and_an_index(
    limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MAX_URLS", limit)
    count = limit // 2 + 1
    stories = ({"en-US": f"{n}.en.html", "es-US": f"{n}.es.html"} for n in range(count))
    made = write_sitemap(stories, tmp_path, BASE)
    assert [path.name for path in made.files] == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    index, *parts = map(parsed, made.files)
    assert [one[0].text for one in index] == [f"{BASE}/sitemap-1.xml", f"{BASE}/sitemap-2.xml"]
    assert sum(map(len, parts)) == made.addresses == limit + 2
    assert len(parts[0]) == limit
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in made.files}


def test_a_part_is_full_by_its_bytes_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MAX_BYTES", 5000)
    stories = [{"en-US": f"{n}.en.html", "es-US": f"{n}.es.html"} for n in range(40)]
    made = write_sitemap(stories, tmp_path, BASE)
    _, *parts = map(parsed, made.files)
    assert len(parts) > 5
    for part in parts:
        # No story is torn: an address's counterpart is in the same part.
        assert {address for named in links(part).values() for address in named.values()} == set(
            links(part)
        )


def test_a_story_with_an_address_too_long_is_counted_out(tmp_path: Path) -> None:
    made = write_sitemap([STORY | {"es-US": "a" * 2048}, STORY], tmp_path, BASE)
    assert (made.addresses, made.left_out) == (2, 1)


@pytest.mark.parametrize("base", ["", "ledger.example", "ftp://ledger.example", "https://"])
def test_a_base_that_is_no_web_address_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no web address"):
        write_sitemap([STORY], tmp_path, base)


def test_an_archive_without_stories_has_an_empty_sitemap(tmp_path: Path) -> None:
    write_sitemap([], tmp_path, BASE)
    assert len(parsed(tmp_path / "sitemap.xml")) == 0


def test_a_run_that_breaks_off_leaves_no_half_file(tmp_path: Path) -> None:
    def breaking():  # type: ignore[no-untyped-def]
        yield STORY
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sitemap(breaking(), tmp_path, BASE)
    assert list(tmp_path.iterdir()) == []
