"""What is told for a day after the report is still to come: "next week's summit in Venice", "visits
Paris next week".

A verb in another tense says so itself. The rule stands before the weighing of the two voices, which
knows it as a sign, and after it: what the model takes for a deed is none before its day.
"""

from __future__ import annotations

from dragoman.coding.happening import tense_of
from dragoman.coding.reading import Reading
from dragoman.coding.rules.dated import date_of
from dragoman.coding.scene import Scene
from dragoman.records import EventType, Status
from dragoman.trace import Draft, Step

RULE = "coding.ahead"
PLANNED = frozenset(
    (
        EventType.AID,
        EventType.CONSULT,
        EventType.COOPERATE,
        EventType.MOBILIZE,
        EventType.PROTEST,
        EventType.RETREAT,
    )
)
"""Types of deeds that are planned for a day."""


def ahead(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Turn "actual" into "future" where the whole of its date lies after the report."""
    published = scene.article.published
    noun = reading.place.is_noun and reading.place.carrier is None
    planned = noun or _is_planned(draft, reading)
    if published is None or not planned or draft.value("status") is not Status.ACTUAL:
        return draft
    expression = date_of(reading, scene)
    if expression is None or expression.start is None:
        return draft
    if expression.start <= published.day[: len(expression.start)]:
        return draft
    reason = f"{expression.start}, after the report"
    return draft.with_steps(
        Step("status", Status.FUTURE, RULE, (expression.span,), expression.made_by, reason)
    )


def _is_planned(draft: Draft, reading: Reading) -> bool:
    """Whether a verb in the present may tell of a plan: "visits", "is visiting"; a word given
    ("rejects talks next week") is given now. What is done "to murder him in May" may be."""
    tense = tense_of(reading.tree, reading.bearer)
    return tense == "infinitive" or (tense == "present" and draft.value("event_type") in PLANNED)
