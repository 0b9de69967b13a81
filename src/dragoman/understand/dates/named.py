"""Resolvers of expressions that name a day, month or year: "June 19", "2011", "mid-March"."""

from __future__ import annotations

import re
from datetime import date

from dragoman.records import DateType
from dragoman.understand.dates.meaning import (
    FUTURE,
    PAST,
    Meaning,
    Place,
    days_between,
    in_month,
    in_week,
    in_year,
    in_years,
    on_day,
    real_day,
)

Match = re.Match[str]

# A year before this one is taken for a number ("1,650 men" is caught elsewhere; "1512 men" is
# not) unless a preposition stands before it.
FIRST_BARE_YEAR = 1800
# How many days ahead a yearless date may lie in a past-tense clause: slips of a day happen at
# the date line.
SLACK_DAYS = 1

NEAR_DAYS, FAR_DAYS = 120, 240
NEAR_MONTHS, FAR_MONTHS = 2, 10
"""A date without a year is the near one, whatever the tense, where the other is that far off: in
January "by Jan. 14" looks ahead even after "said"."""

SHORT = frozenset(("Jan", "Mar", "May", "April", "June", "August"))
"""Months, as written, that are first names too."""
_BEFORE_TIME = frozenset(
    "in since of from by until till before after during for late early mid the to between and"
    " through around about circa last next this".split()
)
_UP_TO = frozenset(("by", "until", "through", "till"))
"""Words before a month that look ahead: "ready by August"."""
_BEFORE_MONTH = _BEFORE_TIME | {"on", "every", "each", "past", "coming", "previous", "following"}


def iso(match: Match, place: Place) -> Meaning | None:
    """2024-06-19."""
    day = real_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return None if day is None else on_day(day, relative=False)


def slashed(match: Match, place: Place) -> Meaning | None:
    """6/19/2024 or 19.06.2024: the number above 12 is the day; else the American order."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    dotted = "." in match[0]
    month, number = (second, first) if first > 12 or dotted else (first, second)
    day = real_day(year, month, number)
    return None if day is None else on_day(day, relative=False)


def clock(match: Match, place: Place) -> Meaning | None:
    """10:35 a.m.; 14:35 GMT. On the report's own day where that is known."""
    hour = int(match["h"] or match["h2"])
    minute = int(match["n"] or match["n2"] or 0)
    half = (match["half"] or "").lower()
    if half and hour > 12:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    day = place.day.isoformat() if place.day else None
    value = f"{day or 'XXXX-XX-XX'}T{hour:02d}:{minute:02d}"
    return Meaning(value, day, day, True, DateType.TIME)


def month_day(match: Match, place: Place) -> Meaning | None:
    """June 19; Wednesday, June 19, 2024; 19 June."""
    month = _month(match["m"], place)
    order = (match.groupdict().get("o") or "").lower()
    told = {"last": PAST, "next": FUTURE}.get(order)
    return _day(match["y"], month, _number(match["d"]), place, told)


def week_of(match: Match, place: Place) -> Meaning | None:
    """The week of March 6."""
    told = month_day(match, place)
    if told is None or (place.day is None and told.start is None):
        return None
    return in_week(date.fromisoformat(told.value), relative=told.relative)


def day_range(match: Match, place: Place) -> Meaning | None:
    """June 3-5; 3-5 June 2024."""
    name = match["m"] or match["m2"]
    first, last = _number(match["d"] or match["e"]), _number(match["d2"] or match["e2"])
    year = match["y"] or match["y2"]
    start = _day(year, _month(name, place), first, place)
    end = _day(year, _month(name, place), last, place)
    if start is None or end is None or first >= last:
        return None
    return Meaning(f"{start.value}/{end.value}", start.start, end.end, start.relative)


def month_year(match: Match, place: Place) -> Meaning:
    """June 2024; mid-March 2011."""
    return in_month(_stated(match["y"], place), _month(match["m"], place))


def month(match: Match, place: Place) -> Meaning | None:
    """In March; mid-March. A month alone needs a word of time before it, so no "May" by name."""
    if not match["edge"] and place.before not in _BEFORE_MONTH and not place.names():
        return None
    if match["m"] in SHORT and place.next[:1].isupper():
        return None  # "Jan Kavan"
    number = _month(match["m"], place)
    if place.day is None:
        return Meaning(f"XXXX-{number:02d}", relative=True)
    ahead = (number - place.day.month) % 12
    back = (place.day.month - number) % 12
    if place.before in _UP_TO or place.direction() == FUTURE:
        later = not (back <= NEAR_MONTHS and ahead >= FAR_MONTHS) or back == 0
    else:
        later = ahead <= NEAR_MONTHS and back >= FAR_MONTHS
    year = place.day.year + (number < place.day.month if later else -(number > place.day.month))
    return in_month(year, number, relative=True)


