"""The dateline: where, when and by which agency a report was filed, before its first words.

PYONGYANG, June 19 (Reuters) - Kim said ...
Pyongyang, June 19 (KCNA) -- Kim said ...
SAN SALVADOR, 3 JAN 90 -- [REPORT] [TEXT] ...
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.read.agencies import AGENCIES, agency_in
from dragoman.records import Span

MOST_CHARACTERS = 220
"""A dateline is looked for this far into a paragraph."""

FEWEST_WORDS_AFTER = 5
"""A place before a dash alone has a sentence after it."""

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june"
    r"|july|august|september|october|november|december)\.?"
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?)"
_CLOCK = r"(?:\s*/?\s*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)"
_DATE = (
    rf"(?i:(?:{_WEEKDAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+'?\d{{2,4}})?){_CLOCK}?|no date|{_WEEKDAY})"
)
_UPPER = r"(?:[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’\-]*)"
_UPPER_PLACE = rf"{_UPPER}(?:[ /]{_UPPER}){{0,4}}"
_NAME = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’\-]*)"
_PLACE = rf"{_NAME}(?:[ /](?:{_NAME}|of|de|la|al|el|the|and)){{0,4}}"
_REGION = rf"(?:,\s+(?!{_DATE}\b){_PLACE}|\s\[{_PLACE}\])?"
_PAREN = r"(?:\((?P<agency>[^()\n]{1,70})\))"
# "RENT-A-CAR" is no dateline: a single hyphen needs a blank after it.
_DASH = r"(?:—|–|--+|-(?=\s|$)|_|\ufffd|−|―)"
_TAGS = r"(?:\s*\[[^\]\n]{1,60}\])*"
_HOUSE = (
    r"(?P<agency>(?:"
    + "|".join(sorted((re.escape(name) for name in AGENCIES), key=len, reverse=True))
    + r")(?:\.com)?)"
)

# SEOUL (Reuters) - | GENEVA/BERLIN, Jan 3 - | KABUL, Afghanistan — | LIMA, no date (X) -- [TEXT]
_IN_CAPITALS = re.compile(
    rf"(?P<place>{_UPPER_PLACE}){_REGION}(?:\s*,?\s*(?P<date>{_DATE}),?)?(?:\s*,?\s*{_PAREN}\.?)?"
    rf"\s*(?:{_DASH}(?=[\s\"“‘'\[A-Z]|$){_TAGS}|:(?=\s))"
)
# CAIRO — 19 June 2024: | SRINAGAR, India - June 19, 2024 -
_DATE_AFTER_DASH = re.compile(
    rf"(?P<place>{_UPPER_PLACE}){_REGION}\s*{_DASH}\s*(?P<date>{_DATE})(?P<agency>)"
    rf"\s*(?:{_DASH}|:)(?=\s)"
)
# Pyongyang, June 19 (KCNA) -- | Washington (CNN) — | Jerusalem (CNN)
_WITH_AGENCY = re.compile(
    rf"(?P<place>{_PLACE}){_REGION}(?:\s*,?\s*(?P<date>{_DATE}),?)?\s*,?\s*{_PAREN}"
    rf"(?:\.?\s*(?:{_DASH}|:))?{_TAGS}"
)
# Dhaka, June 19 (UNB) - : a house no table knows, by its date and its dash.
_WITH_BOTH = re.compile(
    rf"(?P<place>{_PLACE}){_REGION}\s*[,.]?\s*(?P<date>{_DATE}),?\s*{_PAREN}\.?\s*(?:{_DASH}|:)"
    rf"(?=\s|[A-Z]|$)"
)
# Damascus, SANA – | Tehran, June 19, IRNA – | Tunis - UNI -
_WITHOUT_BRACKETS = re.compile(
    rf"(?P<place>{_PLACE}){_REGION}(?:\s*,?\s*(?P<date>{_DATE}))?(?:,|\s+[-–—])\s*(?i:{_HOUSE})\s*"
    rf"{_DASH}(?=\s|[A-Z]|$)"
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
# (ANSA) - ROME, JUN 19 -
_AGENCY_FIRST = re.compile(
    rf"{_PAREN}\s*{_DASH}\s*(?P<place>{_UPPER_PLACE}){_REGION}(?:\s*,?\s*(?P<date>{_DATE}))?"
    rf"\s*{_DASH}(?=\s)"
)
# (Reuters) - | (CNN) --
_AGENCY_ALONE = re.compile(rf"(?P<place>){_PAREN}\s*(?:{_DASH}|:)(?=\s|[A-Z])(?P<date>)")
# Nairobi — Kenya has ...
_PLACE_ALONE = re.compile(
    rf"(?P<place>{_NAME}(?:[ /]{_NAME}){{0,2}})(?P<date>)(?P<agency>)\s(?:—|--)(?=\s)"
)

_SPEAKER = re.compile(rf"{_UPPER_PLACE}:\s")
_MAY_OPEN = re.compile(
    rf"\(|{_NAME}(?:[ /](?:{_NAME}|of|de|la|al|el|the|and|\d+)){{0,8}}\s*[^\w\s]"
)
"""Names and then a mark: what no dateline does without, told at a glance."""
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,6}$")
_DATE_ALONE = re.compile(rf"{_DATE}$")
_WORD = re.compile(r"[^\W\d_]+")
_ANOTHER_DASH = re.compile(r"[^.!?]{0,200}?(?:—|–|\s--?\s)")
_OPENS_PHRASE = re.compile(
    r"(?:in|on|at|by|from|after|before|since|for|as|and|but|until|when|while|with|this|that|it|he"
    r"|she|they|we|i)\b",
    re.IGNORECASE,
)
LABELS = frozenset(
    """advertisement advisory alert analysis announcement answer attention background box breaking
    check chronology column comment commentary contact correction corrected coverage date debate
    developing diary digest editor editorial embargo event exclusive explained explainer fact
    factbox facts feature flash focus graphic headlines highlights insight interview key letter
    list listen live main media must news newsmaker note notice obituary official opinion part
    photo photos pictures podcast points poll preview profile question quotebox quotes read recap
    refile remarks reminder repeat report results review scenarios source sources special sponsored
    sport spotlight statement stories story subject summary survey takeaways text time timeline
    topic transcript trending update updated updates urgent venue verdict video view viewpoint
    views vs warning watch wrap wrapup""".split()
)
"""Words that stand before a colon or dash and tell what kind of story follows: "LIVE UPDATES:"."""

BODIES = frozenset(
    """asean brics cia csto ecowas fbi hamas hezbollah iaea icc icrc imf interpol isis kremlin
    mercosur nato opec osce pentagon unesco unhcr unicef unrwa wto""".split()
)
"""Bodies that speak before a colon: "NATO: Allies stand together"."""


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
    if not _MAY_OPEN.match(words):
        return None
    for pattern, accepts in _FORMS:
        match = pattern.match(words)
        if match and accepts(match, words):
            return _dateline(match, span)
    return None


def _dateline(match: re.Match[str], span: Span) -> Dateline:
    printed, date = match.group("agency"), match.group("date")
    if printed and _DATE_ALONE.match(printed):  # GENEVA (19 June 2024) –
        printed, date = None, date or printed
    place = match.group("place")
    if place.endswith(".") and place.count(".") == 1:  # MOSCOW. June 19 (Interfax) -
        place = place[:-1]
    return Dateline(
        Span(span.start, span.start + match.end()),
        place or None,
        date or None,
        _agency(printed) if printed else None,
    )


def is_speaker(words: str) -> bool:
    """Whether a paragraph opens as a transcript names who speaks: "PUTIN: We are ready."

    One such paragraph may be filed from a place of that name; several are a transcript.
    """
    return _SPEAKER.match(words) is not None


def _labelled(match: re.Match[str]) -> bool:
    """Whether the place is a label, a body or the begin of a phrase."""
    place = match.group("place")
    words = {word.lower() for word in _WORD.findall(place)}
    if words & LABELS or (words & BODIES and not match.group("date")):
        return True
    return not place.isupper() and bool(_OPENS_PHRASE.match(place))


def _goes_on_small(match: re.Match[str], words: str) -> bool:
    """Whether a small letter follows, as in a sentence: "NATO - the alliance - met"."""
    return words[match.end() :].lstrip()[:1].islower()


def _capitals_accepted(match: re.Match[str], words: str) -> bool:
    """All-upper-case copy (old wire archives) needs a date or agency: "THE U.S. - ..."."""
    place = match.group("place")
    if sum(c.isalpha() for c in place) < 4 or _labelled(match):
        return False
    told = bool(match.group("date")) or _names_agency(match)
    if not _names_agency(match) and _goes_on_small(match, words):
        return False
    shouted = words[match.end() :].isupper()
    if match.group().rstrip().endswith(":"):
        # "DPRK, a Nuclear State:" opens a sentence; a colon stands after the place alone.
        return told or (not shouted and match.group().rstrip(": ") == place)
    return told or not shouted


def _agency_accepted(match: re.Match[str], words: str) -> bool:
    return _known_agency(match) and not _labelled(match) and not _shortened(match)


def _shortened(match: re.Match[str]) -> bool:
    """Whether the brackets shorten the name before them: "Palestinian National Authority (PNA)"."""
    words = _WORD.findall(match.group("place").removeprefix("The "))
    initials = "".join(word[0] for word in words if word[0].isupper())
    return len(words) > 1 and initials == match.group("agency").strip(" .")


def _both_accepted(match: re.Match[str], words: str) -> bool:
    printed = match.group("agency")
    known = _names_agency(match) or len(_WORD.findall(printed)) <= 3
    return known and printed[0].isupper() and not _labelled(match)


def _date_accepted(match: re.Match[str], words: str) -> bool:
    return not _labelled(match) and not _goes_on_small(match, words)


def _alone_accepted(match: re.Match[str], words: str) -> bool:
    """A place before a dash, when no second dash closes what may be put in."""
    rest = words[match.end() :]
    closed = _ANOTHER_DASH.match(rest)
    return _date_accepted(match, words) and not closed and len(rest.split()) >= FEWEST_WORDS_AFTER


def _names_agency(match: re.Match[str]) -> bool:
    printed = match.group("agency")
    return bool(printed and printed.strip()) and _agency(printed) is not None


def _known_agency(match: re.Match[str]) -> bool:
    printed = match.group("agency")
    return bool(printed and printed.strip()) and _of_table(printed) is not None


def _of_table(printed: str) -> str | None:
    """ "Reuters", "TASS Correspondent Pavel Ruden"."""
    return agency_in(printed) or agency_in(printed.split()[0])


def _agency(printed: str) -> str | None:
    """The agency; a house no table knows by its letters, "UNB"."""
    return _of_table(printed) or (printed if _ACRONYM.match(printed) else None)


_FORMS = (
    (_AGENCY_FIRST, _agency_accepted),
    (_DATE_AFTER_DASH, _date_accepted),
    (_WITHOUT_BRACKETS, _agency_accepted),
    (_IN_CAPITALS, _capitals_accepted),
    (_WITH_AGENCY, _agency_accepted),
    (_IN_SLASHES, _agency_accepted),
    (_WITH_BOTH, _both_accepted),
    (_WITH_DATE, _date_accepted),
    (_AGENCY_ALONE, _agency_accepted),
    (_PLACE_ALONE, _alone_accepted),
)
