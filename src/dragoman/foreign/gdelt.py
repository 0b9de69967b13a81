"""GDELT events: 61 columns (2.0) or 58 (1.0, whose places have no ADM2 code), no head line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.coding.ontology import load_ontology
from dragoman.errors import InputError
from dragoman.foreign.agents import body_of, sector_of
from dragoman.foreign.cells import Line, cameo, day, failed, number, party, sides, spot, told
from dragoman.foreign.codes import load_codes
from dragoman.records import Failure, ForeignEvent, Party

SOURCE = "gdelt"
WIDTHS = {61: 8, 58: 7}
"""How many columns a file may have, and how many a place takes in it."""
ID, DAY, ACTOR_1, ACTOR_2, CODE, GOLDSTEIN, PLACES = 0, 1, 5, 15, 26, 30, 35
"""Where things stand, from 0; PLACES is the first of three places."""


def read(lines: Iterable[Line], file: str) -> Iterator[ForeignEvent | Failure]:
    """The events of a file's lines."""
    for line in lines:
        cells = line.text.split("\t")
        if len(cells) not in WIDTHS:
            yield failed(line, file, f"{len(cells)} cells; GDELT's events have 61")
            continue
        try:
            yield _event(cells, file, line.number)
        except InputError as error:
            yield failed(line, file, error.reason)


def _event(cells: Sequence[str], file: str, line: int) -> ForeignEvent:
    code = cameo(cells[CODE])
    kind = load_ontology().nearest(code)
    if kind is None:
        raise InputError(f"{code} is no CAMEO code")
    size = WIDTHS[len(cells)]
    place = cells[PLACES + 2 * size : PLACES + 3 * size]
    return ForeignEvent(
        SOURCE,
        cells[ID],
        day(cells[DAY]),
        kind.type,
        kind.mode,
        code,
        number(cells[GOLDSTEIN]),
        *sides(code, _party(cells[ACTOR_1 : ACTOR_1 + 10]), _party(cells[ACTOR_2 : ACTOR_2 + 10])),
        spot(
            told(place[1]),
            load_codes().by_fips.get(place[2].strip()),
            number(place[size - 3]),
            number(place[size - 2]),
        ),
        None,
        told(cells[-1]),
        file=file,
        line=line,
    )


def _party(cells: Sequence[str]) -> tuple[Party, ...]:
    """A side from its ten cells: code, name, country, known group, four of creed, three types."""
    code, name = told(cells[0]), told(cells[1])
    if code is None and name is None:
        return ()
    kinds = [kind for kind in (told(cell) for cell in cells[7:10]) if kind]
    country = load_codes().by_cameo.get(cells[2].strip())
    country = country or body_of([cells[3].strip(), *kinds])
    return (party(name or code or "", country, sector_of(kinds)),)
