"""Every task of the house: ``python tasks.py check`` does all that must be green.

Standard library alone, so that it runs before anything is installed; the tools it calls come
with ``pip install -e '.[dev]'``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence

PYTHON = sys.executable


def run(*command: str) -> None:
    """Run one command; stop with its status if it fails."""
    print("+", " ".join(command), flush=True)
    status = subprocess.run(command, check=False).returncode
    if status:
        raise SystemExit(status)


def module(name: str, *arguments: str) -> None:
    """Run a module of this environment."""
    run(PYTHON, "-m", name, *arguments)


def lint(*arguments: str) -> None:
    """Form and common faults, by ruff."""
    module("ruff", "format", "--check", ".")
    module("ruff", "check", ".")


def format_(*arguments: str) -> None:
    """Write the house's form into every file."""
    module("ruff", "format", ".")
    module("ruff", "check", "--fix", ".")


def types(*arguments: str) -> None:
    """Types of the package, by mypy --strict."""
    module("mypy")


def data(*arguments: str) -> None:
    """Every line of every table and lexicon."""
    module("dragoman", "data", "check")


def test(*arguments: str) -> None:
    """The tests, with whatever pytest is given besides."""
    module("pytest", *arguments)


def check(*arguments: str) -> None:
    """All that must be green before a commit lands."""
    lint()
    types()
    data()
    test()


def golden(*arguments: str) -> None:
    """Rewrite the golden files with what Dragoman gives now; review the diff."""
    module("tests.golden_lines")


def docs(*arguments: str) -> None:
    """Rewrite the generated pages of docs/."""
    pages = "from dragoman.coding import codebook, crosswalk; from pathlib import Path"
    run(
        PYTHON,
        "-c",
        f"{pages}; Path('docs/codebook.md').write_text(codebook.codebook_markdown(), 'utf-8');"
        " Path('docs/crosswalk.md').write_text(crosswalk.crosswalk_markdown(), 'utf-8')",
    )


def bench(*arguments: str) -> None:
    """How fast, beside the bare encoder."""
    run(PYTHON, "bench/speed.py", *arguments)


def changes(*arguments: str) -> None:
    """Events won, lost and changed on the fixed corpus since a revision (default HEAD)."""
    run(PYTHON, "bench/changes.py", *arguments)


TASKS: dict[str, Callable[..., None]] = {
    "check": check,
    "lint": lint,
    "format": format_,
    "types": types,
    "data": data,
    "test": test,
    "golden": golden,
    "docs": docs,
    "bench": bench,
    "changes": changes,
}


def main(arguments: Sequence[str]) -> None:
    """Run the named task, or list them."""
    if not arguments or arguments[0] not in TASKS:
        for name, task in TASKS.items():
            print(f"python tasks.py {name:8s} {(task.__doc__ or '').splitlines()[0]}")
        raise SystemExit(2 if arguments else 0)
    TASKS[arguments[0]](*arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
