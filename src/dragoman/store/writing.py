"""Reports and their events into a store: one transaction for a batch, each report once."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from dragoman.merge.telling import (
    Telling,
    corrected,
    keys_of,
    report_id,
    telling,
)
from dragoman.read.copies import Copies, source_of
from dragoman.read.signatures import Signature, signature
from dragoman.records import Article, Event
from dragoman.store import article_rows
from dragoman.store import rows as made
from dragoman.store.corrections import corrections_of
from dragoman.store.database import Database, Row
from dragoman.store.merging import IN, Merging
from dragoman.store.reading import articles, events
from dragoman.store.tellings import tellings_of_reports
from dragoman.trace import Trace

GATHERED_AT_ONCE = 40_000
"""Events of reports that wait which are gathered in one transaction, about: each reads the tables
of a DuckDB file through, so that few are slow and many take memory."""
OF_EVENTS = ("mentions", "actors", "attributions", "traces")
OF_REPORTS = ("articles", "parts", "signatures", "events", "waiting")


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its events; `traces` may be empty, else they are in the order of the events."""

    article: Article
    events: tuple[Event, ...]
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Keyed:
    """A report of the store with its events and their keys."""

    report: str
    article: Article
    events: tuple[tuple[str, Event], ...]


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
        self._count: int | None = None

    def write(self, reports: Sequence[Told], version: str, *, merged: bool = True) -> Written:
        """Write reports; those that are there in this version are left as they are.

        Without `merged` their copies and events wait to be gathered (`gather_waiting`).
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
            read = self._add(fresh, version)
            self._put_version(version)
            if merged:
                self._gather(read, removed)
            else:
                self._wait(fresh)
                if removed:
                    self._merging.refresh((), removed)
        return Written(len(fresh), sum(len(told.events) for told in fresh.values()), known)

    def versions(self, reports: Collection[str]) -> dict[str, str]:
        """The version with which reports were coded, of those that are there."""
        rows = self._database.rows(
            f"SELECT report, version FROM articles WHERE report {IN}", [list(reports)]
        )
        return dict(rows)

    def gather_waiting(self) -> Iterator[int]:
        """Gather the reports that wait, so many at a time; gives each time how many events."""
        while True:
            with _uncollected(), self._database.transaction():
                waiting = self._first_waiting()
                if not waiting:
                    return
                reports = [report for report, _ in waiting]
                self._database.run(f"DELETE FROM waiting WHERE report {IN}", [reports])
                read = articles(self._database, reports)
                recounted = self._tell_copies(read)
                told = tellings_of_reports(self._database, read)
                self._merging.refresh(self._corrected(told), (), recounted)
            yield sum(count for _, count in waiting)

    def _first_waiting(self) -> list[tuple[str, int]]:
        """(report, events) of those that wait, by the day of publication: what is near in time
        touches the same groups, which then are made once."""
        rows = self._database.rows(
            "SELECT w.report, w.events FROM waiting w JOIN articles a ON a.report = w.report "
            f"ORDER BY a.published NULLS FIRST, w.number LIMIT {GATHERED_AT_ONCE // 4}"
        )
        taken: list[tuple[str, int]] = []
        told = 0
        for report, count in rows:
            taken.append((report, count))
            told += count
            if told >= GATHERED_AT_ONCE:
                break
        return taken

    def _gather(self, read: Sequence[Keyed], removed: Collection[str] = ()) -> None:
        """Tell the copies of reports that are in the store, and gather their events."""
        recounted = self._tell_copies({each.report: each.article for each in read})
        told = [
            telling(each.article, event, key, each.report)
            for each in read
            for key, event in each.events
        ]
        self._merging.refresh(self._corrected(told), removed, recounted)

    def _corrected(self, told: Sequence[Telling]) -> list[Telling]:
        """Tellings with corrections over them, without those that are said to be no event."""
        values = corrections_of(self._database, [t.key for t in told])
        none = {key for key, given in values.items() if given.get("event_type", "") is None}
        return [
            corrected(t, values[t.key]) if t.key in values else t for t in told if t.key not in none
        ]

    def _wait(self, fresh: Mapping[str, Told]) -> None:
        last = self._last_number()
        numbers = range(last - len(fresh) + 1, last + 1)
        rows = [(r, n, len(t.events)) for n, (r, t) in zip(numbers, fresh.items(), strict=True)]
        self._database.insert("waiting", ("report", "number", "events"), rows)

    def regather(self, keys: Collection[str]) -> None:
        """Gather events anew whose corrections changed; within the caller's transaction."""
        rows = self._database.rows(f"SELECT report, key FROM events WHERE key {IN}", [list(keys)])
        read = articles(self._database, sorted({report for report, _ in rows}))
        found = dict(events(self._database, [key for _, key in rows]))
        told = [telling(read[report], found[key], key, report) for report, key in rows]
        self._merging.refresh(self._corrected(told), keys)

    def _remove(self, reports: Sequence[str]) -> list[str]:
        """Take the rows of reports away, but for corrections; gives the keys of their events."""
        database = self._database
        rows = database.rows(f"SELECT key FROM events WHERE report {IN}", [list(reports)])
        keys = [key for (key,) in rows]
        for table in OF_EVENTS:
            database.run(f"DELETE FROM {table} WHERE key {IN}", [keys])
        for table in OF_REPORTS:
            database.run(f"DELETE FROM {table} WHERE report {IN}", [list(reports)])
        return keys

    def _add(self, fresh: Mapping[str, Told], version: str) -> list[Keyed]:
        """Insert the rows of reports, each at first its own copy; gives them with their keys."""
        sheets: dict[str, list[Row]] = {name: [] for name in _COLUMNS}
        read: list[Keyed] = []
        with _uncollected():
            for number, (report, told) in enumerate(fresh.items(), self._last_number() + 1):
                keys = keys_of(report, told.events)
                _fill_report(sheets, report, told, number, version)
                _fill_events(sheets, report, told, keys)
                events = tuple(zip(keys, told.events, strict=True))
                read.append(Keyed(report, told.article, events))
            for table, columns in _COLUMNS.items():
                self._database.insert(table, columns, sheets[table])
        self._count = self._last_number() + len(fresh)
        return read

    def _last_number(self) -> int:
        """The number of the report that came last; 0 where there is none."""
        if self._count is None:
            asked = self._database.rows("SELECT coalesce(max(number), 0) FROM articles")
            self._count = int(asked[0][0])
        return self._count

    def _tell_copies(self, read: Mapping[str, Article]) -> set[str]:
        """Put reports into their groups of copies; gives the others whose group is another than
        before."""
        copies = self._known_copies()
        rows: list[Row] = []
        for report, article in read.items():
            own = signature(article)
            rows.append((report, own.to_bytes(), True))
            if report not in copies:
                copies.keep(report, own)
        self._database.insert("signatures", ("report", "signature", "told"), rows)
        groups = {report: copies.least_of(report) for report in read}
        return self._regroup(groups | copies.renamed()) - read.keys()

    def _known_copies(self) -> Copies:
        """The copies of the store: groups stand as they were told; those of an earlier version,
        which told them otherwise, are compared."""
        if self._copies is None:
            self._copies = copies = Copies()
            rows = self._database.rows(
                "SELECT s.report, s.signature, a.copies, s.told FROM signatures s JOIN articles a "
                "ON a.report = s.report ORDER BY a.number"
            )
            first: dict[str, str] = {}
            for report, kept, group, told in rows:
                if told:
                    copies.restore(report, Signature.from_bytes(bytes(kept)), first.get(group))
                    first.setdefault(group, report)
            copies.renamed()
            untold = [(report, kept) for report, kept, _, told in rows if not told]
            for report, kept in untold:
                copies.keep(report, Signature.from_bytes(bytes(kept)))
            if untold:
                self._database.run("UPDATE signatures SET told = TRUE WHERE told IS NULL")
        return self._copies

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


