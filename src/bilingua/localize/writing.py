"""What is to stand in a translation for a value that it has already: the edition's form of it.

The engine's words are kept where they are apt (a unit's name, a number in words); its figures,
signs and names of months are the edition's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from bilingua.localize import dates, decades, times
from bilingua.localize.edits import Edit, Sides
from bilingua.localize.metric import in_metric
from bilingua.localize.money import CENT, SIGN, same_currency
from bilingua.localize.numbers import NBSP, number, percent, read_figure, scaled
from bilingua.localize.periods import write_ordinal
from bilingua.localize.render import render
from bilingua.localize.sameness import loose
from bilingua.localize.style import HouseStyle
from bilingua.localize.units import FEET_AND_INCHES
from bilingua.localize.values import (
    Century,
    Code,
    Date,
    Decade,
    Found,
    Measure,
    Money,
    Number,
    Ordinal,
    Pair,
    Percent,
    Time,
    Value,
    Weekday,
    Year,
    reading_of,
)
from bilingua.localize.weekdays import in_number, with_article

_VULGAR = re.compile("[½¼¾⅓⅔⅛]")
_FRACTION = re.compile(r"\d*[ \u00a0]?[½¼¾⅓⅔⅛]|(?:\d+[ \u00a0-])?\d/\d+")
_ROMAN = re.compile(r"\b[IVXLC]+\b")
_DIGIT = re.compile(r"\d")
_ILLIONS = re.compile(r"illions\Z")
_GREAT = re.compile(r"(?:ill(?:ón|ones))\Z")
_LAS = re.compile(r"\b([Ll])as?[ ]\Z")
_THE = re.compile(r"\bthe[ ]\Z", re.I)
_GOES_ON = re.compile(r"[ ][^\W\d_]")
_BARE = re.compile(r"(?<![$€£¥\d.,])\d[\d.,]*(?:[ ]?[-–]|[ ](?:to|or|and|al?|y|[ou]))[ ]?\Z")
_TIE = re.compile(r"[ ]?(?:-|–)[ ]?|[ ](?:al?|hasta(?:[ ]el)?|to)[ ]", re.I)


def edit(
    pair: Pair,
    sides: Sides,
    *,
    before: Found | None = None,
    after: Found | None = None,
    repair: bool = False,
) -> Edit:
    """The edition's form of a pair's value, between the translation's values next to it.

    With `repair` the translation has the value wrong, and the source's own is put in its place.
    """
    own, style = sides.own(pair), sides.style
    if not repair and not _same_amount(pair):
        # Told in another unit or as a percentage: what the translation says is kept.
        pair = replace(pair, value=pair.target.value)
    start, text = _form(pair, sides, repair=repair)
    end = pair.target.end
    if _ILLIONS.search(own) and text != own and sides.target.startswith(" of ", end):
        end += 3  # 20 millions of users
    if isinstance(pair.value, Measure) and style.units == "metric":
        text += in_metric(pair, sides, before, after)
    tail = sides.target[end : end + 4]
    if own.endswith(".") and not text.endswith(".") and not tail.strip("”\"»’'"):
        text += "."  # the abbreviation's full stop was also the sentence's
    elif text.endswith(".") and not own.endswith(".") and tail.startswith("."):
        end += 1
    if isinstance(pair.value, Time) and "," in own and "," not in text and tail.startswith(", "):
        end += 1  # 7 p. m., hora del este, en Miami
    if style.months == "ap" and isinstance(pair.value, Date) and before:
        weekday = isinstance(before.value, Weekday) and sides.target[before.end : start] == " "
        if weekday and _DIGIT.search(text):
            start, text = before.end, f", {text}"  # AP: Monday, Jan. 5
    if start == 0 and sides.target[:1].isupper():
        text = text[:1].upper() + text[1:]
    return Edit(start, end, text)


def _form(pair: Pair, sides: Sides, *, repair: bool) -> tuple[int, str]:
    """What a value becomes, and from where on: an article before it may change with it."""
    start, own, style = pair.target.start, sides.own(pair), sides.style
    heard = pair.target.value
    figures = bool(_DIGIT.search(own) or _VULGAR.search(own))
    match pair.value:
        case Weekday():
            name = _cased(
                render(pair.value, style) if repair else in_number(own, pair, sides), start, style
            )
            start, article = with_article(pair, sides)
            return start, article + name
        case Date():
            return _date(pair, sides, repair=repair)
        case Decade() if figures:
            return decades.in_edition(pair, sides, repair=repair)
        case Century() if isinstance(heard, Century) and (figures or _ROMAN.search(own)):
            return start, render(pair.value, style)
        case Code() if figures:
            return start, sides.said(pair) if repair else own
        case Year(year=year) if figures:
            return start, _year(year, own, heard)
        case Ordinal(number=number) if figures and isinstance(heard, Ordinal | Code | Measure):
            feminine = heard.feminine if isinstance(heard, Ordinal) else own.endswith("a")
            return start, write_ordinal(number, feminine, style)
        case Time() if (figures or repair) and isinstance(heard, Time):
            return _time(pair, sides)
        case Number() if style.clock == 24 and (hour := reading_of(pair.target, Time)) and figures:
            return start, render(hour, style)  # 7 to 9 p.m.
        case Percent(amount=amount) if figures:
            return start, percent(amount, style)
        case Number() | Money() | Measure() as value if figures and _counts(heard):
            return start, _quantity(value, pair, sides)
    return start, own


def _counts(value: Value) -> bool:
    return isinstance(value, Number | Year | Money | Measure)


def _same_amount(pair: Pair) -> bool:
    """Whether the translation has the figure of the value, whatever it counts."""
    figures = set(loose(pair.value))
    return not figures or any(figures & set(loose(one)) for one in pair.target.readings)


def _quantity(value: Number | Money | Measure, pair: Pair, sides: Sides) -> str:
    if _shares_scale(pair):
        return sides.own(pair)  # entre 20 y 30 millones: the scale stands with the second
    if isinstance(value, Measure) and value.unit == FEET_AND_INCHES:
        return _height(value, pair, sides)
    if isinstance(value, Measure) and sides.own(pair)[-1] in "′″":
        return render(value, sides.style)
    if isinstance(value, Money) and reading_of(pair.target, Money):
        return _money(value, pair, sides)
    return _refigured(sides.own(pair), value, pair, sides)


def _height(value: Measure, pair: Pair, sides: Sides) -> str:
    """5 pies y 10 pulgadas; before an English noun 5-foot-10, as AP writes it."""
    feet, inches = divmod(value.amount, 12)
    if sides.style.language == "en" and re.match(r"\d+-f", sides.own(pair)):
        return f"{feet}-foot-{inches}"
    return render(value, sides.style)


def _shares_scale(pair: Pair) -> bool:
    """Whether both sides leave a value's scale to the one that it is tied to."""
    scaled, *sides = (
        isinstance(value, Number | Money | Measure) and value.scaled
        for value in (pair.value, pair.source.value, pair.target.value)
    )
    return scaled and not any(sides)


