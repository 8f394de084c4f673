"""A whole Argos package with a tiny model: real files, real decoding, weights that nobody trained."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece as spm
from ctranslate2.specs import common_spec, transformer_spec

SAMPLES = Path(__file__).parent.parent.parent / "samples"
WIDTH, INNER, HEADS, LAYERS = 32, 64, 4, 2


def make_package(
    folder: Path, *, source: str = "en", target: str = "es", bpe: bool = False
) -> Path:
    """Write a package folder; with `bpe` in the older layout, whose vocabulary is Moses' and BPE."""
    root = folder / f"translate-{source}_{target}-1_0"
    root.mkdir(parents=True)
    metadata = {
        "package_version": "1.0", "argos_version": "1.5", "type": "translate",
        "from_code": source, "from_name": "English", "to_code": target, "to_name": "Spanish",
    }  # fmt: skip
    (root / "metadata.json").write_text(json.dumps(metadata))
    if bpe:
        merges = ["t h", "th e</w>", "e r</w>", "a n", "an d</w>", "i n", "in g</w>", "o n</w>"]
        (root / "bpe.model").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
        letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,$"
        pieces = [*(c + "@@" for c in letters), *letters, "the", "and", "ing", "on"]
        vocabulary = ["<unk>", "<s>", "</s>", *pieces]
    else:
        stream = io.BytesIO()
        text = "\n".join(p.read_text("utf-8") for p in sorted(SAMPLES.glob("*.txt"))).splitlines()
        spm.SentencePieceTrainer.train(
            sentence_iterator=iter(text), model_writer=stream, vocab_size=400,
            hard_vocab_limit=False, minloglevel=2,
        )  # fmt: skip
        (root / "sentencepiece.model").write_bytes(stream.getvalue())
        processor = spm.SentencePieceProcessor(model_proto=stream.getvalue())
        vocabulary = [processor.id_to_piece(i) for i in range(len(processor))]
    _write_model(root / "model", vocabulary)
    return root


def _write_model(path: Path, vocabulary: list[str]) -> None:
    chance = np.random.default_rng(7)

    def random(*shape: int) -> Any:
        return chance.normal(0, 0.4, shape).astype(np.float32)

    def linear(layer: Any, outputs: int, inputs: int) -> None:
        layer.weight, layer.bias = random(outputs, inputs), random(outputs)

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    spec = transformer_spec.TransformerSpec.from_config(
        (LAYERS, LAYERS), HEADS, pre_norm=False, activation=common_spec.Activation.RELU,
        alignment_layer=-1, alignment_heads=1,
    )  # fmt: skip
    for part in (spec.encoder, spec.decoder):
        part.position_encodings.encodings = 4 * random(300, WIDTH)
        for layer in part.layer:
            linear(layer.self_attention.linear[0], 3 * WIDTH, WIDTH)
            linear(layer.self_attention.linear[1], WIDTH, WIDTH)
            norm(layer.self_attention.layer_norm)
            if part is spec.decoder:
                for place, outputs in enumerate((WIDTH, 2 * WIDTH, WIDTH)):
                    linear(layer.attention.linear[place], outputs, WIDTH)
                norm(layer.attention.layer_norm)
            linear(layer.ffn.linear_0, INNER, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, INNER)
            norm(layer.ffn.layer_norm)
    spec.encoder.embeddings[0].weight = random(len(vocabulary), WIDTH)
    spec.decoder.embeddings.weight = random(len(vocabulary), WIDTH)
    linear(spec.decoder.projection, len(vocabulary), WIDTH)
    # What nobody trained would never stop; it ends now after a few words.
    spec.decoder.projection.bias[vocabulary.index("</s>")] = 6.0
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize()
    path.mkdir()
    spec.save(str(path))
