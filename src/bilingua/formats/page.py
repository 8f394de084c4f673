"""A web page as a reader came to it: its article is translated in place, the site around it stays.

Trafilatura finds the article's text; what units of the page that is, and which captions and credits
go with it, is found here.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec

from bilingua.article import Article, Marked, Role, Unit
from bilingua.errors import InputError
from bilingua.formats import html_label
from bilingua.formats.base import Labels
from bilingua.formats.html import Html

# A text of so many letters and digits is found within a line; a shorter one must be a line.
_LONG = 25
# A headline without a counterpart in the page's title stands no further above its story.
_NEAR = 12
# Trafilatura takes longer than its worth for a page of more tags, which is no story's.
_MAX_TAGS = 20_000
_CREDITS = frozenset({Role.DECK, Role.BYLINE, Role.DATELINE, Role.CAPTION})


class Page:
    """Reads and writes captured web pages."""

    name = "page"
    suffixes = (".webpage",)
    cuts = "<"

    def __init__(self) -> None:
        self._html = Html()

    def looks(self, top: str) -> bool:
        """A page in a file of its own is HTML like any other."""
        return False

    def extract(self, name: str, raw: str) -> Article:
        """The units of the page's article, its title and its metadata; the rest is skeleton."""
        article = self._html.extract(name, raw)
        units = _of_article(article.units, raw)
        numbered = (replace(unit, id=f"u{number}") for number, unit in enumerate(units, 1))
        return replace(article, format=self.name, units=tuple(numbered))

    def encode(self, unit: Unit, content: Marked) -> str:
        """As HTML does."""
        return self._html.encode(unit, content)

    def label(self, raw: str, labels: Labels) -> str:
        """As HTML does, but for links to files: no other edition lies beside a captured page."""
        addresses = {tag: url for tag, url in labels.editions.items() if "://" in url}
        return html_label.label(raw, replace(labels, editions=addresses))


def need_trafilatura() -> None:
    """Raises InputError when pages cannot be read on this machine."""
    if find_spec("trafilatura") is None:
        raise InputError(
            "Web pages of an archive are read with trafilatura; install it with: pip install 'bilingua[warc]'"
        )


def _of_article(units: Sequence[Unit], raw: str) -> list[Unit]:
    own = [unit for unit in units if unit.role is not Role.BOILERPLATE]
    lines = [_letters(line) for line in _article_text(raw).splitlines()]
    known, whole = frozenset(lines), "".join(lines)
    found = [
        number
        for number, unit in enumerate(own)
        if unit.syntax == "text" and not _is_title(unit, raw) and _is_in(unit, known, whole)
    ]
    if not found:
        return own
    first, last = found[0], found[-1]
    headline = _headline(own, first, raw)
    located = {*found, headline}
    return [
        unit
        for number, unit in enumerate(own)
        if number in located
        or unit.role is Role.META
        or _is_title(unit, raw)
        or (headline <= number <= last and unit.role in _CREDITS)
    ]


def _article_text(raw: str) -> str:
    need_trafilatura()
    if raw.count("<") > _MAX_TAGS:
        return ""
    # It reports pages that it finds no article in; that is no news to anybody here.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    import trafilatura

    try:
        return trafilatura.extract(raw, include_comments=False, include_tables=True) or ""
    except Exception:  # whatever a hostile page does to it, the page is read without
        return ""


def _is_in(unit: Unit, lines: frozenset[str], whole: str) -> bool:
    letters = _letters(unit.text)
    return letters in lines or (len(letters) >= _LONG and letters in whole)


def _headline(units: Sequence[Unit], first: int, raw: str) -> int:
    """The number of the headline above the story's first unit, or `first`."""
    titles = [_letters(unit.text) for unit in units if _is_title(unit, raw)]
    above = [
        number
        for number in range(first)
        if units[number].role is Role.HEADLINE and not _is_title(units[number], raw)
    ]
    for number in reversed(above):
        letters = _letters(units[number].text)
        if any(letters in title or title in letters for title in titles if title):
            return number
    return above[-1] if above and first - above[-1] <= _NEAR else first


def _is_title(unit: Unit, raw: str) -> bool:
    before = raw[max(0, unit.start - 200) : unit.start].rstrip()
    return unit.role is Role.HEADLINE and before[before.rfind("<") :][:6].lower() == "<title"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
