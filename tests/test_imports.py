"""The package and its help are there at once: what is heavy waits until it is needed."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

MOST_SECONDS = 0.3
TRIES = 25
HEAVY = ("numpy", "onnxruntime", "trafilatura", "lxml", "rich", "yaml", "ftfy")


@pytest.mark.parametrize(
    "command", [["-c", "import dragoman"], ["-m", "dragoman", "--help"]], ids=["import", "help"]
)
def test_at_once(command: list[str]) -> None:
    """One of some tries is fast: the others may have met a busy machine."""
    tries = (_seconds([sys.executable, *command]) for _ in range(TRIES))
    assert any(seconds < MOST_SECONDS for seconds in tries)


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def test_nothing_heavy_comes_with_the_package() -> None:
    code = f"import sys, dragoman; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
