"""Reads the TSV tables of actors and keeps the line of every row, for messages and traces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from dragoman.errors import LexiconError

BETWEEN = " | "
"""What parts several values in one cell."""


@dataclass(frozen=True, slots=True)
class TsvRow:
    """One row: its cells by column, its file as messages name it, and its line (from 1)."""

    cells: Mapping[str, str]
    file: str
    line: int

    def error(self, reason: str) -> LexiconError:
        """The error that names this row."""
        return LexiconError(reason, self.file, self.line, next(iter(self.cells.values()), None))

    def text(self, column: str) -> str:
        """A cell's words, "" where it is empty or the table lacks the column."""
        return self.cells.get(column, "")

    def texts(self, column: str) -> tuple[str, ...]:
        """The values of a cell that may hold several."""
        return tuple(part for part in self.text(column).split(BETWEEN) if part)

    def day(self, column: str) -> str | None:
        """A date as ISO prefix, None where the end is open."""
        return self.text(column) or None


def read_tsv(folder: Traversable, name: str) -> tuple[TsvRow, ...]:
    """The rows of a table, in file order; empty where the file does not exist.

    Raises `LexiconError` where a row has more or fewer cells than the header.
    """
    return tuple(tsv_rows(folder, name))


def tsv_rows(folder: Traversable, name: str) -> Iterator[TsvRow]:
    """As `read_tsv`, row by row."""
    place = folder / name
    if not place.is_file():
        return
    lines = place.read_text(encoding="utf-8").split("\n")
    columns = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise LexiconError(f"{len(cells)} cells, the header has {len(columns)}", name, number)
        yield TsvRow(dict(zip(columns, cells, strict=True)), name, number)
