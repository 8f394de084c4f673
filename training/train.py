"""Train a student, in bfloat16 with float32 master weights; stop it and run it again at will.

Rates follow what was learned by trial: decoder self-attention (new) learns faster than the rest;
embeddings have a larger epsilon, or Adam's drift makes pieces that are never seen forget what they
mean. Layers that know their language already can be frozen, and the loss taken over a sample of
the vocabulary: together they double the pairs seen. What is saved to translate with is a running
mean of the weights.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from signal import SIGTERM, signal
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

import sentencepiece as spm
import torch
from torch import Tensor

from training import checkpoint
from training.batches import Encoded, batches, encode, tensors
from training.evaluate import scores, translate
from training.export import export
from training.loss import loss
from training.model import PAD, Shape, Student
from training.teachers import Teachers, neighbour

LOG = "step\tpairs\tminutes\tloss\tBLEU\tchrF\n"


class Trainer:
    """A student, its float32 master weights, their mean, and the optimiser."""

    def __init__(self, state: dict[str, Any], options: argparse.Namespace) -> None:
        self.options = options
        self.student = Student(checkpoint.shape(state))
        self.student.load_state_dict(state["weights"])
        weights = state.get("master", state["weights"])
        self.master = {
            name: weights[name].detach().clone().float().requires_grad_()
            for name, _ in self.student.named_parameters()
            if not name.startswith(tuple(options.freeze))
        }
        for name, weight in self.student.named_parameters():
            weight.requires_grad_(name in self.master)
        self.mean = {n: state["weights"][n].float().clone() for n in self.master}
        self.frozen = {n: w for n, w in state["weights"].items() if n not in self.master}
        groups: dict[str, list[Tensor]] = {"new": [], "table": [], "rest": []}
        for name, weight in self.master.items():
            groups[_group(name)].append(weight)
        rate = options.rate
        settings = {"new": (2.5 * rate, 3e-6), "table": (1.5 * rate, 3e-5), "rest": (rate, 3e-6)}
        self.optimiser = torch.optim.AdamW(
            [
                {"params": groups[key], "lr": settings[key][0], "eps": settings[key][1]}
                for key in groups
            ],
            betas=(0.9, 0.98), weight_decay=0.0,
        )  # fmt: skip
        if "optimiser" in state:
            self.optimiser.load_state_dict(state["optimiser"])
        self.rates = [settings[key][0] for key in groups]
        self.step, self.pairs, self.minutes = (
            state.get(k, 0) for k in ("step", "pairs", "minutes")
        )
        if options.bfloat16:
            self.student.bfloat16()
        self.load(self.master)

    def load(self, weights: dict[str, Tensor]) -> None:
        """Put weights into the model that computes."""
        with torch.no_grad():
            for name, weight in self.student.named_parameters():
                if name in weights:
                    weight.copy_(weights[name])

    def learn(self, rows: list[Encoded], teachers: Teachers | None = None) -> float:
        """One step, from the target as it stands or from teachers; the loss before it."""
        self.student.train()
        self.student.zero_grad(set_to_none=True)
        lost = teachers.loss(self.student, rows) if teachers else self._loss(rows)
        lost.backward()
        for name, weight in self.student.named_parameters():
            if weight.grad is not None:
                self.master[name].grad = weight.grad.float()
        size = torch.nn.utils.clip_grad_norm_(self.master.values(), 1.0)
        if torch.isfinite(size):
            self.step += 1
            done = min(1.0, self.minutes / self.options.minutes)
            rise = min(1.0, self.step / self.options.warm)
            for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
                group["lr"] = rate * rise * (0.1 + 0.9 * (1 - done))
            self.optimiser.step()
            keep = self.options.mean if done > 0.5 else min(0.97, self.options.mean)
            with torch.no_grad():
                for name, weight in self.master.items():
                    self.mean[name].lerp_(weight, 1 - keep)
            self.load(self.master)
        self.pairs += len(rows)
        return float(lost.detach())

    def _loss(self, rows: list[Encoded]) -> Tensor:
        source, known, target = tensors(rows)
        states = self.student.states(source, known, target)
        real = target != PAD
        table, bias = self.student.te.weight, self.student.tb
        return loss(states[real], table, bias, target[real], self.options.sample)

    def state(self) -> dict[str, Any]:
        """Everything needed to go on, or to translate."""
        return {
            "weights": self.frozen | self.mean, "master": {n: w.detach() for n, w in self.master.items()},
            "optimiser": self.optimiser.state_dict(), "shape": vars(self.student.shape),
            "step": self.step, "pairs": self.pairs, "minutes": self.minutes,
        }  # fmt: skip


def _group(name: str) -> str:
    if name.startswith("dec.") and (".self.qkv." in name or ".self.o." in name):
        return "new"
    return "table" if name.startswith(("te.", "se.")) or name == "tb" else "rest"


def run(options: argparse.Namespace) -> None:
    """Train until `options.minutes`, or a SIGTERM, saving and scoring as it goes."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    source, target = (
        spm.SentencePieceProcessor(model_file=str(path))
        for path in (options.source, options.target)
    )
    if options.out.exists():
        state = checkpoint.load(options.out)
    elif options.start:
        state = checkpoint.load(options.start)
        state = {"weights": state["weights"], "shape": state["shape"]}
    else:
        shape = Shape(len(source), len(target), *options.shape)
        state = {"weights": Student(shape).state_dict(), "shape": vars(shape)}
    trainer = Trainer(state, options)
    log = options.out.with_suffix(".log.tsv")
    if not log.exists():
        log.write_text(LOG, encoding="utf-8")
    lessons = _lessons(trainer, options, source, target)
    losses: list[float] = []
    saved = time.monotonic()
    stopped = Event()
    signal(SIGTERM, lambda *_: stopped.set())
    while trainer.minutes < options.minutes and not stopped.is_set():
        began = time.monotonic()
        losses.append(trainer.learn(*next(lessons)))
        # A paused process must not spend the schedule: no step takes longer than a minute.
        trainer.minutes += min(60.0, time.monotonic() - began) / 60
        ended = trainer.minutes >= options.minutes or stopped.is_set()
        if ended or time.monotonic() - saved >= 60 * options.save_every:
            checkpoint.save(options.out, trainer.state())
            bleu, chrf = _score(trainer, options, source)
            row = (trainer.step, trainer.pairs, f"{trainer.minutes:.2f}",
                   f"{sum(losses) / len(losses):.3f}", f"{bleu:.2f}", f"{chrf:.2f}")  # fmt: skip
            with log.open("a", encoding="utf-8") as out:
                out.write("\t".join(map(str, row)) + "\n")
            losses.clear()
            saved = time.monotonic()


