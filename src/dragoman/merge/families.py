"""Which trigger words tell of one act (data/lexicon/families.yaml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise

from dragoman.errors import LexiconError

FILE = "lexicon/families.yaml"


@dataclass(frozen=True, slots=True)
class Families:
    """The families of each word; a word may be in several."""

    of: Mapping[str, frozenset[int]]

    def related(self, one: str, other: str) -> bool:
        """Whether two trigger words can tell of one act.

        >>> load_families().related("visit", "arrive"), load_families().related("visit", "thank")
        (True, False)
        """
        none: frozenset[int] = frozenset()
        return one == other or not self.of.get(one, none).isdisjoint(self.of.get(other, none))


@cache
def load_families() -> Families:
    """The shipped families; raises `LexiconError` at a broken line."""
    return read_families(resources.files("dragoman").joinpath("data"))


def read_families(folder: Traversable) -> Families:
    """The families under `folder`."""
    found: dict[str, set[int]] = {}
    for number, words in enumerate(_rows(folder)):
        for word in words:
            found.setdefault(word, set()).add(number)
    return Families({word: frozenset(numbers) for word, numbers in found.items()})


def _rows(folder: Traversable) -> list[list[str]]:
    import yaml

    rows = yaml.safe_load(folder.joinpath(FILE).read_text(encoding="utf-8"))
    for row in rows if isinstance(rows, list) else [None]:
        if not isinstance(row, list) or not all(isinstance(word, str) for word in row):
            raise LexiconError("a family is a list of words", FILE, entry=str(row))
    return [list(row) for row in rows]


def check_families(folder: Traversable) -> Iterator[LexiconError]:
    """What is wrong with the file: rows that are no lists, rows out of order, lone words."""
    try:
        rows = _rows(folder)
    except LexiconError as error:
        yield error
        return
    firsts = [row[0] if row else "" for row in rows]
    for before, after in pairwise(firsts):
        if after < before:
            yield LexiconError("families are sorted by their first word", FILE, entry=after)
    for row in rows:
        if len(set(row)) < 2 or len(set(row)) != len(row):
            yield LexiconError("a family has two or more different words", FILE, entry=str(row))
