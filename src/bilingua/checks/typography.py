"""The typography of the edition: its marks, its spaces, its capitals. Nothing here changes meaning.

Sources: Ortografía de la lengua española (RAE and ASALE, 2010) for ¿ ¡, months, days and titles in
lower case, no space before a mark; Fundéu for "EE. UU."; the house style for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bilingua.article import Finding, Role, Severity
from bilingua.checks.addresses import ADDRESS
from bilingua.checks.base import SegmentPair
from bilingua.checks.words import words
from bilingua.localize.dates import day_names, month_names
from bilingua.localize.style import HouseStyle

Span = tuple[int, int]

_SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BEFORE_MARK = re.compile(r"(?<=\w)[ \u00a0]+[,;.!?](?=\s|\Z)")
_NO_SPACE_AFTER = re.compile(r"(?<=[^\W\d_]{3})[,;:!?](?=[^\W\d_]{3})")
_ELLIPSIS = re.compile(r"\.{4,}|(?:\. ){2,}\.|…\.|(?<!\.)\.\.(?!\.)")
_PERCENT = {True: re.compile(r"\d%"), False: re.compile(r"\d[ \u00a0\u202f]%")}
_STATES = {
    "en": re.compile(r"\bU\.\s?S\.(?!\w)(?:A\.)?|\bUSA\b"),
    "es": re.compile(r"\bE\.?E\.?\s?U\.?U\.?(?:\s?A\.?)?(?!\w)|\bE\.?U\.?A\.?(?!\w)|\bUSA\b|\bU\.\s?S\.(?!\w)"),
}  # fmt: skip
_LETTER = re.compile(r"[^\W\d_]")
_QUOTE_MARKS = frozenset('"“”«»')
_STRAIGHT_APOSTROPHE, _CURLY_APOSTROPHE = re.compile(r"\w'\w"), re.compile(r"\w’\w")


def check(pair: SegmentPair) -> Iterator[Finding]:
    """What the target edition would set in another way."""
    text = pair.target
    for span in _spaces(text):
        yield Finding("spacing", Severity.INFO, "There is a space too many.", {}, target=span)
    for missing in _NO_SPACE_AFTER.finditer(_without_addresses(text)):
        yield Finding("spacing", Severity.INFO, "There is a space missing after “{mark}”.",
                      {"mark": missing[0][0]}, target=missing.span())  # fmt: skip
    if match := _ELLIPSIS.search(text):
        yield Finding("ellipsis", Severity.INFO, "An ellipsis has three dots and no spaces.", {},
                      target=match.span())  # fmt: skip
    yield from _by_style(text, pair.source, pair.target_style)
    yield from _questions(pair)
    if pair.target_style.language == "es":
        yield from _opening_marks(text)
        yield from _capitals(pair)


def _spaces(text: str) -> Iterator[Span]:
    for pattern in (_SPACES, _BEFORE_MARK):
        yield from (match.span() for match in pattern.finditer(text))


def _without_addresses(text: str) -> str:
    """The text with its addresses blanked out, so that every offset stays."""
    return ADDRESS.sub(lambda match: " " * len(match[0]), text)


def _by_style(text: str, source: str, style: HouseStyle) -> Iterator[Finding]:
    if match := _PERCENT[style.percent_space].search(text):
        form = "5\u00a0%" if style.percent_space else "5%"
        yield Finding("percent", Severity.INFO, "The house style sets a percentage as “{form}”.",
                      {"form": form}, target=match.span())  # fmt: skip
    for match in _STATES[style.language].finditer(text):
        if match[0].replace("\u00a0", " ").rstrip(".") != style.united_states.rstrip("."):
            yield Finding("united-states", Severity.INFO, "The house style writes “{form}”.",
                          {"form": style.united_states}, target=match.span())  # fmt: skip
    yield from _marks(text, source, style)


def _marks(text: str, source: str, style: HouseStyle) -> Iterator[Finding]:
    used = _QUOTE_MARKS.intersection(text)
    allowed = set(style.quotes)
    if allowed != {"«", "»"} and '"' in source:
        # A story that is typed with straight marks keeps them.
        allowed = allowed | {'"'}
    if "«" in allowed:
        # A quotation within a quotation has the other marks.
        allowed |= {"“", "”"} if "«" in used else set()
    if style.quotes[0] not in _QUOTE_MARKS:
        allowed |= {"“", "”"}
    for mark in sorted(used - allowed):
        yield Finding("quote-style", Severity.INFO,
                      "The house style sets {opening} and {closing}, not {mark}.",
                      {"opening": style.quotes[0], "closing": style.quotes[1], "mark": mark},
                      target=(text.index(mark), text.index(mark) + 1))  # fmt: skip
        return
    if '"' in used and used & {"“", "”"}:
        yield Finding("quote-mix", Severity.INFO, "Straight and curly quotation marks are mixed.",
                      {}, target=(at := text.index('"'), at + 1))  # fmt: skip
    elif _STRAIGHT_APOSTROPHE.search(text) and (curly := _CURLY_APOSTROPHE.search(text)):
        yield Finding("quote-mix", Severity.INFO, "Straight and curly apostrophes are mixed.", {},
                      target=curly.span())  # fmt: skip


def _questions(pair: SegmentPair) -> Iterator[Finding]:
    source, target = pair.source.rstrip("\"'”»’) "), pair.target
    if source.endswith("?") and "?" not in target:
        yield Finding("question", Severity.WARNING, "The source asks; the translation does not.",
                      {}, (len(source) - 1, len(source)))  # fmt: skip


def _opening_marks(text: str) -> Iterator[Finding]:
    plain = _without_addresses(text)
    for opening, closing in (("¿", "?"), ("¡", "!")):
        end = plain.rfind(closing)
        # A mark in brackets, after no word, comments on something: "(!)".
        if end >= 0 and opening not in plain and _LETTER.search(plain, 0, end):
            yield Finding("opening-mark", Severity.WARNING, "“{mark}” is missing.",
                          {"mark": opening}, target=(end, end + 1))  # fmt: skip


@cache
def _calendar() -> re.Pattern[str]:
    """Months after a day or "de", weekdays after an article: words, not names (Plácido Domingo)."""
    months = "|".join(map(str.capitalize, month_names("es")))
    days = "|".join(map(str.capitalize, day_names("es")))
    return re.compile(
        rf"(?:(?<=\d de )|(?<=\d )|(?<=mes de ))(?:{months})\b"
        rf"|(?:(?<=\bel )|(?<=\blos )|(?<=pasado )|(?<=próximo )|(?<=este ))(?:{days})\b(?! Santo)"
    )


def _capitals(pair: SegmentPair) -> Iterator[Finding]:
    for match in _calendar().finditer(pair.target):
        yield Finding("calendar-capital", Severity.INFO,
                      "Spanish writes “{word}” in lower case.", {"word": match[0]},
                      target=match.span())  # fmt: skip
    if pair.role is Role.HEADLINE and _in_title_case(pair.target, pair.source):
        yield Finding("title-case", Severity.WARNING,
                      "Spanish sets a headline as a sentence, not in Title Case.", {},
                      target=(0, len(pair.target)))  # fmt: skip


def _in_title_case(text: str, source: str) -> bool:
    """Whether the long words have capitals that are not names': names are in the source, too."""
    kept = {word.lower for word in words(source)}
    rest = [word.text for word in words(text)[1:] if len(word.text) > 3 and word.lower not in kept]
    capitals = sum(word[0].isupper() and not word.isupper() for word in rest)
    return capitals >= 3 and capitals > 0.7 * len(rest)
