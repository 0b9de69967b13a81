"""Whether it is said to have happened: the status of the trigger, or of its light verb."""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.records import Predicate, Status
from dragoman.trace import Draft, Step

RULE = "coding.told"
UNTOLD = (Status.HISTORICAL, Status.HYPOTHETICAL, Status.FUTURE)
"""Statuses that can hold without a word that says so; a denial has its word."""
SURE = 0.6
"""Probability from which a status that the model hears goes before a plain "actual"."""
ALLEGED = 0.5
"""Probability from which the model's allegation counts."""


def told(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set status and alleged from what is understood of the predicate; "actual" by default."""
    predicate = bearing(reading, scene)
    if predicate is None:
        plain = "nothing says that it did not happen"
        return draft.with_steps(
            Step("status", Status.ACTUAL, RULE, (), None, plain),
            Step("alleged", False, RULE, (), None, plain),
        )
    reason = ", ".join(predicate.made_by) or "nothing says that it did not happen"
    draft = draft.with_steps(
        Step("status", predicate.status, RULE, predicate.evidence, None, reason),
        Step("alleged", predicate.alleged, RULE, predicate.evidence, None, reason),
    )
    return _as_heard(draft, predicate.status, reading)


def _as_heard(draft: Draft, status: Status, reading: Reading) -> Draft:
    """The model's reading of the status, where no word decides and it is sure.

    What the words deny, plan or doubt stays so: the model never makes a deed of it.
    """
    if reading.proposal is None:
        return draft
    heard, share = max(reading.proposal.statuses.items(), key=lambda pair: pair[1])
    if status is Status.ACTUAL and heard in UNTOLD and share >= SURE:
        reason = f"the model hears {heard.value} ({share:.2f}), no word says so"
        draft = draft.with_steps(Step("status", heard, RULE, (), "the model", reason))
    if reading.proposal.alleged >= ALLEGED and not draft.value("alleged"):
        reason = f"the model hears an allegation ({reading.proposal.alleged:.2f})"
        draft = draft.with_steps(Step("alleged", True, RULE, (), "the model", reason))
    return draft


def bearing(reading: Reading, scene: Scene) -> Predicate | None:
    """The predicate that bears the status: the light verb's where it says more than actual."""
    own = scene.predicates.get(reading.word)
    carried = scene.predicates.get(reading.bearer)
    if carried is not None and (own is None or own.status is Status.ACTUAL):
        return carried
    return own
