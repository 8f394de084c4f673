"""What an engine is handed: the source with the forms spelled out that engines stumble over.

The meaning stays to the letter; only abbreviations and signs become the words they stand for.
"""

from __future__ import annotations

import re

from babel import Locale

from bilingua.localize.dates import months

_TITLES = {
    "Sen": "Senator",
    "Rep": "Representative",
    "Gov": "Governor",
    "Lt. Gov": "Lieutenant Governor",
}
_EN = (
    (re.compile(r"\bfiscal (?=\d{4}\b)"), lambda m: "fiscal year "),
    (re.compile(r"\b(Lt\. Gov|Sen|Rep|Gov)\.(?= [A-Z])"), lambda m: _TITLES[m[1]]),
    (re.compile(r"\b(\d{1,2})[ \u00a0]½[- ]year\b"), lambda m: f"{m[1]}.5-year"),
    (re.compile(r"(\d)[ \u00a0]½(?=\s)"), lambda m: f"{m[1]}.5"),
    (re.compile(r"\bU\.S\.(?=[ \u00a0]\w|[,;:)”\"’'-])|\bUS(?=-[A-Z])"), lambda m: "United States"),
    (re.compile(r"\bU\.S\.(?=[”\"]?\Z)"), lambda m: "United States."),
)
_ES = (
    (re.compile(r"\bEE\.?[ \u00a0]?UU\.?(?=[ ,;:)]|\Z)|\bEEUU\b"), lambda m: "Estados Unidos"),
    (re.compile(r"\b([ap])\.[ \u00a0]m\."), lambda m: f"{m[1]}.m."),
)
_DOUBLE = re.compile('["“”«»]')
_SINGLE = re.compile(r"(?<!\w)[‘']([^‘’']+(?:[’'](?=\w)[^‘’']+)*)[’'](?!\w)")
_QUOTES = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


def prepare(source: str, locale: str) -> str:
    """Spell a segment out for the engine, in its own language; quotation marks become straight."""
    language = locale.split("_")[0]
    text = _full_months(source) if language == "en" else source
    for pattern, replacement in _EN if language == "en" else _ES:
        text = pattern.sub(replacement, text)
    if not _DOUBLE.search(text):
        # Headlines quote with single marks, which engines read as apostrophes.
        text = _SINGLE.sub(r'"\1"', text)
    return text.translate(_QUOTES).replace("\u00a0", " ")


def _full_months(text: str) -> str:
    names = Locale.parse("en").months["format"]["wide"]
    known = months("en")
    short = "|".join(sorted((m for m in known if len(m) < 5 and m != "may"), key=len, reverse=True))
    pattern = re.compile(rf"\b({short})\.(?=\s+\d)", re.IGNORECASE)
    return pattern.sub(lambda match: str(names[known[match[1].lower()]]), text)
