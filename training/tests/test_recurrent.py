"""A student that keeps Marian's recurrence: it learns, is exported, and says what PyTorch says."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("torch", reason="training needs PyTorch, which the product does not")
pytest.importorskip("google.protobuf", reason="training edits SentencePiece models")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import sentencepiece as spm
import torch

from bilingua.engines.marian.transformer import Saying, Transformer
from bilingua.engines.marian.weights import read_ctranslate2
from training import checkpoint, generate, restore, vocabulary
from training.evaluate import spoken
from training.export import export
from training.model import END, START, UNKNOWN, Shape, Student, shape_of
from training.recurrence import Scan
from training.train import arguments, run


def test_the_scan_and_its_gradient() -> None:
    torch.manual_seed(1)
    keep, new = (torch.rand(2, 5, 3, dtype=torch.float64, requires_grad=True) for _ in "ab")
    assert torch.autograd.gradcheck(Scan.apply, (keep, new))
    last = Scan.apply(keep, new)[:, 1]
    assert torch.allclose(last, keep[:, 1] * new[:, 0] + new[:, 1])


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """A folder with vocabularies, sentences and the checkpoint of a student that trained a little."""
    folder = tmp_path_factory.mktemp("recurrent")
    pairs = list(generate.pairs(300))
    (folder / "data.tsv").write_text("".join(f"{en}\t{es}\n" for en, es in pairs), "utf-8")
    models = []
    for side, name in enumerate(("source", "target")):
        (folder / f"{name}.txt").write_text("\n".join(pair[side] for pair in pairs), "utf-8")
        models.append(folder / f"{name}.model")
        vocabulary.train([folder / f"{name}.txt"], models[-1], 300)
    source, target = (spm.SentencePieceProcessor(model_file=str(model)) for model in models)
    torch.manual_seed(1)
    student = Student(Shape(len(source), len(target), 64, 128, 8, 2, 2, recurrent=True))
    start = {"weights": student.state_dict(), "shape": vars(student.shape)}
    checkpoint.save(folder / "start.pt", start)
    given = (
        f"--data {folder}/data.tsv --source {models[0]} --target {models[1]} --tokens 400 "
        f"--start {folder}/start.pt --out {folder}/run.pt --minutes 0.03 --threads 1 --warm 5 "
        f"--rate 2e-3 --dev {folder}/source.txt {folder}/target.txt --dev-lines 4 --save-every 60"
    )
    run(arguments(given.split()))
    return SimpleNamespace(
        folder=folder, models=models, source=source, target=target, student=student,
        state=checkpoint.load(folder / "run.pt"), pairs=pairs[:12],
    )  # fmt: skip


def test_it_learns(learned: SimpleNamespace) -> None:
    assert shape_of(learned.state["weights"]) == learned.student.shape
    before = learned.student.state_dict()["dec.0.self.forget.weight"]
    assert not torch.equal(learned.state["weights"]["dec.0.self.forget.weight"], before)
    rows = (learned.folder / "run.log.tsv").read_text("utf-8").splitlines()
    assert len(rows) == 2


def test_the_runtime_thinks_what_pytorch_thinks(learned: SimpleNamespace) -> None:
    learned.student.load_state_dict(learned.state["weights"])
    out = learned.folder / "float"
    export(learned.state, *learned.models, out, "float32", head=2)
    assert not (out / "config.json").exists()
    model = Transformer(read_ctranslate2(out / "model.bin"))
    for english, spanish in learned.pairs:
        read, said = [*learned.source.encode(english), END], learned.target.encode(spanish)
        source, target = torch.tensor([read]), torch.tensor([said])
        with torch.no_grad():
            logits = learned.student(source, torch.ones_like(source, dtype=torch.bool), target)[0]
        logits[:, UNKNOWN] = -torch.inf  # which the runtime never says
        saying = Saying(model, [read])
        for before, expected in zip([START, *said], torch.softmax(logits, -1), strict=False):
            likely, _looks = saying.next(np.array([before]))
            assert np.allclose(likely[0], expected.numpy(), atol=1e-5)


def test_it_is_evaluated_by_the_runtime(learned: SimpleNamespace) -> None:
    out = learned.folder / "spoken"
    export(learned.state, *learned.models, out)
    said, _seconds = spoken(out, learned.source, [english for english, _ in learned.pairs], 1)
    assert all(len(one.looks) == len(one.pieces) > 0 for one in said)


def test_it_can_be_trained_on_from_whole_numbers(learned: SimpleNamespace) -> None:
    out = learned.folder / "int8"
    export(learned.state, *learned.models, out)
    again = restore.weights(read_ctranslate2(out / "model.bin"))
    assert again.keys() == learned.state["weights"].keys()
    for name, weight in learned.state["weights"].items():
        assert (again[name] - weight).abs().max() <= 0.01 * weight.abs().max(), name
