"""The calculation of Marian's kind of models says what CTranslate2 says, and refuses what it is not for."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
import sentencepiece as spm

from bilingua.engines.argos import SHIPPED
from bilingua.engines.base import Decoding, Direction, Rendering
from bilingua.engines.firefox import Firefox, found_models
from bilingua.engines.marian.speech import Said, Voice, say
from bilingua.engines.marian.transformer import Transformer
from bilingua.engines.marian.weights import read_ctranslate2, read_marian
from bilingua.errors import EngineError

PACKAGE = max(SHIPPED.glob("translate-en_es-*"))
EN_PT, PT_EN = Direction("en", "pt"), Direction("pt", "en")
STORY = [
    "The council voted on Tuesday to build 2,800 apartments before 2030.",
    "Susan Field met Roberto Casas in Lima.",
    "“We did not expect so many families,” the mayor said.",
    "Prices rose 3.5% in June, the fastest pace in two years.",
    "Miami",
    "She has lived in the neighborhood since 1994 and does not want to leave.",
]


@pytest.fixture(scope="module")
def voice() -> Voice:
    reader = spm.SentencePieceProcessor(model_file=str(PACKAGE / "sentencepiece.model"))
    return Voice(Transformer(read_ctranslate2(PACKAGE / "model" / "model.bin")), reader)


@pytest.fixture(scope="module")
def pieces() -> list[str]:
    import json

    found: list[str] = json.loads((PACKAGE / "model" / "target_vocabulary.json").read_text("utf-8"))
    return found


def alone(voice: Voice, texts: list[str], pieces: list[str], **options: int) -> list[Said]:
    return say([voice], [texts], pieces, **options)


def test_it_says_what_ctranslate2_says(voice: Voice, pieces: list[str]) -> None:
    translator = ctranslate2.Translator(str(PACKAGE / "model"), compute_type="float32")
    tokens = voice.reader.encode(STORY, out_type=str)
    results = translator.translate_batch(
        tokens, beam_size=1, length_penalty=0, disable_unk=True, return_scores=True
    )
    said = alone(voice, STORY, pieces)
    assert [one.pieces for one in said] == [result.hypotheses[0] for result in results]
    for one, result in zip(said, results, strict=True):
        # CTranslate2 gives the sum over the pieces and the end.
        assert one.score == pytest.approx(result.scores[0] / (len(one.pieces) + 1), abs=1e-3)


def test_what_stands_beside_a_sentence_does_not_change_it(voice: Voice, pieces: list[str]) -> None:
    together = [one.text for one in alone(voice, STORY, pieces, threads=2)]
    apart = [alone(voice, [text], pieces)[0].text for text in STORY]
    assert together == apart
    assert [one.text for one in alone(voice, STORY[::-1], pieces)] == together[::-1]


def test_two_of_the_same_opinion_say_the_same(voice: Voice, pieces: list[str]) -> None:
    both = say([voice, voice], [STORY, STORY], pieces)
    for one, other in zip(both, alone(voice, STORY, pieces), strict=True):
        assert one.pieces == other.pieces
        assert one.score == pytest.approx(other.score, abs=1e-5)


def test_each_piece_tells_where_it_looked(voice: Voice, pieces: list[str]) -> None:
    (one,) = alone(voice, [STORY[1]], pieces, looks=0)
    source = voice.reader.encode(STORY[1], out_type=str)
    assert len(one.looks) == len(one.pieces)
    copied = [piece for piece in one.pieces if piece[1:].istitle() and source.count(piece) == 1]
    assert "▁Lima" in copied
    for name in copied:
        look = one.looks[one.pieces.index(name)]
        assert len(look) >= len(source)
        assert sum(look) == pytest.approx(1, abs=1e-4)
        assert int(np.argmax(look)) == source.index(name)


def test_a_piece_that_a_voice_lacks_is_never_said(voice: Voice, pieces: list[str]) -> None:
    lacking = [-1 if piece in ("▁martes", "▁Lima") else n for n, piece in enumerate(pieces)]
    weights = read_ctranslate2(PACKAGE / "model" / "model.bin")
    mute = Voice(Transformer(weights, np.array(lacking)), voice.reader)
    said = alone(mute, STORY, pieces)
    assert not {"▁martes", "▁Lima"} & {piece for one in said for piece in one.pieces}


def test_endless_text_ends(voice: Voice, pieces: list[str]) -> None:
    (one,) = alone(voice, ["ha " * 3000], pieces)
    assert len(one.pieces) <= 1.5 * 641 + 8


def test_firefox_models_link_and_are_sure_of_what_is_plain(firefox: Firefox) -> None:
    text = "Susan Field met Roberto Casas in Lima."
    plain, odd = firefox.translate(EN_PT, [text, "Grbl zzt fnord."], Decoding(align=True))
    assert plain.score is not None
    assert odd.score is not None
    assert odd.score < plain.score < 0
    here, there = text.index("Lima"), plain.text.index("Lima")
    assert any(
        link.source[0] <= here < link.source[1] and link.target[0] <= there < link.target[1]
        for link in plain.links
    )


def test_links_stay_right_behind_a_dash(firefox: Firefox) -> None:
    # The model reads " - " for it.
    text = "The mayor — a Democrat — met Roberto Casas in Lima."
    (said,) = firefox.translate(EN_PT, [text], Decoding(align=True))
    for name in ("Casas", "Lima"):
        here, there = text.index(name), said.text.index(name)
        assert any(
            link.source[0] <= here < link.source[1] and link.target[0] <= there < link.target[1]
            for link in said.links
        ), name


def test_a_model_of_hostile_sizes_is_told(tmp_path: Path) -> None:
    sizes = np.array([1, 1, 4, 0x404, 2**62, 8], "<u8").tobytes()
    (tmp_path / "model.bin").write_bytes(sizes + b"Wemb" + b"\0" * 64)
    with pytest.raises(ValueError, match=r"model\.bin"):
        read_marian(tmp_path / "model.bin")


def _copy(direction: Direction, folder: Path) -> Path:
    model = found_models()[direction]
    shutil.copytree(model.parent, folder / "own")
    return folder / "own" / model.name


def test_a_damaged_model_is_told(firefox: Firefox, tmp_path: Path) -> None:
    model = _copy(EN_PT, tmp_path)
    model.write_bytes(model.read_bytes()[:-1000])
    with pytest.raises(EngineError, match=r"damaged: .* ends too early"):
        Firefox(folders=[tmp_path]).translate(EN_PT, ["One."], Decoding())
    model.write_bytes(b"\0" * 64)
    with pytest.raises(EngineError, match="no Marian model"):
        Firefox(folders=[tmp_path]).translate(EN_PT, ["One."], Decoding())


def test_another_architecture_is_told(firefox: Firefox, tmp_path: Path) -> None:
    model = _copy(PT_EN, tmp_path)
    data = model.read_bytes()
    model.write_bytes(data.replace(b"transformer-heads: 8", b"transformer-heads: 4"))
    with pytest.raises(ValueError, match="another architecture: transformer-heads: 4"):
        read_marian(model)
    model.write_bytes(data.replace(b"decoder_l1_rnn_Wf\0", b"decoder_l1_rnn_Wg\0"))
    with pytest.raises(ValueError, match="it lacks 'decoder_l1_rnn_Wf'"):
        read_marian(model)


def test_a_file_that_is_no_package_is_told(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"PK\3\4" * 20)
    with pytest.raises(ValueError, match="not of CTranslate2's format"):
        read_ctranslate2(tmp_path / "model.bin")


def test_what_was_just_said_is_not_calculated_again(monkeypatch: pytest.MonkeyPatch) -> None:
    firefox = Firefox()
    if not firefox.directions():
        pytest.skip("The Firefox models are not installed: pip install 'bilingua[firefox]'")
    said = firefox.translate(EN_PT, STORY[:3], Decoding())
    asked: list[list[str]] = []
    say_it = firefox._say

    def counted(direction: Direction, segments: Sequence[str], *, align: bool) -> list[Rendering]:
        asked.append([*segments])
        return say_it(direction, segments, align=align)

    monkeypatch.setattr(firefox, "_say", counted)
    assert firefox.translate(EN_PT, STORY[2:0:-1], Decoding()) == said[2:0:-1]
    assert asked == []
    # With a new one all are calculated, as they would be by a process that has said nothing yet.
    firefox.translate(EN_PT, [STORY[0], "Rain fell."], Decoding())
    assert firefox.translate(EN_PT, ["Rain fell."], Decoding(align=True))[0].links
    assert asked == [[STORY[0], "Rain fell."], ["Rain fell."]]
