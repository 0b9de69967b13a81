"""Fits how rules and model are weighed on whether an act happened: data/models/status.json.

    python -m training.weigh_status
    python -m training.weigh_status --rules FILE     the rules' part of a fit before, a new model

The gold events of the training part fit, for each status, a logistic regression over what the rules
and the tree tell (`coding.happening`): what became of the acts that stood so. The development part,
which trained nothing, fits what that counts beside the model, which has seen the training part and
is surer there than elsewhere: five numbers for the status and three for alleged.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.coding.happening import told_features
from dragoman.coding.hearing import NOT_ACTUAL, Hearing, heard_odds, load_hearing
from dragoman.coding.odds import logit
from dragoman.coding.rules import RULES, Refused
from dragoman.coding.rules.heard import heard, is_settled
from dragoman.coding.scene import scenes
from dragoman.evaluate.gold import Gold, GoldEvent, gold_of
from dragoman.parse import parse
from dragoman.pipeline import Resources, load_resources
from dragoman.read.pairs import plain_article
from dragoman.records import Proposal, Span, Status
from dragoman.trace import Draft, Journal
from dragoman.understand import understand
from training.records import corpus_files, records

HERE = Path(__file__).parent
Vector = NDArray[np.float64]
RAREST = 15
"""Places in the training part at which a feature must stand to be weighed."""
STIFFNESS = 10.0
"""Pull of every weight but the bias towards nothing (a Gaussian prior)."""
FAINT = 0.02
"""Weights below are left out of the file."""
STEPS = 4000
LEANINGS = [number / 10 for number in range(16)]
"""Log odds tried for leaning away from "actual", and towards alleged. Such acts are few, and one
told as a deed does harm: the leaning is the one with the best F1 of the development part."""


@dataclass(frozen=True, slots=True)
class Case:
    """An act of the corpus as it came to the weighing, with what the gold says of it."""

    features: tuple[str, ...]
    proposal: Proposal
    status: Status
    alleged: bool


def cases(golds: Sequence[Gold], known: Resources) -> Iterator[Case]:
    """The gold events that are read, as they come to the weighing."""
    for gold in golds:
        if not gold.events:
            continue
        parsed = parse(plain_article(gold.id, gold.text), known.model)
        told = understand(parsed, known.knowledge, known.cues, Journal())
        for scene in scenes(told, known.lexicon, known.ontology, known.weights):
            for reading in scene.readings.values():
                draft = _before_weighing(reading, scene)
                if draft is None or reading.proposal is None or is_settled(draft, scene):
                    continue
                event = _at(draft, gold)
                if event is not None:
                    features = told_features(draft, reading, scene)
                    status = Status(event.status or Status.ACTUAL)
                    yield Case(features, reading.proposal, status, bool(event.alleged))


def _before_weighing(reading: Any, scene: Any) -> Draft | None:
    draft = Draft()
    for rule in RULES[: RULES.index(heard)]:
        outcome = rule(draft, reading, scene)
        if isinstance(outcome, Refused):
            return None
        draft = outcome
    return draft


def _at(draft: Draft, gold: Gold) -> GoldEvent | None:
    trigger = draft.value("trigger")
    assert isinstance(trigger, Span)
    events = (event for event in gold.events if event.trigger is not None)
    return next((e for e in events if e.trigger is not None and e.trigger.meets(trigger)), None)


def by_features(rows: Sequence[tuple[str, ...]], right: Sequence[bool]) -> dict[str, float]:
    """Weights of a logistic regression over features that are there or not, by Newton's method."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    place = {name: number for number, name in enumerate(names)}
    x: Vector = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1.0
    for number, row in enumerate(rows):
        x[number, [place[name] for name in row if name in place]] = 1.0
    y = np.array([float(value) for value in right])
    pull = np.full(len(names) + 1, STIFFNESS)
    pull[-1] = 1e-6
    w: Vector = np.zeros(len(names) + 1)
    for _ in range(15):
        p = 1 / (1 + np.exp(-(x @ w)))
        slope = x.T @ (p - y) + pull * w
        curve = (x * (p * (1 - p) + 1e-9)[:, None]).T @ x + np.diag(pull)
        w = w - np.linalg.solve(curve, slope)
    weights = {n: round(float(v), 3) for n, v in zip(names, w, strict=False) if abs(v) >= FAINT}
    return {**weights, "bias": round(float(w[-1]), 3)}


def of_rules(found: Sequence[Case]) -> Hearing:
    """What the rules say alone, from the training part."""
    told: dict[str, Mapping[str, float]] = {}
    for status in NOT_ACTUAL:
        kept = [case for case in found if case.status in (status, Status.ACTUAL)]
        rows = [case.features for case in kept]
        told[status] = by_features(rows, [case.status is status for case in kept])
    rows = [case.features for case in found]
    return Hearing(told=told, alleged=by_features(rows, [case.alleged for case in found]))


