"""Publication times: ISO values, and times as newspapers print them.

A zone is kept where it is printed. Zone names that are used for several zones ("CST" is
Chicago and Beijing) give no zone rather than a guess; "IST" is read as India's, the country
whose press prints it.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from dragoman.errors import InputError
from dragoman.records import Moment

ZONES: dict[str, str] = {
    "aedt": "+11:00",
    "aest": "+10:00",
    "bst": "+01:00",
    "cat": "+02:00",
    "cdt": "-05:00",
    "cest": "+02:00",
    "cet": "+01:00",
    "eat": "+03:00",
    "edt": "-04:00",
    "eest": "+03:00",
    "eet": "+02:00",
    "est": "-05:00",
    "gmt": "+00:00",
    "hkt": "+08:00",
    "ist": "+05:30",
    "jst": "+09:00",
    "kst": "+09:00",
    "mdt": "-06:00",
    "msk": "+03:00",
    "npt": "+05:45",
    "nzst": "+12:00",
    "pdt": "-07:00",
    "pht": "+08:00",
    "pkt": "+05:00",
    "pst": "-08:00",
    "sast": "+02:00",
    "sgt": "+08:00",
    "trt": "+03:00",
    "utc": "+00:00",
    "wat": "+01:00",
    "wib": "+07:00",
    "z": "+00:00",
}
"""Offsets of printed zone names."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATES = (
    re.compile(r"\b(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})\b"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+'?(?P<year>\d{{4}}|\d\d)\b",
        re.IGNORECASE,
    ),
)
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|\b(?P<hour12>\d{1,2})\s*(?P<half12>[ap]\.?m\b\.?)",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"^\s*(?:gmt|utc)?\s*(?P<sign>[+−-])\s?(?P<h>\d{1,2}):?(?P<m>\d\d)?\b", re.I)
_ZONE = re.compile(r"^[\s(,]*(?P<name>[a-z]{1,4})\b", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$")


def published_moment(text: str, basis: str = "given") -> Moment:
    """A publication time from an ISO date or time. Raises `InputError` for anything else.

    >>> published_moment("2024-06-19T14:35+05:30").value
    '2024-06-19T14:35+05:30'
    """
    given = text.strip()
    try:
        if not _ISO.match(given):
            raise ValueError
        value = _iso(datetime.fromisoformat(given)) if len(given) > 10 else _day(given)
    except (ValueError, OverflowError) as error:
        raise InputError(
            f"not a publication time: {text[:60]!r}; give an ISO date (2024-06-19) or a time"
            " with its zone (2024-06-19T14:35+05:30)"
        ) from error
    return Moment(value, basis)


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _iso(moment: datetime) -> str:
    """To the minute; seconds are no news."""
    return moment.isoformat(timespec="minutes")


def moment_in(text: str, basis: str, day: str | None = None) -> Moment | None:
    """The date and time printed in a line; `day` (ISO) stands in where it has only a time.

    None where there is no whole date to be had.

    >>> moment_in("Updated02:35 PM IST", "text", "2024-06-19").value
    '2024-06-19T14:35+05:30'
    >>> moment_in("March 01, 2008", "text").value
    '2008-03-01'
    """
    found, rest = _date_in(text)
    value = found or day
    if value is None:
        return None
    clock = _clock_in(rest)
    return Moment(value + clock if clock else value, basis)


def _date_in(text: str) -> tuple[str | None, str]:
    """The first whole date, and the text without it."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            value = _date_of(match)
            if value:
                return value, text[: match.start()] + " " + text[match.end() :].lstrip("T")
    return None, text


def _date_of(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month = parts.get("number") or _MONTHS.index(parts["month"][:3].lower()) + 1
    year = int(parts["year"])
    if year < 100:
        # Archives of the last century print two digits: 90 is 1990, 24 is 2024.
        year += 1900 if year >= 50 else 2000
    try:
        return date(year, int(month), int(parts["day"])).isoformat()
    except ValueError:
        return None


def _clock_in(text: str) -> str | None:
    """ "T14:35+05:30", with the zone where it is printed."""
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour = int(match.group("hour") or match.group("hour12"))
    half = (match.group("half") or match.group("half12") or "").lower()[:1]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute = int(match.group("minute") or 0)
    if hour > 23 or minute > 59:
        return None
    return f"T{hour:02}:{minute:02}{_zone_in(text[match.end() :])}"


def _zone_in(text: str) -> str:
    """The offset printed right after a time; "" without one."""
    offset = _OFFSET.match(text)
    if offset:
        sign = "-" if offset.group("sign") in "-−" else "+"
        hours, minutes = int(offset.group("h")), int(offset.group("m") or 0)
        return f"{sign}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else ""
    name = _ZONE.match(text)
    return ZONES.get(name.group("name").lower(), "") if name else ""
