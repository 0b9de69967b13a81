"""What a noun tells for a day after the report is still to come: "next week's summit in Venice".

A verb says so itself, by its tense.
"""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.rules.dated import date_of
from dragoman.coding.scene import Scene
from dragoman.records import Status
from dragoman.trace import Draft, Step

RULE = "coding.ahead"


def ahead(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Turn "actual" into "future" where the whole of a noun's date lies after the report."""
    published = scene.article.published
    noun = reading.place.is_noun and reading.place.carrier is None
    if published is None or not noun or draft.value("status") is not Status.ACTUAL:
        return draft
    expression = date_of(reading, scene)
    if expression is None or expression.start is None or len(expression.start) < len("2024-06"):
        return draft
    if expression.start <= published.day[: len(expression.start)]:
        return draft
    reason = f"{expression.start}, after the report"
    return draft.with_steps(
        Step("status", Status.FUTURE, RULE, (expression.span,), expression.made_by, reason)
    )
