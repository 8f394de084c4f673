"""Shortlists: what may be said of what was read, and nothing else."""

from __future__ import annotations

import json
import shutil
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sentencepiece as spm

from bilingua.engines.argos import SHIPPED
from bilingua.engines.base import Decoding, Direction
from bilingua.engines.ensemble import TO_ENGLISH, TO_SPANISH, Ensemble
from bilingua.engines.firefox import Firefox, found_models, vocabularies
from bilingua.engines.marian.shortlist import MAGIC, Shortlist, choice, read_shortlist
from bilingua.engines.marian.speech import Voice, say
from bilingua.engines.marian.transformer import Transformer
from bilingua.engines.marian.weights import read_marian
from bilingua.errors import EngineError

EN_PT = Direction("en", "pt")
# Piece 1 becomes 4 or 5, piece 2 becomes 6; pieces 0 and 1 may always be said.
SMALL = Shortlist(2, np.array([0, 0, 2, 3]), np.array([4, 5, 6]))


def test_each_sentence_has_its_own_choice() -> None:
    both = choice([SMALL], [[[1, 0], [2, 2, 0]]])
    assert both.pieces.tolist() == [0, 1, 4, 5, 6]
    assert both.of_row.tolist() == [[True] * 4 + [False], [True, True, False, False, True]]


def test_two_voices_allow_what_either_allows() -> None:
    other = Shortlist(0, np.array([0, 1, 1]), np.array([7]))
    both = choice([SMALL, other], [[[1, 0]], [[1, 0]]])
    assert both.pieces.tolist() == [0, 1, 4, 5, 7]
    assert both.of_row.all()


def test_a_list_is_of_other_pieces_too() -> None:
    # 6 stands first now, 4 third, 1 fourth; 0 and 5 are not known.
    theirs = SMALL.of_pieces(np.array([6, -1, 4, 1]))
    assert sorted(theirs.of([1, 0]).tolist()) == [2, 3]
    assert sorted(theirs.of([2, 0]).tolist()) == [0, 3]


@pytest.mark.parametrize("package", sorted(SHIPPED.glob("translate-*")), ids=lambda p: p.name)
def test_the_shipped_lists_fit_their_vocabularies(package: Path) -> None:
    listed = read_shortlist(package / "model" / "lex.bin")
    reader = spm.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    says = json.loads((package / "model" / "target_vocabulary.json").read_text("utf-8"))
    assert len(listed.begins) == len(reader) + 1
    assert listed.pieces.max() < len(says)
    # A name may be copied, and a number.
    for text in ("Casas", "Lima", "2030", "Roberto"):
        allowed = {says[piece] for piece in listed.of([*reader.encode(text), 0])}
        assert set(reader.encode(text, out_type=str)) <= allowed, text


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [("en_es", "house", "casa"), ("es_en", "lluvia", "rain"),
     ("pt_es", "ontem", "ayer")],
)  # fmt: skip
def test_the_shipped_lists_have_the_translation(name: str, source: str, target: str) -> None:
    package = max(SHIPPED.glob(f"translate-{name}-*"))
    listed = read_shortlist(package / "model" / "lex.bin")
    reader = spm.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    says = json.loads((package / "model" / "target_vocabulary.json").read_text("utf-8"))
    ids = reader.encode(source)
    assert len(ids) == 1
    assert "▁" + target in {says[piece] for piece in listed.of([*ids, 0])}


def test_firefox_says_with_its_list_what_it_says_of_all_pieces(firefox: Firefox) -> None:
    story = [
        "The council voted on Tuesday to build 2,800 apartments before 2030.",
        "“We did not expect so many families,” the mayor said.",
        "She has lived in the neighborhood since 1994 and does not want to leave.",
    ]
    model = found_models()[EN_PT]
    reads, says = vocabularies(model)
    voice = Voice(Transformer(read_marian(model)), reads)
    pieces = [says.id_to_piece(number) for number in range(len(says))]
    every = [one.text for one in say([voice], [story], pieces)]
    assert [one.text for one in firefox.translate(EN_PT, story, Decoding())] == every
    # A list that allows nothing but full stops shows that lists are heeded.
    stop = says.piece_to_id(".")
    mute = Shortlist(0, np.array([0, 1] + [1] * (len(reads) - 1)), np.array([stop]))
    (one, *_) = say([replace(voice, shortlist=mute)], [story], pieces)
    assert set(one.pieces) <= {"."}


