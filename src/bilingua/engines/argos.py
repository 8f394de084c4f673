"""Argos packages, decoded directly on CTranslate2 and SentencePiece in large batches.

Packages are found through argostranslate.package; its own `translate` works a paragraph at a time.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bilingua.engines.base import Decoding, Direction, Rendering
from bilingua.engines.pieces import links_of
from bilingua.errors import EngineError
from bilingua.i18n import _

log = logging.getLogger(__name__)

SHIPPED = Path(__file__).parent.parent / "packages"
COST = 1.0
# bilingua's own small models spoil names more often than the routes through Portuguese
# (engines/routes.py): they stand in where those are not installed, lose or spoil something. The model
# that reads Portuguese is one half of the ensemble, and completes the route from English where
# neither that nor Apertium is wanted.
SHIPPED_COST = {
    Direction("en", "es"): 2.8,
    Direction("es", "en"): 2.95,
    Direction("pt", "es"): 1.9,
}
# The same length penalty as argostranslate's own decoding, so that texts are the same.
LENGTH_PENALTY = 0.2
# Source pieces a batch; larger batches gain nothing on a CPU. Batches run side by side, one thread
# each: for models of this size twice as fast as all threads on one batch.
BATCH_PIECES = 1024
# A short story is shared out among threads, too: in as many batches on every machine, since the last
# digits of what a model calculates depend on what stands beside a segment. Four cost 10 % of the time
# of one thread, eight 25 %.
SHARES = 4
# What Linux calls the instructions that add products of 8 bits in 32.
_WHOLE = frozenset({"avx512_vnni", "avx_vnni"})


def processors() -> int:
    """How many processors this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def compute_type(cpuinfo: Path = Path("/proc/cpuinfo")) -> str:
    """How this processor best calculates: whole numbers, or fractions where those overflow.

    An x86 processor without VNNI adds products of 8 bits in 16, which are too few: bilingua's own
    models then lose 0.6 (from English) to 1.2 BLEU (from Spanish), and are 1.4 times as fast. Where
    the system does not tell, CTranslate2 decides.
    """
    try:
        known = cpuinfo.read_text("utf-8", "replace")
    except OSError:
        return "auto"
    flags = next((line.split() for line in known.splitlines() if line.startswith("flags")), [])
    return "auto" if not flags or _WHOLE.intersection(flags) else "float32"


def user_folder() -> Path:
    """Where people's Argos packages are installed (ARGOS_PACKAGES_DIR honoured)."""
    if folder := os.environ.get("ARGOS_PACKAGES_DIR"):
        return Path(folder)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "argos-translate" / "packages"


def installed_packages(folders: Sequence[Path] = ()) -> list[Any]:
    """All readable argostranslate Package objects: the user's first, then those shipped."""
    present = [f for f in (user_folder(), *folders, SHIPPED) if f.is_dir()]
    candidates = [p for folder in present for p in sorted(folder.iterdir()) if p.is_dir()]
    if not candidates:
        return []
    from argostranslate.package import Package

    packages = []
    for path in candidates:
        try:
            package = Package(path)
        except Exception as error:  # a broken package is any person's file
            log.warning("The package in %s cannot be read (%s) and is left aside.", path, error)
            continue
        if package.type == "translate" and package.from_code and hasattr(package, "tokenizer"):
            packages.append(package)
    return packages


@dataclass(slots=True)
class _Loaded:
    package: Any
    translator: Any


