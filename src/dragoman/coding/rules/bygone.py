"""A deed of a year long past is history, however plainly it is told."""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.rules.dated import date_of
from dragoman.coding.scene import Scene
from dragoman.records import Status
from dragoman.trace import Draft, Step

RULE = "coding.bygone"
HISTORY_YEARS = 2
"""As in the rules of status: what a report of today tells of three years ago is background."""


def bygone(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Turn "actual" into "historical" where the trigger's date lies years before the report."""
    published = scene.article.published
    if published is None or draft.value("status") is not Status.ACTUAL:
        return draft
    expression = date_of(reading, scene)
    if expression is None or expression.start is None:
        return draft
    years = int(published.day[:4]) - int(expression.start[:4])
    if years <= HISTORY_YEARS:
        return draft
    reason = f"{years} years before publication"
    return draft.with_steps(
        Step("status", Status.HISTORICAL, RULE, (expression.span,), expression.made_by, reason)
    )
