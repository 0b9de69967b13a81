"""Counts to precision, recall and F1, with intervals over documents drawn anew."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.evaluate.gold import GoldEvent
from dragoman.evaluate.match import Matched, Told, shared_spans

Document = TypeVar("Document")

DRAWS = 500
"""Times the documents are drawn anew for an interval."""
TAIL = 0.025
"""Share of the draws cut off on each side: a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in percent, with the counts behind them."""

    hits: int
    mine: int
    gold: int

    @property
    def precision(self) -> float:
        """Of what was coded, how much is told."""
        return 100 * self.hits / self.mine if self.mine else 0.0

    @property
    def recall(self) -> float:
        """Of what is told, how much was coded."""
        return 100 * self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 200 * self.hits / (self.mine + self.gold) if self.mine + self.gold else 0.0


Counts = Mapping[str, tuple[int, int, int]]
"""(hits, mine, gold) by name of what is counted, of one document."""


def total(documents: Iterable[Counts], name: str) -> Score:
    """The score of one name over documents."""
    found = [d.get(name, (0, 0, 0)) for d in documents]
    return Score(*(sum(column) for column in zip(*found, strict=True))) if found else Score(0, 0, 0)


def interval(documents: Sequence[Counts], name: str, seed: int = 1) -> tuple[float, float]:
    """The 95 % interval of an F1, by drawing as many documents with return."""
    return drawn(documents, lambda chosen: total(chosen, name).f1, seed)


def drawn(
    documents: Sequence[Document], measure: Callable[[Sequence[Document]], float], seed: int = 1
) -> tuple[float, float]:
    """The 95 % interval of any measure over documents."""
    dice = random.Random(seed)
    values = sorted(measure(dice.choices(documents, k=len(documents))) for _ in range(DRAWS))
    return values[int(TAIL * DRAWS)], values[int((1 - TAIL) * DRAWS) - 1]


def counts_of(matched: Matched) -> dict[str, tuple[int, int, int]]:
    """What one document counts: "event", "event TYPE", each role end to end, each role "given" its
    event, and the fields of found events ("mode", "status", "alleged": hits of those found)."""
    counts: dict[str, tuple[int, int, int]] = {}

    def add(name: str, hits: int, mine: int, gold: int) -> None:
        a, b, c = counts.get(name, (0, 0, 0))
        counts[name] = (a + hits, b + mine, c + gold)

    for event, told in matched.pairs:
        for name in ("event", f"event {event.type}"):
            add(name, 1, 1, 1)
        for role, spans in event.roles.items():
            shared = shared_spans(told.roles[role], spans, matched.parsed)
            add(role, *shared)
            add(f"{role} given the event", *shared)
        for field, right in _fields(event, told):
            add(f"{field} of events found", right, 1, 1)
    for event in matched.missed:
        for name in ("event", f"event {event.type}"):
            add(name, 0, 0, 1)
        for role, spans in event.roles.items():
            add(role, 0, 0, len(spans))
    scored = {role for event in matched.gold.events for role in event.roles}
    for told in matched.invented:
        for name in ("event", f"event {told.type}"):
            add(name, 0, 1, 0)
        for role in scored or ("actor", "recipient"):
            add(role, 0, len(told.roles[role]), 0)
    return counts


def _fields(event: GoldEvent, told: Told) -> list[tuple[str, int]]:
    found = []
    if event.has_mode:
        found.append(("mode", int(event.mode == told.event.mode)))
    if event.status is not None:
        found.append(("status", int(event.status == told.event.status.value)))
    if event.alleged is not None:
        found.append(("alleged", int(event.alleged == told.event.alleged)))
    return found


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the gold labels of (gold, mine) pairs, in percent."""
    return sum(_f1s(pairs).values()) / max(1, len(_f1s(pairs)))


def weighted_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """F1 of each gold label weighed by how often it stands, in percent."""
    often = Counter(gold for gold, _ in pairs)
    return sum(f1 * often[label] for label, f1 in _f1s(pairs).items()) / max(1, len(pairs))


def _f1s(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    gold = Counter(g for g, _ in pairs)
    mine = Counter(m for _, m in pairs)
    hits = Counter(g for g, m in pairs if g == m)
    return {label: 200 * hits[label] / (gold[label] + mine[label]) for label in gold}


def accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    """Share of equal pairs in percent."""
    return 100 * sum(g == m for g, m in pairs) / max(1, len(pairs))


def calibration_error(told: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error, 0 to 1: the mean distance of confidence from the share that is
    right, over bins of equal width."""
    return sum(
        abs(mean - right) * count / max(1, len(told))
        for mean, right, count in reliability(told, bins)
    )


def reliability(
    told: Sequence[tuple[float, bool]], bins: int = 10
) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, count) of each bin that holds any."""
    found = []
    for number in range(bins):
        inside = [(p, r) for p, r in told if number <= min(int(p * bins), bins - 1) < number + 1]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            found.append((mean, sum(r for _, r in inside) / len(inside), len(inside)))
    return found
