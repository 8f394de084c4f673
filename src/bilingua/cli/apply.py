"""bilingua apply: editions rebuilt from their review files, wherever those were edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingua.cli.console import complain, paragraph, print_json, table
from bilingua.editions import edition_of
from bilingua.errors import BilinguaError, ReviewError
from bilingua.files import EditionFolder, Written
from bilingua.i18n import _
from bilingua.review import source, store
from bilingua.review.editing import approve
from bilingua.review.file import ReviewFile
from bilingua.review.rebuilding import BrokenEntries


@dataclass(frozen=True, slots=True)
class Done:
    """A review file that was applied."""

    name: str
    review: ReviewFile
    written: Written


def apply_files(
    files: Sequence[str],
    *,
    out: Path | None = None,
    approved_by: str | None = None,
    force: bool = False,
    as_json: bool = False,
) -> int:
    """Write the edition of each review file; 1 if any of them failed, else 0.

    A review file with an entry that no edition can be made of changes nothing. `approved_by` is
    who releases the stories as they stand.
    """
    done: list[Done] = []
    failures: dict[str, tuple[BilinguaError, ...]] = {}
    for name in dict.fromkeys(files):
        try:
            done.append(_apply(Path(name), out, approved_by, force=force))
        except BrokenEntries as error:
            failures[name] = error.problems
        except BilinguaError as error:
            failures[name] = (error,)
    if as_json:
        errors = [{"file": n, "error": str(e)} for n, found in failures.items() for e in found]
        print_json({"stories": [_report(item) for item in done], "errors": errors})
    else:
        for item in done:
            _show(item)
    for name, problems in failures.items():
        for problem in problems:
            complain(name, problem)
    return 1 if failures else 0


def _apply(path: Path, out: Path | None, approved_by: str | None, *, force: bool) -> Done:
    stored = store.load(path)
    if stored.review.source_key:
        raise ReviewError(
            "The story of {name} shares its file with others; “bilingua archive” writes that anew.",
            name=path,
        )
    story = source.find(path, stored.review)
    name, data = edition_of(stored.review, story.article, str(path))
    if approved_by:
        stored = store.edit(
            path, lambda r: approve(r, approved_by), by=approved_by, expected=stored.digest
        )
        name, data = edition_of(stored.review, story.article, str(path))
    folder = EditionFolder(out or path.parent, [story.path, path])
    return Done(str(path), stored.review, folder.write(name, data, force=force))


def _report(done: Done) -> dict[str, object]:
    approval = done.review.approval
    return {
        "file": done.name,
        "segments": len(done.review.entries),
        "need_a_person": done.review.waiting,
        "approved_by": approval.by if approval else None,
        "written": str(done.written.path),
        "kept": str(done.written.kept) if done.written.kept else None,
    }


def _show(done: Done) -> None:
    review = done.review
    waiting = _("{count} of {total} need a person").format(
        count=review.waiting, total=len(review.entries)
    )
    approval = review.approval
    released = f"{approval.by}, {approval.at}" if approval else _("not yet")
    rows = [
        (_("Segments"), waiting),
        (_("Approved"), released),
        (_("Written"), str(done.written.path)),
    ]
    table(done.name, rows)
    show_kept(done.written)


def show_kept(written: Written) -> None:
    """Say that a file stays as a person changed it, and where the new text is."""
    if written.kept:
        paragraph(
            _(
                "{kept} was changed by a person and stays, the new text is in {new}; write that change into the review file, too."
            ).format(kept=written.kept, new=written.path),
            "  ! ",
            "    ",
        )