def season_year(match: Match, place: Place) -> Meaning:
    """The summer of 2021."""
    code = place.calendar.seasons[match["s"].lower()]
    told = f"{_stated(match['y'], place):04d}"
    return Meaning(f"{told}-{code}", told, told)


def year(match: Match, place: Place) -> Meaning | None:
    """2011. Not a number of things ("1987 people"), not an old figure without preposition."""
    number = int(match["y"])
    if place.before not in _BEFORE_TIME and (number < FIRST_BARE_YEAR or place.counts()):
        return None
    if place.before in ("of", "to", "about", "around") and place.counts():
        return None
    return in_year(number)


def year_range(match: Match, place: Place) -> Meaning | None:
    """1950-53; 1990-1995."""
    first, last = match["y"], match["z"]
    last = first[:2] + last if len(last) == 2 else last
    if last <= first:
        return None
    return Meaning(f"{first}/{last}", first, last)


def end_of(match: Match, place: Place) -> Meaning:
    """The end of 2013."""
    return in_year(int(match["y"]))


def decade(match: Match, place: Place) -> Meaning:
    """The 1990s; the '90s."""
    digits = match["y"].lstrip("'’")
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return in_years(f"{first // 10}", first, first + 9)


def _stated(words: str, place: Place) -> int:
    """A year in figures or spelled: "nineteen ninety-four"."""
    if words.isdecimal():
        return int(words)
    hundreds, _, rest = words.replace("-", " ").partition(" ")
    first, last = place.calendar.number(hundreds), place.calendar.number(rest)
    assert first is not None and last is not None
    return 100 * first + last


def year_words(match: Match, place: Place) -> Meaning | None:
    """Nineteen ninety-six; the year two thousand."""
    if match["k"]:
        return in_year(2000) if match["the"] else None
    hundreds, rest = place.calendar.number(match["c"]), place.calendar.number(match["r"])
    if hundreds is None or rest is None:
        return None
    return in_year(100 * hundreds + rest)


def decade_words(match: Match, place: Place) -> Meaning:
    """The nineties: of the twentieth century."""
    tens = place.calendar.number(match["n"].lower().removesuffix("ies") + "y") or 0
    first = 1900 + tens
    return in_years(f"{first // 10}", first, first + 9)


def century(match: Match, place: Place) -> Meaning | None:
    """The 19th century; TIMEX3 counts it by its first two digits."""
    number = int(match["n"])
    if not 1 <= number <= 22:
        return None
    first = (number - 1) * 100
    return in_years(f"{number - 1:02d}", first, first + 99)


def _month(name: str, place: Place) -> int:
    return place.calendar.months[name.rstrip(".").lower()]


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _day(
    year: str | None, month: int, number: int, place: Place, told: str | None = None
) -> Meaning | None:
    """The day of a stated year; else of the year that puts it right to the report's day."""
    if year is not None:
        stated = real_day(int(year), month, number)
        return None if stated is None else on_day(stated, relative=False)
    if place.day is None:
        known = real_day(2024, month, number)  # a leap year: 29 February passes
        return None if known is None else Meaning(f"XXXX-{month:02d}-{number:02d}", relative=True)
    told = told or {"ended": PAST, "ending": FUTURE}.get(place.before)
    day = _nearest(place.day, month, number, told or place.direction(), sure=told is not None)
    return None if day is None else on_day(day, relative=True)


def _nearest(
    around: date, month: int, number: int, direction: str | None, *, sure: bool
) -> date | None:
    """The last such day, the next one in a future clause; the closest where no tense tells, or
    where the other is far off, unless the direction is `sure`."""
    years = (around.year - 1, around.year, around.year + 1)
    days = [day for year in years if (day := real_day(year, month, number)) is not None]
    nearest = min(days, key=lambda day: abs(days_between(around, day)), default=None)
    if direction is None or nearest is None:
        return nearest
    if direction == FUTURE:
        told = next((day for day in days if days_between(around, day) >= 0), None)
    else:
        told = next((d for d in reversed(days) if days_between(around, d) <= SLACK_DAYS), None)
    if told is None:
        return None
    far = not sure and abs(days_between(around, told)) >= FAR_DAYS
    return nearest if far and abs(days_between(around, nearest)) <= NEAR_DAYS else told