class Argos:
    """Neural translation by Argos packages."""

    name = "argos"
    scored = True

    def __init__(
        self, *, folders: Sequence[Path] = (), threads: int = 0, compute: str | None = None
    ) -> None:
        self._folders = tuple(folders)
        self._threads = threads
        self._compute = compute
        self._packages: dict[Direction, Any] | None = None
        self._loaded: dict[Direction, _Loaded] = {}

    def directions(self) -> dict[Direction, float]:
        """Every direction that a package is installed for, or shipped."""
        return {
            direction: SHIPPED_COST.get(direction, COST)
            if package.package_path.parent == SHIPPED
            else COST
            for direction, package in self._found().items()
        }

    def missing(self) -> str | None:
        """How to get direct English–Spanish packages, where there are none but those shipped."""
        wanted = (Direction("en", "es"), Direction("es", "en"))
        if all(self.directions().get(direction) == COST for direction in wanted):
            return None
        return _("Run “bilingua models install en es” and “bilingua models install es en”.")

    def translate(
        self, direction: Direction, segments: Sequence[str], decoding: Decoding
    ) -> list[Rendering]:
        """Translate in batches sorted by length; raises EngineError if the model fails."""
        loaded = self._load(direction)
        tokenizer, prefix = loaded.package.tokenizer, loaded.package.target_prefix
        tokens = [tokenizer.encode(segment) for segment in segments]
        share = sum(map(len, tokens)) // SHARES + 1
        try:
            results = loaded.translator.translate_batch(
                tokens,
                target_prefix=[[prefix]] * len(tokens) if prefix else None,
                beam_size=max(decoding.beam, decoding.alternatives + 1),
                num_hypotheses=decoding.alternatives + 1,
                length_penalty=LENGTH_PENALTY,
                replace_unknowns=True,
                return_scores=True,
                return_attention=decoding.align,
                max_batch_size=min(BATCH_PIECES, max(share, *map(len, tokens), 1)),
                batch_type="tokens",
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                "The Argos model for {direction} failed: {error}.", direction=direction, error=error
            ) from error
        return [
            _rendering(result, pieces, segment, loaded.package)
            for result, pieces, segment in zip(results, tokens, segments, strict=True)
        ]

    def _found(self) -> dict[Direction, Any]:
        if self._packages is None:
            self._packages = {}
            for package in installed_packages(self._folders):
                direction = Direction(package.from_code, package.to_code)
                self._packages.setdefault(direction, package)
        return self._packages

    def _load(self, direction: Direction) -> _Loaded:
        if direction not in self._loaded:
            import ctranslate2

            package = self._found().get(direction)
            if package is None:
                raise EngineError(
                    "No Argos package for {direction} is installed.", direction=direction
                )
            threads = self._threads or processors()
            try:
                translator = ctranslate2.Translator(
                    str(package.package_path / "model"),
                    device="cpu",
                    compute_type=self._compute or compute_type(),
                    inter_threads=threads,
                    intra_threads=1,
                )
            except (RuntimeError, ValueError) as error:
                raise EngineError(
                    "The model in {package_path} cannot be loaded ({error}); remove it with “bilingua models remove {source} {target}”.",
                    package_path=package.package_path,
                    error=error,
                    source=direction.source,
                    target=direction.target,
                ) from error
            self._loaded[direction] = _Loaded(package, translator)
        return self._loaded[direction]


def _rendering(result: Any, pieces: list[str], segment: str, package: Any) -> Rendering:
    first, *others = (
        _hypothesis(result, number, pieces, segment, package)
        for number in range(len(result.hypotheses))
    )
    return replace(first, alternatives=tuple(others))


def _hypothesis(
    result: Any, number: int, pieces: list[str], segment: str, package: Any
) -> Rendering:
    said = result.hypotheses[number]
    text = _text(said, package)
    attention = result.attention[number] if result.attention else ()
    return Rendering(
        text,
        # CTranslate2 gives log-probability / length ** penalty.
        result.scores[number] / max(1, len(said)) ** (1 - LENGTH_PENALTY),
        links_of(attention, (pieces, segment), (said, text)) if attention else (),
    )


def _text(tokens: list[str], package: Any) -> str:
    text: str = package.tokenizer.decode(tokens)
    if package.target_prefix and text.startswith(package.target_prefix):
        text = text[len(package.target_prefix) :]
    return text.removeprefix(" ")
