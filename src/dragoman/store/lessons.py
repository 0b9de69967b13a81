"""What corrections teach: the sentences of corrected events, with all events as they should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dragoman.records import Actor, DateBasis, Event, EventDate, EventType, Party, Span, Status
from dragoman.store import reading
from dragoman.store.corrections import all_corrections, corrections_of
from dragoman.store.database import Database


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence, where it begins in its report, and its events, corrected; `reasons` are those of
    the corrections."""

    id: str
    words: str
    start: int
    published: str | None
    events: tuple[Event, ...]
    reasons: tuple[str, ...]


def lessons_of(database: Database) -> Iterator[Lesson]:
    """A lesson for each sentence with a corrected event, in the order of their keys."""
    reasons: dict[str, list[str]] = {}
    for correction in all_corrections(database):
        reasons.setdefault(correction.key, []).append(correction.reason)
    rows = database.rows(
        "SELECT e.key, o.report, o.sentence, o.key, o.place FROM events e JOIN events o ON "
        "o.report = e.report AND o.sentence = e.sentence WHERE e.key IN "
        "(SELECT unnest(?::TEXT[])) ORDER BY o.report, o.sentence, o.place",
        [list(reasons)],
    )
    sentences: dict[tuple[str, int], list[str]] = {}
    for _, report, sentence, key, _ in rows:
        held = sentences.setdefault((report, sentence), [])
        if key not in held:
            held.append(key)
    for keys in sentences.values():
        yield _lesson(database, keys, reasons)


def _lesson(database: Database, keys: list[str], reasons: Mapping[str, list[str]]) -> Lesson:
    values = corrections_of(database, keys)
    events = dict(reading.events(database, keys))
    first = next(iter(events.values()))
    words = database.rows("SELECT words FROM events WHERE key = ?", [keys[0]])[0][0]
    told = [corrected_event(event, values.get(key, {})) for key, event in events.items()]
    said = [reason for key in keys for reason in reasons.get(key, ())]
    return Lesson(
        id=keys[0],
        words=str(words),
        start=first.sentence_span.start,
        published=first.published,
        events=tuple(event for event in told if event is not None),
        reasons=tuple(dict.fromkeys(said)),
    )


def corrected_event(event: Event, values: Mapping[str, Any]) -> Event | None:
    """An event with corrections over what the machine read; None where it is said to be none."""
    if "event_type" in values and values["event_type"] is None:
        return None
    changes: dict[str, Any] = {}
    for field, value in values.items():
        if field == "event_type":
            changes["event_type"] = EventType(value)
        elif field == "status":
            changes["status"] = Status(value)
        elif field in ("actors", "recipients"):
            changes[field] = tuple(_actor(party) for party in value or ())
        elif field == "date":
            date = EventDate(value, None, None, None, DateBasis.STATED) if value else None
            changes["date"] = date
        elif field in ("mode", "alleged"):
            changes[field] = value
    return replace(event, **changes)


def _actor(party: Party) -> Actor:
    """An actor that no words of the report stand for: its span is empty."""
    return Actor(
        text=party.name,
        span=Span(0, 0),
        name=party.name,
        country=party.country,
        sector=party.sector,
        known=party.known,
        made_by="corrected",
    )
