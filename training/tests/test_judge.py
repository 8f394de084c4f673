"""The judge says what its language model says, and takes what that likes best."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs PyTorch, which the product does not")
pytest.importorskip("gguf", reason="the judge reads GGUF")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import gguf
import numpy as np
import torch
from tokenizers import pre_tokenizers
from torch.nn import functional

from training.judge import WORTH, Judge, choose, convert

LAYERS, WIDTH, HEADS, KEYS, INNER, BASE, EPSILON = 2, 64, 4, 2, 96, 10_000.0, 1e-5
SIZE = WIDTH // HEADS
PIECES = ["<start>", *sorted(pre_tokenizers.ByteLevel.alphabet()), "th", "the"]
SHAPES = {
    "attn_q": (WIDTH, WIDTH), "attn_k": (KEYS * SIZE, WIDTH), "attn_v": (KEYS * SIZE, WIDTH),
    "attn_output": (WIDTH, WIDTH), "ffn_gate": (INNER, WIDTH), "ffn_up": (INNER, WIDTH),
    "ffn_down": (WIDTH, INNER),
}  # fmt: skip


@pytest.fixture(scope="module")
def tensors() -> dict[str, np.ndarray]:
    chance = np.random.default_rng(5)
    found = {
        "token_embd.weight": chance.normal(size=(len(PIECES), WIDTH)),
        "output_norm.weight": np.ones(WIDTH),
    }
    for layer in range(LAYERS):
        for name, shape in SHAPES.items():
            found[f"blk.{layer}.{name}.weight"] = chance.normal(size=shape) / 8
        for name in ("attn_norm", "ffn_norm"):
            found[f"blk.{layer}.{name}.weight"] = chance.uniform(0.5, 1.5, size=WIDTH)
    return {name: value.astype(np.float32) for name, value in found.items()}


@pytest.fixture(scope="module")
def judge(tensors: dict[str, np.ndarray], tmp_path_factory: pytest.TempPathFactory) -> Judge:
    folder = tmp_path_factory.mktemp("judge")
    writer = gguf.GGUFWriter(folder / "tiny.gguf", "llama")
    writer.add_block_count(LAYERS)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEYS)
    writer.add_rope_freq_base(BASE)
    writer.add_layer_norm_rms_eps(EPSILON)
    writer.add_token_list(PIECES)
    writer.add_token_merges(["t h", "th e"])
    for name, value in tensors.items():
        writer.add_tensor(name, value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    convert(folder / "tiny.gguf", folder / "model")
    return Judge(folder / "model", threads=1)


def log_probability(tensors: dict[str, np.ndarray], ids: list[int]) -> float:
    """That of the pieces after the first, by PyTorch: what Llama does, in its plainest form."""
    own = {name: torch.from_numpy(value) for name, value in tensors.items()}

    def norm(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * weight

    turns = torch.outer(
        torch.arange(len(ids)).float(), BASE ** (-torch.arange(0, SIZE, 2).float() / SIZE)
    )

    def heads(x: torch.Tensor, count: int, turned: bool = True) -> torch.Tensor:
        x = x.view(len(ids), count, SIZE).transpose(0, 1)
        if turned:
            one, two = x[..., 0::2], x[..., 1::2]
            x = torch.stack(
                (one * turns.cos() - two * turns.sin(), one * turns.sin() + two * turns.cos()), -1
            ).flatten(-2)
        return x.repeat_interleave(HEADS // count, 0)

    x = own["token_embd.weight"][ids]
    for layer in range(LAYERS):
        w = {name: own[f"blk.{layer}.{name}.weight"] for name in (*SHAPES, "attn_norm", "ffn_norm")}
        h = norm(x, w["attn_norm"])
        seen = functional.scaled_dot_product_attention(
            heads(h @ w["attn_q"].T, HEADS),
            heads(h @ w["attn_k"].T, KEYS),
            heads(h @ w["attn_v"].T, KEYS, turned=False),
            is_causal=True,
        )
        x = x + seen.transpose(0, 1).reshape(len(ids), WIDTH) @ w["attn_output"].T
        h = norm(x, w["ffn_norm"])
        x = x + (functional.silu(h @ w["ffn_gate"].T) * (h @ w["ffn_up"].T)) @ w["ffn_down"].T
    logits = norm(x, own["output_norm.weight"]) @ own["token_embd.weight"].T
    each = logits[:-1].log_softmax(-1)
    return float(each[range(len(ids) - 1), ids[1:]].sum())


@pytest.mark.parametrize(
    ("text", "pieces"), [("the", ["the"]), ("a the", ["a", "Ġ", "the"]), ("t12", ["t", "1", "2"])]
)
def test_it_says_what_the_model_says(
    judge: Judge, tensors: dict[str, np.ndarray], text: str, pieces: list[str]
) -> None:
    ids = [0, *map(PIECES.index, pieces)]
    wanted = log_probability(tensors, ids) + WORTH * len(pieces)
    # Eight bits of each weight are kept.
    assert judge.likings([text]) == [pytest.approx(wanted, rel=0.05)]


def test_it_takes_what_the_model_likes_best(judge: Judge) -> None:
    texts = ["the", "a the", "t12", ""]
    liked = judge.likings(texts)
    assert liked[3] == float("-inf")
    best = max(range(len(texts)), key=liked.__getitem__)
    assert choose(judge, [texts, texts[::-1], ["the", "the"]]) == [best, len(texts) - 1 - best, 0]
