"""The C++ attention and loss say what PyTorch's own say."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs PyTorch, which the product does not")
pytest.importorskip("ninja", reason="the C++ is built with ninja")
if shutil.which("c++") is None:
    pytest.skip("the C++ needs a compiler", allow_module_level=True)
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch.nn.functional as F  # noqa: E402

from training.loss import loss  # noqa: E402
from training.model import Attention, Shape  # noqa: E402

SHAPE = Shape(source=50, target=60, width=64, heads=2)


@pytest.mark.parametrize("cross", [False, True])
@pytest.mark.parametrize("causal", [False, True])
def test_attention_and_its_gradients_agree(cross: bool, causal: bool) -> None:
    if cross and causal:
        pytest.skip("the source is never causal")
    torch.manual_seed(1)
    plain = Attention(SHAPE, cross)
    fast = Attention(SHAPE, cross)
    fast.load_state_dict(plain.state_dict())
    fast.bfloat16()
    x, memory = torch.randn(3, 5, 64), torch.randn(3, 7, 64)
    lengths = torch.tensor([7, 2, 4]) if cross else torch.tensor([5, 2, 4])
    known = torch.arange(7 if cross else 5) < lengths[:, None]
    given = None if causal else known
    outs = []
    for layer, kind in ((plain, torch.float32), (fast, torch.bfloat16)):
        inputs = x.detach().to(kind, copy=True).requires_grad_()
        out = layer(inputs, given, memory.to(kind) if cross else None, causal)
        real = out if cross or causal else out[known]
        real.float().pow(2).sum().backward()
        outs.append((real.float(), inputs.grad.float(), layer.o.weight.grad.float()))
    for one, other in zip(*outs, strict=True):
        assert torch.allclose(one, other, rtol=0.1, atol=0.05 * float(one.detach().abs().max()))


def test_the_loss_and_its_gradients_agree() -> None:
    torch.manual_seed(2)
    results = []
    for kind in (torch.float32, torch.bfloat16):
        torch.manual_seed(2)
        states = torch.randn(40, 64).to(kind).requires_grad_()
        table = torch.randn(60, 64).to(kind).requires_grad_()
        bias = torch.randn(60).to(kind).requires_grad_()
        value = loss(states, table, bias, torch.arange(40))
        value.backward()
        results.append(
            (value.detach(), states.grad.float(), table.grad.float(), bias.grad.float())
        )
    for one, other in zip(*results, strict=True):
        assert torch.allclose(one, other, rtol=0.05, atol=0.02)


def test_a_sample_of_the_vocabulary_stands_for_all_of_it() -> None:
    torch.manual_seed(3)
    states, table, bias = torch.randn(30, 64) / 8, torch.randn(6000, 64) / 4, torch.randn(6000) / 4
    target = torch.randint(0, 6000, (30,))
    whole = F.cross_entropy(F.linear(states, table, bias), target)
    sampled = torch.stack([loss(states, table, bias, target, 1000) for _ in range(20)]).mean()
    assert abs(float(sampled - whole)) < 0.03
    unraised = F.cross_entropy(F.linear(states, table[:1000], bias[:1000]), target.clamp(max=999))
    assert abs(float(unraised - whole)) > 0.5
