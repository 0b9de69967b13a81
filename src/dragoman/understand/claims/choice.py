"""Who speaks, of several who may: the weights of what speaks for each.

    features   "subject in the sentence before", "asked in the paragraph before", ...
    weights    a number for each, fitted by ``python -m training.weigh_speakers``
    chosen     the candidate whose weights sum to most

One set weighs sentences that are all quotation ("floating"), one the pronouns that speak
("pronoun").
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import ModelError
from dragoman.records import Actor, Span

KINDS = ("floating", "pronoun")
WEIGHTS_FILE = "weights/speakers.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """The words whose speaker is asked for: the sentences that they fill, first and last; of a
    pronoun that speaks its place in the sentence."""

    first: int
    last: int
    words: Span
    pronoun: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may speak: the words that name them, who they are, what speaks for them."""

    key: str
    source: tuple[Span, ...]
    speaker: Actor | None
    features: Collection[str]
    carrier: Actor | None = None
    claim: int | None = None
    """The latest claim before that is theirs."""


@cache
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """The weights shipped with the package; raises `ModelError` where they cannot be read."""
    try:
        text = (files("dragoman") / "data").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8")
        values = json.loads(text)
        return {name: values[name] for name in KINDS}
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{WEIGHTS_FILE} cannot be read: {error}") from error


Choose = Callable[[Sequence[Candidate], str, Asked], Candidate | None]
"""Of candidates, by a set of weights, for the words asked of: the one who speaks, or none."""


def chosen(candidates: Sequence[Candidate], kind: str, asked: Asked) -> Candidate | None:
    """The likeliest, of equals the first; None where there is none."""
    del asked
    weights = load_weights()[kind]
    return max(candidates, key=lambda one: score(one, weights), default=None)


def score(candidate: Candidate, weights: Mapping[str, float]) -> float:
    """What speaks for a candidate, in log odds."""
    return sum(weights.get(name, 0.0) for name in candidate.features)
