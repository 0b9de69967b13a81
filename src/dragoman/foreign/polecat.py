"""POLECAT's weekly files: 40 columns with a head line, and what real ones hold besides.

Extra columns (Headline, Event Text, Feed, Story ID) are passed over; "Event Intensity" is
"Intensity". Cells may hold several values, parted by ";" or "|". A line with tabs too many is
mended where empty cells can be taken out of it (nothing is empty there: "None" stands for it); a
line broken in two is joined. Whatever stays wrong is a failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from dragoman.coding.ontology import load_ontology
from dragoman.errors import InputError
from dragoman.foreign.cells import Line, columns, day, failed, number, party, several, spot, told
from dragoman.foreign.codes import load_codes
from dragoman.records import EventType, Failure, ForeignEvent, Party

SOURCE = "polecat"
WANTED = {
    "id": "event id",
    "date": "event date",
    "type": "event type",
    "mode": "event mode",
    "score": "intensity|event intensity",
    "actor": "actor name",
    "actor_country": "actor country",
    "actor_sector": "primary actor sector",
    "recipient": "recipient name",
    "recipient_country": "recipient country",
    "recipient_sector": "primary recipient sector",
    "place": "placename",
    "country": "country",
    "lat": "latitude",
    "lon": "longitude",
    "publisher": "source",
}
TYPES = frozenset(type.value for type in EventType)

Where = dict[str, int]


def read(lines: Iterable[Line], file: str) -> Iterator[ForeignEvent | Failure]:
    """The events of a file's lines. Raises `InputError` where its head line lacks a column."""
    every = iter(lines)
    head = next(every, None)
    if head is None:
        return
    where = columns(head.text, WANTED, file)
    width = head.text.count("\t") + 1
    for line, cells in _mended(every, width, where):
        if cells is None:
            count = line.text.count("\t") + 1
            yield failed(line, file, f"{count} cells, the head line has {width}")
            continue
        try:
            yield _event(cells, where, file, line.number)
        except InputError as error:
            yield failed(line, file, error.reason)


def _mended(
    lines: Iterator[Line], width: int, where: Where
) -> Iterator[tuple[Line, list[str] | None]]:
    """Each record with its cells; None where they cannot be brought to `width`."""
    short: Line | None = None
    for line in lines:
        if short is not None:
            whole = f"{short.text} {line.text}"
            if not _begins(line.text, where) and whole.count("\t") < width:
                line = Line(short.number, whole)
            else:
                yield short, None
            short = None
        count = line.text.count("\t") + 1
        if count < width:
            short = line
            continue
        yield line, _fitted(line.text.split("\t"), width, where)
    if short is not None:
        yield short, None


def _begins(text: str, where: Where) -> bool:
    cells = text.split("\t")
    return len(cells) > where["type"] and cells[where["type"]].strip() in TYPES


def _fitted(cells: list[str], width: int, where: Where) -> list[str] | None:
    """The cells of a line, without as many empty ones as it has too many."""
    over = len(cells) - width
    if over == 0:
        return cells
    while over and not cells[-1].strip():
        cells, over = cells[:-1], over - 1
    empty = [index for index, cell in enumerate(cells) if not cell.strip()]
    if len(empty) < over:
        return None
    out = set(empty[:over])
    kept = [cell for index, cell in enumerate(cells) if index not in out]
    return kept if kept[where["type"]].strip() in TYPES else None


def _event(cells: list[str], where: Where, file: str, line: int) -> ForeignEvent:
    """The event of one line. Raises `InputError` for a date or type that is none."""
    row = {field: cells[index].strip().strip('"') for field, index in where.items()}
    if row["type"] not in TYPES:
        raise InputError(f"{row['type']!r} is no PLOVER type")
    type = EventType(row["type"])
    mode = (told(row["mode"]) or "").lower() or None
    known = load_ontology()
    country = several(row["country"])
    return ForeignEvent(
        SOURCE,
        row["id"],
        day(row["date"]),
        type,
        mode,
        known.cameo(type, mode if (type, mode) in known.kinds else None),
        number(row["score"]),
        _parties(row["actor"], row["actor_country"], row["actor_sector"]),
        _parties(row["recipient"], row["recipient_country"], row["recipient_sector"]),
        spot(
            told(row["place"]),
            load_codes().code_of(country[0]) if country else None,
            number(row["lat"]),
            number(row["lon"]),
        ),
        told(row["publisher"]),
        None,
        file=file,
        line=line,
    )


def _parties(names: str, countries: str, sectors: str) -> tuple[Party, ...]:
    """The parties of one side: a single country or sector is that of all."""
    who, lands, kinds = several(names), several(countries), several(sectors)
    size = max(len(who), len(lands))
    lands = lands * size if len(lands) == 1 else lands
    kinds = kinds * size if len(kinds) == 1 else kinds[:size]
    codes = load_codes()
    return tuple(
        party(name or land or "", codes.code_of(land) if land else None, kind)
        for name, land, kind in zip_longest(who, lands, kinds)
        if name or land
    )
