"""Two files of events side by side: counts, how they move together, and what is in both.

A pair is the country of an actor and that of a recipient, in this order; the parties of a mutual
act (actors alone) are pairs both ways. An event is in the other file where that has one of the
same type and pair on the same day or the day before or after. Shares are taken over the days that
both files cover, for a file of a week holds nothing of the rest of a year.
"""

from __future__ import annotations

import hashlib
import heapq
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations

from dragoman.coding.ontology import MUTUAL
from dragoman.foreign.codes import NOWHERE
from dragoman.records import EventType, Failure, ForeignEvent

DAYS_AROUND = 1
"""Days by which two accounts of one event may differ: a report of the morning after."""
EXAMPLES = 10
FEWEST_MONTHS = 3
"""Months below which a correlation says nothing."""

Pair = tuple[str, str]
Read = Callable[[], Iterable[ForeignEvent | Failure]]
"""Reads a file from its beginning; called twice."""


@dataclass(slots=True)
class Side:
    """What is counted of one file. `days` are those of events of a type and pair, sorted."""

    events: int = 0
    untyped: int = 0
    undated: int = 0
    left_out: int = 0
    failures: list[Failure] = field(default_factory=list)
    types: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    pairs: Counter[Pair] = field(default_factory=Counter)
    by_type: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    days: dict[tuple[str, Pair], list[int]] = field(default_factory=lambda: defaultdict(list))
    first: int | None = None
    last: int | None = None

    def add(self, event: ForeignEvent) -> None:
        """Count one event in."""
        self.events += 1
        if event.event_type is None:
            self.untyped += 1
            return
        self.types[event.event_type.value] += 1
        self.pairs.update(pairs_of(event))
        day = day_of(event)
        if day is None:
            self.undated += 1
            return
        month = date.fromordinal(day).isoformat()[:7]
        self.months[month] += 1
        self.by_type[event.event_type.value][month] += 1
        for pair in pairs_of(event):
            self.days[event.event_type.value, pair].append(day)
        self.first = day if self.first is None else min(self.first, day)
        self.last = day if self.last is None else max(self.last, day)

    def has(self, event: ForeignEvent) -> bool:
        """Whether an event of this side has the type, a pair and about the day of this one."""
        day = day_of(event)
        if day is None or event.event_type is None:
            return False
        for pair in pairs_of(event):
            days = self.days.get((event.event_type.value, pair), [])
            at = bisect_left(days, day - DAYS_AROUND)
            if at < len(days) and days[at] <= day + DAYS_AROUND:
                return True
        return False

    def covers(self, event: ForeignEvent) -> bool:
        """Whether the event lies in the days of this side, or next to them."""
        day = day_of(event)
        if day is None or self.first is None or self.last is None:
            return False
        return self.first - DAYS_AROUND <= day <= self.last + DAYS_AROUND


