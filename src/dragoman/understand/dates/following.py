"""Resolvers of expressions that lean on a date told before: "that year", "the next morning"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dragoman.records import DateExpression, DateType
from dragoman.understand.dates.meaning import (
    Meaning,
    Place,
    in_month,
    in_week,
    in_year,
    moved_month,
    on_day,
    shifted,
)

Match = re.Match[str]

WHOLE_DAY = len("2024-06-19")
LEAST = {"year": len("2024"), "quarter": len("2024-Q2"), "month": len("2024-06")}
"""How much of a date must be known before it tells a unit; a week or a day needs the whole day."""


def that_unit(match: Match, place: Place) -> Meaning | None:
    """That year; later that month; that same day: the unit around the date told before."""
    unit = match["u"].lower()
    known = _told(place, unit)
    return None if known is None else _around(known, unit, 0, place)


def next_unit(match: Match, place: Place) -> Meaning | None:
    """The next morning; the following year; the previous day: one on from the date told before."""
    unit = (match["u"] or match["p"]).lower()
    known = _told(place, unit)
    if known is None:
        return None
    return _around(known, unit, -1 if (match["o"] or "").lower() == "previous" else 1, place)


def _told(place: Place, unit: str) -> DateExpression | None:
    """The last date told that is known closely enough to tell a unit by."""
    least = LEAST.get(unit, WHOLE_DAY)
    for told in reversed(place.told):
        if told.type in (DateType.DURATION, DateType.SET) or told.start is None:
            continue
        known = told.value if unit == "quarter" else told.start
        return told if len(known) >= least and (unit != "quarter" or "-Q" in known) else None
    return None


def _around(told: DateExpression, unit: str, step: int, place: Place) -> Meaning:
    """The unit that holds a date, `step` units on."""
    start = told.start or ""
    if unit == "quarter":
        return Meaning(told.value, told.start, told.end, True)
    if unit == "year":
        return in_year(int(start[:4]) + step, relative=True)
    if unit == "month":
        first = date(int(start[:4]), int(start[5:7]), 1)
        return in_month(*moved_month(first, step), relative=True)
    day = date.fromisoformat(start)
    if unit == "week":
        return in_week(shifted(day, 7 * step), relative=True)
    meaning = on_day(shifted(day, step), relative=True)
    code = place.calendar.dayparts.get(unit)
    if code is None:
        return meaning
    return replace(meaning, value=f"{meaning.value}T{code}", type=DateType.TIME)
