"""Bringing a store to the tables of this version: numbered files of plain SQL, each run once."""

from __future__ import annotations

import re
from importlib import resources

from dragoman.errors import StoreError
from dragoman.store.database import Database, statements

FOLDER = "migrations"
_NAME = re.compile(r"(\d{4})_\w+(?:\.(\w+))?\.sql")


def migrate(database: Database, *, read_only: bool) -> None:
    """Run what has not been run; of `0002_indexes.postgres.sql` only PostgreSQL's.

    Raises `StoreError` for a store of a later version, and, read only, for one of an earlier.
    """
    done = _done(database)
    known = migrations(database.dialect)
    later = done - {number for number, _, _ in known}
    if later:
        raise StoreError(
            f"{database.name} was made by a later version of Dragoman (migration {max(later)}); "
            "update Dragoman"
        )
    waiting = [each for each in known if each[0] not in done]
    if waiting and read_only:
        if not done:
            raise StoreError(f"{database.name} is no store; `dragoman code --db` makes one")
        raise StoreError(
            f"{database.name} is of an earlier version; open it once for writing, e.g. by "
            "`dragoman code --db`"
        )
    for number, name, script in waiting:
        with database.transaction():
            if not done and number == 1:
                database.run("CREATE TABLE migrations (number INTEGER NOT NULL, name TEXT)")
            for statement in statements(script):
                database.run(statement)
            database.run("INSERT INTO migrations VALUES (?, ?)", [number, name])


def _done(database: Database) -> set[int]:
    if not database.kinds("migrations"):
        return set()
    return {number for (number,) in database.rows("SELECT number FROM migrations")}


def migrations(dialect: str) -> list[tuple[int, str, str]]:
    """(number, name, SQL) of the files for a database, in order."""
    found = []
    for file in resources.files("dragoman.store").joinpath(FOLDER).iterdir():
        match = _NAME.fullmatch(file.name)
        if match and match.group(2) in (None, dialect):
            found.append((int(match.group(1)), file.name, file.read_text(encoding="utf-8")))
    return sorted(found)
