"""Checks the tables of actors line by line, for ``dragoman data check``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.understand.tsv import BETWEEN, TsvRow, tsv_rows

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP"
    " PRE REL SOC".split()
)
BODIES = frozenset({"UNO", "EUR", "NATO", "AU", "ARAB", "IGO", "NGO", "---"})
NOTES = frozenset({"", "neutral", "kin", "weak", "mass", "country", "ngo", "igo"})
SINGLE_HOLDER = frozenset(
    {"president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "sultan"}
)
SHARED_OFFICE = frozenset({"BIH", "SMR", "AND"})
"""States whose head of state is several persons at once."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

TABLES = {
    "states.tsv": (
        "iso3 cow name names adjectives demonyms capital seats valid_from valid_until source"
    ),
    "organisations.tsv": "name aliases country sector kind from until source",
    "names.tsv": "name kind source",
    "places.tsv": "name names country kind source",
    "titles.tsv": "title sector note source",
    "agents.tsv": "noun sector note source",
    "leaders.tsv": "name names country office sector from until source",
    "leader_names.tsv": "country leader from name names office until source",
    "leaders_more.tsv": "name names country office sector from until source",
}
_ORDER = {
    "states.tsv": ("iso3",),
    "organisations.tsv": ("name", "country", "from"),
    "names.tsv": ("name", "kind"),
    "places.tsv": ("name", "country"),
    "titles.tsv": ("title",),
    "agents.tsv": ("noun",),
    "leaders.tsv": ("country", "from", "name"),
    "leader_names.tsv": ("country", "leader", "from"),
    "leaders_more.tsv": ("country", "from", "name"),
}


def check_actors(folder: Path) -> Iterator[LexiconError]:
    """What is wrong in the tables of `folder`, each with file, line and reason."""
    codes = {row.text("iso3") for row in _rows(folder, "states.tsv")} | BODIES
    for name in TABLES:
        try:
            rows = tuple(tsv_rows(folder, name))
        except LexiconError as error:
            yield error
            continue
        if not (folder / name).is_file():
            yield LexiconError("the table is missing", name)
        yield from _check_table(name, rows, codes)
        if name.startswith("leaders"):
            yield from _check_holders(rows)


def _rows(folder: Path, name: str) -> tuple[TsvRow, ...]:
    try:
        return tuple(tsv_rows(folder, name))
    except LexiconError:
        return ()  # told with its reason when the table itself is checked


def _check_table(name: str, rows: tuple[TsvRow, ...], codes: set[str]) -> Iterator[LexiconError]:
    columns = TABLES[name].split()
    if rows and list(rows[0].cells) != columns:
        yield LexiconError(f"the columns must be: {' '.join(columns)}", name, 1)
        return
    before: tuple[str, ...] = ()
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        yield from _check_cells(row)
        yield from _check_codes(row, codes)
        yield from _check_dates(row)
        key = tuple(row.text(column).lower() for column in _ORDER[name])
        if key < before:
            yield row.error(f"out of order: stands after {' '.join(before)}")
        whole = tuple(row.cells.values())
        if whole in seen:
            yield row.error("given twice")
        before = key
        seen.add(whole)


def _check_cells(row: TsvRow) -> Iterator[LexiconError]:
    if not row.text("source"):
        yield row.error("the source must be given")
    if not next(iter(row.cells.values())):
        yield row.error("the first cell must not be empty")
    for column, value in row.cells.items():
        if value != value.strip() or any(part != part.strip() for part in value.split(BETWEEN)):
            yield row.error(f"blanks around a value of {column}")


def _check_codes(row: TsvRow, codes: set[str]) -> Iterator[LexiconError]:
    if "sector" in row.cells and row.text("sector") not in SECTORS:
        yield row.error(f"{row.text('sector')} is no sector")
    if "country" in row.cells and row.text("country") not in codes:
        yield row.error(f"{row.text('country')} is no state of states.tsv and no body")
    if row.text("note") not in NOTES:
        yield row.error(f"{row.text('note')} is no note: {', '.join(sorted(NOTES))}")


def _check_dates(row: TsvRow) -> Iterator[LexiconError]:
    for first, last in (("from", "until"), ("valid_from", "valid_until")):
        start, end = row.text(first), row.text(last)
        for value in (start, end):
            if value and not _DAY.fullmatch(value):
                yield row.error(f"{value} is no date: YYYY, YYYY-MM or YYYY-MM-DD")
        if start and end and end <= start:
            yield row.error(f"ends {end}, before it begins {start}")


def _check_holders(rows: tuple[TsvRow, ...]) -> Iterator[LexiconError]:
    """Two in one office of one head at one time; only rows of one source are held together.

    A day of change, or a month where no more is known, may belong to both.
    """
    held: dict[tuple[str, str, str], list[TsvRow]] = {}
    for row in rows:
        office = row.text("office").lower()
        home = row.text("country")
        if office not in SINGLE_HOLDER or home in BODIES | SHARED_OFFICE:
            continue
        others = held.setdefault((home, office, row.text("source")), [])
        for other in others:
            if _at_once(row, other):
                yield row.error(f"{office} of {home} at one time with {other.text('name')}")
        others.append(row)


def _at_once(row: TsvRow, other: TsvRow) -> bool:
    start = max(row.text("from")[:7], other.text("from")[:7])
    return start < min(row.text("until")[:7] or "9", other.text("until")[:7] or "9")
