"""Resolvers of expressions that lean on the report's day: "Wednesday", "last week", "ago"."""

from __future__ import annotations

import re
from datetime import date

from dragoman.records import DateType
from dragoman.understand.dates.meaning import (
    FUTURE,
    PAST,
    Meaning,
    Place,
    in_month,
    in_week,
    in_year,
    in_years,
    moved_month,
    nearest_weekday,
    on_day,
    shifted,
)

Match = re.Match[str]
SATURDAY = 6

_CODES = {
    "second": "TXS", "minute": "TXM", "hour": "TXH", "day": "XD", "night": "XD", "week": "XW",
    "weekend": "XWE", "fortnight": "XW", "month": "XM", "quarter": "XQ", "year": "XY",
    "decade": "XDE", "century": "XC", "centurie": "XC",
}  # fmt: skip
_HALVES = {"year": "6M", "hour": "30M", "minute": "30S"}
_BEFORE_ONE = frozenset(
    "for in within after barely nearly almost over about than least most another as of".split()
) | frozenset(("him", "her", "them", "us", "me"))
"""Words before "a week" that make it a length: "$5 a week" is none."""
_YEARS = {"decade": 10, "century": 100, "centurie": 100}
_SEASON_ENDS = {"SP": 5, "SU": 8, "FA": 11, "WI": 12}
"""The month a season ends in: the last one is this year's once it is over."""
_AHEAD = ("next", "coming", "following", "this coming")
SOON_AFTER = 2
"""Days of the week on which the weekend that was may be "this weekend"."""
_BACK = ("last", "past", "previous", "this past")


def weekday(match: Match, place: Place) -> Meaning:
    """Wednesday; last Friday; Monday morning; noon Saturday."""
    number = place.calendar.weekdays[match["w"].rstrip(".").lower()]
    day = _weekday_date(place, number, (match["o"] or "").lower().removeprefix("the "))
    if match["at"] and day is not None:
        hour = "24:00" if match["at"].lower() == "midnight" else "12:00"
        iso = day.isoformat()
        return Meaning(f"{iso}T{hour}", iso, iso, True, DateType.TIME)
    return _with_part(day, f"XXXX-WXX-{number}", match["p"], place)


def _weekday_date(place: Place, number: int, order: str) -> date | None:
    if place.day is None:
        return None
    if order in _AHEAD:
        return nearest_weekday(shifted(place.day, 1), number, FUTURE)
    if order in _BACK:
        return nearest_weekday(shifted(place.day, -1), number, PAST)
    ahead = place.before == "as" or (place.before == "until" and not place.denied())
    return nearest_weekday(place.day, number, FUTURE if ahead else place.direction())


def part_of_day(match: Match, place: Place) -> Meaning | None:
    """Noon; mid-afternoon; 4 in the morning: on the report's own day, or one named beside it."""
    shift = {"yesterday": -1, "tomorrow": 1}.get((match["n"] or "").lower(), 0)
    if match["mid"]:
        return (
            None if place.day is None else _with_part(_ahead(place, shift), "", match["mid"], place)
        )
    if match["at"]:
        hour = "24" if match["at"].lower() == "midnight" else "12"
    else:
        hour = f"{int(match['h']) % 12 + (0 if match['p'].lower() == 'morning' else 12):02d}"
    told = _ahead(place, shift)
    day = told.isoformat() if told else None
    return Meaning(f"{day or 'XXXX-XX-XX'}T{hour}:00", day, day, True, DateType.TIME)


