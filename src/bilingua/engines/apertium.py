"""Apertium's rule-based pairs, one long-lived run of programs a direction.

Debian's packages `apertium-eng-spa` and `apertium-es-pt` bring the data.
"""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Sequence
from pathlib import Path

from babel import Locale

from bilingua.engines import portuguese
from bilingua.engines.base import Decoding, Direction, Rendering
from bilingua.engines.programs import Programs
from bilingua.engines.standins import mask
from bilingua.errors import EngineError
from bilingua.i18n import _

MODES = Path("/usr/share/apertium/modes")
# Cost by what the pairs reach on WMT13: es↔pt loses little, en↔es reads like a gloss (17 BLEU).
_PAIRS = {
    Direction("en", "es"): ("eng-spa", 3.7),
    Direction("es", "en"): ("spa-eng", 3.7),
    Direction("es", "pt"): ("es-pt", 1.2),
    Direction("pt", "es"): ("pt-es", 1.2),
}
# The stream format's own characters; a word that holds one travels as a superblank, untouched.
_SPECIAL = re.compile(r"[\\\[\]{}^$/@<>*#+~_|&=]")
_ALTERNATIVE = re.compile(r"\w+/\w+\Z")
_AMOUNT = re.compile(r"\W*[A-Z]{0,2}\$[\d.,]*\d\W*\Z")
_UNKNOWN = re.compile(r"\*(?=\w)([\w'’.-]*\w)")
_MARKED = re.compile(rf"{portuguese.UNKNOWN}([\w'’.-]*\w)")
_MARKS = re.compile(r"(?<!\w)\\?[#@](?=\w)")
_SUPERBLANK = re.compile(r"\[((?:[^\\\[\]]|\\.)*+)\]")
_ESCAPED = re.compile(r"\\(.)", re.S)
# eng-spa turns "29-year-old conductor" round and loses the blanks: "directorde29años".
_GLUED = re.compile(r"(?<=[^\W\d_])de(\d+(?:[.,]\d+)*(?:\.º)?)\s?(?=[^\W\d_])")
_MONTHS, _DAYS = (
    {
        language: "|".join(getattr(Locale.parse(language), kind)["format"]["wide"].values())
        for language in ("en", "es")
    }
    for kind in ("months", "days")
)
# "juevesdeoficiales" for officials Thursday.
_GLUED_DAY = re.compile(rf"\b({_DAYS['es']})de(?=[^\W\d_])|(?<=[^\W\d_])de({_DAYS['es']})\b")
# "encima martes" for on Tuesday.
_ON_DAY = re.compile(
    rf"\bencima (?=(?:{_DAYS['es']})\b|(?:{_MONTHS['es']}) \d|\d\d? de (?:{_MONTHS['es']})\b)"
)
# The year that ended September 30: without "on" the month becomes what ended.
_BARE_DATE = re.compile(rf"\b([a-z]+ed) (?=(?:{_MONTHS['en']}) \d{{1,2}}\b)")
# "conventode17.º siglos" for a 17th-century convent.
_CENTURIES = re.compile(r"\bde (?:(\d{1,2})\.º siglos?\b|siglo (?=[IVX]))")
# eng-spa has no "de" after its billion: "15 miles de millones euros".
_BILLIONS = re.compile(
    r"\b(miles de millones) (?!(?:de|del|y|o|a|al|en|por|para|que|con|se|es|fue|más|menos|\w+mente)\b)"
    r"(?=[^\W\d_])"
)
# A scale between hyphens is torn from its figure: "30-montañademillones" for 30-million-euro mountain.
_SCALED = re.compile(r"(?<=\d)-(million|billion|trillion)\b(?:(-)|)", re.I)
# The dictionary's United States in the sign of their dollar: "EE.UU.$30".
_US_SIGN = re.compile(r"\bUS(?=\$\d)")
# The full stop closes the sentence for the tagger; deformatters add the same.
_END = ".[][\n]"


