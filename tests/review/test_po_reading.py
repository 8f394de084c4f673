"""A review file is read back as it stands, whoever saved it."""

from __future__ import annotations

import pytest
from test_po import FOUND, REMARK, review

from bilingua.article import Role
from bilingua.errors import ReviewError
from bilingua.review.reading import Review, read_catalogue


def reading(text: str) -> Review:
    return read_catalogue("x.po", text.encode())


def test_what_was_written_comes_back() -> None:
    back = reading(review([("One.", "Uno."), ("Two.", "Dos.")], "story.md", FOUND))
    assert (back.source_language, back.target_language) == ("en-US", "es-US")
    assert back.source_file == "story.md"
    assert [(e.context, e.source, e.target) for e in back.entries] == [
        ("u0.1", "One.", "Uno."),
        ("u1.1", "Two.", "Dos."),
    ]
    first = back.entries[0]
    assert (first.role, first.fuzzy, first.score) == (Role.BODY, True, -0.25)
    assert not reading(review([("One.", "Uno.")], "story.md", REMARK)).entries[0].fuzzy


def test_an_entry_knows_its_line() -> None:
    text = review([("One.", "Uno."), ("Two.", "Dos.")])
    lines = text.split("\n")
    for entry in reading(text).entries:
        near = lines[entry.at - 1 : entry.at + 8]
        assert any(entry.source in line for line in near)


def test_what_ends_a_line_elsewhere_ends_none_here() -> None:
    back = reading(review([("One\u2028two\x85three.", "Uno.")]))
    assert back.entries[0].source == "One\u2028two\x85three."


def test_any_po_file_will_do() -> None:
    plain = 'msgid "Cancel"\nmsgstr "Cancelar"\n\n#~ msgid "Old"\n#~ msgstr "Viejo"\n'
    back = reading(plain)
    assert (back.source_language, back.target_language) == ("", "")
    assert [(e.source, e.target, e.score) for e in back.entries] == [("Cancel", "Cancelar", None)]


def test_what_is_no_po_file_is_refused_in_one_sentence() -> None:
    with pytest.raises(ReviewError, match=r"x\.po, line 1"):
        reading("This is a story.\nIt has lines.\n")
