"""Commands on reports: what the page, `why` and `parse` do where something is odd."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.serve.cli import main

REPORT = "Russia attacked Ukraine on Tuesday. Iran thanked Iraq.\n"


@pytest.fixture(autouse=True)
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("report.txt").write_text(REPORT, encoding="utf-8")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def ids() -> list[str]:
    return [str(json.loads(row)["id"]) for row in call("code", "report.txt").stdout.splitlines()]


def test_a_page_has_its_marks_whatever_the_workers() -> None:
    call("code", "report.txt", "--to", "html", "--out", "one.html")
    call("code", "report.txt", "--to", "html", "--out", "two.html", "--workers", "2")
    assert Path("one.html").read_text("utf-8") == Path("two.html").read_text("utf-8")


def test_why_names_an_input_it_could_not_read() -> None:
    done = call("why", ids()[0], "gone.txt", "report.txt")
    assert done.exit_code == 1
    assert "“attacked” [7:15]" in done.stdout and "gone.txt: " in done.stderr


def test_why_shows_one_event_for_an_id_and_every_event_of_a_text() -> None:
    assert call("why", ids()[1]).stdout.count("trigger: ") == 1
    assert call("why", "--text", REPORT).stdout.count("trigger: ") == 2


def test_why_remembers_the_date_of_the_run() -> None:
    row = call("code", "report.txt", "--published", "2024-06-19").stdout.splitlines()[0]
    done = call("why", str(json.loads(row)["id"]))
    assert done.exit_code == 0 and "2024-06-18 (relative: Tuesday)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("why", "--text", "  "), 2),
        (("why", "abc", "--text", "x"), 2),
        (("why", "0000000000000000"), 1),
        (("why", "0000000000000000", "report.txt"), 1),
    ],
)
def test_why_says_when_it_cannot(arguments: tuple[str, ...], status: int) -> None:
    done = call(*arguments)
    assert done.exit_code == status and "Traceback" not in done.output and done.stderr


def test_a_report_read_from_a_pipe_must_be_named() -> None:
    done = CliRunner().invoke(main, ["code", "-"], input=REPORT)
    done = call("why", str(json.loads(done.stdout.splitlines()[0])["id"]))
    assert done.exit_code == 1 and "standard input is gone" in done.stderr


def test_conllu_that_is_no_text_is_one_failure() -> None:
    Path("bad.conllu").write_bytes(b"\xff\xfe\xfa")
    done = call("parse", "bad.conllu", "gone.conllu", "--pretokenized")
    assert done.exit_code == 1 and "0 read, 2 failed" in done.stderr
    assert done.stdout == ""
