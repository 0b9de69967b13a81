"""Keeping the merged events and stories of a store true to the events of its reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from dragoman.coding.ontology import load_ontology
from dragoman.merge.combine import Source, combined, identity, independent
from dragoman.merge.gather import Group, gather, telling_rules
from dragoman.merge.stories import (
    Part,
    part_from_json,
    part_of,
    part_to_json,
    story_of,
    story_rules,
)
from dragoman.merge.telling import Telling, from_json, to_json
from dragoman.records import EventType, MergedEvent, Party, Story
from dragoman.store.database import Database, Row
from dragoman.store.shelf import STORIES, TELLINGS, StoreShelf

MERGED = tuple(
    """id event_type mode quad score cameo status alleged first_day last_day day_told place
    place_country geonames_id lat lon actors actor_codes recipients recipient_codes killed injured
    reports sources confidence best words""".split()
)
PARTIES = tuple("event side place country code name sector entity_id known".split())
WORDS_KEPT = 400
"""Characters of the best sentence kept with a merged event."""
TITLE_CHARACTERS = 120

IN = "IN (SELECT unnest(?::TEXT[]))"


class Merging:
    """The shelves of a store, and what follows from them. All is done within a transaction of the
    caller; after a failure a new one must be made."""

    def __init__(self, database: Database) -> None:
        """Nothing is read until it is needed."""
        self._database = database
        self._tellings: StoreShelf[Telling] = StoreShelf(
            database, TELLINGS, from_json, lambda t: (t.key, t.report, identity(t.key), to_json(t))
        )
        self._parts: StoreShelf[Part] = StoreShelf(
            database, STORIES, part_from_json, lambda part: (part.key, part_to_json(part))
        )

    def refresh(
        self,
        added: Sequence[Telling],
        removed: Collection[str] = (),
        recounted: Collection[str] = (),
    ) -> None:
        """Gather new tellings, forget removed ones, and count the sources anew of all events told
        in the `recounted` reports."""
        known = _sorted_unique([t.key for t in added] + list(removed))
        ended = self._events_of(known)
        change = gather(self._tellings, telling_rules(), added, removed)
        ended |= self._events_of(change.gone)
        groups = list(change.groups)
        sources = self._sources({t.report for group in groups for t in group.items})
        events = [combined(group.items, sources) for group in groups]
        ended |= {event.id for event in events}
        self._replace(ended, events, groups)
        self._recount(recounted, {event.id for event in events})
        self._stories(ended, events)

    def _events_of(self, keys: Collection[str]) -> set[str]:
        if not keys:
            return set()
        rows = self._database.rows(
            f"SELECT DISTINCT event FROM tellings WHERE event IS NOT NULL AND key {IN}",
            [list(keys)],
        )
        return {event for (event,) in rows}

    def _recount(self, reports: Collection[str], done: Collection[str]) -> None:
        """Count the sources of events anew that several reports tell, some of these among them; but
        of those that are `done`. Nothing else of an event rests on who copies whom."""
        if not reports:
            return
        rows = self._database.rows(
            "SELECT DISTINCT t.event, t.report, m.sources FROM tellings t JOIN merged m ON "
            "m.id = t.event WHERE m.reports > 1 AND t.event IN (SELECT event FROM tellings WHERE "
            f"report {IN})",
            [list(reports)],
        )
        told: dict[str, list[str]] = {}
        before: dict[str, int] = {}
        for event, report, count in rows:
            if event not in done:
                told.setdefault(event, []).append(report)
                before[event] = count
        sources = self._sources({report for reports in told.values() for report in reports})
        counts = {event: independent(reports, sources) for event, reports in told.items()}
        changed = [(event, count) for event, count in counts.items() if count != before[event]]
        if changed:
            self._database.run(
                "UPDATE merged SET sources = given.sources FROM (SELECT unnest(?::TEXT[]) AS id, "
                "unnest(?::INTEGER[]) AS sources) AS given WHERE merged.id = given.id",
                [list(column) for column in zip(*changed, strict=True)],
            )

    def _sources(self, reports: Collection[str]) -> dict[str, Source]:
        rows = self._database.rows(
            f"SELECT report, copies, credit FROM articles WHERE report {IN}", [list(reports)]
        )
        return {report: Source(copies, credit or "") for report, copies, credit in rows}

    def _replace(
        self,
        ended: Collection[str],
        events: Sequence[MergedEvent],
        groups: Sequence[Group[Telling]],
    ) -> None:
        """Put merged events in place of those that ended."""
        database = self._database
        days = self._days_of(ended)
        for table, column in (("merged", "id"), ("parties", "event"), ("details", "event")):
            database.run(f"DELETE FROM {table} WHERE {column} {IN}", [list(ended)])
        best = self._words([event.best for event in events])
        database.insert("merged", MERGED, [_merged_row(e, best.get(e.best, "")) for e in events])
        database.insert(
            "parties",
            PARTIES,
            [row for e in events for row in party_rows(e.id, e.actors, e.recipients)],
        )
        details = [
            (event.id, detail.field, detail.value, key)
            for event in events
            for detail in event.details
            for key in detail.keys
        ]
        database.insert("details", ("event", "field", "value", "key"), details)
        self._name(events, groups)
        self._count_days(days | {_iso(event.first) for event in events})

    def _words(self, keys: Sequence[str]) -> dict[str, str]:
        rows = self._database.rows(f"SELECT key, words FROM events WHERE key {IN}", [list(keys)])
        return dict(rows)

    def _name(self, events: Sequence[MergedEvent], groups: Sequence[Group[Telling]]) -> None:
        """Tell each telling its event."""
        rows = [
            (told.key, event.id)
            for event, group in zip(events, groups, strict=True)
            for told in group.items
        ]
        if rows:
            self._database.run(
                "UPDATE tellings SET event = given.event FROM (SELECT unnest(?::TEXT[]) AS key, "
                "unnest(?::TEXT[]) AS event) AS given WHERE tellings.key = given.key",
                [list(column) for column in zip(*rows, strict=True)],
            )

    def _days_of(self, events: Collection[str]) -> set[str | None]:
        rows = self._database.rows(
            f"SELECT DISTINCT CAST(first_day AS TEXT) FROM merged WHERE id {IN}", [list(events)]
        )
        return {day for (day,) in rows}

    def _count_days(self, days: Iterable[str | None]) -> None:
        known = sorted(day for day in days if day is not None)
        self._database.run(f"DELETE FROM days WHERE day IS NULL OR CAST(day AS TEXT) {IN}", [known])
        self._database.run(
            "INSERT INTO days SELECT first_day, status, count(*) FROM merged WHERE first_day IN "
            "(SELECT CAST(unnest(?::TEXT[]) AS DATE)) OR first_day IS NULL "
            "GROUP BY first_day, status",
            [known],
        )

    # --- stories ----------------------------------------------------------------------

    def _stories(self, ended: Collection[str], events: Sequence[MergedEvent]) -> None:
        """The stories of events that are new, and of those they are linked with."""
        former = self._stories_of(ended)
        change = gather(self._parts, story_rules(), [part_of(event) for event in events], ended)
        former |= self._stories_of(change.gone)
        stories = [story_of(group.items) for group in change.groups]
        gone = former | {story.id for story in stories}
        self._database.run(f"DELETE FROM stories WHERE id {IN}", [list(gone)])
        titles = self._titles([story.events[0] for story in stories])
        self._database.insert(
            "stories",
            ("id", "first_day", "last_day", "events", "reports", "title"),
            [_story_row(story, titles) for story in stories],
        )
        self._name_stories(stories)

    def _stories_of(self, events: Collection[str]) -> set[str]:
        if not events:
            return set()
        rows = self._database.rows(
            f"SELECT DISTINCT story FROM story_parts WHERE story IS NOT NULL AND key {IN}",
            [list(events)],
        )
        return {story for (story,) in rows}

    def _titles(self, events: Sequence[str]) -> dict[str, str]:
        rows = self._database.rows(f"SELECT id, words FROM merged WHERE id {IN}", [list(events)])
        return {event: (words or "")[:TITLE_CHARACTERS] for event, words in rows}

    def _name_stories(self, stories: Sequence[Story]) -> None:
        rows = [(event, story.id) for story in stories for event in story.events]
        if not rows:
            return
        given = [list(column) for column in zip(*rows, strict=True)]
        told = "(SELECT unnest(?::TEXT[]) AS key, unnest(?::TEXT[]) AS story) AS given"
        for table, key in (("story_parts", "key"), ("merged", "id")):
            self._database.run(
                f"UPDATE {table} SET story = given.story FROM {told} WHERE {table}.{key} = "
                "given.key",
                given,
            )


def _sorted_unique(keys: Iterable[str]) -> list[str]:
    return sorted(set(keys))


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _merged_row(event: MergedEvent, words: str) -> Row:
    place = event.place
    return (
        event.id,
        event.event_type.value,
        event.mode,
        *_codebook(event.event_type, event.mode),
        event.status.value,
        event.alleged,
        _iso(event.first),
        _iso(event.last),
        event.firm,
        place.name if place else None,
        place.country if place else None,
        place.geonames_id if place else None,
        place.lat if place else None,
        place.lon if place else None,
        *named_parties(event.actors),
        *named_parties(event.recipients),
        event.killed,
        event.injured,
        event.reports,
        event.sources,
        event.confidence,
        event.best,
        words[:WORDS_KEPT],
    )


@cache
def _codebook(type: EventType, mode: str | None) -> tuple[int, float, str]:
    """Quad, score and CAMEO code of a type and mode; of the type alone for a mode of another."""
    book = load_ontology()
    known = mode if mode in book.modes(type) else None
    return book.quad(type, known), book.score(type, known), book.cameo(type, known)


def named_parties(parties: Sequence[Party]) -> tuple[str | None, str | None]:
    """Names and codes, each in one cell."""
    names = "; ".join(party.name for party in parties) or None
    return names, "; ".join(party.code for party in parties) or None


def party_rows(event: str, actors: Sequence[Party], recipients: Sequence[Party]) -> list[Row]:
    """Parties of an event with a place each; what several do together, each does to the others."""
    sides = [("actor", place, party) for place, party in enumerate(actors)]
    if recipients:
        sides += [("recipient", len(actors) + n, party) for n, party in enumerate(recipients)]
    elif len(actors) > 1:
        sides += [("recipient", place, party) for place, party in enumerate(actors)]
    return [
        (event, side, place, p.country, p.code, p.name, p.sector, p.entity_id, p.known)
        for side, place, p in sides
    ]


def _story_row(story: Story, titles: Mapping[str, str]) -> Row:
    first, last = _iso(story.first), _iso(story.last)
    title = titles.get(story.events[0])
    return (story.id, first, last, len(story.events), story.reports, title)
