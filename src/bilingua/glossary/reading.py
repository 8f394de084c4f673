"""Glossaries read from CSV, as people and spreadsheets write it, and from TBX, as term bases do.

CSV has the columns en and es, in any order and with others beside them (a note). Files of the first
versions have source and target in their place, and lines of either direction. TBX is read in its
dialects of version 2 and 3 (ISO 30042): entries, languages in them, terms in those.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bilingua.errors import SettingsError
from bilingua.glossary.terms import Glossary, Term
from bilingua.language import LANGUAGES, language_of

EITHER = ("source", "target")
# More than any newsroom's; what is larger is another file by mistake.
MAX_BYTES = 64 << 20
_DELIMITERS = ",;\t"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES, _SECTIONS = ("termEntry", "conceptEntry"), ("langSet", "langSec")


def read_glossaries(paths: Iterable[Path]) -> Glossary:
    """One glossary of several files; of two renderings of one term the last one counts.

    Raises SettingsError for a file that cannot be read as a glossary.
    """
    return Glossary(tuple(term for path in paths for term in _read(path)))


def columns_of(header: Sequence[str]) -> tuple[int, int] | None:
    """Where the two languages stand in a CSV file with this header; None if it has them not."""
    names = [name.strip().lower() for name in header]
    if names[:2] == list(EITHER):
        return 0, 1
    languages = [language_of(name) if len(name) < 12 else None for name in names]
    if not all(language in languages for language in LANGUAGES):
        return None
    return languages.index("en"), languages.index("es")


def _read(path: Path) -> list[Term]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SettingsError(
                "{path} is larger than {limit} MB, which no glossary is; name the right file.",
                path=path,
                limit=MAX_BYTES >> 20,
            )
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(
            "The glossary {path} cannot be read ({strerror}).", path=path, strerror=error.strerror
        ) from error
    if path.suffix.lower() in (".tbx", ".xml"):
        return list(_of_tbx(path, data))
    return list(_of_csv(path, data))


def _of_csv(path: Path, data: bytes) -> Iterator[Term]:
    try:
        text = data.decode("utf-8-sig")
        header = text.partition("\n")[0]
        delimiter = max(_DELIMITERS, key=header.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        columns = columns_of(next(rows, []))
        if columns is None:
            raise SettingsError(
                "{path} is no glossary: its first line must name the columns en and es.", path=path
            )
        either = tuple(header.strip().lower().split(delimiter)[:2]) == EITHER
        for row in rows:
            if len(row) <= max(columns):
                continue
            one, other = (" ".join(row[column].split()) for column in columns)
            if one and other:
                if either:
                    yield Term.of(other, one)
                yield Term.of(one, other)
    except (UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(
            "{path} cannot be read as CSV in UTF-8 ({reason}); save it so.",
            path=path,
            reason=str(error),
        ) from error


def _of_tbx(path: Path, data: bytes) -> Iterator[Term]:
    # Only now: every command reads glossaries, few of them TBX.
    from lxml import etree

    try:
        entries = etree.iterparse(
            io.BytesIO(data), events=("end",), tag=[f"{{*}}{name}" for name in _ENTRIES],
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        )  # fmt: skip
        for _event, entry in entries:
            yield from _of_entry(entry)
            entry.clear()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SettingsError(
            "{path} cannot be read as TBX ({reason}); export it anew.",
            path=path,
            reason=" ".join(str(error).split()),
        ) from error


def _of_entry(entry: Any) -> Iterator[Term]:
    """The terms of a concept: the first of each language is what is written, the others are read."""
    said: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for section in entry.iter(*(f"{{*}}{name}" for name in _SECTIONS)):
        language = language_of(section.get(_LANGUAGE) or "")
        for term in section.iter("{*}term"):
            text = " ".join("".join(term.itertext()).split())
            if text and language in said:
                said[language].append(text)
    english, spanish = said["en"], said["es"]
    if english and spanish:
        yield from (Term.of(english[0], other) for other in spanish[1:])
        yield from (Term.of(other, spanish[0]) for other in english[1:])
        yield Term.of(english[0], spanish[0])
