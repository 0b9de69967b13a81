"""Gains and losses: the fixed corpus coded by two versions of the project.

    python bench/changes.py [REVISION]        (default HEAD, against the working tree)

The fixed corpus is the example reports, the golden reports and bench/sentences.txt. Prints how
many events were won, lost and changed, and ten of each in full. Paste it into the commit message
of a change in coding.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHOWN = 10
DAY = "2024-06-19"

CODE = """
import json, sys
from pathlib import Path
import dragoman
from tests.golden_lines import cases, golden_line
root = Path(sys.argv[1])
reports = []
for path in sorted((root / "examples").glob("*.txt")):
    reports.append((path.name, path.read_text(encoding="utf-8"), sys.argv[2]))
for path in sorted((root / "tests/golden").glob("*.txt")):
    if path.stem != "negatives":
        reports += [(c.name, c.report, c.published) for c in cases(path)]
for n, line in enumerate((root / "bench/sentences.txt").read_text().splitlines()):
    reports.append((f"sentence {n + 1}", line, sys.argv[2]))
found = {}
for name, text, day in reports:
    for event in dragoman.code(text, published=day):
        found[f"{name} @{event.trigger.start}"] = golden_line(event)
json.dump(found, sys.stdout)
"""


def coded_by(source: Path) -> dict[str, str]:
    """Golden lines of the corpus (the working tree's), by report and trigger, coded by the
    project at `source`."""
    path = os.pathsep.join((str(source / "src"), str(ROOT)))
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(ROOT), DAY],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        cwd=source,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def show(title: str, lines: list[str]) -> None:
    """One kind of difference: its number, and ten of it."""
    print(f"{title}: {len(lines)}")
    for line in lines[:SHOWN]:
        print("   ", line)


def main() -> None:
    """Compare the revision with the working tree."""
    revision = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "then"
        subprocess.run(
            ["git", "worktree", "add", "-q", "--detach", str(tree), revision], check=True, cwd=ROOT
        )
        try:
            then = coded_by(tree)
        finally:
            subprocess.run(
                ["git", "worktree", "remove", "--force", str(tree)], check=True, cwd=ROOT
            )
    now = coded_by(ROOT)
    print(f"{len(then)} events at {revision}, {len(now)} now")
    show("won", [f"{key}: {now[key]}" for key in now if key not in then])
    show("lost", [f"{key}: {then[key]}" for key in then if key not in now])
    show(
        "changed",
        [
            f"{key}: {then[key]}  =>  {now[key]}"
            for key in now
            if key in then and then[key] != now[key]
        ],
    )


if __name__ == "__main__":
    main()
