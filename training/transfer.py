"""First weights of a student from a Firefox "tiny" Marian model.

Marian's decoder has an SSRU: a recurrence that averages what it has seen. A recurrent student takes
it over as it is. Attention, for a student that CTranslate2 can run, starts as its likeness: values
are the SSRU's input matrix, the output is the identity, queries and keys are nearly zero, so that
every earlier piece weighs the same.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import sentencepiece as spm
import torch
from torch import Tensor, nn

from training import checkpoint, marian
from training.model import END, Layer, Shape, Student
from training.recurrence import Recurrence


def fill(student: Student, weights: marian.Weights) -> None:
    """Copy every layer that the two models share; embeddings are done by `embed`."""
    with torch.no_grad():
        for number, layer in enumerate(student.enc, 1):
            name = f"encoder_l{number}"
            _linear(layer.self.qkv, weights, *[f"{name}_self_{{}}{c}" for c in "qkv"])
            _linear(layer.self.o, weights, f"{name}_self_{{}}o")
            _norm(layer.ln1, weights, f"{name}_self_Wo")
            _feedforward(layer, weights, name)
        for number, layer in enumerate(student.dec, 1):
            name = f"decoder_l{number}"
            if isinstance(layer.self, Recurrence):
                _recurrence(layer.self, weights, name)
            else:
                _self_from_ssru(layer, weights, name)
            _norm(layer.ln1, weights, name + "_rnn_ffn")
            _linear(layer.ctx.q, weights, f"{name}_context_{{}}q")
            _linear(layer.ctx.kv, weights, *[f"{name}_context_{{}}{c}" for c in "kv"])
            _linear(layer.ctx.o, weights, f"{name}_context_{{}}o")
            _norm(layer.ln2, weights, f"{name}_context_Wo")
            _feedforward(layer, weights, name)


def _linear(layer: nn.Linear, weights: marian.Weights, *names: str) -> None:
    """Fill a (fused) projection; `{}` in a name stands for W or b."""
    matrix = np.concatenate([weights[name.format("W")].T for name in names])
    layer.weight.copy_(torch.from_numpy(matrix))
    layer.bias.copy_(torch.from_numpy(np.concatenate([weights[n.format("b")] for n in names])))


def _norm(layer: nn.LayerNorm, weights: marian.Weights, name: str) -> None:
    layer.weight.copy_(torch.from_numpy(weights[name + "_ln_scale"]))
    layer.bias.copy_(torch.from_numpy(weights[name + "_ln_bias"]))


def _feedforward(layer: Layer, weights: marian.Weights, name: str) -> None:
    _linear(layer.w1, weights, name + "_ffn_{}1")
    _linear(layer.w2, weights, name + "_ffn_{}2")
    _norm(layer.ln3, weights, name + "_ffn_ffn")


def _self_from_ssru(layer: Layer, weights: marian.Weights, name: str) -> None:
    width = layer.self.o.weight.shape[0]
    nn.init.normal_(layer.self.qkv.weight[: 2 * width], std=0.02)
    layer.self.qkv.weight[2 * width :].copy_(torch.from_numpy(weights[name + "_rnn_W"].T))
    layer.self.qkv.bias.zero_()
    layer.self.o.weight.copy_(torch.eye(width))
    layer.self.o.bias.zero_()


def _recurrence(block: Recurrence, weights: marian.Weights, name: str) -> None:
    inward, forget, bias = (
        torch.from_numpy(weights[f"{name}_rnn_{part}"]) for part in ("W", "Wf", "bf")
    )
    block.inward.weight.copy_(inward.T)
    block.forget.weight.copy_(forget.T)
    block.forget.bias.copy_(bias.view(-1))


def embed(
    new: spm.SentencePieceProcessor,
    old: spm.SentencePieceProcessor,
    table: Tensor,
    bias: Tensor,
    meaning: dict[str, str] | None = None,
) -> tuple[Tensor, Tensor]:
    """Embeddings and biases for the pieces of `new` from the old model's.

    A piece both know keeps its row. Another is the mean of the old pieces that spell its
    `meaning` (a word list into the old language) or else its own letters.
    """
    rows, biases = table.mean(0).repeat(len(new), 1), bias.mean().repeat(len(new))
    for number in range(len(new)):
        piece = new.id_to_piece(number)
        same = old.piece_to_id(piece)
        word = piece.replace("▁", " ").strip()
        said = (meaning or {}).get(word) if piece.startswith("▁") else None
        if number == END or (same != old.unk_id() and said is None):
            ids = [END if number == END else same]
        else:
            ids = [i for i in old.encode(said or word) if i != old.unk_id()] if word else []
        if ids:
            rows[number], biases[number] = table[ids].mean(0), bias[ids].mean()
    return rows, biases


def student_of(
    weights: marian.Weights, old: spm.SentencePieceProcessor,
    source: spm.SentencePieceProcessor, target: spm.SentencePieceProcessor,
    words: dict[str, str] | None = None, *, recurrent: bool = False,
) -> Student:  # fmt: skip
    """A student with the weights of a model that knows `old` pieces; it reads `source` ones, which
    may be the same, and says those of `target`.
    """
    student = Student(Shape(len(source), len(target), recurrent=recurrent))
    fill(student, weights)
    table = torch.from_numpy(weights[marian.EMBEDDING])
    bias = torch.from_numpy(weights["decoder_ff_logit_out_b"])
    with torch.no_grad():
        read = table if source is old else embed(source, old, table, bias)[0]
        student.se.weight.copy_(read)
        rows, biases = embed(target, old, table, bias, words)
        student.te.weight.copy_(rows)
        student.tb.copy_(biases)
    return student


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--marian", required=True, type=Path, help="model.*.bin")
    parser.add_argument("--marian-vocabulary", required=True, type=Path, help="vocab.*.spm")
    parser.add_argument("--source", required=True, type=Path, help="our source SentencePiece")
    parser.add_argument("--target", required=True, type=Path, help="our target SentencePiece")
    parser.add_argument("--words", type=Path, help="TSV: target word, its meaning")
    parser.add_argument("--recurrent", action="store_true", help="keep Marian's recurrence")
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    weights = marian.read(options.marian)
    old, source, target = (
        spm.SentencePieceProcessor(model_file=str(path))
        for path in (options.marian_vocabulary, options.source, options.target)
    )
    words = None
    if options.words:
        lines = options.words.read_text(encoding="utf-8").splitlines()
        words = dict(line.split("\t")[:2] for line in lines)
    student = student_of(weights, old, source, target, words, recurrent=options.recurrent)
    state = {"weights": student.state_dict(), "shape": vars(student.shape)}
    checkpoint.save(options.out, state)


if __name__ == "__main__":
    main()
