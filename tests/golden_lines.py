"""Golden cases: reports with the events they must give, one readable line each.

A case in `tests/golden/*.txt`::

    # A title: why this case is here
    published: 2024-06-19
    The report, one or more lines.
    => SUPPORT RUSGOV(Vladimir Putin) -> PRKGOV(Kim Jong Un) actual "thanked" 2024-06-19 published

and a blank line before the next. A case without ``=>`` lines must give no event. The files are
rewritten by ``python tasks.py golden`` and reviewed as a diff.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dragoman
from dragoman.export.lessons import ARROW, golden_line

FOLDER = Path(__file__).parent / "golden"
STRICT = ("negatives", "known_failures", "no_deed")
"""Files that are written by hand alone."""


@dataclass(frozen=True, slots=True)
class Case:
    """One golden case; `file` and `line` say where it stands."""

    title: str
    published: str | None
    report: str
    expected: tuple[str, ...]
    file: str
    line: int

    @property
    def name(self) -> str:
        return f"{Path(self.file).stem}:{self.line}"

    def written(self, events: tuple[str, ...]) -> str:
        lines = [f"# {self.title}"]
        if self.published:
            lines.append(f"published: {self.published}")
        lines.append(self.report)
        lines += [ARROW + event for event in events]
        return "\n".join(lines) + "\n"


def cases(path: Path) -> Iterator[Case]:
    """The cases of one file, in order."""
    block: list[str] = []
    first = 1
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.strip():
            if not block:
                first = number
            block.append(line)
        elif block:
            yield _case(block, path.name, first)
            block = []


def _case(block: list[str], file: str, line: int) -> Case:
    assert block[0].startswith("# "), f"{file}:{line}: a case begins with its title"
    title, rest = block[0][2:], block[1:]
    published = None
    if rest and rest[0].startswith("published: "):
        published = rest.pop(0).removeprefix("published: ")
    expected = tuple(x.removeprefix(ARROW) for x in rest if x.startswith(ARROW))
    report = "\n".join(x for x in rest if not x.startswith(ARROW))
    return Case(title, published, report, expected, file, line)


def coded(case: Case) -> tuple[str, ...]:
    """What Dragoman makes of the case's report, as golden lines."""
    return tuple(golden_line(e) for e in dragoman.code(case.report, published=case.published))


def rewrite() -> None:
    """Write what Dragoman now gives into every golden file but the strict ones."""
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem not in STRICT:
            texts = [case.written(coded(case)) for case in cases(path)]
            path.write_text("\n".join(texts), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
