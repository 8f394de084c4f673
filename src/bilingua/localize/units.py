"""Units of measure: their words (CLDR through Babel), and metric beside what the source gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.units import format_unit

from bilingua.localize.numbers import NBSP, number, scaled
from bilingua.localize.style import HouseStyle
from bilingua.localize.values import Measure


@dataclass(frozen=True, slots=True)
class Metric:
    """What one unit is in another: times `factor` after `offset` is taken off."""

    unit: str
    factor: Decimal
    offset: Decimal = Decimal(0)


# NIST Special Publication 811, appendix B.8, rounded to what a story can use.
METRIC = {
    "length-mile": Metric("length-kilometer", Decimal("1.609344")),
    "length-yard": Metric("length-meter", Decimal("0.9144")),
    "length-foot": Metric("length-meter", Decimal("0.3048")),
    "length-inch": Metric("length-centimeter", Decimal("2.54")),
    "area-acre": Metric("area-hectare", Decimal("0.404686")),
    "area-square-mile": Metric("area-square-kilometer", Decimal("2.589988")),
    "area-square-foot": Metric("area-square-meter", Decimal("0.092903")),
    "area-square-yard": Metric("area-square-meter", Decimal("0.836127")),
    "mass-pound": Metric("mass-kilogram", Decimal("0.45359237")),
    "mass-ounce": Metric("mass-gram", Decimal("28.349523")),
    "volume-gallon": Metric("volume-liter", Decimal("3.785412")),
    "speed-mile-per-hour": Metric("speed-kilometer-per-hour", Decimal("1.609344")),
    "temperature-fahrenheit": Metric("temperature-celsius", Decimal(5) / 9, Decimal(32)),
}
# One length in two units (UTS 35, mixed units), here counted in the smaller: 5 feet 10 inches are 70.
FEET_AND_INCHES = "length-foot-and-inch"
_HEIGHT = Metric("length-meter", Decimal("0.0254"))
POINT = "percentage-point"
BASIS_POINT = "basis-point"
MILLENNIUM = "duration-millennium"
# What CLDR has no names for: one and many.
_NAMES = {
    "en": {
        POINT: ("percentage point", "percentage points"),
        BASIS_POINT: ("basis point", "basis points"),
        MILLENNIUM: ("millennium", "millennia"),
    },
    "es": {
        POINT: ("punto porcentual", "puntos porcentuales"),
        BASIS_POINT: ("punto básico", "puntos básicos"),
        MILLENNIUM: ("milenio", "milenios"),
    },
}
# What a metric unit is in the base unit of its kind.
_BASE = {
    "length-kilometer": ("length", Decimal(1000)), "length-meter": ("length", Decimal(1)),
    "length-centimeter": ("length", Decimal("0.01")), "length-millimeter": ("length", Decimal("0.001")),
    "mass-tonne": ("mass", Decimal(1000)), "mass-kilogram": ("mass", Decimal(1)),
    "mass-gram": ("mass", Decimal("0.001")), "area-square-kilometer": ("area", Decimal(10**6)),
    "area-hectare": ("area", Decimal(10**4)), "area-square-meter": ("area", Decimal(1)),
}  # fmt: skip
# In days, to tell a fortnight from a month; months and years as calendars have them on average.
_DAYS = {
    "duration-second": Decimal(1) / 86400, "duration-minute": Decimal(1) / 1440,
    "duration-hour": Decimal(1) / 24, "duration-day": Decimal(1), "duration-week": Decimal(7),
    "duration-month": Decimal("30.4"), "duration-year": Decimal("365"),
    "duration-decade": Decimal(3650), "duration-century": Decimal(36500), MILLENNIUM: Decimal(365000),
}  # fmt: skip
_UNITS = (
    *METRIC, *(metric.unit for metric in METRIC.values()), *_DAYS,
    "length-millimeter", "mass-tonne", "mass-ton", "volume-barrel", "temperature-generic",
)  # fmt: skip
# Abbreviations that are no words, and what papers write beside CLDR's names.
_MORE = {
    "en": {
        "mi": "length-mile", "mph": "speed-mile-per-hour", "ft": "length-foot", "yd": "length-yard",
        "lb": "mass-pound", "lbs": "mass-pound", "oz": "mass-ounce", "gal": "volume-gallon",
        "kilometre": "length-kilometer", "kilometres": "length-kilometer",
        "metre": "length-meter", "metres": "length-meter", "centimetres": "length-centimeter",
        "litre": "volume-liter", "litres": "volume-liter", "millimetres": "length-millimeter",
        "square kilometres": "area-square-kilometer", "square metres": "area-square-meter",
        "sq mi": "area-square-mile", "sq ft": "area-square-foot", "sq km": "area-square-kilometer",
        "miles an hour": "speed-mile-per-hour", "miles/hour": "speed-mile-per-hour",
        "kilometers an hour": "speed-kilometer-per-hour", "kph": "speed-kilometer-per-hour",
        "kmh": "speed-kilometer-per-hour", "degree": "temperature-generic",
        "degrees": "temperature-generic", "tons": "mass-ton", "tonnes": "mass-tonne",
        "tonne": "mass-tonne", "kilo": "mass-kilogram", "kilos": "mass-kilogram",
        "mins": "duration-minute", "hrs": "duration-hour",
        "squared kilometers": "area-square-kilometer",
    },
    "es": {
        "mi": "length-mile", "mph": "speed-mile-per-hour", "millas/hora": "speed-mile-per-hour",
        "mi/h": "speed-mile-per-hour", "kilo": "mass-kilogram", "kilos": "mass-kilogram",
        "lb": "mass-pound", "lbs": "mass-pound", "kmh": "speed-kilometer-per-hour",
        "grado": "temperature-generic", "grados": "temperature-generic",
        "grados centígrados": "temperature-celsius", "puntos de porcentaje": POINT,
        "toneladas métricas": "mass-tonne", "segs": "duration-second", "hectolitros": "volume-hectoliter",
    },
}  # fmt: skip
_BOTH = {
    "km": "length-kilometer", "m": "length-meter", "cm": "length-centimeter",
    "mm": "length-millimeter", "kg": "mass-kilogram", "g": "mass-gram", "ha": "area-hectare",
    "km/h": "speed-kilometer-per-hour", "km²": "area-square-kilometer",
    "km2": "area-square-kilometer", "m²": "area-square-meter", "m2": "area-square-meter",
    "°f": "temperature-fahrenheit", "°c": "temperature-celsius", "ºf": "temperature-fahrenheit",
    "ºc": "temperature-celsius", "°": "temperature-generic", "º": "temperature-generic",
}  # fmt: skip


@cache
def words(language: str) -> dict[str, str]:
    """Phrases in lower case and the unit that they name."""
    known = dict(_BOTH)
    known |= {name: unit for unit, names in _NAMES[language].items() for name in names}
    for unit in _UNITS:
        for count in (1, 2) if unit not in _NAMES[language] else ():
            known[_name(unit, count, language)] = unit
    return known | _MORE[language]


def translated(source: str, target: str, language: str) -> str:
    """`target`, which is in `language`, with the units that an engine took over from the source."""
    names, pattern = _taken_over(language)
    return pattern.sub(lambda m: names[m[0]] if m[0] in source else m[0], target)


@cache
def _taken_over(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """What the other language calls units and this one does not, and where it stands by a figure."""
    other = "en" if language == "es" else "es"
    names = {
        _name(unit, count, other): _name(unit, count, language)
        for unit in (*METRIC, *(metric.unit for metric in METRIC.values()))
        for count in (1, 2)
    }
    names = {name: own for name, own in names.items() if name not in words(language)}
    longest = sorted(names, key=len, reverse=True)
    # Not the Spanish thousands: 20 miles de millones.
    return names, re.compile(
        rf"(?<=\d[ \u00a0-])(?:{'|'.join(map(re.escape, longest))})\b(?! de\b)"
    )


def _name(unit: str, count: int, language: str) -> str:
    text: str = format_unit(count, unit, "long", locale=language)
    return text.lower().replace(str(count), "").strip()


def measure(value: Measure, style: HouseStyle) -> str:
    """An amount with the unit's name in full."""
    if value.unit == FEET_AND_INCHES:
        feet, inches = divmod(value.amount, 12)
        # AP: 5 feet 10 inches; Spanish ties the two with "y".
        return (" y " if style.language == "es" else " ").join(
            (
                measure(Measure(feet, "length-foot"), style),
                measure(Measure(inches, "length-inch"), style),
            )
        )
    amount = scaled(value.amount, style) if value.scaled else number(value.amount, style)
    if names := _NAMES[style.language].get(value.unit):
        return f"{amount} {names[value.amount != 1]}"
    # Babel gives the pattern of the amount's plural form; the figures in it are the style's.
    pattern = format_unit(value.amount, value.unit, "long", format="0.###", locale=style.language)
    word = pattern.lstrip("0123456789.,-").strip(" \u00a0")
    degree = "" if word.startswith("°") else " "
    if value.scaled and style.language == "es" and abs(value.amount) >= 10**6:
        degree = " de "
    return f"{amount}{degree}{word}"


