"""The tellings of one event -> the event, with what its reports disagree on kept side by side.

Everything follows from the set of tellings: what most say, and of two with as many the one whose
report came first, or whose key is less.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dragoman.merge.telling import KEY_HEX_DIGITS, Telling
from dragoman.records import Detail, MergedEvent, Party, Spot, Status

LATER = date.max.toordinal()
NO_SOURCE = frozenset(("", "agencies"))
"""Credits that name nobody."""
_STATUS_ORDER = (
    Status.ACTUAL,
    Status.HISTORICAL,
    Status.FUTURE,
    Status.HYPOTHETICAL,
    Status.NEGATED,
)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report comes from: its group of copies, and whom it credits, agency or publisher."""

    copies: str
    credit: str


def combined(tellings: Sequence[Telling], sources: Mapping[str, Source]) -> MergedEvent:
    """The event that these tellings, at least one, tell.

    `sources` by report; a report that is not in it counts as a source of its own.
    """
    return told_once(*tellings) if len(tellings) == 1 else told_often(tellings, sources)


def told_often(tellings: Sequence[Telling], sources: Mapping[str, Source]) -> MergedEvent:
    """As `combined`, of any number."""
    told = sorted(tellings, key=_order)
    telling = [t for t in told if not t.denied] or told
    best = min(telling, key=_rank)
    type = _most(t.type for t in telling) or best.type
    first, last, firm = _days(telling)
    reports = sorted({t.report for t in told})
    return MergedEvent(
        id=identity(told[0].key),
        event_type=type,
        mode=_most(t.mode for t in telling if t.type is type),
        status=min((t.status for t in telling), key=_STATUS_ORDER.index),
        alleged=_alleged(told, telling),
        actors=_fullest(telling, lambda t: t.actors),
        recipients=_fullest(telling, lambda t: t.recipients),
        first=first,
        last=last,
        firm=firm,
        place=_place(telling),
        killed=_latest(telling, lambda t: t.killed),
        injured=_latest(telling, lambda t: t.injured),
        confidence=max(t.confidence for t in telling),
        reports=len(reports),
        sources=independent(reports, sources),
        best=best.key,
        keys=tuple(sorted(t.key for t in told)),
        told_in=tuple(reports),
        details=tuple(_details(told)),
    )


def told_once(t: Telling) -> MergedEvent:
    """As `combined`, of one telling alone, as most events have: many times quicker."""
    firm = t.firm and t.first is not None
    return MergedEvent(
        id=identity(t.key),
        event_type=t.type,
        mode=t.mode,
        status=t.status,
        alleged=t.alleged,
        actors=t.actors,
        recipients=t.recipients,
        first=t.first if firm else t.last,
        last=t.last,
        firm=firm,
        place=t.place,
        killed=t.killed,
        injured=t.injured,
        confidence=t.confidence,
        reports=1,
        sources=1,
        best=t.key,
        keys=(t.key,),
        told_in=(t.report,),
    )


def identity(key: str) -> str:
    """The id of the event that was first told under this key."""
    return hashlib.sha256(f"event {key}".encode()).hexdigest()[:KEY_HEX_DIGITS]


def independent(reports: Iterable[str], sources: Mapping[str, Source]) -> int:
    """How many independent sources some reports are: copies of one report are one, and so are
    reports that credit the same agency or come from the same publisher."""
    above: dict[str, str] = {}

    def first(name: str) -> str:
        while above.setdefault(name, name) != name:
            name = above[name]
        return name

    heads = []
    for report in reports:
        head = first(f"report {report}")
        source = sources.get(report)
        for name in _names(source) if source else ():
            above[first(name)] = first(head)
        heads.append(head)
    return len({first(head) for head in heads})


def _names(source: Source) -> list[str]:
    names = [f"copies {source.copies}"]
    credit = source.credit.strip().casefold()
    return names if credit in NO_SOURCE else [*names, f"credit {credit}"]


def _order(told: Telling) -> tuple[int, str]:
    """By day of publication, then by key: what was told first stays first when more is told."""
    return (LATER if told.published is None else told.published, told.key)


