"""Fits how the two voices are weighed: data/models/voices.json.

    python -m training.weigh            from the development part of the corpus

Every word that either voice reads goes through the rules; what is right of what comes out, by the
gold of the passage, fits a logistic regression over the features of `coding.voices`. The same for
the parties of the events that were found, and for the relation of the pairs that the passages tell.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.coding.pairs import pair_features
from dragoman.coding.rules import RULES, Refused
from dragoman.coding.rules.confident import confident, event_features, party_features
from dragoman.coding.scene import scenes
from dragoman.coding.turned import turned
from dragoman.coding.voices import Weights, load_weights
from dragoman.evaluate.gold import Gold, GoldEvent, gold_of
from dragoman.evaluate.match import shared_spans
from dragoman.parse import parse
from dragoman.pipeline import Resources, load_resources, run
from dragoman.read.pairs import plain_article
from dragoman.records import Actor, EventType, NamedPair, Parsed, Span, Status
from dragoman.trace import Draft, Journal
from dragoman.understand import understand
from training.records import corpus_files, records

HERE = Path(__file__).parent
STIFFNESS = 1.0
"""Pull of every weight but the bias towards nothing (a Gaussian prior): the part is small."""
GRID = [number / 100 for number in range(45, 75)]
"""Least confidences tried. Lower ones gain half a point on the development part (0.38 is its best)
and cost a third more events in the reports of business, arts and sport."""
ROUNDS = 2
"""The choice between types leans on the weights themselves, so they are fitted twice."""
STEPS = 400

Row = dict[str, float]


@dataclass(slots=True)
class Evidence:
    """Features of what came out, each with whether it is right."""

    events: list[tuple[Row, bool]] = field(default_factory=list)
    parties: list[tuple[Row, bool]] = field(default_factory=list)
    told: int = 0
    """Gold events, found or not."""


def gather(golds: Sequence[Gold], known: Resources) -> Evidence:
    """What the voices say of the passages, with the gold beside it."""
    found = Evidence()
    for gold in golds:
        article = plain_article(gold.id, gold.text)
        parsed = parse(article, known.model)
        told = understand(parsed, known.knowledge, known.cues, Journal())
        found.told += len(gold.events)
        for scene in scenes(told, known.lexicon, known.ontology, known.weights):
            for reading in scene.readings.values():
                draft = _through_rules(reading, scene)
                if draft is None:
                    continue
                event = _same(draft, gold)
                features = event_features(draft, reading, scene)
                found.events.append((features, event is not None))
                if event is None:
                    continue
                for side, role in (("actors", "actor"), ("recipients", "recipient")):
                    right = _same_side(draft, side, event, role, parsed)
                    row = party_features(draft, reading, scene, side, role)
                    found.parties.append((row, right))
    return found


def _through_rules(reading: Any, scene: Any) -> Draft | None:
    """The draft of a reading after all rules but the last."""
    draft = Draft()
    for rule in RULES:
        if rule is confident:
            continue
        outcome = rule(draft, reading, scene)
        if isinstance(outcome, Refused):
            return None
        draft = outcome
    return draft


def _same(draft: Draft, gold: Gold) -> GoldEvent | None:
    trigger = draft.value("trigger")
    assert isinstance(trigger, Span)
    for event in gold.events:
        same = event.type == str(draft.value("event_type"))
        if same and event.trigger is not None and event.trigger.meets(trigger):
            return event
    return None


def _same_side(draft: Draft, side: str, event: GoldEvent, role: str, parsed: Parsed) -> bool:
    actors: Any = draft.value(side, ())
    mine = [actor.span for actor in actors if isinstance(actor, Actor)]
    shared, ours, theirs = shared_spans(mine, event.roles.get(role, ()), parsed)
    return shared == ours == theirs


def fitted(rows: Sequence[tuple[Row, bool]]) -> dict[str, float]:
    """Weights of a logistic regression, by Newton's method."""
    names = sorted({name for row, _ in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row, _ in rows])
    y = np.array([float(right) for _, right in rows])
    pull = np.array([0.0 if name == "bias" else STIFFNESS for name in names]) + 1e-6
    w: NDArray[np.float64] = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        slope = x.T @ (p - y) + pull * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(pull)
        w = w - np.linalg.solve(curve, slope)
    return {name: round(float(value), 4) for name, value in zip(names, w, strict=True)}


