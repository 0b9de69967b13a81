"""The dateline: where, when and by which agency a report was filed, before its first words.

PYONGYANG, June 19 (Reuters) - Kim said ...
Pyongyang, June 19 (KCNA) -- Kim said ...
SAN SALVADOR, 3 JAN 90 -- [REPORT] [TEXT] ...
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.read.agencies import agency_in
from dragoman.records import Span

MOST_CHARACTERS = 220
"""A dateline is looked for this far into a paragraph."""

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june"
    r"|july|august|september|october|november|december)\.?"
)
_DATE = (
    rf"(?:(?i:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}"
    rf"(?:,?\s+'?\d{{2,4}})?|no date))"
)
_UPPER = r"(?:[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’\-]*)"
_UPPER_PLACE = rf"{_UPPER}(?:[ /]{_UPPER}){{0,4}}"
_NAME = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’\-]*)"
_PLACE = rf"{_NAME}(?:[ /](?:{_NAME}|of|de|la|al|el|the|and)){{0,4}}"
_REGION = rf"(?:,\s+{_PLACE})?"
_PAREN = r"(?:\((?P<agency>[^()\n]{1,70})\))"
# "RENT-A-CAR" is no dateline: a single hyphen needs a blank after it.
_DASH = r"(?:—|–|--+|-(?=\s|$)|_|\ufffd|−|―)"
_TAGS = r"(?:\s*\[[^\]\n]{1,60}\])*"

# SEOUL (Reuters) - | GENEVA/BERLIN, Jan 3 - | KABUL, Afghanistan — | LIMA, no date (X) -- [TEXT]
_IN_CAPITALS = re.compile(
    rf"(?P<place>{_UPPER_PLACE}){_REGION}(?:\s*,?\s*(?P<date>{_DATE}),?)?(?:\s*,?\s*{_PAREN})?"
    rf"\s*(?:{_DASH}(?=[\s\"“‘'\[A-Z]|$){_TAGS}|:(?=\s))"
)
# Pyongyang, June 19 (KCNA) -- | Washington (CNN) — | Jerusalem (CNN)
_WITH_AGENCY = re.compile(
    rf"(?P<place>{_PLACE}){_REGION}(?:\s*,?\s*(?P<date>{_DATE}),?)?\s*,?\s*{_PAREN}"
    rf"(?:\s*(?:{_DASH}|:))?{_TAGS}"
)
# Geneva, 3 January 2024 –
_WITH_DATE = re.compile(
    rf"(?P<place>{_PLACE}){_REGION}\s*,\s*(?P<date>{_DATE})\s*(?P<agency>)"
    rf"(?:{_DASH}(?=\s|$)|:(?=\s)){_TAGS}"
)
# MOSCOW, June 19. /TASS/.
_IN_SLASHES = re.compile(
    rf"(?P<place>{_PLACE}){_REGION}\s*,\s*(?P<date>{_DATE})\.?\s*/(?P<agency>[^/\n]{{2,60}})/\.?"
    r"(?=\s|$)"
)
# (Reuters) - | (CNN) --
_AGENCY_ALONE = re.compile(rf"(?P<place>){_PAREN}\s*(?:{_DASH}|:)(?=\s|[A-Z])(?P<date>)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline with what it says; `date` as printed, None where it has none."""

    span: Span
    place: str | None
    date: str | None
    agency: str | None


def dateline_of(text: str, span: Span) -> Dateline | None:
    """The dateline at the start of a paragraph; None where it has none.

    >>> found = dateline_of("PYONGYANG, June 19 (Reuters) - Kim spoke.", Span(0, 41))
    >>> found.place, found.date, found.agency
    ('PYONGYANG', 'June 19', 'Reuters')
    """
    words = text[span.start : min(span.end, span.start + MOST_CHARACTERS)]
    for pattern, accepts in _FORMS:
        match = pattern.match(words)
        if match and accepts(match, words):
            return _dateline(match, span)
    return None


def _dateline(match: re.Match[str], span: Span) -> Dateline:
    printed = match.group("agency")
    return Dateline(
        Span(span.start, span.start + match.end()),
        match.group("place") or None,
        match.group("date") or None,
        _agency(printed) if printed else None,
    )


def _capitals_accepted(match: re.Match[str], words: str) -> bool:
    """All-upper-case copy (old wire archives) needs a date or agency: "THE U.S. - ..."."""
    place = match.group("place")
    if sum(c.isalpha() for c in place) < 4:
        return False
    told = bool(match.group("date")) or _names_agency(match)
    shouted = words[match.end() :].isupper()
    if match.group().rstrip().endswith(":"):
        # "DPRK, a Nuclear State:" opens a sentence; a colon stands after the place alone.
        return told or (not shouted and match.group().rstrip(": ") == place)
    return told or not shouted


def _agency_accepted(match: re.Match[str], words: str) -> bool:
    return _names_agency(match)


def _names_agency(match: re.Match[str]) -> bool:
    printed = match.group("agency")
    return bool(printed) and _agency(printed) is not None


def _agency(printed: str) -> str | None:
    """ "Reuters", "TASS Correspondent Pavel Ruden"."""
    return agency_in(printed) or agency_in(printed.split()[0])


def _always(match: re.Match[str], words: str) -> bool:
    return True


_FORMS = (
    (_IN_CAPITALS, _capitals_accepted),
    (_WITH_AGENCY, _agency_accepted),
    (_IN_SLASHES, _agency_accepted),
    (_WITH_DATE, _always),
    (_AGENCY_ALONE, _agency_accepted),
)
