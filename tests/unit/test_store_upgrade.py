"""A store of an earlier schema is brought to this one, with what waited in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from bench.store import made_reports
from tests.made import made
from tests.stores import KINDS, content, place_of

from dragoman.errors import StoreError
from dragoman.pipeline import Result
from dragoman.read import copies
from dragoman.records import Article, Form, Moment, Original, OriginalOf, Part, Role, Span
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
            run(database, number, name, script)
    fill(database)
    database.close()
    return place


def run(database: Database, number: int, name: str, script: str) -> None:
    for statement in statements(script):
        database.run(statement)
    database.run("INSERT INTO migrations VALUES (?, ?)", [number, name])


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


def told() -> Result:
    """A report with all that schema 0008 keeps of it and its parts."""
    text = "He left.\n\n- one\n\nEarlier he came."
    parts = (
        Part(Span(0, 8), Role.BODY, form=Form.QUOTATION),
        Part(Span(10, 15), Role.BODY, None, "html", False, 2, Moment("2024-06-19T10:00", "page")),
        Part(Span(17, 33), Role.BODY, background=True, form=Form.LIST),
    )
    original = Original("ab" * 32, OriginalOf.LINE, "application/json", None)
    updated = Moment("2024-06-20", "json-ld")
    article = Article("a", text, parts, updated=updated, original=original)
    return Result(article, None, (), (), ())


def test_the_original_and_the_form_of_parts_are_kept_in_an_upgraded_store(old: str) -> None:
    with Store(old) as store:
        before = store.articles()
        store.write([told()], "1")
        after = store.articles()
        assert list(after.values()) == [*before.values(), told().article]
        assert all(article.original is None for article in before.values())
        kept = store.sql("SELECT original_sha256, original_of FROM articles WHERE id = 'a'")
        assert [tuple(row) for row in kept.rows] == [("ab" * 32, "line")]


def test_copies_of_an_earlier_version_are_told_once_more(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of reports with the same runs the earlier versions left out many; here all but those of the
    same words."""
    reports = list(made_reports(600, Random(4), days=4))
    with monkeypatch.context() as patch, Store(place) as store:
        patch.setattr(copies, "FEWEST_RUNS", 10**9)
        store.write(reports[:-2], "made")
        before = len(store.sql("SELECT DISTINCT copies FROM articles"))
    database = _opened(place, read_only=False)
    database.run("UPDATE signatures SET told = NULL")
    database.close()
    with Store(place) as store, Store(":memory:") as other:
        store.write(reports[-2:], "made")
        other.write(reports, "made")
        assert content(store) == content(other)
        assert len(store.sql("SELECT DISTINCT copies FROM articles")) < before - 10
