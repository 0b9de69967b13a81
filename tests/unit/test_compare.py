"""Two files of events side by side."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from tests.exported import event, told

from dragoman.export.formats import lines
from dragoman.export.jsonl import event_to_dict
from dragoman.foreign.codes import NOWHERE
from dragoman.foreign.compare import compare, pairs_of
from dragoman.records import EventType, Failure, ForeignEvent, Party, Status
from dragoman.serve.cli import main

FOREIGN = Path(__file__).parents[1] / "foreign"


def party(country: str, sector: str = "GOV") -> Party:
    return Party(country, country, sector, country + sector, None, False)


def foreign(
    id: str,
    day: str | None,
    type: EventType | None = EventType.ACCUSE,
    actors: tuple[str, ...] = ("RUS",),
    recipients: tuple[str, ...] = ("USA",),
    happened: bool = True,
) -> ForeignEvent:
    return ForeignEvent(
        "icews",
        id,
        day,
        type,
        None,
        None,
        None,
        tuple(party(c) for c in actors),
        tuple(party(c) for c in recipients),
        None,
        None,
        None,
        happened,
    )


def test_an_event_is_found_a_day_around_with_its_type_and_pair() -> None:
    ours = [foreign("1", "2024-06-19"), foreign("2", "2024-06-25", recipients=("GBR",))]
    theirs = [
        foreign("a", "2024-06-20"),
        foreign("b", "2024-06-21"),
        foreign("c", "2024-06-19", EventType.REQUEST),
        foreign("d", "2024-06-19", actors=("USA",), recipients=("RUS",)),
        foreign("e", "2024-09-01"),
        foreign("f", "2024-06-19", None),
    ]
    found = compare(lambda: ours, lambda: theirs)
    assert (found.theirs_in_ours.looked_at, found.theirs_in_ours.found) == (4, 1)
    assert [e.id for e in found.theirs_in_ours.own] == ["c", "d", "b"]
    assert (found.ours_in_theirs.looked_at, found.ours_in_theirs.found) == (2, 1)
    assert found.theirs_in_ours.share == 0.25
    assert found.theirs.untyped == 1 and found.theirs.events == 6


def test_parties_of_a_mutual_act_are_pairs_both_ways() -> None:
    talks = foreign("1", "2024-06-19", EventType.CONSULT, ("RUS", "PRK"), ())
    assert set(pairs_of(talks)) == {("RUS", "PRK"), ("PRK", "RUS")}
    march = foreign("2", "2024-06-19", EventType.PROTEST, ("FRA", "FRA"), ())
    assert pairs_of(march) == (("FRA", NOWHERE),)
    theirs = [foreign("a", "2024-06-19", EventType.CONSULT, ("PRK",), ("RUS",))]
    found = compare(lambda: [talks], lambda: theirs)
    assert found.theirs_in_ours.share == found.ours_in_theirs.share == 1.0


def test_months_move_together() -> None:
    def year(counts: list[int]) -> list[ForeignEvent]:
        return [
            foreign(f"{month}-{n}", f"2024-{month:02d}-10")
            for month, count in enumerate(counts, start=1)
            for n in range(count)
        ]

    found = compare(lambda: year([1, 2, 3, 4]), lambda: year([2, 4, 6, 8]))
    assert found.months == ("2024-01", "2024-02", "2024-03", "2024-04")
    assert found.correlations["all"] is not None and round(found.correlations["all"], 6) == 1
    assert found.correlations["ACCUSE"] == found.correlations["all"]
    against = compare(lambda: year([4, 3, 2, 1]), lambda: year([1, 2, 3, 4]))
    assert against.correlations["all"] is not None and against.correlations["all"] < -0.99
    assert compare(lambda: year([1, 2]), lambda: year([1, 2])).correlations["all"] is None
    assert compare(lambda: year([1, 1, 1]), lambda: year([1, 2, 3])).correlations["all"] is None


def test_months_without_an_event_count() -> None:
    ours = [foreign("1", "2024-01-10"), foreign("2", "2024-04-10")]
    found = compare(lambda: ours, lambda: ours)
    assert found.months == ("2024-01", "2024-02", "2024-03", "2024-04")


def test_what_did_not_happen_stays_out() -> None:
    ours = [foreign("1", "2024-06-19", happened=False), foreign("2", "2024-06-20")]
    some = compare(lambda: ours, lambda: ours)
    assert (some.ours.events, some.ours.left_out) == (1, 1)
    every = compare(lambda: ours, lambda: ours, every_status=True)
    assert every.ours.events == 2


def test_what_has_no_day_is_counted_and_not_looked_for() -> None:
    ours = [foreign("1", "2024-06"), foreign("2", None), foreign("3", "2024-06-19")]
    found = compare(lambda: ours, lambda: ours)
    assert found.ours.undated == 2 and found.ours_in_theirs.looked_at == 1


def test_examples_are_ten_and_the_same_each_time() -> None:
    theirs = [foreign(str(n), "2024-06-19", actors=("CHN",)) for n in range(40)]
    ours = [foreign("x", "2024-06-19")]
    first = compare(lambda: ours, lambda: theirs).theirs_in_ours.own
    again = compare(lambda: ours, lambda: reversed(theirs)).theirs_in_ours.own
    assert len(first) == 10 and {e.id for e in first} == {e.id for e in again}


def test_failures_are_kept() -> None:
    bad = Failure("x:1", "read", "no", "x", 1)
    found = compare(lambda: [bad, foreign("1", "2024-06-19")], list)
    assert found.ours.failures == [bad] and found.theirs_in_ours.share is None


def test_the_command_prints_a_table(tmp_path: Path) -> None:
    ours = tmp_path / "ours.jsonl"
    rows = [event(), event(id="b", status=Status.FUTURE)]
    ours.write_text("\n".join(json.dumps(event_to_dict(row)) for row in rows), "utf-8")
    done = CliRunner().invoke(main, ["compare", str(ours), str(FOREIGN / "icews.tab")])
    assert done.exit_code == 1  # lines of theirs failed, and are named
    assert "icews.tab:7: 4 cells, the head line has 20" in done.stderr
    assert "theirs that ours has too: 2 of 2 in the days of both (100.0 %)" in done.stdout
    assert "not told as happened" in done.stdout and "RUS > PRK" in done.stdout
    assert "CONSULT" in done.stdout


def test_the_command_gives_json(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.tsv"
    theirs.write_text("\n".join(lines([told()], "polecat")) + "\n", "utf-8")
    ours = tmp_path / "ours.tsv"
    ours.write_text("\n".join(lines([told()], "phoenix")) + "\n", "utf-8")
    done = CliRunner().invoke(main, ["compare", str(ours), str(theirs), "--json"])
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert found["theirs_in_ours"]["share"] == 1.0
    assert found["ours"]["pairs"] == [{"actor": "RUS", "recipient": "PRK", "events": 1}]
    assert found["correlations"]["all"] is None


def test_a_file_of_no_known_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n", "utf-8")
    done = CliRunner().invoke(main, ["compare", str(tmp_path / "x.csv"), str(tmp_path / "x.csv")])
    assert done.exit_code == 1 and "none of a file of dragoman" in done.output
    wrong = CliRunner().invoke(main, ["compare", "gone", "gone"])
    assert wrong.exit_code == 2