@dataclass(frozen=True, slots=True)
class Shared:
    """How much of one file the other has too: of `looked_at` events in its days, `found`."""

    looked_at: int
    found: int
    own: tuple[ForeignEvent, ...]

    @property
    def share(self) -> float | None:
        """`found` of `looked_at`; None where nothing was looked at."""
        return self.found / self.looked_at if self.looked_at else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, the correlation of their monthly counts, and what one has of the other.

    `correlations` are Pearson's, for all events ("all") and each type, over the months both
    cover; None where they are too few or do not vary.
    """

    ours: Side
    theirs: Side
    months: tuple[str, ...]
    correlations: dict[str, float | None]
    theirs_in_ours: Shared
    ours_in_theirs: Shared


def compare(ours: Read, theirs: Read, *, every_status: bool = False) -> Comparison:
    """Both files side by side. Each is read twice, and memory holds days, not events.

    Events of ours that did not happen or are only alleged stay out without `every_status`.
    """
    one, other = _counted(ours(), every_status), _counted(theirs(), every_status)
    months = _months_of_both(one, other)
    names = ["all", *(t.value for t in EventType if one.types[t.value] and other.types[t.value])]
    return Comparison(
        one,
        other,
        months,
        {
            name: _correlation(*(_series(side, name, months) for side in (one, other)))
            for name in names
        },
        _shared(theirs(), one, every_status),
        _shared(ours(), other, every_status),
    )


def _counted(items: Iterable[ForeignEvent | Failure], every_status: bool) -> Side:
    side = Side()
    for item in items:
        if isinstance(item, Failure):
            side.failures.append(item)
        elif item.happened or every_status:
            side.add(item)
        else:
            side.left_out += 1
    for days in side.days.values():
        days.sort()
    return side


def _shared(items: Iterable[ForeignEvent | Failure], other: Side, every_status: bool) -> Shared:
    """What `other` has of these events. Its examples are chosen by their ids, not by their place:
    the first ten would all be of one day."""
    looked_at = found = 0
    own: list[tuple[str, int, ForeignEvent]] = []
    for number, item in enumerate(items):
        if isinstance(item, Failure) or not (item.happened or every_status):
            continue
        if item.event_type is None or not other.covers(item):
            continue
        looked_at += 1
        if other.has(item):
            found += 1
            continue
        lot = hashlib.sha256(f"{item.source}:{item.id}".encode("utf-8", "replace")).hexdigest()
        heapq.heappush(own, (_turned(lot), -number, item))
        if len(own) > EXAMPLES:
            heapq.heappop(own)
    examples = sorted((item for *_, item in own), key=lambda e: (e.date or "", e.id))
    return Shared(looked_at, found, tuple(examples))


def _turned(lot: str) -> str:
    """A lot turned round, so that a heap that drops its least keeps the least lots."""
    return "".join(f"{15 - int(digit, 16):x}" for digit in lot)


def pairs_of(event: ForeignEvent) -> tuple[Pair, ...]:
    """The pairs of countries of an event, each once; a side that is not told is "---".

    Parties of a mutual act, which are actors alone, act on each other.
    """
    actors = [party.country for party in event.actors] or [NOWHERE]
    recipients = [party.country for party in event.recipients]
    if not recipients and len(event.actors) > 1 and event.event_type in MUTUAL:
        return tuple(dict.fromkeys(permutations(actors, 2)))
    return tuple(dict.fromkeys((a, r) for a in actors for r in recipients or [NOWHERE]))


def day_of(event: ForeignEvent) -> int | None:
    """The day of an event as a number of days; None where it is known to the month alone."""
    if event.date is None or len(event.date) < 10:
        return None
    try:
        return date.fromisoformat(event.date[:10]).toordinal()
    except ValueError:
        return None


def _months_of_both(one: Side, other: Side) -> tuple[str, ...]:
    """All months that both sides cover, those without an event among them."""
    if not one.months or not other.months:
        return ()
    first = max(min(one.months), min(other.months))
    last = min(max(one.months), max(other.months))
    return tuple(_months(first, last))


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:7])
    while (now := f"{year:04d}-{month:02d}") <= last:
        yield now
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _series(side: Side, name: str, months: Sequence[str]) -> list[int]:
    counts = side.months if name == "all" else side.by_type[name]
    return [counts[month] for month in months]


def _correlation(one: Sequence[int], other: Sequence[int]) -> float | None:
    """Pearson's correlation; None for fewer than three months, or where one side never changes."""
    size = len(one)
    if size < FEWEST_MONTHS:
        return None
    mean_one, mean_other = sum(one) / size, sum(other) / size
    spread_one = sum((x - mean_one) ** 2 for x in one)
    spread_other = sum((y - mean_other) ** 2 for y in other)
    if not spread_one or not spread_other:
        return None
    both = sum((x - mean_one) * (y - mean_other) for x, y in zip(one, other, strict=True))
    return both / math.sqrt(spread_one * spread_other)
