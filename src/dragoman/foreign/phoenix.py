"""Phoenix: 26 columns, tab separated, no head line. It names nobody: a party's name is its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.coding.ontology import load_ontology
from dragoman.errors import InputError
from dragoman.foreign.agents import body_of, parts, sector_of
from dragoman.foreign.cells import Line, cameo, day, failed, number, party, sides, spot, told
from dragoman.foreign.codes import load_codes
from dragoman.records import Failure, ForeignEvent, Party

SOURCE = "phoenix"
COLUMNS = (
    "id story_date year month day source source_root source_agent source_others target "
    "target_root target_agent target_others code root_code quad_class goldstein issues lat lon "
    "placeName stateName countryName sentence_ids urls sources"
).split()


def read(lines: Iterable[Line], file: str) -> Iterator[ForeignEvent | Failure]:
    """The events of a file's lines."""
    for line in lines:
        cells = line.text.split("\t")
        if len(cells) != len(COLUMNS):
            yield failed(line, file, f"{len(cells)} cells; Phoenix has {len(COLUMNS)}")
            continue
        try:
            yield _event(dict(zip(COLUMNS, cells, strict=True)), file, line.number)
        except InputError as error:
            yield failed(line, file, error.reason)


def _event(row: dict[str, str], file: str, line: int) -> ForeignEvent:
    code = cameo(row["code"])
    kind = load_ontology().nearest(code)
    if kind is None:
        raise InputError(f"{code} is no CAMEO code")
    country = told(row["countryName"])
    return ForeignEvent(
        SOURCE,
        row["id"],
        day(row["story_date"]),
        kind.type,
        kind.mode,
        code,
        number(row["goldstein"]),
        *sides(code, _party(row["source"]), _party(row["target"])),
        spot(
            told(row["placeName"]),
            load_codes().code_of(country) if country else None,
            number(row["lat"]),
            number(row["lon"]),
        ),
        _first(row["sources"]),
        _first(row["urls"]),
        file=file,
        line=line,
    )


def _first(cell: str) -> str | None:
    return told(cell.split(";")[0])


def _party(code: str) -> tuple[Party, ...]:
    plain = told(code)
    if plain is None:
        return ()
    told_: Sequence[str] = parts(plain)
    country = load_codes().by_cameo.get(told_[0])
    rest = told_[1:] if country else told_
    return (party(plain, country or body_of(told_), sector_of(rest)),)
