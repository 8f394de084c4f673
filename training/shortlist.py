"""Which pieces of the target translate each piece of the source, as a Marian shortlist.

IBM's model 1 (Brown et al. 1993) over the sets of pieces of translated sentences, as most shortlists
are made. A piece's own form is always in its list, for names are copied piece by piece, and the most
frequent pieces of the target are in the list of the end, which every sentence has.
"""

from __future__ import annotations

import argparse
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece as spm

from bilingua.engines.marian.shortlist import MAGIC

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FREQUENT, BEST = 300, 50
# Below this share of what a piece of the source becomes, chance weighs more than meaning.
LEAST = 0.002
ROUNDS = 4
CHUNK = 20_000
_MASK = (1 << 64) - 1


def shares(sources: Sequence[Ids], targets: Sequence[Ids], width: int) -> tuple[Ids, Floats]:
    """For every pair of pieces that stand in a pair of sentences, as source * width + target in
    ascending order, which share of what the source's piece becomes is the target's."""
    keys, share = np.zeros(0, np.int64), np.zeros(0)
    for _ in range(ROUNDS):
        found = [
            _expected(chunk, owner, keys, share) for chunk, owner in _pairs(sources, targets, width)
        ]
        keys, place = np.unique(np.concatenate([each for each, _ in found]), return_inverse=True)
        counts = np.bincount(place, np.concatenate([each for _, each in found]))
        share = counts / np.bincount(keys // width, counts)[keys // width]
    return keys, share


def _pairs(sources: Sequence[Ids], targets: Sequence[Ids], width: int) -> Iterator[tuple[Ids, Ids]]:
    """The keys of some thousand sentences at a time, and which piece of a target each is of."""
    for at in range(0, len(sources), CHUNK):
        keys, owners, number = [], [], 0
        for source, target in zip(sources[at : at + CHUNK], targets[at : at + CHUNK], strict=True):
            keys.append((source * width + target[:, None]).ravel())
            owners.append(np.repeat(np.arange(number, number + len(target)), len(source)))
            number += len(target)
        yield np.concatenate(keys), np.concatenate(owners)


def _expected(keys: Ids, owner: Ids, known: Ids, share: Floats) -> tuple[Ids, Floats]:
    """How often each pair is expected, if every piece of a target has one piece of its source."""
    weight = share[np.searchsorted(known, keys)] if len(known) else np.ones(len(keys))
    weight /= np.bincount(owner, weight)[owner]
    unique, place = np.unique(keys, return_inverse=True)
    return unique, np.bincount(place, weight)


def lists(
    keys: Ids, share: Floats, source: Sequence[str], target: Sequence[str], frequent: Ids
) -> list[Ids]:
    """The list of each piece of the source: the best first, its own form, for piece 0 the frequent."""
    width, number = len(target), {piece: place for place, piece in enumerate(target)}
    order = np.lexsort((-share, keys // width))
    order = order[share[order] >= LEAST]
    begins = np.searchsorted(keys[order] // width, np.arange(len(source) + 1))
    found = []
    for piece, text in enumerate(source):
        best = keys[order[begins[piece] : begins[piece + 1]]][:BEST] % width
        # A name that opens a sentence or stands in capitals may be cut or written otherwise.
        bare = text.lstrip("▁")
        own = [number[form] for form in (text, bare, "▁" + bare) if form in number]
        found.append(np.unique(np.concatenate([best, np.array(own, np.int64)])))
    found[0] = np.unique(np.concatenate([found[0], frequent]))
    return found


def write(path: Path, found: Sequence[Ids]) -> None:
    """Marian's format."""
    begins = np.cumsum([0, *map(len, found)])
    body = struct.pack("<4Q", 0, BEST, len(begins), begins[-1])
    body += begins.astype("<u8").tobytes() + np.concatenate(found).astype("<u4").tobytes()
    path.write_bytes(struct.pack("<2Q", MAGIC, checksum(body)) + body)


def checksum(body: bytes) -> int:
    """Marian's, of what stands behind it: Boost's hash over words of eight bytes."""
    found = 0
    for (word,) in struct.iter_unpack("<Q", body[: len(body) // 8 * 8]):
        found ^= (word + 0x9E3779B9 + (found << 6) + (found >> 2)) & _MASK
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="+", type=Path, help="TSV; the target in its last column")
    parser.add_argument("--column", type=int, default=0, help="the source's column")
    parser.add_argument("--back", action="store_true", help="source and target change places")
    parser.add_argument("--source", required=True, type=Path, help="SentencePiece model")
    parser.add_argument("--target", required=True, type=Path, help="SentencePiece model")
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    readers = [
        spm.SentencePieceProcessor(model_file=str(path))
        for path in (options.source, options.target)
    ]
    rows = [
        (columns[options.column], columns[-1])
        for path in options.data
        for columns in (
            line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")[:-1]
        )
    ]
    texts = list(zip(*rows, strict=True))
    if options.back:
        texts.reverse()
    encoded = [reader.encode(list(text)) for reader, text in zip(readers, texts, strict=True)]
    counts = np.bincount(np.concatenate([np.asarray(row, np.int64) for row in encoded[1]]))
    source, target = ([np.unique(row).astype(np.int64) for row in rows] for rows in encoded)
    forms = [[reader.id_to_piece(n) for n in range(len(reader))] for reader in readers]
    keys, share = shares(source, target, len(forms[1]))
    found = lists(keys, share, *forms, np.argsort(-counts)[:FREQUENT])
    write(options.out, found)
    print(f"{options.out}: {sum(map(len, found)) / len(found):.1f} pieces a list")


if __name__ == "__main__":
    main()
