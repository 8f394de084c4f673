"""bilingua: news stories into a pair of editions, English and Spanish, offline.

import bilingua
pair = bilingua.translate(bilingua.read("story.md"), to="es_US")
bilingua.save(pair, "editions")
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingua.article import Article
    from bilingua.editions import Pair
    from bilingua.files import Written

__all__ = ["read", "save", "translate"]

# Imports stand inside the functions so that `bilingua --help` loads none of the engines.


def read(path: str | Path) -> Article:
    """Read a story (plain text, Markdown, HTML, ninjs, a JSON record or Word).

    Raises InputError when the file is no story that bilingua can read, OSError when there is none.
    """
    from bilingua.config import load_settings
    from bilingua.formats.registry import read as read_bytes
    from bilingua.formats.registry import use_records

    use_records(load_settings().records)
    return read_bytes(Path(path).name, Path(path).read_bytes())


def translate(
    article: Article,
    *,
    to: str | None = None,
    profile: str | None = None,
    route: str | None = None,
) -> Pair:
    """Translate an article into the other language and make its pair of editions.

    `to` is a language or a locale ("es", "es_MX"), None for the other language as the settings
    have it; `profile` a house style or its file; `route` pins the engines ("en→es"). Settings come
    from the nearest bilingua.toml. Raises LanguageError when the article is neither English nor
    Spanish, or already in the language asked for; EngineError when no installed engine leads there.
    """
    from bilingua.config import load_settings
    from bilingua.editions import pair_of
    from bilingua.errors import BilinguaError
    from bilingua.pipeline import translate_articles
    from bilingua.road import road_for

    road = road_for(load_settings(), to=to, profile=profile, route=route)
    story = translate_articles([article], road)[0]
    if isinstance(story, BilinguaError):
        raise story
    return pair_of(story)


def save(pair: Pair, folder: str | Path, *, force: bool = False) -> list[Written]:
    """Write a pair and its review file into a folder, never over what a person has changed."""
    from bilingua.files import EditionFolder

    return pair.write(EditionFolder(Path(folder)), force=force)