def best_threshold(evidence: Evidence, weights: Weights) -> float:
    """The confidence above which coding gives the best F1."""
    told = [(weights.event_confidence(row), right) for row, right in evidence.events]

    def f1(least: float) -> float:
        kept = [right for confidence, right in told if confidence >= least]
        return 2 * sum(kept) / max(1, len(kept) + evidence.told)

    return max(GRID, key=lambda least: (round(f1(least), 4), least))


def pairs_of(golds: Sequence[Gold], known: Resources) -> Iterator[tuple[list[Row], int]]:
    """For each pair that a passage tells of: the features of every type, and the right one."""
    types = list(EventType)
    for gold in golds:
        sides = {
            (e.roles.get("actor", ()), e.roles.get("recipient", ())): e
            for e in gold.events
            if e.status != "hypothetical" and not _is_plainly_undone(e)
        }
        if not sides:
            continue
        article = plain_article(gold.id, gold.text)
        result = run(article, known)
        assert result.understood is not None
        parsed = result.understood.parsed
        for (actor, recipient), event in sides.items():
            if actor or recipient:
                pair = NamedPair(gold.id, article, actor, recipient)
                head = _head_of(pair, parsed, known)
                told = pair_features(pair, head, parsed, result.events)
                yield [told[type] for type in types], types.index(_relation_of(event))


def _relation_of(event: GoldEvent) -> EventType:
    return turned(EventType(event.type), Status(event.status or Status.ACTUAL))


def _is_plainly_undone(event: GoldEvent) -> bool:
    """Whether an act did not happen and says no more of the sides: "did not attack"."""
    return event.status == "negated" and _relation_of(event) is EventType(event.type)


def _head_of(pair: NamedPair, parsed: Parsed, known: Resources) -> dict[EventType, float]:
    tokens = [token for sentence in parsed.sentences for token in sentence.tokens]

    def words(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
        inside = [[i for i, t in enumerate(tokens) if t.span.meets(span)] for span in spans]
        return [(found[0], found[-1]) for found in inside if found]

    return known.model.relation([t.text for t in tokens], words(pair.actor), words(pair.recipient))


def fitted_choice(cases: Sequence[tuple[list[Row], int]]) -> dict[str, float]:
    """Weights of a choice among the types, shared by all of them, by steps down the slope."""
    names = sorted(cases[0][0][0])
    x = np.array([[[row[name] for name in names] for row in rows] for rows, _ in cases])
    y = np.array([right for _, right in cases])
    w: NDArray[np.float64] = np.full(len(names), 0.5)
    for _ in range(STEPS):
        scores = x @ w
        p = np.exp(scores - scores.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        expected = (p[:, :, None] * x).sum(1)
        chosen = x[np.arange(len(y)), y]
        w = w - 0.1 * ((expected - chosen).mean(0) + 0.001 * w)
    return {name: round(float(value), 4) for name, value in zip(names, w, strict=True)}


def write(corpus: Path, to: Path) -> None:
    """Fit all weights on the development part and write them."""
    golds = [gold_of(record) for record in records(corpus_files(corpus, "dev"))]
    known = load_resources()
    known = replace(known, weights=replace(load_weights(), least=0.0))
    for _ in range(ROUNDS):
        evidence = gather(golds, known)
        weights = replace(
            known.weights, event=fitted(evidence.events), parties=fitted(evidence.parties)
        )
        known = replace(known, weights=weights)
    least = best_threshold(evidence, known.weights)
    known = replace(known, weights=replace(known.weights, least=least))
    choice = fitted_choice(list(pairs_of(golds, known)))
    values = {
        "event": known.weights.event,
        "parties": known.weights.parties,
        "pairs": choice,
        "least": least,
    }
    to.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(values, indent=1))


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus")
    parser.add_argument(
        "--to", type=Path, default=HERE.parent / "src/dragoman/data/models/voices.json"
    )
    options = parser.parse_args()
    write(options.corpus, options.to)


if __name__ == "__main__":
    main()
