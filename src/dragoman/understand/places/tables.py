"""Checks the tables of places: every row has a source, every place lies on the map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.understand.places.gazetteer import Gazetteer
from dragoman.understand.tsv import TsvRow, tsv_rows

ON_THE_MAP = ("countries.tsv", "regions.tsv")
TABLES = (*ON_THE_MAP, "division_forms.tsv", "demonyms.tsv", "not_places.tsv", "county_seats.tsv")


def check_places(folder: Path) -> Iterator[LexiconError]:
    """What is wrong in the tables of `folder` and in the gazetteer, each with file and reason."""
    for name in TABLES:
        if not (folder / name).is_file():
            yield LexiconError("the table is missing", name)
            continue
        try:
            rows = tuple(tsv_rows(folder, name))
        except LexiconError as error:
            yield error
            continue
        yield from _check_rows(name, rows)
    try:
        gazetteer = Gazetteer(folder)
    except (LexiconError, OSError) as error:
        yield LexiconError(str(error), "places.npy")
        return
    off = gazetteer.off_the_map()
    if off:
        yield LexiconError(f"{off} places without a point on the map", "places.npy")
    for row in tsv_rows(folder, "demonyms.tsv"):
        if not gazetteer.named(row.text("place")):
            yield row.error("the gazetteer does not know the place")


def _check_rows(name: str, rows: tuple[TsvRow, ...]) -> Iterator[LexiconError]:
    seen: set[str] = set()
    for row in rows:
        first = next(iter(row.cells.values()))
        if not row.text("source"):
            yield row.error("a row without a source")
        if first in seen:
            yield row.error("the same name twice")
        seen.add(first)
        if name in ON_THE_MAP and not _is_point(row.text("lat"), row.text("lon")):
            yield row.error("a place without coordinates")


def _is_point(lat: str, lon: str) -> bool:
    """Whether two cells are degrees on the map; 0 and 0 is the sea where nothing is."""
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        return False
    return abs(north) <= 90 and abs(east) <= 180 and (north, east) != (0, 0)
