"""Money: signs, codes and words of currencies (CLDR through Babel), read and written."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from babel.numbers import get_currency_name

from bilingua.localize.numbers import number, scaled
from bilingua.localize.style import HouseStyle
from bilingua.localize.values import Money

# The currencies of the two languages' own countries and those that their news is full of.
CODES = (
    "USD EUR GBP MXN CAD AUD NZD ARS COP CLP UYU DOP CUP PHP BRL VES PEN BOB PYG GTQ HNL NIO CRC "
    "PAB JPY CNY INR PKR IDR RUB UAH CHF SEK NOK DKK CZK PLN HUF TRY ILS KRW ZAR NGN EGP KES"
).split()
SIGNS = {
    "US$": "USD", "MX$": "MXN", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD",
    "NZ$": "NZD", "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY",
}  # fmt: skip
SIGN = re.compile(r"(?:US|MX|CA|C|AU|A|NZ|R)?\$|[€£¥]")
CENT = "cent"
# A bare word means the currency that its news is full of; where that is open, the word stands.
_OWN = {"dollar": "USD", "pound": "GBP", "euro": "EUR"}
_OPEN = {
    "peso": ("peso", "pesos"), "krona": ("corona", "coronas"), "franc": ("franco", "francos"),
    "shilling": ("chelín", "chelines"), "rupee": ("rupia", "rupias"),
}  # fmt: skip
# English has more words for one that Spanish calls rupia, or corona.
_ONE_WORD = {"rupiah": "rupee", "krone": "krona", "koruna": "krona"}
# What papers write beside CLDR's names.
_MORE = {
    "en": {
        "buck": "USD", "bucks": "USD", "american dollars": "USD", "reais": "BRL", "reales": "BRL",
        "bolivars": "VES", "bolivares": "VES", "sterling": "GBP", "roubles": "RUB", "rouble": "RUB",
        "pounds sterling": "GBP", "renminbi": "CNY", "kroner": "krona", "crowns": "krona",
        "cent": CENT, "cents": CENT, "centavos": CENT, "colones": "CRC",
    },
    "es": {
        "dólares americanos": "USD", "dólares norteamericanos": "USD", "renminbi": "CNY",
        "centavo": CENT, "centavos": CENT, "céntimo": CENT, "céntimos": CENT, "reais": "BRL",
        "centavos de dólar": CENT, "céntimos de euro": CENT, "dólares de ee": "USD",
    },
}  # fmt: skip
# These words weigh and measure as often as they pay.
WEIGHTS = frozenset({"pound", "pounds", "libra", "libras"})
# Common words that are also a currency's name.
_TOO_COMMON = frozenset({"sol", "real", "won", "rand", "new", "nuevo", "nuevos"})


# The currency of Peru, which engines take for the sun.
_SOLES = re.compile(r"(?:\d|\bmil|ll[oó]n(?:es)? de) soles\b")


def translated(source: str, target: str, language: str) -> str:
    """A translation with the soles that its source pays in, where the engine has suns."""
    if language == "en" and _SOLES.search(source):
        return re.sub(r"\bsuns\b", "soles", target)
    return target


@cache
def words(language: str) -> dict[str, str]:
    """Phrases in lower case and the currency that they name."""
    known: dict[str, str] = {}
    for code in CODES:
        for count in (2, 1):
            name = get_currency_name(code, count, locale=language).lower()
            known[name] = code
            parts = name.split()
            bare = parts[-1] if language == "en" else parts[0]
            if bare in _TOO_COMMON:
                continue
            english = get_currency_name(code, 1, locale="en").lower().split()[-1]
            known.setdefault(bare, _OWN.get(english, english if english in _OPEN else code))
    for code in CODES:
        known[code.lower()] = code
    return known | _MORE[language]


def family(currency: str) -> str:
    """The bare English word of a currency: pesos are pesos, whosever."""
    if len(currency) == 3 and currency.isupper():
        return _family(currency)
    return currency


@cache
def _family(code: str) -> str:
    word = str(get_currency_name(code, 1, locale="en")).lower().split()[-1]
    return _ONE_WORD.get(word, word)


def same_currency(one: str, other: str) -> bool:
    """Whether two currencies may be the same: USD is USD, "peso" may be MXN."""
    return one == other or (
        family(one) == family(other) and (one == family(one) or other == family(other))
    )


def money(value: Money, style: HouseStyle) -> str:
    """$20 million; $20 millones or 20 millones de dólares, by the style; 50 centavos."""
    amount = scaled(value.amount, style) if value.scaled else number(value.amount, style)
    sign = style.signs.get(value.currency)
    if sign:
        return sign + amount
    joint = " de " if style.language == "es" and value.scaled and value.amount >= 10**6 else " "
    return f"{amount}{joint}{currency_word(value.currency, value.amount, style)}"


def currency_word(currency: str, amount: Decimal, style: HouseStyle) -> str:
    """dólares, pesos mexicanos, cents: the currency's name by the amount."""
    one = amount == 1
    if currency == CENT:
        return {"en": ("cents", "cent"), "es": (style.cents, style.cents[:-1])}[style.language][one]
    if currency in _OPEN:
        if style.language == "en":
            return currency if one else {"krona": "kronor"}.get(currency, currency + "s")
        return _OPEN[currency][0 if one else 1]
    name = str(get_currency_name(currency, 1 if one else 2, locale=style.language))
    if currency == "USD":
        # CLDR's "dólares estadounidenses" is for banks; in a story dollars are dollars.
        return name.split()[-1] if style.language == "en" else name.split()[0]
    if currency == "GBP" and style.language == "en":
        return name.split()[-1]
    return name
