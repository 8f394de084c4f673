"""What values a text states, and where: one walk from left to right over its words and figures.

Each noun (dates, times, money ...) reads its own; here is only the order in which they are asked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from bilingua.localize import dates, heights, money, numeral_words, periods, times
from bilingua.localize.context import in_context
from bilingua.localize.counted import after_code, after_sign, counted, signed
from bilingua.localize.numbers import FIGURE, LONGEST, read_figure, read_words, slashed_fraction
from bilingua.localize.numerals import Kind
from bilingua.localize.ties import share
from bilingua.localize.values import Code, Found, Number, Ordinal, Value, Year

# Where a value may begin: an address or a number that names something, a currency's sign, a
# figure, a short year, or a word; first, for speed, a word that nothing of the others begins with.
# Bounded, so that hostile text is read in linear time.
_STARTS = re.compile(
    r"(?P<plain>[^\W\d_½¼¾⅓⅔⅛]++(?![\w.+@:$-]))|(?P<code>https?://\S+|www\.\S+|[\w.+-]{1,64}@\w[\w.-]*"
    r"|(?<![\w-])[A-Z][A-Za-z]{0,12}-?\d[\w-]*"
    r"|(?<![\w.,/-])(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?![\w-])"
    r"|(?<![\w.,/-])\d{3}-\d{4}(?![\w-])"
    r"|(?<![\w.,/-])\d+(?:\.\d+){2,}(?:-\d+)*)"
    r"|(?P<sign>(?:US|MX|CA|C|AU|A|NZ|R)?\$|[€£¥])(?=[ \u00a0]?\d)"
    r"|(?P<figure>[\d½¼¾⅓⅔⅛])|(?P<short>['’]\d\d(?!\d))|(?P<word>[^\W\d_½¼¾⅓⅔⅛]+)"
)
_MONTHLIKE = re.compile(r"[A-Z][a-z]+(?=-?\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+\Z")
_ORDINAL = {
    "en": re.compile(r"(?:st|nd|rd|th)\b|\.?[ºª]", re.I),
    "es": re.compile(
        r"\.?(?P<f>(?:ra|da|ta|va|ma|na|a)\b|ª)|\.?(?:(?:er|ro|do|to|vo|mo|no|o)\b|º(?!\s?[CF]\b))"
        r"|(?:st|nd|rd|th)\b",
        re.I,
    ),
}
_LETTERS = re.compile(r"[A-Za-z]\w*|-[A-Z]\w*")
# A plural right after four figures: they count. Short words in -s that are no plurals are left out.
_COUNTS = re.compile(
    r"[ ](?:other[ ]|new[ ]|more[ ])?(?!(?:was|is|has|does|as|us|this|its|his|las|los|nos|es|tras|"
    r"más|unos|unas|les|sus|después|pues|mas|thus|plus|towards|when)\b)[^\W\d_]{2,}s\b|[ ]people\b"
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|of|from|by|until|to|before|after|during|for|and|year|fiscal|early|late|mid|"
    r"en|desde|de|del|hasta|a|antes|después|durante|para|y|año|años|entre|between|el|the|de[ ]los)"
    r"[ -]\Z",
    re.I,
)


@lru_cache(maxsize=2048)
def find(text: str, locale: str) -> tuple[Found, ...]:
    """All values of a text, from left to right, read as the locale writes them."""
    found: list[Found] = []
    position, known = 0, _words(locale[:2])
    while start := _STARTS.search(text, position):
        word = start["plain"] or start["word"]
        if word and word.lower() not in known and not (len(word) > 1 and word.isupper()):
            position = start.end()
            continue
        hit = _read(text, start, locale)
        if hit:
            found.append(hit)
            if following := periods.read_year_end(text, hit):
                found.append(following)
                hit = following
        position = hit.end if hit else _after(text, start)
    return tuple(
        in_context(text, one, locale[:2]) for one in share(text, heights.together(text, found))
    )


def _after(text: str, start: re.Match[str]) -> int:
    """Where to go on after what is no value; figures are never read from their middle."""
    figures = FIGURE.match(text, start.start()) if start["figure"] else None
    return figures.end() if figures else start.end()


def _read(text: str, start: re.Match[str], locale: str) -> Found | None:
    at = start.start()
    if word := start["plain"] or start["word"]:
        return _from_word(text, at, word, locale)
    if code := start["code"]:
        return _code(text, at, code, locale)
    if sign := start["sign"]:
        return after_sign(text, at, sign, locale)
    if short := start["short"]:
        return _short_year(text, at, short, locale[:2])
    return _from_figure(text, at, locale)


def _short_year(text: str, at: int, short: str, language: str) -> Found:
    """'13, or '90s."""
    if decade := periods.read_decade(text, at + 1, language):
        return replace(decade, start=at)
    year = int(short[1:])
    readings = tuple(Number(Decimal(century + year)) for century in (2000, 1900, 0))
    return Found(readings, at, at + len(short), firm=False)


def _from_word(text: str, at: int, word: str, locale: str) -> Found | None:
    language, lower = locale[:2], word.lower()
    if lower in dates.months(language):
        return dates.read_month(text, at, locale)
    hit = (
        dates.read_weekday(text, at, word, language)
        or periods.read_decade(text, at, language)
        or periods.read_century(text, at, language)
        or times.read_named(text, word, at, language)
        or times.read_in_words(text, at, language)
    )
    if hit:
        return hit
    if word in money.CODES:
        return after_code(text, at, word, locale)
    if word.isupper() and (number := periods.roman(word)):
        return Found((Ordinal(number),), at, at + len(word), firm=False)
    if hint := numeral_words.HINTS[language].get(lower):
        return Found((Number(Decimal(hint)),), at, at + len(word), firm=False)
    if language == "es" and (left := _round(text, at, lower)):
        return left
    amount = read_words(text, at, language)
    if amount is None:
        return None
    if language == "es" and amount.kind in (Kind.CARDINAL, Kind.ORDINAL):
        day = dates.read_day_word(text, at, amount.end, int(amount.readings[0]), language)
        if day:
            return day
    if amount.kind is Kind.ORDINAL:
        return Found((Ordinal(int(amount.readings[0])),), at, amount.end, firm=False)
    hit = counted(text, at, amount, locale)
    if isinstance(hit.value, Number):
        return _or_decade(text, hit, amount.readings[0], language)
    return hit


def _round(text: str, at: int, word: str) -> Found | None:
    """octavos (de final), which are also the last 16; cuartos are mostly something else."""
    left = numeral_words.ROUNDS.get(word)
    end = at + len(word)
    if left is None or (word == "cuartos" and not text.startswith(" de final", end)):
        return None
    return Found((Ordinal(left // 2), Number(Decimal(left))), at, end, firm=False)


def _from_figure(text: str, at: int, locale: str) -> Found | None:
    language = locale[:2]
    hit = (
        heights.read_marked(text, at)
        or times.read_time(text, at, language)
        or dates.read_day(text, at, locale)
        or periods.read_century(text, at, language)
        or periods.read_decade(text, at, "en")
        or (dates.read_event(text, at) if language == "es" else None)
    )
    amount = read_figure(text, at, locale) if not hit or slashed_fraction(text, at) else None
    if hit and amount:
        return replace(hit, readings=(*(Number(n) for n in amount.readings), *hit.readings))
    if hit:
        return hit
    if amount is None:
        figures = FIGURE.match(text, at)
        end = figures.end() if figures else at + 1
        return Found((Code(text[at:end]),), at, end) if end - at <= LONGEST else None
    ordinal = None if amount.scaled else _ORDINAL[language].match(text, amount.end)
    if ordinal and amount.readings[0] == int(amount.readings[0]):
        feminine = bool(ordinal.groupdict().get("f"))
        return Found((Ordinal(int(amount.readings[0]), feminine),), at, ordinal.end())
    hit = counted(text, at, amount, locale)
    if isinstance(hit.value, Number):
        return _bare(text, hit, amount.readings[0], language)
    if language == "es" and text[amount.end : hit.end].strip() == "°":
        # The degree's sign is typed for the ordinal's: su 60° gol.
        ordinal_too = (*hit.readings, Ordinal(int(amount.readings[0])))
        return replace(hit, readings=ordinal_too, end=amount.end + 1)
    return signed(text, hit, language)


def _bare(text: str, hit: Found, amount: Decimal, language: str) -> Found:
    """Figures that count nothing known: a year, a decade, part of a name, or just a number."""
    year = periods.read_year(text, hit.start)
    if year and year.end == hit.end:
        dated = replace(hit, readings=_year_or_number(text, year))
        return _or_decade(text, dated, amount, language)
    if letters := _LETTERS.match(text, hit.end):
        # 3D, 4x4, 737-MAX; but 5-to-4.
        return Found((Code(text[hit.start : letters.end()]),), hit.start, letters.end())
    return signed(text, _or_decade(text, hit, amount, language), language)


def _or_decade(text: str, hit: Found, amount: Decimal, language: str) -> Found:
    """A number or a year that may be a decade: los 90, los noventa, los 1990."""
    decade = periods.decade_after_article(text, hit.start, amount) if language == "es" else None
    return replace(hit, readings=(*hit.readings, decade)) if decade else hit


def _year_or_number(text: str, year: Found) -> tuple[Value, ...]:
    """A year first, unless something is counted and nothing says that it is a year."""
    assert isinstance(year.value, Year)
    quantity = Number(Decimal(year.value.year))
    led = _BEFORE_YEAR.search(text[max(0, year.start - 12) : year.start])
    if not led and _COUNTS.match(text, year.end):
        return quantity, year.value
    return year.value, quantity


def _code(text: str, at: int, written: str, locale: str) -> Found | None:
    """Addresses, telephone, model and bill numbers, which are left as they are."""
    name = _MONTHLIKE.match(written)
    if name and name[0].lower() in dates.months(locale[:2]):
        return dates.read_month(text, at, locale)
    if _THOUSANDS.match(written) and len(written) <= LONGEST:
        return _from_figure(text, at, locale)
    if numeric := dates.read_day(text, at, locale):
        return numeric
    written = written.rstrip(".,;:!?)»”\"'’-")
    return Found((Code(written),), at, at + len(written))


@cache
def _words(language: str) -> frozenset[str]:
    """Words that a value may begin with."""
    return frozenset(
        {
            *dates.months(language),
            *dates.weekdays(language),
            *numeral_words.STARTS[language],
            *periods.STARTS[language],
            *times.NAMED[language],
            *times.STARTS[language],
        }
    )
