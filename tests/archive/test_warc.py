"""Web archives: pages come out of their records and go back in; a real library reads the result."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("trafilatura", reason="pip install 'bilingua[warc]'")
pytest.importorskip("warcio", reason="pip install 'bilingua[dev]'")

from hypothesis import given, settings
from hypothesis import strategies as st
from packing_up import rewritten, stories, zipped
from warcio.archiveiterator import ArchiveIterator
from webpages import PAGE, chunked, gzipped, http, write_warc

from bilingua.archive.containers.warc import Warc
from bilingua.archive.containers.zipped import Zip
from bilingua.article import Marked, Role
from bilingua.errors import InputError
from bilingua.formats.base import Labels
from bilingua.formats.registry import format_named, merge, read, write

SITE = "https://ledger.example"
LATIN = PAGE.replace("“painful”", "«dañino»").replace('<meta charset="utf-8">\n', "")
PACKINGS = ["plain", "by record", "as a whole"]
RESPONSES = {
    f"{SITE}/2024/library-hours.html": http(PAGE.encode()),
    f"{SITE}/packed/": http(gzipped(PAGE.encode()), Content_Encoding="gzip"),
    f"{SITE}/chunks?id=7": http(
        chunked(gzipped(PAGE.encode())), Content_Encoding="gzip", Transfer_Encoding="chunked"
    ),
    f"{SITE}/said-to-be-chunks": http(PAGE.encode(), Transfer_Encoding="chunked"),
    f"{SITE}/latin": http(LATIN.encode("latin-1"), "text/html; charset=ISO-8859-1"),
    f"{SITE}/language": http(PAGE.encode(), Content_Language="en", ETag='"1"', Content_MD5="x"),
    f"{SITE}/a.png": http(b"\x89PNG\r\n\r\n", "image/png"),
    f"{SITE}/gone": http(b"<p>Gone").replace(b"200 OK", b"404 Not Found"),
}
NAMES = [
    "library-hours.webpage",
    "packed.webpage",
    "chunks.webpage",
    "said-to-be-chunks.webpage",
    "latin.webpage",
    "language.webpage",
]


@pytest.fixture(params=PACKINGS)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """One archive in each of the ways that WARCs are packed."""
    path = tmp_path / "crawl.warc.gz"
    write_warc(path, RESPONSES, packed=request.param == "by record")
    if request.param == "as a whole":
        path.write_bytes(gzipped(path.read_bytes()))
    return path


@dataclass(frozen=True)
class Seen:
    """What a real library finds in a record."""

    kind: str
    fields: dict[str, str]
    http: dict[str, str]
    content: bytes


def records(data: bytes) -> list[Seen]:
    if data[:2] == b"\x1f\x8b" and not _is_by_record(data):
        data = gzip.decompress(data)
    iterator = ArchiveIterator(BytesIO(data), check_digests="raise")
    seen = []
    for record in iterator:
        content = record.content_stream().read()
        http_fields = dict(record.http_headers.headers) if record.http_headers else {}
        seen.append(Seen(record.rec_type, dict(record.rec_headers.headers), http_fields, content))
    assert iterator.err_count == 0
    return seen


def _is_by_record(data: bytes) -> bool:
    return data.count(b"\x1f\x8b\x08\0") > len(RESPONSES)


def test_pages_are_stories_and_nothing_else_is(path: Path) -> None:
    found = stories(Warc(), path)
    assert [held.name for held in found.values()] == NAMES
    assert all(key.startswith("urn:uuid:") for key in found)
    assert [held.data.decode() for held in found.values()] == [
        LATIN if name == "latin.webpage" else PAGE for name in NAMES
    ]


def test_without_editions_the_archive_is_the_same(path: Path) -> None:
    copy = rewritten(Warc(), path, loud=False)
    if path.read_bytes()[:2] == b"\x1f\x8b" and not _is_by_record(path.read_bytes()):
        assert gzip.decompress(copy) == gzip.decompress(path.read_bytes())
    else:
        assert copy == path.read_bytes()


def test_editions_lie_in_their_records_with_true_lengths_and_digests(path: Path) -> None:
    old, new = records(path.read_bytes()), records(rewritten(Warc(), path))
    assert len(new) == len(old)
    for before, after in zip(old, new, strict=True):
        is_story = before.kind == "response" and before.content.lstrip().startswith(b"<!DOCTYPE")
        assert after.fields["WARC-Record-ID"] == before.fields["WARC-Record-ID"]
        if not is_story:
            assert after == before
            continue
        charset = "latin-1" if "ISO" in before.http["Content-Type"] else "utf-8"
        said = before.content.decode(charset)
        assert after.content.decode(charset) == said.encode().upper().decode()
        assert int(after.http["Content-Length"]) == len(after.content)
        assert not {"Transfer-Encoding", "Content-Encoding", "Content-MD5"} & set(after.http)
        assert after.http.get("ETag") == before.http.get("ETag")
        for name in ("WARC-Payload-Digest", "WARC-Block-Digest"):
            assert (name in after.fields) == (name in before.fields)


def test_the_language_of_the_editions_is_declared_where_one_was(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    write_warc(path, RESPONSES, packed=False)
    out = BytesIO()
    Warc().rewrite(path, out, lambda held: b"<p>Hola", Labels("es-US", {}))
    declared = [
        r.http.get("Content-Language") for r in records(out.getvalue()) if r.content == b"<p>Hola"
    ]
    assert declared == [None] * 5 + ["es-US"]


def test_digests_are_written_as_they_were(tmp_path: Path) -> None:
    import hashlib

    path = tmp_path / "a.warc"
    block = http(PAGE.encode())
    digest = hashlib.sha256(PAGE.encode()).hexdigest()
    path.write_bytes(
        b"WARC/1.1\r\nwarc-type: response\r\nContent-Type: application/http\r\n"
        b"WARC-Payload-Digest: SHA-256:" + digest.encode() + b"\r\nWARC-Block-Digest: mine:1\r\n"
        b"Content-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n"
    )
    assert list(stories(Warc(), path)) == ["record 1"]
    new = rewritten(Warc(), path)
    assert b"SHA-256:" + hashlib.sha256(PAGE.encode().upper()).hexdigest().encode() in new
    assert b"mine:" not in new


def test_what_cannot_be_unpacked_is_reported_and_copied(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    broken = {
        f"{SITE}/unknown": http(b"xx", Content_Encoding="nonsense"),
        f"{SITE}/damaged": http(gzipped(PAGE.encode())[:-20], Content_Encoding="gzip"),
        f"{SITE}/bomb": http(gzipped(bytes(20 << 20)), Content_Encoding="gzip"),
    }
    write_warc(path, broken | {f"{SITE}/good": http(PAGE.encode())})
    errors = [str(held.error) for held in stories(Warc(), path).values()]
    for error, said in zip(
        errors, ["nonsense", "damaged", "larger than 16 MB", "None"], strict=True
    ):
        assert said in error
    assert rewritten(Warc(), path, loud=False) == path.read_bytes()


def test_a_web_archive_in_a_zip_is_read_and_written(tmp_path: Path) -> None:
    inner, outer = tmp_path / "a.warc.gz", tmp_path / "a.zip"
    write_warc(inner, RESPONSES)
    outer.write_bytes(zipped({"crawl/a.warc.gz": inner.read_bytes(), "b.md": b"# b"}))
    found = list(stories(Zip(), outer))
    assert len(found) == len(NAMES) + 1
    assert found[0].startswith("crawl/a.warc.gz!urn:uuid:")
    new = tmp_path / "new.zip"
    new.write_bytes(rewritten(Zip(), outer))
    assert next(held.data for held in stories(Zip(), new).values()) == PAGE.encode().upper()


def test_what_is_no_web_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"<html>" * 99)
    with pytest.raises(InputError, match="no WARC file"):
        stories(Warc(), path)


def test_only_the_article_of_a_page_is_translated() -> None:
    article = read("a.webpage", PAGE.encode())
    said = [unit.text for unit in article.units]
    assert said[:2] == [
        "Council cuts library hours | The Valley Ledger",
        "Three branches will close on Mondays.",
    ]
    assert [unit.role for unit in article.units[2:6]] == [
        Role.HEADLINE, Role.BYLINE, Role.CAPTION, Role.CAPTION,
    ]  # fmt: skip
    assert [text.split()[0] for text in said[6:]] == ["The", "The", "What", "Residents"]
    loud = {unit.id: Marked(unit.text.upper(), unit.content.codes) for unit in article.units}
    page = merge(article, loud)
    assert "MAYOR" in page
    for furniture in ("Home", "every morning", "Most read this week", "A bakery", "Copyright 2024"):
        assert furniture in page


def test_a_page_without_an_article_is_translated_but_for_its_furniture() -> None:
    article = read("a.webpage", b"<nav>Home</nav><p>Hello.</p><footer>Us</footer>")
    assert [unit.text for unit in article.units] == ["Hello."]


@pytest.mark.parametrize(
    "data", [PAGE.encode(), PAGE.replace("\n", "\r\n").encode("utf-16"), b"<p>a<", b""]
)
def test_a_page_comes_back_byte_for_byte(data: bytes) -> None:
    article = read("a.webpage", data)
    assert write(article, merge(article, {})) == data


BLOCKS = st.sampled_from(
    [
        "<article>", "</article>", "<nav>", "<p>The mayor spoke of 5% & <b>more</b>.</p>", "<h1>A",
        "<title>A", "</title>", "<!-- x", "-->", "<p class=byline>By Ana Torres", "\r\n", "a < b",
        '<img alt="The mayor">', "<script>if (a < b) c", "</script>", "&eacute;&", "<td>x", "<", PAGE,
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=8).map("".join), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_page_comes_back_byte_for_byte(page: str, encoding: str) -> None:
    data = page.encode(encoding, "replace")
    article = read("a.webpage", data)
    assert write(article, merge(article, {})) == data


def test_an_endless_page_is_read_without_looking_for_its_article() -> None:
    article = read("a.webpage", b"<nav>Home</nav>" + b"<tr><td>a<td>words" * 10_000)
    assert len(article.units) == 20_000


def test_a_machine_that_cannot_read_pages_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.warc"
    write_warc(path, RESPONSES, packed=False)
    monkeypatch.setattr("bilingua.formats.page.find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"pip install 'bilingua\[warc\]'"):
        stories(Warc(), path)


def test_a_page_links_to_addresses_only() -> None:
    files = Labels(
        "es-US", {"en-US": "a.en.webpage", "es-US": "a.es.webpage"}, "Hecho por máquina."
    )
    labelled = format_named("page").label(PAGE, files)
    assert "hreflang" not in labelled
    assert 'lang="es-US"' in labelled
    assert "Hecho por máquina." in labelled
    web = Labels("es-US", {"en-US": "https://a.example/", "es-US": "https://b.example/"})
    assert format_named("page").label(PAGE, web).count("hreflang") == 2