def near_day(match: Match, place: Place) -> Meaning:
    """Today, yesterday, tomorrow, tonight, overnight, the day before yesterday."""
    words = match[0].lower()
    if words.startswith("the day before"):
        return _with_part(_ahead(place, -2), "PAST_REF", None, place)
    if words.startswith("the day after"):
        return _with_part(_ahead(place, 2), "FUTURE_REF", None, place)
    name, part = (match["n"] or "").lower(), match["p"]
    if name:
        shift = {"yesterday": -1, "today": 0, "tomorrow": 1}[name]
        unknown = {"yesterday": "PAST_REF", "today": "PRESENT_REF", "tomorrow": "FUTURE_REF"}[name]
        return _with_part(_ahead(place, shift), unknown, part, place)
    told = (match["t"] or "").lower()
    if told.startswith("this "):
        return _with_part(place.day, "PRESENT_REF", told.removeprefix("this "), place)
    if told == "last night":
        return _with_part(_ahead(place, -1), "PAST_REF", "night", place)
    if told in ("tonight", "overnight"):
        return _with_part(place.day, "PRESENT_REF", "night", place)
    return _with_part(place.day, "PRESENT_REF", None, place)


def near_unit(match: Match, place: Place) -> Meaning | None:
    """Last week; earlier this month; next year; last summer."""
    unit, step = match["u"].lower(), _step(match["o"].lower())
    if place.named or (unit == "day" and match["o"].lower() in ("past", "last")):
        return None
    if place.day is None:
        unknown = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[step]
        return Meaning(unknown, relative=True)
    if unit == "weekend" and step == 0 and place.day.isoweekday() <= SOON_AFTER:
        step = -1 if place.direction() == PAST else 0  # "struck twice this weekend", on Monday
    return _unit(place.day, unit, step, place)


def _step(order: str) -> int:
    return 1 if order in _AHEAD else -1 if order in _BACK else 0


