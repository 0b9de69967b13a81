"""Training the parser: alternating batches of trees and names, one loss.

    python -m training.train --data ../shared/data --out training/work/parser

A checkpoint is written after every pass over the treebanks.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.parse.wordpieces import WordPieces
from training.batches import IGNORED, Encoding, batches, labels_from
from training.corpora import Sample, training_samples, treebank, trees, uner
from training.encoder import load_pretrained, read_safetensors
from training.network import Parser
from training.score import score

SEED = 20240619


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


def train(options: argparse.Namespace) -> None:
    """The whole training; prints scores on the development parts after each pass."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    data, out = Path(options.data), Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    with_trees, names_alone = training_samples(data)
    if options.most:
        with_trees, names_alone = with_trees[: options.most], names_alone[: options.most // 4]
    labels = labels_from(with_trees)
    weights = read_safetensors(Path(options.encoder) / "model.safetensors")
    vocabulary = (Path(options.encoder) / "vocab.txt").read_text(encoding="utf-8").split("\n")
    vocabulary = vocabulary[: weights["embeddings.word_embeddings.weight"].shape[0]]
    pieces = WordPieces(vocabulary)
    parser = Parser(len(vocabulary), labels)
    with torch.no_grad():
        load_pretrained(parser.encoder, weights)
    encoding = Encoding(pieces, labels)
    dice = random.Random(SEED)
    development = {
        "EWT dev": treebank(data / "parse/ewt_dev.conllu.gz")[: options.dev],
        "UNER EWT dev": uner(
            trees(data / "parse/ewt_dev.conllu.gz"), data / "ner/uner_ewt_dev.jsonl.gz"
        )[: options.dev],
    }
    per_pass = len(list(batches(with_trees, options.words, None)))
    per_pass += len(list(batches(names_alone, options.words, None)))
    steps = per_pass * options.passes
    optimiser = optimiser_for(parser, options.encoder_rate, options.head_rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: pace(s, steps))
    begun = time.time()
    step = 0
    print(f"{len(with_trees)} trees, {len(names_alone)} names alone, {steps} steps", flush=True)
    for number in range(options.passes):
        groups = [
            *batches(with_trees, options.words, dice),
            *batches(names_alone, options.words, dice),
        ]
        dice.shuffle(groups)
        parser.train()
        running = 0.0
        for group in groups:
            inputs = encoding.inputs(group, masked=0.05)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
                result = parser(*inputs)
                loss = loss_of(parser, result, encoding.targets(group), word_mask(group))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parser.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            running += float(loss.detach())
            if step % 100 == 0:
                left = (time.time() - begun) / step * (steps - step)
                print(
                    f"{step}/{steps} loss {running / 100:.3f} left {left / 60:.0f} min", flush=True
                )
                running = 0.0
            if math.isnan(float(loss.detach())):
                raise SystemExit("the loss is not a number")
        torch.save(
            {"state": parser.state_dict(), "labels": labels.as_dict(), "pass": number + 1},
            out / "last.pt",
        )
        for name, samples in development.items():
            print(
                f"pass {number + 1} {name}: {score(parser, encoding, samples, labels)}", flush=True
            )


def arguments() -> argparse.Namespace:
    """The command's options; the defaults are those of the shipped model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--encoder", required=True, help="folder with model.safetensors, vocab.txt")
    parser.add_argument("--out", default="training/work/parser")
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--words", type=int, default=600, help="words in a batch")
    parser.add_argument("--encoder-rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--dev", type=int, default=600)
    parser.add_argument("--most", type=int, default=0, help="train on so many only (a trial)")
    return parser.parse_args()


if __name__ == "__main__":
    train(arguments())
