"""`Store`: the record of events in one DuckDB file or a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman.errors import StoreError
from dragoman.merge.telling import report_id
from dragoman.records import Article, Event, ForeignEvent
from dragoman.store import foreign, questions, reading
from dragoman.store.answers import Answer
from dragoman.store.corrections import Correction, add_correction, all_corrections
from dragoman.store.database import Database, Row
from dragoman.store.lessons import Lesson, lessons_of
from dragoman.store.migrate import migrate
from dragoman.store.questions import Asked
from dragoman.store.writing import Told, Writing, Written

if TYPE_CHECKING:
    from dragoman.pipeline import Result

Done = TypeVar("Done")


class Store:
    """Reports, their events, and the record made of them.

    `place` is a path, or the address of a PostgreSQL database ("postgresql://..."). A store has
    one writer at a time; of a file nobody else may read while it writes. Raises `StoreError` for
    what cannot be opened.

    >>> with Store(":memory:") as store:
    ...     len(store.events(actor="RUS"))
    0
    """

    def __init__(self, place: str | Path, *, read_only: bool = False) -> None:
        self._database = _opened(str(place), read_only=read_only)
        self._writes = not read_only
        self._writing: Writing | None = None
        try:
            migrate(self._database, read_only=read_only)
        except BaseException:
            self._database.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._database.close()

    # --- writing ----------------------------------------------------------------------

    def write(self, results: Iterable[Result], version: str, *, merged: bool = True) -> Written:
        """Write what came of reports, in one transaction; all, or nothing of it.

        Reports that are there in this version stay as they are; of another version, their events
        are replaced, and corrections kept. Without `merged`, events wait for `gather`.
        Raises `StoreError` where it cannot be written.
        """
        told = [Told(r.article, r.events, r.traces) for r in results]
        return self._wrote(lambda writing: writing.write(told, version, merged=merged))

    def gather(self) -> Iterator[int]:
        """Gather the events that wait into the record, some thousands at a time; gives how many
        each time."""
        waiting = self._writer().gather_waiting()
        times = 0
        while True:
            done = self._wrote(lambda _: next(waiting, None))
            times += done is not None
            if times and (done is None or times & (times - 1) == 0):
                self._asked(self._database.count_values)
            if done is None:
                return
            yield done

    def add_foreign(self, events: Iterable[ForeignEvent]) -> tuple[int, int]:
        """Write events of other data sets, apart from ours; all, or nothing of it. Gives how many
        are new, and how many were there already. Raises `StoreError` for events of ours."""

        def adding(_: Writing) -> tuple[int, int]:
            with self._database.transaction():
                return foreign.add_foreign(self._database, events)

        return self._wrote(adding)

    def known(self, articles: Sequence[Article], version: str) -> set[str]:
        """Of some reports those that are there in this version: their `report_id`s."""
        reports = [report_id(article) for article in articles]
        found = self._writer().versions(reports)
        return {report for report in reports if found.get(report) == version}

    def correct(self, event: str, field: str, new: str, *, who: str, reason: str) -> int:
        """Add a correction of a field to an event, by its id in the record, the id of a report's
        event, or its key; gives to how many events of reports.

        Raises `StoreError` for an event that is not there, or a field or value that is none.
        """
        keys = self.keys(event)
        if not keys:
            raise StoreError(f"there is no event {event} in {self._database.name}")
        if not who.strip() or not reason.strip():
            raise StoreError("a correction says who made it and why")

        def correcting(writing: Writing) -> None:
            with self._database.transaction():
                add_correction(self._database, keys, who, field, new, reason)
                writing.regather(keys)

        self._wrote(correcting)
        return len(keys)

    def corrections(self) -> list[Correction]:
        """All corrections, in the order in which they were made."""
        return self._asked(lambda: all_corrections(self._database))

    def lessons(self) -> list[Lesson]:
        """What corrections teach: the sentences of corrected events, with all their events."""
        return self._asked(lambda: list(lessons_of(self._database)))

    # --- asking -----------------------------------------------------------------------

    def events(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,
        mode: str | None = None,
        since: str | None = None,
        until: str | None = None,
        place: str | None = None,
        status: str | None = None,
        min_sources: int = 1,
        limit: int | None = None,
        origin: str | None = None,
    ) -> Answer:
        """The merged events that fit, by day; see `questions.Asked` for what each may be. With
        `origin` ("icews") the events of that data set, which are kept apart.

        Raises `StoreError` for a type, status, day or origin that is none.
        """
        other = foreign.checked_origin(origin)
        asked = Asked(
            actor, recipient, type, mode, since, until, place, status, min_sources, limit, other
        )
        return self._answer(questions.events_query(asked), None if other else self._marked)

    def dyad(
        self,
        actor: str,
        recipient: str,
        *,
        by: str = "month",
        status: str | None = "actual",
        since: str | None = None,
        until: str | None = None,
        origin: str | None = None,
    ) -> Answer:
        """What one party does to another, by "day", "month" or "year": number of events, of
        cooperation, of conflict, independent sources, mean score, and share of all events; with
        `origin` of that data set, whose scores are its own.

        Raises `StoreError` for a period, status, day or origin that is none.
        """
        days = since or questions.SINCE_ANY, until or questions.UNTIL_ANY
        other = foreign.checked_origin(origin)
        return self._answer(questions.dyad_query(actor, recipient, by, status, *days, other))

    def origins(self) -> Answer:
        """The other data sets of which events are there: origin, events, first and last day."""
        rows = self._asked(lambda: foreign.origins(self._database))
        return Answer(("origin", "events", "first_day", "last_day"), tuple(rows), None)

    def foreign(self, origin: str) -> Iterator[ForeignEvent]:
        """The events of a data set as its file told them, or ours ("dragoman") likewise. Raises
        `StoreError` for an origin that is none."""
        chosen = foreign.checked_origin(origin)
        return foreign.events_of(self._database, chosen)

    def stories(
        self,
        *,
        actor: str | None = None,
        since: str | None = None,
        until: str | None = None,
        least: int = 2,
        limit: int = 50,
    ) -> Answer:
        """Stories of at least `least` events, the largest first."""
        return self._answer(questions.stories_query(actor, since, until, least, limit))

    def told(self, event: str) -> Answer:
        """The reports that tell a merged event, by its id or a former one, the first first."""
        return self._answer(
            (
                "SELECT * FROM told WHERE event IN (SELECT event FROM tellings WHERE name = ?) "
                "ORDER BY published NULLS LAST, key",
                [event],
            )
        )

    def details(self, event: str) -> Answer:
        """What the reports of a merged event disagree on: field, value, report, publisher."""
        return self._answer(
            (
                "SELECT d.field, d.value, t.article_id, t.publisher, t.published FROM details d "
                "JOIN told t ON t.key = d.key WHERE d.event IN (SELECT event FROM tellings WHERE "
                "name = ?) ORDER BY d.field, d.value, t.published, t.key",
                [event],
            )
        )

    def sql(self, question: str) -> Answer:
        """Any question in SQL. Raises `StoreError` where the database refuses it."""
        return self._answer((question, []))

    def keys(self, event: str) -> list[str]:
        """The keys of the events of reports behind an id: of the record (a former one too), of a
        report's event, or a key itself; may be empty."""
        asked = (
            "SELECT key FROM tellings WHERE event IN (SELECT event FROM tellings WHERE name = ?)"
            " UNION SELECT key FROM events WHERE id = ? UNION SELECT key FROM events WHERE key = ?"
        )
        rows = self._asked(lambda: self._database.rows(asked, [event] * 3))
        return sorted(str(key) for (key,) in rows)

    def records(self, keys: Sequence[str] | None = None) -> Iterator[Event]:
        """Events of reports as the machine read them, in the order of arrival; all, or some."""
        for _, event in self.keyed_records(keys):
            yield event

    def keyed_records(self, keys: Sequence[str] | None = None) -> Iterator[tuple[str, Event]]:
        """(key, event), as `records`."""
        if keys is None:
            asked = (
                "SELECT e.key FROM events e JOIN articles a ON a.report = e.report "
                "ORDER BY a.number, e.place"
            )
            keys = [key for (key,) in self._asked(lambda: self._database.rows(asked))]
        yield from reading.events(self._database, list(keys))

    def articles(self, reports: Sequence[str] | None = None) -> dict[str, Article]:
        """Articles by report, in the order of arrival; all, or some."""
        if reports is None:
            asked = "SELECT report FROM articles ORDER BY number"
            reports = [report for (report,) in self._asked(lambda: self._database.rows(asked))]
        found = reading.articles(self._database, list(reports))
        return {report: found[report] for report in reports if report in found}

    # --- within -----------------------------------------------------------------------

    def _marked(self, rows: Sequence[Row]) -> list[str]:
        return reading.marked_sentences(self._database, [str(row[0]) for row in rows])

    def _answer(
        self,
        query: tuple[str, list[Any]],
        marked: Callable[[Sequence[Row]], list[str]] | None = None,
    ) -> Answer:
        columns, rows = self._asked(lambda: self._database.ask(*query))
        return Answer(tuple(columns), tuple(rows), marked)

    def _asked(self, question: Callable[[], Done]) -> Done:
        try:
            return question()
        except self._database.interrupted_with() as error:
            raise StoreError(f"{self._database.name}: {error}") from error

    def _writer(self) -> Writing:
        if not self._writes:
            raise StoreError(f"{self._database.name} was opened to be read only")
        if self._writing is None:
            self._writing = Writing(self._database)
        return self._writing

    def _wrote(self, act: Callable[[Writing], Done]) -> Done:
        """Do it; after an error what is remembered of the store is read anew."""
        writing = self._writer()
        try:
            return act(writing)
        except self._database.interrupted_with() as error:
            self._writing = None
            raise StoreError(f"{self._database.name} cannot be written: {error}") from error
        except BaseException:
            self._writing = None
            raise


def is_store(place: str | Path) -> bool:
    """Whether a store is meant: the address of a database, or a DuckDB file.

    >>> is_store("postgresql://dragoman@host/news"), is_store("events.jsonl")
    (True, False)
    """
    from dragoman.store.duck import is_duckdb
    from dragoman.store.postgres import PREFIXES

    return str(place).startswith(PREFIXES) or is_duckdb(Path(place))


def _opened(place: str, *, read_only: bool) -> Database:
    from dragoman.store.postgres import PREFIXES

    if place.startswith(PREFIXES):
        from dragoman.store.postgres import PostgresDatabase

        return PostgresDatabase(place, read_only=read_only)
    from dragoman.store.duck import DuckDatabase

    return DuckDatabase(Path(place), read_only=read_only)
