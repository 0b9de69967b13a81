"""Training the network: alternating batches of trees, names and events, one loss.

Called by `training.make`. A checkpoint is written after every pass over the corpora.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.parse.model import LanguageModel
from dragoman.parse.wordpieces import WordPieces
from training.averages import Averages
from training.batches import IGNORED, Encoding, batches, labels_from
from training.corpora import Sample, training_samples, treebank, trees, uner
from training.encoder import deepened, load_pretrained, read_safetensors
from training.network import Labels, Parser, pair_scores
from training.passages import Lesson, School, States, lessons
from training.plans import Plan
from training.records import corpus_files, records
from training.score import score, score_events


def loss_of(
    parser: Parser,
    encoding: Encoding,
    out: dict[str, Tensor],
    targets: dict[str, Tensor],
    mask: Tensor,
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
    return total + event_loss(out, targets, mask, encoding)


def event_loss(
    out: dict[str, Tensor], targets: dict[str, Tensor], mask: Tensor, encoding: Encoding
) -> Tensor:
    """The losses of the event heads.

    Nineteen words of twenty tell no event, so the mean over words is weighed up; mode, status and
    links are asked of the triggers alone.
    """
    total = out["types"].new_zeros((), dtype=torch.float32)
    if (targets["types"] != IGNORED).any():
        total = total + 6 * functional.cross_entropy(
            out["types"].float().flatten(0, 1), targets["types"].flatten(), ignore_index=IGNORED
        )
    known = targets["contexts"][:, 0] >= 0
    if known.any():
        total = total + 4 * functional.binary_cross_entropy_with_logits(
            out["contexts"].float()[known], targets["contexts"][known]
        )
    if len(targets["told"]):
        rows, words = targets["told"].T
        kind, status, alleged, stance = targets["states"].T
        kinds = out["kinds"].float()[rows, words]
        kinds = kinds.masked_fill(~encoding.siblings[kind], -1e4)
        total = total + functional.cross_entropy(kinds, kind)
        total = total + functional.cross_entropy(out["statuses"].float()[rows, words], status)
        total = total + functional.binary_cross_entropy_with_logits(
            out["alleged"].float()[rows, words, 0], alleged.float()
        )
        if (stance != IGNORED).any():
            total = total + 0.5 * functional.cross_entropy(
                out["stances"].float()[rows, words], stance, ignore_index=IGNORED
            )
        links = out["links"].float()[rows, :, words]
        lost = functional.binary_cross_entropy_with_logits(
            links, targets["links"], reduction="none"
        )
        total = total + 0.7 * (lost * mask[rows][:, None, :]).sum() / len(rows)
    if len(targets["pairs"]):
        total = total + functional.cross_entropy(pair_scores(out, targets["pairs"]), _last(targets))
    return total


def _last(targets: dict[str, Tensor]) -> Tensor:
    return targets["pairs"][:, 3]


def word_mask(group: list[Sample]) -> Tensor:
    """[batch, words], true where a word is."""
    longest = max(len(s.words) for s in group)
    counts = torch.tensor([len(s.words) for s in group])
    return torch.arange(longest)[None, :] < counts[:, None]


def pace(passed: float, plan: Plan, warm: float = 0.06) -> float:
    """The learning rate's factor after so many passes: in each fall up over the first 6 %, then a
    line down to nothing."""
    begun = 0
    for passes, share in plan.falls:
        if passed < begun + passes:
            done = (passed - begun) / passes
            return share * (done / warm if done < warm else (1 - done) / (1 - warm))
        begun += passes
    return 0.0


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
        [
            {"params": old, "lr": encoder_rate, "initial_lr": encoder_rate},
            {"params": new, "lr": head_rate, "initial_lr": head_rate},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )


def train(
    plan: Plan,
    data: Path,
    corpus: Path,
    encoder: Path,
    out: Path,
    resume: Path | None = None,
) -> None:
    """The whole training; prints scores on the development parts after each pass.

    `resume` is a checkpoint of the same plan to go on from.
    """
    random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    out.mkdir(parents=True, exist_ok=True)
    with_trees, names_alone = training_samples(data)
    reader = LanguageModel()
    saved = torch.load(resume, weights_only=True) if resume else None
    states = States.of(state_names())
    labels = labels_from(with_trees)
    if saved:
        labels = labels.with_lists(saved["labels"])
    parser, encoding = network_for(encoder, labels)
    watched = development(data, plan.watched)
    watched_events = lessons(records(corpus_files(corpus, "dev")), reader)
    school = School(reader)
    dice = random.Random(plan.seed)
    optimiser = optimiser_for(parser, plan.encoder_rate, plan.head_rate)
    begun = resumed(saved, parser, plan, dice) if saved else 0
    means = Averages(parser, plan.averaged)
    for number in range(begun, plan.passes):
        taught = school.lessons(records(corpus_files(corpus, "train")))
        print(f"{len(taught)} sentences with events, {len(watched_events)} watched", flush=True)
        groups = groups_of(number, plan, with_trees, names_alone, taught, states, dice)
        one_pass(parser, encoding, groups, optimiser, plan, number, means)
        with means.within(parser):
            torch.save(
                {"state": parser.state_dict(), "labels": labels.as_dict(), "pass": number + 1},
                out / "last.pt",
            )
            for name, samples in watched.items():
                told = score(parser, encoding, samples, labels)
                print(f"pass {number + 1} {name}: {told}", flush=True)
            told = score_events(parser, encoding, watched_events, labels)
            print(f"pass {number + 1} events: {told}", flush=True)


def one_pass(
    parser: Parser,
    encoding: Encoding,
    groups: list[list[Sample]],
    optimiser: torch.optim.Optimizer,
    plan: Plan,
    number: int,
    means: Averages,
) -> None:
    """All batches of a pass, the rate set before each and the mean of the weights after it."""
    parser.train()
    progress = Progress(number, len(groups))
    for place, group in enumerate(groups):
        factor = pace(number + place / len(groups), plan)
        for rates in optimiser.param_groups:
            rates["lr"] = rates["initial_lr"] * factor
        progress.add(one_step(parser, encoding, group, optimiser, plan))
        means.add(parser)


def state_names() -> Iterator[tuple[str, str, str]]:
    """(name, adjective, capital) of every state of today, from the shipped table."""
    table = resources.files("dragoman").joinpath("data/actors/states.tsv")
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    names = next(rows)
    for row in rows:
        state = dict(zip(names, row, strict=False))
        adjective = state["adjectives"].split(" | ")[0]
        if not state.get("valid_until"):
            yield state["name"], adjective, state["capital"].split(" | ")[0]


def resumed(saved: dict[str, Any], parser: Parser, plan: Plan, dice: random.Random) -> int:
    """Load a checkpoint; how many passes it has behind it. Heads it lacks start anew, which is
    right only where it was made before they were trained."""
    missing, unknown = parser.load_state_dict(deepened(saved["state"]), strict=False)
    if unknown or any(not name.startswith("events.") for name in missing):
        raise SystemExit(f"the checkpoint is of another network: {[*missing, *unknown][:4]}")
    if missing and any(plan.event_rounds[: saved["pass"]]):
        raise SystemExit(f"the checkpoint has no event heads after {saved['pass']} passes")
    dice.seed(plan.seed + int(saved["pass"]))
    return int(saved["pass"])


def groups_of(
    number: int,
    plan: Plan,
    with_trees: list[Sample],
    names_alone: list[Sample],
    taught: list[Lesson],
    states: States,
    dice: random.Random,
) -> list[list[Sample]]:
    """The batches of a pass in random order: trees, names, and later the written corpus."""
    share = plan.tree_shares[number]
    groups: list[list[Sample]] = []
    for samples in (with_trees, names_alone):
        drawn = dice.sample(samples, round(share * len(samples)))
        groups.extend(batches(drawn, plan.words, dice))
    for _ in range(plan.event_rounds[number]):
        shown = [lesson.shown(dice, states, taught) for lesson in taught]
        groups.extend(batches(shown, plan.words, dice))
    dice.shuffle(groups)
    return groups


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
        loss = loss_of(parser, encoding, out, encoding.targets(group), word_mask(group))
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parser.parameters(), 1.0)
    optimiser.step()
    value = float(loss.detach())
    if math.isnan(value):
        raise SystemExit("the loss is not a number")
    return value


class Progress:
    """Prints the mean loss of every hundred steps and the time left of a pass."""

    def __init__(self, number: int, steps: int) -> None:
        self.name = f"pass {number + 1}"
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
                f"{self.name} {self.done}/{self.steps} loss {self.running / 100:.3f}"
                f" left {left:.0f} min",
                flush=True,
            )
            self.running = 0.0