def _lessons(
    trainer: Trainer, options: argparse.Namespace, source: Any, target: Any
) -> Iterator[tuple[list[Encoded], Teachers | None]]:
    """Batches without end, each with the teachers to ask or none: every `options.every`th has none."""
    steps = trainer.step
    if not options.teacher:
        pairs = encode(options.data, [source, target])
        yield from ((rows, None) for rows in batches(pairs, options.tokens, options.seed, steps))
        return
    model, vocabulary, text = options.teacher
    read = spm.SentencePieceProcessor(model_file=str(vocabulary))
    taught = encode(text, [source, read, target])
    before = Student(trainer.student.shape)
    before.load_state_dict(checkpoint.load(options.start)["weights"])
    before.to(trainer.student.tb.dtype)
    teachers = Teachers(before, neighbour(model, vocabulary, target), taught)
    plain = steps // options.every
    pairs = batches(encode(options.data, [source, target]), options.tokens, options.seed, plain)
    asked = batches(taught, options.tokens, options.seed, steps - plain)
    for number in count(steps + 1):
        yield (next(pairs), None) if number % options.every == 0 else (next(asked), teachers)


def _score(trainer: Trainer, options: argparse.Namespace, source: Any) -> tuple[float, float]:
    """BLEU and chrF of the first development lines, by the model as it would ship, at beam 1."""
    if not options.dev:
        return float("nan"), float("nan")
    lines = [
        path.read_text(encoding="utf-8").splitlines()[: options.dev_lines] for path in options.dev
    ]
    with TemporaryDirectory() as folder:
        export(trainer.state(), options.source, options.target, Path(folder) / "model")
        said, _ = translate(Path(folder) / "model", source, lines[0], 1, options.threads)
    # CTranslate2 leaves its caller one thread of OpenMP: without this every step takes twice as long.
    torch.set_num_threads(options.threads)
    return scores(said, lines[1])


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, type=Path, help="TSV made by prepare")
    parser.add_argument("--source", required=True, type=Path, help="SentencePiece model")
    parser.add_argument("--target", required=True, type=Path, help="SentencePiece model")
    parser.add_argument("--start", type=Path, help="first weights")
    parser.add_argument("--out", required=True, type=Path, help="checkpoint; resumed if there")
    parser.add_argument("--dev", nargs=2, type=Path, help="source and reference text")
    parser.add_argument("--dev-lines", type=int, default=400)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--save-every", type=float, default=10, help="minutes")
    parser.add_argument("--tokens", type=int, default=5000)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--warm", type=int, default=200)
    parser.add_argument("--mean", type=float, default=0.998)
    parser.add_argument("--sample", type=int, default=0, help="pieces drawn for the loss; 0: all")
    parser.add_argument("--teacher", nargs=3, type=Path, metavar=("MODEL", "VOCABULARY", "TEXT"),
                        help="a Marian model to learn from together with --start, its SentencePiece "
                        "model, and a TSV of source, the model's source, the student's target")  # fmt: skip
    parser.add_argument(
        "--every", type=int, default=4, help="with --teacher: each how many-th batch is of --data"
    )
    parser.add_argument("--freeze", nargs="*", default=[], help="weights to leave: se. enc.")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bfloat16", action="store_true")
    parser.add_argument("--shape", nargs=5, type=int, default=(256, 1536, 8, 6, 2),
                        metavar=("WIDTH", "INNER", "HEADS", "ENCODER", "DECODER"))  # fmt: skip
    return parser.parse_args(given)


if __name__ == "__main__":
    run(arguments())
