"""A checkpoint as a CTranslate2 model, int8 unless asked otherwise.

A recurrent student, which CTranslate2 cannot run, becomes a file of weights and the target's pieces.
"""

from __future__ import annotations

import argparse
import json
import shutil
from functools import reduce
from pathlib import Path
from typing import Any

import sentencepiece as spm
from ctranslate2.specs import common_spec, transformer_spec

from training import checkpoint
from training.container import names, write
from training.model import EPSILON, positions

# Encodings for longer inputs would cost a package more than they are worth; callers cut at this.
LONGEST = 640


def export(
    state: dict[str, Any], source: Path, target: Path, out: Path, quantization: str = "int8",
    head: int | None = None,
) -> None:  # fmt: skip
    """Write the model's folder; `head` of the last layer is put first, where alignment is read."""
    shape = checkpoint.shape(state)
    # Copies: CTranslate2 changes what it is given in place, and training may still need it.
    weights = {name: value.float().numpy().copy() for name, value in state["weights"].items()}
    if head:
        _head_first(weights, f"dec.{shape.decoder - 1}.ctx.", head, shape.heads)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    ours = names(shape.encoder, shape.decoder, recurrent=shape.recurrent)
    called = {theirs: weights[name] for name, theirs in ours.items()}
    if shape.recurrent:
        write(out / "model.bin", called, int8=quantization == "int8")
        said = json.dumps(_pieces(target), ensure_ascii=False, indent=2)
        (out / "target_vocabulary.json").write_text(said + "\n", encoding="utf-8")
        return
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder, shape.decoder), shape.heads, pre_norm=False,
        activation=common_spec.Activation.RELU, alignment_layer=-1, alignment_heads=1,
    )  # fmt: skip

    for part in (spec.encoder, spec.decoder):
        part.scale_embeddings = True
        part.position_encodings.encodings = positions(LONGEST, shape.width).numpy()
    for theirs, value in called.items():
        *path, last = theirs.split("/")
        setattr(reduce(_part, path, spec), last, value)
    spec.decoder.projection.weight = weights["te.weight"]
    spec.decoder.start_from_zero_embedding = True
    for register, path in (
        (spec.register_source_vocabulary, source),
        (spec.register_target_vocabulary, target),
    ):
        register(_pieces(path))
    config = spec.config
    config.add_source_eos, config.add_source_bos = True, False
    config.bos_token = config.eos_token = config.decoder_start_token = "</s>"
    config.unk_token = "<unk>"
    config.layer_norm_epsilon = EPSILON
    spec.validate()
    spec.optimize(quantization=None if quantization == "float32" else quantization)
    spec.save(str(out))


def _part(whole: Any, name: str) -> Any:
    """What the file calls `name` (layer_0, layer_norm) of a part of CTranslate2's specification."""
    if hasattr(whole, name):
        return getattr(whole, name)
    listed, _, number = name.rpartition("_")
    return getattr(whole, listed)[int(number)]


def _pieces(vocabulary: Path) -> list[str]:
    pieces = spm.SentencePieceProcessor(model_file=str(vocabulary))
    return [pieces.id_to_piece(number) for number in range(len(pieces))]


def _head_first(weights: dict[str, Any], name: str, head: int, heads: int) -> None:
    """Exchange two heads of an attention over the source; what it computes stays the same."""
    width = weights[name + "o.weight"].shape[0]
    order = list(range(heads))
    order[0], order[head] = head, 0
    rows = [h * (width // heads) + i for h in order for i in range(width // heads)]
    both = rows + [width + row for row in rows]
    for projection, places in (("q", rows), ("kv", both)):
        for kind in ("weight", "bias"):
            key = f"{name}{projection}.{kind}"
            weights[key] = weights[key][places].copy()
    weights[name + "o.weight"] = weights[name + "o.weight"][:, rows].copy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--source", required=True, type=Path)
    parser.add_argument("--target", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--quantization", default="int8")
    parser.add_argument("--head", type=int, help="the head that aligns best")
    options = parser.parse_args()
    state = checkpoint.load(options.checkpoint)
    export(state, options.source, options.target, options.out, options.quantization, options.head)


if __name__ == "__main__":
    main()
