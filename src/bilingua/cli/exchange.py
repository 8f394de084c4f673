"""bilingua export and bilingua import: review files out to translation tools as XLIFF, and back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

import typer

from bilingua.cli.console import complain, note, print_json
from bilingua.cli.source import STDIN, bytes_of
from bilingua.errors import BilinguaError, ReviewError, UsageError
from bilingua.exchange import xliff
from bilingua.exchange.document import Document
from bilingua.exchange.merging import Merged, merge
from bilingua.exchange.protection import protected
from bilingua.exchange.settling import Terms
from bilingua.files import EditionFolder, Written
from bilingua.i18n import _, ngettext
from bilingua.review import source, store
from bilingua.review.editing import now
from bilingua.review.file import ReviewFile
from bilingua.review.rebuilding import Piece, outline

STDOUT = "-"


def export_files(
    names: Sequence[str], *, version: str, out: str | None, force: bool, as_json: bool
) -> int:
    """Write the XLIFF of each review file, or folder of them; 1 if any of them failed, else 0."""
    if version not in xliff.WRITERS:
        raise UsageError("--format takes {names}.", names=", ".join(xliff.WRITERS))
    failures: dict[Path, BilinguaError] = {}
    found: dict[Path, None] = {}
    for name in map(Path, names):
        try:
            found |= dict.fromkeys(_review_files(name))
        except ReviewError as error:
            failures[name] = error
    paths = list(found)
    if out == STDOUT and (len(paths) > 1 or as_json):
        raise UsageError("--out - prints the XLIFF of one review file; leave out the rest.")
    folders: dict[Path, EditionFolder] = {}
    done: list[tuple[Path, Written, int]] = []
    for path in paths:
        try:
            review = store.load(path).review
            pieces = _pieces(path, review)
            data = xliff.write(review, path.name, version, protected(pieces.values()))
            if out == STDOUT:
                sys.stdout.buffer.write(data)
                continue
            place = _place(path, out, several=len(paths) > 1)
            folder = folders.setdefault(place.parent, EditionFolder(place.parent, paths))
            folder.claim([place.name])
            written = folder.write(place.name, data, force=force)
            done.append((path, written, len(review.entries)))
        except BilinguaError as error:
            failures[path] = error
    if as_json:
        print_json({
            "exported": [
                {"review": str(path), "file": str(written.path), "segments": count,
                 "kept": str(written.kept) if written.kept else None}
                for path, written, count in done
            ],
            "errors": [{"file": str(p), "error": str(e)} for p, e in failures.items()],
        })  # fmt: skip
    else:
        for path, written, count in done:
            _show_export(path, written, count)
    for path, failure in failures.items():
        complain(str(path), failure)
    return 1 if failures else 0


@dataclass(frozen=True, slots=True)
class Imported:
    """A <file> that was taken into its review file."""

    name: str
    review_file: Path
    merged: Merged


def import_files(
    names: Sequence[str], *, into: Path | None, by: str | None, force: bool, as_json: bool
) -> int:
    """Take translations back into their review files; 1 if anything was not taken, else 0."""
    done: list[Imported] = []
    failures: list[tuple[str, BilinguaError]] = []
    for name in dict.fromkeys(names):
        try:
            documents = xliff.read(name, bytes_of(name))
            if into is not None and len(documents) > 1:
                raise UsageError(
                    "{name} is of several review files; leave out --into, or take it to pieces.",
                    name=name,
                )
        except UsageError:
            raise
        except BilinguaError as error:
            failures.append((name, error))
            continue
        for document in documents:
            try:
                path = into or _review_file_of(document, name)
                said = _("standard input") if name == STDIN else name
                terms = Terms(said, by or PurePath(said).name, force)
                done.append(Imported(said, path, _take(path, document, terms)))
            except BilinguaError as error:
                failures.append((name, error))
    if as_json:
        print_json({
            "imported": [_report(item) for item in done],
            "errors": [{"file": name, "error": str(error)} for name, error in failures],
        })  # fmt: skip
    else:
        for item in done:
            _show_import(item)
    for name, failure in failures:
        complain(name, failure)
    return 1 if failures or any(item.merged.problems for item in done) else 0


def _review_files(path: Path) -> list[Path]:
    """A review file that was named, or those in a folder and the folders below it."""
    if not path.is_dir():
        return [path]
    found = [
        one for one in sorted(path.rglob("*.po"))
        if not any(part.startswith(".") for part in one.relative_to(path).parts)
    ]  # fmt: skip
    if not found:
        raise ReviewError(
            "{folder} has no review file in it; name a folder of editions.", folder=path
        )
    return found


def _place(path: Path, out: str | None, *, several: bool) -> Path:
    """Where the XLIFF of a review file goes."""
    name = xliff.file_name(path.name)
    if out is None:
        return path.with_name(name)
    if several or Path(out).is_dir():
        return Path(out) / name
    return Path(out)


def _review_file_of(document: Document, name: str) -> Path:
    """The review file that a <file> is of, beside it or where we are.

    Only its name counts: a file that comes from elsewhere does not say where to write to.
    """
    original = PurePath(document.original.replace("\\", "/")).name
    folders = dict.fromkeys([Path() if name == STDIN else Path(name).parent, Path()])
    for folder in folders:
        if original.endswith(".po") and (folder / original).is_file():
            return folder / original
    raise ReviewError(
        "{name} is of the review file {original}, which is not beside it; name that with --into.",
        name=name,
        original=original or "?",
    )


def _take(path: Path, document: Document, terms: Terms) -> Merged:
    with store.locked(path):
        stored = store.load(path)
        terms = replace(terms, pieces=_pieces(path, stored.review))
        merged = merge(stored.review, document, terms)
        if merged.review != stored.review:
            review = merged.review
            if merged.taken:
                review = review.with_fields({"PO-Revision-Date": now()})
            store.replace_review(stored, review, by=terms.by)
        return merged


def _pieces(path: Path, review: ReviewFile) -> dict[str, Piece]:
    """The segments of a review file's story, if it is at hand and says what the file says."""
    try:
        story = source.find(path, review)
        return {piece.context: piece for piece in outline(story.article, review, str(path)).pieces}
    except BilinguaError:
        return {}


