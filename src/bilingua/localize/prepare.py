"""What an engine is handed: the source with the forms spelled out that engines stumble over.

The meaning stays to the letter; only abbreviations and signs become the words they stand for.
"""

from __future__ import annotations

import re
from functools import cache

from bilingua.localize.dates import month_names, months
from bilingua.localize.heights import MARKED
from bilingua.localize.states import in_full
from bilingua.localize.times import in_figures
from bilingua.localize.typography import PUNCTUATING_DASH
from bilingua.localize.zones import in_letters

_TITLES = {
    "Sen": "Senator",
    "Rep": "Representative",
    "Gov": "Governor",
    "Lt. Gov": "Lieutenant Governor",
}


def _fiscal(match: re.Match[str]) -> str:
    return f"{'A' if match[1] == 'E' else 'a'}ño fiscal "


# Units as signs, which engines take for words (mi: mine; 40 mph: 40 km), by what follows figures.
_SIGNS = {
    "en": {
        "sq mi": "square miles", "sq ft": "square feet", "sq km": "square kilometers",
        "mi": "miles", "mph": "miles per hour", "kph": "kilometers per hour", "ft": "feet",
        "lb": "pounds", "lbs": "pounds", "oz": "ounces", "bn": "billion", "tn": "trillion",
    },
    "es": {"mi": "millas"},
}  # fmt: skip
# What is spelled out beside figures, then what is wherever it stands.
_EN_FIGURES = (
    # 5am (an engine's verb), the 90's (its genitive), 1.7m people.
    (re.compile(r"(?<=\d)[ \u00a0]?([ap])m\b\.?", re.I), lambda m: f" {m[1].lower()}.m."),
    (re.compile(r"\b((?:\d\d)?\d0)[’'](?=s\b)"), lambda m: m[1]),
    (
        re.compile(r"(\d)m(?=[ ]people\b)|([$£€]\d+(?:[.,]\d+)?)m\b"),
        lambda m: f"{m[1] or m[2]} million",
    ),
    # "an increase of 9 million" is what engines make of ", up from 9 million".
    (
        re.compile(r"(?:(?<=[,(—–-] )|(?<=\())(?:up|down) from (?=[$£€]?\d)"),
        lambda m: "compared with ",
    ),
    (re.compile(r"\b(\d{1,2}(?:st|nd|rd|th))[- ][Cc]entury\b"), lambda m: f"{m[1]} century"),
    (re.compile(r"\b(?:the )?(\d{4}) fiscal year\b"), lambda m: f"fiscal year {m[1]}"),
    (re.compile(r"\b([Ff])iscal (?=\d{4}\b)"), lambda m: f"{m[1]}iscal year "),
    (MARKED, lambda m: f"{m['feet']} feet {m['inches']}{m['half'] or ''} inches"),
    (re.compile(r"\b(\d{1,2})-foot-(\d{1,2})(?:-inch)?\b"), lambda m: f"{m[1]} foot {m[2]} inch"),
    (re.compile(r"\b(\d{1,2})[ \u00a0]½[- ]year\b"), lambda m: f"{m[1]}.5-year"),
    (re.compile(r"(\d)[ \u00a0]½(?=\s)"), lambda m: f"{m[1]}.5"),
)
_EN_WORDS = (
    (re.compile(r"\b(\w+s)/(hour|day|week|month|year)\b"), lambda m: f"{m[1]} per {m[2]}"),
    (re.compile(r"\b(Lt\. Gov|Sen|Rep|Gov)\.(?= [A-Z])"), lambda m: _TITLES[m[1]]),
    (re.compile(r"\bU\.S\.(?=[ \u00a0]\w|[,;:)”\"’'-])|\bUS(?=-[A-Z])"), lambda m: "United States"),
    (re.compile(r"\bU\.S\.(?=[”\"]?\Z)"), lambda m: "United States."),
)
_ES_FIGURES = (
    (re.compile(r"(\d)[ \u00a0]?½(?=\s)"), lambda m: f"{m[1]},5"),
    (re.compile(r"(?<=\d[ \u00a0])([ad])\.[ \u00a0]?C\."), lambda m: f"{m[1]}.C."),
    # "in front of" is what engines make of it.
    (
        re.compile(r"\bfrente a(?:(l)| (los|las|la))? (?=[$€]?\d)"),
        lambda m: f"en comparación con {'el ' * bool(m[1])}{f'{m[2]} ' if m[2] else ''}",
    ),
    (re.compile(r"\b([Ee])jercicio(?: fiscal)? (?:de )?(?=\d{4}\b)"), _fiscal),
    (MARKED, lambda m: f"{m['feet']} pies y {m['inches']}{m['half'] or ''} pulgadas"),
)
_ES_WORDS = (
    (re.compile(r"\bEE\.?[ \u00a0]?UU\.?(?=[ ,;:)]|\Z)|\bEEUU\b"), lambda m: "Estados Unidos"),
    (re.compile(r"\b([ap])\.[ \u00a0]m\."), lambda m: f"{m[1]}.m."),
)
_BY_LANGUAGE = {"en": (_EN_FIGURES, _EN_WORDS), "es": (_ES_FIGURES, _ES_WORDS)}
_FIGURE = re.compile(r"\d")
_DOUBLE = re.compile('["“”«»]')
_SINGLE = re.compile(r"(?<!\w)[‘']([^‘’']+(?:[’'](?=\w)[^‘’']+)*)[’'](?!\w)")
# Dashes as the engines keep them best: of 100 pairs of them bilingua's own model for English keeps 90
# so and 72 as hyphens, the one for Spanish 50 of 64 and all 64; without spaces nearly none.
_DASHES = {"en": " — ", "es": " - "}
_QUOTES = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


