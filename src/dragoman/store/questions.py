"""The questions of `dragoman events`, `dyad` and `stories`, as SQL for both databases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.errors import StoreError
from dragoman.merge.telling import days_of
from dragoman.records import EventType, Status

EVENT_COLUMNS = tuple(
    """id first_day last_day event_type mode status alleged actors actor_codes recipients
    recipient_codes place place_country lat lon killed injured reports sources score confidence
    story words""".split()
)
PERIODS = {"year": 4, "month": 7, "day": 10}
"""Characters of an ISO day that name a period."""
UNTIL_ANY, SINCE_ANY = "9999-12-31", "0001-01-01"
Query = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What events are asked for; None where anything will do.

    `actor` and `recipient` are a country ("RUS"), a code ("RUSGOV"), an identity
    ("person:vladimir-putin:RUS") or a name; `place` a country or a name. `since` and `until` are
    ISO prefixes, both inclusive. `origin` is the data set of foreign events; None asks for ours.
    """

    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    mode: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    status: str | None = None
    min_sources: int = 1
    limit: int | None = None
    origin: str | None = None


def events_query(asked: Asked) -> Query:
    """The merged events that are asked for, by day and id. Raises `StoreError` for what is none."""
    conditions = list(_conditions(asked))
    where = " AND ".join(sql for sql, _ in conditions) or "TRUE"
    values = [value for _, values in conditions for value in values]
    columns = ", ".join(f"m.{column}" for column in EVENT_COLUMNS)
    limit = f" LIMIT {asked.limit}" if asked.limit is not None else ""
    order = "ORDER BY m.first_day NULLS LAST, m.id"
    table = "merged" if asked.origin is None else "foreign_events"
    return f"SELECT {columns} FROM {table} m WHERE {where} {order}{limit}", values


def _conditions(asked: Asked) -> Iterator[Query]:
    if asked.origin is not None:
        yield "m.origin = ?", [asked.origin]
    pair = parties_query(asked.actor, asked.recipient, _parties_of(asked.origin))
    if pair is not None:
        yield f"m.id IN ({pair[0]})", pair[1]
    for column, value in (("event_type", checked_type(asked.type)), ("mode", asked.mode)):
        if value is not None:
            yield f"m.{column} = ?", [value]
    status = checked_status(asked.status)
    if status is not None:
        yield "m.status = ?", [status]
    if asked.since is not None:
        yield "m.last_day >= CAST(? AS DATE)", [first_day(asked.since)]
    if asked.until is not None:
        yield "m.first_day <= CAST(? AS DATE)", [last_day(asked.until)]
    if asked.place is not None:
        yield _at(asked.place)
    if asked.min_sources > 1:
        yield "m.sources >= ?", [asked.min_sources]


def _parties_of(origin: str | None) -> str:
    return "parties" if origin is None else "foreign_parties"


def parties_query(actor: str | None, recipient: str | None, table: str) -> Query | None:
    """The ids of events that have such parties on their sides; None where none is asked for."""
    if actor is None and recipient is None:
        return None
    if actor is None or recipient is None:
        side = "actor" if recipient is None else "recipient"
        sql, values = _party("p", actor or recipient or "")
        return f"SELECT p.event FROM {table} p WHERE p.side = '{side}' AND {sql}", values
    one, ones = _party("a", actor)
    other, others = _party("b", recipient)
    sql = (
        f"SELECT a.event FROM {table} a JOIN {table} b ON b.event = a.event AND b.place <> a.place "
        f"WHERE a.side = 'actor' AND b.side = 'recipient' AND {one} AND {other}"
    )
    return sql, ones + others


def _party(table: str, wanted: str) -> Query:
    """One condition on a party, so that one index answers it."""
    wanted = wanted.strip()
    if ":" in wanted:
        return f"{table}.entity_id = ?", [wanted]
    if wanted.isupper() and wanted.isalpha() and len(wanted) <= 4:
        return f"{table}.country = ?", [wanted]
    if wanted.isupper() and wanted.isalpha() and len(wanted) <= 7:
        return f"{table}.code = ?", [wanted]
    return f"lower({table}.name) = ?", [wanted.lower()]


def _at(place: str) -> Query:
    if place.isupper() and len(place) == 3:
        return "m.place_country = ?", [place]
    return "lower(m.place) = ?", [place.lower()]


