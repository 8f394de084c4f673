"""An ensemble says greedily what the mean of its members' probabilities says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs PyTorch, which the product does not")
pytest.importorskip("sentencepiece", reason="reads the vocabulary")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sentencepiece as spm
import torch
from greedy import decode

from training import checkpoint, ensemble
from training.model import END, PAD, START, UNKNOWN, Shape, Student
from training.vocabulary import train

LINES = ["the mayor spoke in the city", "rain", "the city spoke of rain and of the mayor again"]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pieces")
    text = folder / "text.txt"
    text.write_text("\n".join(LINES * 20))
    train([text], folder / "pieces.model", 60)
    return folder / "pieces.model"


def toy(seed: int, size: int) -> Student:
    torch.manual_seed(seed)
    student = Student(Shape(size, size, 32, 64, 4, 2, 2)).eval()
    with torch.no_grad():
        student.te.weight.mul_(6)  # far apart, so that rounding decides nothing
        student.tb[END] = -20.0
    return student


def test_a_single_member_says_what_the_model_says(pieces: Path) -> None:
    reader = spm.SentencePieceProcessor(model_file=str(pieces))
    student = toy(1, len(reader))
    with torch.inference_mode():
        said = ensemble.translate(
            [ensemble.Member(student, reader)], [LINES], reader, torch.arange(len(reader))
        )
    wanted = decode(student, reader, reader, LINES)
    shortest = min(map(len, (*said, *wanted)))
    assert shortest > 3
    assert [line[:shortest] for line in said] == [line[:shortest] for line in wanted]


def test_two_members_say_the_mean(pieces: Path) -> None:
    reader = spm.SentencePieceProcessor(model_file=str(pieces))
    models = [toy(1, len(reader)), toy(2, len(reader))]
    texts = [LINES, [line.upper() for line in LINES]]
    with torch.inference_mode():
        said = ensemble.translate(
            [ensemble.Member(model, reader) for model in models],
            texts, reader, torch.arange(len(reader)),
        )  # fmt: skip
        for number, line in enumerate(said):
            out: list[int] = []
            for _ in range(8):
                mean = torch.zeros(len(reader))
                for model, text in zip(models, texts, strict=True):
                    ids = torch.tensor([[*reader.encode(text[number]), END]])
                    known = ids != PAD
                    states = model.decode(
                        torch.tensor([[START, *out]]), model.encode(ids, known), known
                    )
                    logits = states[0, -1] @ model.te.weight.T + model.tb
                    mean += torch.softmax(logits, -1)
                mean[UNKNOWN] = 0
                out.append(int(mean.argmax()))
            if END in out:
                out = out[: out.index(END)]
            start = reader.decode(out)
            assert line.startswith(start[:10])


def test_the_command_writes_a_line_for_each(
    pieces: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = spm.SentencePieceProcessor(model_file=str(pieces))
    student = toy(1, len(reader))
    state = {"weights": student.state_dict(), "shape": vars(student.shape)}
    checkpoint.save(tmp_path / "toy.pt", state)
    text = tmp_path / "text.txt"
    text.write_text("\n".join(LINES) + "\n")
    member = ["--member", str(tmp_path / "toy.pt"), str(pieces), str(text)]
    out = ["--target", str(pieces), "--out", str(tmp_path / "said.txt")]
    for hints in ([], ["--hints", str(text)]):
        monkeypatch.setattr(sys, "argv", ["ensemble", *member, *member, *out, *hints])
        ensemble.main()
        assert (tmp_path / "said.txt").read_text().count("\n") == len(LINES)
