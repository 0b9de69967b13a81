"""The package and its help are there at once: what is heavy waits until it is needed.

No clock is asked, since a busy machine would fail it: what is loaded is counted.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("numpy", "onnxruntime", "trafilatura", "lxml", "rich", "yaml", "ftfy", "duckdb", "psycopg")
MOST_MODULES = 220
"""Modules loaded beyond those of a bare interpreter; 124 for the package and 165 for the help, with
click, when this was written."""
COMMANDS = {
    "import": "import dragoman",
    "help": (
        "from dragoman.serve.cli import main\n"
        "main(['--help'], standalone_mode=False, prog_name='dragoman')"
    ),
}


@pytest.mark.parametrize("code", COMMANDS.values(), ids=COMMANDS)
def test_little_is_loaded(code: str) -> None:
    loaded = _loaded(code)
    assert not [name for name in HEAVY if name in loaded]
    assert len(loaded - _loaded("pass")) < MOST_MODULES


def _loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after some code."""
    told = f"{code}\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    return set(done.stderr.split())
