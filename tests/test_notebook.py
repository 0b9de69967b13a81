"""The notebook and the questions of the R page run as they stand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dragoman.store import Store
from tests.stores import coded, version

ROOT = Path(__file__).parent.parent


def test_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = json.loads((ROOT / "docs/store.ipynb").read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    cells = [c for c in notebook["cells"] if c["cell_type"] == "code"]
    for number, cell in enumerate(cells):
        exec(compile("".join(cell["source"]), f"cell {number}", "exec"), names)
    assert len(cells) >= 6 and Path("example.duckdb").exists()


def test_the_questions_of_the_r_page_run() -> None:
    page = (ROOT / "docs/r.md").read_text(encoding="utf-8")
    questions = re.findall(r'dbGetQuery\(con, "\n(.*?)"\)', page, re.DOTALL)
    assert len(questions) == 2
    with Store(":memory:") as store:
        store.write(coded(), version())
        for question in questions:
            assert store.sql(question).columns