def _fill_report(
    sheets: dict[str, list[Row]], report: str, told: Told, number: int, version: str
) -> None:
    article, count = told.article, len(told.events)
    credit = source_of(article)
    sheets["articles"].append(
        article_rows.article_row(article, report, number, credit, report, count, version)
    )
    sheets["parts"] += article_rows.part_rows(article, report)


def _fill_events(
    sheets: dict[str, list[Row]], report: str, told: Told, keys: Sequence[str]
) -> None:
    article = told.article
    for place, (key, event) in enumerate(zip(keys, told.events, strict=True)):
        sheets["events"].append(made.event_row(event, article, key, report, place))
        sheets["mentions"] += made.mention_rows(event, key)
        sheets["actors"] += made.actor_rows(event, key)
        sheets["attributions"] += made.attribution_rows(event, key)
    for key, trace in zip(keys, told.traces, strict=False):
        sheets["traces"].append(made.trace_row(trace, key))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rows and tellings are made without Python's search for cycles, of which they have none: it
    walks all of them again and again, and takes two fifths of the time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


_COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": article_rows.ARTICLES,
    "parts": article_rows.PARTS,
    "events": made.EVENTS,
    "mentions": made.MENTIONS,
    "actors": made.ACTORS,
    "attributions": made.ATTRIBUTIONS,
    "traces": made.TRACES,
}
