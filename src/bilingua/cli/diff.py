"""bilingua diff: a pair side by side, two versions, or a review file and what its source says now."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePath
from typing import Any

import typer

from bilingua.article import Article, Role
from bilingua.cli.console import note, print_json
from bilingua.cli.pager import paged
from bilingua.cli.source import STDIN, bytes_of
from bilingua.editions import story_stem
from bilingua.errors import LanguageError, OutputError, ReviewError, UsageError
from bilingua.files import write_atomic
from bilingua.formats.registry import format_for, read
from bilingua.i18n import _
from bilingua.language import LANGUAGES, detect_article, language_of
from bilingua.localize.style import load_style, style_names
from bilingua.review.comparison import Comparison, Row, Status, Text, text_of
from bilingua.review.diff import compare_translation, compare_versions
from bilingua.review.reading import Review, read_review
from bilingua.review.reviewed import compare_review, fits, text_of_translations
from bilingua.review.terminal import plain_lines
from bilingua.review.words import Pieces


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for on the command line."""

    source: str | None = None
    target: str | None = None
    html: Path | None = None
    every: bool = False
    as_json: bool = False


def diff(files: Sequence[str], options: Options) -> int:
    """Compare two files, or show the pair of one review file; 0 when that worked."""
    comparison = compare(files, options)
    if options.html:
        _write_page(options.html, comparison)
    if options.as_json:
        print_json(_report(comparison))
    elif not options.html:
        _show(comparison, every=options.every)
    return 0


def compare(files: Sequence[str], options: Options) -> Comparison:
    """Tell from what the files are how they are to be compared, and compare them."""
    if len(files) > 2 or (len(files) == 1 and not _is_review(files[0])):
        raise UsageError("Name two files to compare, or one review file.")
    if files.count(STDIN) > 1:
        raise UsageError("- stands for one of the two files only; name the other one.")
    loaded = [_load(name) for name in files]
    reviews = [item for item in loaded if isinstance(item, Review)]
    stories = [item for item in loaded if not isinstance(item, Review)]
    if not stories:
        if len(reviews) == 1:
            return compare_review(reviews[0])
        old, new = map(text_of_translations, reviews)
        if language_of(old.language) != language_of(new.language):
            raise UsageError(
                "The two review files are of translations into different languages; name two of one language."
            )
        return compare_versions(old, new)
    languages = options.source, options.target
    texts = [
        _text(story, languages[files.index(name)])
        for name, story in zip(files, loaded, strict=True)
        if not isinstance(story, Review)
    ]
    if reviews:
        return _against(reviews[0], [_without_provenance(text) for text in texts])
    one, other = texts
    if language_of(one.language) == language_of(other.language):
        return compare_versions(one, other)
    one, other = texts = [_without_provenance(text) for text in texts]
    review = _review_beside(files, texts)
    return _against(review, texts) if review else compare_translation(one, other)


def _is_review(name: str) -> bool:
    return PurePath(name).suffix.lower() in (".po", ".pot")


def _load(name: str) -> Article | Review:
    data = bytes_of(name)
    if _is_review(name):
        return read_review(PurePath(name).name, data)
    return read("stdin" if name == STDIN else PurePath(name).name, data)


def _text(article: Article, language: str | None) -> Text:
    """An article in the language that was named, that its file declares, or that it reads as."""
    if language is not None and language_of(language) not in LANGUAGES:
        raise UsageError("--from and --to take en or es.")
    if language is not None:
        return text_of(article, language)
    declared = article.language or PurePath(PurePath(article.name).stem).suffix[1:]
    try:
        found = detect_article(replace(article, language=declared)).language
    except LanguageError as error:
        # Too little to tell by: what the file says of itself has to do.
        if language_of(declared) not in LANGUAGES:
            raise LanguageError(
                "{name} does not read as English or Spanish; say what it is with --from for the first file, --to for the second.",
                name=article.name,
            ) from error
        return text_of(article, declared)
    return text_of(article, declared if language_of(declared) == found else found)


