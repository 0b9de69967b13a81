"""Live blogs and digests: which entry a part belongs to, and when the entry was written.

    15.18 GMT
    Negotiators have gone back in ...
    10:55 CAT — The disaster institute says landfall is now expected ...

A page whose paragraphs open with clocks is a live blog. Where the headline calls it a digest, or
its stories stand between rows of stars or lines, each story is an entry: under its own subhead,
after its own dateline, or behind its number. Entries are numbered in the order of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from dragoman.read.datelines import dateline_of
from dragoman.read.times import moment_in
from dragoman.records import Moment, Part, Role

FEWEST_ENTRIES = 3
"""Two paragraphs may open with an hour ("11:20 Teams are out") without being a live blog."""

_CLOCK = re.compile(
    r"(?P<clock>\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\b\.?)?(?:\s*[A-Z]{2,4}\b)?)"
    r"(?:\s*$|\s*[—–:|-]|\s+(?=[A-Z“\"']))"
)
_DIGEST = re.compile(
    r"\b(?:news|world|international|global|national|regional|political|foreign|diplomatic|daily"
    r"|weekly|weekend|morning|evening|nightly|midday|press|security|conflict|sanctions|africa|asia"
    r"|europe|americas|balkans?|middle east|mideast)(?: news)?"
    r" (?:digest|round-?up|briefs?|briefing|summary|review|headlines|bulletin|wrap)\b"
    r"|\b(?:news|world|week|day|region|africa|asia|europe|business|politics|nation|state)"
    r" (?:\w+ )?in brief\b"
    r"|^(?:in brief|briefs|news ?briefs|roundup|round-up|digest|briefly)\b(?! of\b)"
    r"|\b(?:week|day|month) in review\b|\b(?:news|world) at a glance\b"
    r"|\b(?:top|today's|world|news) (?:stories|headlines)\b"
    r"|[:|–—-] ?(?:digest|round-?up|in brief|briefs)$",
    re.IGNORECASE,
)
"""A digest names its news or its hour; "Envoy briefs council", "Reader's Digest sells a unit" and
"Brief history published" do not."""

_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|[•▪■●*–—-])\s+\S")
_ROW = re.compile(r"(?:[*#_=~•–—-]\s*){3,}$")
MOST_HEAD_WORDS = 16
_HEADS = frozenset({Role.SUBHEAD, Role.DECK})
_TOLD = frozenset({Role.BODY, Role.SUBHEAD, Role.UPDATED, Role.DATELINE})
_TOLD_OR_SET = frozenset({Role.BODY, Role.SUBHEAD, Role.DECK, Role.DATELINE})


def with_entries(text: str, parts: Sequence[Part], published: Moment | None) -> tuple[Part, ...]:
    """The parts, those of an entry with its number from 1 and, where it opens with one, its time.

    The time is of the day of publication, and of the day before (or after) once the clocks jump
    back (or on) past midnight.
    """
    clocks = {
        number: match["clock"]
        for number, part in enumerate(parts)
        if part.role in _TOLD and (match := _CLOCK.match(part.span.of(text)))
    }
    if len(clocks) >= FEWEST_ENTRIES:
        times = _moments(list(clocks.values()), published)
        return _marked(parts, dict(zip(clocks, times, strict=True)))
    starts = _stories(text, parts)
    if len(starts) >= FEWEST_ENTRIES:
        return _marked(parts, dict.fromkeys(starts))
    return tuple(parts)


def _stories(text: str, parts: Sequence[Part]) -> list[int]:
    """Where the stories of a digest begin; nothing for another report.

    Rows of stars need no headline that says digest, when a headline or a dateline follows each; nor
    do three paragraphs, each with a dateline that tells its day or agency.
    """
    words = [part.span.of(text) for part in parts]
    titles = [words[n] for n, part in enumerate(parts) if part.role is Role.HEADLINE]
    called = any(_DIGEST.search(title) for title in titles)
    rowed = _after_rows(words, parts, called)
    dated = any(part.role is Role.DATELINE for part in parts)
    filed = [n for n, part in enumerate(parts) if dated and _is_filed(text, part)]
    if len(rowed) >= FEWEST_ENTRIES or not called:
        return rowed if len(rowed) >= FEWEST_ENTRIES else filed
    heads = [number for number, part in enumerate(parts) if part.role in _HEADS]
    numbered = [
        number
        for number, part in enumerate(parts)
        if part.role in _TOLD_OR_SET and _NUMBERED.match(words[number])
    ]
    for starts in (heads, filed, numbered):
        if len(starts) >= FEWEST_ENTRIES:
            return starts
    return []


def _is_filed(text: str, part: Part) -> bool:
    """Whether a paragraph opens with a dateline that tells its day or agency."""
    if part.role is Role.DATELINE:
        return True
    found = dateline_of(text, part.span) if part.role is Role.BODY else None
    return found is not None and bool(found.date or found.agency)


def _after_rows(words: Sequence[str], parts: Sequence[Part], called: bool) -> list[int]:
    """Starts of the stories that rows of stars or lines part from each other."""
    rows = [number for number, told in enumerate(words) if _ROW.match(told)]
    if len(rows) < FEWEST_ENTRIES - 1:
        return []
    opened = [number + 1 for number in rows if number + 1 < len(parts)]
    titled = [n for n in opened if _opens_story(words, parts, n)]
    if not called and len(titled) < len(opened):
        return []
    opening = _TOLD_OR_SET if called else _TOLD_OR_SET | {Role.HEADLINE}
    first = next((n for n, part in enumerate(parts) if part.role in opening), None)
    begin = [] if first is None or first >= rows[0] else [first]
    return begin + (opened if called else titled)


def _opens_story(words: Sequence[str], parts: Sequence[Part], number: int) -> bool:
    """A dateline, or a line set like a headline with a paragraph under it."""
    if parts[number].role is Role.DATELINE:
        return True
    told = words[number]
    set_ = len(told.split()) <= MOST_HEAD_WORDS and not told.endswith((".", ",", ":", ";"))
    following = number + 1 < len(parts) and parts[number + 1].role in _TOLD_OR_SET
    return set_ and following


def _marked(parts: Sequence[Part], starts: dict[int, Moment | None]) -> tuple[Part, ...]:
    """Each part with the entry that was opened last before it; links and notices have none."""
    found: list[Part] = []
    entry, time = 0, None
    for number, part in enumerate(parts):
        if number in starts:
            entry, time = entry + 1, starts[number]
        inside = entry and part.role is not Role.OTHER
        found.append(replace(part, entry=entry, time=time) if inside else part)
    return tuple(found)


def _moments(clocks: Sequence[str], published: Moment | None) -> list[Moment | None]:
    if published is None:
        return [None] * len(clocks)
    hours = [moment.value[11:16] if (moment := _at(c, published.day)) else "" for c in clocks]
    falls = sum(later < earlier for earlier, later in pairwise(hours))
    newest_first = 2 * falls > len(hours) - 1
    day = date.fromisoformat(published.day)
    found: list[Moment | None] = []
    for number, clock in enumerate(clocks):
        before, now = hours[max(number - 1, 0)], hours[number]
        if before and now and before != now and (now > before) == newest_first:
            day += timedelta(days=-1 if newest_first else 1)
        found.append(_at(clock, day.isoformat()))
    return found


def _at(clock: str, day: str) -> Moment | None:
    moment = moment_in(clock, "text", day)
    return moment if moment is not None and "T" in moment.value else None
