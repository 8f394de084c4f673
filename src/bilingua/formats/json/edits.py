"""What an edition writes into a JSON file: stretches replaced, members and items more.

The file's own way of setting out its lines is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bilingua.formats.json.tokens import Value

Edit = tuple[int, int, str]


def edited(raw: str, edits: Iterable[Edit]) -> str:
    """A file with stretches of it replaced; what comes at one place comes in the order of `edits`."""
    ordered = sorted(edits, key=lambda edit: edit[0])
    for start, end, new in ordered[::-1]:
        raw = raw[:start] + new + raw[end:]
    return raw


def appended(raw: str, holder: Value, written: Sequence[tuple[str | None, str]]) -> Edit:
    """Members (name and value) or items more for an object or an array, set out as its last one."""
    starts = [m.start for m in holder.members] or [item.start for item in holder.items]
    if starts:
        at = holder.members[-1].value.end if holder.members else holder.items[-1].end
        gap = raw[len(raw[: starts[-1]].rstrip()) : starts[-1]]
        before = "," + gap
    else:
        at, gap, before = holder.start + 1, " " if ", " in raw else "", ""
    colon = ": "
    if holder.members:
        colon = raw[holder.members[-1].end : holder.members[-1].value.start]
    pieces = [f'"{name}"{colon}{value}' if name else value for name, value in written]
    return at, at, before + ("," + gap).join(pieces)
