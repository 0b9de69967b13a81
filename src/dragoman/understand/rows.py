"""Reads the YAML lists of cues and keeps the line of every row, for messages and traces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import yaml

from dragoman.errors import LexiconError

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values, its file as messages name it, and its line (from 1)."""

    values: Mapping[str, object]
    file: str
    line: int
    key: str

    @property
    def where(self) -> str:
        """The row's place and name: ``status.yaml:12 refuse``."""
        return f"{self.file.rpartition('/')[2]}:{self.line} {self.name}"

    @property
    def name(self) -> str:
        """The word the row is about; empty where it has none."""
        return str(self.values.get(self.key, ""))

    def error(self, reason: str) -> LexiconError:
        """The error that names this row."""
        return LexiconError(reason, self.file, self.line, self.name or None)

    def text(self, key: str, default: str | None = None) -> str:
        """A value that is a word; raises `LexiconError` where it is missing or no text."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.error(f"{key} must be a word (quote it if YAML reads it otherwise)")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A value that is a list of words; empty where it is left out."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.error(f"{key} must be a list of words")
        return tuple(value)


def read_rows(folder: Traversable, name: str, key: str) -> tuple[Row, ...]:
    """The rows of the YAML list `name` under `folder`; `key` is the field that names a row.

    Raises `LexiconError` where the file is missing, not YAML, or no list of mappings.
    """
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except OSError as error:
        raise LexiconError("the file is missing", name) from error
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()
        return tuple(_rows(loader, node, name, key))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise LexiconError(f"not YAML: {error.problem}", name, line) from error


def _rows(loader: yaml.SafeLoader, node: yaml.Node | None, name: str, key: str) -> Iterator[Row]:
    if not isinstance(node, yaml.SequenceNode):
        raise LexiconError("a list is expected here", name, 1)
    for item in node.value:
        line = item.start_mark.line + 1
        values = loader.construct_object(item, deep=True)
        if not isinstance(values, dict):
            raise LexiconError("every row must be a mapping", name, line)
        yield Row(values, name, line, key)


def check_rows(rows: Iterable[Row], allowed: frozenset[str]) -> Iterator[LexiconError]:
    """What every table of cues must keep to: known keys, an example, a source, the order."""
    before = ""
    for row in rows:
        for key in sorted(set(row.values) - allowed):
            yield row.error(f"unknown key {key}")
        for key in (row.key, "example", "source"):
            if not isinstance(row.values.get(key), str) or not row.values[key]:
                yield row.error(f"{key} must be given")
        if row.name.lower() < before:
            yield row.error(f"out of order: stands after {before}")
        before = row.name.lower()
