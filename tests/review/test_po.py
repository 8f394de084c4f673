"""A review file is one that gettext accepts, PO editors keep whole, and nothing is lost in."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingua.article import (
    Article,
    Finding,
    Marked,
    Role,
    Segment,
    Severity,
    Translation,
    Unit,
)
from bilingua.assembly import place
from bilingua.review.file import visible, write
from bilingua.review.po import Header, review_of

FOUND = Finding("figure", Severity.ERROR, "“{value}” is missing from the translation.", {"value": "18,412"}, None, (0, 4))  # fmt: skip
REMARK = Finding("untranslated", Severity.INFO, "The text was left untranslated.")
ODD = [
    "\nBetween line ends\n", "100 % of %s and %(name)d", "back\\slash \\n \\", 'say "no"', "😀 👩‍👩‍👧",
    "\x00\x01\x07\x0b\x0c\r\x1b\x7f", "\x85\u2028\u2029", "\t tab", " ", "#, fuzzy", "msgid \"\"",
    "a" * 500, "\ufeffbom", "~", "\\", "\n",
]  # fmt: skip


def review(pairs: list[tuple[str, str]], name: str = "story.md", *found: Finding) -> str:
    units = tuple(
        Unit(f"u{n}", Role.BODY, Marked(source), 0, len(source), n + 1)
        for n, (source, _) in enumerate(pairs)
    )
    translations = [
        Translation(
            Segment(unit.id, 0, 0, len(unit.text), unit.text), target, "engine",
            "apertium en→es", -0.25, (), found,
        )
        for unit, (_, target) in zip(units, pairs, strict=True)
    ]  # fmt: skip
    header = Header("en-US", "es-US", name, "0" * 64, "2025-01-02 03:04+0000", "bilingua 0.1")
    article = Article(name, "text", "", units)
    return write(review_of(article, place(units, translations), header)).decode()


def gettext_accepts(path: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("gettext is not installed; make test installs it")
    check = subprocess.run(
        ["msgfmt", "--check", "-o", os.devnull, str(path)], capture_output=True, check=False
    )
    assert check.returncode == 0, check.stderr.decode()
    assert check.stderr == b""


def saved(folder: Path, text: str) -> Path:
    path = folder / "story.es.po"
    path.write_bytes(text.encode())
    return path


def test_an_entry_says_where_it_stands_and_how_it_was_made(tmp_path: Path) -> None:
    path = saved(tmp_path, review([("One.", "Uno."), ("Two.", "Dos.")], "story.md", FOUND))
    first, second = polib.pofile(str(path))
    assert (first.msgctxt, second.msgctxt) == ("u0.1", "u1.1")
    assert second.occurrences == [("story.md", "2")]
    assert first.comment.splitlines() == [
        "role: body",
        "origin: engine",
        "route: apertium en→es",
        "score: -0.250",
        "text: 0673a9e3bcbe",
        "error: figure: “18,412” is missing from the translation. [0–4]",
    ]
    assert "fuzzy" in first.flags
    metadata = polib.pofile(str(path)).metadata
    assert metadata["Language"] == "es_US"
    assert metadata["X-Source-Language"] == "en-US"
    assert metadata["X-Source-File"] == "story.md"
    assert metadata["X-Source-Digest"] == "sha256:" + "0" * 64


def test_only_what_needs_a_person_is_fuzzy(tmp_path: Path) -> None:
    assert "fuzzy" not in review([("One.", "Uno.")])
    assert "fuzzy" not in review([("One.", "One.")], "story.md", REMARK)
    assert "#, fuzzy" in review([("One.", "One.")], "story.md", REMARK, FOUND)


def test_odd_text_is_accepted_and_comes_back(tmp_path: Path) -> None:
    pairs = [(source, target) for source in ODD for target in ODD[:4]]
    gettext_accepts(saved(tmp_path, review(pairs, "my  story\n(1).md", FOUND)))
    # gettext looks at the texts of an entry only where it is not fuzzy.
    path = saved(tmp_path, review(pairs, "my  story\n(1).md", REMARK))
    gettext_accepts(path)
    entries = polib.pofile(str(path))
    assert [entry.msgid for entry in entries] == [visible(source) for source, _ in pairs]
    for entry, (_, target) in zip(entries, pairs, strict=True):
        assert entry.msgstr.strip("\n") == visible(target).strip("\n")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    pairs=st.lists(
        st.tuples(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60)),
        min_size=1,
        max_size=8,
    ),
    value=st.text(max_size=20),
)
def test_any_text_is_accepted_and_comes_back(
    tmp_path: Path, pairs: list[tuple[str, str]], value: str
) -> None:
    finding = Finding("figure", Severity.INFO, "“{value}” is not in the source.", {"value": value})
    path = saved(tmp_path, review(pairs, f"{value}.md", finding))
    gettext_accepts(path)
    entries = polib.pofile(str(path))
    assert [entry.msgid for entry in entries] == [visible(source) for source, _ in pairs]


def test_what_a_reviewer_does_survives(tmp_path: Path) -> None:
    """What Poedit does: change a text, take the flag away, leave a note, save."""
    pairs = [(f"Sentence {n} of “the” story.", f"Frase {n}.") for n in range(5)]
    path = saved(tmp_path, review(pairs, "story.md", FOUND))
    before = polib.pofile(str(path))
    edited = polib.pofile(str(path))
    edited[1].msgstr = "Una frase «nuestra»,\nen dos líneas."
    edited[1].flags.remove("fuzzy")
    edited[1].tcomment = "Hablado con la autora.\nEs así."
    edited[2].previous_msgid = "What it said before."
    edited.save()
    gettext_accepts(path)
    after = polib.pofile(str(path))
    assert after.metadata == before.metadata
    assert after[1].msgstr == "Una frase «nuestra»,\nen dos líneas."
    assert "fuzzy" not in after[1].flags
    assert after[1].tcomment == "Hablado con la autora.\nEs así."
    assert after[2].previous_msgid == "What it said before."
    for one, other in zip(before, after, strict=True):
        assert (one.msgctxt, one.msgid) == (other.msgctxt, other.msgid)
        assert one.occurrences == other.occurrences
        assert one.comment.split() == other.comment.split()
    assert [e.msgstr for e in before][2:] == [e.msgstr for e in after][2:]
