"""Time zones as stories name them: 7 p.m. ET; 7 p. m., hora del este.

AP names the four of the mainland by two letters (ET, CT, MT, PT), whatever the season; Spanish-language
papers of the United States write "hora del este", with the points of the compass in lower case (Ortografía).
"""

from __future__ import annotations

import re

from bilingua.localize.style import HouseStyle

# A zone that is told in words that are not read here (hora de Nueva York): any may be meant.
OTHER = "other"
_SPANISH = {"ET": "este", "CT": "centro", "MT": "montaña", "PT": "Pacífico"}
_LETTERS = re.compile(r"(?:([ECMP])[SD]?T|(GMT|UTC))\b")
# Each with what engines make of the other language's name: east hour, tiempo oriental.
_NAMES = {
    "en": {
        "ET": r"east(?:ern)?", "CT": r"cent(?:er|re|ral)", "MT": r"(?:rocky[ ])?mountains?",
        "PT": r"pacific", "GMT": r"greenwich(?:[ ]mean)?", "UTC": r"co-?ordinated[ ]universal",
    },
    "es": {
        "ET": r"(?:del[ ])?este|oriental", "CT": r"(?:del[ ])?centro|central",
        "MT": r"de[ ]la[ ]montaña|de[ ]las[ ]montañas(?:[ ]rocosas)?|(?:de[ ])?montaña",
        "PT": r"(?:del[ ])?pac[ií]fico", "GMT": r"(?:del[ ]meridiano[ ])?de[ ]greenwich",
        "UTC": r"universal[ ]coordinad[ao]",
    },
}  # fmt: skip
_WORDS = {
    "en": re.compile(
        r"(?:the[ ])?(?:{names})(?:[ ](?:standard|daylight))?[ ](?:time|hour)\b"
        r"|(?:time|hour)[ ]of[ ]the[ ](?:{names})\b".replace(
            "{names}", "|".join(_NAMES["en"].values())
        ),
        re.I,
    ),
    "es": re.compile(
        r"(?:hora|horario|tiempo)(?:[ ](?:estándar|de[ ]verano))?[ ](?:{names})\b".replace(
            "{names}", "|".join(_NAMES["es"].values())
        ),
        re.I,
    ),
}
_AFTER_TIME = {
    language: re.compile(
        rf"(?:(?<=[\d.mhs])|(?<=tarde)|(?<=noche)|(?<=mañana)),?[ \u00a0](\()?({words.pattern})(?(1)\)|(?:,(?=[ ][^\W\d_]))?)",
        re.I,
    )
    for language, words in _WORDS.items()
}
_OTHER = {
    "en": re.compile(r"(?:[A-Z]\w+[ ]|local[ ]|the[ ]local[ ])(?:time|hour)\b"),
    "es": re.compile(r"(?:hora|horario|tiempo)[ ](?:local|de)\b", re.I),
}
_BEFORE = re.compile(r",?[ \u00a0](\()?")


def read(text: str, end: int, language: str) -> tuple[str, int]:
    """The zone that is told right after a time ("" where none is) and where it ends."""
    lead = _BEFORE.match(text, end)
    if not lead:
        return "", end
    match = _LETTERS.match(text, lead.end()) or _WORDS[language].match(text, lead.end())
    if not match:
        return (OTHER if _OTHER[language].match(text, lead.end()) else ""), end
    closed = text[match.end() : match.end() + 1] == ")" if lead[1] else False
    if lead[1] and not closed:
        return OTHER, end
    return _zone(match[0], language), match.end() + closed


def in_letters(text: str, language: str) -> str:
    """Name the zones that follow a time by their letters, which engines leave alone."""
    return _AFTER_TIME[language].sub(lambda match: f" {_zone(match[2], language)}", text)


def _zone(name: str, language: str) -> str:
    letters = _LETTERS.fullmatch(name)
    if letters:
        return letters[2] or f"{letters[1]}T"
    return next(
        zone
        for zone, pattern in _NAMES[language].items()
        if re.search(rf"\b(?:{pattern})\b", name, re.I)
    )


def agree(one: str, other: str) -> bool:
    """Whether two times may be told in the same zone."""
    return one == other or OTHER in (one, other)


def write(zone: str, style: HouseStyle) -> str:
    """What follows a time: " ET"; ", hora del este"; GMT and UTC are letters in both languages."""
    if not zone or zone == OTHER:
        return ""
    if style.language == "en" or zone not in _SPANISH:
        return f" {zone}"
    return f", hora {'de la' if zone == 'MT' else 'del'} {_SPANISH[zone]}"
