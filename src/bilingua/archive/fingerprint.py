"""What the editions of an archive depend on besides its stories, as one short text."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.metadata import version

from bilingua.errors import EngineError
from bilingua.files import digest
from bilingua.language import LANGUAGES
from bilingua.pipeline import Road, to_other


def fingerprint(road: Road) -> str:
    """The same for two roads that make the same editions; another version of bilingua makes others."""
    told = {
        "version": version("bilingua"),
        "styles": {language: asdict(style) for language, style in road.styles.items()},
        "routes": {language: _routes(road, language) for language in LANGUAGES},
        "decoding": [road.beam, road.route, road.keep_boilerplate, road.target, road.source],
    }
    return digest(json.dumps(told, sort_keys=True).encode())[:16]


def _routes(road: Road, language: str) -> list[tuple[str, float]]:
    try:
        routes = road.routes(to_other(language))
    except EngineError:
        return []
    return [(str(route), route.cost) for route in routes]