def with_model(hearing: Hearing, found: Sequence[Case]) -> Hearing:
    """What both count together, from the development part, by steps down the slope."""
    heard_ = np.array([[heard_odds(c.proposal, s) for s in NOT_ACTUAL] for c in found])
    read = np.array([[hearing.of_rules(s, c.features) for s in NOT_ACTUAL] for c in found])
    gold = np.array(
        [[c.status is Status.ACTUAL, *(c.status is s for s in NOT_ACTUAL)] for c in found]
    )
    w: Vector = np.array([0.7, 0.5, *(0.0 for _ in NOT_ACTUAL)])
    for _ in range(STEPS):
        z = np.hstack([np.zeros((len(found), 1)), w[0] * heard_ + w[1] * read + w[2:]])
        p = np.exp(z - z.max(1, keepdims=True))
        off = (p / p.sum(1, keepdims=True) - gold)[:, 1:]
        slope = np.array([(off * heard_).sum(), (off * read).sum(), *off.sum(0)])
        slope[2:] += w[2:]
        w = w - 0.0005 * slope
    values = [round(float(value), 3) for value in w]
    bias = dict(zip(NOT_ACTUAL, values[2:], strict=True))
    both = replace(hearing, heard=values[0], read=values[1], bias=bias)
    both = replace(both, claimed=_claimed(hearing, found))
    best = max(LEANINGS, key=lambda leaning: _status_f1(leant(both, leaning), found))
    claimed = max(LEANINGS, key=lambda leaning: _alleged_f1(leant(both, 0.0, leaning), found))
    print(f"leaning {best} and {claimed}")
    return leant(both, best, claimed)


def leant(hearing: Hearing, status: float, alleged: float = 0.0) -> Hearing:
    """The same, leaning away from "actual" and towards alleged by so much."""
    bias = {name: round(value + status, 3) for name, value in hearing.bias.items()}
    start = round(hearing.claimed["bias"] + alleged, 3)
    return replace(hearing, bias=bias, claimed={**hearing.claimed, "bias": start})


def _status_f1(hearing: Hearing, found: Sequence[Case]) -> float:
    scores = [hearing.scores(case.features, case.proposal) for case in found]
    mine = [max(told, key=lambda one: told[one]) for told in scores]
    gold = [case.status for case in found]
    return sum(_f1(mine, gold, status) for status in NOT_ACTUAL)


def _alleged_f1(hearing: Hearing, found: Sequence[Case]) -> float:
    mine = [hearing.alleged_score(case.features, case.proposal) > 0 for case in found]
    return _f1(mine, [case.alleged for case in found], True)


def _f1(mine: Sequence[object], gold: Sequence[object], one: object) -> float:
    right = sum(m == g == one for m, g in zip(mine, gold, strict=True))
    told = sum(m == one for m in mine) + sum(g == one for g in gold)
    return 2 * right / max(told, 1)


def _claimed(hearing: Hearing, found: Sequence[Case]) -> dict[str, float]:
    w = hearing.alleged
    rules = [w["bias"] + sum(w.get(name, 0.0) for name in c.features) for c in found]
    x = np.array([[logit(c.proposal.alleged), r, 1.0] for c, r in zip(found, rules, strict=True)])
    y = np.array([float(case.alleged) for case in found])
    v: Vector = np.array([0.7, 0.5, 0.0])
    for _ in range(STEPS):
        off = 1 / (1 + np.exp(-(x @ v))) - y
        v = v - 0.0005 * (x.T @ off + np.array([0.0, 0.0, 1.0]) * v)
    heard_, read, bias = (round(float(value), 3) for value in v)
    return {"heard": heard_, "read": read, "bias": bias}


def write(corpus: Path, to: Path, rules: Path | None = None) -> None:
    """Fit and write; what the rules say alone is taken from a file where one is given."""
    known = load_resources()

    def of(part: str) -> list[Case]:
        golds = [gold_of(row) for row in records(corpus_files(corpus, part))]
        return list(cases(golds, known))

    alone = load_hearing(rules) if rules else of_rules(of("train"))
    hearing = with_model(alone, of("dev"))
    values = {
        "heard": hearing.heard,
        "read": hearing.read,
        "bias": dict(hearing.bias),
        "claimed": dict(hearing.claimed),
        "alleged": hearing.alleged,
        "told": hearing.told,
    }
    to.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    print({name: values[name] for name in ("heard", "read", "bias", "claimed")})


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus")
    parser.add_argument(
        "--to", type=Path, default=HERE.parent / "src/dragoman/data/models/status.json"
    )
    parser.add_argument("--rules", type=Path, help="a fit whose rules stand")
    options = parser.parse_args()
    write(options.corpus, options.to, options.rules)


if __name__ == "__main__":
    main()