class Apertium:
    """Rule-based translation by the Apertium pairs on this machine."""

    name = "apertium"
    scored = False

    def __init__(self, *, modes: Path = MODES) -> None:
        self._modes = modes
        self._running: dict[Direction, Programs] = {}
        self._lock = threading.Lock()

    def directions(self) -> dict[Direction, float]:
        """The installed pairs with their costs."""
        return {
            direction: cost
            for direction, (mode, cost) in _PAIRS.items()
            if (self._modes / f"{mode}.mode").is_file()
        }

    def missing(self) -> str | None:
        """Which Debian packages to install, if pairs are missing."""
        if len(self.directions()) == len(_PAIRS):
            return None
        return _("Run “apt install apertium-eng-spa apertium-es-pt”.")

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        """Translate through the running programs; names are kept by standing others in for them."""
        ready = [_prepared(segment, direction) for segment in segments]
        names = decoding.names or [()] * len(segments)
        masked = [mask(text, own, direction) for text, own in zip(ready, names, strict=True)]
        answers = self._translated(direction, [one.text for one in masked])
        whole = [one.restored(answer) for one, answer in zip(masked, answers, strict=True)]
        # A stand-in that was lost or doubled on the way: better the name at the dictionary's risk.
        bare = [n for n, answer in enumerate(whole) if answer is None]
        again = self._translated(direction, [ready[n] for n in bare])
        for n, answer in zip(bare, again, strict=True):
            whole[n] = answer
        return [_rendering(answer) for answer in whole if answer is not None]

    def _translated(self, direction: Direction, segments: Sequence[str]) -> list[str]:
        """Translate through the running programs."""
        with self._lock:
            answers = self._answers(direction, segments)
        return [_cleaned(answer, direction) for answer in answers]

    def _answers(self, direction: Direction, segments: Sequence[str]) -> list[str]:
        """What the programs say; where they die they are started again, and given less at a time.

        Some fall over a run of segments of which each alone does no harm.
        Raises EngineError for a segment that kills them by itself.
        """
        for _trial in range(2):
            try:
                return self._ask(direction, segments)
            except (OSError, EOFError) as error:
                self._stop(direction)
                died = error
        if len(segments) > 1:
            middle = len(segments) // 2
            halves = (segments[:middle], segments[middle:])
            return [answer for half in halves for answer in self._answers(direction, half)]
        raise EngineError(
            "Apertium stopped while translating {direction}; check that its packages are whole.",
            direction=direction,
        ) from died

    def close(self) -> None:
        """End all programs."""
        for direction in list(self._running):
            self._stop(direction)

    def _ask(self, direction: Direction, segments: Sequence[str]) -> list[str]:
        programs = self._running.get(direction)
        if programs is None or not programs.alive():
            self._stop(direction)
            mode = self._modes / f"{_PAIRS[direction][0]}.mode"
            programs = self._running[direction] = Programs(mode.read_text("utf-8"))
        return programs.ask([escape(segment) + _END for segment in segments])

    def _stop(self, direction: Direction) -> None:
        programs = self._running.pop(direction, None)
        if programs is not None:
            programs.close()

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            self.close()


def escape(segment: str) -> str:
    """Write a segment in Apertium's stream format so that none of its characters is eaten."""
    return " ".join(_escape_word(word) for word in " ".join(segment.split()).split(" "))


def _escape_word(word: str) -> str:
    if _AMOUNT.match(word) and not _SPECIAL.search(word.replace("$", "")):
        return word.replace("$", "\\$")
    if _ALTERNATIVE.match(word):
        return word.replace("/", "\\/")
    if _SPECIAL.search(word) and word:
        return "[" + re.sub(r"[\\\[\]{}^$/@<>]", lambda m: "\\" + m[0], word) + "]"
    return word


def _prepared(segment: str, direction: Direction) -> str:
    """A segment without the forms of amounts that a pair tears apart."""
    if direction.source == "en":
        segment = _US_SIGN.sub("", _SCALED.sub(lambda m: f" {m[1]}{' ' if m[2] else ''}", segment))
        segment = _BARE_DATE.sub(r"\1 on ", segment)
    return portuguese.prepare(segment, direction)


def _cleaned(answer: str, direction: Direction) -> str:
    """An answer as text, its unknown words marked."""
    # What follows the last sentence end that we added is the end mark itself.
    body = answer.rpartition("[][\n]")[0].removesuffix(".")
    # Every second part is the inside of a superblank: a word that travelled untouched.
    parts = _SUPERBLANK.split(body)
    marked = portuguese.UNKNOWN + r"\1"
    parts[::2] = [_MARKS.sub("", _UNKNOWN.sub(marked, part)) for part in parts[::2]]
    text = " ".join(_ESCAPED.sub(r"\1", "".join(parts)).split())
    text = _CENTURIES.sub(r"del siglo \1", _GLUED.sub(r" de \1 ", text))
    if direction == Direction("en", "es"):
        text = _BILLIONS.sub(r"\1 de ", text)
        text = _GLUED_DAY.sub(
            lambda match: f"{match[1]} de " if match[1] else f" de {match[2]}", text
        )
        text = _ON_DAY.sub("el ", text)
    return portuguese.mend(text, direction)


def _rendering(text: str) -> Rendering:
    unknown = dict.fromkeys(_MARKED.findall(text))
    return Rendering(text.replace(portuguese.UNKNOWN, ""), unknown=tuple(unknown))
