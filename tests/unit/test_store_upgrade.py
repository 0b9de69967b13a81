"""A store of an earlier schema is brought to this one, with what waited in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.made import made
from tests.stores import KINDS, content, place_of

from dragoman.errors import StoreError
from dragoman.store import Store
from dragoman.store.database import Database, statements
from dragoman.store.migrate import migrations
from dragoman.store.store import _opened

OLD = Path(__file__).parents[1] / "fixtures/store_0003.jsonl"
"""The rows of a store that was written by the version with schema 0003: of the made reports five
gathered, and four with five events that wait in `pending`, as it was called then."""


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with place_of(request.param, tmp_path) as where:
        yield where


@pytest.fixture
def old(place: str) -> str:
    """A store at schema 0003 with its rows."""
    database = _opened(place, read_only=False)
    database.run("CREATE TABLE migrations (number INTEGER NOT NULL, name TEXT)")
    for number, name, script in migrations(database.dialect):
        if number <= 3:
            for statement in statements(script):
                database.run(statement)
            database.run("INSERT INTO migrations VALUES (?, ?)", [number, name])
    fill(database)
    database.close()
    return place


def fill(database: Database) -> None:
    for line in OLD.read_text(encoding="utf-8").splitlines():
        table = json.loads(line)
        rows = table["rows"]
        if table["table"] == "signatures":
            rows = [(report, bytes.fromhex(kept)) for report, kept in rows]
        database.insert(table["table"], table["columns"], [tuple(row) for row in rows])


def test_what_waited_is_gathered_after_the_upgrade(old: str) -> None:
    with pytest.raises(StoreError, match="earlier version"):
        Store(old, read_only=True)
    with Store(old) as store, Store(":memory:") as whole:
        assert len(store.events()) == 1 and len(store.articles()) == 9
        assert store.sql("SELECT count(*) AS n FROM waiting").column("n") == [4]
        assert list(store.gather()) == [5]
        whole.write(made(), "made")
        assert content(store) == content(whole)
        assert store.write(made(), "made").known == 9


def test_an_upgraded_store_is_written_on(old: str) -> None:
    later = made()[2:]
    with Store(old) as store, Store(":memory:") as whole:
        store.write(later, "made")
        assert store.sql("SELECT count(*) AS n FROM waiting").column("n") == [4]
        store.write(made(), "2")
        assert list(store.gather()) == []
        whole.write(made(), "2")
        assert content(store) == content(whole)
