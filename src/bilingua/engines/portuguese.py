"""What the routes through Portuguese get systematically wrong, put right by rule.

Before Apertium: what its tagger misreads. After it: the marks that one language left on the other,
such as Portuguese "no/na", subject pronouns, "para" with verbs of motion; and words that Apertium
does not know, respelled as the two languages' endings correspond (they stay findings).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from babel import Locale

from bilingua.engines import supplement
from bilingua.engines.base import Direction
from bilingua.engines.moved import moved
from bilingua.lexicon import is_word

# Stands before a word that Apertium does not know; a noncharacter, so no text holds it.
UNKNOWN = "\ufdd0"
PT_ES, ES_PT = Direction("pt", "es"), Direction("es", "pt")

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _upper_first(match: re.Match[str]) -> str:
    return match[1] + match[2].upper()


def _unmarked(match: re.Match[str]) -> str:
    return match[1] + match[2].translate(_UNMARKED) + match[3]


_UNMARKED = str.maketrans("áéíóúâêô", "aeiouaeo")
# Countries that take no article in Portuguese: there "a Cuba" is the preposition.
_WITHOUT_ARTICLE = frozenset(
    "AD AG AO BB CU CV CY DJ FJ HK HN IL MC MG MO MT MZ OM PR PT SG SM ST SV TL TO TT TW".split()
)

# Stems of what people may have been.
_FORMER = (
    "(?:president|vicepresident|ministr|mandatari|alcald|gobernador|director|jef|congresist|"
    "senador|diputad|secretari|candidat|canciller|futbolist|jugador|campe|fiscal|parej|espos|"
    "marid|novi|agent|guerriller|militar|polic|emplead|funcionari|embajador|asesor|entrenador|"
    "ingenier|profesor|soldad|alumn|combatient|boxeador|líder|gerente|magistrad|parlamentari|portavoz|"
    "dirigent|gobernant|procurador|legislador|comandant|guardi|jef|rector|juez)"
)


_PERSONAL = (
    r"\b((?i:evacu|desaloj|deten|detuv|arrest|rescat|contrat|desp[ie]d|deport|expuls|secuestr|asesin|vacun|"
    r"her[ií]|hir[ií]|mat(?:ar|ó|aron|ado)\b|atend|atiend|salv|captur|capac|reclut)[a-záéíóú]*) a "
    r"(?=(?:un[oa]s|más de|cerca de|casi|al menos|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|"
    r"once|doce|decenas|cientos|miles|\d[\d.,]*) ?(?:\w))"
)


@cache
def _before() -> dict[Direction, tuple[Rule, ...]]:
    names = "|".join(
        re.escape(name)
        for code, name in Locale.parse("pt_BR").territories.items()
        if code.isalpha() and name[0].isupper() and code not in _WITHOUT_ARTICLE
    )
    return {
        PT_ES: (
            # "nós" (we) is read as the plural of "nó" (knot); the verb already says who.
            (re.compile(r"(^|[.“\"] ?)Nós (\w)"), _upper_first),
            (re.compile(r"(?<!de )(?<!para )(?<!por )(?<!entre )(?<!a )\bnós (?=\w)"), ""),
            (re.compile(r"\b[Nn]o entanto\b"), "Porém"),
            (re.compile(r"\bde acordo com\b"), "segundo"),
            (re.compile(r"\bDe acordo com\b"), "Segundo"),
            (re.compile(r"\b([Ss]egundo) [ao]s? (?=[A-Z])"), r"\1 "),
            (re.compile(r"\b(?:os|dos) EUA\b"), lambda m: m[0].replace("EUA", "Estados Unidos")),
            (re.compile(r"\b(nos|Nos) EUA\b"), "em os Estados Unidos"),
            (re.compile(r"\bEUA\b"), "Estados Unidos"),
            # Countries have an article in Portuguese that Apertium takes for the preposition.
            (re.compile(rf"\b[AaOo]s? (?=(?:{names})\b)"), ""),
            (re.compile(r"\b([Ee])x-(?=[a-zà-ú])"), r"\1x "),
            (re.compile(r"\b([Pp]rimeir[oa]s?)-(?=ministr)"), r"\1 "),
        ),
        ES_PT: (
            # ", hasta el 7 %" says what a value came to; "up to" is what engines make of it.
            (
                re.compile(
                    r", hasta (?:el|los|las) (?=\d[\d.,]*(?:\s?%|\s(?:por ciento|millones|mil|euros|dólares|pesos|puntos|personas)))"
                ),
                ", a ",
            ),
            # "subió un 4 por ciento": other languages have no article here.
            (re.compile(r"\b(?:un|el) (?=\d[\d.,]*\s?(?:%|por ciento))"), ""),
            # "sino" would be read as Portuguese bells, "por supuesto" as something supposed.
            (re.compile(r"\b([Hh])ubo\b"), lambda m: "Existió" if m[1] == "H" else "existió"),
            (re.compile(r"\bsino(?: que)?(?= \w)"), "pero"),
            # "visas" would be read as a verb, "cerca de" at the beginning as well.
            (re.compile(r"\bvisa(s?)\b"), r"visado\1"),
            (re.compile(r"\bCerca de (?=\d)"), "Unos "),
            (re.compile(r"\b([Pp])or supuesto\b"), lambda m: "Claro" if m[1] == "P" else "claro"),
            # Persons are objects without "a": "evacuar a 20 vecinos" became "evacuate to 20 neighbors".
            (re.compile(_PERSONAL), r"\1 "),
            # Of the two spellings the dictionary has the older one.
            (re.compile(rf"\b([Ee])x(?={_FORMER}\w*\b)"), r"\1x "),
        ),
    }


# Words after which él, ella, usted ... are no subjects.
_NO_SUBJECT = r"(?<!\b[Aa] )(?<!\bde )(?<!\bcon )(?<!\bpara )(?<!\bpor )(?<!\ben )(?<!\bsobre )"
_NO_SUBJECT += r"(?<!\bcontra )(?<!\bentre )(?<!\by )(?<!\bo )(?<!\bhacia )(?<!\bsin )(?<!\bcomo )"
_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
_DAYS = "lunes|martes|miércoles|jueves|viernes|sábado|domingo"
_MOTION = (
    r"\b((?i:fue|fueron|ir|ido|iba|iban|voy|va|van|vamos|vaya|viaj\w+|volv\w+|vuelv\w+|regres\w+|"
    r"lleg\w+|llev\w+|envi\w+|mud\w+|vin\w+|vien\w+|venir|tra[ei]\w+|huy\w+|escap\w+)"
    rf"(?: (?!para)[a-zà-ú]+)?) para (?=(?:el|la|los|las|su|sus|un|una) |{UNKNOWN}?[A-ZÁÉÍÓÚ])"
)
_PEOPLE = {"a": "o ", "à": "ao ", "da": "do ", "na": "no ", "pela": "pelo "}
_O_TO_A = str.maketrans("Oo", "Aa")
_AFTER: dict[Direction, tuple[Rule, ...]] = {
    PT_ES: (
        # An article before a word that Apertium does not know is left as it cannot be in Spanish.
        (re.compile(rf"\b([Ll])o (?=[A-Z]|{UNKNOWN}[A-Za-z])"), lambda m: "El " if m[1] == "L" else "el "),
        (re.compile(rf"\b([Uu])no (?={UNKNOWN}|[A-Z])"), r"\1n "),
        (re.compile(rf"\b(en|con|por|para|sobre|entre|contra|desde|hasta|sin|tod[ao]) a (?={UNKNOWN}|[A-Z])"), r"\1 la "),
        (re.compile(rf"\b(ser|es|son|y|que) a (?={UNKNOWN}\w+a\b)"), r"\1 la "),
        # Portuguese "em 30 de setembro"; Spanish dates take the article, and no comma after the weekday.
        (re.compile(rf"\ben (?=\d{{1,2}} de (?:{_MONTHS})\b)"), "el "),
        (re.compile(rf"\bEn (?=\d{{1,2}} de (?:{_MONTHS})\b)"), "El "),
        (
            re.compile(
                rf"\b(para|desde|hasta|antes de|después de) (?=\d{{1,2}} de (?:{_MONTHS})\b)"
            ),
            r"\1 el ",
        ),
        (re.compile(r"\bde el (?=\d{1,2} de)"), "del "),
        (re.compile(r"\bpor la (última|primera) vez\b"), r"por \1 vez"),
        (re.compile(rf"\b({_DAYS}), (?=\d{{1,2}} de (?:{_MONTHS})\b)"), r"\1 "),
        (re.compile(r"\b(\d{1,2})h(\d\d)\b"), r"\1:\2"),
        (re.compile(r"\bPero, ?(?=\w)"), "Sin embargo, "),
        (re.compile(rf"{_NO_SUBJECT}\b(?:él|ellos|ella|ellas|yo|usted|ustedes|nosotros) (?=[a-zà-ú])"), ""),
        (re.compile(r"(^|[.“\"] ?)(?:Él|Ellos|Ella|Ellas|Yo|Usted|Ustedes|Nosotros) ([a-zà-ú])"), _upper_first),
        (re.compile(r"\b(dijo|afirmó|declaró|añadió|explicó) él\b"), r"\1"),
        (re.compile(r"\ben lo (?!que\b|relativo|referente|posible|personal|más|menos)"), "en el "),
        (re.compile(r"\b(en|con|por|para|sobre) a (?!l)(?=[a-zà-ú]+a\b)"), r"\1 la "),
        (re.compile(r"\b([Dd])e el\b(?! [A-Z])"), r"\1el"),
        (re.compile(r"\b([Aa]) el\b(?! [A-Z])"), r"\1l"),
        # "nós" after a preposition or at the end, where it must be said.
        (re.compile(r"(?<!los )(?<!unos )(?<!\d )\bnodos\b"), "nosotros"),
        (re.compile(r"\b([Aa]demás) de eso\b"), r"\1"),
        (re.compile(r"\b([Mm])uy (?=más\b|mejor\b|peor\b|menos\b)"), r"\1ucho "),
        # The academies' spelling of 2010.
        (re.compile(r"\b([Ss])ólo\b"), r"\1olo"),
        # Portuguese marks the stress before -ia, Spanish does not: Virgínia, Macedónia.
        (re.compile(r"\b([A-Z]\w*)([áéíóúâêô])([b-df-hj-np-tv-z]{1,2}i[ao]s?)\b"), _unmarked),
        (re.compile(r"\b([Vv])ice-(?=[a-zà-ú])"), r"\1ice"),
        (re.compile(r"\b([Rr]ecién)-(?=[a-zà-ú])"), r"\1 "),
        # Apertium parts the sign of the dollar.
        (re.compile(r"\bUS \$ ?(?=\d)"), "US$"),
        (re.compile(rf"\b[Ss]on (?={UNKNOWN}?Petersburgo\b)"), "San "),
        # The noun "visto", which is taken for "seen".
        (re.compile(r"\b(de|sin|un|una|su|sus|los|unos|más|menos|\d) visto(s?)\b(?! bueno)"), r"\1 visado\2"),
        (re.compile(r"\bal largo de(l?)\b"), r"a lo largo de\1"),
        (re.compile(r"\b(la|una) sida\b"), r"el sida"),
        (re.compile(rf"\b([Ee])n el inicio de(?= (?:(?:este|el próximo) año|esta semana|{_MONTHS}|\d{{4}}|los años))", re.IGNORECASE), lambda m: "A principios de" if m[1] == "E" else "a principios de"),
        # Newsrooms keep "americano" for the continent, "operario" for the workshop.
        (re.compile(r"(?<!continente )(?<!continentes )\bamerican[oa](s?)\b"), r"estadounidense\1"),
        (re.compile(r"\b([Oo])perari([oa]s?)\b"), lambda m: ("F" if m[1] == "O" else "f") + "uncionari" + m[2]),
        (re.compile(r"\b([Ee])nseguida,"), lambda m: "Luego," if m[1] == "E" else "luego,"),
        (re.compile(r"\b([Ee])n verdad,"), r"\1n realidad,"),
        (re.compile(r"\b([Pp])or lo menos\b"), lambda m: "Al menos" if m[1] == "P" else "al menos"),
        (re.compile(_MOTION), r"\1 a "),
        # "chegou a Havana": the preposition is taken for the article and dropped.
        (re.compile(rf"\b([Ll]leg(?:ó|aron|a|an|aba|aban)) (?={UNKNOWN}?[A-ZÁÉÍÓÚ])"), r"\1 a "),
        (re.compile(r"\ba el (?=[a-zà-ú])"), "al "),
        # Questions: "o que" asks, and so does "por que".
        (re.compile(r"(^|[.!?\"“] ?)(?:- )?Lo que(?: es que)?\b(?=[^.!?]*\?)"), r"\1Qué"),
        (re.compile(r"\b([Pp])or que\b(?=[^.!?]*\?)"), r"\1or qué"),
        # y before the sound i, o before the sound o (DPD, s. v. y, o).
        (re.compile(r"\by (?=[IiÍí](?![aeou])|[Hh][IiÍí](?![aeoáéó]))"), "e "),
        (re.compile(r"\bo (?=[OoÓó]|[Hh][OoÓó])"), "u "),
        (re.compile(r", ?de los (?=Estados Unidos)"), ", de "),
        (re.compile(r"\b(en|de|a|y) los Estados Unidos\b"), r"\1 Estados Unidos"),
    ),
    ES_PT: (
        (re.compile(r"\b([Pp])ára\b"), r"\1ara"),
        (re.compile(r"\b([Dd])antes(?= d[aeo])"), lambda m: "Antes" if m[1] == "D" else "antes"),
        (re.compile(r"\bbaixo (?=(?:[ao]s?|uma?|est[ae]s?|ess[ae]s?|seus?|suas?|pressão|custódia)\b)"), "sob "),
        (re.compile(r"\bAs (?=Vegas\b)"), "Las "),
        # Spanish "en las que" asks for "nas quais": "nas que" would be those who.
        (re.compile(r"\b([Nn][ao]|(?:com|sobre|para|contra|entre|por|sob) [ao])s que\b"), r"\1s quais"),
        (re.compile(r"\b([Nn][ao]|(?:sobre|para|contra|sob) [ao]) que\b"), r"\1 qual"),
        (re.compile(r"\b([Aa])demais\b"), lambda m: "Além disso" if m[1] == "A" else "além disso"),
        # "niños" are children, of either sex.
        (re.compile(r"\b([Oo]|[DdNn]o|[Pp]elo)s meninos\b"), lambda m: m[1].translate(_O_TO_A) + "s crianças"),
        (re.compile(r"\b([Aa])os meninos\b"), lambda m: ("À" if m[1] == "A" else "à") + "s crianças"),
        (re.compile(r"\bmeninos\b"), "crianças"),
        # "a gente" is how Portuguese says "we".
        (re.compile(r"\b([AaÀà]|[DdNn]a|[Pp]ela) gente\b"), lambda m: _PEOPLE[m[1].lower()] + "povo" if m[1].islower() else _PEOPLE[m[1].lower()].capitalize() + "povo"),
        (re.compile(r"\b(mil|\d) bilhão\b"), r"\1 bilhões"),
        (re.compile(r"\b([Ee])x (?=[a-zà-ú])"), r"\1x-"),
        # What Apertium leaves Spanish.
        (re.compile(r"\b([Dd])esalojo(s?)\b"), r"\1espejo\2"),
        # Out of a house, a school, the way of a fire: "despejar" is to dump.
        (re.compile(r"\b([Dd])esaloj(?=ar\b|ad[oa]s?\b)"), lambda m: "Evacu" if m[1] == "D" else "evacu"),
        (re.compile(r"\b([Vv])acunação\b"), r"\1acinação"),
        # A raft is "jangada"; "balsa" is a ferry.
        (re.compile(r"\b([Bb])alsa(s?)\b"), lambda m: ("J" if m[1] == "B" else "j") + "angada" + m[2]),
        # What one travels with is "visto"; "visado" is who is aimed at.
        (re.compile(r"\b([Vv])isado(s?)\b"), r"\1isto\2"),
    ),
}  # fmt: skip

# Endings that correspond; the first that fits is taken.
_ENDINGS: dict[Direction, tuple[tuple[re.Pattern[str], str], ...]] = {
    PT_ES: tuple(
        (re.compile(ending + r"\Z"), new)
        for ending, new in (
            ("ção", "ción"), ("ções", "ciones"), ("são", "sión"), ("sões", "siones"),
            ("ão", "ón"), ("ões", "ones"), ("ãos", "anos"), ("ã", "ana"), ("dade(s?)", r"dad\1"),
            ("agem", "aje"), ("agens", "ajes"), ("vel", "ble"), ("veis", "bles"),
            ("[áâ]([nr])i([ao]s?)", r"a\1i\2"), ("[áâ]nci(as?)", r"anci\1"),
            ("[êé]nci(as?)", r"enci\1"), ("óri([ao]s?)", r"ori\1"),
            ("inh([ao]s?)", r"in\1"), ("eir([ao]s?)", r"er\1"),
        )
    ),
    ES_PT: tuple(
        (re.compile(ending + r"\Z"), new)
        for ending, new in (
            ("c?ción", "ção"), ("c?ciones", "ções"), ("ísim([ao]s?)", r"íssim\1"), ("itis", "ite"), ("osis", "ose"), ("sión", "são"), ("siones", "sões"),
            ("ón", "ão"), ("ones", "ões"), ("dad", "dade"), ("aje", "agem"), ("ajes", "agens"),
            ("able", "ável"), ("ables", "áveis"), ("ible", "ível"), ("ibles", "íveis"),
            ("anci(as?)", r"ânci\1"), ("enci(as?)", r"ênci\1"), ("anza(s?)", r"ança\1"),
            ("ari([ao]s?)", r"ári\1"), ("ori([ao]s?)", r"óri\1"), ("er([ao]s?)", r"eir\1"),
            ("miento(s?)", r"mento\1"), ("ía(s?)", r"ia\1"), ("iendo", "endo"),
            ("aron", "aram"), ("ieron", "iram"), ("ió", "iu"), ("ó", "ou"), ("aba", "ava"), ("aban", "avam"),
            ("([aei])rán", r"\1rão"), ("([aei]r)se", r"\1-se"),
        )
    ),
}  # fmt: skip
_LETTERS = {
    PT_ES: (
        ("nh", "ñ"), ("lh", "ll"), ("ss", "s"), ("ça", "za"), ("ço", "zo"), ("çu", "zu"),
        ("ze", "ce"), ("zi", "ci"), ("ê", "e"), ("ô", "o"), ("â", "a"), ("ã", "a"), ("õ", "o"),
        ("qü", "cu"), ("ç", "c"),
    ),
    ES_PT: (("ñ", "nh"), ("ll", "lh")),
}  # fmt: skip
_UNKNOWN_WORD = re.compile(rf"{UNKNOWN}([\w'’.-]*\w)")


def prepare(text: str, direction: Direction) -> str:
    """A text as Apertium reads it rightly."""
    return _apply(_before().get(direction, ()), text)


def mend(text: str, direction: Direction) -> str:
    """Apertium's text, its unknown words marked by UNKNOWN, without the other language's marks."""
    text = _UNKNOWN_WORD.sub(lambda match: _said(match, direction), text)
    if direction == ES_PT:
        text = supplement.in_portuguese(text)
    return moved(_apply(_AFTER.get(direction, ()), text), direction.target)


def _said(match: re.Match[str], direction: Direction) -> str:
    """An unknown word as the list has it, or else respelled and still marked."""
    word, opens = match[1], match.start() == 0
    plain = word.islower() or (opens and word[1:].islower())
    if plain and (found := supplement.said(word.lower(), direction)):
        found = found[0].upper() + found[1:] if word[0].isupper() else found
        # Into Spanish its article is still to be mended.
        return UNKNOWN + found if direction == PT_ES else found
    return UNKNOWN + respell(word, direction)


def respell(word: str, direction: Direction) -> str:
    """An unknown word as the other language would spell it; a name or an English word stays."""
    if direction not in _ENDINGS or is_word(word, "en"):
        return word
    for ending, new in _ENDINGS[direction]:
        if ending.search(word):
            word = ending.sub(new, word)
            break
    else:
        if not word.islower():
            return word
    for old, new in _LETTERS[direction]:
        word = word.replace(old, new)
    return word


def _apply(rules: tuple[Rule, ...], text: str) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text
