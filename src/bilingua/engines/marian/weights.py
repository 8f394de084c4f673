"""The weights of a model: of an Argos package (CTranslate2), or of Firefox Translations (Marian).

Both are read into CTranslate2's names, as float32. Marian's decoder has a recurrence where
CTranslate2's looks back at what was said: it stands under `recurrence`.
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Weights = dict[str, Array]
_Stored = dict[str, npt.NDArray[np.generic]]

# CTranslate2's DataType, in the order of include/ctranslate2/types.h, and its file's version.
_TYPES = ("<f4", "i1", "<i2", "<i4", "<f2")
_CTRANSLATE2 = 6
# Marian's binary.h and types.h: a tensor of whole numbers ends with what they were multiplied by.
_MARIAN, _FLOAT32, _INT8 = 1, 0x404, 0x4101
# The pieces' embeddings, a row for each.
TABLE = "Wemb"
_SETTINGS = "special:model.yml"
# What layers.py calculates; Firefox's tiny and base models are so.
_ARCHITECTURE = {
    "tied-embeddings-all": "true",
    "transformer-ffn-activation": "relu",
    "transformer-heads": "8",
    "transformer-postprocess": "dan",
    "transformer-preprocess": '""',
    "transformer-tied-layers": "[]",
}


class Bytes:
    """A file's bytes, read one value after another. Raises ValueError past their end."""

    def __init__(self, path: Path) -> None:
        self._data, self._at, self._name = path.read_bytes(), 0, path.name

    def numbers(self, form: str) -> tuple[int, ...]:
        try:
            return struct.unpack("<" + form, self.body(struct.calcsize("<" + form)))
        except struct.error as error:
            raise ValueError(f"{self._name} is damaged: {error}") from error

    def number(self, form: str) -> int:
        return self.numbers(form)[0]

    def body(self, size: int) -> bytes:
        if size > len(self._data) - self._at:
            raise ValueError(f"{self._name} ends too early")
        self._at += size
        return self._data[self._at - size : self._at]


def read_ctranslate2(path: Path) -> Weights:
    """Every variable of a model.bin. Raises ValueError for a file that is none."""
    file = Bytes(path)
    if file.number("I") != _CTRANSLATE2:
        raise ValueError(f"{path.name} is not of CTranslate2's format {_CTRANSLATE2}")

    def string() -> str:
        return file.body(file.number("H"))[:-1].decode()

    string()  # the specification's name and revision
    file.number("I")
    found: _Stored = {}
    for _ in range(file.number("I")):
        name = string()
        shape = file.numbers(f"{file.number('B')}I")
        kind, size = file.numbers("BI")
        if kind >= len(_TYPES):
            raise ValueError(f"{path.name} has numbers of an unknown kind")
        found[name] = np.frombuffer(file.body(size), _TYPES[kind]).reshape(shape)
    for _ in range(file.number("I")):
        alias, name = string(), string()
        found |= {alias + key[len(name) :]: found[key] for key in [*found] if key.startswith(name)}
    return {name: _floats(value, found.get(name + "_scale")) for name, value in found.items()}


def _floats(value: npt.NDArray[np.generic], scale: npt.NDArray[np.generic] | None) -> Array:
    floats: Array = value.astype(np.float32)
    if value.dtype != np.int8 or scale is None:
        return floats
    floats /= scale.astype(np.float32).reshape(-1, *[1] * (floats.ndim - 1))
    return floats


def read_marian(path: Path) -> Weights:
    """A model of Firefox Translations. Raises ValueError for a file that is none, or of another
    architecture.
    """
    try:
        return _renamed(marian_tensors(path))
    except KeyError as error:
        raise ValueError(f"{path.name} has another architecture: it lacks {error}") from error


