"""What an amount counts: a percentage, a currency, a unit, or nothing that is known."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from bilingua.localize import money, units
from bilingua.localize.numbers import Amount, read_figure
from bilingua.localize.numerals import Kind
from bilingua.localize.values import Found, Measure, Money, Number, Percent, Value

_PERCENT = {
    "en": re.compile(r"[ \u00a0-]?%|[ \u00a0-](?:percent|per[ ]cent|pct)\b(?![ ]points?)", re.I),
    "es": re.compile(r"[ \u00a0\u202f]?%|[ \u00a0](?:por[ ]?ciento|por[ ]cien|por[ ]100)\b", re.I),
}
_POINTS = re.compile(r"[ \u00a0-]?(?:percentage|percent)[ -]points?\b", re.I)
# Up to three words, or a sign, that may name a currency or a unit: square miles, km/h, °F.
_NAME = re.compile(
    r"(?:[ \u00a0\u202f-](?:de[ \u00a0])?)?(?:U\.S\.[ ])?"
    r"((?:[°º][ \u00a0]?[CF]?|[^\W\d_]+[²2]?)(?:/h(?:our)?\b|/hora\b)?(?:[ -][^\W\d_]+){0,2})"
)
# Half a mile, a quarter of a century.
_OF_A = re.compile(r"[ -](?:of[ -])?an?(?=[ -])", re.I)
_CENT_SIGN = re.compile(r"[ \u00a0]?¢")
_SIGN_AFTER = re.compile(r"[ \u00a0]?([€$£])(?!\d)")
_SPACE = re.compile(r"[ \u00a0]?")
_AND_HALF = {
    "en": re.compile(r"[ ]and[ ]a[ ]half\b", re.I),
    "es": re.compile(r"[ ]y[ ]medi[oa]\b", re.I),
}
_BELOW_ZERO = re.compile(r"[ ](?:below[ ]zero|bajo[ ]cero)\b", re.I)
_MINUS = re.compile(
    r"(?:(?:^|(?<!\d)[ (\u00a0])[-−]|(?<!plus or )(?<!plus-or-)\b(?:minus|negative)[ ]|(?<!al[ ])(?<!lo[ ])\bmenos[ ])\Z",
    re.I,
)
# "$" at home is the peso there, and the dollar in what comes from abroad.
_PESO = {"es_MX": "MXN", "es_AR": "ARS", "es_CO": "COP", "es_CL": "CLP"}


def counted(text: str, at: int, amount: Amount, locale: str) -> Found:
    """The amount that begins at `at` with what it counts."""
    language, end = locale[:2], amount.end
    # Figures and millions must come out on the other side; small words may be said otherwise.
    firm = amount.kind is None or amount.readings[0] >= 10**6
    values: list[Value]
    if points := _POINTS.match(text, end):
        values, end = [Measure(n, units.POINT) for n in amount.readings], points.end()
    elif percent := _PERCENT[language].match(text, end):
        values, end = [Percent(n) for n in amount.readings], percent.end()
    elif cents := _CENT_SIGN.match(text, end):
        values, end = [Money(n, money.CENT) for n in amount.readings], cents.end()
    elif sign := _SIGN_AFTER.match(text, end):
        currency = money.SIGNS[sign[1]]
        values = [Money(n, currency, amount.scaled) for n in amount.readings]
        end = sign.end()
    elif named := _named(text, _unit_start(text, amount, language), language):
        values, end = _of_name(text, amount, *named, language)
    else:
        values = [Number(n, amount.scaled) for n in amount.readings]
        if text[end - 1] in "mM" and text[end - 2].isdigit():
            # 1.7m people, but also the 200m race.
            values += [Measure(n / 10**6, "length-meter") for n in amount.readings]
    return Found(tuple(values), at, end, firm)


def _of_name(
    text: str, amount: Amount, name: str, end: int, language: str
) -> tuple[list[Value], int]:
    """Measures and money of a name, which may be both (pounds), with what follows the name."""
    halves = Decimal(0)
    if half := _AND_HALF[language].match(text, end):
        halves, end = Decimal("0.5"), half.end()
    sign = -1 if _BELOW_ZERO.match(text, end) else 1
    amounts = [sign * (n + halves) for n in amount.readings]
    values: list[Value] = []
    if unit := units.words(language).get(name):
        values += [Measure(n, unit, amount.scaled) for n in amounts]
    if currency := money.words(language).get(name):
        values += [Money(n, currency, amount.scaled) for n in amounts]
    return values, end


def _unit_start(text: str, amount: Amount, language: str) -> int:
    part_of = language == "en" and amount.kind is Kind.FRACTION
    link = _OF_A.match(text, amount.end) if part_of else None
    return link.end() if link else amount.end


def _named(text: str, end: int, language: str) -> tuple[str, int] | None:
    """The longest currency or unit named right after an amount, and where its name ends."""
    match = _NAME.match(text, end)
    phrase = match[1] if match else ""
    close = text[end : end + 1] not in " \u00a0"
    while match and phrase:
        name = phrase.lower().replace("-", " ").replace("\u00a0", " ")
        if name.startswith(("°", "º")):
            name = name.replace(" ", "")
        # "5m" in English is five million as often as five metres.
        if name in _names(language) and not (name == "m" and close and language == "en"):
            return name, match.start(1) + len(phrase)
        cut = max(phrase.rfind(" "), phrase.rfind("-"), phrase.rfind("/"))
        phrase = phrase[: max(cut, 0)]
    return None


@cache
def _names(language: str) -> frozenset[str]:
    return frozenset({*units.words(language), *money.words(language)})


def signed(text: str, hit: Found, language: str) -> Found:
    """Below zero where a minus says so: -5°C, minus 5 degrees."""
    value = hit.value
    if not isinstance(value, Measure | Percent | Number):
        return hit
    if not _MINUS.search(text[max(0, hit.start - 16) : hit.start]):
        return hit
    dash = text[hit.start - 1] in "-−"
    degrees = isinstance(value, Measure) and value.unit.startswith("temperature")
    # Spanish "menos 5" is "less 5" but before degrees.
    if language == "es" and not degrees and not dash:
        return hit
    readings = tuple(
        replace(one, amount=-one.amount)
        for one in hit.readings
        if isinstance(one, Measure | Percent | Number)
    )
    return replace(hit, readings=readings, start=hit.start - 1 if dash else hit.start)


def after_sign(text: str, at: int, sign: str, locale: str) -> Found | None:
    """A currency's sign with its amount, and the currency's word where somebody wrote that too."""
    space = _SPACE.match(text, at + len(sign))
    amount = read_figure(text, space.end(), locale) if space else None
    if amount is None:
        return None
    currencies, end = [money.SIGNS[sign]], amount.end
    named = _named(text, end, locale[:2])
    currency = money.words(locale[:2]).get(named[0]) if named else None
    if named and currency and currency != money.CENT:
        currencies, end = [currency], named[1]
    elif sign == "$" and locale in _PESO:
        currencies.insert(0, _PESO[locale])
    readings = tuple(Money(n, one, amount.scaled) for one in currencies for n in amount.readings)
    return Found(readings, at, end)


def after_code(text: str, at: int, code: str, locale: str) -> Found | None:
    """A currency's code with its amount: USD 20 million."""
    figure = at + len(code) + 1
    if text[figure - 1 : figure] not in (" ", "\u00a0") or not text[figure : figure + 1].isdigit():
        return None
    amount = read_figure(text, figure, locale)
    if amount is None:
        return None
    return Found(tuple(Money(n, code, amount.scaled) for n in amount.readings), at, amount.end)
