"""What holds of a store, whichever database it is: the same tests on DuckDB and PostgreSQL."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.made import made as made_reports
from tests.stores import KINDS, coded, content, place_of, version

from dragoman.errors import StoreError
from dragoman.merge import report_id
from dragoman.store import Store, article_rows
from dragoman.store import rows as made
from dragoman.store.migrate import migrations


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with place_of(request.param, tmp_path) as where:
        yield where


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store(place) as made_here:
        yield made_here


@pytest.fixture
def full(store: Store) -> Store:
    store.write(coded(), version())
    return store


@pytest.fixture
def few(store: Store) -> Store:
    """A store of the made reports, of which all is known."""
    store.write(made_reports(), "made")
    return store


def bombing(store: Store) -> dict[str, Any]:
    """The event that five of the made reports tell."""
    (event,) = store.events(type="ASSAULT", place="Kandahar", until="2023-03-06")
    return dict(event)


def test_what_is_written_comes_back_as_it_was(full: Store) -> None:
    assert list(full.records()) == [event for result in coded() for event in result.events]
    articles = full.articles()
    assert list(articles.values()) == [result.article for result in coded()]


def test_writing_twice_is_writing_once(full: Store) -> None:
    before = content(full)
    again = full.write(coded(), version())
    assert (again.reports, again.known) == (0, len(coded()))
    assert content(full) == before


def test_batches_and_order_do_not_matter(place: str, store: Store, tmp_path: Path) -> None:
    mixed = list(coded())
    Random(7).shuffle(mixed)
    for at in range(0, len(mixed), 9):
        store.write(mixed[at : at + 9], version())
    with Store(tmp_path / "other.duckdb") as other:
        other.write(coded(), version(), merged=False)
        assert sum(other.gather()) == sum(len(result.events) for result in coded())
        assert content(other) == content(store)


def test_a_new_version_replaces_the_old_one(full: Store) -> None:
    later = [
        replace(result, events=tuple(replace(e, version="2", id=e.id[::-1]) for e in result.events))
        for result in coded()
    ]
    ids = full.events().column("id")
    written = full.write(later, "2")
    assert written.reports == len(later)
    assert {event.version for event in full.records()} == {"2"}
    assert full.events().column("id") == ids
    assert len(full.sql("SELECT * FROM versions")) == 2


def test_questions_are_answered(few: Store) -> None:
    bombed = few.events(type="ASSAULT", place="Kandahar", status="actual", since="2023-03")
    assert bombed.column("first_day") == [date(2023, 3, 6), date(2023, 3, 7)]
    assert bombed.column("reports") == [5, 1] and bombed.column("sources") == [4, 1]
    assert bombed.column("killed") == [14, 2]
    assert len(few.events(min_sources=4)) == 1 and len(few.events(min_sources=5)) == 0
    assert len(few.events(until="2023-03-06", place="Kandahar")) == 1
    assert len(few.events(actor="CHL", recipient="PER")) == 2
    assert len(few.events(actor="PER", recipient="CHL")) == 2
    assert len(few.events(actor="EUR", recipient="BLR", type="sanction")) == 2
    assert len(few.events(actor="BLR", recipient="EUR")) == 0
    assert len(few.events()) == 6 and len(few.events(limit=3)) == 3


def test_a_dyad_has_counts_scores_and_shares(few: Store) -> None:
    first, last = few.dyad("EUR", "BLR", by="month")
    assert (first["period"], last["period"]) == ("2022-09", "2022-12")
    assert (first["events"], first["conflict"], first["cooperation"]) == (1, 1, 0)
    assert first["mean_score"] == -6.0 and first["share"] == 1.0
    (year,) = few.dyad("CHL", "PER", by="year")
    assert (year["period"], year["events"], year["cooperation"]) == ("2023", 2, 2)
    assert year["share"] == 0.5  # two bombings are of the same year
    assert [r["period"] for r in few.dyad("EUR", "BLR", by="year")] == ["2022"]
    assert len(few.dyad("EUR", "BLR", since="2023")) == 0


def test_reports_and_disagreements_of_an_event(few: Store) -> None:
    event = bombing(few)
    told = few.told(event["id"])
    papers = told.column("publisher")
    assert papers[0] == "Kabul Courier" and papers[3:] == ["Times of Ghor", "Weekly"]
    assert set(papers[1:3]) == {"Daily", "Herat Post"}  # of one day
    said = [(row["field"], row["value"], row["article_id"]) for row in few.details(event["id"])]
    assert [each for each in said if each[0] == "killed"] == [
        ("killed", "14", "update"),
        ("killed", "14", "weekly"),
        ("killed", "9", "first"),
        ("killed", "9", "again"),
    ]
    assert ("status", "denied", "denial") in said and len(said) == 9


def test_stories_hold_several_events(few: Store) -> None:
    stories = few.stories()
    assert stories.column("events") == [2, 2] and stories.column("reports") == [6, 1]
    for story, place in zip(stories, ("Kandahar", "Lima"), strict=True):
        inside = few.sql(f"SELECT place FROM merged WHERE story = '{story['id']}'")
        assert inside.column("place") == [place, place]


@pytest.mark.parametrize(
    "wrong", [{"type": "WAR"}, {"status": "maybe"}, {"since": "yesterday"}, {"until": "2024-13"}]
)
def test_what_cannot_be_asked_is_named(store: Store, wrong: dict[str, str]) -> None:
    with pytest.raises(StoreError, match=next(iter(wrong.values()))):
        store.events(**wrong)  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        store.sql("SELECT nothing FROM nowhere")


def test_there_is_one_writer(place: str, store: Store) -> None:
    code = f"from dragoman.store import Store\nStore({place!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "one writer" in done.stderr
    with pytest.raises(StoreError, match="one writer"):
        Store(place)


def test_read_only_reads_only(place: str, store: Store) -> None:
    store.write(coded()[:2], version())
    store.close()
    with Store(place, read_only=True) as reader:
        assert len(reader.events())
        with pytest.raises(StoreError, match="read only"):
            reader.write(coded()[:1], version())
        with pytest.raises(StoreError):
            reader.sql("DELETE FROM merged")
        assert len(reader.events())


def test_a_store_of_a_later_version_is_refused(place: str, store: Store) -> None:
    store._database.run("INSERT INTO migrations VALUES (9999, 'later')")
    store.close()
    with pytest.raises(StoreError, match="later version"):
        Store(place)


def test_corrections_win_and_the_machine_value_stays(few: Store) -> None:
    event = bombing(few)
    count = few.correct(event["id"], "killed", "15", who="ada", reason="the hospital's list")
    assert count == 5
    (now,) = [e for e in few.events(place="Kandahar") if e["id"] == event["id"]]
    assert now["killed"] == 15 and now["reports"] == 5
    few.correct(event["id"], "mode", "heavy-weapons", who="ada", reason="a shell")
    few.correct(event["id"], "mode", "null", who="bob", reason="not said")
    (now,) = [e for e in few.events(place="Kandahar") if e["id"] == event["id"]]
    assert now["mode"] is None and now["killed"] == 15
    keys = few.keys(event["id"])
    (machine,) = few.sql(f"SELECT mode FROM events WHERE key = '{keys[0]}'")
    (view,) = few.sql(f"SELECT mode, corrected FROM corrected_events WHERE key = '{keys[0]}'")
    assert machine["mode"] == "explosives" and view["mode"] is None and view["corrected"]
    assert [c.who for c in few.corrections()] == ["ada"] * 10 + ["bob"] * 5


def test_corrections_outlive_a_new_version(few: Store) -> None:
    event = bombing(few)
    few.correct(event["id"], "status", "historical", who="ada", reason="of 1998")
    later = [
        replace(result, events=tuple(replace(e, version="2") for e in result.events))
        for result in made_reports()
    ]
    few.write(later, "2")
    now = bombing(few)
    assert now["id"] == event["id"] and now["status"] == "historical" and now["reports"] == 5
    assert len(few.corrections()) == 5


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("event_type", "WAR"),
        ("status", "maybe"),
        ("colour", "red"),
        ("killed", "many"),
        ("date", "soon"),
        ("actors", "Russia"),
    ],
)
def test_a_correction_is_checked(full: Store, field: str, value: str) -> None:
    event = full.events(limit=1).column("id")[0]
    with pytest.raises(StoreError):
        full.correct(event, field, value, who="ada", reason="why")
    with pytest.raises(StoreError, match="no event"):
        full.correct("nowhere", "mode", "null", who="ada", reason="why")
    with pytest.raises(StoreError, match="who"):
        full.correct(event, "mode", "null", who=" ", reason="why")
    assert full.corrections() == []


def test_a_corrected_actor_changes_who_is_found(few: Store) -> None:
    event = few.events(actor="EUR", recipient="BLR", type="SANCTION").column("id")[0]
    assert few.correct(event, "actors", "GBRGOV United Kingdom", who="ada", reason="misread") == 1
    assert len(few.events(actor="EUR", type="SANCTION", recipient="BLR")) == 1
    (now,) = few.events(actor="GBR", recipient="BLR")
    assert now["actors"] == "United Kingdom" and now["id"] == event


def test_a_failed_batch_leaves_nothing(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(full)
    extra = [replace(r, article=replace(r.article, id="x" + r.article.id)) for r in coded()[:3]]
    with monkeypatch.context() as patched:
        patched.setattr(made, "trace_row", lambda trace, key: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            full.write(extra, version())
    assert content(full) == before
    assert full.write(extra, version()).reports == 3


def test_copies_count_as_one_source(store: Store) -> None:
    first = coded()[0]
    copy = replace(
        first, article=replace(first.article, id="copy", publisher="Another", agency=None)
    )
    store.write([first], version())
    store.write([copy], version())
    event = max(store.events(), key=lambda e: e["reports"])
    assert (event["reports"], event["sources"]) == (2, 1)


def test_answers_go_to_other_libraries(few: Store, tmp_path: Path) -> None:
    import pandas
    import polars
    import pyarrow
    from pyarrow import parquet

    answer = few.events(place="Kandahar")
    assert isinstance(answer.to_pandas(), pandas.DataFrame)
    assert answer.to_polars().height == len(answer)
    assert polars.DataFrame(answer).height == len(answer)
    assert pyarrow.table(answer).num_rows == len(answer)
    answer.to_parquet(tmp_path / "a.parquet")
    assert parquet.read_table(tmp_path / "a.parquet").column("id").to_pylist() == answer.column(
        "id"
    )
    assert [json.loads(line)["id"] for line in answer.to_jsonl().splitlines()] == answer.column(
        "id"
    )
    assert answer.to_csv().splitlines()[0].startswith("id,first_day")
    page = answer._repr_html_()
    assert '<mark title="place">Kandahar</mark>' in page and 'title="trigger"' in page


KILLED = """
import sys
sys.path.insert(0, {root!r})
from dragoman.store import Store
from tests.stores import coded, version
results = coded()
with Store({place!r}) as store:
    print("open", flush=True)
    for at in range(0, len(results), 4):
        store.write(results[at : at + 4], version())
        print(at, flush=True)