def metric(value: Measure) -> Measure | None:
    """The same amount in metric, rounded to as many figures as were given, two at least."""
    rule = _rule(value.unit)
    if rule is None:
        return None
    exact = (value.amount - rule.offset) * rule.factor
    if value.unit == FEET_AND_INCHES:
        return Measure(exact.quantize(Decimal("0.01"), ROUND_HALF_UP), rule.unit)
    if value.unit == "temperature-fahrenheit":
        return Measure(exact.quantize(Decimal(1), ROUND_HALF_UP), rule.unit)
    given = len(value.amount.normalize().as_tuple().digits)
    figures = max(2, given)
    step = Decimal(1).scaleb(exact.adjusted() - figures + 1) if exact else Decimal(1)
    rounded = (exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    plain = (
        rounded.quantize(Decimal(1))
        if rounded == rounded.to_integral_value()
        else rounded.normalize()
    )
    return Measure(plain, rule.unit, value.scaled and abs(plain) >= 10**6)


def _rule(unit: str) -> Metric | None:
    return _HEIGHT if unit == FEET_AND_INCHES else METRIC.get(unit)


def same_measure(one: Measure, other: Measure) -> bool:
    """Whether two measures are the same within rounding: 10 miles and 16 kilometres."""
    if one.unit == other.unit:
        return one.amount == other.amount
    (kind, amount), (its_kind, its_amount) = _in_base(one), _in_base(other)
    fahrenheit = "temperature-fahrenheit" in (one.unit, other.unit)
    if kind == its_kind or (fahrenheit and "temperature-generic" in (kind, its_kind)):
        if not (_rule(one.unit) or _rule(other.unit)):
            return amount == its_amount
        # Writers round a conversion as they like, but not by more than this.
        return abs(amount - its_amount) <= max(
            max(abs(amount), abs(its_amount)) * Decimal("0.03"),
            Decimal(1) if fahrenheit else Decimal(0),
        )
    return close_durations(one, other)


def _in_base(measure: Measure) -> tuple[str, Decimal]:
    """A measure in metres, kilograms, square metres or degrees Celsius, where it is one."""
    amount, unit = measure.amount, measure.unit
    if rule := _rule(unit):
        amount, unit = (amount - rule.offset) * rule.factor, rule.unit
    kind, factor = _BASE.get(unit, (unit, Decimal(1)))
    return kind, amount * factor


def close_durations(one: Measure, other: Measure) -> bool:
    """18 months are a year and a half; a fortnight is two weeks, and "quince días" in Spanish."""
    if one.unit not in _DAYS or other.unit not in _DAYS:
        return False
    days, others = one.amount * _DAYS[one.unit], other.amount * _DAYS[other.unit]
    return abs(days - others) <= max(days, others) * Decimal("0.08")


def join(style: HouseStyle) -> str:
    """What stands between figures and a unit."""
    return NBSP if style.join_figures else " "
