"""Two databases behind one small set of methods; SQL is the same for both but where it says so.

Parameters are written "?". A list is passed as one parameter and unfolded in SQL:
``key IN (SELECT unnest(?::TEXT[]))``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Row = tuple[Any, ...]


class Database(Protocol):
    """A connection. `dialect` is "duckdb" or "postgres"; `name` is told in messages."""

    dialect: str
    name: str

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement."""

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """The rows of a question."""

    def ask(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[list[str], list[Row]]:
        """The names of the columns of a question, and its rows."""

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows at once; may be none."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing of what is done within."""

    def kinds(self, table: str) -> dict[str, str]:
        """The columns of a table with their kinds, in small letters."""

    def count_values(self) -> None:
        """Let the planner of questions learn what the tables hold, where it does not by itself."""

    def interrupted_with(self) -> tuple[type[Exception], ...]:
        """The errors of the driver."""

    def close(self) -> None:
        """Let go of the store; it may be opened again."""


def statements(script: str) -> Iterator[str]:
    """The statements of a migration, without comments.

    >>> list(statements("-- a table\\nCREATE TABLE a (b TEXT);\\nDROP TABLE a;"))
    ['CREATE TABLE a (b TEXT)', 'DROP TABLE a']
    """
    lines = [line.split("--", 1)[0] for line in script.splitlines()]
    for statement in "\n".join(lines).split(";"):
        if statement.strip():
            yield statement.strip()