"""


def test_killed_and_started_again_it_ends_the_same(place: str, tmp_path: Path) -> None:
    """Short; bench/kills.py does it twenty times, at random moments, on a larger store."""
    chance = Random(11)
    script = KILLED.format(root=str(Path(__file__).parents[2]), place=place)
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for _ in range(chance.randint(2, 5)):
            process.stdout.readline()
        time.sleep(chance.random() * 0.2)
        process.kill()
        process.wait()
        process.stdout.close()
        time.sleep(0.2)  # the server notices that the writer is gone
    with Store(place) as store:
        for at in range(0, len(coded()), 7):
            store.write(coded()[at : at + 7], version())
        killed = content(store)
    with Store(tmp_path / "whole.duckdb") as whole:
        whole.write(coded(), version())
        assert content(whole) == killed


def test_rows_and_tables_agree(store: Store) -> None:
    kinds = store._database.kinds
    assert tuple(kinds("articles")) == article_rows.ARTICLES
    assert tuple(kinds("events")) == made.EVENTS
    assert tuple(kinds("actors")) == made.ACTORS
    assert tuple(kinds("mentions")) == made.MENTIONS
    assert tuple(kinds("attributions")) == made.ATTRIBUTIONS


def test_migrations_are_numbered_without_gaps() -> None:
    numbers = [number for number, _, _ in migrations("postgres")]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_hash_of_a_report_is_of_name_and_text() -> None:
    article = coded()[0].article
    assert report_id(article) == report_id(replace(article, url="elsewhere"))
    assert report_id(article) != report_id(replace(article, text=article.text + "."))
