"""Marks: what one cue says about one word, and how marks fold into a status."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.records import Certainty, Status
from dragoman.understand.status.cues import Effect


class Mark(NamedTuple):
    """One effect on a word: the indices of the words behind it and the rule that spoke."""

    effect: Effect
    words: tuple[int, ...]
    rule: str
    certainty: Certainty = Certainty.CERTAIN


Marks = tuple[Mark, ...]

NONE: Marks = ()

# Which effect wins where several hold: "the Soviet army never attacked" is history, "if it does
# not attack" a condition, "will not attack" a denial.
_PRECEDENCE = (
    (Effect.HISTORICAL, Status.HISTORICAL),
    (Effect.HYPOTHETICAL, Status.HYPOTHETICAL),
    (Effect.NEGATED, Status.NEGATED),
    (Effect.FUTURE, Status.FUTURE),
)
DOUBT = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


def only(marks: Marks, *effects: Effect) -> Marks:
    """The marks with one of these effects."""
    if not marks:
        return NONE
    return tuple(mark for mark in marks if mark.effect in effects)


def has(marks: Marks, effect: Effect) -> bool:
    """Whether one of the marks has this effect."""
    return any(mark.effect is effect for mark in marks)


def joined(*groups: Iterable[Mark]) -> Marks:
    """All marks, each once, in the order given."""
    return tuple(dict.fromkeys(mark for group in groups for mark in group))


def status_of(marks: Marks) -> Status:
    """The status the marks give together; actual without any."""
    effects = {mark.effect for mark in marks}
    return next((status for effect, status in _PRECEDENCE if effect in effects), Status.ACTUAL)


def certainty_of(marks: Marks) -> Certainty:
    """The least sure of the marks; certain without any."""
    return max((mark.certainty for mark in marks), key=DOUBT.index, default=Certainty.CERTAIN)
