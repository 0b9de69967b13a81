"""Resolvers of the quarters that reports of business count by, alone and one by another."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.records import DateExpression
from dragoman.understand.dates.meaning import FUTURE, Meaning, Place, in_year, moved_month

Match = re.Match[str]

_ORDERS = {"last": -1, "this": 0, "next": 1}
_NAMES = ("first", "second", "third", "fourth")
BACK = frozenset(("dates.ago", "dates.year_back", "dates.same_quarter"))
"""Rules whose year is a quarter's beside a quarter: "up from $1 million a year ago"."""
REACH = 4
"""Sentences over which a quarter is remembered, by trial on TBAQ."""


def quarter(match: Match, place: Place) -> Meaning:
    """The third quarter; the first quarter of 2013; last year's fourth quarter."""
    number = _NAMES.index(match["q"].lower()) + 1
    stated = match["y0"] or match["y"]
    if place.day is None:
        return _quarter(stated, number) if stated else Meaning(f"XXXX-Q{number}", relative=True)
    order = match["o"] or match["o2"] or ("last" if match["b"] else None)
    if stated:
        year = int(stated)
    elif order:
        year = place.day.year + _ORDERS[order.lower()]
    else:
        year = _year_of_quarter(number, place)
    return replace(_quarter(str(year), number), relative=stated is None)


def same_quarter(match: Match, place: Place) -> Meaning:
    """The 1988 period; the year-ago quarter; the same quarter of last year: a year, until
    `with_quarters` knows which quarter is told of."""
    stated = match["y"] or match["y2"]
    if stated:
        return in_year(int(stated))
    if place.day is None:
        return Meaning("PAST_REF", relative=True)
    order = (match["o"] or match["o2"] or "last").lower()
    return in_year(place.day.year + _ORDERS[order], relative=True)


def last_quarter(match: Match, place: Place) -> Meaning | None:
    """The latest period; the quarter, where none is told of before: the last one that is over."""
    if place.day is None or place.after in ("century", "of", "mile", "final", "finals", "horse"):
        return None
    if match.groupdict().get("fiscal"):
        return in_year(place.day.year - 1, relative=True)
    year, month = moved_month(place.day, -3)
    return replace(_quarter(str(year), (month + 2) // 3), relative=True)


def with_quarters(found: list[DateExpression]) -> list[DateExpression]:
    """Years and quarters by the quarter told of before: "$3 million, up from $1 million a year
    ago" after "in the third quarter"; "for the quarter" after it is the third too."""
    told: list[DateExpression] = []
    known: DateExpression | None = None
    for expression in found:
        near = known is not None and expression.sentence - known.sentence <= REACH
        if known is not None and near:
            expression = _beside(expression, known)
        if "-Q" in expression.value and expression.made_by not in BACK:
            known = expression
        told.append(expression)
    return told


def _beside(expression: DateExpression, known: DateExpression) -> DateExpression:
    """An expression as the quarter `known` makes it."""
    number = int(known.value[-1])
    year = expression.value
    if expression.made_by == "dates.told_quarter":
        year = known.value[:4]
    elif expression.made_by not in BACK or not (year.isdigit() and len(year) == len("2024")):
        return expression
    meaning = _quarter(year, number)
    return replace(expression, value=meaning.value, start=meaning.start, end=meaning.end)


def _quarter(year: str, number: int) -> Meaning:
    first, last = f"{year}-{3 * number - 2:02d}", f"{year}-{3 * number:02d}"
    return Meaning(f"{year}-Q{number}", first, last)


def _year_of_quarter(number: int, place: Place) -> int:
    """A quarter that has not begun is last year's, unless the tense is future."""
    assert place.day is not None
    begun = place.day.month >= 3 * number - 2
    return place.day.year - (not begun and place.direction() != FUTURE)
