"""Cooperation told in the future is an agreement, a future retreat a concession.

Manual, sections 3.1 ("cooperative actions of types CONSULT, SUPPORT, COOPERATE, and AID reported
in future tense ... should be coded as AGREE") and 3.7.2.
"""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.records import EventType, Status
from dragoman.trace import Draft, Step

RULE = "coding.future"

BECOMES = {
    EventType.CONSULT: EventType.AGREE,
    EventType.SUPPORT: EventType.AGREE,
    EventType.COOPERATE: EventType.AGREE,
    EventType.AID: EventType.AGREE,
    EventType.RETREAT: EventType.CONCEDE,
}


WORD_GIVEN = {
    EventType.AGREE: (Status.FUTURE,),
    EventType.CONCEDE: (Status.FUTURE,),
    EventType.THREATEN: (Status.FUTURE, Status.HYPOTHETICAL),
    EventType.REJECT: (Status.FUTURE, Status.NEGATED),
}
"""Types whose event is the word given, with what the deed it is about may be."""


def future(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """ "Putin will visit Pyongyang": an AGREE that stands, not a visit to come."""
    type = draft.value("event_type")
    evidence = tuple(
        span
        for step in draft.steps
        if step.field == "status" and not step.refused
        for span in step.evidence
    )
    if _is_word_given(draft, reading):
        reason = f"the {type} is that it is said, whatever becomes of the deed"
        return draft.with_steps(Step("status", Status.ACTUAL, RULE, evidence, None, reason))
    if draft.value("status") is not Status.FUTURE or type not in BECOMES:
        return draft
    becomes = BECOMES[EventType(str(type))]
    reason = f"{type} told in the future is {becomes}"
    return draft.with_steps(
        Step("event_type", becomes, RULE, evidence, "codebook 3.1", reason),
        Step("mode", None, RULE, evidence, "codebook 3.1", reason),
        Step(
            "status",
            Status.ACTUAL,
            RULE,
            evidence,
            "codebook 3.1",
            "the intention itself is stated",
        ),
    )


def _is_word_given(draft: Draft, reading: Reading) -> bool:
    """Whether a deed not done is read as the word given on it: "will visit" as AGREE, "will attack
    if" as THREATEN, "will never sign" as REJECT. The lexicon's own words for it ("may agree") keep
    their status."""
    type = EventType(str(draft.value("event_type")))
    return reading.by_model and draft.value("status") in WORD_GIVEN.get(type, ())
