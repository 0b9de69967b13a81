"""Articles and events of reports as records again, and their words with marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.records import Article, Event
from dragoman.store import article_rows
from dragoman.store import rows as made
from dragoman.store.answers import marked_words
from dragoman.store.database import Database, Row

AT_ONCE = 500
"""Events read together."""
_IN = "IN (SELECT unnest(?::TEXT[]))"


def articles(database: Database, reports: Sequence[str]) -> dict[str, Article]:
    """The articles of reports, by report."""
    listed = ", ".join(article_rows.ARTICLES)
    rows = database.rows(f"SELECT {listed} FROM articles WHERE report {_IN}", [list(reports)])
    parts = _by_key(database, "parts", article_rows.PARTS, "report", [row[0] for row in rows])
    return {row[0]: article_rows.article_of(row, parts.get(row[0], [])) for row in rows}


def events(database: Database, keys: Sequence[str]) -> Iterator[tuple[str, Event]]:
    """(key, event) of events of reports, as the machine read them, in the order of the keys."""
    for at in range(0, len(keys), AT_ONCE):
        chunk = list(keys[at : at + AT_ONCE])
        yield from _some_events(database, chunk)


def _some_events(database: Database, keys: list[str]) -> Iterator[tuple[str, Event]]:
    listed = ", ".join(f"e.{column}" for column in made.EVENTS)
    rows = database.rows(
        f"SELECT a.url, a.publisher, a.published, {listed} FROM events e JOIN articles a ON "
        f"a.report = e.report WHERE e.key {_IN}",
        [keys],
    )
    actors = _by_key(database, "actors", made.ACTORS, "key", keys)
    mentions = _by_key(database, "mentions", made.MENTIONS, "key", keys)
    said = _by_key(database, "attributions", made.ATTRIBUTIONS, "key", keys)
    found = {
        row[3]: made.event_of(
            row[3:], row[:3], actors.get(row[3], []), mentions.get(row[3], []), said.get(row[3], [])
        )
        for row in rows
    }
    yield from ((key, found[key]) for key in keys if key in found)


def _by_key(
    database: Database, table: str, columns: Sequence[str], column: str, keys: Sequence[str]
) -> dict[str, list[Row]]:
    """Rows of a table by the column they belong by, which is the first."""
    listed = ", ".join(columns)
    found: dict[str, list[Row]] = {}
    for row in database.rows(f"SELECT {listed} FROM {table} WHERE {column} {_IN}", [list(keys)]):
        found.setdefault(row[0], []).append(row)
    return found


def marked_sentences(database: Database, ids: Sequence[str]) -> list[str]:
    """The best sentence of each merged event, its actors, place, day and trigger marked, as HTML;
    "" for an event that is not there."""
    best: dict[str, str] = dict(
        database.rows(f"SELECT id, best FROM merged WHERE id {_IN}", [list(ids)])
    )
    words: dict[str, str] = dict(
        database.rows(f"SELECT key, words FROM events WHERE key {_IN}", [sorted(best.values())])
    )
    found = dict(events(database, sorted(best.values())))
    return [_marked(words.get(best.get(id, ""), ""), found.get(best.get(id, ""))) for id in ids]


def _marked(words: str, event: Event | None) -> str:
    if event is None:
        return marked_words(words, ())
    marks = [(*event.trigger, "trigger")]
    marks += [(*actor.span, "actor") for actor in event.actors]
    marks += [(*actor.span, "recipient") for actor in event.recipients]
    if event.place is not None:
        marks.append((*event.place.span, "place"))
    if event.date is not None and event.date.span is not None:
        marks.append((*event.date.span, "date"))
    first = event.sentence_span.start
    return marked_words(words, [(start - first, end - first, kind) for start, end, kind in marks])
