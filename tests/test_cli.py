"""The command line: what goes in, what comes out, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.serve.cli import main
from dragoman.serve.writing import OUTSIDE_FORMS

REPORT = "Russia attacked Ukraine on Tuesday. Iran threatened to attack Israel.\n"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def call(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_events_go_into_a_pipe_as_json_lines(shell: Path) -> None:
    done = call("code", "report.txt", "--published", "2024-06-19")
    events = lines(done.stdout)
    assert done.exit_code == 0
    assert [event["event_type"] for event in events] == ["ASSAULT", "THREATEN"]
    assert events[0]["article_id"] == "report.txt"
    assert (
        events[0]["date"]
        == {
            "value": "2024-06-18",
            "end": None,
            "text": "Tuesday",
            "span": [27, 34],
            "basis": "relative",
        }
        or events[0]["date"]["value"] == "2024-06-18"
    )  # type: ignore[index]


def test_every_field_of_the_contract_is_there(shell: Path) -> None:
    event = lines(call("code", "report.txt").stdout)[0]
    wanted = """id article_id url publisher published event_type mode contexts quad score cameo
        goldstein actors recipients status alleged attributions date place trigger mentions sentence
        sentence_span confidence confidences why version""".split()
    assert list(event) == wanted
    actor = event["actors"][0]  # type: ignore[index]
    assert (
        list(actor) == "text span name country sector sectors code office entity_id known".split()
    )


def test_standard_input(shell: Path) -> None:
    done = call("code", "-", given="China condemned Japan.")
    assert [event["event_type"] for event in lines(done.stdout)] == ["ACCUSE"]


def test_a_table_shows_who_and_whether(shell: Path) -> None:
    done = call("code", "report.txt", "--to", "table")
    assert "THREATEN violence" in done.stdout and "Iran (IRNGOV)" in done.stdout
    assert "\x1b[" not in done.stdout


def test_one_bad_report_is_named_and_the_rest_goes_on(shell: Path) -> None:
    Path("empty.txt").write_text("  \n", encoding="utf-8")
    Path("binary.txt").write_bytes(b"\x00\x01\x02\x03" * 100)
    Path("bad.jsonl").write_text('{"id": "a", "text": "Iran attacked Iraq."}\n{"id": \n', "utf-8")
    done = call(
        "code",
        "empty.txt",
        "binary.txt",
        "bad.jsonl",
        "gone.txt",
        "report.txt",
        "--out",
        "out.jsonl",
    )
    assert done.exit_code == 1
    rows = lines(Path("out.jsonl").read_text(encoding="utf-8"))
    failed = [row for row in rows if row.get("failure")]
    assert {row["article_id"] for row in failed} >= {"empty.txt", "binary.txt"}
    assert len(failed) == 4 and len(rows) == 7
    assert "bad.jsonl:2: " in done.stderr and "gone.txt" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("code",),
        ("code", "report.txt", "--to", "parquet"),
        ("code", "report.txt", "--to", "csv", "--out", "no/such/folder/x.csv"),
        ("code", "report.txt", "--to", "nonsense"),
        ("code", "report.txt", "--published", "yesterday"),
        ("code", "report.txt", "--out", "no/such/folder/x.jsonl"),
        ("why",),
        ("nonsense",),
    ],
)
def test_wrong_use_is_status_two(shell: Path, arguments: tuple[str, ...]) -> None:
    assert call(*arguments).exit_code == 2


def test_a_run_that_fails_leaves_no_half_file(shell: Path) -> None:
    call("code", "report.txt", "--to", "jsonl", "--out", "events.jsonl")
    assert sorted(p.name for p in shell.iterdir() if p.is_file()) == ["events.jsonl", "report.txt"]


def test_events_go_out_in_every_format(shell: Path) -> None:
    for form in OUTSIDE_FORMS:
        done = call("code", "report.txt", "--to", form, "--out", f"out.{form}")
        assert done.exit_code == 0, form
        assert Path(f"out.{form}").stat().st_size > 0
    assert Path("out.mentions.gdelt").read_text("utf-8").count("\n") == 2
    assert not list(shell.glob("*.part")) and not list(shell.glob("*.rows"))


def test_what_is_left_out_is_counted(shell: Path) -> None:
    Path("plan.txt").write_text("Iran denied that it attacked Israel.\n", encoding="utf-8")
    done = call("code", "plan.txt", "--to", "icews")
    assert "left out: icews has no column for the status" in done.stderr
    every = call("code", "plan.txt", "--to", "icews", "--every-status")
    assert "left out" not in every.stderr
    assert every.stdout.count("\n") > done.stdout.count("\n")


def test_a_failed_report_leaves_the_rest_in_a_table(shell: Path) -> None:
    done = call("code", "report.txt", "gone.txt", "--to", "csv", "--out", "out.csv")
    assert done.exit_code == 1 and "gone.txt" in done.stderr
    assert len(Path("out.csv").read_text("utf-8").splitlines()) == 3


def test_why_finds_an_event_of_the_last_run(shell: Path) -> None:
    events = lines(call("code", "report.txt", "--published", "2024-06-19").stdout)
    done = call("why", str(events[1]["id"]))
    assert done.exit_code == 0
    assert "coding.content" in done.stdout and "“attack”" in done.stdout
    assert "only threatened" in done.stdout


def test_why_codes_a_report_that_is_named(shell: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_NO_CACHE", "1")
    event = lines(call("code", "report.txt").stdout)[0]
    assert not (shell / "cache").exists()
    assert call("why", str(event["id"])).exit_code == 1
    assert call("why", str(event["id"]), "report.txt").exit_code == 0


def test_why_of_a_text_without_events_shows_what_was_refused(shell: Path) -> None:
    done = call("why", "--text", "The pilot fought the flames.")
    assert done.exit_code == 0 and "0 events" in done.stdout


def test_all_shows_what_was_refused(shell: Path) -> None:
    done = call("code", "report.txt", "--all")
    refused = [row for row in lines(done.stdout) if row.get("refused")]
    assert any("only threatened" in str(row["reason"]) for row in refused)


def test_read_gives_parts(shell: Path) -> None:
    (row,) = lines(call("read", "report.txt").stdout)
    assert row["id"] == "report.txt" and row["parts"][0]["role"] == "body"  # type: ignore[index]


def test_annotate_gives_every_layer(shell: Path) -> None:
    (row,) = lines(call("annotate", "report.txt", "--published", "2024-06-19").stdout)
    layers = (
        "id language published sentences mentions places dates claims predicates events".split()
    )
    assert list(row) == layers
    assert row["predicates"][0]["status"] == "actual"  # type: ignore[index]


def test_parse_gives_conllu_and_takes_it(shell: Path) -> None:
    done = call("parse", "report.txt")
    assert done.stdout.count("# text = ") == 2
    Path("given.conllu").write_text(done.stdout, encoding="utf-8")
    again = call("parse", "given.conllu", "--pretokenized")
    columns = [
        [line.split("\t")[1:8] for line in x.stdout.splitlines() if "\t" in line]
        for x in (done, again)
    ]
    assert columns[0] == columns[1]


def test_several_workers_give_what_one_gives(shell: Path) -> None:
    for number in range(4):
        Path(f"r{number}.txt").write_text(REPORT, encoding="utf-8")
    one = call("code", "r0.txt", "r1.txt", "r2.txt", "r3.txt", "--out", "one.jsonl")
    two = call(
        "code", "r0.txt", "r1.txt", "r2.txt", "r3.txt", "--out", "two.jsonl", "--workers", "2"
    )
    assert one.exit_code == two.exit_code == 0
    assert Path("one.jsonl").read_text("utf-8") == Path("two.jsonl").read_text("utf-8")


def test_the_shipped_tables_are_sound(shell: Path) -> None:
    done = call("data", "check")
    assert done.stdout == "" and done.exit_code == 0