def _cased(name: str, start: int, style: HouseStyle) -> str:
    """English capitalises the names of days and months, Spanish does not."""
    if style.language == "en" or start == 0:
        return name[:1].upper() + name[1:]
    return name[:1].lower() + name[1:]


def _year(year: int, own: str, heard: Value) -> str:
    """Years are never grouped; 1.994 is 1994. A quantity or a short form stays as it is."""
    if not isinstance(heard, Number | Year):
        return own
    return str(year) if own.replace(",", "").replace(".", "") == str(year) else own


def _date(pair: Pair, sides: Sides, *, repair: bool) -> tuple[int, str]:
    value, heard = pair.value, reading_of(pair.target, Date)
    own, start, style = sides.own(pair), pair.target.start, sides.style
    if not isinstance(value, Date) or not isinstance(heard, Date):
        return start, own
    if not isinstance(pair.target.value, Date) and own.isdigit():
        return start, own  # a day whose month stands beside it
    if re.fullmatch(r"\d+/\d+|\d+-\w", own):
        return start, own  # 9/11 is also a name
    if not _DIGIT.search(own):
        if value.day:
            return start, own  # dos de mayo
        name = dates.write_date(Date(value.month), style)
        return start, _cased(name if own.endswith(".") or len(own) <= 4 else own, start, style)
    if re.match(r"1\.?[º°]|primero", own):
        return start, own
    # The year may stand elsewhere in the sentence.
    shown = value if repair else replace(value, year=heard.year)
    tie = _TIE.search(own, own.find(str(value.day)) + 1) if value.until else None
    text = dates.write_date(shown, style, tie[0] if tie else "-")
    if own[:1].isdigit() and value.day is None:
        led = decades.CONTRACTED.search(sides.target, max(0, start - 5), start)
        if led:  # del 2010 de julio
            return led.start(), f"{led[1]} {text}"
    if style.language == "en" and (the := _THE.search(sides.target, max(0, start - 5), start)):
        start = the.start()  # on the 30th of September
    return start, text