def _against(review: Review, texts: Sequence[Text]) -> Comparison:
    """A review file with its source, its edition or both of them."""
    by_language = {language_of(text.language): text for text in texts}
    source = by_language.get(language_of(review.source_language))
    target = by_language.get(language_of(review.target_language))
    known = {entry.source for entry in review.entries}
    if source and format_for(source.name).name == "text":
        # Site furniture of plain text was left out when it was translated; it is not new.
        story = [one for one in source.sentences if one.role is not Role.BOILERPLATE or one.text in known]  # fmt: skip
        source = replace(source, sentences=tuple(story))
    return compare_review(review, source, target)


def _without_provenance(text: Text) -> Text:
    """An edition without the line that tells its readers how it was made: it has no source."""
    fields = re.compile(r"\\\{\w+\\\}")
    wordings = [
        re.compile(fields.sub(".+", re.escape(style.machine)))
        for style in map(load_style, style_names())
        if style.machine and style.language == language_of(text.language)
    ]
    story = [s for s in text.sentences if not any(w.fullmatch(s.text) for w in wordings)]
    return replace(text, sentences=tuple(story))


def _review_beside(files: Sequence[str], texts: Sequence[Text]) -> Review | None:
    """The review file of a pair that bilingua made, when it still speaks of these texts."""
    for name in reversed(files):
        for language in LANGUAGES:
            path = Path(name).with_name(f"{story_stem(Path(name).name)}.{language}.po")
            if name == STDIN or not path.is_file():
                continue
            try:
                review = read_review(path.name, bytes_of(str(path)))
            except ReviewError as error:
                note(f"bilingua: {error}")
                continue
            if fits(review, *texts):
                return review
    return None


def _write_page(path: Path, comparison: Comparison) -> None:
    from bilingua.review.page import GENERATOR, page

    text = page(comparison)
    if str(path) == STDIN:
        sys.stdout.write(text)
        return
    try:
        if path.exists() and GENERATOR.encode() not in path.read_bytes()[:1024]:
            raise OutputError(
                "{path} is there already and is no page of bilingua diff; choose another name with --html.",
                path=path,
            )
        write_atomic(path, text.encode())
    except OSError as error:
        raise OutputError(
            "{path} cannot be written ({strerror}); choose another place with --html.",
            path=path,
            strerror=error.strerror,
        ) from error
    note(_("The page is in {path}.").format(path=path))


def _report(comparison: Comparison) -> dict[str, Any]:
    """The comparison for scripts."""
    return {
        "kind": comparison.kind,
        "left": asdict(comparison.left),
        "right": asdict(comparison.right),
        "counts": {status: comparison.counts[status] for status in Status},
        "rows": [_row(row) for row in comparison.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "status": row.status,
        "role": row.role,
        "lines": row.lines,
        "text": _pieces(row.text),
        "translation": _pieces(row.translation),
        "needs_person": row.needs_person,
        "made": row.made,
        "remarks": [asdict(remark) for remark in row.remarks],
    }


def _pieces(pieces: Pieces | None) -> list[dict[str, Any]] | None:
    return None if pieces is None else [asdict(piece) for piece in pieces]


def _show(comparison: Comparison, *, every: bool) -> None:
    terminal = sys.stdout.isatty()
    # Whoever sets COLUMNS for a pipe wants columns.
    if not terminal and not os.environ.get("COLUMNS", "").isdecimal():
        typer.echo("\n".join(plain_lines(comparison, every=every)))
        return
    from rich.console import Console

    from bilingua.review.terminal import screen_lines

    plain = not terminal or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    width, height = shutil.get_terminal_size()
    console = Console(width=max(width, 30), highlight=False, color_system=None if plain else "auto")
    lines = list(screen_lines(comparison, console, every=every))
    with console.capture() as capture:
        for line in lines:
            console.print(line, soft_wrap=True)
    text = capture.get()
    if not (terminal and sys.stdin.isatty() and len(lines) >= height and paged(text)):
        typer.echo(text, nl=False)
