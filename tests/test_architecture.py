"""The house keeps its order: who may import whom, and how long a room may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src/dragoman"
STAGES = ("read", "parse", "understand", "coding", "merge")
COMMON = {"dragoman.records", "dragoman.errors", "dragoman.trace"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50

FILES = sorted(SOURCE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_knows_the_records_and_itself(stage: str) -> None:
    for path in sorted((SOURCE / stage).rglob("*.py")):
        for name in imported(path):
            if name.startswith("dragoman"):
                own = name == f"dragoman.{stage}" or name.startswith(f"dragoman.{stage}.")
                assert own or name in COMMON, f"{path.relative_to(SOURCE)} imports {name}"


def test_only_the_pipeline_knows_two_stages() -> None:
    for path in FILES:
        known = {
            stage
            for stage in STAGES
            for name in imported(path)
            if name == f"dragoman.{stage}" or name.startswith(f"dragoman.{stage}.")
        }
        room = path.relative_to(SOURCE).parts[0]
        if len(known) > 2:
            assert room in ("pipeline.py", "serve", "api.py"), f"{path} knows {sorted(known)}"


def test_nothing_imports_the_command_line() -> None:
    for path in FILES:
        room = path.relative_to(SOURCE).parts[0]
        if room not in ("serve", "__main__.py"):
            assert not any(n.startswith("dragoman.serve") for n in imported(path)), path


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_rooms_are_of_a_size_to_be_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name != "records.py":  # every record in one place, by decision
        assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            lines = node.end_lineno - node.lineno + 1
            assert lines <= LONGEST_FUNCTION, f"{node.name} has {lines} lines"
