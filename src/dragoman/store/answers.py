"""What a question to a store gives: rows, as Python, Arrow, pandas, polars, or in a notebook."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import StoreError
from dragoman.store.database import Row

SHOWN = 20
"""Rows shown in a notebook."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Names of columns and rows, in the order that the question asks for.

    `marked`, where there is one, gives for the first rows the sentence with its words marked, as
    HTML (of events: the words of the report with actors, place and trigger marked).
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    marked: Callable[[Sequence[Row]], list[str]] | None = field(default=None, compare=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows as mappings from column to value."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> list[Any]:
        """The values of a column. Raises `KeyError` for one that is not there."""
        if name not in self.columns:
            raise KeyError(name)
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    # --- other libraries --------------------------------------------------------------

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as an Arrow stream, for every library that reads the Arrow C interface."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> Any:
        """A pyarrow table. Raises `StoreError` where pyarrow is not installed."""
        try:
            import pyarrow
        except ImportError as error:
            raise StoreError("Arrow needs pyarrow: pip install pyarrow") from error
        columns = [self.column(name) for name in self.columns]
        arrays = [pyarrow.array(values) for values in columns]
        # a column without a value has no kind of its own; readers expect text
        text = pyarrow.string()
        arrays = [a.cast(text) if pyarrow.types.is_null(a.type) else a for a in arrays]
        return pyarrow.table(arrays, names=list(self.columns))

    def to_pandas(self) -> Any:
        """A pandas DataFrame. Raises `StoreError` where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise StoreError("to_pandas needs pandas: pip install pandas") from error
        return pandas.DataFrame(list(self.rows), columns=list(self.columns))

    def to_polars(self) -> Any:
        """A polars DataFrame. Raises `StoreError` where polars is not installed."""
        try:
            import polars
        except ImportError as error:
            raise StoreError("to_polars needs polars: pip install polars") from error
        rows = [tuple(row) for row in self.rows]
        return polars.DataFrame(
            rows, schema=list(self.columns), orient="row", infer_schema_length=None
        )

    # --- texts and files --------------------------------------------------------------

    def to_csv(self) -> str:
        """The rows as CSV with a line of names; nothing told is an empty cell."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return out.getvalue()

    def to_jsonl(self) -> str:
        """The rows as JSON Lines; days are ISO."""
        return "".join(json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in self)

    def to_parquet(self, path: str | Path) -> None:
        """Write the rows to a Parquet file. Raises `StoreError` where pyarrow is not installed."""
        table = self.to_arrow()
        from pyarrow import parquet

        parquet.write_table(table, str(path))

    def _repr_html_(self) -> str:
        """A table for a notebook; of events with the words of the report, marked."""
        shown = self.rows[:SHOWN]
        marked = self.marked(shown) if self.marked is not None else None
        names = [*self.columns, *(["words"] if marked else [])]
        kept = [n for n, name in enumerate(self.columns) if not (marked and name == "words")]
        names = [self.columns[n] for n in kept] + (["words"] if marked else [])
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        lines = []
        for number, row in enumerate(shown):
            cells = "".join(f"<td>{html.escape(_shown(row[n]))}</td>" for n in kept)
            words = f"<td>{marked[number]}</td>" if marked else ""
            lines.append(f"<tr>{cells}{words}</tr>")
        more = len(self.rows) - len(shown)
        below = f"<p>and {more} more</p>" if more > 0 else ""
        return f"<table><tr>{head}</tr>{''.join(lines)}</table>{below}"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def marked_words(words: str, marks: Sequence[tuple[int, int, str]]) -> str:
    """Words with marks over them, as HTML; of marks that cross, the one that begins first counts.

    >>> marked_words("Putin thanked Kim.", [(0, 5, "actor"), (6, 13, "trigger")])
    '<mark title="actor">Putin</mark> <mark title="trigger">thanked</mark> Kim.'
    """
    out: list[str] = []
    at = 0
    for start, end, kind in sorted(marks):
        if start >= at and end <= len(words) and start < end:
            out.append(html.escape(words[at:start]))
            out.append(f'<mark title="{kind}">{html.escape(words[start:end])}</mark>')
            at = end
    return "".join(out) + html.escape(words[at:])
