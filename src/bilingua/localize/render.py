"""A value as an edition writes it, by Babel's CLDR data and the house style."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from bilingua.localize.style import HouseStyle
from bilingua.localize.values import Date, Money, Percent, Value

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_CURRENCY_WORDS = {
    "en": {"USD": "dollars", "EUR": "euros", "GBP": "pounds sterling"},
    "es": {"USD": "dólares", "EUR": "euros", "GBP": "libras esterlinas"},
}
# AP Stylebook: these months are abbreviated when a day follows; the others never are.
_AP_ABBREVIATED = {1: 3, 2: 3, 8: 3, 9: 4, 10: 3, 11: 3, 12: 3}
_NBSP = "\u00a0"


def render(value: Value, style: HouseStyle) -> str:
    """Write a value in the edition's form."""
    if isinstance(value, Date):
        return render_date(value, style)
    if isinstance(value, Percent):
        return number(value.amount, style) + (f"{_NBSP}%" if style.percent_space else "%")
    if isinstance(value, Money):
        return _money(value, style)
    return _scaled(value.amount, style) if value.scaled else number(value.amount, style)


def number(amount: Decimal, style: HouseStyle) -> str:
    """Figures with the locale's separators; four digits stay whole where CLDR says so.

    Babel does not apply CLDR's minimumGroupingDigits (2 for es: 1276, but 12.760).
    """
    grouped = style.locale != "es_ES" or abs(amount) >= 10_000
    places = max(0, -int(amount.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(amount, pattern, locale=style.locale, group_separator=grouped)


def render_date(value: Date, style: HouseStyle) -> str:
    """A date in words, as far as it is known; numeric dates are ambiguous and never written."""
    if value.day is None:
        name = Locale.parse(style.locale).months["format"]["wide"][value.month]
        return f"{name} de {value.year}" if style.language == "es" else f"{name} {value.year}"
    # A leap year, so that February 29 can be written without its year.
    day = date(value.year or 2024, value.month, min(value.day, 29 if value.month == 2 else 30))
    if day.day != value.day and not (value.day == 31 and value.month in (1, 3, 5, 7, 8, 10, 12)):
        return f"{value.day}/{value.month}"
    if value.day == 31:
        day = day.replace(day=31)
    if value.year:
        text = format_date(day, "long", locale=style.locale)
    else:
        text = format_skeleton("MMMMd", day, locale=style.locale)
    length = _AP_ABBREVIATED.get(value.month)
    if style.months == "ap" and length:
        name = Locale.parse(style.locale).months["format"]["wide"][value.month]
        text = text.replace(name, name[:length] + ".")
    return text


def _money(value: Money, style: HouseStyle) -> str:
    amount = _scaled(value.amount, style) if value.scaled else number(value.amount, style)
    if style.money == "symbol" and value.currency in _SYMBOLS:
        return _SYMBOLS[value.currency] + amount
    word = _CURRENCY_WORDS[style.language][value.currency]
    joint = " de " if style.language == "es" and value.scaled else " "
    return f"{amount}{joint}{word}"


def _scaled(amount: Decimal, style: HouseStyle) -> str:
    """20 millones, 1,200 millones, 10 mil millones, 3 billones; 1.2 billion."""
    size = abs(amount)
    if style.language == "en":
        for word, factor in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
            if size >= factor:
                return f"{number(_plain(amount / factor), style)} {word}"
        return f"{number(_plain(amount / 1000), style)} thousand"
    if size >= 10**12:
        return _counted(amount / 10**12, "billón", "billones", style)
    if size >= style.thousand_millions_from and amount % 10**8 == 0:
        return f"{number(_plain(amount / 10**9), style)} mil millones"
    if size >= 10**6:
        return _counted(amount / 10**6, "millón", "millones", style)
    return f"{number(_plain(amount / 1000), style)} mil"


def _counted(amount: Decimal, one: str, many: str, style: HouseStyle) -> str:
    plain = _plain(amount)
    return f"{number(plain, style)} {one if plain == 1 else many}"


def _plain(amount: Decimal) -> Decimal:
    """1E+3 and 1.200 as 1000 and 1.2."""
    normal = amount.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal
