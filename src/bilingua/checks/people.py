"""The persons of a text and the gender that it gives each: by a title, an article, a pronoun.

Reads Spanish and English; knows nothing of pairs or findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bilingua.localize.names import bare

_UPPER = "A-ZÀ-ÖØ-Þ"
# Two to four capitalised words, or one: "Ana María de la Cruz", "Smith", "O'Brien", "Bush-Herrera".
_NAME = rf"(?P<name>[{_UPPER}][\w'’.-]*(?:\s(?:(?:de|del|la|las|los|van|von|y)\s)*[{_UPPER}][\w'’-]+){{0,3}})"
# Titles whose Spanish form, or article, tells the gender of who bears them. A noun that is no
# person ("la familia Smith", "el caso Smith") is not among them.
_PERSONS = """senador(?:a)? representante congresista gobernador(?:a)? alcalde(?:sa)? president[ea]
    expresident[ea] vicepresident[ea] ministr[oa] exministr[oa] secretari[oa] subsecretari[oa] diputad[oa]
    concejal(?:a)? comisionad[oa] juez(?:a)? magistrad[oa] fiscal(?:a)? abogad[oa] doctor(?:a)? profesor(?:a)?
    director(?:a)? exdirector(?:a)? portavoz vocer[oa] comandante general sargento agente oficial
    polic[ií]a detective alguacil sheriff actor actriz cantante periodista escritor(?:a)? autor(?:a)?
    investigador(?:a)? científic[oa] médic[oa] enfermer[oa] maestr[oa] candidat[oa] empresari[oa] rey reina
    príncipe princesa papa obispo padre madre hermana entrenador(?:a)? jugador(?:a)? tenista futbolista
    señor(?:a)? señorita joven activista analista economista jef[ea] coordinador(?:a)? administrador(?:a)?
    embajador(?:a)? canciller líder dirigente estudiante vecin[oa] residente experto experta artista
    fundador(?:a)? propietari[oa] dueñ[oa] superintendente rector(?:a)? decan[oa] capitán capitana
    teniente cónsul delegad[oa] legislador(?:a)? asambleísta reportera? presentador(?:a)? bombero"""
# "El presidente estadounidense Obama"; not a verb, after which somebody else is named.
_ADJECTIVE = r"(?:\s[a-záéíóúñ]{3,}[aelonrs](?<!aba)(?<!ía)(?<!aron)(?<!ieron)(?<!que))"
# What an office is over: "la secretaria de Estado", "el presidente de la Cámara". Not whatever stands
# after "de": "el abogado de Ana Ruiz" is another person.
_OVER = r"""(?:\sde(?:l|\sla)?\s(?:Estado|Gobierno|Interior|Trabajo|Comercio|Transporte|Tesoro|Senado|Salud
    |Defensa|Educación|Justicia|Hacienda|Economía|Energía|Agricultura|Cultura|Seguridad|Vivienda|Cámara
    |Corte|Junta|Asamblea|Comisión|Universidad|[Pp]olicía|[Bb]omberos|[Pp]rensa)
    (?:\s(?:Nacional|Públic[ao]|Suprem[ao]|Interior|Escolar|Municipal|Exteriores))?)?"""
_TITLED = re.compile(
    rf"\b(?P<article>el|la|al|del|El|La)\s(?:{'|'.join(_PERSONS.split())})"
    rf"{_ADJECTIVE}{{0,2}}?{''.join(_OVER.split())}\s{_NAME}"
)
_HONORIFIC = re.compile(
    rf"\b(?P<title>Sr|Sra|Srta|Dra|Mr|Mrs|Ms|Miss|Sir|Lady|King|Queen|Prince|Princess|Don|Doña|don|doña"
    rf"|[Cc]ongress(?:wo)?man|[Ss]pokes(?:wo)?man|[Cc]hair(?:wo)?man|[Aa]ctress|[Cc]ouncil(?:wo)?man)"
    rf"\.?\s{_NAME}"
)
_FEMALE = frozenset(
    "sra srta dra mrs ms miss lady queen princess doña actress congresswoman spokeswoman "
    "chairwoman councilwoman".split()
)
_PRONOUN = {
    "en": re.compile(r"\b(?:(?P<f>she|her|hers|herself)|(?P<m>he|him|his|himself))\b", re.IGNORECASE),
    "es": re.compile(
        # After a preposition it may be a thing.
        r"(?<!de )(?<!en )(?<!a )(?<!con )(?<!por )(?<!para )(?<!sobre )(?<!ante )(?<!tras )(?<!sin )"
        r"(?<!contra )(?<!hacia )\b(?:(?P<f>ella)|(?P<m>él))\b", re.IGNORECASE
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at `start:end` as a man ("m") or a woman ("f")."""

    name: str
    gender: str
    start: int
    end: int

    @property
    def surname(self) -> str:
        return bare(self.name.split()[-1]).lower()


def mentions(text: str) -> Iterator[Mention]:
    """Persons whose title or article tells their gender."""
    for match in _TITLED.finditer(text):
        gender = "f" if match["article"].lower() == "la" else "m"
        yield Mention(match["name"], gender, match.start(), match.end())
    for match in _HONORIFIC.finditer(text):
        gender = "f" if match["title"].lower() in _FEMALE else "m"
        yield Mention(match["name"], gender, match.start(), match.end())


def pronouns(text: str, language: str) -> dict[str, tuple[int, int]]:
    """The first masculine and the first feminine pronoun of a text, and where they stand."""
    found: dict[str, tuple[int, int]] = {}
    for match in _PRONOUN[language].finditer(text):
        found.setdefault(str(match.lastgroup), match.span())
    return found
