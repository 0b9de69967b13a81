"""A store in one DuckDB file. No extension is loaded: they cannot be had offline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dragoman.errors import StoreError
from dragoman.store.database import Row

MEMORY = "1GB"
"""What DuckDB may take for itself; beyond it writes to disk."""
CHECKPOINT = "256MB"
"""How much DuckDB's log may hold before the file is brought up to date, and so how much is read
again after a kill. With DuckDB's own 16 MB half the time of writing goes into it, more with size,
and the file is the larger for all that was half filled."""
KINDS = {"text": "TEXT", "varchar": "TEXT", "bytea": "BYTEA", "blob": "BYTEA"}

MEMORY_NAME = ":memory:"

_WRITTEN: set[Path] = set()
"""The files this process writes: DuckDB itself keeps only other processes out."""


class DuckDatabase:
    """One connection to a DuckDB file; see `Database`."""

    dialect = "duckdb"

    def __init__(self, path: Path, *, read_only: bool) -> None:
        """Open or make the file.

        Raises `StoreError` where it cannot be opened, another writes it, or DuckDB is missing.
        """
        try:
            import duckdb
        except ImportError as error:
            raise StoreError("a store needs DuckDB: pip install 'dragoman[store]'") from error
        self.name = str(path)
        in_memory = self.name == MEMORY_NAME
        self._path = path if in_memory else path.resolve()
        self._writes = not read_only and not in_memory
        self._errors = duckdb.Error
        if read_only and not path.exists():
            raise StoreError(f"there is no store at {path}; `dragoman code --db {path}` makes one")
        if self._path in _WRITTEN:
            raise StoreError(_held(path, "this program itself"))
        options: dict[str, Any] = {"memory_limit": MEMORY}
        if read_only:
            options["enable_external_access"] = "false"
        else:
            options["checkpoint_threshold"] = CHECKPOINT
        try:
            self._connection = duckdb.connect(str(path), read_only=read_only, config=options)
        except duckdb.IOException as error:
            if "lock" in str(error).lower():
                raise StoreError(_held(path, "another program")) from error
            raise StoreError(f"{path} cannot be opened: {error}") from error
        except duckdb.Error as error:
            raise StoreError(f"{path} cannot be opened: {error}") from error
        if self._writes:
            _WRITTEN.add(self._path)
        self._kinds: dict[str, dict[str, str]] = {}

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement."""
        self._connection.execute(sql, list(parameters))

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """The rows of a question."""
        return list(self._connection.execute(sql, list(parameters)).fetchall())

    def ask(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[list[str], list[Row]]:
        """The names of the columns of a question, and its rows."""
        done = self._connection.execute(sql, list(parameters))
        names = [column[0] for column in done.description or ()]
        return names, list(done.fetchall())

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows at once: as Arrow where pyarrow is there, else as one list for each column."""
        if not rows:
            return
        kinds = [self.kinds(table)[column] for column in columns]
        listed = ", ".join(columns)
        values = [list(column) for column in zip(*rows, strict=True)]
        given = _arrow(kinds, values)
        if given is None:
            unfolded = ", ".join(f"unnest(?::{_list_kind(kind)}[])" for kind in kinds)
            self.run(f"INSERT INTO {table} ({listed}) SELECT {unfolded}", values)
            return
        self._connection.register("given_rows", given)
        try:
            picked = ", ".join(
                f"c{number}::DATE" if kind == "date" else f"c{number}"
                for number, kind in enumerate(kinds)
            )
            self.run(f"INSERT INTO {table} ({listed}) SELECT {picked} FROM given_rows")
        finally:
            self._connection.unregister("given_rows")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is done within."""
        self._connection.execute("BEGIN TRANSACTION")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def kinds(self, table: str) -> dict[str, str]:
        """The columns of a table with their kinds, in small letters."""
        if table not in self._kinds:
            rows = self.rows(
                "SELECT column_name, lower(data_type) FROM information_schema.columns "
                "WHERE table_name = ? ORDER BY ordinal_position",
                [table],
            )
            self._kinds[table] = {str(name): str(kind) for name, kind in rows}
        return self._kinds[table]

    def count_values(self) -> None:
        """Nothing: DuckDB counts as it writes."""

    def interrupted_with(self) -> tuple[type[Exception], ...]:
        """The errors of the driver."""
        return (self._errors,)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        if self._writes:
            _WRITTEN.discard(self._path)


def is_duckdb(path: Path) -> bool:
    """Whether there is a DuckDB file at a path, by its first bytes."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError:
        return False


def _held(path: Path, who: str) -> str:
    return f"{path} is being written by {who}; a store has one writer, wait until it is done"


def _list_kind(kind: str) -> str:
    return KINDS.get(kind, kind.upper())


def _arrow(kinds: Sequence[str], values: Sequence[list[Any]]) -> Any:
    """An Arrow table with columns c0, c1, ...; None where pyarrow is not installed."""
    try:
        import pyarrow
    except ImportError:
        return None
    types = {
        "integer": pyarrow.int32(),
        "bigint": pyarrow.int64(),
        "double": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "blob": pyarrow.binary(),
    }
    arrays = [
        pyarrow.array(column, types.get(kind, pyarrow.string()))
        for kind, column in zip(kinds, values, strict=True)
    ]
    return pyarrow.table(arrays, names=[f"c{number}" for number in range(len(arrays))])
