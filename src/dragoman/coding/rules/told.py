"""Whether it is said to have happened: the status of the trigger, or of its light verb."""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.records import Predicate, Status
from dragoman.trace import Draft, Step

RULE = "coding.told"


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
    return draft.with_steps(
        Step("status", predicate.status, RULE, predicate.evidence, None, reason),
        Step("alleged", predicate.alleged, RULE, predicate.evidence, None, reason),
    )


def bearing(reading: Reading, scene: Scene) -> Predicate | None:
    """The predicate that bears the status: the light verb's where it says more than actual."""
    own = scene.predicates.get(reading.word)
    carried = scene.predicates.get(reading.bearer)
    if carried is not None and (own is None or own.status is Status.ACTUAL):
        return carried
    return own
