"""Vocabularies: SentencePiece models that keep the old ids and gain what they lack.

`train` makes a fresh one, `extend` adds missing characters to the end of an old one (every old id
stays), `merge` puts together the old pieces that a text uses, the pieces that spell names, and
the new language's own.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import sentencepiece as spm
from sentencepiece import sentencepiece_model_pb2 as proto

NEEDED = (
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,;:!?¿¡'\"“”‘’«»–—…-()[]{}<>/"
    "\\|@#%&*+=_~^°ºª§$€£¥ñÑáéíóúüÁÉÍÓÚÜçÇàèìòùâêîôûäëïöãõßøØåÅæœšŠčČćžŽýłśńşğıřěőęążăđ½¼²³·•×÷±≤≥→←©®™"
)


def train(texts: list[Path], out: Path, size: int) -> None:
    """A fresh vocabulary: the end of a sentence is 0, an unknown piece 1."""
    spm.SentencePieceTrainer.train(
        input=",".join(map(str, texts)), model_prefix=str(out.with_suffix("")), vocab_size=size,
        character_coverage=0.9999, eos_id=0, unk_id=1, bos_id=-1, pad_id=-1, split_digits=True,
        hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip


def read(path: Path) -> proto.ModelProto:
    model = proto.ModelProto()
    model.ParseFromString(path.read_bytes())
    return model


def extend(old: Path, out: Path, characters: str = NEEDED) -> list[str]:
    """Append the characters that `old` reads as unknown; the ones added."""
    model = read(old)
    processor = spm.SentencePieceProcessor(model_file=str(old))
    lowest = min(piece.score for piece in model.pieces)
    missing = [c for c in characters if processor.unk_id() in processor.encode(c)]
    for character in missing:
        piece = model.pieces.add()
        piece.piece, piece.score, piece.type = (
            character,
            lowest - 1,
            proto.ModelProto.SentencePiece.NORMAL,
        )
    out.write_bytes(model.SerializeToString())
    return missing


def merge(old: Path, new: Path, text: Path, out: Path, least: int) -> int:
    """Old and new pieces that `text` uses `least` times, and what spells names; how many."""
    model, fresh = read(old), read(new)
    known = {piece.piece for piece in model.pieces}
    size = len(model.pieces)
    both = proto.ModelProto()
    both.CopyFrom(model)
    both.pieces.extend(piece for piece in fresh.pieces if piece.piece not in known)
    processor = spm.SentencePieceProcessor(model_proto=both.SerializeToString())
    uses: Counter[int] = Counter()
    with text.open(encoding="utf-8") as sentences:
        for sentence in sentences:
            uses.update(processor.encode(sentence.rstrip("\n")))
    kept = [
        piece
        for number, piece in enumerate(both.pieces)
        if number < 2
        or uses[number] >= (least if number < size else max(1, least // 2))
        or _spells_names(piece.piece)
    ]
    del model.pieces[:]
    model.pieces.extend(kept)
    model.trainer_spec.vocab_size = len(kept)
    out.write_bytes(model.SerializeToString())
    return len(kept)


def _spells_names(piece: str) -> bool:
    """Single characters, short word-internal pieces, short capitalised beginnings."""
    word = piece.removeprefix("▁")
    if len(word) <= 1:
        return True
    if not word.isalpha():
        return False
    return len(word) <= 3 and (word == piece or word[0].isupper())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    fresh = commands.add_parser("train", help="a fresh vocabulary from text")
    fresh.add_argument("texts", nargs="+", type=Path)
    fresh.add_argument("--size", type=int, default=12_000)
    longer = commands.add_parser("extend", help="add missing characters")
    longer.add_argument("old", type=Path)
    merged = commands.add_parser("merge", help="old pieces worth keeping and new ones")
    merged.add_argument("old", type=Path)
    merged.add_argument("new", type=Path)
    merged.add_argument("text", type=Path)
    merged.add_argument("--least", type=int, default=20)
    for command in (fresh, longer, merged):
        command.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    if options.command == "train":
        train(options.texts, options.out, options.size)
    elif options.command == "extend":
        print("added:", "".join(extend(options.old, options.out)))
    else:
        print("pieces:", merge(options.old, options.new, options.text, options.out, options.least))


if __name__ == "__main__":
    main()
