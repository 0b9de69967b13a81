"""Corrections: what people know better. They are only ever added, and the machine's value stays.

A correction belongs to the event of a report by its key, so that it outlives versions of the
program that read the event there again. It wins in the record (`merged`) and in the view
`corrected_events`; `events` keeps what the machine read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dragoman.errors import StoreError
from dragoman.merge.telling import days_of
from dragoman.records import EventType, Party, Status
from dragoman.store.database import Database, Row

FIELDS = (
    "event_type",
    "mode",
    "status",
    "alleged",
    "date",
    "killed",
    "injured",
    "actors",
    "recipients",
)
"""What can be corrected. An `event_type` of "null" says that there is no such event."""
COLUMNS = ("number", "key", "who", "made_at", "field", "old", "new", "reason")
_IN = "IN (SELECT unnest(?::TEXT[]))"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; `old` and `new` are JSON, or plain words where the value is a word."""

    number: int
    key: str
    who: str
    made_at: str
    field: str
    old: str | None
    new: str | None
    reason: str


def checked(field: str, value: str) -> str:
    """A value as it is stored: a word, "null", a number, or parties as JSON.

    Parties are written "RUSGOV Vladimir Putin; CHN": code and, where one is known, name. Raises
    `StoreError` for a field or value that is none.
    """
    value = value.strip()
    if field not in FIELDS:
        raise StoreError(f"{field!r} cannot be corrected; one of {', '.join(FIELDS)} can")
    if field == "event_type":
        if value.lower() == "null":
            return "null"
        return _one_of(value.upper(), [type.value for type in EventType], field)
    if field == "status":
        return _one_of(value.lower(), [status.value for status in Status], field)
    if field == "alleged":
        return _one_of(value.lower(), ["true", "false"], field)
    if field in ("killed", "injured"):
        if value != "null" and not value.isdigit():
            raise StoreError(f"{field}: {value!r} is no number")
        return value
    if field in ("actors", "recipients"):
        return json.dumps([_party_cells(text) for text in value.split(";") if text.strip()])
    if field == "date" and value != "null" and days_of(value)[0] is None:
        raise StoreError(f"date: {value!r} is no ISO day, month or year")
    return value


def _one_of(value: str, known: Sequence[str], field: str) -> str:
    if value not in known:
        raise StoreError(f"{field}: {value!r} is none of {', '.join(known)}")
    return value


def _party_cells(text: str) -> list[Any]:
    """[name, country, sector, code, entity_id, known] of "RUSGOV Vladimir Putin"."""
    code, _, name = text.strip().partition(" ")
    if not (code.isupper() and len(code) in (3, 4, 6, 7)):
        raise StoreError(f"{text.strip()!r} begins with no code such as RUS or RUSGOV")
    country, sector = (code[:-3], code[-3:]) if len(code) > 4 else (code, "UNK")
    return [name or code, country, sector, code, None, True]


def add_correction(
    database: Database, keys: Sequence[str], who: str, field: str, new: str, reason: str
) -> None:
    """Add a correction of one field to events of reports; within the caller's transaction."""
    value = checked(field, new)
    number = int(database.rows("SELECT coalesce(max(number), 0) FROM corrections")[0][0])
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [
        (number + n, key, who, now, field, _present(database, key, field), value, reason)
        for n, key in enumerate(keys, 1)
    ]
    database.insert("corrections", COLUMNS, rows)


def _present(database: Database, key: str, field: str) -> str | None:
    """What stood before: the correction before this one, else what the machine read."""
    before = database.rows(
        "SELECT new FROM last_corrections WHERE key = ? AND field = ?", [key, field]
    )
    if before:
        return None if before[0][0] is None else str(before[0][0])
    if field in ("actors", "recipients"):
        rows = database.rows(
            "SELECT name, country, sector, code, entity_id, known FROM actors WHERE key = ? AND "
            "side = ? ORDER BY place",
            [key, field[:-1]],
        )
        return json.dumps([list(row) for row in rows])
    if field in ("killed", "injured"):
        return None
    column = "date_value" if field == "date" else field
    rows = database.rows(f"SELECT CAST({column} AS TEXT) FROM events WHERE key = ?", [key])
    return None if not rows or rows[0][0] is None else str(rows[0][0]).strip()


def corrections_of(database: Database, keys: Collection[str]) -> dict[str, dict[str, Any]]:
    """The corrected values of events, by key and field, as `dragoman.merge.telling.corrected`
    takes them; events without corrections are left out."""
    rows = database.rows(
        f"SELECT key, field, new FROM last_corrections WHERE key {_IN}", [list(keys)]
    )
    found: dict[str, dict[str, Any]] = {}
    for key, field, new in rows:
        found.setdefault(key, {})[field] = value_of(field, new)
    return found


def value_of(field: str, stored: str | None) -> Any:
    """The value of a field from what `checked` made of it."""
    if stored is None or stored == "null":
        return None
    if field in ("actors", "recipients"):
        return tuple(Party(*cells) for cells in json.loads(stored))
    if field in ("killed", "injured"):
        return int(stored)
    return stored == "true" if field == "alleged" else stored


def all_corrections(database: Database) -> list[Correction]:
    """All corrections, in the order in which they were made."""
    listed = ", ".join(COLUMNS)
    rows: list[Row] = database.rows(f"SELECT {listed} FROM corrections ORDER BY number")
    return [Correction(*row) for row in rows]
