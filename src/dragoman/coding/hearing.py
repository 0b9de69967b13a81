"""Two voices on whether an act happened, the rules of status and the model, weighed into one.

    rules    "to shut down" under "ordered" is only meant: hypothetical, by the line of "order"
    model    "shut down" happened, with 0.99
    weighed  what such a word of this type, so placed, was in the corpus, and what the model
             hears: actual

The rules speak through `told_features`, and a logistic regression of each status over them, fitted
on the training part; how much that counts against the model is fitted on the development part,
which trained nothing. ``python -m training.weigh_status`` writes data/models/status.json.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.coding.odds import logit
from dragoman.coding.tables import data_folder
from dragoman.errors import ModelError
from dragoman.records import Proposal, Status

HEARING_FILE = "models/status.json"
FAINTEST = 1e-3
"""Added to the model's shares: beyond it they mean nothing."""
NOT_ACTUAL = tuple(status for status in Status if status is not Status.ACTUAL)

Rows = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Hearing:
    """What each voice counts.

    `told` and `alleged` weigh the features of the rules, `told` by status; `heard` and `read` are
    what the model and the rules count in the status, `bias` what each status starts from;
    `claimed` holds "heard", "read" and "bias" for alleged.
    """

    told: Mapping[str, Rows] = field(default_factory=dict)
    alleged: Rows = field(default_factory=dict)
    heard: float = 0.0
    read: float = 0.0
    bias: Rows = field(default_factory=dict)
    claimed: Rows = field(default_factory=dict)

    def scores(self, features: Iterable[str], proposal: Proposal) -> dict[Status, float]:
        """Log odds of each status against actual, which has 0."""
        names = tuple(features)
        found = {Status.ACTUAL: 0.0}
        for status in NOT_ACTUAL:
            read = self.of_rules(status, names)
            odds = heard_odds(proposal, status)
            found[status] = self.heard * odds + self.read * read + self.bias.get(status, 0.0)
        return found

    def of_rules(self, status: Status, features: Iterable[str]) -> float:
        """Log odds of a status by the features of the rules alone."""
        weights = self.told.get(status, {})
        return weights.get("bias", 0.0) + sum(weights.get(name, 0.0) for name in features)

    def alleged_score(self, features: Iterable[str], proposal: Proposal) -> float:
        """Log odds that only a claim stands behind the act."""
        read = self.alleged.get("bias", 0.0) + sum(self.alleged.get(n, 0.0) for n in features)
        heard = logit(proposal.alleged)
        weights = self.claimed
        return weights["heard"] * heard + weights["read"] * read + weights["bias"]

    @property
    def silent(self) -> bool:
        """Whether there is nothing to weigh with."""
        return not self.told


def heard_odds(proposal: Proposal, status: Status) -> float:
    """Log odds of a status against actual, as the model hears it."""
    mine = proposal.statuses.get(status, 0.0) + FAINTEST
    return math.log(mine / (proposal.statuses.get(Status.ACTUAL, 0.0) + FAINTEST))


def load_hearing(file: Path | None = None) -> Hearing:
    """The weights of a file, else those shipped with the package; raises `ModelError` where they
    cannot be read."""
    where = file or data_folder().joinpath(HEARING_FILE)
    try:
        return Hearing(**json.loads(where.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{where.name} cannot be read: {error}") from error
