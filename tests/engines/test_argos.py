"""The argos engine on real packages: found, loaded once, decoded as argostranslate would."""

from __future__ import annotations

from pathlib import Path

import ctranslate2
import pytest
from argostranslate import settings
from argostranslate.package import Package
from tiny import make_package

from bilingua.engines.argos import COST, Argos, compute_type
from bilingua.engines.base import Decoding, Direction
from bilingua.errors import EngineError

EN_ES = Direction("en", "es")
SENTENCES = [
    "The council voted on Tuesday.",
    "Taxes rise 2.5 percent in September.",
    "She said the library opens at 9 a.m. and closes at noon on Saturdays.",
    "No.",
]


class WholeText:
    """Hands argostranslate a text uncut, as bilingua hands its engine one segment."""

    def split_sentences(self, text: str) -> list[str]:
        return [text]


@pytest.mark.parametrize("bpe", [False, True], ids=["sentencepiece", "bpe"])
@pytest.mark.parametrize("beam", [1, 4])
def test_same_text_as_argostranslate(tmp_path, monkeypatch, bpe, beam):
    from argostranslate.translate import apply_packaged_translation

    root = make_package(tmp_path, bpe=bpe)
    monkeypatch.setattr(settings, "beam_size", beam)
    package = Package(root)
    translator = ctranslate2.Translator(
        str(root / "model"), compute_type="float32", intra_threads=1
    )
    theirs = [
        apply_packaged_translation(package, text, translator, WholeText(), num_hypotheses=1)[
            0
        ].value
        for text in SENTENCES
    ]
    engine = Argos(folders=(tmp_path,), compute="float32", threads=1)
    ours = engine.translate(EN_ES, SENTENCES, Decoding(beam=beam))
    assert [rendering.text for rendering in ours] == theirs
    assert any(theirs), "an empty text proves nothing"


def test_packages_are_found_where_argos_installs_them(tmp_path, monkeypatch):
    make_package(tmp_path)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path))
    assert Argos().directions()[EN_ES] == COST


def test_links_come_from_attention_where_asked(tmp_path):
    make_package(tmp_path)
    engine = Argos(folders=(tmp_path,), threads=1)
    (plain,) = engine.translate(EN_ES, SENTENCES[:1], Decoding(beam=1))
    (aligned,) = engine.translate(EN_ES, SENTENCES[:1], Decoding(beam=1, align=True))
    assert not plain.links
    assert aligned.links
    for link in aligned.links:
        assert 0 <= link.source[0] < link.source[1] <= len(SENTENCES[0])
        assert 0 <= link.target[0] < link.target[1] <= len(aligned.text)


def test_next_hypotheses_are_given_where_asked(tmp_path):
    make_package(tmp_path)
    engine = Argos(folders=(tmp_path,), threads=1)
    (rendering,) = engine.translate(EN_ES, SENTENCES[:1], Decoding(beam=4, alternatives=2))
    assert len({one.text for one in (rendering, *rendering.alternatives)}) == 3


def test_a_model_is_loaded_once(tmp_path):
    make_package(tmp_path)
    engine = Argos(folders=(tmp_path,), threads=1)
    engine.translate(EN_ES, SENTENCES, Decoding(beam=1))
    (tmp_path / "translate-en_es-1_0" / "model" / "model.bin").unlink()
    engine.translate(EN_ES, SENTENCES, Decoding(beam=1))
    with pytest.raises(EngineError, match="bilingua models remove en es"):
        Argos(folders=(tmp_path,), threads=1).translate(EN_ES, SENTENCES, Decoding(beam=1))


def test_every_hypothesis_has_a_score_and_links_of_its_own(tmp_path):
    make_package(tmp_path)
    engine = Argos(folders=(tmp_path,), threads=1)
    asked = Decoding(beam=4, alternatives=2, align=True)
    (rendering,) = engine.translate(EN_ES, SENTENCES[:1], asked)
    hypotheses = (rendering, *rendering.alternatives)
    assert len({one.score for one in hypotheses}) == 3
    for one in hypotheses:
        assert one.links
        assert max(link.target[1] for link in one.links) <= len(one.text)


@pytest.mark.parametrize(
    ("cpuinfo", "how"),
    [
        ("processor : 0\nflags\t\t: fpu sse2 avx2 fma\n", "float32"),
        ("processor : 0\nflags\t\t: fpu avx512f avx512_vnni\n", "auto"),
        ("processor : 0\nflags\t\t: fpu avx2 avx_vnni\n", "auto"),
        ("processor : 0\nFeatures : fp asimd asimddp\n", "auto"),
    ],
)
def test_whole_numbers_only_where_they_do_not_overflow(
    tmp_path: Path, cpuinfo: str, how: str
) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text(cpuinfo)
    assert compute_type(told) == how
    assert compute_type(tmp_path / "none") == "auto"
