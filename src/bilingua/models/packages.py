"""Argos packages on this machine: list, install safely, verify, remove."""

from __future__ import annotations

import json
import lzma
import os
import re
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from bilingua.engines.argos import SHIPPED, Argos, installed_packages, user_folder
from bilingua.engines.base import Decoding, Direction
from bilingua.errors import ModelError

# The largest Argos packages are some 300 MB unpacked; more than this is no model.
MAX_UNPACKED = 2 << 30
MAX_FILES = 5_000
# Model weights hardly compress; a ratio like this is a bomb.
MAX_RATIO = 200
# All that zipfile raises for what is no zip, or a damaged one.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(OSError, EOFError, RuntimeError, ValueError, struct.error),
)
_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?\Z")
_LICENCE = re.compile(r"(?im)^.*\blicen[cs]e\b\W*(.{2,80})$")
PROBES = {
    "en": "The mayor spoke to reporters on Monday.",
    "es": "El alcalde habló con los periodistas el lunes.",
    "pt": "O prefeito falou com os jornalistas na segunda-feira.",
}


@dataclass(frozen=True, slots=True)
class Model:
    """An installed package: direction, version, size in bytes, licence if it states one."""

    direction: Direction
    version: str
    size: int
    licence: str
    path: Path
    shipped: bool


def installed(folders: Sequence[Path] = ()) -> list[Model]:
    """All readable packages, the user's first."""
    return [_model(package) for package in installed_packages(folders)]


def _model(package: Any) -> Model:
    path = Path(package.package_path)
    readme = path / "README.md"
    text = readme.read_text("utf-8", errors="replace") if readme.is_file() else ""
    licence = _LICENCE.search(text)
    return Model(
        Direction(package.from_code, package.to_code),
        package.package_version,
        sum(file.stat().st_size for file in path.rglob("*") if file.is_file()),
        licence[1].strip(" *`") if licence else "",
        path,
        path.parent == SHIPPED,
    )


def install_file(path: Path) -> Path:
    """Install a package file for this user; whole or not at all.

    Raises ModelError for what is no package, or one that would write outside of its folder, or
    unpacks to more than a model can be.
    """
    if not path.is_file():
        raise ModelError(
            "There is no package file {path}; name a FILE.argosmodel, or two languages such as en es.",
            path=path,
        )
    folder = user_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".installing-"))
    except OSError as error:
        raise ModelError(
            "Packages cannot be written to {folder} ({reason}); set ARGOS_PACKAGES_DIR to a folder that can be.",
            folder=folder,
            reason=error.strerror,
        ) from error
    try:
        try:
            with zipfile.ZipFile(path) as archive:
                _extract(archive, path, temporary)
        except _BROKEN as error:
            raise ModelError(
                "{path} is not a whole Argos package ({error}); download it again.",
                path=path,
                error=error,
            ) from error
        root = _root(path, temporary)
        return _put_in_place(root, folder / _name(path, root), temporary)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def remove(direction: Direction) -> list[Path]:
    """Remove the user's packages for a direction. Raises ModelError if there are none."""
    found = [m for m in installed() if m.direction == direction and not m.shipped]
    if not found:
        raise ModelError(
            "No package for {direction} is installed that could be removed.", direction=direction
        )
    for model in found:
        try:
            shutil.rmtree(model.path)
        except OSError as error:
            raise ModelError(
                "{path} cannot be removed ({reason}); remove the folder by hand.",
                path=model.path,
                reason=error.strerror,
            ) from error
    return [model.path for model in found]


def verify(direction: Direction, engine: Argos | None = None) -> str:
    """Translate a probe sentence; raises EngineError or ModelError if that does not work."""
    probe = PROBES.get(direction.source, "2026")
    rendering = (engine or Argos()).translate(direction, [probe], Decoding())[0]
    if not any(map(str.isalpha, rendering.text)) or rendering.text == probe:
        raise ModelError(
            "The package for {direction} loads but does not translate.", direction=direction
        )
    return rendering.text


def _extract(archive: zipfile.ZipFile, path: Path, folder: Path) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > MAX_FILES or unpacked > MAX_UNPACKED or unpacked / packed > MAX_RATIO:
        raise ModelError(
            "{path} unpacks to more than a model can be and was not installed.", path=path
        )
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in member.filename:
            raise ModelError(
                "{path} would write outside of its folder and was not installed.", path=path
            )
        if stat.S_ISLNK(member.external_attr >> 16):
            raise ModelError("{path} holds a link and was not installed.", path=path)
        target = folder.joinpath(*name.parts)
        if member.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, target.open("wb") as copy:
            # The size that a member declares may be a lie: never write more than that.
            left = member.file_size
            while left and (chunk := source.read(min(left, 1 << 20))):
                copy.write(chunk)
                left -= len(chunk)
            copy.flush()
            os.fsync(copy.fileno())


def _root(path: Path, folder: Path) -> Path:
    candidates = (folder, *(child for child in folder.iterdir() if child.is_dir()))
    roots = [one for one in candidates if (one / "metadata.json").is_file()]
    if len(roots) != 1 or not (roots[0] / "model").is_dir() or not _vocabulary(roots[0]):
        raise ModelError(
            "{path} is no Argos package: it needs a metadata.json, a model folder and a vocabulary (sentencepiece.model or bpe.model).",
            path=path,
        )
    return roots[0]


def _vocabulary(root: Path) -> bool:
    return any((root / name).is_file() for name in ("sentencepiece.model", "bpe.model"))


def _name(path: Path, root: Path) -> str:
    try:
        metadata = json.loads((root / "metadata.json").read_text("utf-8"))
        codes = metadata["from_code"], metadata["to_code"]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError("{path} does not say which languages it translates.", path=path) from error
    if not all(isinstance(code, str) and _CODE.match(code) for code in codes):
        raise ModelError("{path} names languages that are none.", path=path)
    return f"translate-{codes[0]}_{codes[1]}"


def _put_in_place(root: Path, target: Path, temporary: Path) -> Path:
    previous = temporary / "previous"
    if target.exists():
        os.rename(target, previous)
    try:
        os.rename(root, target)
    except OSError:
        if previous.exists():
            os.rename(previous, target)
        raise
    return target
