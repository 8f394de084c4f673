"""bilingua status: how the pairs in a folder stand, the worst first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import typer

from bilingua.cli.console import note, paragraph, print_json, styled
from bilingua.errors import InputError
from bilingua.i18n import N_, _
from bilingua.review.standing import Standing, State, standings

_SAID = {
    State.BROKEN: N_("broken"),
    State.MISSING_SOURCE: N_("missing source"),
    State.OUT_OF_DATE: N_("out of date"),
    State.EDITED_BY_HAND: N_("edited by hand"),
    State.UNREVIEWED: N_("unreviewed"),
    State.IN_REVIEW: N_("in review"),
    State.APPROVED: N_("approved"),
}
_COLOURS = {
    State.BROKEN: "red",
    State.MISSING_SOURCE: "red",
    State.OUT_OF_DATE: "red",
    State.EDITED_BY_HAND: "yellow",
    State.UNREVIEWED: "yellow",
    State.IN_REVIEW: "cyan",
    State.APPROVED: "green",
}


def show_status(folder: Path, *, as_json: bool = False) -> None:
    """Print how each pair stands, and how many there are of each.

    Raises InputError when there is no such folder.
    """
    if not folder.is_dir():
        raise InputError(
            "{folder} is no folder; name the one that your editions are in.", folder=folder
        )
    found = standings(folder)
    counts = Counter(one.worst for one in found)
    if as_json:
        print_json(
            {
                "pairs": [_report(one) for one in found],
                "counts": {str(state): counts[state] for state in State},
            }
        )
        return
    width = max((len(_(_SAID[one.worst])) for one in found), default=0)
    for one in found:
        # The word is padded before it is coloured, for colours have a length of their own.
        word = styled(f"{_(_SAID[one.worst]):<{width}}", colour=_COLOURS[one.worst])
        paragraph(f"{word}  {one.path}{_details(one)}", "", " " * (width + 2))
    if found:
        typer.echo()
        said = [f"{_(_SAID[state])} {counts[state]}" for state in State if counts[state]]
        typer.echo(", ".join(said))
    else:
        note(_("There are no review files in {folder}.").format(folder=folder))


def _details(one: Standing) -> str:
    """What else is to be said of a pair, in brackets."""
    if one.problem:
        return f": {one.problem}"
    said = [_(_SAID[state]) for state in one.states[1:]]
    if one.waiting:
        waiting = _("{count} of {total} need a person")
        said.append(waiting.format(count=one.waiting, total=one.segments))
    if one.approval:
        said.append(f"{one.approval.by}, {one.approval.at}")
    said += [path.name for path in one.edited]
    return f" ({'; '.join(said)})" if said else ""


def _report(one: Standing) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "state": str(one.worst),
        "states": [str(state) for state in one.states],
        "segments": one.segments,
        "need_a_person": one.waiting,
        "approved_by": one.approval.by if one.approval else None,
        "approved_at": one.approval.at if one.approval else None,
        "edited": [str(path) for path in one.edited],
        "problem": one.problem or None,
    }
