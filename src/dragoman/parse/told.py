"""What the event heads of the model say of a sentence, as proposals.

Raw scores come in, one row a sentence; only words that may tell an event are looked at further.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman.records import EventType, Proposal, Proposed, Stance, Status

Label = TypeVar("Label")

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_EVENT = 0.04
"""Probability of any event below which a word is not looked at: the combination with the lexicon
never codes such a word by the model's voice."""
LEAST_TYPE = 0.01
LEAST_LINK = 0.1
LEAST_CONTEXT = 0.1


@dataclass(frozen=True, slots=True)
class EventLabels:
    """The closed lists of the event heads, as the model's description gives them."""

    types: tuple[str, ...]
    modes: Mapping[str, tuple[tuple[int, str | None], ...]]
    """For each type its modes with their column among the kinds."""
    statuses: tuple[Status, ...]
    stances: tuple[Stance, ...]
    roles: tuple[str, ...]
    contexts: tuple[str, ...]

    @classmethod
    def of(cls, labels: Mapping[str, Sequence[str]]) -> EventLabels:
        """The lists from parser.json."""
        modes: dict[str, list[tuple[int, str | None]]] = {}
        for column, kind in enumerate(labels["kinds"]):
            type, _, mode = kind.partition("/")
            modes.setdefault(type, []).append((column, mode or None))
        return cls(
            types=tuple(labels["types"]),
            modes={type: tuple(found) for type, found in modes.items()},
            statuses=tuple(Status(name) for name in labels["statuses"]),
            stances=tuple(Stance(name) for name in labels["stances"]),
            roles=tuple(labels["roles"]),
            contexts=tuple(labels["contexts"]),
        )

    def likely_contexts(self, scores: NDArray[Any]) -> dict[str, float]:
        """The contexts that are not unlikely, with their probabilities."""
        likely = zip(self.contexts, sigmoid(scores).tolist(), strict=True)
        return {name: p for name, p in likely if p >= LEAST_CONTEXT}


def proposals(
    outputs: Mapping[str, Any], row: int, count: int, labels: EventLabels
) -> Iterator[Proposal]:
    """The proposals of one sentence of `count` words, by word."""
    types = softmax(outputs["types"][row, :count])
    for word in (1 - types[:, 0] >= LEAST_EVENT).nonzero()[0].tolist():
        kinds = outputs["kinds"][row, word]
        likeliest = 1 + int(types[word, 1:].argmax())
        proposed = [
            _proposed(labels.types[i], p, kinds, labels)
            for i, p in enumerate(types[word].tolist())
            if i and (p >= LEAST_TYPE or i == likeliest)
        ]
        links = sigmoid(outputs["links"][row, :, word, :count])
        yield Proposal(
            word=word,
            types=tuple(sorted(proposed, key=lambda p: (-p.probability, p.type))),
            statuses=_shares(labels.statuses, outputs["statuses"][row, word]),
            alleged=float(sigmoid(outputs["alleged"][row, word, 0])),
            stances=_shares(labels.stances, outputs["stances"][row, word]),
            links={
                role: tuple((i, p) for i, p in enumerate(links[r].tolist()) if p >= LEAST_LINK)
                for r, role in enumerate(labels.roles)
            },
        )


def _proposed(name: str, probability: float, kinds: NDArray[Any], labels: EventLabels) -> Proposed:
    columns = [column for column, _ in labels.modes[name]]
    shares = softmax(kinds[columns])
    best = int(shares.argmax())
    return Proposed(EventType(name), probability, labels.modes[name][best][1], float(shares[best]))


def _shares(labels: Sequence[Label], scores: NDArray[Any]) -> dict[Label, float]:
    return dict(zip(labels, softmax(scores).tolist(), strict=True))


def softmax(scores: NDArray[Any]) -> NDArray[Any]:
    """Scores to shares of one, over the last axis."""
    import numpy as np

    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: NDArray[Any] = raised / raised.sum(-1, keepdims=True)
    return shares


def sigmoid(scores: NDArray[Any]) -> NDArray[Any]:
    """Scores to probabilities, each for itself."""
    import numpy as np

    found: NDArray[Any] = 1 / (1 + np.exp(-np.clip(scores, -60, 60)))
    return found
