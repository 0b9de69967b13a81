"""What stands in one cell of an outside format: words on one line, numbers, days, moments, ids."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from dragoman.records import Event

BETWEEN = " | "
"""What parts the members of a list in one cell, as in our own tables."""
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NOT_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")


def cell(value: object) -> str:
    """A value as words on one line; "" for None.

    Tabs, line ends and control characters become one space, lone surrogates U+FFFD.

    >>> cell("Vladimir\\tPutin\\n"), cell(None), cell(2.50)
    ('Vladimir Putin', '', '2.5')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return number(value)
    return _NOT_TEXT.sub("\ufffd", _BREAKS.sub(" ", str(value))).strip()


def bare(value: object) -> str:
    """As `cell`, for tables whose readers disagree on quoting: a double quote becomes a single one.

    >>> bare('the "special operation"')
    "the 'special operation'"
    """
    return cell(value).replace('"', "'")


def number(value: float | None) -> str:
    """A number without needless zeros; "" for None.

    >>> number(-9.0), number(39.0339), number(None)
    ('-9', '39.0339', '')
    """
    return "" if value is None else f"{value:.10g}"


def joined(values: Iterable[object], between: str = BETWEEN) -> str:
    """The members of a list in one cell. A bar in a member becomes a stroke, so that the list can
    be taken apart again; an empty member keeps its place."""
    mark = between.strip()
    other = "/" if mark == "|" else ","
    return between.join(cell(value).replace(mark, other) for value in values)


def row(values: Iterable[object]) -> str:
    """A line of a table parted by tabs, with no quoting."""
    return "\t".join(bare(value) for value in values)


def day_of(event: Event) -> str | None:
    """The day on which an event stands in a table that wants one, as ISO date.

    A date that is known to the month or year alone stands on its first day, or on the day of
    publication where that lies in it; without a date, the day of publication; else None.
    """
    published = (event.published or "")[:10]
    published = published if _is_day(published) else ""
    if event.date is None:
        return published or None
    value = event.date.value
    if published.startswith(value):
        return published
    if _MONTH.fullmatch(value):
        value += "-01"
    elif len(value) == 4:
        value += "-01-01"
    return value[:10] if _is_day(value[:10]) else published or None


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def stamp(published: str | None) -> str:
    """A time of publication as GDELT writes it, YYYYMMDDHHMMSS in UTC; "" where none is known.

    >>> stamp("2024-06-19T14:35+05:30"), stamp("2024-06-19")
    ('20240619090500', '20240619000000')
    """
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return ""
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(UTC)
        except OverflowError:
            return ""
    return f"{moment.year:04d}{moment:%m%d%H%M%S}"


def whole_number(id: str, row: int = 0) -> int:
    """An id as a whole number below 2**53, which every reader holds exactly.

    `row` tells apart the rows of one event.
    """
    digest = hashlib.sha256(f"{id}#{row}".encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:7], "big") >> 3
