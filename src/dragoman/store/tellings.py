"""What the events of reports tell, straight from the rows: for very many at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dragoman.merge.telling import LOOSE_BASES, Telling, telling_from
from dragoman.records import (
    Article,
    DateBasis,
    EventDate,
    EventType,
    Party,
    Span,
    Spot,
    Stance,
    Status,
)
from dragoman.store.database import Database, Row

COLUMNS = tuple(
    """e.key e.report e.event_type e.mode e.status e.alleged e.trigger_text e.date_value e.date_end
    e.date_basis e.place_name e.place_country e.geonames_id e.lat e.lon e.place_precision
    e.place_basis e.confidence a.published""".split()
)
_OF = "IN (SELECT key FROM events WHERE report IN (SELECT unnest(?::TEXT[])))"


def tellings_of_reports(database: Database, articles: Mapping[str, Article]) -> list[Telling]:
    """The tellings of the events of reports in the store, which are given with their articles, in
    the order of reports and of events in each; as `dragoman.merge.telling.telling` makes them."""
    asked = [list(articles)]
    listed = ", ".join(COLUMNS)
    rows = database.rows(
        f"SELECT {listed} FROM events e JOIN articles a ON a.report = e.report "
        "WHERE e.report IN (SELECT unnest(?::TEXT[])) ORDER BY e.report, e.place",
        asked,
    )
    sides = _sides(database, asked)
    spans = _spans(database, asked)
    denied = {
        key
        for (key,) in database.rows(
            f"SELECT key FROM attributions WHERE stance = '{Stance.DENIES.value}' AND key {_OF}",
            asked,
        )
    }
    return [_telling(row, articles[row[1]], sides, spans[row[0]], denied) for row in rows]


def _sides(database: Database, asked: Sequence[Any]) -> dict[tuple[str, str], list[Party]]:
    """The parties of each event and side, in their order."""
    rows = database.rows(
        "SELECT key, side, name, country, sector, code, entity_id, known FROM actors "
        f"WHERE key {_OF} ORDER BY key, side, place",
        asked,
    )
    found: dict[tuple[str, str], list[Party]] = {}
    for key, side, *cells in rows:
        found.setdefault((key, side), []).append(Party(*cells))
    return found


def _spans(database: Database, asked: Sequence[Any]) -> dict[str, list[Span]]:
    """The sentences of the mentions of each event, the best first."""
    rows = database.rows(
        f"SELECT key, start_at, end_at FROM mentions WHERE key {_OF} ORDER BY key, place", asked
    )
    found: dict[str, list[Span]] = {}
    for key, start, end in rows:
        found.setdefault(key, []).append(Span(start, end))
    return found


def _telling(
    row: Row,
    article: Article,
    sides: Mapping[tuple[str, str], list[Party]],
    spans: Sequence[Span],
    denied: Collection[str],
) -> Telling:
    key, report, type, mode, status, alleged, trigger, value, end, basis = row[:10]
    name, country, geonames_id, lat, lon, precision, near, confidence, published = row[10:]
    loose = near in LOOSE_BASES
    return telling_from(
        key=key,
        report=report,
        type=EventType(type),
        mode=mode,
        status=Status(status),
        denying=key in denied,
        alleged=alleged,
        trigger=trigger,
        actors=tuple(sides.get((key, "actor"), ())),
        recipients=tuple(sides.get((key, "recipient"), ())),
        date=None if value is None else EventDate(value, end, None, None, DateBasis(basis)),
        published=published,
        place=Spot(name, country, geonames_id, lat, lon, precision, loose) if name else None,
        sentences=[article.words(span) for span in spans],
        confidence=confidence,
    )
