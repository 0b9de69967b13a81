"""Training the parser: alternating batches of trees and names, one loss.

Called by `training.make`. A checkpoint is written after every pass over the corpora.
"""

from __future__ import annotations

import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.parse.wordpieces import WordPieces
from training.batches import IGNORED, Encoding, batches, labels_from
from training.corpora import Sample, training_samples, treebank, trees, uner
from training.encoder import load_pretrained, read_safetensors
from training.network import Labels, Parser
from training.score import score


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of the shipped model."""

    seed: int = 20240619
    passes: int = 7
    words: int = 700
    """Words in a batch, padding counted."""
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    masked: float = 0.05
    """Share of words hidden from the encoder, so that it learns to lean on their neighbours."""
    bfloat16: bool = True
    """Half the bits in the products (not in the weights): twice as fast on recent processors."""
    threads: int = 2
    watched: int = 600
    """Sentences of each development part scored after every pass."""


def loss_of(
    parser: Parser, out: dict[str, Tensor], targets: dict[str, Tensor], mask: Tensor
) -> Tensor:
    """The sum of the losses of all heads that have a target in this batch."""
    total = out["upos"].new_zeros(())
    for name, weight in (("upos", 1.0), ("feats", 1.0), ("recipes", 0.5), ("names", 1.0)):
        target = targets[name]
        if (target != IGNORED).any():
            total = total + weight * functional.cross_entropy(
                out[name].float().flatten(0, 1), target.flatten(), ignore_index=IGNORED
            )
    heads = targets["heads"]
    if (heads != IGNORED).any():
        columns = functional.pad(mask, (1, 0), value=True)
        arcs = out["arcs"].float().masked_fill(~columns[:, None, :], -1e4)
        total = total + functional.cross_entropy(
            arcs.flatten(0, 1), heads.flatten(), ignore_index=IGNORED
        )
        relations = parser.relation_scores(out, heads.clamp(min=0)).float()
        total = total + functional.cross_entropy(
            relations.flatten(0, 1), targets["relations"].flatten(), ignore_index=IGNORED
        )
    return total


def word_mask(group: list[Sample]) -> Tensor:
    """[batch, words], true where a word is."""
    longest = max(len(s.words) for s in group)
    counts = torch.tensor([len(s.words) for s in group])
    return torch.arange(longest)[None, :] < counts[:, None]


def pace(step: int, steps: int, warm: float = 0.06) -> float:
    """The learning rate's factor: up over the first 6 %, then a line down to nothing."""
    done = step / max(1, steps)
    return done / warm if done < warm else max(0.0, (1 - done) / (1 - warm))


def optimiser_for(parser: Parser, encoder_rate: float, head_rate: float) -> torch.optim.AdamW:
    """AdamW with a small rate for what was pretrained and a large one for what is new.

    The table of pieces stays as it was: half of all weights, and most of its rows are never
    seen in the treebanks.
    """
    parser.encoder.pieces.weight.requires_grad_(False)
    fresh = ("encoder.shapes", "encoder.mix")
    old, new = [], []
    for name, weight in parser.named_parameters():
        if weight.requires_grad:
            pretrained = name.startswith("encoder.") and not name.startswith(fresh)
            (old if pretrained else new).append(weight)
    return torch.optim.AdamW(
        [{"params": old, "lr": encoder_rate}, {"params": new, "lr": head_rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )


def train(plan: Plan, data: Path, encoder: Path, out: Path) -> None:
    """The whole training; prints scores on the development parts after each pass."""
    random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    out.mkdir(parents=True, exist_ok=True)
    with_trees, names_alone = training_samples(data)
    labels = labels_from(with_trees)
    parser, encoding = network_for(encoder, labels)
    watched = development(data, plan.watched)
    dice = random.Random(plan.seed)
    steps = plan.passes * sum(
        len(list(batches(samples, plan.words, None))) for samples in (with_trees, names_alone)
    )
    optimiser = optimiser_for(parser, plan.encoder_rate, plan.head_rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: pace(step, steps))
    progress = Progress(steps)
    for number in range(1, plan.passes + 1):
        groups = [
            *batches(with_trees, plan.words, dice),
            *batches(names_alone, plan.words, dice),
        ]
        dice.shuffle(groups)
        parser.train()
        for group in groups:
            progress.add(one_step(parser, encoding, group, optimiser, plan))
            schedule.step()
        torch.save(
            {"state": parser.state_dict(), "labels": labels.as_dict(), "pass": number},
            out / "last.pt",
        )
        for name, samples in watched.items():
            print(f"pass {number} {name}: {score(parser, encoding, samples, labels)}", flush=True)


def network_for(encoder: Path, labels: Labels) -> tuple[Parser, Encoding]:
    """A network with the pretrained encoder in it, and the encoding of samples for it."""
    weights = read_safetensors(encoder / "model.safetensors")
    vocabulary = (encoder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    parser = Parser(len(vocabulary), labels)
    with torch.no_grad():
        load_pretrained(parser.encoder, weights)
    return parser, Encoding(WordPieces(vocabulary), labels)


def development(data: Path, most: int) -> dict[str, list[Sample]]:
    """What is watched while training: trees and names of EWT's development part."""
    bank = data / "parse/ewt_dev.conllu.gz"
    return {
        "EWT dev": treebank(bank)[:most],
        "UNER EWT dev": uner(trees(bank), data / "ner/uner_ewt_dev.jsonl.gz")[:most],
    }


def one_step(
    parser: Parser,
    encoding: Encoding,
    group: list[Sample],
    optimiser: torch.optim.Optimizer,
    plan: Plan,
) -> float:
    """One batch forward and back; returns its loss."""
    inputs = encoding.inputs(group, masked=plan.masked)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=plan.bfloat16):
        out = parser(*inputs)
        loss = loss_of(parser, out, encoding.targets(group), word_mask(group))
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parser.parameters(), 1.0)
    optimiser.step()
    value = float(loss.detach())
    if math.isnan(value):
        raise SystemExit("the loss is not a number")
    return value


class Progress:
    """Prints the mean loss of every hundred steps and the time left."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self.done = 0
        self.running = 0.0
        self.begun = time.time()

    def add(self, loss: float) -> None:
        """Count one step."""
        self.done += 1
        self.running += loss
        if self.done % 100 == 0:
            left = (time.time() - self.begun) / self.done * (self.steps - self.done) / 60
            print(
                f"{self.done}/{self.steps} loss {self.running / 100:.3f} left {left:.0f} min",
                flush=True,
            )
            self.running = 0.0
