"""Events of Dragoman read back from JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.errors import InputError
from dragoman.foreign.cells import Line, failed
from dragoman.records import EventType, Failure, ForeignEvent, Party, Spot

SOURCE = "dragoman"


def read(lines: Iterable[Line], file: str) -> Iterator[ForeignEvent | Failure]:
    """The events of a file's lines; lines of failures and refusals are passed over."""
    for line in lines:
        try:
            record = json.loads(line.text)
            if not isinstance(record, dict):
                raise InputError("not an object")
            if not record.get("failure") and not record.get("refused"):
                yield _event(record, file, line.number)
        except (ValueError, RecursionError) as error:
            yield failed(line, file, f"not JSON: {str(error)[:80]}")
        except (KeyError, TypeError, AttributeError, InputError) as error:
            reason = error.reason if isinstance(error, InputError) else f"no event ({error!r})"
            yield failed(line, file, reason[:160])


def _event(record: dict[str, Any], file: str, line: int) -> ForeignEvent:
    """The event of one object. Raises `KeyError` or `TypeError` where it is none of ours."""
    if record["event_type"] not in EventType.__members__:
        raise InputError(f"{record['event_type']!r} is no PLOVER type")
    date, published = record.get("date"), record.get("published")
    value = date["value"] if date else published[:10] if published else None
    return ForeignEvent(
        SOURCE,
        str(record["id"]),
        value,
        EventType[record["event_type"]],
        record.get("mode"),
        record.get("cameo"),
        record.get("score"),
        tuple(_party(actor) for actor in record["actors"]),
        tuple(_party(actor) for actor in record["recipients"]),
        _place(record.get("place")),
        record.get("publisher"),
        record.get("url"),
        record["status"] == "actual" and not record["alleged"],
        file,
        line,
    )


def _party(actor: dict[str, Any]) -> Party:
    return Party(
        actor["name"],
        actor["country"],
        actor["sector"],
        actor["code"],
        actor.get("entity_id"),
        bool(actor.get("known")),
    )


def _place(place: dict[str, Any] | None) -> Spot | None:
    if place is None:
        return None
    return Spot(
        place["name"],
        place.get("country"),
        place.get("geonames_id"),
        place.get("lat"),
        place.get("lon"),
        place.get("precision"),
        place.get("basis") == "dateline",
    )
