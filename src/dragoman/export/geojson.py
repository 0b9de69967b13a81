"""Events as a GeoJSON FeatureCollection (RFC 7946): a feature an event, for maps.

The geometry is the event's place, a point in degrees, longitude first; null for an event without
one, as the format allows. The properties are the flat table's columns without spans and traces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.export.flat import COLUMNS
from dragoman.export.jsonl import line
from dragoman.export.pairs import Reported

LEFT_OUT = frozenset(("id", "lat", "lon", "why"))
PROPERTIES = tuple(c for c in COLUMNS if c.name not in LEFT_OUT and "span" not in c.name)


def lines(events: Iterable[Reported]) -> Iterator[str]:
    """The collection, a feature a line."""
    yield '{"type": "FeatureCollection", "features": ['
    waiting: str | None = None
    for told in events:
        if waiting is not None:
            yield waiting + ","
        waiting = line(feature(told))
    if waiting is not None:
        yield waiting
    yield "]}"


def feature(told: Reported) -> dict[str, Any]:
    """One event as a Feature."""
    place = told.event.place
    point = None
    if place is not None and place.lat is not None and place.lon is not None:
        point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {
        "type": "Feature",
        "id": told.event.id,
        "geometry": point,
        "properties": {column.name: column.value(told) for column in PROPERTIES},
    }