def marian_tensors(path: Path) -> Weights:
    """The tensors of such a model in Marian's names; matrices are outputs by inputs. Raises ValueError
    as `read_marian` does.
    """
    file = Bytes(path)
    version, count = file.numbers("QQ")
    if version != _MARIAN:
        raise ValueError(f"{path.name} is no Marian model")
    # Each tensor's length of name, kind, count of dimensions and bytes.
    heads = [file.numbers("4Q") for _ in range(count)]
    names = [file.body(length).rstrip(b"\0").decode() for length, *_ in heads]
    shapes = [file.numbers(f"{dimensions}i") for _, _, dimensions, _ in heads]
    file.body(file.number("Q"))  # what fills up to a round address
    bodies = [file.body(size) for *_, size in heads]
    _check(path, dict(zip(names, bodies, strict=True)).get(_SETTINGS, b""))
    return {
        name: _tensor(name, kind, shape, body)
        for name, (_, kind, _, _), shape, body in zip(names, heads, shapes, bodies, strict=True)
        if kind in (_FLOAT32, _INT8)
    }


def _check(path: Path, settings: bytes) -> None:
    for line in settings.rstrip(b"\0").decode("utf-8", "replace").splitlines():
        setting, _, value = line.partition(": ")
        if value != _ARCHITECTURE.get(setting, value):
            raise ValueError(f"{path.name} has another architecture: {line}")


def _tensor(name: str, kind: int, shape: tuple[int, ...], body: bytes) -> Array:
    """A vector, or a matrix of outputs by inputs."""
    count = int(np.prod(shape))
    if kind == _FLOAT32:
        floats = np.frombuffer(body, "<f4", count).astype(np.float32)
        return floats if min(shape, default=0) == 1 else floats.reshape(shape).T
    scale = np.frombuffer(body, "<f4", 1, count)[0]
    values: Array = np.frombuffer(body, np.int8, count).astype(np.float32)
    values /= scale
    # Stored transposed, but for the table, whose rows are pieces.
    return values.reshape(shape if name == TABLE else shape[::-1])


def _renamed(stored: Weights) -> Weights:
    found: Weights = {
        "encoder/embeddings_0/weight": stored[TABLE],
        "decoder/embeddings/weight": stored[TABLE],
        "decoder/projection/bias": stored["decoder_ff_logit_out_b"],
    }

    def linear(ours: str, theirs: str, parts: str) -> None:
        for kind, its in (("weight", "W"), ("bias", "b")):
            found[f"{ours}/{kind}"] = np.concatenate([stored[f"{theirs}_{its}{p}"] for p in parts])

    def norm(ours: str, theirs: str) -> None:
        found[f"{ours}/layer_norm/gamma"] = stored[f"{theirs}_ln_scale"]
        found[f"{ours}/layer_norm/beta"] = stored[f"{theirs}_ln_bias"]

    for side in ("encoder", "decoder"):
        count = sum(name.startswith(side) and name.endswith("_ffn_W1") for name in stored)
        for number in range(count):
            ours, theirs = f"{side}/layer_{number}", f"{side}_l{number + 1}"
            if side == "encoder":
                linear(f"{ours}/self_attention/linear_0", f"{theirs}_self", "qkv")
                linear(f"{ours}/self_attention/linear_1", f"{theirs}_self", "o")
                norm(f"{ours}/self_attention", f"{theirs}_self_Wo")
            else:
                for part in ("W", "Wf", "bf"):
                    found[f"{ours}/recurrence/{part}"] = stored[f"{theirs}_rnn_{part}"]
                norm(f"{ours}/self_attention", f"{theirs}_rnn_ffn")
                linear(f"{ours}/attention/linear_0", f"{theirs}_context", "q")
                linear(f"{ours}/attention/linear_1", f"{theirs}_context", "kv")
                linear(f"{ours}/attention/linear_2", f"{theirs}_context", "o")
                norm(f"{ours}/attention", f"{theirs}_context_Wo")
            linear(f"{ours}/ffn/linear_0", f"{theirs}_ffn", "1")
            linear(f"{ours}/ffn/linear_1", f"{theirs}_ffn", "2")
            norm(f"{ours}/ffn", f"{theirs}_ffn_ffn")
    return found
