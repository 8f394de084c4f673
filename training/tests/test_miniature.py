"""A tiny model goes the whole way: generate, prepare, train, resume, average, export, package."""

from __future__ import annotations

import json
import math
import random
import re
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs PyTorch, which the product does not")
pytest.importorskip("google.protobuf", reason="training edits SentencePiece models")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import ctranslate2
import sentencepiece as spm
import torch

from bilingua.engines.marian.weights import read_ctranslate2
from training import checkpoint, generate, plot, prepare, restore, vocabulary
from training.evaluate import copied_links
from training.export import export
from training.model import END, Student
from training.package import package
from training.swap import names, swap
from training.train import arguments, run


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data, vocabularies and a checkpoint that was stopped and resumed."""
    folder = tmp_path_factory.mktemp("training")
    raw = folder / "raw.tsv"
    raw.write_text("".join(f"{en}\t{es}\n" for en, es in generate.pairs(400)), encoding="utf-8")
    mixed = prepare.mix([f"{raw}*2"], prepare.Guard(), frozenset())
    data = folder / "data.tsv"
    data.write_text("".join(f"{en}\t{es}\n" for en, es in mixed), encoding="utf-8")
    for side, name in enumerate(("source", "target")):
        text = folder / f"{name}.txt"
        text.write_text("\n".join(pair[side] for pair in mixed), encoding="utf-8")
        vocabulary.train([text], folder / f"{name}.model", 300)
    for minutes in ("0.02", "0.04"):
        run(arguments(miniature(folder, f"--out {folder}/run.pt --minutes {minutes} --threads 1")))
    return folder


def miniature(folder: Path, more: str) -> list[str]:
    """What the smallest of trainings is given."""
    return (
        f"--data {folder}/data.tsv --source {folder}/source.model --target {folder}/target.model "
        "--save-every 60 --tokens 400 --rate 2e-3 --warm 5 --shape 32 64 4 2 1 "
        f"--dev {folder}/source.txt {folder}/target.txt --dev-lines 4 {more}"
    ).split()


def test_scoring_leaves_the_training_its_threads(trained: Path) -> None:
    run(arguments(miniature(trained, f"--out {trained}/two.pt --minutes 0.005 --threads 2")))
    assert torch.get_num_threads() == 2


def test_it_resumes_where_it_stopped_and_logs(trained: Path) -> None:
    rows = (trained / "run.log.tsv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 3
    first, second = (
        dict(zip(rows[0].split("\t"), row.split("\t"), strict=True)) for row in rows[1:]
    )
    assert int(second["step"]) > int(first["step"]) > 0
    assert int(second["pairs"]) > int(first["pairs"])
    assert float(second["loss"]) < float(first["loss"])
    assert plot.draw({"run": [(1.0, 2.0), (2.0, 3.0)]}).endswith("</svg>\n")


def test_the_exported_model_says_what_pytorch_says(trained: Path) -> None:
    source, target = (
        spm.SentencePieceProcessor(model_file=str(trained / f"{name}.model"))
        for name in ("source", "target")
    )
    state = checkpoint.average([trained / "run.pt", trained / "run.pt"])
    read, said = (
        processor.encode((trained / f"{name}.txt").read_text(encoding="utf-8").splitlines()[:20])
        for name, processor in (("source", source), ("target", target))
    )
    student = Student(checkpoint.shape(state))
    shape = vars(student.shape) | {"heads": 8}
    assert state["shape"] != shape
    student.load_state_dict(state["weights"])
    expected = []
    with torch.no_grad():
        for row, translation in zip(read, said, strict=True):
            inputs, outputs = torch.tensor([[*row, END]]), torch.tensor([[*translation, END]])
            logits = student(inputs, torch.ones_like(inputs, dtype=torch.bool), outputs)
            likely = torch.log_softmax(logits[0], -1).gather(1, outputs[0, :, None])
            expected.append(likely[:, 0].tolist())
    for head in (0, 2):
        out = trained / f"float{head}"
        export(state, trained / "source.model", trained / "target.model", out, "float32", head=head)
        translator = ctranslate2.Translator(str(out), compute_type="float32", intra_threads=1)
        tokens = [[source.id_to_piece(n) for n in row] for row in read]
        scores = translator.score_batch(
            tokens, [[target.id_to_piece(n) for n in row] for row in said]
        )
        for score, likely in zip(scores, expected, strict=True):
            assert score.log_probs == pytest.approx(likely, abs=1e-3)
        results = translator.translate_batch(
            tokens, beam_size=1, max_decoding_length=40, return_attention=True
        )
        assert all(len(r.attention[0]) >= len(r.hypotheses[0]) for r in results)


def test_exporting_leaves_the_checkpoint_as_it_was(trained: Path) -> None:
    state = checkpoint.load(trained / "run.pt")
    before = {name: weight.clone() for name, weight in state["weights"].items()}
    export(state, trained / "source.model", trained / "target.model", trained / "again")
    assert all(torch.equal(before[name], state["weights"][name]) for name in before)


def test_a_package_can_be_trained_on_from(trained: Path) -> None:
    state = checkpoint.load(trained / "run.pt")
    export(state, trained / "source.model", trained / "target.model", trained / "shipped")
    again = restore.weights(read_ctranslate2(trained / "shipped" / "model.bin"))
    assert again.keys() == state["weights"].keys()
    for name, weight in state["weights"].items():
        assert (again[name] - weight).abs().max() <= 0.01 * weight.abs().max(), name


def test_the_package_is_one_that_argos_reads(trained: Path) -> None:
    state = checkpoint.load(trained / "run.pt")
    export(state, trained / "source.model", trained / "target.model", trained / "int8")
    readme = trained / "notes.md"
    readme.write_text("# A miniature\n", encoding="utf-8")
    archive = package(
        trained / "int8", trained / "source.model", readme, trained / "en_es", ("en", "es"), "0.1"
    )
    metadata = json.loads((trained / "en_es" / "metadata.json").read_text(encoding="utf-8"))
    assert (metadata["from_code"], metadata["to_code"]) == ("en", "es")
    with zipfile.ZipFile(archive) as bundle:
        assert {"en_es/metadata.json", "en_es/model/model.bin"} <= set(bundle.namelist())


def test_generated_pairs_keep_every_figure_and_repeat() -> None:
    made = list(generate.pairs(300, seed=5))
    assert made == list(generate.pairs(300, seed=5))
    assert all(en and es for en, es in made)
    digits = [(sorted(filter(str.isdigit, en)), sorted(filter(str.isdigit, es))) for en, es in made]
    assert all(en == es for en, es in digits)


def test_preparing_refuses_evaluation_text_and_bad_pairs() -> None:
    guard = prepare.Guard(["One two three four five six seven eight nine."])
    pairs = [
        ("Good morning.", "Buenos días."),
        ("Good morning.", "Buenos días."),
        ("He said two three four five six seven eight nine ten", "Dijo muchos números en orden."),
        ("There were 12 of them", "Había 13 de ellos"),
        ("Short", "Una frase que no guarda ninguna proporción con la otra, larga y más larga"),
    ]
    assert list(prepare.clean(pairs, guard)) == [("Good morning.", "Buenos días.")]


def test_links_of_copied_words() -> None:
    source, target = ["▁In", "▁Lima", "▁12"], ["▁En", "▁Li", "ma", "▁12"]
    attention = [[1, 0, 0], [0, 1, 0], [0, 0.6, 0.4], [0.9, 0, 0.1]]
    assert copied_links(source, target, attention) == (1, 2)
    assert math.isclose(sum(attention[2]), 1)


def test_swapping_changes_both_sides_alike_and_nothing_else() -> None:
    chance = random.Random(4)
    pair = ("Mr. Stone paid 1,250 dollars in 2019.", "El señor Stone pagó 1,250 dólares en 2019.")
    source, target = swap(pair, ["Quiñones"], chance)
    assert source != pair[0]
    new = source.split()[1]
    assert f"El señor {new} pagó" in target
    (figure, year), (cifra, anno) = (re.findall(r"\d[\d,]*\d", side) for side in (source, target))
    assert (figure, year) == (cifra, anno)
    assert re.fullmatch(r"\d,\d{3}", figure)
    assert year.startswith("20")
    assert swap(("No names here", "Aquí no hay nombres"), [], chance) == (
        "No names here",
        "Aquí no hay nombres",
    )
    assert names(["He saw Quim in Lima.", "He saw Ana, Ana and Ana, Ana"]) == ["Lima", "Quim"]
