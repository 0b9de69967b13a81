"""Blocks: which tellings are compared at all.

A telling is filed under its type, each country of its parties and place, and the stretches of days
in which it may have been. Those filed under the same stretch and country, of the same type or one
that it is taken for, are its candidates. All is symmetric: who finds is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dragoman.merge.telling import Telling
from dragoman.records import EventType

STRETCH_DAYS = 4
"""Days of a block: most tellings lie within one or two."""
LONGEST_DAYS = 8
"""What may have been on more days ("in June") is compared with what is told as vaguely."""
NOWHERE = "---"
_UNPLACED = frozenset((NOWHERE, "IGO", "NGO"))

TAKEN_FOR: frozenset[frozenset[EventType]] = frozenset(
    frozenset((EventType(one), EventType(other)))
    for one, other in (
        ("ASSAULT", "COERCE"),  # a raid, a siege
        ("ASSAULT", "PROTEST"),  # a riot
        ("PROTEST", "COERCE"),  # a road blocked
        ("MOBILIZE", "COERCE"),  # a blockade
        ("SANCTION", "COERCE"),  # a ban
        ("CONSULT", "COOPERATE"),  # joint work talked over
        ("CONSULT", "SUPPORT"),  # a welcome
        ("AGREE", "COOPERATE"),
        ("AGREE", "SUPPORT"),  # an accord backed
        ("AGREE", "CONSULT"),  # signed at a meeting
        ("AID", "COOPERATE"),
        ("AID", "SUPPORT"),
        ("ACCUSE", "REJECT"),  # "denounced the sanctions"
        ("REQUEST", "ACCUSE"),
        ("THREATEN", "REQUEST"),  # "warned to stop"
        ("THREATEN", "ACCUSE"),
        ("RETREAT", "CONCEDE"),  # a release
        ("MOBILIZE", "AID"),  # troops and teams sent
    )
)
"""Types that two reporters, or two readings of the model, give to one act."""


def may_be_one(one: EventType, other: EventType) -> bool:
    """Whether two types can be readings of one act.

    >>> may_be_one(EventType.ASSAULT, EventType.COERCE), may_be_one(EventType.AID, EventType.REJECT)
    (True, False)
    """
    return one is other or frozenset((one, other)) in TAKEN_FOR


def blocks_of(told: Telling) -> tuple[str, ...]:
    """The blocks a telling is filed under; at least one, sorted."""
    return tuple(sorted(set(_blocks(told, (told.type,)))))


def searched_blocks(told: Telling) -> tuple[str, ...]:
    """The blocks in which its candidates are: its own and those of the types it is taken for."""
    return tuple(sorted(set(_blocks(told, _taken_for(told.type)))))


@cache
def _taken_for(told: EventType) -> tuple[EventType, ...]:
    return tuple(type for type in EventType if may_be_one(told, type))


def _blocks(told: Telling, types: tuple[EventType, ...]) -> Iterator[str]:
    for country in countries_of(told):
        for stretch in _stretches(told):
            for type in types:
                yield f"{type.value} {country} {stretch}"


def countries_of(told: Telling) -> tuple[str, ...]:
    """The countries of its parties and its place, sorted; "---" where there is none."""
    named = {party.country for party in (*told.actors, *told.recipients)}
    if told.place is not None and told.place.country:
        named.add(told.place.country)
    return tuple(sorted(named - _UNPLACED)) or (NOWHERE,)


def _stretches(told: Telling) -> list[str]:
    if told.first is None or told.last is None:
        return ["undated"]
    if told.last - told.first >= LONGEST_DAYS:
        return [f"{told.first}-{told.last}"]
    numbers = range(told.first // STRETCH_DAYS, told.last // STRETCH_DAYS + 1)
    return [str(number) for number in numbers]
