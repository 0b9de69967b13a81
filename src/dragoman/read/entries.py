"""Live blogs and digests: which entry a part belongs to, and when the entry was written.

    15.18 GMT
    Negotiators have gone back in ...
    10:55 CAT — The disaster institute says landfall is now expected ...

A page whose paragraphs open with clocks is a live blog; one whose headline calls it a digest is
told story by story, each under its own subhead. Entries are numbered in the order of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from dragoman.read.times import moment_in
from dragoman.records import Moment, Part, Role

FEWEST_ENTRIES = 3
"""Two paragraphs may open with an hour ("11:20 Teams are out") without being a live blog."""

_CLOCK = re.compile(
    r"(?P<clock>\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\b\.?)?(?:\s*[A-Z]{2,4}\b)?)"
    r"(?:\s*$|\s*[—–:|-]|\s+(?=[A-Z“\"']))"
)
_DIGEST = re.compile(
    r"\b(?:digest|round-?up|in brief|briefs?|briefing|at a glance|news summary|headlines)\b",
    re.IGNORECASE,
)
_HEADS = frozenset({Role.SUBHEAD, Role.DECK})
_TOLD = frozenset({Role.BODY, Role.SUBHEAD, Role.UPDATED, Role.DATELINE})


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
    """The subheads of a digest, the first of which looks like a deck; none of another report."""
    titles = [part.span.of(text) for part in parts if part.role is Role.HEADLINE]
    if not any(_DIGEST.search(title) for title in titles):
        return []
    return [number for number, part in enumerate(parts) if part.role in _HEADS]


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
