"""Resolver of days with a name: "Christmas Day", "last Thanksgiving", "Good Friday"."""

from __future__ import annotations

import re
from datetime import date

from dragoman.understand.dates.calendar import HOLIDAY
from dragoman.understand.dates.meaning import (
    FUTURE,
    Meaning,
    Place,
    days_between,
    in_week,
    on_day,
    shifted,
)

Match = re.Match[str]
FAR_DAYS, NEAR_DAYS = 240, 120
"""The coming holiday is meant, whatever the tense, where it is near and the last one far off."""


def holiday(match: Match, place: Place) -> Meaning | None:
    """The holiday of a stated year; else the last one, or the next where the clause looks ahead."""
    if match["w"]:
        told = _told(match, place)
        return None if told is None else in_week(told, relative=match["y"] is None)
    if " " not in match["day"] and place.names():
        return None  # "Christmas trees"
    told = _told(match, place)
    return None if told is None else on_day(told, relative=match["y"] is None)


def _told(match: Match, place: Place) -> date | None:
    code = place.calendar.holidays[match["day"].lower().replace("’", "'")]
    if match["y"]:
        return in_year_of(code, int(match["y"]))
    if place.day is None:
        return None
    order = (match["o"] or "").lower()
    days = [in_year_of(code, place.day.year + step) for step in (-1, 0, 1)]
    last = next(day for day in reversed(days) if day <= place.day)
    coming = next(day for day in days if day >= place.day)
    if order == "last":
        return last
    far = days_between(last, place.day) >= FAR_DAYS
    near = days_between(place.day, coming) <= NEAR_DAYS
    ahead = order == "next" or place.direction() == FUTURE or (far and near)
    return coming if ahead else last


def in_year_of(code: str, year: int) -> date:
    """The day of a holiday in a year."""
    told = HOLIDAY.fullmatch(code)
    assert told is not None
    if told["month"]:
        return date(year, int(told["month"]), int(told["day"]))
    if told["shift"]:
        return shifted(easter(year), int(told["shift"]))
    month, weekday = int(told["of"]), int(told["weekday"])
    first = date(year, month, 1)
    day = shifted(first, (weekday - first.isoweekday()) % 7)
    if told["nth"] != "-1":
        return shifted(day, 7 * (int(told["nth"]) - 1))
    while shifted(day, 7).month == month:
        day = shifted(day, 7)
    return day


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden, century = year % 19, year // 100
    correction = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = correction - (correction // 28) * (
        1 - (correction // 28) * (29 // (correction + 1)) * ((21 - golden) // 11)
    )
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    shift = moon - sunday
    month = 3 + (shift + 40) // 44
    return date(year, month, shift + 28 - 31 * (month // 4))