def _show_export(path: Path, written: Written, count: int) -> None:
    line = ngettext(
        "{path}: {count} segment in {file}", "{path}: {count} segments in {file}", count
    )
    typer.echo(line.format(path=path, count=count, file=written.path))
    if written.kept:
        note(_("{path} was changed by a person and stays.").format(path=written.kept))


def _show_import(item: Imported) -> None:
    merged, count = item.merged, len(item.merged.taken)
    line = ngettext(
        "{name} → {path}: {count} segment taken, {waiting} of {total} need a person",
        "{name} → {path}: {count} segments taken, {waiting} of {total} need a person",
        count,
    )
    waiting, total = merged.review.waiting, len(merged.review.entries)
    typer.echo(
        line.format(
            name=item.name, path=item.review_file, count=count, waiting=waiting, total=total
        )
    )
    if merged.passed:
        said = _("The story has changed in {places}; nobody had worked there.")
        typer.echo("  " + said.format(places=", ".join(merged.passed)))
    for problem in merged.problems:
        complain(item.name, problem)
    if merged.taken:
        command = f"bilingua apply {item.review_file}"
        typer.echo(_("Next: {command}").format(command=command))


def _report(item: Imported) -> dict[str, object]:
    merged = item.merged
    return {
        "file": item.name,
        "review": str(item.review_file),
        "taken": list(merged.taken),
        "need_a_person": merged.review.waiting,
        "passed": list(merged.passed),
        "problems": [str(problem) for problem in merged.problems],
    }