def prepare(source: str, locale: str) -> str:
    """Spell a segment out for the engine, in its own language; quotation marks become straight."""
    language = locale.split("_")[0]
    text = source
    figures, words = _BY_LANGUAGE[language]
    # Most segments have no figure, and need not be searched for what stands beside one.
    figured = _FIGURE.search(text)
    if figured:
        text = _signs(language).sub(lambda m: f" {_SIGNS[language][m[1].lower()]}", text)
        text = _full_months(text) if language == "en" else text
    if language == "en":
        text = in_full(text)
    text = in_letters(in_figures(text, language), language)
    for pattern, replacement in (*figures, *words) if figured else words:
        text = pattern.sub(replacement, text)
    if not _DOUBLE.search(text):
        # Headlines quote with single marks, which engines read as apostrophes.
        text = _SINGLE.sub(r'"\1"', text)
    text = PUNCTUATING_DASH.sub(lambda m: _dash(m, language), text)
    return text.translate(_QUOTES).replace("\u00a0", " ")


def _dash(match: re.Match[str], language: str) -> str:
    around = match.string[match.start() - 1], match.string[match.end()]
    return match[0] if all(map(str.isdigit, around)) else _DASHES[language]


@cache
def _signs(language: str) -> re.Pattern[str]:
    signs = "|".join(sorted(_SIGNS[language], key=len, reverse=True))
    return re.compile(rf"(?<=\d)[ \u00a0]?({signs})\b(?![/²])", re.IGNORECASE)


@cache
def _month_forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """An abbreviated month beside its day, and a month whose day is told the long way round."""
    known = months("en")
    short = "|".join(sorted((m for m in known if len(m) < 5 and m != "may"), key=len, reverse=True))
    whole = "|".join(month_names("en"))
    day = r"the (\d{1,2})(?:st|nd|rd|th)?"
    return (
        re.compile(rf"\b({short})\.(?=\s+(?:the )?\d)|(?<=\d )({short})\b(\.?)", re.IGNORECASE),
        re.compile(rf"\b{day} (?:day )?of ({whole})\b"),
        re.compile(rf"\b({whole}),? {day}(?!\w)"),
    )


def _full_months(text: str) -> str:
    """January 5 for Jan. 5, 5 January for 5 Jan., October 10 for the 10th of October."""
    names = month_names("en")
    known = months("en")
    short, of_month, the_day = _month_forms()

    def named(match: re.Match[str]) -> str:
        name = names[known[(match[1] or match[2]).lower()] - 1]
        last = match[3] and not text[match.end() :].strip("”\"’')")
        return f"{name}." if last else name

    text = of_month.sub(r"\2 \1", short.sub(named, text))
    return the_day.sub(r"\1 \2", text)
