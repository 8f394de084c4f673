"""A story changes; its review file follows, and nothing that a person wrote is lost."""

from __future__ import annotations

from dataclasses import replace

from bilingua.review.editing import set_target
from bilingua.review.file import Entry, ReviewFile, read, write
from bilingua.review.renewal import Fate, Renewal, renew

FIELDS = (("Language", "es_US"), ("X-Source-Language", "en-US"))
A, B, C = "The mayor left the room early.", "Nobody asked him why he did so.", "It rained all day."


def story(*sources: str) -> tuple[Entry, ...]:
    """What an engine makes of a story's sentences."""
    return tuple(
        Entry(f"u{n}.1", source, f"[{source}]", "story.md", n, origin="engine")
        for n, source in enumerate(sources, 1)
    )


def reviewed(*sources: str, **texts: str) -> ReviewFile:
    """A review file in which a person wrote some of the translations."""
    review = ReviewFile(FIELDS, story(*sources))
    for unit, text in texts.items():
        review = set_target(review, f"{unit}.1", text, "Ana")
    return review


def after(review: ReviewFile, *sources: str) -> Renewal:
    renewal = renew(review, story(*sources), lambda context, text: "<9>" not in text)
    # What is not in the file is not in the renewal.
    return replace(renewal, review=read("story.es.po", write(renewal.review)))


def targets(renewal: Renewal) -> list[str]:
    return [entry.target for entry in renewal.review.entries]


def gone(renewal: Renewal) -> list[str]:
    return [entry.target for entry in renewal.review.obsolete]


def test_what_stays_keeps_its_text_wherever_it_goes() -> None:
    renewal = after(reviewed(A, B, C, u1="Uno.", u3="Tres."), C, A, B)
    assert targets(renewal) == ["Tres.", "Uno.", f"[{B}]"]
    assert [e.context for e in renewal.review.entries] == ["u1.1", "u2.1", "u3.1"]
    assert [e.line for e in renewal.review.entries] == [1, 2, 3]
    assert not renewal.review.waiting
    assert gone(renewal) == []


def test_what_changed_is_proposed_anew_and_the_persons_text_kept() -> None:
    new = "The mayor left the hall early."
    renewal = after(reviewed(A, B, u1="Uno."), new, B)
    entry = renewal.review.entries[0]
    assert (entry.target, entry.fuzzy, entry.previous) == (f"[{new}]", True, A)
    assert entry.kept == ("Uno.",)
    assert gone(renewal) == ["Uno."]
    assert renewal.count(Fate.CHANGED) == 1
    again = after(renewal.review, new, B)
    assert again.review.entries == tuple(renewal.review.entries)
    third = after(
        set_target(renewal.review, "u1.1", "Dos.", "Eva"), "The mayor left the hall late.", B
    )
    assert third.review.entries[0].kept == ("Uno.", "Dos.")


def test_marks_and_typing_leave_the_persons_text_for_a_person_to_see() -> None:
    new = "The mayor left the roon, early."
    entry = after(reviewed(A, u1="Uno."), new).review.entries[0]
    assert (entry.target, entry.origin, entry.fuzzy, entry.previous) == ("Uno.", "person", True, A)
    machine = after(reviewed(A), new).review.entries[0]
    assert (machine.target, machine.fuzzy) == (f"[{new}]", True)
    unfit = after(reviewed(A, u1="<9>Uno."), new).review.entries[0]
    assert (unfit.target, unfit.kept) == (f"[{new}]", ("<9>Uno.",))


def test_a_number_or_a_not_that_changed_is_never_taken_over() -> None:
    before = ["It will cost 20 million dollars.", "She will go to the meeting."]
    now = ["It will cost 30 million dollars.", "She will not go to the meeting."]
    renewal = after(reviewed(*before, u1="Costará 20.", u2="Irá."), *now)
    assert targets(renewal) == [f"[{text}]" for text in now]
    first, second = renewal.review.entries
    assert [(r.severity, r.rule, r.text) for r in first.remarks] == [
        ("error", "source-value", "The source said “20” and now says “30”.")
    ]
    assert [r.rule for r in second.remarks] == ["source-negation"]
    assert first.fuzzy
    assert second.fuzzy


def test_what_is_gone_can_come_back() -> None:
    review = reviewed(A, B, u1="Uno.", u2="Dos.")
    noted = replace(review.entries[0], comment="De la autora.")
    review = replace(review, entries=(noted, *review.entries[1:]))
    without = after(review, B)
    assert targets(without) == ["Dos."]
    assert gone(without) == ["Uno."]
    back = after(without.review, C, B, A)
    assert targets(back) == [f"[{C}]", "Dos.", "Uno."]
    assert back.review.entries[2].comment == "De la autora."
    assert back.review.entries[2].origin == "person"
    assert gone(back) == []
    assert back.count(Fate.REVIVED) == 1


def test_the_same_sentence_twice_keeps_both_texts_in_order() -> None:
    review = reviewed(A, B, A, u1="Primero.", u3="Segundo.")
    assert targets(after(review, A, B, A)) == ["Primero.", f"[{B}]", "Segundo."]
    assert targets(after(review, A, A, B)) == ["Primero.", "Segundo.", f"[{B}]"]
    once = after(review, B, A)
    assert targets(once) == [f"[{B}]", "Segundo."]
    assert gone(once) == ["Primero."]
    assert targets(after(once.review, A, B, A)) == ["Primero.", f"[{B}]", "Segundo."]
    both = after(review, B)
    assert gone(both) == ["Primero.", "Segundo."]


def test_texts_that_were_kept_outlive_their_sentence() -> None:
    changed = after(reviewed(A, B, u1="Uno."), "The mayor left the hall early.", B)
    removed = after(changed.review, B)
    assert "Uno." in gone(removed)
    assert any("kept: Uno." in entry.comment for entry in removed.review.obsolete)


def test_an_update_to_the_same_story_changes_nothing() -> None:
    review = read("a.po", write(reviewed(A, B, u1="Uno.")))
    assert after(review, A, B).review.entries == review.entries
