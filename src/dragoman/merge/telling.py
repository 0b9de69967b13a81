"""A telling: what of an event in one report decides which others tell the same event."""

from __future__ import annotations

import calendar
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dragoman.merge.tolls import toll_in
from dragoman.merge.words import content_stems, stem
from dragoman.records import (
    Actor,
    Article,
    DateBasis,
    Event,
    EventDate,
    EventPlace,
    EventType,
    Party,
    Spot,
    Stance,
    Status,
)

KEY_HEX_DIGITS = 16
DAYS_BEFORE_PUBLICATION = 2
"""A report that gives no day tells of its own day or of one of the two before."""
LOOSE_BASES = frozenset(("phrase", "paragraph", "dateline"))
"""A place that only stands near an event, and speaks weakly against another."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one report tells it.

    `key` is a hash of the report's content and the event's place in it, and outlives versions of
    the program that read the same event there. `first` and `last` are the days on which it may
    have been, as numbers of days (`date.toordinal`), None where nothing is known; `firm` where the
    report says so itself. `word` is the stem of the trigger, `words` those of its sentences.
    """

    key: str
    report: str
    type: EventType
    mode: str | None
    status: Status
    denied: bool
    alleged: bool
    word: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    first: int | None
    last: int | None
    firm: bool
    published: int | None
    place: Spot | None
    killed: int | None
    injured: int | None
    words: frozenset[str]
    confidence: float


def report_id(article: Article) -> str:
    """The content hash of a report: its name and its text."""
    content = f"{article.id}\0{article.text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:KEY_HEX_DIGITS]


def keys_of(report: str, events: Sequence[Event]) -> tuple[str, ...]:
    """A key for each event of a report: report, trigger and type, and a number where two have all
    these in common. The version does not enter: the same event read again has the same key."""
    seen: dict[str, int] = {}
    keys = []
    for event in events:
        told = f"{report}|{event.trigger.start}|{event.event_type.value}"
        number = seen.get(told, 0)
        seen[told] = number + 1
        digest = hashlib.sha256(f"{told}|{number}".encode()).hexdigest()
        keys.append(digest[:KEY_HEX_DIGITS])
    return tuple(keys)


def tellings_of(article: Article, events: Sequence[Event]) -> tuple[Telling, ...]:
    """The tellings of a report's events, in their order; may be empty."""
    report = report_id(article)
    keys = keys_of(report, events)
    return tuple(
        telling(article, event, key, report) for key, event in zip(keys, events, strict=True)
    )


def telling(article: Article, event: Event, key: str, report: str) -> Telling:
    """What of an event and its sentences decides which others are the same."""
    return telling_from(
        key=key,
        report=report,
        type=event.event_type,
        mode=event.mode,
        status=event.status,
        denying=any(a.stance is Stance.DENIES for a in event.attributions),
        alleged=event.alleged,
        trigger=event.trigger_text,
        actors=tuple(party(actor) for actor in event.actors),
        recipients=tuple(party(actor) for actor in event.recipients),
        date=event.date,
        published=event.published,
        place=spot(event.place),
        sentences=[article.words(mention.span) for mention in event.mentions],
        confidence=event.confidence,
    )


def telling_from(
    *,
    key: str,
    report: str,
    type: EventType,
    mode: str | None,
    status: Status,
    denying: bool,
    alleged: bool,
    trigger: str,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
    date: EventDate | None,
    published: str | None,
    place: Spot | None,
    sentences: Sequence[str],
    confidence: float,
) -> Telling:
    """The telling of an event of which these are the fields; `denying` where somebody denies it,
    `trigger` and `sentences` in the words of the report."""
    told = " ".join(dict.fromkeys(sentences))
    toll = toll_in(told)
    day = _day(published)
    first, last = _days(date, status, day)
    word = trigger.split(maxsplit=1)
    return Telling(
        key=key,
        report=report,
        type=type,
        mode=mode,
        status=status,
        denied=status is Status.NEGATED and denying,
        alleged=alleged,
        word=stem(word[0]) if word else "",
        actors=actors,
        recipients=recipients,
        first=first,
        last=last,
        firm=date is not None and date.basis is not DateBasis.PUBLISHED,
        published=day,
        place=place,
        killed=toll.killed,
        injured=toll.injured,
        words=content_stems(told),
        confidence=confidence,
    )


def party(actor: Actor) -> Party:
    """An actor without its place in the text."""
    return Party(actor.name, actor.country, actor.sector, actor.code, actor.entity_id, actor.known)


