"""Two voices on one word, the lexicon's reading and the model's proposal, weighed into one.

    lexicon  "arrested" is COERCE arrest by an editor's entry, strength 0.9
    model    "arrested" is COERCE with 0.97, ASSAULT with 0.02
    weighed  a logistic regression over both, and over how well the parties are known: the
             confidence of the event

The weights are fitted by ``python -m training.weigh`` on the corpus's development part, which
trained nothing; the model card shows how well they are calibrated on the test part.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from dragoman.coding.hearing import Hearing, load_hearing
from dragoman.coding.lexicon import Entry
from dragoman.coding.odds import logistic, logit
from dragoman.coding.tables import data_folder
from dragoman.errors import ModelError
from dragoman.records import EventType, Proposal, Proposed

WEIGHTS_FILE = "models/voices.json"
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each voice counts: weights of `features`, and the confidence an event must reach."""

    event: Mapping[str, float]
    parties: Mapping[str, float]
    pairs: Mapping[str, float]
    least: float
    hearing: Hearing = field(default_factory=Hearing)

    def event_confidence(self, features: Features) -> float:
        """0 to 1: how likely the word tells an event of the type."""
        return logistic(sum(self.event.get(name, 0.0) * x for name, x in features.items()))

    def party_confidence(self, features: Features) -> float:
        """0 to 1: how likely a side is who the text says it is."""
        return logistic(sum(self.parties.get(name, 0.0) * x for name, x in features.items()))


@cache
def load_weights() -> Weights:
    """The weights shipped with the package; raises `ModelError` where they cannot be read."""
    try:
        text = data_folder().joinpath(WEIGHTS_FILE).read_text(encoding="utf-8")
        values = json.loads(text)
        sides = values["event"], values["parties"], values["pairs"]
        return Weights(*sides, values["least"], load_hearing())
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{WEIGHTS_FILE} cannot be read: {error}") from error


def features(
    type: EventType, entry: Entry | None, proposal: Proposal | None, *, noun: bool
) -> dict[str, float]:
    """What speaks for a word telling an event of a type, before its parties are looked at."""
    mine = proposal.probability(type) if proposal else 0.0
    rival = 0.0
    if proposal:
        rival = max((p.probability for p in proposal.types if p.type is not type), default=0.0)
    agreed = entry is not None and entry.type is type
    return {
        "bias": 1.0,
        "noun": float(noun),
        "model": logit(mine),
        "unheard": float(proposal is None),
        "rival": rival,
        "lexicon": 1.0 if agreed else 0.0,
        "strength": entry.strength if entry and agreed else 0.0,
        "other": entry.strength if entry and not agreed else 0.0,
    }


def chosen(
    entry: Entry | None, proposal: Proposal | None, weights: Weights, *, noun: bool
) -> tuple[EventType, float]:
    """The type that both voices together find likeliest, with its confidence so far."""
    types = {entry.type} if entry else set()
    types |= {p.type for p in proposal.types} if proposal else set()
    told = {
        type: weights.event_confidence(features(type, entry, proposal, noun=noun)) for type in types
    }
    best = max(told, key=lambda type: (told[type], type))
    return best, told[best]


def proposed(proposal: Proposal | None, type: EventType) -> Proposed | None:
    """What the model says of one type."""
    types = proposal.types if proposal else ()
    return next((p for p in types if p.type is type), None)
