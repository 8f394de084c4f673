"""A review file comes back with all that people and PO tools put into it, or is refused in a sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingua.article import Role, Severity
from bilingua.errors import ReviewError
from bilingua.review.editing import approve, set_fuzzy, set_target, take_kept
from bilingua.review.file import Entry, Remark, ReviewFile, read, visible, write

FIELDS = (
    ("Project-Id-Version", "story.md"),
    ("PO-Revision-Date", "2026-11-24 10:00+0000"),
    ("Language-Team", "none"),
    ("Last-Translator", "Ana López <ana@example.org>"),
    ("Language", "es_US"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("X-Source-Language", "en-US"),
    ("X-Source-File", "story.md"),
    ("X-Poedit-Bookmarks", "3,-1,-1"),
)
FULL = Entry(
    "u3.1", "Read <1>it</1> now.\tAll \\ of \"it\".", "Léalo <1>ya</1>.", "my story.md", 12, Role.DECK,
    "engine", "argos en→es", -0.25,
    (Remark(Severity.ERROR, "figure", "“18,412” is missing from the translation.", (0, 4)),
     Remark(Severity.WARNING, "negation", "“not” is missing from the translation.", None, (3, 6)),
     Remark(Severity.WARNING, "rank", "“Sen.” is missing [1] [2–3].", (10, 14), (0, 4)),
     Remark(Severity.INFO, "note", "Braces {so} stay.")),
    True, "Read it.", ("Lo que  Ana escribió\nen dos \\ líneas.",), "Ana, 2026-11-24 10:00+0000",
    "Hablado con la autora.\n\n  Es así.", ("Max. 80",), ("story.html:4",), ("no-wrap", "mine"),
)  # fmt: skip
PLAIN = Entry("u4.1", "Two.", "Dos.", "story.md", 3, origin="engine")
GONE = Entry("old.1a2b", "One.", "Uno.", comment="Del cierre.", obsolete=True)
REVIEW = ReviewFile(FIELDS, (FULL, PLAIN), (GONE,), "Para el cierre.")


def again(review: ReviewFile) -> ReviewFile:
    return without_lines(read("story.es.po", write(review)))


def without_lines(review: ReviewFile) -> ReviewFile:
    """Where an entry stands in its file says nothing of what it is."""
    return replace(
        review,
        entries=tuple(replace(entry, at=0) for entry in review.entries),
        obsolete=tuple(replace(entry, at=0) for entry in review.obsolete),
    )


def gettext_accepts(data: bytes) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("gettext is not installed; make test installs it")
    done = subprocess.run(
        ["msgfmt", "--check", "-o", os.devnull, "-"], input=data, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""


def test_all_comes_back() -> None:
    assert again(REVIEW) == REVIEW
    gettext_accepts(write(REVIEW))


@pytest.mark.parametrize("width", [0, 40, 78])
def test_all_comes_back_from_a_po_library(tmp_path: Path, width: int) -> None:
    path = tmp_path / "story.es.po"
    path.write_bytes(write(REVIEW))
    catalogue = polib.pofile(str(path), wrapwidth=width)
    catalogue.save()
    returned = without_lines(read("story.es.po", path.read_bytes()))
    first = returned.entries[0]
    if width == 40:  # polib folds comments, and takes double spaces at a fold for one
        first = replace(first, remarks=FULL.remarks, kept=FULL.kept, comment=FULL.comment)
        first = replace(first, by=FULL.by, notes=FULL.notes)
    assert replace(first, comment=FULL.comment) == FULL
    assert returned.entries[1:] == REVIEW.entries[1:]
    assert [entry.target for entry in returned.obsolete] == ["Uno."]
    assert dict(returned.fields) == dict(REVIEW.fields)


@pytest.mark.parametrize(
    "tool", ["msgcat", "msgcat --width=40", "msgcat --sort-output", "msgattrib"]
)
def test_all_comes_back_from_gettext(tool: str) -> None:
    if shutil.which("msgcat") is None:
        pytest.skip("gettext is not installed; make test installs it")
    done = subprocess.run(
        [*tool.split(), "-"], input=write(REVIEW), capture_output=True, check=True
    )
    returned = without_lines(read("story.es.po", done.stdout))
    assert sorted(returned.entries, key=lambda entry: entry.context) == [
        _as_gettext(returned, FULL),
        PLAIN,
    ]
    assert [entry.target for entry in returned.obsolete] == ["Uno."]
    assert dict(returned.fields) == dict(REVIEW.fields)


def _as_gettext(returned: ReviewFile, entry: Entry) -> Entry:
    """gettext sorts flags it knows, and drops those it does not."""
    got = next(e for e in returned.entries if e.context == entry.context)
    assert got.fuzzy
    return replace(entry, flags=got.flags)


ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(visible)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(ODD.filter(str.strip), ODD, ODD, ODD, ODD), max_size=5), st.booleans())
def test_whatever_people_write_comes_back(texts: list[tuple[str, ...]], fuzzy: bool) -> None:
    entries = tuple(
        Entry(
            f"u{n}.1", source.strip("\n"), target.strip("\n"), previous=previous, fuzzy=fuzzy,
            comment="\n".join(line.strip() for line in comment.splitlines()).strip("\n"), kept=(kept.strip(),),
        )
        for n, (source, target, previous, comment, kept) in enumerate(texts)
        if source.strip("\n")
    )  # fmt: skip
    review = replace(REVIEW, entries=entries)
    assert [e.target for e in again(review).entries] == [e.target for e in entries]
    assert [e.previous for e in again(review).entries] == [e.previous for e in entries]
    assert [e.kept for e in again(review).entries] == [e.kept for e in entries]
    gettext_accepts(write(replace(review, entries=tuple(replace(e, fuzzy=True) for e in entries))))


def test_what_was_typed_in_an_editor_is_a_persons() -> None:
    assert again(REVIEW).entries[1].origin == "engine"
    data = write(REVIEW).replace(b'msgstr "Dos."', b'msgstr "Son dos."')
    assert read("story.es.po", data).entries[1].origin == "person"
    bare = b"\n".join(line for line in write(REVIEW).split(b"\n") if not line.startswith(b"#."))
    assert {entry.origin for entry in read("story.es.po", bare).entries} == {"person"}


def test_a_note_after_a_long_remark_stays_a_note() -> None:
    long = Remark(Severity.ERROR, "figure", "“18,412” is missing from the translation. " * 3)
    for text in (long.text.strip(), "x" * 40):
        entry = replace(PLAIN, remarks=(replace(long, text=text),), notes=("Max. 80",))
        review = replace(REVIEW, entries=(entry,))
        assert again(review) == review


def test_absurd_numbers_are_no_harm() -> None:
    text = write(replace(REVIEW, entries=(PLAIN,))).decode()
    for old, new in (("story.md:3", "story.md:" + "9" * 5000), ("u4.1", "u" + "4" * 5000)):
        assert read("story.es.po", text.replace(old, new).encode()).entries


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    data = b"\xef\xbb\xbf" + write(REVIEW).replace(b"\n", b"\r\n")
    assert without_lines(read("story.es.po", data)) == REVIEW


def test_another_encoding_is_read_as_its_header_says() -> None:
    text = write(replace(REVIEW, entries=(PLAIN,))).decode().replace("UTF-8", "ISO-8859-1")
    data = text.replace("Dos.", "Señor.").encode("latin-1")
    assert read("story.es.po", data).entries[0].target == "Señor."


HEAD = 'msgid ""\nmsgstr "Language: es\\n"\n\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no header"),
        ("just a story\n", "line 1"),
        ('msgid ""\nmsgstr "Language: fr\\n"\n', "between English and Spanish"),
        (HEAD.replace("es", 'es-\\"><script>'), "between English and Spanish"),
        (HEAD + 'msgctxt "a"\nmsgid "b"\n', "line 4"),
        (HEAD + 'msgctxt "a"\nmsgid "b"\nmsgstr "c\n', "line 6"),
        (HEAD + 'msgctxt "a"\nmsgid "b"\nmsgstr "c" "d"\n', "line 6"),
        (HEAD + 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\nmsgstr "d"\n', "line 7"),
        (HEAD + 'msgctxt "a"\nmsgstr "c"\n', "line 5"),
        (HEAD + 'msgctxt "a"\nmsgid "b"\n# Hm.\nmsgstr "c"\n', "line 6"),
        (HEAD + 'msgctxt "a"\nmsgid "b"\nmsgid_plural "bs"\nmsgstr[0] "c"\n', "plural"),
        (HEAD + 'msgid "b"\nmsgstr "c"\n', "no msgctxt"),
        (HEAD + 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\nmsgctxt "a"\nmsgid "d"\nmsgstr "e"\n', "line 8"),
        (HEAD + '<<<<<<< HEAD\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n', "line 4"),
        (HEAD + '#| "loose"\n', "line 4"),
        (HEAD.replace("es", "es\\nContent-Type: text/plain; charset=klingon"), "klingon"),
    ],
)  # fmt: skip
def test_what_is_no_review_file_is_refused_in_a_sentence(text: str, complaint: str) -> None:
    with pytest.raises(ReviewError) as caught:
        read("story.es.po", text.encode())
    assert complaint in str(caught.value)
    assert "story.es.po" in str(caught.value)
    assert "\n" not in str(caught.value)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = write(REVIEW)
    start, length = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 40))
    new = data.draw(
        st.binary(max_size=8) | st.sampled_from([b'"', b"\\", b"\n", b"#~", b"msgid", b"#|"])
    )
    try:
        read("story.es.po", whole[:start] + new + whole[start + length :])
    except ReviewError as error:
        assert "\n" not in str(error)


def test_bytes_that_are_no_text_name_their_line() -> None:
    with pytest.raises(ReviewError, match="line 3"):
        read("story.es.po", HEAD.encode().replace(b"\n\n", b"\n# \xff\n"))


def test_a_persons_text_is_accepted_and_signed() -> None:
    review = set_target(REVIEW, "u3.1", "Lea <1>esto</1>.", "Ana", at="2026-11-24 10:00+0000")
    entry = review.entries[0]
    assert (entry.target, entry.origin, entry.fuzzy) == ("Lea <1>esto</1>.", "person", False)
    assert entry.by == "Ana, 2026-11-24 10:00+0000"
    accepted = set_target(REVIEW, "u3.1", FULL.target, "Ana").entries[0]
    assert (accepted.origin, accepted.fuzzy) == ("engine", False)
    with pytest.raises(ReviewError, match=r"no entry u9\.1"):
        set_target(REVIEW, "u9.1", "x", "Ana")


def test_a_kept_text_can_be_taken_and_none_is_lost_by_it() -> None:
    entry = take_kept(REVIEW, "u3.1", 0, "Ana").entries[0]
    assert (entry.target, entry.kept) == (FULL.kept[0], ())
    again = take_kept(set_target(REVIEW, "u3.1", "Otra.", "Ana"), "u3.1", 0, "Ana").entries[0]
    assert again.kept == ("Otra.",)


def test_an_approval_stands_for_the_text_as_it_was() -> None:
    with pytest.raises(ReviewError, match=r"\(1\)"):
        approve(REVIEW, "Ana")
    approved = again(approve(set_fuzzy(REVIEW, "u3.1", False, "Ana"), "Ana  López", at="2026-11-24 10:00+0000"))  # fmt: skip
    assert approved.approval is not None
    assert (approved.approval.by, approved.approval.at) == ("Ana López", "2026-11-24 10:00+0000")
    assert approved.is_reviewed
    noted = write(approved).replace(b'msgctxt "u4.1"', b'# Bien.\nmsgctxt "u4.1"')
    assert read("story.es.po", noted).is_reviewed
    assert not set_target(approved, "u4.1", "Son dos.", "Eva").is_reviewed
    typed = write(approved).replace(b'msgstr "Dos."', b'msgstr "Son dos."')
    assert not read("story.es.po", typed).is_reviewed