def _rank(told: Telling) -> tuple[int, int, int, float, int, str]:
    """The telling that tells most: by parties, day, place, confidence."""
    known = sum(party.known for party in (*told.actors, *told.recipients))
    sides = bool(told.actors) + bool(told.recipients)
    place = told.place is not None and not told.place.loose
    return (-sides, -known, -(told.firm + place), -round(told.confidence, 3), *_order(told))


def _most(values: Iterable[Value | None]) -> Value | None:
    """What is told most often; of two as often told the one told first."""
    counts: dict[Value, int] = {}
    for value in values:
        if value is not None:
            counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda value: counts[value]) if counts else None


def _alleged(told: Sequence[Telling], telling: Sequence[Telling]) -> bool:
    """Alleged where nobody tells it outright."""
    return all(t.alleged for t in telling) and bool(telling) and bool(told)


def _fullest(
    told: Sequence[Telling], side: Callable[[Telling], tuple[Party, ...]]
) -> tuple[Party, ...]:
    """The side as the telling has it that knows most of its parties."""
    named = [t for t in told if side(t)]
    if not named:
        return ()

    def rank(t: Telling) -> tuple[int, int, tuple[int, str]]:
        persons = sum((p.entity_id or "").startswith("person:") for p in side(t))
        return (-sum(p.known for p in side(t)), -persons, _order(t))

    return side(min(named, key=rank))


def _days(told: Sequence[Telling]) -> tuple[int | None, int | None, bool]:
    """The days most firmly told; else the first day of publication."""
    firm = [(t.first, t.last) for t in told if t.firm and t.first is not None]
    if firm:
        short = min(last - first for first, last in firm if first is not None and last is not None)
        exact = [d for d in firm if d[0] is not None and d[1] is not None and d[1] - d[0] == short]
        first, last = _most(exact) or (None, None)
        return first, last, True
    known = [t.last for t in told if t.last is not None]
    return (min(known), min(known), False) if known else (None, None, False)


def _place(told: Sequence[Telling]) -> Spot | None:
    """The place most often told, of the most exact kind told firmly."""
    kinds = {"town": 0, "admin2": 1, "admin1": 2}
    spots = [t.place for t in told if t.place is not None]
    if not spots:
        return None
    least = min((spot.loose, kinds.get(spot.precision or "", 3)) for spot in spots)
    return _most(s for s in spots if (s.loose, kinds.get(s.precision or "", 3)) == least)


def _latest(told: Sequence[Telling], field: Callable[[Telling], int | None]) -> int | None:
    """What the last reports tell; of two of one day the higher number."""
    known = [(t.published or 0, number) for t in told if (number := field(t)) is not None]
    return max(known)[1] if known else None


# --- what reports disagree on ---------------------------------------------------------


def _details(told: Sequence[Telling]) -> Iterable[Detail]:
    for field, value_of in _FIELDS:
        values: dict[str, list[str]] = {}
        for t in told:
            value = value_of(t)
            if value is not None:
                values.setdefault(value, []).append(t.key)
        if len(values) > 1:
            for value in sorted(values):
                yield Detail(field, value, tuple(sorted(values[value])))


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)


def day_text(told: Telling) -> str | None:
    """The day or days a report itself gives, "2024-06-19" or "2024-06-01/2024-06-30"."""
    if not told.firm or told.first is None or told.last is None:
        return None
    days = [date.fromordinal(day).isoformat() for day in (told.first, told.last)]
    return days[0] if days[0] == days[1] else "/".join(days)


def _named(parties: Sequence[Party]) -> str | None:
    return "; ".join(sorted(f"{p.name} ({p.code})" for p in parties)) or None


_FIELDS: tuple[tuple[str, Callable[[Telling], str | None]], ...] = (
    ("event_type", lambda t: t.type.value),
    ("mode", lambda t: t.mode),
    ("status", lambda t: "denied" if t.denied else t.status.value),
    ("date", day_text),
    ("place", lambda t: t.place.name if t.place else None),
    ("killed", lambda t: _number(t.killed)),
    ("injured", lambda t: _number(t.injured)),
    ("actors", lambda t: _named(t.actors)),
    ("recipients", lambda t: _named(t.recipients)),
)
