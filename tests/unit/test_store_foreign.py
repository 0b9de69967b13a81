"""Events of other data sets in a store: the same questions, and never mixed with ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.made import made
from tests.stores import KINDS, content, place_of

from dragoman.errors import StoreError
from dragoman.foreign.files import read_events
from dragoman.records import ForeignEvent
from dragoman.serve.cli import main
from dragoman.store import Store

FOLDER = Path(__file__).parents[1] / "foreign"
FILES = {
    "polecat": ("polecat.txt", 5),
    "icews": ("icews.tab", 5),
    "gdelt": ("gdelt.export.CSV", 5),
    "phoenix": ("phoenix.txt", 3),
}
"""A file of each data set, and how many sound events it has."""


def events_of(origin: str) -> list[ForeignEvent]:
    items = read_events(FOLDER / FILES[origin][0])
    return [item for item in items if isinstance(item, ForeignEvent)]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with place_of(request.param, tmp_path) as where, Store(where) as made_here:
        made_here.write(made(), "made")
        yield made_here


def by_line(events: list[ForeignEvent]) -> list[ForeignEvent]:
    return sorted(events, key=lambda event: (event.id, event.line or 0))


@pytest.mark.parametrize("origin", FILES)
def test_foreign_events_come_back_as_they_were(store: Store, origin: str) -> None:
    given = events_of(origin)
    assert store.add_foreign(given) == (FILES[origin][1], 0)
    before = content(store)
    assert store.add_foreign(given) == (0, FILES[origin][1])
    assert content(store) == before
    assert by_line(list(store.foreign(origin))) == by_line(given)


def test_ours_and_theirs_are_asked_apart(store: Store) -> None:
    ours = store.events().rows
    for origin in FILES:
        store.add_foreign(events_of(origin))
    assert store.events().rows == ours and len(ours) == 6
    assert {o: len(store.events(origin=o)) for o in FILES} == {o: n for o, (_, n) in FILES.items()}
    (visit, talks) = store.events(origin="polecat", actor="RUS", recipient="PRK")
    assert (visit["event_type"], visit["mode"], visit["score"]) == ("CONSULT", "visit", 4.0)
    assert talks["recipients"] is None
    (row,) = store.dyad("RUS", "PRK", origin="polecat")
    assert (row["period"], row["events"], row["share"]) == ("2024-06", 2, 0.4)
    assert len(store.dyad("RUS", "PRK")) == 0
    assert store.origins().column("events") == [5, 5, 3, 5]
    (count,) = store.sql("SELECT count(*) AS n FROM foreign_events WHERE event_type IS NULL")
    assert count["n"] == sum(e.event_type is None for o in FILES for e in events_of(o))


def test_ours_are_read_like_theirs(store: Store) -> None:
    ours = list(store.foreign("dragoman"))
    assert len(ours) == 6 and all(event.happened for event in ours)
    (bombed,) = [e for e in ours if e.date == "2023-03-06"]
    assert [p.name for p in bombed.actors + bombed.recipients] == ["Gunmen", "villagers"]
    assert all(event.recipients == () for event in ours if event.date == "2023-05-02")


def test_what_is_not_foreign_is_refused(store: Store) -> None:
    one = events_of("icews")[0]
    with pytest.raises(StoreError, match="dragoman"):
        store.add_foreign([one, replace(one, source="dragoman")])
    assert len(store.origins()) == 0
    with pytest.raises(StoreError, match="origin"):
        store.events(origin="acled")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store("s.duckdb") as store:
        store.write(made(), "made")
    files = [str(FOLDER / FILES[origin][0]) for origin in ("gdelt", "phoenix")]
    done = call("foreign", "add", *files, "--db", "s.duckdb")
    assert "gdelt.export.CSV: 5 events\nphoenix.txt: 3 events" in done.output
    assert "3 known already" in call("foreign", "add", files[1], "--db", "s.duckdb").output
    listed = call("foreign", "list", "--db", "s.duckdb").output.splitlines()
    assert [line.split(",")[:2] for line in listed[1:]] == [["gdelt", "5"], ["phoenix", "3"]]
    asked = call("events", "--db", "s.duckdb", "--origin", "gdelt", "--as", "jsonl").output
    assert len(asked.splitlines()) == 5
    assert call("dyad", "RUS", "PRK", "--db", "s.duckdb", "--origin", "gdelt").exit_code == 0
    assert call("events", "--db", "s.duckdb", "--origin", "gdelt", "--as", "icews").exit_code == 2
    both = call("compare", "s.duckdb", "s.duckdb", "--theirs-is", "gdelt", "--json")
    found = json.loads(both.output)
    assert (found["ours"]["events"], found["theirs"]["events"]) == (6, 5)
    mixed = json.loads(call("compare", "s.duckdb", files[0], "--json").stdout)
    assert mixed["theirs"]["types"] == found["theirs"]["types"]
    assert call("compare", "s.duckdb", "nowhere.tab").exit_code == 2
