"""Whatever two people do to a story at once, here and in its XLIFF, what each wrote is still there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reviews import REVIEW, VERSIONS, exported, returned

from bilingua.exchange.merging import merge
from bilingua.exchange.settling import Terms
from bilingua.exchange.states import State
from bilingua.review.editing import set_fuzzy, set_target
from bilingua.review.file import ReviewFile, read, write

ENTRIES = {entry.context: entry for entry in REVIEW.entries}
CONTEXT = st.sampled_from(list(ENTRIES))
# What somebody does here: write, accept, doubt, or change the sentence that is translated.
HERE = st.lists(
    st.tuples(CONTEXT, st.sampled_from(["write", "accept", "doubt", "resay", "remove"])), max_size=5
)
# What somebody does there: write with right or wrong codes, empty, decide, note.
THERE = st.lists(
    st.tuples(CONTEXT, st.sampled_from(["write", "botch", "empty", "accept", "doubt", "note"])),
    max_size=6,
)


def here(review: ReviewFile, deeds: list[tuple[str, str]]) -> tuple[ReviewFile, set[str]]:
    """The review file after some deeds, and what the person wrote."""
    wrote: dict[str, str] = {}
    for context, deed in deeds:
        there = {entry.context: entry for entry in review.entries}
        if context not in there:
            continue
        if deed == "write":
            wrote[context] = f"Aquí {there[context].source}"
            review = set_target(review, context, wrote[context], "Luis")
        elif deed in ("accept", "doubt"):
            review = set_fuzzy(review, context, deed == "doubt", "Luis")
        elif deed == "remove":
            wrote.pop(context, None)
            review = replace(
                review, entries=tuple(e for e in review.entries if e.context != context)
            )
        else:
            wrote.pop(context, None)
            new = replace(there[context], source=f"Now {there[context].source}")
            review = replace(
                review, entries=tuple(new if e.context == context else e for e in review.entries)
            )
    return review, set(wrote.values())


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("told", [True, False], ids=["", "by a tool that drops what we noted"])
@settings(max_examples=120, deadline=None)
@given(mine=HERE, theirs=THERE)
def test_no_word_of_either_is_lost(
    version: str, told: bool, mine: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> None:
    document = returned(exported(REVIEW, version))
    segments = {one.context: one for one in document.segments}
    words: dict[str, str] = {}
    for context, deed in theirs:
        one = segments[context]
        if deed in ("write", "botch"):
            words[context] = f"Allí {'' if deed == 'botch' else ENTRIES[context].source} <9/>"[
                : None if deed == "botch" else -5
            ]
            one = replace(one, target=words[context], state=State.TRANSLATED)
        elif deed == "empty":
            words.pop(context, None)
            one = replace(one, target="", state=State.UNTRANSLATED)
        elif deed == "note":
            one = replace(one, notes=(*one.notes, f"Nota {context}"))
        elif one.target:
            state = State.ACCEPTED if deed == "accept" else State.FUZZY
            one = replace(one, state=state)
        segments[context] = one
    notes = [note for one in segments.values() for note in one.notes]
    if not told:
        segments = {key: replace(one, exported=None) for key, one in segments.items()}
    document = replace(document, segments=tuple(segments.values()))
    review, wrote = here(REVIEW, mine)
    if not any(entry.source == ENTRIES[entry.context].source for entry in review.entries):
        return  # which is refused: no segment of the file is in the review file any more
    merged = merge(review, document, Terms("story.es.xlf", "Ana"))
    saved = read("story.es.po", write(merged.review))
    everything = "\n".join(
        text
        for entry in (*saved.entries, *saved.obsolete)
        for text in (entry.target, entry.comment, *entry.kept)
    )
    for text in (*wrote, *words.values(), *notes):
        assert text in everything
    # What a person wrote here is what the story says still.
    targets = {entry.target for entry in saved.entries}
    assert wrote <= targets
    # What is not what they wanted is told.
    for context, text in words.items():
        if text not in targets:
            assert any(context.split(".")[0] in str(problem) for problem in merged.problems)
    assert merge(merged.review, document, Terms("story.es.xlf", "Ana")).review == merged.review
