"""A review file set against what its source and its edition say now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bilingua.article import Severity
from bilingua.i18n import _
from bilingua.language import language_of
from bilingua.review.align import Bead
from bilingua.review.comparison import Comparison, Kind, Row, Sentence, Side, Status, Text
from bilingua.review.diff import one_by_one
from bilingua.review.file import Entry, Remark, visible
from bilingua.review.reading import Review
from bilingua.review.remarks import marked, moved_from, note, status_of, telling
from bilingua.review.versions import align_versions, joined, moves
from bilingua.review.words import Piece, Pieces, plain


def text_of_translations(review: Review) -> Text:
    """What a review file's translations say."""
    sentences = [Sentence(e.target, e.unit, e.line, e.role) for e in review.entries if e.target]
    return Text(review.name, review.target_language, tuple(sentences))


def fits(review: Review, one: Text, other: Text) -> bool:
    """Whether a review file speaks of these two texts, give or take what was changed since."""
    texts = {visible(sentence.text) for text in (one, other) for sentence in text.sentences}
    known = sum(entry.source in texts for entry in review.entries)
    said = sum(entry.target.strip() in texts for entry in review.entries)
    return 2 * known >= len(review.entries) and 3 * said >= len(review.entries)


def compare_review(
    review: Review, source: Text | None = None, target: Text | None = None
) -> Comparison:
    """A review file as it is, or what its source says now, or its edition, set against it."""
    languages = (
        language_of(review.source_language) or "en",
        language_of(review.target_language) or "es",
    )
    entries = review.entries
    olds = [entry.source for entry in entries]
    sentences = _sentences(source) if source else [_own(entry) for entry in entries]
    news = [sentence.text for sentence in sentences]
    beads = align_versions(olds, news) if source else [Bead((n,), (n,)) for n in range(len(olds))]
    moved = moves(beads, olds, news)
    origins = {j: i for i, j in moved.items()}
    translations, more = _translations(review, target)
    rows = [_more(sentence) for sentence in more[-1]]
    unit = None
    for bead in one_by_one(beads):
        if not bead.target and bead.source[0] in moved:
            continue  # it is shown where it stands now
        origin = origins.get(bead.target[0]) if not bead.source else None
        said = bead.source if origin is None else (origin,)
        row = _reviewed(
            [entries[i] for i in said],
            [sentences[j] for j in bead.target],
            [translations[i] for i in said],
            languages,
        )
        if origin is not None:
            row = replace(
                row, status=Status.MOVED, remarks=(moved_from(entries[origin].line), *row.remarks)
            )
        if bead.target:
            row = replace(row, opens=sentences[bead.target[0]].unit != unit)
            unit = sentences[bead.target[-1]].unit
        rows.append(row)
        rows += [_more(sentence) for i in said for sentence in more[i]]
    left = Side(source.name if source else review.source_file, review.source_language)
    right = Side(target.name if target else review.name, review.target_language)
    return Comparison(Kind.REVIEW, left, right, tuple(rows))


def _own(entry: Entry) -> Sentence:
    return Sentence(entry.source, entry.unit, entry.line, entry.role)


def _sentences(text: Text) -> list[Sentence]:
    """A text's sentences in the characters that a review file has for them."""
    return [replace(one, text=visible(one.text)) for one in text.sentences]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the edition says for an entry, in what line, whether in other words than the entry."""

    pieces: Pieces
    line: int | None = None
    edited: bool = False


def _translations(
    review: Review, target: Text | None
) -> tuple[list[_Said], dict[int, list[Sentence]]]:
    """What is said for each entry, and what else the edition says after it (-1: before all)."""
    said = [entry.target for entry in review.entries]
    found = [_Said(plain(text)) for text in said]
    more: dict[int, list[Sentence]] = defaultdict(list)
    if target is None:
        return found, more
    language = language_of(review.target_language) or "es"
    sentences = _sentences(target)
    now = [sentence.text for sentence in sentences]
    # A translation that was written anew is still the one of its segment.
    beads = align_versions(said, now, least=0)
    moved = moves(beads, said, now)
    last = -1
    for bead in beads:
        numbers = bead.target
        if not bead.source:
            more[last] += [sentences[j] for j in numbers if j not in moved.values()]
            continue
        first, *others = bead.source
        if not numbers and first in moved:
            numbers = (moved[first],)
        before, after = joined(said, bead.source), joined(now, numbers)
        line = sentences[numbers[0]].line if numbers else None
        found[first] = _Said(marked(before, after, language), line, before != after)
        for number in others:
            found[number] = _Said((), line)
        last = bead.source[-1]
    return found, more


def _more(sentence: Sentence) -> Row:
    """The row of a sentence that only the edition has."""
    text = _("The edition has this and its review file has not.")
    return Row(
        Status.ADDED,
        None,
        marked("", sentence.text, ""),
        (None, sentence.line),
        sentence.role,
        remarks=(Remark(Severity.INFO, "edited", text),),
    )


def _reviewed(
    entries: Sequence[Entry],
    sentences: Sequence[Sentence],
    translations: Sequence[_Said],
    languages: tuple[str, str],
) -> Row:
    """One row of a source set against its review file."""
    before = " ".join(entry.source for entry in entries)
    after = " ".join(sentence.text for sentence in sentences)
    if entries and before == after and entries[0].previous:
        before = entries[0].previous
    status = status_of(bool(entries), bool(sentences), before == after)
    text = marked(before, after, languages[0])
    remarks = [remark for entry in entries for remark in entry.remarks]
    if any(one.edited for one in translations):
        remarks.append(Remark(Severity.INFO, "edited", _("The edition says this in other words than its review file.")))  # fmt: skip
        remarks += [one for said in translations for one in telling(said.pieces, languages[1])]
    if status is Status.CHANGED:
        remarks = [note("source-changed", _("The source changed after this was translated.")), *telling(text, languages[0]), *remarks]  # fmt: skip
    elif status is Status.ADDED:
        remarks = [note("source-added", _("This is new in the source and has no translation."))]
    elif status is Status.REMOVED:
        remarks = [note("source-removed", _("This is no longer in the source."))]
    shown = [one.pieces for one in translations if one.pieces]
    first = entries[0] if entries else None
    return Row(
        status,
        text,
        _spaced(shown) if entries else None,
        (
            sentences[0].line if sentences else entries[0].line,
            next((one.line for one in translations if one.line), None),
        ),
        first.role if first else sentences[0].role,
        needs_person=any(entry.fuzzy for entry in entries),
        made=_made(first) if first else "",
        remarks=tuple(remarks),
    )


def _spaced(parts: Sequence[Pieces]) -> Pieces:
    pieces: list[Piece] = []
    for part in parts:
        pieces += [Piece(" "), *part] if pieces else part
    return tuple(pieces)


def _made(entry: Entry) -> str:
    """How a translation came to be, in one line."""
    score = "" if entry.score is None else _("score {score}").format(score=f"{entry.score:.2f}")
    origin = _(entry.origin) if entry.origin else ""
    return " · ".join(filter(None, (origin, entry.route, score)))
