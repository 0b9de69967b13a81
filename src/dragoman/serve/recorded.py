"""Merged events of a store as the exports take them: each once, for all reports that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from dragoman.coding.ontology import load_ontology
from dragoman.export.pairs import Reported
from dragoman.records import DateBasis, Event, EventDate, EventType, Status

if TYPE_CHECKING:
    from dragoman.store import Store

AT_ONCE = 200
"""Merged events whose reports are read together."""

Row = Mapping[str, Any]


def recorded(store: Store, rows: Iterable[Row]) -> Iterator[Reported]:
    """The merged events of an answer of `Store.events`, in its order.

    Parties, place and words are those of the report that tells it most surely; id, type, mode,
    status, days and the counts of reports and sources are the record's, with what was corrected.
    """
    waiting = iter(rows)
    while chunk := list(islice(waiting, AT_ONCE)):
        keys = {str(row["id"]): store.keys(str(row["id"])) for row in chunk}
        every = sorted({key for told in keys.values() for key in told})
        events = dict(store.keyed_records(every))
        for row in chunk:
            best = surest([events[key] for key in keys[str(row["id"])] if key in events])
            if best is not None:
                yield Reported(of_record(best, row), None, int(row["reports"]), int(row["sources"]))


def surest(events: Sequence[Event]) -> Event | None:
    """The event of highest confidence, then with most mentions; None where there is none."""
    return max(events, key=lambda e: (e.confidence, len(e.mentions), e.id), default=None)


def of_record(event: Event, row: Row) -> Event:
    """An event of a report with the fields of the merged event that it is told for."""
    told = replace(
        event,
        id=str(row["id"]),
        event_type=EventType(row["event_type"]),
        mode=row["mode"],
        status=Status(row["status"]),
        alleged=bool(row["alleged"]),
        date=_date(event.date, row),
    )
    same = (told.event_type, told.mode) == (event.event_type, event.mode)
    return told if same else _reweighed(told)


def _reweighed(event: Event) -> Event:
    """An event of another type or mode than the report's, with the numbers of the codebook."""
    known = load_ontology()
    type, mode = event.event_type, event.mode
    mode = mode if (type, mode) in known.kinds else None
    return replace(
        event,
        quad=known.quad(type, mode),
        score=known.score(type, mode),
        cameo=known.cameo(type, mode, event.contexts),
        goldstein=known.goldstein(type, mode, event.contexts),
    )


def _date(date: EventDate | None, row: Row) -> EventDate | None:
    """The days of the record; those of the report where the record has none."""
    if row["first_day"] is None:
        return date
    first = str(row["first_day"])[:10]
    last = str(row["last_day"] or row["first_day"])[:10]
    if date is not None and date.value == first and (date.end or first) == last:
        return date
    return EventDate(first, last, None, None, date.basis if date else DateBasis.PUBLISHED)
