"""What a time expression means: its value, its bounds, and whether it leans on the report's day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from dragoman.records import DateExpression, DateType
from dragoman.understand.dates.calendar import Calendar

PAST, FUTURE = "past", "future"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 value with its bounds as ISO prefixes, both inclusive."""

    value: str
    start: str | None = None
    end: str | None = None
    relative: bool = False
    type: DateType = DateType.DATE


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: the report's day, its neighbours, the tense around it.

    `direction` is asked only by rules that need it: "past", "future", or None for no tense.
    `before` and `after` are the neighbouring words in lower case, `next` the one after as written;
    `counted` says that a part of it is told ("nine months of the year"); `counts` says that the
    expression counts a plural noun ("1987 people"), `denied` that its clause, in the past, is
    negated. `names` says that a noun or a name without
    a preposition follows it ("a June agreement"), `named` that its words stand with capitals amid a
    sentence ("This Week", "60 Minutes"). `told` holds the expressions before it.
    """

    day: date | None
    before: str
    after: str
    direction: Callable[[], str | None]
    counts: Callable[[], bool]
    calendar: Calendar
    denied: Callable[[], bool]
    names: Callable[[], bool]
    next: str = ""
    counted: bool = False
    named: bool = False
    told: Sequence[DateExpression] = ()


def on_day(day: date, *, relative: bool) -> Meaning:
    """One calendar day."""
    return Meaning(day.isoformat(), day.isoformat(), day.isoformat(), relative)


def in_month(year: int, month: int, *, relative: bool = False) -> Meaning:
    """One month of a year."""
    value = f"{year:04d}-{month:02d}"
    return Meaning(value, value, value, relative)


def in_year(year: int, *, relative: bool = False) -> Meaning:
    """One year."""
    value = f"{year:04d}"
    return Meaning(value, value, value, relative)


def in_years(value: str, first: int, last: int, *, relative: bool = False) -> Meaning:
    """A run of years under a value of its own ("199", "20")."""
    return Meaning(value, f"{first:04d}", f"{last:04d}", relative)


def in_week(day: date, *, relative: bool, weekend: bool = False) -> Meaning:
    """The ISO week `day` is in, or its Saturday and Sunday."""
    monday = shifted(day, -(day.isoweekday() - 1))
    first, last = (shifted(monday, 5) if weekend else monday), shifted(monday, 6)
    year, week, _ = monday.isocalendar()
    value = f"{year:04d}-W{week:02d}" + ("-WE" if weekend else "")
    return Meaning(value, first.isoformat(), last.isoformat(), relative)


def shifted(day: date, days: int) -> date:
    """`day` moved by `days`, kept within what a calendar holds."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def moved_month(day: date, months: int) -> tuple[int, int]:
    """Year and month, `months` after those of `day`."""
    count = min(max(day.year * 12 + day.month - 1 + months, 12), MAXYEAR * 12 + 11)
    return count // 12, count % 12 + 1


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day ("February 30")."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_weekday(day: date, number: int, direction: str | None) -> date:
    """The last such day up to `day`; the first from `day` on where the tense is future.

    News agencies name the day itself ("said on Wednesday", printed on Wednesday), so it counts
    in both directions.
    """
    if direction == FUTURE:
        return shifted(day, (number - day.isoweekday()) % 7)
    return shifted(day, -((day.isoweekday() - number) % 7))


def days_between(one: date, other: date) -> int:
    """Days from `one` to `other`."""
    return (other - one) // timedelta(days=1)
