"""A review file is read back as it stands, whoever saved it."""

from __future__ import annotations

import pytest
from test_po import FOUND, REMARK, review

from bilingua.article import Role
from bilingua.errors import InputError
from bilingua.review.reading import read_review


def test_what_was_written_comes_back() -> None:
    back = read_review(review([("One.", "Uno."), ("Two.", "Dos.")], "story.md", FOUND), "x.po")
    assert (back.source_language, back.target_language) == ("en-US", "es-US")
    assert back.source_file == "story.md"
    assert [(e.context, e.source, e.target) for e in back.entries] == [
        ("u0.1", "One.", "Uno."),
        ("u1.1", "Two.", "Dos."),
    ]
    first = back.entries[0]
    assert (first.role, first.fuzzy, first.score) == (Role.BODY, True, -0.25)
    assert not read_review(review([("One.", "Uno.")], "story.md", REMARK), "x.po").entries[0].fuzzy


def test_an_entry_knows_its_line() -> None:
    text = review([("One.", "Uno."), ("Two.", "Dos.")])
    lines = text.split("\n")
    for entry in read_review(text, "x.po").entries:
        near = lines[entry.line - 1 : entry.line + 8]
        assert any(entry.source in line for line in near)


def test_what_ends_a_line_elsewhere_ends_none_here() -> None:
    back = read_review(review([("One\u2028two\x85three.", "Uno.")]), "x.po")
    assert back.entries[0].source == "One two three."


def test_any_po_file_will_do() -> None:
    plain = 'msgid "Cancel"\nmsgstr "Cancelar"\n\n#~ msgid "Old"\n#~ msgstr "Viejo"\n'
    back = read_review(plain, "x.po")
    assert back.source_language is None
    assert [(e.source, e.target, e.score) for e in back.entries] == [("Cancel", "Cancelar", None)]


def test_what_is_no_po_file_is_refused_in_one_sentence() -> None:
    with pytest.raises(InputError, match="msgfmt"):
        read_review("This is a story.\nIt has lines.\n", "story.po")