def test_what_stands_beside_a_sentence_allows_it_nothing(firefox: Firefox) -> None:
    texts = ["Miami", "The jury found the senator guilty of bribery.", "Rain fell on Lima."]
    together = firefox.translate(EN_PT, texts, Decoding())
    apart = [firefox.translate(EN_PT, [text], Decoding())[0] for text in texts]
    assert [one.text for one in together] == [one.text for one in apart]
    for one, other in zip(together, apart, strict=True):
        assert one.score == pytest.approx(other.score, abs=1e-4)


@pytest.mark.parametrize("direction", [TO_SPANISH, TO_ENGLISH])
def test_the_ensemble_chooses_from_both_lists(direction: Direction, firefox: Firefox) -> None:
    ensemble = Ensemble()
    ensemble.translate(direction, ["Lima."], Decoding(originals=["Lima."]))
    loaded = ensemble._loaded[direction]
    assert loaded.neighbour.shortlist is not None
    assert loaded.original.shortlist is not None
    for voice in (loaded.neighbour, loaded.original):
        assert voice.shortlist is not None
        assert voice.shortlist.pieces.max() < len(loaded.pieces)
        assert 0 < len(voice.shortlist.of([5, 0])) < 1000


@pytest.mark.parametrize("body", [b"", b"\0" * 48, b"no list at all, and longer than its head is"])
def test_a_damaged_list_is_told(body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "lex.bin"
    path.write_bytes(body)
    with pytest.raises(ValueError, match=r"lex\.bin"):
        read_shortlist(path)


def test_a_list_whose_runs_lead_astray_is_told(tmp_path: Path) -> None:
    real = next(found_models()[EN_PT].parent.glob("lex*.bin")).read_bytes()
    path = tmp_path / "lex.bin"
    path.write_bytes(real[:64] + b"\xff" * 8 + real[72:])
    with pytest.raises(ValueError, match="damaged"):
        read_shortlist(path)
    path.write_bytes(real[:-400])
    with pytest.raises(ValueError, match="ends too early"):
        read_shortlist(path)


def test_a_model_with_a_damaged_list_is_told(tmp_path: Path) -> None:
    model = found_models()[EN_PT]
    shutil.copytree(model.parent, tmp_path / "own")
    path = next((tmp_path / "own").glob("lex*.bin"))
    path.write_bytes(b"\0" * 100)
    with pytest.raises(EngineError, match="damaged"):
        Firefox(folders=[tmp_path]).translate(EN_PT, ["One."], Decoding())


@pytest.mark.parametrize(
    ("first", "runs", "pieces"),
    [(0, 10, [1]), (2**40, 32001, [1]), (0, 32001, [2**32 - 1])],
    ids=["too few runs", "all may be said and more", "a piece that is none"],
)
def test_a_list_of_another_vocabulary_is_told(
    first: int, runs: int, pieces: list[int], tmp_path: Path
) -> None:
    model = found_models()[EN_PT]
    shutil.copytree(model.parent, tmp_path / "own")
    begins = np.zeros(runs, "<u8")
    begins[-1] = len(pieces)
    head = struct.pack("<6Q", MAGIC, 0, first, 0, runs, len(pieces))
    body = begins.tobytes() + np.array(pieces, "<u4").tobytes()
    next((tmp_path / "own").glob("lex*.bin")).write_bytes(head + body)
    with pytest.raises(EngineError, match="of another vocabulary"):
        Firefox(folders=[tmp_path]).translate(EN_PT, ["One."], Decoding())
