"""Reports and their events into a store: one transaction for a batch, each report once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dragoman.merge.telling import (
    Telling,
    corrected,
    from_json,
    keys_of,
    report_id,
    telling,
    to_json,
)
from dragoman.read.copies import Copies, Signature, signature, source_of
from dragoman.records import Article, Event
from dragoman.store import rows as made
from dragoman.store.corrections import corrections_of
from dragoman.store.database import Database, Row
from dragoman.store.merging import IN, Merging
from dragoman.store.reading import articles, events
from dragoman.trace import Trace

GATHERED_AT_ONCE = 2_000
"""Tellings taken from those that wait, in one transaction."""
OF_EVENTS = ("mentions", "actors", "attributions", "traces")
OF_REPORTS = ("articles", "parts", "signatures", "events")


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its events; `traces` may be empty, else they are in the order of the events."""

    article: Article
    events: tuple[Event, ...]
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch brought: reports and events that are new, reports that were there already."""

    reports: int = 0
    events: int = 0
    known: int = 0


class Writing:
    """The one who writes a store. After an error a new one must be made."""

    def __init__(self, database: Database) -> None:
        """Copies are read at the first report."""
        self._database = database
        self._merging = Merging(database)
        self._copies: Copies | None = None
        self._count = 0

    def write(self, reports: Sequence[Told], version: str, *, merged: bool = True) -> Written:
        """Write reports; those that are there in this version are left as they are.

        Without `merged` their events wait to be gathered (`gather_waiting`).
        """
        given = {report_id(told.article): told for told in reports}
        with self._database.transaction():
            there = self.versions(given)
            fresh = {key: told for key, told in given.items() if there.get(key) != version}
            known = len(given) - len(fresh)
            if not fresh:
                return Written(known=known)
            replaced = [key for key in fresh if key in there]
            removed = self._remove(replaced) if replaced else []
            tellings, recounted = self._add(fresh, version)
            self._put_version(version)
            if merged:
                self._merging.refresh(tellings, removed, recounted)
            else:
                waiting = [(t.key, t.report, to_json(t)) for t in tellings]
                self._database.insert("pending", ("key", "report", "data"), waiting)
                if removed:
                    self._merging.refresh((), removed, recounted)
        return Written(len(fresh), len(tellings), known)

    def versions(self, reports: Collection[str]) -> dict[str, str]:
        """The version with which reports were coded, of those that are there."""
        rows = self._database.rows(
            f"SELECT report, version FROM articles WHERE report {IN}", [list(reports)]
        )
        return dict(rows)

    def gather_waiting(self) -> Iterator[int]:
        """Gather the events that wait, so many at a time; gives how many each time."""
        while True:
            with self._database.transaction():
                rows = self._database.rows(
                    f"SELECT key, report, data FROM pending ORDER BY key LIMIT {GATHERED_AT_ONCE}"
                )
                if not rows:
                    return
                keys = [row[0] for row in rows]
                self._database.run(f"DELETE FROM pending WHERE key {IN}", [keys])
                reports = sorted({row[1] for row in rows})
                self._merging.refresh([from_json(row[2]) for row in rows], (), reports)
            yield len(rows)

    def regather(self, keys: Collection[str]) -> None:
        """Gather events anew whose corrections changed; within the caller's transaction."""
        rows = self._database.rows(f"SELECT report, key FROM events WHERE key {IN}", [list(keys)])
        read = articles(self._database, sorted({report for report, _ in rows}))
        found = dict(events(self._database, [key for _, key in rows]))
        told = [telling(read[report], found[key], key, report) for report, key in rows]
        self._merging.refresh(_corrected(told, corrections_of(self._database, keys)), keys)

    def _remove(self, reports: Sequence[str]) -> list[str]:
        """Take the rows of reports away, but for corrections; gives the keys of their events."""
        database = self._database
        rows = database.rows(f"SELECT key FROM events WHERE report {IN}", [list(reports)])
        keys = [key for (key,) in rows]
        for table in OF_EVENTS:
            database.run(f"DELETE FROM {table} WHERE key {IN}", [keys])
        for table in (*OF_REPORTS, "pending"):
            database.run(f"DELETE FROM {table} WHERE report {IN}", [list(reports)])
        return keys

    def _add(self, fresh: Mapping[str, Told], version: str) -> tuple[list[Telling], set[str]]:
        """Insert the rows of reports; gives their tellings, with corrections, and the reports
        whose group of copies is another than before."""
        sheets: dict[str, list[Row]] = {name: [] for name in _COLUMNS}
        tellings: list[Telling] = []
        regrouped: dict[str, str] = {}
        for report, told in fresh.items():
            group = self._keep_copy(report, told.article, sheets)
            regrouped.update(dict.fromkeys(group, min(group)))
            self._fill(sheets, report, told, version, min(group))
            tellings += self._fill_events(sheets, report, told)
        sheets["articles"] = [
            (*row[:13], regrouped.get(row[0], row[13]), *row[14:]) for row in sheets["articles"]
        ]
        for table, columns in _COLUMNS.items():
            self._database.insert(table, columns, sheets[table])
        recounted = self._regroup({r: c for r, c in regrouped.items() if r not in fresh})
        values = corrections_of(self._database, [t.key for t in tellings])
        return _corrected(tellings, values), recounted

    def _keep_copy(
        self, report: str, article: Article, sheets: dict[str, list[Row]]
    ) -> tuple[str, ...]:
        """The group of copies a report is of; itself among them."""
        copies = self._known_copies()
        own = signature(article)
        sheets["signatures"].append((report, own.to_bytes()))
        if report not in copies:
            copies.keep(report, own, source_of(article))
        return copies.group_of(report)

    def _known_copies(self) -> Copies:
        if self._copies is None:
            self._copies = Copies()
            rows = self._database.rows(
                "SELECT s.report, s.signature FROM signatures s JOIN articles a ON "
                "a.report = s.report ORDER BY a.number"
            )
            for report, kept in rows:
                self._copies.keep(report, Signature.from_bytes(bytes(kept)))
            asked = self._database.rows("SELECT coalesce(max(number), 0) FROM articles")
            self._count = int(asked[0][0])
        return self._copies

    def _fill(
        self, sheets: dict[str, list[Row]], report: str, told: Told, version: str, copies: str
    ) -> None:
        article = told.article
        self._count += 1
        credit = source_of(article)
        count = len(told.events)
        sheets["articles"].append(
            made.article_row(article, report, self._count, credit, copies, count, version)
        )
        sheets["parts"] += made.part_rows(article, report)

    def _fill_events(
        self, sheets: dict[str, list[Row]], report: str, told: Told
    ) -> Iterator[Telling]:
        article = told.article
        keys = keys_of(report, told.events)
        for place, (key, event) in enumerate(zip(keys, told.events, strict=True)):
            sheets["events"].append(made.event_row(event, article, key, report, place))
            sheets["mentions"] += made.mention_rows(event, key)
            sheets["actors"] += made.actor_rows(event, key)
            sheets["attributions"] += made.attribution_rows(event, key)
            yield telling(article, event, key, report)
        for key, trace in zip(keys, told.traces, strict=False):
            sheets["traces"].append(made.trace_row(trace, key))

    def _regroup(self, groups: Mapping[str, str]) -> set[str]:
        """Put reports that were there into other groups of copies; gives those that changed."""
        rows = self._database.rows(
            f"SELECT report, copies FROM articles WHERE report {IN}", [list(groups)]
        )
        changed = [(report, groups[report]) for report, copies in rows if groups[report] != copies]
        if changed:
            self._database.run(
                "UPDATE articles SET copies = given.copies FROM (SELECT unnest(?::TEXT[]) AS "
                "report, unnest(?::TEXT[]) AS copies) AS given "
                "WHERE articles.report = given.report",
                [list(column) for column in zip(*changed, strict=True)],
            )
        return {report for report, _ in changed}

    def _put_version(self, version: str) -> None:
        if not self._database.rows("SELECT 1 FROM versions WHERE version = ?", [version]):
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self._database.run("INSERT INTO versions VALUES (?, ?)", [version, now])


def _corrected(told: Sequence[Telling], values: Mapping[str, Mapping[str, Any]]) -> list[Telling]:
    """Tellings with corrections over them, without those that are said to be no event."""
    none = {key for key, given in values.items() if given.get("event_type", "") is None}
    return [corrected(t, values.get(t.key, {})) for t in told if t.key not in none]


_COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": made.ARTICLES,
    "parts": made.PARTS,
    "signatures": ("report", "signature"),
    "events": made.EVENTS,
    "mentions": made.MENTIONS,
    "actors": made.ACTORS,
    "attributions": made.ATTRIBUTIONS,
    "traces": made.TRACES,
}
