"""Reads the YAML tables of the coding stage and keeps the line of every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import ClassVar

import yaml

from dragoman.errors import LexiconError

# libyaml reads the lexicon ten times faster; the pure Python loader gives the same rows.
_BASE: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOLEAN = "tag:yaml.org,2002:bool"


class _Loader(_BASE):  # type: ignore[misc, valid-type]
    """YAML where "on", "off", "yes" and "no" are words, not truth values: they are slots here."""

    yaml_implicit_resolvers: ClassVar = {
        first: [pair for pair in pairs if pair[0] != _BOOLEAN or first in "tTfF"]
        for first, pairs in _BASE.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its values, its file as named in messages, and its line (from 1)."""

    values: Mapping[str, object]
    file: str
    line: int

    @property
    def where(self) -> str:
        """The row's place, as traces and messages name it."""
        return f"{self.file}:{self.line}"

    def error(self, reason: str) -> LexiconError:
        """The error that names this row."""
        entry = self.values.get("lemma") or self.values.get("code") or self.values.get("type")
        return LexiconError(reason, self.file, self.line, str(entry) if entry else None)


def data_folder() -> Traversable:
    """The folder of data shipped with the package."""
    return files("dragoman") / "data"


def read_rows(folder: Traversable, name: str) -> tuple[Row, ...]:
    """The rows of the YAML list `name` (a path under `folder`), in file order.

    Raises `LexiconError` where the file is no list of mappings.
    """
    return tuple(_rows(_text(folder, name), name))


def read_mapping(folder: Traversable, name: str) -> dict[str, tuple[object, int]]:
    """The keys of the YAML mapping `name`: each with its value and its line.

    Raises `LexiconError` where the file is no mapping or a key is given twice.
    """
    loader = _Loader(_text(folder, name))
    node = _single_node(loader, name)
    if not isinstance(node, yaml.MappingNode):
        raise LexiconError("a mapping is expected here", name, 1)
    found: dict[str, tuple[object, int]] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        word = str(loader.construct_object(key))
        if word in found:
            raise LexiconError("given twice", name, line, word)
        found[word] = (loader.construct_object(value, deep=True), line)
    return found


def _rows(text: str, name: str) -> Iterator[Row]:
    loader = _Loader(text)
    node = _single_node(loader, name)
    if not isinstance(node, yaml.SequenceNode):
        raise LexiconError("a list is expected here", name, 1)
    for item in node.value:
        line = item.start_mark.line + 1
        values = loader.construct_object(item, deep=True)
        if not isinstance(values, dict):
            raise LexiconError("every row must be a mapping", name, line)
        yield Row(values, name, line)


def _single_node(loader: yaml.SafeLoader, name: str) -> yaml.Node | None:
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise LexiconError(f"not YAML: {error.problem}", name, line) from error


def _text(folder: Traversable, name: str) -> str:
    place = folder
    for step in name.split("/"):
        place = place / step
    return place.read_text(encoding="utf-8")
