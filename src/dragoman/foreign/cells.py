"""What the readers of foreign files share: lines, cells without a value, numbers, days, codes."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dragoman.errors import InputError
from dragoman.foreign.codes import NOWHERE, UNKNOWN
from dragoman.records import Failure, Party, Spot

STAGE = "read"
NOTHING = frozenset(("", "none", "na", "null", "nan", "n/a", "---"))
"""How data sets write that a cell holds nothing, in small letters."""
HOSTS = "043"
Parties = tuple[Party, ...]
_DIGITS = re.compile(r"\d{8}")
_CODE = re.compile(r"\d{2,4}")


class Line(NamedTuple):
    """A line of a file and its number, from 1."""

    number: int
    text: str


def failed(line: Line, file: str, reason: str) -> Failure:
    """The failure that names a line."""
    return Failure(f"{file}:{line.number}", STAGE, reason, file, line.number)


def told(value: str | None) -> str | None:
    """A cell's words, None where it holds nothing.

    >>> told(" None "), told("Putin")
    (None, 'Putin')
    """
    plain = (value or "").strip()
    return None if plain.casefold() in NOTHING else plain


def several(value: str | None) -> list[str]:
    """The members of a cell that may hold several, parted by semicolons or bars."""
    parts = re.split(r"[;|]", value or "")
    return [part for part in (told(part) for part in parts) if part is not None]


def number(value: str | None) -> float | None:
    """A cell's number; None where it holds none, or one that is not finite."""
    try:
        found = float(told(value) or "")
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def day(value: str | None) -> str | None:
    """The ISO date of "2018-06-01", with or without a time, or of "20180601"; None for a cell that
    holds nothing.

    Raises `InputError` for anything else.
    """
    if told(value) is None:
        return None
    plain = (told(value) or "")[:10]
    if _DIGITS.fullmatch(plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:8]}"
    try:
        return date.fromisoformat(plain).isoformat()
    except ValueError as error:
        raise InputError(f"{value!r} is no date") from error


def cameo(value: str | None) -> str:
    """A CAMEO code, with the zero that spreadsheets drop put back: no root is above 20, and no
    event has two digits. Raises `InputError` for what is no code.

    >>> cameo("42"), cameo("231"), cameo("173"), cameo("042")
    ('042', '0231', '173', '042')
    """
    plain = told(value) or ""
    if not _CODE.fullmatch(plain):
        raise InputError(f"{value!r} is no CAMEO code")
    return "0" + plain if len(plain) == 2 or int(plain[:2]) > 20 else plain


def party(name: str, country: str | None, sector: str | None) -> Party:
    """A party of an event, with our codes; the name may be a code where no name is given."""
    land, kind = country or NOWHERE, sector or UNKNOWN
    known = land if land != NOWHERE else ""
    return Party(name, land, kind, known + (kind if kind != UNKNOWN else "") or kind, None, False)


def spot(
    name: str | None, country: str | None, lat: float | None, lon: float | None
) -> Spot | None:
    """A place; None without a name and a point."""
    if name is None and (lat is None or lon is None):
        return None
    return Spot(name or "", country, None, lat, lon, None, False)


def columns(head: str, wanted: Mapping[str, str], file: str) -> dict[str, int]:
    """Where each wanted column stands in a head line: {field: index}.

    `wanted` maps a field to its names in small letters, parted by bars. Raises `InputError` where
    one is missing.
    """
    names = [cell.strip().strip('"').casefold() for cell in head.lstrip("\ufeff").split("\t")]
    found = {}
    for field, given in wanted.items():
        index = next((names.index(name) for name in given.split("|") if name in names), None)
        if index is None:
            raise InputError(f"there is no column {given.split('|')[0]!r}", file, 1)
        found[field] = index
    return found


def sides(code: str, source: Parties, target: Parties) -> tuple[Parties, Parties]:
    """Actors and recipients of a CAMEO event: the guest of a visit is PLOVER's actor, also where
    CAMEO says that the source hosts it (043)."""
    return (target, source) if code == HOSTS else (source, target)
