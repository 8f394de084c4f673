"""What engines were handed and what they said to it, as text: for the ledger, and from worker to worker.

An answer is kept under a number made of all that it depends on, so that a segment with a name in it
is not taken for the same words without one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from bilingua.article import Finding, Link, Severity
from bilingua.draft import Handed
from bilingua.engines.base import Rendering
from bilingua.engines.capitals import Recased
from bilingua.engines.guards import Guarded
from bilingua.engines.routes import Route
from bilingua.glossary.terms import Term
from bilingua.names.gazetteer import Place
from bilingua.names.name import Kind, Name


def number_of(language: str, handed: str) -> int:
    """The number of what is handed over in a language: 63 bits, as SQLite counts."""
    digest = sha256(f"{language}\n{handed}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def write_handed(handed: Handed) -> str:
    """What an engine is handed, as one line."""
    recased = handed.recased
    names = [
        [name.start, name.end, name.text, name.kind, _forms_of(name)] for name in recased.names
    ]
    return _line([handed.prepared, recased.text, recased.shouted, names])


def read_handed(line: str) -> Handed:
    """The same, back from its line."""
    prepared, text, shouted, names = json.loads(line)
    found = tuple(
        Name(start, end, name, Kind(kind), *_read_forms(Kind(kind), forms))
        for start, end, name, kind, forms in names
    )
    return Handed(prepared, Recased(text, shouted, found))


def write_answer(guarded: Guarded) -> str:
    """What the engines said, as one line."""
    said = guarded.rendering
    links = [[*link.source, *link.target] for link in said.links]
    findings = [_written(finding) for finding in guarded.findings]
    route = str(guarded.route)
    return _line([said.text, said.score, links, said.unknown, findings, guarded.shouted, route])


def read_answer(line: str, routes: Sequence[Route]) -> Guarded | None:
    """The same, back from its line; None if its route is none of those there are now."""
    text, score, links, unknown, findings, shouted, name = json.loads(line)
    route = next((route for route in routes if str(route) == name), None)
    if route is None:
        return None
    linked = tuple(Link((a, b), (c, d)) for a, b, c, d in links)
    rendering = Rendering(text, score, linked, tuple(unknown))
    return Guarded(rendering, route, tuple(map(_read, findings)), shouted)


def _forms_of(name: Name) -> list[str] | None:
    """What else a name is called."""
    if name.term:
        return [f"{w.article} {w.text}".lstrip() for w in (name.term.english, name.term.spanish)]
    place = name.place
    return [place.english, place.spanish, place.portuguese] if place else None


def _read_forms(kind: Kind, forms: Sequence[str] | None) -> tuple[Place | None, Term | None]:
    if not forms:
        return None, None
    return (None, Term.of(*forms)) if kind is Kind.TERM else (Place(*forms), None)


def _written(finding: Finding) -> list[Any]:
    values: Mapping[str, str] = finding.values
    spans = [finding.source, finding.target]
    return [finding.rule, finding.severity, finding.message, dict(values), *spans]


def _read(written: Sequence[Any]) -> Finding:
    rule, severity, message, values, source, target = written
    spans = [tuple(span) if span else None for span in (source, target)]
    return Finding(rule, Severity(severity), message, values, *spans)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
