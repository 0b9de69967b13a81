"""The pieces of the command line that need no model: cache, progress, output, tally, checks."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dragoman.errors import LexiconError
from dragoman.records import Failure
from dragoman.serve.check import faults, told
from dragoman.serve.cli import Commands, main
from dragoman.serve.progress import Progress
from dragoman.serve.remember import RUNS_KEPT, cache_file, recall, remember
from dragoman.serve.running import Output, Run
from dragoman.serve.table import console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DRAGOMAN_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "dragoman/runs.json"


def test_a_run_is_found_by_the_first_letters_of_its_event(cache: Path) -> None:
    remember(["/news/a.txt"], "2024-06-19", ["abc123", "def456"])
    assert recall("def") == (["/news/a.txt"], "2024-06-19")
    assert recall("9") is None


def test_runs_that_differ_by_date_are_both_kept(cache: Path) -> None:
    remember(["/a.txt"], "2024-06-19", ["aaa"])
    remember(["/a.txt"], "2024-06-20", ["bbb"])
    assert recall("aaa") == (["/a.txt"], "2024-06-19")
    assert recall("bbb") == (["/a.txt"], "2024-06-20")


def test_the_same_run_is_kept_once_and_old_ones_go(cache: Path) -> None:
    for _ in range(2):
        remember(["/a.txt"], None, ["aaa"])
    assert len(json.loads(cache.read_text("utf-8"))) == 1
    for number in range(RUNS_KEPT + 5):
        remember([f"/{number}.txt"], None, [f"x{number}"])
    assert len(json.loads(cache.read_text("utf-8"))) == RUNS_KEPT
    assert recall("aaa") is None


def test_a_relative_input_is_found_from_another_folder(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    remember(["a.txt", "-"], None, ["aaa"])
    assert recall("aaa") == ([str(tmp_path / "a.txt"), "-"], None)


@pytest.mark.parametrize(
    "content", ["", "{", "{}", "[1]", '[{"inputs": "a", "events": ["aaa"]}]', '[{"events": null}]']
)
def test_a_damaged_cache_is_passed_over_and_mended(cache: Path, content: str) -> None:
    cache.parent.mkdir()
    cache.write_text(content, "utf-8")
    assert recall("aaa") is None
    remember(["/b.txt"], None, ["bbb"])
    assert recall("bbb") == (["/b.txt"], None)


def test_the_cache_can_be_turned_off(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_NO_CACHE", "1")
    remember(["/a.txt"], None, ["aaa"])
    assert cache_file() is None and recall("aaa") is None and not cache.exists()


def test_progress_only_on_a_terminal_and_for_more_than_a_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ticks: Iterator[float] = iter(range(100))
    monkeypatch.setattr("dragoman.serve.progress.time.monotonic", lambda: float(next(ticks)))
    pipe, terminal = io.StringIO(), Terminal()
    for stream in (pipe, terminal):
        progress = Progress(stream)
        for read in range(1, Progress.FEW + 1):
            progress.step(read, 0)
        assert stream.getvalue() == ""
        progress.step(Progress.FEW + 1, 1)
        progress.clear()
    assert pipe.getvalue() == ""
    assert "4 reports, 1 failed" in terminal.getvalue() and terminal.getvalue().endswith("\r")


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old", "utf-8")
    with pytest.raises(RuntimeError), Output(target) as output:
        output.write("half")
        raise RuntimeError
    assert target.read_text("utf-8") == "old"
    with Output(target) as output:
        output.write("whole")
    assert target.read_text("utf-8") == "whole\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_failures_are_named_counted_and_set_the_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = Failure("b", "read", "not JSON", file="news.jsonl", line=2)
    with Output(tmp_path / "out.jsonl") as output:
        run = Run(output)
        assert list(run.articles([bad])) == []
    with pytest.raises(SystemExit) as ended:
        run.finish("0 events")
    assert ended.value.code == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == ["news.jsonl:2: not JSON", "0 read, 1 failed, 0 events"]
    row = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    assert (row["article_id"], row["stage"], row["line"]) == ("b", "read", 2)


def test_a_run_without_failures_ends_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    Run(None).finish("nothing")
    assert capsys.readouterr().err == ""


def test_no_colour_and_no_wild_width_outside_a_terminal() -> None:
    stream = io.StringIO()
    console(stream).print("[bold]x[/bold]", style="red")
    assert stream.getvalue() == "x\n"


def test_a_closed_pipe_is_no_failure() -> None:
    @click.group(cls=Commands)
    def group() -> None:
        pass

    @group.command()
    def endless() -> None:
        raise BrokenPipeError

    assert CliRunner().invoke(group, ["endless"]).exit_code == 0


def test_a_console_on_a_closed_pipe_raises_what_the_command_knows() -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        console(Closed()).print("x")


def test_a_reader_who_leaves_gets_status_zero(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    rows = ({"id": f"a{i}", "text": "Russia attacked Ukraine."} for i in range(200))
    news.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    command = [sys.executable, "-m", "dragoman", "code", str(news), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline().startswith(b'{"id"')
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


def test_a_missing_table_is_a_fault_like_any_other(tmp_path: Path) -> None:
    found = [str(fault) for fault in faults(tmp_path)]
    for table in ("types.yaml", "classes.yaml", "families.yaml", "status.yaml", "states.tsv"):
        assert any(table in line and "missing" in line for line in found), table
    done = CliRunner().invoke(main, ["data", "check", str(tmp_path)])
    assert done.exit_code == 1 and "states.tsv" in done.stdout


def test_a_checker_that_stops_is_told(tmp_path: Path) -> None:
    def stops(place: Path) -> Iterator[LexiconError]:
        yield LexiconError("first", "a.yaml", 3)
        raise LexiconError("then", "a.yaml", 9)

    assert [str(fault) for fault in told(stops, tmp_path)] == ["a.yaml:3: first", "a.yaml:9: then"]


def test_the_shipped_tables_have_no_faults() -> None:
    assert list(faults()) == []
