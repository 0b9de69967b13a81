"""Events -> stories: what belongs together because it is told together, or because the same
parties do it in the same place within days.

A story is no chain without end: two of its events lie at most `LONGEST_DAYS` apart, and of the
pairs across two halves of it a fair share must be linked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.merge.combine import LATER
from dragoman.merge.gather import Rules
from dragoman.merge.telling import KEY_HEX_DIGITS
from dragoman.records import MergedEvent, Status, Story, kilometres

LONGEST_DAYS = 21
"""Days between the first and the last event of a story: longer ones are several."""
NEAR_DAYS = 3
"""Days between two events of the same parties and place that no report tells together."""
NEAR_KM = 30.0
LEAST_SHARE = 0.2
"""Least share of pairs linked between two halves: each report tells only some of a story."""
MOST_TOLD_IN = 40
"""Reports by which an event is looked up; more find nothing new."""
_UNPLACED = frozenset(("---", "IGO", "NGO"))


@dataclass(frozen=True, slots=True)
class Part:
    """What of an event decides which story it is of. `parties` are countries, and identities of
    persons and bodies; `spot` is a town as (latitude, longitude)."""

    key: str
    parties: frozenset[str]
    countries: frozenset[str]
    first: int | None
    last: int | None
    background: bool
    spot: tuple[float, float] | None
    reports: frozenset[str]


def part_of(event: MergedEvent) -> Part:
    """The part an event is of some story."""
    sides = (*event.actors, *event.recipients)
    countries = frozenset(party.country for party in sides) - _UNPLACED
    identities = {party.entity_id for party in sides if party.entity_id}
    place = event.place
    spot = None
    if place is not None and place.precision == "town" and place.lat is not None:
        assert place.lon is not None
        spot = (place.lat, place.lon)
    return Part(
        key=event.id,
        parties=countries | identities,
        countries=countries,
        first=event.first,
        last=event.last,
        background=event.status is Status.HISTORICAL,
        spot=spot,
        reports=frozenset(event.told_in),
    )


_encode = json.JSONEncoder(separators=(",", ":")).encode


def part_to_json(part: Part) -> str:
    """For a store: one line, which `part_from_json` reads."""
    return _encode(
        [
            part.key,
            sorted(part.parties),
            sorted(part.countries),
            part.first,
            part.last,
            part.background,
            part.spot,
            sorted(part.reports),
        ]
    )


def part_from_json(line: str) -> Part:
    """What `part_to_json` wrote."""
    key, parties, countries, first, last, background, spot, reports = json.loads(line)
    return Part(
        key=key,
        parties=frozenset(parties),
        countries=frozenset(countries),
        first=first,
        last=last,
        background=background,
        spot=(spot[0], spot[1]) if spot else None,
        reports=frozenset(reports),
    )


def story_rules() -> Rules[Part]:
    """The rules by which events are of one story."""
    return Rules(_filed, _searched, _likeness, _apart, LEAST_SHARE)


def _filed(part: Part) -> tuple[str, ...]:
    return tuple(sorted(set(_blocks(part, 0))))


def _searched(part: Part) -> tuple[str, ...]:
    return tuple(sorted(set(_blocks(part, 1))))


def _blocks(part: Part, further: int) -> Iterator[str]:
    """Its reports; the countries, degree and days of its town, and `further` stretches of days."""
    if part.background:
        yield f"alone {part.key}"
        return
    for report in sorted(part.reports)[:MOST_TOLD_IN]:
        yield f"report {report}"
    if part.spot is None or part.first is None or part.last is None:
        return
    lat, lon = (round(degrees) for degrees in part.spot)
    begin, end = part.first // NEAR_DAYS, part.last // NEAR_DAYS
    if end - begin > LONGEST_DAYS:
        return
    for stretch in range(begin - further, end + further + 1):
        for country in part.countries:
            yield f"near {country} {lat} {lon} {stretch}"


def _likeness(one: Part, other: Part) -> float | None:
    """A score for events told together by reports and sharing a party, or near each other."""
    if _apart(one, other) or one.background or other.background:
        return None
    shared = len(one.parties & other.parties)
    if not shared:
        return None
    told = len(one.reports & other.reports) / min(len(one.reports), len(other.reports))
    same = shared / min(len(one.parties), len(other.parties))
    if told:
        return 0.5 + 0.3 * told + 0.2 * same
    near = _gap(one, other) <= NEAR_DAYS and _kilometres(one, other) <= NEAR_KM
    return 0.3 + 0.2 * same if near else None


def _gap(one: Part, other: Part) -> int:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max(one.first - other.last, other.first - one.last, 0)


def _apart(one: Part, other: Part) -> bool:
    return _gap(one, other) > LONGEST_DAYS


def _kilometres(one: Part, other: Part) -> float:
    if one.spot is None or other.spot is None:
        return float("inf")
    return kilometres(*one.spot, *other.spot)


def story_of(parts: Sequence[Part]) -> Story:
    """The story that these events, at least one, are."""
    order = sorted(parts, key=_order)
    days = [day for part in parts for day in (part.first, part.last) if day is not None]
    reports: set[str] = set().union(*(part.reports for part in parts))
    digest = hashlib.sha256(f"story {order[0].key}".encode()).hexdigest()
    return Story(
        id=digest[:KEY_HEX_DIGITS],
        events=tuple(part.key for part in order),
        first=min(days, default=None),
        last=max(days, default=None),
        reports=len(reports),
    )


def _order(part: Part) -> tuple[int, str]:
    return (LATER if part.first is None else part.first, part.key)
