"""Merged events of a store in the formats of other data sets."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.exported import ARTICLE, event

from dragoman.pipeline import Result
from dragoman.records import EventType, Status
from dragoman.serve.cli import main
from dragoman.serve.recorded import of_record, recorded, surest
from dragoman.store import Store


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A store of one visit that two reports tell, and a plan that one of them does."""
    other = replace(ARTICLE, id="a2", url=None, publisher="The Evening Post", text=ARTICLE.text)
    plan = event(id="2222222222222222", status=Status.FUTURE, event_type=EventType.AID, mode=None)
    results = [
        Result(ARTICLE, None, (event(), plan), (), ()),
        Result(other, None, (event(id="3", article_id="a2", confidence=0.95),), (), ()),
    ]
    name = str(tmp_path / "s.duckdb")
    with Store(name) as store:
        store.write(results, "v1")
    return name


def test_an_event_of_two_reports_goes_out_once(place: str) -> None:
    with Store(place, read_only=True) as store:
        rows = list(store.events(status="actual"))
        (told,) = recorded(store, rows)
    assert told.event.id == rows[0]["id"] and told.reports == 2
    assert told.event.article_id == "a2"  # the surest report
    assert told.event.date is not None and told.event.date.value == "2024-06-19"


def ask(place: str, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["events", "--db", place, *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_events_of_a_store_in_other_formats(place: str, tmp_path: Path) -> None:
    rows = ask(place, "--as", "gdelt").splitlines()
    assert "1 event left out" in rows[-1] or "1 event left out" in rows[0]
    cells = next(row for row in rows if row.count("\t") == 60).split("\t")
    assert cells[33] == "2"  # NumArticles
    assert ask(place, "--as", "icews", "--every-status").count("\tRussian Federation\t") == 2
    found = json.loads(ask(place, "--as", "geojson"))
    assert len(found["features"]) == 2
    out = tmp_path / "events.tsv"
    ask(place, "--as", "gdelt", "--out", str(out))
    assert out.exists() and (tmp_path / "events.mentions.tsv").exists()


def test_a_corrected_type_brings_its_numbers() -> None:
    row = {
        "id": "m",
        "event_type": "AID",
        "mode": None,
        "status": "actual",
        "alleged": False,
        "first_day": "2024-06-18",
        "last_day": "2024-06-19",
    }
    found = of_record(event(), row)
    assert (found.id, found.quad, found.score, found.cameo) == ("m", 2, 10.0, "07")
    assert found.date is not None and (found.date.value, found.date.end) == (
        "2024-06-18",
        "2024-06-19",
    )
    assert surest([]) is None
