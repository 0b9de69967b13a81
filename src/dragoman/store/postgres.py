"""A store in a PostgreSQL database, in the schema the connection looks in first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from dragoman.errors import StoreError
from dragoman.store.database import Row

PREFIXES = ("postgresql://", "postgres://")


class PostgresDatabase:
    """One connection to a server; see `Database`. One writer holds an advisory lock."""

    dialect = "postgres"

    def __init__(self, dsn: str, *, read_only: bool) -> None:
        """Connect.

        Raises `StoreError` where the server does not answer, another program writes the store, or
        psycopg is missing.
        """
        try:
            import psycopg
        except ImportError as error:
            raise StoreError(
                "a store on a server needs psycopg: pip install 'dragoman[postgres]'"
            ) from error
        self.name = _without_password(dsn)
        self._errors = psycopg.Error
        try:
            self._connection = psycopg.connect(dsn, autocommit=True, client_encoding="utf8")
        except psycopg.Error as error:
            raise StoreError(f"{self.name} cannot be opened: {error}") from error
        if read_only:
            self.run("SET default_transaction_read_only = on")
        elif not self._locked():
            self._connection.close()
            raise StoreError(
                f"{self.name} is being written by another program; a store has one writer, "
                "wait until it is done"
            )
        self._kinds: dict[str, dict[str, str]] = {}

    def _locked(self) -> bool:
        asked = (
            "SELECT pg_try_advisory_lock(hashtext('dragoman'), hashtext(current_schema()::text))"
        )
        return bool(self.rows(asked)[0][0])

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement."""
        self._connection.execute(_marked(sql), list(parameters) or None)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """The rows of a question."""
        return self.ask(sql, parameters)[1]

    def ask(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[list[str], list[Row]]:
        """The names of the columns of a question, and its rows."""
        done = self._connection.execute(_marked(sql), list(parameters) or None)
        if done.description is None:
            return [], []
        return [column.name for column in done.description], list(done.fetchall())

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows at once, by COPY."""
        if not rows:
            return
        listed = ", ".join(columns)
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is done within."""
        with self._connection.transaction():
            yield

    def kinds(self, table: str) -> dict[str, str]:
        """The columns of a table with their kinds, in small letters."""
        if table not in self._kinds:
            rows = self.rows(
                "SELECT column_name, data_type FROM information_schema.columns "
                "WHERE table_name = ? AND table_schema = current_schema() "
                "ORDER BY ordinal_position",
                [table],
            )
            self._kinds[table] = {str(name): str(kind) for name, kind in rows}
        return self._kinds[table]

    def count_values(self) -> None:
        """Count at once: the server comes to it after a minute, and until then reads whole tables
        (a dyad of 20,000 events took 495 ms before, 2 ms after)."""
        for table in self._tables():
            self.run(f"ANALYZE {table}")

    def _tables(self) -> list[str]:
        asked = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        return [str(name) for (name,) in self.rows(asked)]

    def interrupted_with(self) -> tuple[type[Exception], ...]:
        """The errors of the driver."""
        return (self._errors,)

    def close(self) -> None:
        """End the connection, and with it the lock."""
        self._connection.close()


def _marked(sql: str) -> str:
    """Our "?" as psycopg's "%s".

    >>> _marked("SELECT '5%' WHERE a = ?")
    "SELECT '5%%' WHERE a = %s"
    """
    return sql.replace("%", "%%").replace("?", "%s") if "?" in sql else sql


def _without_password(dsn: str) -> str:
    """The address without what is secret in it.

    >>> _without_password("postgresql://me:secret@host/db")
    'postgresql://host/db'
    """
    scheme, _, rest = dsn.partition("://")
    return f"{scheme}://{rest.rsplit('@', 1)[-1].split('?', 1)[0]}"
