"""The commands that write, ask and correct a store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.golden_lines import cases

from dragoman.export.lessons import golden_cases, training_lines
from dragoman.serve.cli import main
from dragoman.store import Store

REPORTS = [
    (
        "a",
        "2024-06-19",
        "Russia attacked Ukraine on Tuesday. Kim Jong Un praised Putin in Pyongyang.",
    ),
    ("b", "2024-06-20", "Russia attacked Ukraine on Tuesday, officials said."),
    ("c", "2024-06-20", "Gunmen killed 14 villagers in Kano on Monday."),
]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    lines = [json.dumps({"id": i, "published": d, "text": t}) for i, d, t in REPORTS]
    Path("news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def stored(shell: Path) -> Path:
    done = call("code", "news.jsonl", "--db", "dragoman.duckdb")
    assert done.exit_code == 0, done.output
    return shell


def test_a_run_is_taken_up_where_it_ended(shell: Path) -> None:
    lines = Path("news.jsonl").read_text(encoding="utf-8").splitlines()
    Path("first.jsonl").write_text(lines[0], encoding="utf-8")
    call("code", "first.jsonl", "--db", "s.duckdb")
    done = call("code", "news.jsonl", "--db", "s.duckdb", "--out", "new.jsonl")
    assert done.exit_code == 0
    new = [json.loads(line) for line in Path("new.jsonl").read_text().splitlines()]
    assert {event["article_id"] for event in new} == {"b", "c"}
    with Store("s.duckdb", read_only=True) as store:
        assert len(store.articles()) == 3
        assert [r["n"] for r in store.sql("SELECT count(*) AS n FROM traces")] == [4]


def test_events_in_every_form(stored: Path) -> None:
    asked = ("events", "--actor", "RUS", "--recipient", "UKR", "--status", "actual")
    table = call(*asked, "--as", "table").output
    assert "RUSGOV" in table and "2024-06-18" in table
    (line,) = call(*asked, "--as", "jsonl").output.splitlines()
    assert json.loads(line)["reports"] == 2
    assert len(call(*asked).output.splitlines()) == 2
    assert call(*asked, "--as", "parquet").exit_code == 2
    assert call(*asked, "--as", "parquet", "--out", "e.parquet").exit_code == 0
    assert Path("e.parquet").stat().st_size
    few = call(
        "events", "--type", "assault", "--since", "2024", "--min-sources", "2", "--as", "csv"
    )
    assert len(few.output.splitlines()) == 2
    assert call("events", "--place", "Kano", "--first", "1").output.count("\n") == 2


def test_what_cannot_be_asked_is_told_plainly(stored: Path) -> None:
    done = call("events", "--type", "WAR")
    assert done.exit_code == 1 and "WAR" in str(done.exception)
    assert "no store" in str(call("events", "--db", "none.duckdb").exception)


def test_dyad_stories_and_sql(stored: Path) -> None:
    assert call("dyad", "RUS", "UKR", "--as", "csv").output.splitlines()[1].startswith("2024-06,1,")
    assert call("dyad", "RUS", "UKR", "--by", "year", "--status", "any").exit_code == 0
    assert call("stories", "--least", "1", "--as", "jsonl").output.count('"title"') >= 2
    assert call("sql", "SELECT count(*) AS n FROM articles").output == "n\n3\n"
    assert call("sql", "DELETE FROM articles").exit_code == 1
    assert call("sql", "SELECT count(*) AS n FROM articles").output == "n\n3\n"
    assert call("sql", "SELECT * FROM read_text('news.jsonl')").exit_code == 1


def test_corrections_come_back_as_lessons(stored: Path, tmp_path: Path) -> None:
    (line,) = call("events", "--place", "Kano", "--as", "jsonl").output.splitlines()
    event = json.loads(line)["id"]
    done = call("corrections", "add", event, "mode", "firearms", "--reason", "gunmen", "--who", "a")
    assert done.output == "mode is firearms in 1 report\n"
    done = call("corrections", "add", event, "recipients", "NGACVL villagers", "--reason", "told")
    assert done.exit_code == 0
    listed = call("corrections", "list").output
    assert "-> firearms" in listed and "(gunmen)" in listed
    golden = call("corrections", "export").output
    Path("golden.txt").write_text(golden, encoding="utf-8")
    (case,) = cases(tmp_path / "golden.txt")
    assert case.report.startswith("Gunmen killed 14") and "ASSAULT.firearms" in case.expected[0]
    (lesson,) = call("corrections", "export", "--to", "training").output.splitlines()
    read = json.loads(lesson)
    told = read["events"][0]
    assert told["mode"] == "firearms" and read["text"][slice(*told["trigger"])] == "killed"
    assert read["text"][slice(*told["recipient"][0])] == "villagers"
    assert call("corrections", "export", "--to", "jsonl").output.count("\n") == 2


def test_no_event_is_a_correction_too(stored: Path) -> None:
    (line,) = call("events", "--place", "Kano", "--as", "jsonl").output.splitlines()
    event = json.loads(line)["id"]
    with Store("dragoman.duckdb") as store:
        key = store.keys(event)[0]
        store.correct(event, "event_type", "null", who="ada", reason="a film")
        assert len(store.events(place="Kano")) == 0
        assert golden_cases(store.lessons()).count("=> ") == 0
        assert json.loads(training_lines(store.lessons()))["events"] == []
        store.correct(key, "event_type", "ASSAULT", who="ada", reason="no film")
        assert store.events(place="Kano").column("id") == [event]