def dyad_query(
    actor: str,
    recipient: str,
    by: str,
    status: str | None,
    since: str,
    until: str,
    origin: str | None = None,
) -> Query:
    """Counts, mean score and share of all events of two parties, by period, in order; of ours, or
    of those of one origin."""
    if by not in PERIODS:
        raise StoreError(f"--by {by!r} is none of {', '.join(PERIODS)}")
    told = checked_status(status)
    pair = parties_query(actor, recipient, _parties_of(origin))
    assert pair is not None
    events, counts = ("merged", "days") if origin is None else ("foreign_events", "foreign_days")
    kept = {"status": told, "origin": origin}
    only = "".join(f" AND {column} = ?" for column, value in kept.items() if value is not None)
    one = [value for value in kept.values() if value is not None]
    days = [first_day(since), last_day(until)]
    period = f"substr(CAST({{}} AS TEXT), 1, {PERIODS[by]})"
    within = "{} BETWEEN CAST(? AS DATE) AND CAST(? AS DATE)"
    sql = f"""
        WITH pair AS (
            SELECT {period.format("first_day")} AS period, count(*) AS events, avg(score) AS score,
                sum(CASE WHEN quad IN (1, 2) THEN 1 ELSE 0 END) AS cooperation,
                sum(CASE WHEN quad IN (3, 4) THEN 1 ELSE 0 END) AS conflict,
                sum(sources) AS sources
            FROM {events} WHERE id IN ({pair[0]}){only} AND {within.format("first_day")} GROUP BY 1
        ), total AS (
            SELECT {period.format("day")} AS period, sum(events) AS events
            FROM {counts} WHERE {within.format("day")}{only} GROUP BY 1
        )
        SELECT pair.period, CAST(pair.events AS BIGINT) AS events,
            CAST(pair.cooperation AS BIGINT) AS cooperation,
            CAST(pair.conflict AS BIGINT) AS conflict, CAST(pair.sources AS BIGINT) AS sources,
            pair.score AS mean_score,
            CAST(pair.events AS DOUBLE PRECISION) / total.events AS share
        FROM pair JOIN total ON total.period = pair.period ORDER BY pair.period"""
    return sql, [*pair[1], *one, *days, *days, *one]


def stories_query(
    actor: str | None, since: str | None, until: str | None, least: int, limit: int
) -> Query:
    """Stories of at least so many events, those with most reports first."""
    conditions: list[Query] = [("s.events >= ?", [least])]
    if actor is not None:
        sql, values = _party("p", actor)
        inside = f"SELECT m.story FROM merged m JOIN parties p ON p.event = m.id WHERE {sql}"
        conditions.append((f"s.id IN ({inside})", values))
    if since is not None:
        conditions.append(("s.last_day >= CAST(? AS DATE)", [first_day(since)]))
    if until is not None:
        conditions.append(("s.first_day <= CAST(? AS DATE)", [last_day(until)]))
    where = " AND ".join(sql for sql, _ in conditions)
    values = [value for _, values in conditions for value in values]
    columns = "s.id, s.first_day, s.last_day, s.events, s.reports, s.title"
    order = "ORDER BY s.events DESC, s.reports DESC, s.id"
    return f"SELECT {columns} FROM stories s WHERE {where} {order} LIMIT {int(limit)}", values


def checked_type(value: str | None) -> str | None:
    """A type in capitals. Raises `StoreError` for one that is none."""
    return _known(value.upper() if value else None, [t.value for t in EventType], "type")


def checked_status(value: str | None) -> str | None:
    """A status. Raises `StoreError` for one that is none."""
    return _known(value.lower() if value else None, [s.value for s in Status], "status")


def _known(value: str | None, all_known: Sequence[str], name: str) -> str | None:
    if value is not None and value not in all_known:
        raise StoreError(f"{name}: {value!r} is none of {', '.join(all_known)}")
    return value


def first_day(prefix: str) -> str:
    """The first day of an ISO prefix, "2024-01-01" of "2024". Raises `StoreError`."""
    return _edge(prefix, 0)


def last_day(prefix: str) -> str:
    """The last day of an ISO prefix, "2024-12-31" of "2024". Raises `StoreError`."""
    return _edge(prefix, 1)


def _edge(prefix: str, which: int) -> str:
    day = days_of(prefix)[which]
    if day is None:
        raise StoreError(f"{prefix!r} is no ISO day, month or year, such as 2024-06")
    return date.fromordinal(day).isoformat()
