"""Where one sentence of a news story ends and the next begins, in English and in Spanish.

Rules: a terminator, closing quotation marks or brackets, white space, then something that can open
a sentence; unless the full stop belongs to an abbreviation, an initial, a number or an ellipsis.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from bilingua.article import Role, Segment, Unit

# Abbreviations that stand before a name or a figure: a full stop after them never ends a sentence.
_BEFORE_NAME = {
    "en": """adm asst atty ave blvd brig capt cmdr col cpl dept det dist dr drs ft gen gov hon insp
        jan feb aug sept oct nov dec lt maj messrs mlle mme mr mrs ms mt no nos pfc prof pvt rep
        reps rev rte sen sens sgt spc spr sr sra srta st ste supt treas vs viz cf approx est fig
        vol pp""",
    "es": """adm almte art arts av avda bco blvd bvar c cap cdte cf cnel col comte ctra cte dir dn
        dña d dpto dr dra dras dres ed ee excmo excma exp fr gob gral gdor hno hnos ilmo ilma ing
        izq lic licda ltda mons mtra mtro n.º no núm núms op ob p pág págs pdte pdta pbro pl ppal
        prof profa prov ref rep rvdo rvda s sdad sen sgto sgt sr sra sras sres srta srtas sta sto
        st tel tte vda vid vol vs ene feb sept oct nov dic ago abr jun jul""",
}
# Abbreviations that may also end a sentence: they do when a sentence opener follows that is not
# what usually comes after them.
_MAY_END = {
    "en": """a.m p.m u.s u.k u.n d.c e.u inc corp co ltd jr sr etc bros ph.d m.d b.a m.a ave st
        l.a n.y calif fla ga ala ariz ark colo conn del ill ind kan ky la md mass mich minn miss
        mo mont neb nev n.h n.j n.m n.c n.d okla ore pa r.i s.c s.d tenn tex va vt wash w.va wis
        wyo""",
    "es": """a.m p.m m uu eeuu ee.uu etc s.a cía jr sr inc corp ltd ud uds a.c d.c
        c.v""",
}
# "p. 12", "art. 5": these stand before a figure.
_BEFORE_FIGURE = frozenset("p pp pg pág págs ch sec art arts cap núm no nos vol fig".split())
_BEFORE = {lang: frozenset(words.split()) for lang, words in _BEFORE_NAME.items()}
_ENDING = {lang: frozenset(words.split()) for lang, words in _MAY_END.items()}
# After "7 p.m." or "U.S." a new sentence is likely only before these; names go on the sentence.
_OPENERS = {
    "en": """the a an he she it they we i you this that these those but and in on at for if when
        while after before as there his her its their our my however meanwhile according also
        then later earlier today yesterday nobody everyone two three
        some many most more no not officials police what who how why where""",
    "es": """el la los las un una unos unas él ella ellos ellas esto este esta estos estas ese esa
        eso pero y en por para si cuando mientras tras después antes como hay su sus nuestro
        luego entonces después ayer hoy mañana allí ahí sin nadie todos dos
        tres también según además no más muchos algunos qué quién cómo dónde al lo se""",
}
_STARTS = {lang: frozenset(words.split()) for lang, words in _OPENERS.items()}

# Possessive, and never begun inside a run of stops: ten thousand stops in a row cost no more.
_BOUNDARY = re.compile(r"""(?<![.!?…])([.!?…]++)(["'”’»)\]]*+)(\s++)(?=(["'“‘«(\[¿¡—–-]*+)(\w))""")
# A line break that somebody set (an address, a verse) parts what stands on either side of it.
_BREAK = re.compile(r"(?<!\s)\s*?\n\s*+")
_PLACE = re.compile(r"[A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑ.'’ -]*[A-ZÁÉÍÓÚÜÑ]")
# "SPRINGFIELD, Ill. (AP) — ", "LA HABANA (EFE).- ": where a story was written, before its first
# sentence. Engines lose it, so the place is a segment of its own and the rest stays as it is.
_DATELINE = re.compile(
    rf"""({_PLACE.pattern})
        (?:,[ ][^—–()]{{2,25}}?)?(?:[ ]?\([^()]{{2,30}}\))?
        (?:[ ]?[—–]|\.-|\.[—–]|[ ]--?)[ ]+(?=["“«¿¡]*\w)""",
    re.VERBOSE,
)
# "a. C.", "d. C.": the two stops of one abbreviation, and what stands before its second.
_INNER_STOP = re.compile(r"[A-Z]\.")
_ERA = re.compile(r"\b[ad]\.\s?C\Z")
# "He wrote on X. Then", "en su cuenta de X. Llevaba": no initial of a person's.
_NETWORK = re.compile(
    r"(?<!\w)(?:on|to|via|through|from|network|platform|de|en|por|social|plataforma) X\Z"
)
_LAST_WORD = re.compile(r"[\w.ºª&'’-]+\Z")
_NEXT_WORD = re.compile(r"\w+")


def is_dateline(segment: Segment, unit: Unit) -> bool:
    """Whether a segment of a unit is the place, in capitals, where the story was written."""
    if segment.index:
        return False
    if unit.role is Role.DATELINE and segment.text == unit.text:
        return _PLACE.fullmatch(unit.text) is not None
    found = _DATELINE.match(unit.text, segment.start)
    return found is not None and found.end(1) == segment.end


def boundaries(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield (end of a sentence, start of the next) offsets."""
    for match in _BOUNDARY.finditer(text):
        if "\n" not in match[3] and _ends(text, match, language):
            yield match.start(3), match.end(3)


def segment_unit(unit: Unit, language: str) -> tuple[Segment, ...]:
    """Cut a unit into its sentences, and the place of a dateline before the first.

    What lies between segments (white space, a dateline's dash) is in neither and stays as it is.
    What an inline code covers is never cut: `f(a. B)` is one word of its sentence.
    """
    segments: list[Segment] = []
    covered = [(c.at, c.at + c.covers) for c in unit.content.codes if c.covers]
    start = len(unit.text) - len(unit.text.lstrip())
    last = len(unit.text.rstrip())
    start = next((low for low, high in covered if low < start < high), start)
    last = next((high for low, high in covered if low < last < high), last)
    dateline = _DATELINE.match(unit.text, start)
    if dateline and not _cuts(covered, (dateline.end(1), dateline.end())):
        segments.append(Segment(unit.id, 0, start, dateline.end(1), dateline[1]))
        start = dateline.end()
    breaks = (match.span() for match in _BREAK.finditer(unit.text))
    spans = sorted(
        span for span in (*boundaries(unit.text, language), *breaks) if not _cuts(covered, span)
    )
    for end, following in [*spans, (last, last)]:
        if end <= start:  # a full stop inside the dateline, or a break before the first word
            start = max(start, following)
            continue
        piece = unit.text[start:end]
        segments.append(Segment(unit.id, len(segments), start, end, piece))
        start = following
    return tuple(segments)


def _cuts(covered: Sequence[tuple[int, int]], gap: tuple[int, int]) -> bool:
    """Whether a gap between segments begins or ends inside one of the stretches."""
    near = (bisect_right(covered, at, key=itemgetter(1)) for at in gap)
    return any(
        low < at < high
        for at, number in zip(gap, near, strict=True)
        for low, high in covered[number : number + 1]
    )


def _ends(text: str, match: re.Match[str], language: str) -> bool:
    stop, closing, _, opening, first = match.groups()
    if opening.strip("—–-") == "" and not (first.isupper() or first.isdigit()):
        return False  # what goes on in lower case goes on with the sentence
    if not (first.isupper() or first.isdigit()) and opening not in ("¿", "¡", "“", "«", '"'):
        return False
    if "…" in stop or stop.startswith(".."):
        return first.isupper()
    if "?" in stop or "!" in stop:
        # “Why?” Smith asked: the question is part of the sentence around it.
        return True
    if closing:
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    word = before[0].lower().strip(".'’") if before else ""
    following = _NEXT_WORD.match(text, match.start(5))
    next_word = following[0].lower() if following else ""
    # What stands in brackets belongs to the abbreviation before it: "EE. UU. (NBA)".
    opens = bool(opening.strip("([")) or (first.isupper() and next_word in _STARTS[language])
    if len(word) == 1 and _INNER_STOP.match(text, match.start(5)):
        return False
    if language == "es" and word == "c" and _ERA.search(text, match.start() - 5, match.start()):
        return opens
    if word == "x" and _NETWORK.search(text, max(0, match.start() - 20), match.start()):
        return True
    if len(word) == 1 and before and before[0][0].isupper():
        return opens and not opening and language == "en" and word not in "abcdefghj"
    if word in _BEFORE_FIGURE and first.isdigit():
        return False
    if word in _ENDING[language] or ("." in word and all(len(p) <= 2 for p in word.split("."))):
        return opens
    return word not in _BEFORE[language]
