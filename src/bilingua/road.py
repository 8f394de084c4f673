"""Settings and options turned into the road that stories take."""

from __future__ import annotations

from pathlib import Path

from bilingua.config import Settings
from bilingua.engines.routes import engines_for
from bilingua.errors import SettingsError
from bilingua.language import LANGUAGES, language_of
from bilingua.localize.style import HouseStyle, load_style
from bilingua.pipeline import Road


def road_for(
    settings: Settings,
    *,
    to: str | None = None,
    profile: str | None = None,
    route: str | None = None,
    keep_boilerplate: bool = False,
) -> Road:
    """The road of these settings; `to` and `profile` decide the style of the target edition."""
    styles = {language: _style(settings, settings.locales[language]) for language in LANGUAGES}
    target = language_of(to)
    if to and target not in LANGUAGES:
        raise SettingsError("bilingua translates to English and Spanish, not to “{to}”.", to=to)
    if to and target and to.lower() != target:
        styles[target] = _style(settings, to.replace("-", "_"))
    if profile:
        path = Path(profile)
        style = load_style(path if path.suffix == ".toml" else profile)
        if target and style.language != target:
            raise SettingsError(
                "The profile {profile} is not for an edition in “{target}”.",
                profile=profile,
                target=target,
            )
        target = target or style.language
        styles[style.language] = style
    return Road(
        engines_for(
            settings.engines,
            packages=settings.packages,
            models=settings.firefox_models,
            threads=settings.threads,
        ),
        styles,
        settings.beam,
        route,
        keep_boilerplate or settings.keep_boilerplate,
        target,
    )


def _style(settings: Settings, locale: str) -> HouseStyle:
    return load_style(settings.styles.get(locale, locale))