def _unit(day: date, unit: str, step: int, place: Place) -> Meaning | None:
    """The `unit` of calendar time around `day`, `step` units on."""
    if unit == "day":
        return on_day(shifted(day, step), relative=True)
    if unit in ("week", "weekend"):
        return in_week(shifted(day, 7 * step), relative=True, weekend=unit == "weekend")
    if unit == "month":
        return in_month(*moved_month(day, step), relative=True)
    if unit == "quarter":
        year, month = moved_month(day, 3 * step)
        first = month - (month - 1) % 3
        bounds = (f"{year:04d}-{first:02d}", f"{year:04d}-{first + 2:02d}")
        return Meaning(f"{year:04d}-Q{(month + 2) // 3}", *bounds, True)
    year = _year(day, step)
    if unit == "year":
        return in_year(year, relative=True)
    if unit in _YEARS:
        length = _YEARS[unit]
        first = (day.year // length + step) * length
        value = f"{first // length}"
        return in_years(value, max(first, 1), first + length - 1, relative=True)
    code = place.calendar.seasons[unit]
    if step < 0 and day.month > _SEASON_ENDS[code]:
        year = day.year  # "this past spring", said in October
    return Meaning(f"{year:04d}-{code}", f"{year:04d}", f"{year:04d}", True)


def weekend(match: Match, place: Place) -> Meaning:
    """The weekend: the one that is or was last; the coming one where the clause looks ahead."""
    if place.day is None:
        return Meaning("PAST_REF", relative=True)
    ahead = place.before in ("of", "until", "before") or place.direction() == FUTURE
    now = ahead or place.day.isoweekday() >= SATURDAY
    return in_week(place.day if now else shifted(place.day, -7), relative=True, weekend=True)


def year_end(match: Match, place: Place) -> Meaning | None:
    """By year-end; the end of the month."""
    if place.day is None:
        return None
    return _unit(place.day, (match["u"] or "year").lower(), 0, place)


def the_year(match: Match, place: Place) -> Meaning | None:
    """For the year; the full year. "The year ended March 31" is a length."""
    if place.after in ("ended", "ending"):
        return Meaning("P1Y", type=DateType.DURATION)
    part = place.before == "of" and not place.counted
    vague = part or place.after in ("of", "that", "before", "after", "when", "in")
    if place.day is None or (vague and match["kind"] is None):
        return None
    return in_year(place.day.year, relative=True)


def the_season(match: Match, place: Place) -> Meaning | None:
    """Over the summer: the report's own year's."""
    if place.day is None:
        return None
    return _unit(place.day, match["s"].lower(), 0, place)


def half_year(match: Match, place: Place) -> Meaning | None:
    """The first half of 1989; the second half of this year."""
    if match["y"] is None and place.day is None:
        return None
    step = {"last": -1, "next": 1}.get((match["o"] or "").lower(), 0)
    year = int(match["y"]) if match["y"] or place.day is None else _year(place.day, step)
    first = match["h"].lower() == "first"
    bounds = (f"{year}-01", f"{year}-06") if first else (f"{year}-07", f"{year}-12")
    return Meaning(f"{year}-H{1 if first else 2}", *bounds, match["y"] is None)


def month_near_year(match: Match, place: Place) -> Meaning:
    """April next year; July last year."""
    number = place.calendar.months[match["m"].rstrip(".").lower()]
    if place.day is None:
        return Meaning(f"XXXX-{number:02d}", relative=True)
    return in_month(_year(place.day, _step(match["o"].lower())), number, relative=True)


def near_month(match: Match, place: Place) -> Meaning:
    """Last November; this September: the last or next such month but the report's own."""
    number = place.calendar.months[match["m"].rstrip(".").lower()]
    if place.day is None:
        return Meaning(f"XXXX-{number:02d}", relative=True)
    order = match["o"].lower()
    year = place.day.year
    if order == "last":
        year -= number >= place.day.month
    elif order == "next":
        year += number <= place.day.month
    return in_month(year, number, relative=True)


def ago(match: Match, place: Place) -> Meaning | None:
    """Three weeks ago; decades ago; 20 years later leans on another day and is a duration."""
    unit, way = match["u"].lower(), match["way"].lower()
    count = place.calendar.number(match["n"]) if match["n"] else None
    if way != "ago":
        if match["n"] is None:
            return None
        if (unit, way, count) == ("year", "earlier", 1) and place.day is not None:
            return in_year(_year(place.day, -1), relative=True)
        return Meaning(_duration(count, unit), relative=True, type=DateType.DURATION)
    if match["n"] is None and not match[0].lower().endswith("s ago"):
        return None
    if place.day is None:
        return Meaning(_duration(count, unit), relative=True)
    if count is None:
        return _vaguely_ago(place.day, unit, "couple" in match[0].lower())
    return _counted_ago(place.day, unit, count)


def _counted_ago(day: date, unit: str, count: int) -> Meaning:
    if unit in ("second", "minute", "hour"):
        hours = {"second": 3600, "minute": 60, "hour": 1}[unit]
        return on_day(shifted(day, -((count // hours) // 24)), relative=True)
    if unit in ("day", "night"):
        return on_day(shifted(day, -count), relative=True)
    if unit in ("week", "weekend", "fortnight"):
        days = 7 * count * (2 if unit == "fortnight" else 1)
        return in_week(shifted(day, -days), relative=True, weekend=unit == "weekend")
    if unit in ("month", "quarter"):
        return in_month(*moved_month(day, -count * (3 if unit == "quarter" else 1)), relative=True)
    return in_year(_year(day, -count * _YEARS.get(unit, 1)), relative=True)


def _vaguely_ago(day: date, unit: str, couple: bool) -> Meaning:
    """ "Years ago": the value says only past; the end is the nearest it can be, two units back."""
    if couple:
        return _counted_ago(day, unit, 2)
    return Meaning("PAST_REF", None, _counted_ago(day, unit, 2).end, True)


def year_back(match: Match, place: Place) -> Meaning:
    """The year-ago quarter; a year-earlier loss."""
    if place.day is None:
        return Meaning("PAST_REF", relative=True)
    return in_year(_year(place.day, -1), relative=True)


def near_span(match: Match, place: Place) -> Meaning:
    """The past two months; recent years, which tell no length."""
    order = match["o"].lower()
    if order in ("recent", "coming") and match["n"] is None:
        return Meaning("PAST_REF" if order == "recent" else "FUTURE_REF", relative=True)
    count = place.calendar.number(match["n"]) if match["n"] else None
    if match["n"] and match["n"].lower() == "couple of":
        count = 2
    return Meaning(_duration(count, match["u"].lower()), relative=True, type=DateType.DURATION)


def duration(match: Match, place: Place) -> Meaning | None:
    """Two days; a three-week siege; years."""
    if match["bare"]:
        if place.before not in (
            "for",
            "of",
            "in",
            "within",
            "after",
            "over",
            "many",
            "took",
            "takes",
        ):
            return None
        unit = match["bare"].lower().removesuffix("s")
        return Meaning(_duration(None, unit), type=DateType.DURATION)
    if match["long"]:
        return Meaning(_duration(1, match["long"].lower()), type=DateType.DURATION)
    if match["front"]:
        unit = match["front"].lower().removesuffix("s")
        return Meaning(_duration(None, unit), type=DateType.DURATION)
    if match["u2"]:
        unit = match["u2"].lower()
        return Meaning(_duration(1, unit) + _HALVES.get(unit, ""), type=DateType.DURATION)
    if place.named:
        return None
    couple = match["n"].lower() == "a couple of"
    count = 2 if couple else place.calendar.number(match["n"])
    unit = match["u"].lower()
    if unit == "second" and not match[0].lower().endswith("s"):
        return None
    if match["n"].lower() in ("a", "an") and place.before not in _BEFORE_ONE:
        return None
    if unit == "quarter" and count in (1, 3) and place.after == "of":  # "three-quarters of it"
        return None
    half = _HALVES.get(unit, "") if match["half"] and count is not None else ""
    return Meaning(_duration(count, unit) + half, type=DateType.DURATION)


def set_of_times(match: Match, place: Place) -> Meaning:
    """Daily; every Friday."""
    if match["w"]:
        number = place.calendar.weekdays[match["w"].rstrip(".").lower()]
        return Meaning(f"XXXX-WXX-{number}", type=DateType.SET)
    if match["m"]:
        month = place.calendar.months[match["m"].rstrip(".").lower()]
        return Meaning(f"XXXX-{month:02d}", type=DateType.SET)
    unit = (match["u"] or match["a"]).lower()
    code = "D" if unit.startswith("da") else unit[0].upper().replace("A", "Y")
    return Meaning(f"P1{code}", type=DateType.SET)


def near_word(match: Match, place: Place) -> Meaning:
    """Now; recently; soon."""
    if match["now"]:
        return Meaning("PRESENT_REF", relative=True)
    return Meaning("PAST_REF" if match["past"] else "FUTURE_REF", relative=True)


def _duration(count: int | None, unit: str) -> str:
    """The TIMEX3 duration; "X" where the text counts nothing. A fortnight is two weeks."""
    if unit == "fortnight":
        count = 2 * (count or 1)
    number = "X" if count is None else str(count)
    code = _CODES[unit]
    return "P" + code.replace("X", number, 1)


def _with_part(day: date | None, unknown: str, part: str | None, place: Place) -> Meaning:
    """A day, or a part of one ("TMO"); `unknown` where the report's day is not known."""
    code = place.calendar.dayparts.get((part or "").lower())
    if day is None:
        return Meaning(unknown + (f"T{code}" if code and unknown[0] == "X" else ""), relative=True)
    if code is None:
        return on_day(day, relative=True)
    iso = day.isoformat()
    return Meaning(f"{iso}T{code}", iso, iso, True, DateType.TIME)


def _ahead(place: Place, days: int) -> date | None:
    return None if place.day is None else shifted(place.day, days)


def _year(day: date, step: int) -> int:
    return min(max(day.year + step, 1), 9999)
