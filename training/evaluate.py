"""Measure: BLEU, chrF, figures and names kept, alignment of what is copied, sentences a second."""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path
from typing import Any

from bilingua.engines.firefox import voice_of
from bilingua.engines.marian.speech import Said, say
from bilingua.engines.marian.weights import read_ctranslate2

DECODING = {"max_batch_size": 1024, "batch_type": "tokens", "max_decoding_length": 200,
            "length_penalty": 0.2}  # fmt: skip
FIGURE = re.compile(r"\d+")
NAME = re.compile(r"(?<=[a-záéíóúñ,] )[A-Z][a-záéíóúñ]{3,}")


def scores(said: list[str], reference: list[str]) -> tuple[float, float]:
    """BLEU and chrF; not numbers where sacrebleu is not installed."""
    try:
        import sacrebleu
    except ImportError:
        return float("nan"), float("nan")
    return (
        sacrebleu.corpus_bleu(said, [reference]).score,
        sacrebleu.corpus_chrf(said, [reference]).score,
    )


def kept(
    pattern: re.Pattern[str], sources: list[str], said: list[str], reference: list[str]
) -> tuple[int, int]:
    """How many matches that source and reference share are in the translation, of how many."""
    have = total = 0
    for source, target, wanted in zip(sources, said, reference, strict=True):
        for word in pattern.findall(source):
            if word in wanted:
                total += 1
                have += word in target
    return have, total


def translate(
    model: Path, pieces: Any, lines: list[str], beam: int, threads: int
) -> tuple[list[str], float]:
    """Translations by an exported model, and the seconds they took; a recurrent one has no beam."""
    if _recurrent(model):
        answers, seconds = spoken(model, pieces, lines, threads)
        return [answer.text for answer in answers], seconds
    import ctranslate2

    translator = ctranslate2.Translator(
        str(model), compute_type="int8", inter_threads=threads, intra_threads=1
    )
    tokens = pieces.encode(lines, out_type=str)
    began = time.monotonic()
    results = translator.translate_batch(tokens, beam_size=beam, **DECODING)
    seconds = time.monotonic() - began
    return ["".join(r.hypotheses[0]).replace("▁", " ").strip() for r in results], seconds


def spoken(model: Path, pieces: Any, lines: list[str], threads: int) -> tuple[list[Said], float]:
    """Translations by bilingua's own runtime, with what each piece looked at, and the seconds."""
    words = json.loads((model / "target_vocabulary.json").read_text(encoding="utf-8"))
    voice = voice_of(model / "model.bin", read_ctranslate2, pieces)
    began = time.monotonic()
    said = say([voice], [lines], words, threads=threads, looks=0)
    return said, time.monotonic() - began


def looks(
    model: Path, pieces: Any, lines: list[str], threads: int
) -> list[tuple[list[str], list[list[float]]]]:
    """Of each translation the pieces and what each of them looked at, by what runs the model."""
    if _recurrent(model):
        said, _seconds = spoken(model, pieces, lines, threads)
        return [(one.pieces, one.looks) for one in said]
    import ctranslate2

    translator = ctranslate2.Translator(str(model), compute_type="int8")
    tokens = pieces.encode(lines, out_type=str)
    results = translator.translate_batch(tokens, return_attention=True, beam_size=1, **DECODING)
    return [(one.hypotheses[0], one.attention[0]) for one in results]


def _recurrent(model: Path) -> bool:
    """CTranslate2 cannot run it: `export` gives it no settings for it."""
    return not (model / "config.json").exists()


def copied_links(source: list[str], target: list[str], attention: Any) -> tuple[int, int]:
    """Of target words that the source also has (figures, names), how many look at that word."""
    words, hits, total = _words(source), 0, 0
    for word, pieces in _words(target):
        if not (word[:1].isdigit() or word[:1].isupper()):
            continue
        own = {i for other, ids in words if other == word for i in ids}
        if own:
            total += 1
            weights = [sum(row) for row in zip(*(attention[i] for i in pieces), strict=True)]
            hits += max(range(len(weights)), key=weights.__getitem__) in own
    return hits, total


def _words(pieces: list[str]) -> list[tuple[str, list[int]]]:
    groups: list[list[int]] = []
    for number, piece in enumerate(pieces):
        if piece.startswith("▁") or not groups:
            groups.append([])
        groups[-1].append(number)
    return [("".join(pieces[i] for i in ids).strip("▁.,;:\"'"), ids) for ids in groups]


def main() -> None:
    import sentencepiece as spm

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help="Argos package folder")
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, help="write the translations here")
    options = parser.parse_args()
    sources, reference = (
        path.read_text(encoding="utf-8").splitlines()
        for path in (options.source, options.reference)
    )
    pieces = spm.SentencePieceProcessor(model_file=str(options.package / "sentencepiece.model"))
    model = options.package / "model"
    said, seconds = translate(model, pieces, sources, options.beam, options.threads)
    bleu, chrf = scores(said, reference)
    print(f"BLEU {bleu:.1f}\nchrF {chrf:.1f}\nsentences/s {len(said) / seconds:.0f}")
    for label, pattern in (("figures", FIGURE), ("names", NAME)):
        have, total = kept(pattern, sources, said, reference)
        print(f"{label} kept {100 * have / max(1, total):.1f} % of {total}")
    sample = sources[:500]
    links = [
        copied_links(pieces.encode(line, out_type=str), target, attention)
        for line, (target, attention) in zip(
            sample, looks(model, pieces, sample, options.threads), strict=True
        )
    ]
    hits, total = (sum(column) for column in zip(*links, strict=True))
    print(f"copied words aligned {100 * hits / max(1, total):.1f} % of {total}")
    if options.out:
        options.out.write_text("\n".join(said) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