def spot(place: EventPlace | None) -> Spot | None:
    """A place without its words."""
    if place is None:
        return None
    loose = place.basis in LOOSE_BASES
    return Spot(
        place.name,
        place.country,
        place.geonames_id,
        place.lat,
        place.lon,
        place.precision,
        loose,
    )


def _day(value: str | None) -> int | None:
    """An ISO day as a number of days; None where there is none."""
    try:
        return date.fromisoformat((value or "")[:10]).toordinal()
    except ValueError:
        return None


def _days(
    when: EventDate | None, status: Status, published: int | None
) -> tuple[int | None, int | None]:
    """First and last day on which it may have been."""
    if when is None:
        if published is None:
            return None, None
        return published - DAYS_BEFORE_PUBLICATION, published
    if when.basis is DateBasis.PUBLISHED:
        day = _day(when.value)
        return (None, None) if day is None else (day - DAYS_BEFORE_PUBLICATION, day)
    first, last = days_of(when.value)
    if when.end is not None:
        last = days_of(when.end)[1] or last
    return first, last


def days_of(value: str) -> tuple[int | None, int | None]:
    """First and last day of an ISO prefix, as numbers of days.

    >>> first, last = days_of("2024-02")
    >>> last - first
    28
    """
    numbers = [int(part) for part in value.split("-") if part.isdigit()]
    try:
        if len(numbers) == 1:
            return date(numbers[0], 1, 1).toordinal(), date(numbers[0], 12, 31).toordinal()
        if len(numbers) == 2:
            end = calendar.monthrange(numbers[0], numbers[1])[1]
            year, month = numbers
            return date(year, month, 1).toordinal(), date(year, month, end).toordinal()
        day = date(*numbers[:3]).toordinal()
    except (ValueError, TypeError, IndexError, calendar.IllegalMonthError, OverflowError):
        return None, None
    return day, day


_encode = json.JSONEncoder(separators=(",", ":")).encode


def to_json(told: Telling) -> str:
    """For a store: one line, which `from_json` reads."""
    return _encode(
        [
            told.key,
            told.report,
            told.type.value,
            told.mode,
            told.status.value,
            int(told.denied),
            int(told.alleged),
            told.word,
            [_party_row(p) for p in told.actors],
            [_party_row(p) for p in told.recipients],
            told.first,
            told.last,
            int(told.firm),
            told.published,
            _spot_row(told.place),
            told.killed,
            told.injured,
            " ".join(sorted(told.words)),
            told.confidence,
        ]
    )


def from_json(line: str) -> Telling:
    """What `to_json` wrote."""
    row = json.loads(line)
    return Telling(
        key=row[0],
        report=row[1],
        type=EventType(row[2]),
        mode=row[3],
        status=Status(row[4]),
        denied=bool(row[5]),
        alleged=bool(row[6]),
        word=row[7],
        actors=tuple(Party(*p) for p in row[8]),
        recipients=tuple(Party(*p) for p in row[9]),
        first=row[10],
        last=row[11],
        firm=bool(row[12]),
        published=row[13],
        place=Spot(*row[14]) if row[14] else None,
        killed=row[15],
        injured=row[16],
        words=frozenset(row[17].split()),
        confidence=row[18],
    )


def _party_row(p: Party) -> list[Any]:
    return [p.name, p.country, p.sector, p.code, p.entity_id, p.known]


def _spot_row(s: Spot | None) -> list[Any] | None:
    if s is None:
        return None
    return [s.name, s.country, s.geonames_id, s.lat, s.lon, s.precision, s.loose]


def corrected(told: Telling, values: Mapping[str, Any]) -> Telling:
    """A telling with a person's corrections over what the machine read.

    `values` maps `event_type`, `mode`, `status`, `alleged`, `date`, `killed`, `injured`, `actors`,
    `recipients`, `place` to values of those fields ("date": an ISO prefix). What is
    not named stays.
    """
    changes: dict[str, Any] = {}
    for field, value in values.items():
        if field == "event_type":
            changes["type"] = EventType(value)
        elif field == "status":
            changes |= {"status": Status(value), "denied": False}
        elif field == "date":
            first, last = days_of(value) if value else (None, None)
            changes |= {"first": first, "last": last, "firm": first is not None}
        elif field in ("mode", "alleged", "killed", "injured", "actors", "recipients", "place"):
            changes[field] = value
    return replace(told, **changes)
