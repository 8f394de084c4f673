"""Words that tell names from other capitalised words, by language: closed classes, short lists.

Titles come before a person's name, institutions head names that are translated, particles stand in
the midst of a name. Months, weekdays and languages are CLDR's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from babel import Locale

from bilingua.names.gazetteer import places

# Before a person's name, with or without the full stop.
TITLES = {
    "en": frozenset(
        """mr mrs ms miss dr prof professor president vice-president vicepresident senator sen
        representative rep governor gov mayor judge justice secretary minister premier chancellor
        king queen prince princess duke duchess pope cardinal bishop archbishop father sister
        brother rev reverend rabbi imam sheikh captain capt colonel col general
        gen lieutenant lt major maj sergeant sgt officer detective chief coach director chairman
        chairwoman spokesman spokeswoman ambassador attorney congressman congresswoman lawmaker
        councilman councilwoman commissioner superintendent sheriff deputy ex-president actor
        actress singer author saint""".split()
    ),
    "es": frozenset(
        """sr sra srta señor señora señorita don doña dr dra doctor doctora prof profesor profesora
        presidente presidenta expresidente expresidenta vicepresidente vicepresidenta senador
        senadora representante diputado diputada gobernador gobernadora alcalde alcaldesa juez
        jueza ministro ministra secretario secretaria canciller rey reina príncipe princesa duque
        duquesa papa cardenal obispo arzobispo padre madre capitán coronel general teniente mayor
        sargento agente detective jefe jefa director directora portavoz embajador embajadora fiscal
        comisionado comisionada actor actriz cantante escritor escritora entrenador entrenadora lic
        licenciado ing ingeniero abogado abogada""".split()
    ),
}
# What joins the words of a phrase with capitals, in either language.
LINKS = frozenset("de del la el los las y of the and for".split())
# What a capitalised phrase is when one of these heads it: something that has a name in each
# language, of which only the modifiers are names.
INSTITUTIONS = {
    "en": frozenset(
        """academy accord accords act agency agreement agreements airport alliance ambassador amendment archives army assembly
        association authority award awards bank basin bay board brigade brotherhood bureau cabinet
        canal cathedral center centre chamber championship church city clinic coast code coalition
        commission commissioner committee commonwealth community confederation conference
        congress constitution convention corps council county court courts cup declaration
        delegation democracy democrats department desert directorate district division embassy
        emirates empire era executive federation festival foundation front fund games
        government gulf hall high hospital initiative institute institution island islands
        kingdom laboratory labs lake land law laws league legislature liberation library
        ministry minister mission monument mosque mount mountain mountains movement municipality
        museum nations navy nebula observatory ocean office olympics order organisation
        organization pact palace parliament party peninsula police port prison prize program
        programme prosecutor province region republic republicans reserve resolution revolution
        river school schools sea security senate service services society state states station
        strip summit synod system territory theater theatre treasury treaty tribunal troops
        union united unit university valley war world
        attack attacks bombing bombings massacre protocol talks
        anthropology arts championship commerce culture defence defense economics education finance
        health hemisphere heritage history justice medicine philosophy pole psychology religion
        rights sciences sociology trade""".split()
    ),
    "es": frozenset(
        """academia administración acuerdo aeropuerto agencia alianza archivo armada asamblea
        asociación autoridad ayuntamiento banco bolsa cámara casa catedral centro club código
        colegio comisión comité comunidad confederación congreso consejo constitución convención
        cooperación corte cortes copa cumbre declaración defensoría departamento derechos
        dirección distrito ejército embajada emiratos escuela estado estados facultad federación
        fiscalía fondo fuerza fuerzas fundación gobierno golfo guardia guerra hospital iglesia
        instituto internacional isla islas lago ley liga mar ministerio movimiento mundial museo
        naciones nebulosa observatorio océano oficina ópera organismo organización palacio
        parlamento partido península plan policía premio presidencia procuraduría programa
        provincia proyecto reino república revolución río secretaría seguridad senado servicio
        servicios sindicato sistema sociedad teatro templo tesoro tratado tribunal unión unidad
        unidos unidas universidad valle
        antropología artes campeonato ciencias comercio cultura defensa economía educación filosofía
        hacienda hemisferio historia justicia lengua letras medicina patrimonio polo psicología
        relaciones religión salud sanidad sociología""".split()
    ),
}
# What heads the name of a company or a publication, which are never translated (STNS, § 5).
FIRMS = frozenset(
    """airlines airways inc corp co ltd llc plc motors tobacco records pictures studios industries
    entertainment holdings partners brothers press times post journal herald tribune gazette
    standard chronicle daily weekly magazine news watch today bros lines tours
    street square avenue boulevard""".split()
)
# What heads firms, clubs and colleges as it heads institutions, which have an article in English:
# Manchester City, the City; Deutsche Bank, the World Bank.
SHARED = frozenset("alliance bank city college house king state world".split())
# What is called by its own name alone, after "of" or "de": el distrito de Paro, the town of Reading.
TERRITORIES = {
    "en": frozenset(
        "city town village hamlet suburb borough municipality district county province prefecture".split()
    ),
    "es": frozenset(
        """ciudad pueblo villa aldea poblado localidad barrio comuna corregimiento vereda ejido
        municipio distrito cantón provincia prefectura""".split()
    ),
}
# What there is but one of: each language has its word for it.
UNIQUE = frozenset(
    """earth moon sun universe mercury mars jupiter saturn uranus neptune pluto god bible koran
    internet atlantic pacific mediterranean arctic antarctic baltic caspian caribbean sabbath euro
    renaissance holocaust olympics apocalypse alps america
    tierra luna sol universo mercurio marte júpiter saturno urano neptuno plutón dios biblia corán
    atlántico pacífico mediterráneo ártico antártico báltico caspio caribe renacimiento holocausto
    olimpiadas apocalipsis alpes occidente américa""".split()
)
# Directions, generic but before the name of a town: West Chester.
COMPASS = frozenset("north south east west norte sur este oeste".split())
# What each language abbreviates in its own way (Diccionario panhispánico de dudas, apéndice 5).
ACRONYMS = {
    "US": "EE. UU.", "USA": "EE. UU.", "UK": "RU", "UN": "ONU", "EU": "UE", "NATO": "OTAN", "OAS": "OEA",
    "WHO": "OMS", "WTO": "OMC", "IMF": "FMI", "ECB": "BCE", "ICJ": "CIJ", "ICC": "CPI", "IDB": "BID",
    "HIV": "VIH", "AIDS": "SIDA", "STD": "ETS", "STI": "ITS", "DNA": "ADN", "GDP": "PIB", "NGO": "ONG",
    "IT": "TI", "AI": "IA", "ID": "DNI", "TV": "TV",
}  # fmt: skip
# English gives these a capital as it gives one to nationalities.
PERSUASIONS = frozenset(
    """jew jews jewish judaism muslim muslims islam islamic islamist islamists christian christians
    christianity catholic catholics protestant protestants buddhist buddhists hindu hindus zionist
    republican republicans democrat democrats conservative conservatives liberal liberals tory
    tories socialist socialists communist communists nazi nazis hispanic hispanics latino latinos
    arab arabs soviet soviets western westerner westerners thanksgiving christmas easter
    roman romans romano romana romanos romanas conservador conservadora conservadores""".split()
)
# After a family name in English, where a person's house, rule or time is meant.
HOUSES = frozenset(
    "administration government campaign family era presidency cabinet regime".split()
)
PARTICLES = {
    "en": frozenset(
        "de del la las los van von der den di da do dos du le el al bin ibn ben".split()
    ),
    "es": frozenset(
        "de del la las los van von der den di da do dos du le el al bin ibn ben".split()
    ),
}
SAID = {
    "en": frozenset(
        "said says told tells added adds asked asks wrote writes explained explains".split()
    ),
    "es": frozenset(
        """dijo dice afirmó afirma señaló señala explicó explica añadió agregó declaró aseguró
        indicó comentó contó recordó sostuvo""".split()
    ),
}
# Open sentences and say nothing of the word after them; the story's own small words are added.
_OPENERS = frozenset(
    """a about after again all also although an and another any are as at because been before both
    but by can did do does during each even every few first following for former from had has have
    he her here his how however i if in into is it its just last like many meanwhile more most much
    my no nor not now of off on once one only or other our out over second several she should since
    so some such than that the their then there these they this those three through thus to today
    two under until up upon was we were what when where which while who whose why will with within
    without would yesterday yet you your nearly almost
    al ante antes aunque bajo cada casi como con contra cuando cuatro de del desde donde dos durante
    e el ella ellas ellos en entre era es esa esas ese eso esos esta está estas este esto estos fue
    ha hace hacia hasta hay la las le les lo los luego mientras mi muchos muy ni nos nuestra nuestro
    o otra otro para pero por porque pues que qué quien quién se según sea ser si sí sin sobre
    solo son su sus también tan tanto tras tres tu u un una unas uno unos y ya yo además allí así
    ayer hoy ahora aquí todo todos toda todas sin embargo""".split()
)
# What adjectives of the names of places end with, beyond what they have of the name (CLDR has no
# adjectives): Cuba-n, Mexic-an, Egypt-ian, Portugu-ese; hondur-eño, canadi-ense.
_DEMONYM = re.compile(
    r"(?:[bcdglnrstv]?(?:i?ans?|eans?|ese|ish|ics?|ia?|is|íe?s?|n?ch|sh|(?:eñ|i?an|in|ec|es)[oa]s?"
    r"|és|ense?s?)|[nsoa]|[oa]s)\Z"
)
# What an adjective has of the name at least: Cuba, Cuban.
_STEM = 4


@cache
def calendar(language: str) -> frozenset[str]:
    """Months, weekdays and languages, as the language writes them, without capitals."""
    locale = Locale.parse(language)
    words = {
        name.lower().removesuffix(".")
        for table in (locale.months, locale.days)
        for width in ("wide", "abbreviated")
        for name in table["format"][width].values()
    }
    languages = [name.lower().split() for name in locale.languages.values()]
    # Of "South American Spanish" all words, but not those that join them.
    words |= {word for name in languages for word in name if len(word) > 3 or len(name) == 1}
    words.add("sept")  # AP's and the academies' abbreviation; CLDR's is "sep"
    return frozenset(words)


def opens(word: str) -> bool:
    """Whether a word is one that sentences open with."""
    return word.lower() in _OPENERS


@lru_cache(maxsize=1 << 14)
def is_title(word: str, language: str) -> bool:
    """Whether a word is a title of one person or, in the plural, of several."""
    small = word.lower()
    return small in TITLES[language] or small.removesuffix("s") in TITLES[language]


@lru_cache(maxsize=1 << 14)
def is_generic(word: str, language: str) -> bool:
    """Whether a word gets its capital from what it means: an institution, a nationality, a month."""
    if "-" in word:
        return all(is_generic(half, language) for half in word.split("-"))
    small = word.lower()
    return (
        small in INSTITUTIONS.get(language, ())
        or (language in TITLES and is_title(word, language))
        or small in PERSUASIONS
        or small in calendar(language)
        or is_demonym(word, language)
    )


@lru_cache(maxsize=1 << 14)
def is_demonym(word: str, language: str) -> bool:
    """Whether a word says who comes from some country: Cuban of Cuba, Egyptian of Egypt."""
    small = word.lower()
    if small in _countries(language) or word in places(language):
        return False
    return any(
        (_DEMONYM.match(small, shared) or shared == len(small) > _STEM)
        for country in _by_stem(language).get(small[:_STEM], ())
        if (shared := _shared(small, country)) >= max(_STEM, len(country) - 5)
    )


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with together."""
    same = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(same, min(len(one), len(other)))


@cache
def _by_stem(language: str) -> Mapping[str, list[str]]:
    """Countries by how they begin."""
    stems: dict[str, list[str]] = {}
    for country in _countries(language):
        stems.setdefault(country[:_STEM], []).append(country)
    return stems


def is_country_word(word: str, language: str) -> bool:
    """Whether a word is in the name of some country or region: Norteamérica, Oriente."""
    return word.lower() in _countries(language)


@cache
def _countries(language: str) -> frozenset[str]:
    names = Locale.parse(language).territories.values()
    return frozenset(word.lower() for name in names for word in name.split() if len(word) > 3)