def _time(pair: Pair, sides: Sides) -> tuple[int, str]:
    value, own, start, style = pair.value, sides.own(pair), pair.target.start, sides.style
    assert isinstance(value, Time)
    # Hours that one side leaves open may be told by the other.
    heard = pair.target.value
    assert isinstance(heard, Time)
    if not value.sure and not heard.sure and value.zone == heard.zone:
        return start, own
    if not value.sure:
        value = replace(heard, zone=value.zone)
    text = times.write_time(value, style)
    if style.language == "es" and (las := _LAS.search(sides.target, max(0, start - 4), start)):
        # a la 1, a las 2
        number = "la" if re.match(r"1(?!\d)", text) else "las"
        start, text = las.start(), f"{las[1]}{number[1:]} {text}"
    if style.language == "en" and (the := _THE.search(sides.target, max(0, start - 5), start)):
        start = the.start()  # an engine's "from the 8 of the evening"
    elif value.zone and "," in text and _GOES_ON.match(sides.target, pair.target.end):
        text += ","  # a las 7 p. m., hora del este, en Miami
    return start, text


def _money(value: Money, pair: Pair, sides: Sides) -> str:
    own, style = sides.own(pair), sides.style
    home = pair.source.value
    if isinstance(home, Money) and home.amount == value.amount:
        value = home  # a Mexican paper's "$" is the peso, whatever the engine took it for
    if value.currency in style.signs and not _follows_bare(pair, sides):
        return render(value, style)
    if not value.scaled and any(
        isinstance(one, Money) and one.scaled for one in pair.target.readings
    ):
        return number(value.amount, style)  # entre 20 y 30 millones de dólares
    if SIGN.match(own) or own[:3].isupper():
        return render(value, style)
    abroad = reading_of(pair.target, Money)
    if (
        abroad
        and CENT not in (value.currency, abroad.currency)
        and not same_currency(value.currency, abroad.currency)
    ):
        return render(value, style)  # dollars for yuan
    return _refigured(own, value, pair, sides)


def _follows_bare(pair: Pair, sides: Sides) -> bool:
    """Whether money in words is tied to a bare figure: 15 to 20 euros, not 15 to €20."""
    start = pair.target.start
    bare = _BARE.search(sides.target, max(0, start - 20), start)
    return bool(bare) and not SIGN.search(sides.own(pair))


def _refigured(own: str, value: Number | Money | Measure, pair: Pair, sides: Sides) -> str:
    """The translation's own words around the edition's figures."""
    first = _DIGIT.search(own) or _VULGAR.search(own)
    assert first
    heard = read_figure(own, first.start(), sides.style.locale)
    if heard is None:
        return own
    figures = _figures(value, pair, sides)
    rest = own[heard.end :]
    if sides.style.language == "es" and not isinstance(value, Number):
        # Millions of things take "de", other numbers do not.
        great, of = _GREAT.search(figures), rest.startswith((" de ", f"{NBSP}de "))
        if great and not of and rest[:1].isspace():
            rest = f" de{rest}"
        elif not great and of and heard.scaled:
            rest = rest[3:]
    return own[: first.start()] + figures + rest


def _figures(value: Number | Money | Measure, pair: Pair, sides: Sides) -> str:
    said, style = sides.said(pair), sides.style
    if value.scaled:
        return scaled(abs(value.amount), style)
    fraction = _FRACTION.match(said)
    if fraction and (style.fractions == "sign" or value.amount < 1):
        return fraction[0]
    plain = re.match(r"\d+(?![.,\d])", said)
    if (
        plain
        and Decimal(plain[0]) == abs(value.amount)
        and _is_label(said, value.amount, sides.source_style)
    ):
        return plain[0]
    return number(abs(_decimal(value.amount)), style)


def _is_label(said: str, amount: Decimal, style: HouseStyle) -> bool:
    """Figures that the source did not group though its style does: a flight, a ZIP code, a year."""
    return abs(amount) >= style.group_from or abs(amount) < 1000


def _decimal(amount: Decimal) -> Decimal:
    """A third is 0.33, not twenty-eight threes."""
    return amount.quantize(Decimal("0.01")) if len(amount.as_tuple().digits) > 15 else amount
