"""Events as Parquet: the flat table with native lists and numbers. Wants the extra `parquet`.

Rows go through a file beside the output, so that memory holds one of them at a time.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from dragoman.errors import InputError
from dragoman.export.flat import COLUMNS, Column
from dragoman.export.pairs import Reported

MEMBER = "\x1f"
"""Parts the members of a list on the way; no cell holds a control character."""
NONE = "\x1e"
"""An empty cell of the table, which is not an empty word; of a list, a list without members."""


def write_parquet(events: Iterable[Reported], path: Path) -> None:
    """Write the flat table of the events to `path`.

    Raises `InputError` where DuckDB is not installed or the file cannot be written.
    """
    try:
        import duckdb
    except ImportError as error:
        raise InputError("Parquet wants the extra: pip install 'dragoman[parquet]'") from error
    between = path.with_name(path.name + ".rows")
    try:
        _write_rows(events, between)
        with duckdb.connect() as base:
            base.execute(_copy(between, path))
    except (duckdb.Error, OSError) as error:
        raise InputError(
            f"cannot be written ({str(error).splitlines()[0][:160]})", str(path)
        ) from (error)
    finally:
        between.unlink(missing_ok=True)


def _write_rows(events: Iterable[Reported], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
        rows.writerow([column.name for column in COLUMNS])
        for told in events:
            rows.writerow([_between(column.value(told)) for column in COLUMNS])


def _between(value: object) -> str:
    if value is None or value == []:
        return NONE
    if isinstance(value, list):
        return MEMBER.join(str(member) for member in value)
    return str(value)


def _copy(rows: Path, path: Path) -> str:
    """The statement that turns the rows into Parquet."""
    columns = ", ".join(_typed(column) for column in COLUMNS)
    text = ", ".join(f"{_quoted(column.name)}: 'VARCHAR'" for column in COLUMNS)
    read = (
        f"read_csv({_quoted(str(rows))}, header = true, delim = ',', quote = '\"', escape = '\"', "
        f"nullstr = {_quoted(NONE)}, columns = {{{text}}}, auto_detect = false, "
        "max_line_size = 100000000, parallel = false)"
    )
    return f"COPY (SELECT {columns} FROM {read}) TO {_quoted(str(path))} (FORMAT parquet)"


def _typed(column: Column) -> str:
    name = f'"{column.name}"'
    if not column.type.endswith("[]"):
        return f"CAST({name} AS {column.type}) AS {name}"
    members = f"CAST(string_split({name}, chr({ord(MEMBER)})) AS {column.type})"
    return f"CASE WHEN {name} IS NULL THEN [] ELSE {members} END AS {name}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
