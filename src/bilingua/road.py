"""Settings and options turned into the road that stories take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bilingua.config import Settings
from bilingua.engines.base import Engine
from bilingua.engines.routes import engines_for
from bilingua.errors import EngineError, SettingsError, UsageError
from bilingua.glossary.adding import notes_for
from bilingua.glossary.reading import read_glossaries
from bilingua.glossary.terms import Glossary
from bilingua.language import LANGUAGES, language_of
from bilingua.localize.style import HouseStyle, load_style
from bilingua.pipeline import Road


def road_for(
    settings: Settings,
    *,
    to: str | None = None,
    profile: str | None = None,
    engine: str | None = None,
    route: str | None = None,
    keep_boilerplate: bool = False,
    glossary: Glossary | None = None,
) -> Road:
    """The road of these settings.

    `to` and `profile` decide the style of the target edition; `engine` allows that engine only, or
    "firefox+apertium" that chain; `route` pins a chain of languages or engines; `glossary` has the
    terms in place of those of the settings. Raises UsageError when one of them names nothing that
    bilingua has.
    """
    styles = {language: _style(settings, settings.locales[language]) for language in LANGUAGES}
    target = language_of(to)
    if to and target not in LANGUAGES:
        raise UsageError("bilingua translates to English and Spanish, not to “{to}”.", to=to)
    if to and target and to.lower() != target:
        styles[target] = _named(settings, to)
    if profile:
        style = _named(settings, profile)
        if target and style.language != target:
            raise UsageError(
                "The profile {profile} is not for an edition in “{target}”.",
                profile=profile,
                target=target,
            )
        target = target or style.language
        styles[style.language] = style
    terms = glossary_of(settings) if glossary is None else glossary
    return Road(
        engines_of(settings, engine),
        {language: replace(style, glossary=terms) for language, style in styles.items()},
        settings.beam,
        route or engine,
        keep_boilerplate or settings.keep_boilerplate,
        target,
    )


def glossary_of(
    settings: Settings, place: Path | None = None, named: Sequence[Path] = ()
) -> Glossary:
    """The terms of these settings, of what editors noted in the folder of editions, and of the files
    that a person named; where they differ, the later of these counts.

    `place` is that folder or a file in it; None is the folder of the settings. Raises SettingsError
    for a file that is no glossary.
    """
    notes = notes_for(place or settings.out)
    return read_glossaries([*settings.glossaries, *notes, *named])


def engines_of(settings: Settings, engine: str | None = None) -> tuple[Engine, ...]:
    """The engines of these settings, or of this name or chain of names only.

    Raises UsageError for a name that is none of bilingua's engines.
    """
    try:
        return engines_for(
            engine.split("+") if engine else settings.engines,
            packages=settings.packages,
            models=settings.firefox_models,
            threads=settings.threads,
        )
    except EngineError as error:
        raise UsageError(error.message, **error.values) from error


def _named(settings: Settings, name: str) -> HouseStyle:
    """The style that a person named: a locale (es_MX, es-mx), a shipped style or a file."""
    if name.endswith(".toml"):
        return load_style(Path(name))
    language, _, region = name.replace("-", "_").partition("_")
    locale = f"{language.lower()}_{region.upper()}" if region else language.lower()
    try:
        return _style(settings, locale)
    except SettingsError as error:
        raise UsageError(error.message, **error.values) from error


def _style(settings: Settings, locale: str) -> HouseStyle:
    return load_style(settings.styles.get(locale, locale))
