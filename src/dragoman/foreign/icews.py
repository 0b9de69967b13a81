"""ICEWS: 20 columns with a head line, tab separated, without quoting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.coding.ontology import load_ontology
from dragoman.errors import InputError
from dragoman.foreign.cells import (
    Line,
    cameo,
    columns,
    day,
    failed,
    number,
    party,
    sides,
    spot,
    told,
)
from dragoman.foreign.codes import load_codes
from dragoman.records import Failure, ForeignEvent, Party

SOURCE = "icews"
WANTED = {
    "id": "event id|event_id",
    "date": "event date|event_date",
    "actor": "source name|source_name",
    "actor_sectors": "source sectors|source_sectors",
    "actor_country": "source country|source_country",
    "cameo": "cameo code|cameo_code",
    "score": "intensity",
    "recipient": "target name|target_name",
    "recipient_sectors": "target sectors|target_sectors",
    "recipient_country": "target country|target_country",
    "publisher": "publisher",
    "city": "city",
    "province": "province",
    "country": "country",
    "lat": "latitude",
    "lon": "longitude",
}


def read(lines: Iterable[Line], file: str) -> Iterator[ForeignEvent | Failure]:
    """The events of a file's lines. Raises `InputError` where its head line lacks a column."""
    every = iter(lines)
    head = next(every, None)
    if head is None:
        return
    where = columns(head.text, WANTED, file)
    width = head.text.count("\t") + 1
    for line in every:
        cells = line.text.split("\t")
        if len(cells) != width:
            yield failed(line, file, f"{len(cells)} cells, the head line has {width}")
            continue
        row = {field: cells[index].strip().strip('"') for field, index in where.items()}
        try:
            yield _event(row, file, line.number)
        except InputError as error:
            yield failed(line, file, error.reason)


def _event(row: dict[str, str], file: str, line: int) -> ForeignEvent:
    code = cameo(row["cameo"])
    kind = load_ontology().nearest(code)
    if kind is None:
        raise InputError(f"{code} is no CAMEO code")
    country = told(row["country"])
    place = told(row["city"]) or told(row["province"]) or country
    return ForeignEvent(
        SOURCE,
        row["id"],
        day(row["date"]),
        kind.type,
        kind.mode,
        code,
        number(row["score"]),
        *sides(
            code,
            _party(row["actor"], row["actor_sectors"], row["actor_country"]),
            _party(row["recipient"], row["recipient_sectors"], row["recipient_country"]),
        ),
        spot(
            place,
            load_codes().code_of(country) if country else None,
            number(row["lat"]),
            number(row["lon"]),
        ),
        told(row["publisher"]),
        None,
        file=file,
        line=line,
    )


def _party(name: str, sectors: str, country: str) -> tuple[Party, ...]:
    who, land = told(name), told(country)
    if who is None and land is None:
        return ()
    codes = load_codes()
    code = codes.code_of(land) if land else codes.code_of(who or "")
    return (party(who or land or "", code, codes.icews_sector(sectors)),)
