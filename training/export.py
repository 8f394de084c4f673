"""A checkpoint as a CTranslate2 model, int8 unless asked otherwise.

A recurrent student, which CTranslate2 cannot run, becomes a file of weights and the target's pieces.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import sentencepiece as spm
from ctranslate2.specs import common_spec, transformer_spec

from training import checkpoint
from training.container import names, write
from training.model import EPSILON, Shape, positions

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
    if shape.recurrent:
        _write_recurrent(weights, shape, target, out, int8=quantization == "int8")
        return
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder, shape.decoder), shape.heads, pre_norm=False,
        activation=common_spec.Activation.RELU, alignment_layer=-1, alignment_heads=1,
    )  # fmt: skip

    def linear(layer: Any, name: str) -> None:
        layer.weight, layer.bias = weights[name + ".weight"], weights[name + ".bias"]

    def norm(layer: Any, name: str) -> None:
        layer.gamma, layer.beta = weights[name + ".weight"], weights[name + ".bias"]

    for side, part in (("enc", spec.encoder), ("dec", spec.decoder)):
        part.scale_embeddings = True
        part.position_encodings.encodings = positions(LONGEST, shape.width).numpy()
        for number, layer in enumerate(part.layer):
            name = f"{side}.{number}."
            linear(layer.self_attention.linear[0], name + "self.qkv")
            linear(layer.self_attention.linear[1], name + "self.o")
            norm(layer.self_attention.layer_norm, name + "ln1")
            if side == "dec":
                for place, projection in enumerate(("q", "kv", "o")):
                    linear(layer.attention.linear[place], f"{name}ctx.{projection}")
                norm(layer.attention.layer_norm, name + "ln2")
            linear(layer.ffn.linear_0, name + "w1")
            linear(layer.ffn.linear_1, name + "w2")
            norm(layer.ffn.layer_norm, name + "ln3")
    spec.encoder.embeddings[0].weight = weights["se.weight"]
    spec.decoder.embeddings.weight = weights["te.weight"]
    spec.decoder.projection.weight = weights["te.weight"]
    spec.decoder.projection.bias = weights["tb"]
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


def _write_recurrent(
    weights: dict[str, Any], shape: Shape, target: Path, out: Path, *, int8: bool
) -> None:
    called = names(shape.encoder, shape.decoder, recurrent=True)
    write(
        out / "model.bin",
        {theirs: weights[ours] for ours, theirs in called.items()},
        int8=int8,
    )
    said = json.dumps(_pieces(target), ensure_ascii=False, indent=2)
    (out / "target_vocabulary.json").write_text(said + "\n", encoding="utf-8")


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
