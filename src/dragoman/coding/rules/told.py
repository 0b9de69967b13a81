"""Whether it is said to have happened: the status of the trigger, or of its light verb."""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.rules.embedded import answers
from dragoman.coding.scene import Scene
from dragoman.records import EventType, Predicate, Status
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
    if predicate.status is Status.NEGATED and _is_answered(reading, scene):
        reason = "it was made, whatever came of it"
        return draft.with_steps(
            Step("status", Status.ACTUAL, RULE, predicate.evidence, None, reason),
            Step("alleged", predicate.alleged, RULE, predicate.evidence, None, reason),
        )
    reason = ", ".join(predicate.made_by) or "nothing says that it did not happen"
    return draft.with_steps(
        Step("status", predicate.status, RULE, predicate.evidence, None, reason),
        Step("alleged", predicate.alleged, RULE, predicate.evidence, None, reason),
    )


def _is_answered(reading: Reading, scene: Scene) -> bool:
    """Whether a demand, offer, charge or threat is what another act rejects, and that act was done:
    "rejected the offer", "the charge was denied"."""
    over = scene.readings.get(reading.tree.token(reading.word).head)
    if over is None or over.entry.type is not EventType.REJECT or not answers(reading, over.word):
        return False
    outer = bearing(over, scene)
    return outer is None or outer.status is Status.ACTUAL


def bearing(reading: Reading, scene: Scene) -> Predicate | None:
    """The predicate that bears the status: the light verb's where it says more than actual."""
    own = scene.predicates.get(reading.word)
    carried = scene.predicates.get(reading.bearer)
    if carried is not None and (own is None or own.status is Status.ACTUAL):
        return carried
    return own
