"""Events of other data sets in a store, apart from ours, and ours read as theirs are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from dragoman.coding.ontology import load_ontology
from dragoman.errors import StoreError
from dragoman.merge.telling import KEY_HEX_DIGITS, days_of
from dragoman.records import EventType, ForeignEvent, Party, Spot
from dragoman.store.database import Database, Row
from dragoman.store.merging import IN, PARTIES, named_parties, party_rows
from dragoman.store.rows import clean

OURS = "dragoman"
ORIGINS = ("polecat", "icews", "gdelt", "phoenix")
AT_ONCE = 20_000
"""Events read or written together."""
EVENTS = tuple(
    """id origin their_id event_type mode quad score cameo status alleged first_day last_day place
    place_country geonames_id lat lon actors actor_codes recipients recipient_codes reports sources
    date_told publisher url file line""".split()
)


def checked_origin(origin: str | None) -> str | None:
    """The origin of foreign events that is asked for, None for ours. Raises `StoreError`."""
    if origin is None or origin.lower() == OURS:
        return None
    if origin.lower() not in ORIGINS:
        raise StoreError(f"origin: {origin!r} is none of {OURS}, {', '.join(ORIGINS)}")
    return origin.lower()


def add_foreign(database: Database, events: Iterable[ForeignEvent]) -> tuple[int, int]:
    """Write foreign events, each once; gives how many are new, and how many were there already.

    To be called within a transaction. Raises `StoreError` for events of ours.
    """
    new = known = 0
    every = iter(events)
    while batch := list(islice(every, AT_ONCE)):
        given = {_id(event): event for event in batch}
        rows = database.rows(f"SELECT id FROM foreign_events WHERE id {IN}", [list(given)])
        there = {id for (id,) in rows}
        fresh = {id: event for id, event in given.items() if id not in there}
        database.insert("foreign_events", EVENTS, [_row(i, e) for i, e in fresh.items()])
        rows = [row for i, e in fresh.items() for row in party_rows(i, e.actors, e.recipients)]
        parties = [(*row[:5], clean(row[5]), *row[6:]) for row in rows]
        database.insert("foreign_parties", PARTIES, parties)
        new, known = new + len(fresh), known + len(batch) - len(fresh)
    return new, known


def _id(event: ForeignEvent) -> str:
    """A hash of origin, id and all that is told: some data sets give one id to several rows."""
    if event.source not in ORIGINS:
        raise StoreError(f"{event.id}: events of {event.source!r} are not stored as foreign ones")
    parties = [[(p.name, p.code) for p in side] for side in (event.actors, event.recipients)]
    place = event.place and (event.place.name, event.place.lat, event.place.lon)
    told = (event.source, event.id, event.date, event.cameo, event.mode, parties, place, event.url)
    return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:KEY_HEX_DIGITS]


def _row(id: str, event: ForeignEvent) -> Row:
    days = days_of(event.date) if event.date else (None, None)
    first, last = (None if day is None else date.fromordinal(day).isoformat() for day in days)
    type, place = event.event_type, event.place
    quad = None if type is None else load_ontology().quad(type, event.mode)
    spot: Row = (None,) * 5
    if place is not None:
        spot = (clean(place.name), place.country, place.geonames_id, place.lat, place.lon)
    return (
        id,
        event.source,
        clean(event.id),
        type.value if type else None,
        event.mode,
        quad,
        event.score,
        event.cameo,
        "actual",
        False,
        first,
        last,
        *spot,
        *map(clean, named_parties(event.actors)),
        *map(clean, named_parties(event.recipients)),
        1,
        1,
        event.date,
        clean(event.publisher),
        clean(event.url),
        clean(event.file),
        event.line,
    )


_OURS = """SELECT id, '' AS their_id, event_type, mode, cameo, score, CAST(first_day AS TEXT),
    CASE WHEN status = 'actual' AND NOT alleged THEN 1 ELSE 0 END, place, place_country,
    geonames_id, lat, lon, NULL, NULL, NULL, NULL, recipients FROM merged"""
_THEIRS = """SELECT id, their_id, event_type, mode, cameo, score, date_told, 1, place,
    place_country, geonames_id, lat, lon, publisher, url, file, line, recipients
    FROM foreign_events WHERE origin = ?"""


def events_of(database: Database, origin: str | None) -> Iterator[ForeignEvent]:
    """The events of an origin as a file of theirs would have them; of ours for None."""
    asked = (_OURS, []) if origin is None else (_THEIRS, [origin])
    rows = database.rows(f"{asked[0]} ORDER BY id", asked[1])
    table = "parties" if origin is None else "foreign_parties"
    for at in range(0, len(rows), AT_ONCE):
        chunk = rows[at : at + AT_ONCE]
        sides = _sides(database, table, [row[0] for row in chunk])
        for row in chunk:
            yield _event(origin or OURS, row, sides)


def _sides(
    database: Database, table: str, ids: Sequence[str]
) -> dict[tuple[str, str], list[Party]]:
    found: dict[tuple[str, str], list[Party]] = {}
    asked = f"SELECT event, side, name, country, sector, code, entity_id, known FROM {table} "
    for event, side, *cells in database.rows(f"{asked} WHERE event {IN} ORDER BY place", [ids]):
        found.setdefault((event, side), []).append(Party(*cells))
    return found


def _event(origin: str, row: Row, sides: dict[tuple[str, str], list[Party]]) -> ForeignEvent:
    id, theirs, type, mode, cameo, score, day, happened = row[:8]
    name, country, geonames_id, lat, lon = row[8:13]
    publisher, url, file, line, recipients = row[13:]
    return ForeignEvent(
        origin,
        theirs or id,
        day,
        EventType(type) if type else None,
        mode,
        cameo,
        score,
        tuple(sides.get((id, "actor"), ())),
        tuple(sides.get((id, "recipient"), ())) if recipients else (),
        Spot(name, country, geonames_id, lat, lon, None, False) if name else None,
        publisher,
        url,
        bool(happened),
        file,
        line,
    )


def origins(database: Database) -> list[Row]:
    """(origin, events, first day, last day) of what is there of others."""
    return database.rows(
        "SELECT origin, count(*), min(first_day), max(first_day) FROM foreign_events "
        "GROUP BY origin ORDER BY origin"
    )
