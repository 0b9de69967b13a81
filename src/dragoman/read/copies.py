"""Copies: which reports are one report printed again, shortened or rewritten.

Forty sites that print one wire story are one source with forty copies. Of each body the runs of
four words are hashed, and every second hash, by its value, is kept: of every report the same ones
(FracMinHash: Irber and others, Lightweight compositional analysis of metagenomes with FracMinHash,
2022), so that the share two reports have in common, and the share of the shorter that stands in the
longer, can be told from the samples alone. An index from kept hashes to the reports of each day
finds those that share some. All is incremental: a report is compared with what came before.

Agencies write by formula: "X met and had a talk with Y at the Mansudae Assembly Hall" is no copy of
the same with Z. So a copy must share its particulars, the names and numbers, as well; and where
both days are known, they lie near.

Whether two reports are copies rests on the two alone, and groups are what hangs together by such
pairs: they do not depend on the order in which the reports came, or on how many there are; the
names of the groups and which report is whose nearest do.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from dragoman.read.signatures import Hashes, Signature, signature
from dragoman.records import Article

FEWEST_RUNS = 12
"""A body of fewer kept runs is compared by its words alone: equal or not."""
SAME, SHORTENED, REWRITTEN = 0.80, 0.80, 0.45
"""Least share in common of the same report, and least share of the shorter one that stands in the
longer, of a shortened and of a rewritten report. Set on pairs of KCNA and Reuters reports."""
LEAST_COMMON = 0.30
"""Least share in common of a rewritten report."""
TURNED, WORDS = 0.28, 0.60
"""The same of a report whose sentences were turned and joined ("..., the governor said" for "the
governor said ..."): few runs are left, but the words are. So the two must share most of all their
words. On the tuned half of `measure/copies.jsonl` rewrites have 0.30 and more of the runs and, but
for two cuts, 0.63 of the words, other reports at most 0.25; among 2,500 of KCNA's, whose messages
of condolence are all to one form, pairs of two reports with such runs have up to 0.57."""
PARTICULARS = 0.65
"""Least share of the names and numbers of the one with fewer that the other has."""
FEWEST_PARTICULARS = 4
NUMBERS = 0.5
"""The same for numbers alone, where both have two or more: the Bank's 37 million of today are not
its 115 of Monday."""
FEWEST_SHARED = 3
DAYS = 5
"""Days that may lie between a report and a copy; one the same word for word may come later."""

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]


class CopyKind(StrEnum):
    """How one report is another's copy."""

    EXACT = "exact"
    SAME = "same"
    SHORTENED = "shortened"
    REWRITTEN = "rewritten"


_KINDS = (None, CopyKind.SAME, CopyKind.SHORTENED, CopyKind.REWRITTEN)


@dataclass(frozen=True, slots=True)
class Copy:
    """A report's place among the copies.

    `group` is the name of the first report of its group. `of` is the nearest report before it,
    None for the first; `common` is the share of the runs of both that both have, `inside` the share
    of the shorter that stands in the longer, both 0 to 1.
    """

    id: str
    group: str
    of: str | None
    kind: CopyKind | None
    common: float
    inside: float
    source: str


# --- two reports ----------------------------------------------------------------------


def compared(one: Signature, other: Signature) -> tuple[CopyKind | None, float, float]:
    """How two reports are copies, the share they have in common, and the shorter's share in the
    longer; None where they are two reports."""
    if one.digest == other.digest:
        return CopyKind.EXACT, 1.0, 1.0
    both = _in_both(one.runs, [other.runs])[0]
    common, inside = _shares(len(one.runs), np.array([len(other.runs)]), both)
    if not _may_be_copies(both, inside)[0]:
        return None, float(common[0]), float(inside[0])
    kind = _kinds(one, [other], common, inside)[0]
    return _KINDS[kind], float(common[0]), float(inside[0])


def _shares(size: int, sizes: Numbers, both: Numbers) -> tuple[Shares, Shares]:
    """Of a report of `size` runs and each of some of `sizes`, which share `both`: the share in
    common and that of the shorter in the longer; 0 where one is too short to be compared."""
    least = np.minimum(sizes, size)
    enough = least >= FEWEST_RUNS
    common = np.where(enough, both / np.maximum(size + sizes - both, 1), 0.0)
    return common, np.where(enough, both / np.maximum(least, 1), 0.0)


def _may_be_copies(both: Numbers, inside: Shares) -> NDArray[np.bool_]:
    """Whether the runs alone leave it open: no copy of any kind has fewer."""
    return (both >= FEWEST_SHARED) & (inside >= TURNED)


def _kinds(
    own: Signature, others: Sequence[Signature], common: Shares, inside: Shares
) -> NDArray[np.int64]:
    """How each of some reports that may be copies is one, as a place in `_KINDS`."""
    days = np.array([other.day for other in others])
    near = (days == 0) | (np.abs(days - own.day) <= DAYS) if own.day else days >= 0
    words, _ = _in_both(own.words, [other.words for other in others])
    sizes = np.array([len(other.words) for other in others])
    alike = words / np.maximum(len(own.words) + sizes - words, 1)
    rewritten = ((inside >= REWRITTEN) & (common >= LEAST_COMMON)) | (alike >= WORDS)
    kinds = np.select([common >= SAME, inside >= SHORTENED, rewritten], [1, 2, 3], 0)
    return np.where(near & _same_particulars(own, others), kinds, 0)


def _same_particulars(own: Signature, others: Sequence[Signature]) -> NDArray[np.bool_]:
    """Whether the names and numbers of the one with fewer are mostly the other's; of too few
    nothing can be said."""
    both, both_odd = _in_both(own.names, [other.names for other in others])
    least = np.minimum([len(other.names) for other in others], len(own.names))
    named = (least < FEWEST_PARTICULARS) | (both >= PARTICULARS * least)
    fewest = np.minimum([_odd(other.names) for other in others], _odd(own.names))
    return named & ((fewest < 2) | (both_odd >= NUMBERS * fewest))


def _odd(hashes: Hashes) -> int:
    return int(np.count_nonzero(hashes & np.uint64(1)))


def _in_both(own: Hashes, others: Sequence[Hashes]) -> tuple[Numbers, Numbers]:
    """How many hashes each of some has in common with `own`, and how many of those are odd; all
    are sorted, each hash once."""
    count = len(others)
    told = np.concatenate(others)
    if not len(own) or not len(told):
        return np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    places = np.minimum(np.searchsorted(own, told), len(own) - 1)
    shared = np.flatnonzero(own[places] == told)
    whose = np.repeat(np.arange(count), [len(other) for other in others])[shared]
    odd = (told[shared] & np.uint64(1)).astype(bool)
    return np.bincount(whose, minlength=count), np.bincount(whose[odd], minlength=count)


# --- many reports ---------------------------------------------------------------------

_DAY = 32
"""The bits below the day in a place of the index, which is day and number of a report."""
_DATED = 1 << _DAY


class _Index:
    """Which reports have a run, by day: what is too far off is not even looked at."""

    def __init__(self) -> None:
        self._places: dict[int, int | array[int]] = {}

    def put(self, own: Signature, number: int) -> None:
        """File a report, by its number, under its runs."""
        place = own.day << _DAY | number
        for run in own.runs.tolist():
            held = self._places.get(run)
            if held is None:
                self._places[run] = place
            elif isinstance(held, int):
                self._places[run] = array("Q", sorted((held, place)))
            else:
                insort(held, place)

    def sharing(self, own: Signature) -> tuple[Numbers, Numbers]:
        """The numbers of reports near in time that share runs, and how many they share."""
        first, last = max(own.day - DAYS, 1) << _DAY, (own.day + DAYS + 1) << _DAY
        alone: list[int] = []
        several: list[array[int]] = []
        for run in own.runs.tolist():
            held = self._places.get(run)
            if held is None:
                continue
            if isinstance(held, int):
                alone.append(held)
            elif not own.day:
                several.append(held)
            else:
                if held[0] < _DATED:
                    several.append(held[: bisect_left(held, _DATED)])
                several.append(held[bisect_left(held, first) : bisect_left(held, last)])
        found = [np.frombuffer(held, dtype=np.uint64) for held in several if held]
        if alone:
            lone = np.array(alone, dtype=np.uint64)
            near = (lone < _DATED) | ((lone >= first) & (lone < last)) if own.day else lone >= 0
            found.append(lone[near])
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        numbers, counts = np.unique(np.concatenate(found).astype(np.uint32), return_counts=True)
        return numbers.astype(np.int64), counts


class Copies:
    """The reports seen so far, and who is whose copy."""

    def __init__(self) -> None:
        """Nothing seen."""
        self._names: list[str] = []
        self._signatures: list[Signature] = []
        self._numbers: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._index = _Index()
        self._sizes = array("q")
        self._homes = array("q")
        self._members: dict[int, list[int]] = {}
        self._least: dict[int, str] = {}
        self._renamed: set[int] = set()

    def __len__(self) -> int:
        """How many reports were seen."""
        return len(self._names)

    def __contains__(self, name: str) -> bool:
        """Whether a report of this name was seen."""
        return name in self._numbers

    def add(self, article: Article) -> Copy:
        """Compare a report with those before it, and keep it."""
        return self.keep(article.id, signature(article), source_of(article))

    def keep(self, name: str, own: Signature, source: str = "") -> Copy:
        """As `add`, for a signature from a store."""
        nearest, homes = self._found(own)
        number = self._put(name, own)
        for home in homes:
            self._join(home, number)
        group = self._names[self._homes[number]]
        if nearest is None:
            return Copy(name, group, None, None, 0.0, 0.0, source)
        inside, common, before, kind = nearest
        return Copy(name, group, self._names[-before], kind, common, inside, source)

    def restore(self, name: str, own: Signature, beside: str | None = None) -> None:
        """Keep a report without comparing it: it is known that of those before it, it is only in
        the group of `beside`; of None where it is None."""
        number = self._put(name, own)
        if beside is not None:
            self._join(self._homes[self._numbers[beside]], number)

    def groups(self) -> list[tuple[str, ...]]:
        """The reports in groups of copies, each in the order of arrival, the largest first."""
        found = [self.group_of(self._names[first]) for first in sorted(self._members)]
        return sorted(found, key=lambda group: (-len(group), group[0]))

    def group_of(self, name: str) -> tuple[str, ...]:
        """The reports of the group that holds this one, in the order of arrival.

        Raises `KeyError` for a report that was not seen.
        """
        members = self._members[self._homes[self._numbers[name]]]
        return tuple(self._names[number] for number in sorted(members))

    def least_of(self, name: str) -> str:
        """The least name in the group that holds this report, whatever came first.

        Raises `KeyError` for a report that was not seen.
        """
        return self._least[self._homes[self._numbers[name]]]

    def renamed(self) -> dict[str, str]:
        """The reports whose `least_of` is another than when this was last asked, with it; those
        that are new since, too, where it is not their own name."""
        names = [self._names[number] for number in self._renamed]
        self._renamed.clear()
        return {name: self.least_of(name) for name in names}

    def sources(self) -> int:
        """How many independent sources there are: groups of copies, not reports."""
        return len(self._members)

    def _put(self, name: str, own: Signature) -> int:
        """Keep a report, at first in a group of its own; gives its number."""
        number = len(self._names)
        self._names.append(name)
        self._signatures.append(own)
        self._numbers[name] = number
        self._exact.setdefault(own.digest, number)
        self._sizes.append(len(own.runs))
        self._homes.append(number)
        self._members[number] = [number]
        self._least[number] = name
        if len(own.runs) >= FEWEST_RUNS:
            self._index.put(own, number)
        return number

    def _found(self, own: Signature) -> tuple[tuple[float, float, int, CopyKind] | None, set[int]]:
        """The nearest copy, as (inside, common, -number, kind), and the groups that hold copies."""
        found: list[tuple[float, float, int, CopyKind]] = []
        exact = self._exact.get(own.digest)
        if exact is not None:
            found.append((1.0, 1.0, -exact, CopyKind.EXACT))
        if len(own.runs) >= FEWEST_RUNS:
            found += self._sharing(own)
        homes = {self._homes[-before] for _, _, before, _ in found}
        return max(found, default=None, key=lambda copy: copy[:3]), homes

    def _sharing(self, own: Signature) -> list[tuple[float, float, int, CopyKind]]:
        """Of each group the nearest copy, if it holds one. Of most groups the nearest report is
        one, and then the others are not compared any further."""
        numbers, both = self._index.sharing(own)
        if not len(numbers):
            return []
        common, inside = _shares(len(own.runs), _viewed(self._sizes)[numbers], both)
        open = np.flatnonzero(_may_be_copies(both, inside))
        if not len(open):
            return []
        numbers, common, inside = numbers[open], common[open], inside[open]
        homes = _viewed(self._homes)[numbers]
        order = np.lexsort((numbers, -common, -inside, homes))
        first = np.ones(len(order), dtype=bool)
        first[1:] = homes[order][1:] != homes[order][:-1]
        kinds = np.zeros(len(numbers), dtype=np.int64)

        def compare(places: Numbers) -> None:
            others = [self._signatures[number] for number in numbers[places].tolist()]
            kinds[places] = _kinds(own, others, common[places], inside[places])

        compare(order[first])
        told = homes[kinds > 0]
        left = order[~first & ~np.isin(homes[order], told)]
        if len(left):
            compare(left)
        return [
            (float(inside[place]), float(common[place]), -int(numbers[place]), kind)
            for place in np.flatnonzero(kinds).tolist()
            if (kind := _KINDS[kinds[place]]) is not None
        ]

    def _join(self, one: int, other: int) -> None:
        """Make one group of those that hold two reports, by their numbers."""
        first, second = sorted((self._homes[one], self._homes[other]))
        if first == second:
            return
        least, others = sorted((first, second), key=lambda home: self._least[home])
        self._renamed.update(self._members[others])
        self._least[first] = self._least[least]
        del self._least[second]
        moved = self._members.pop(second)
        self._members[first] += moved
        for number in moved:
            self._homes[number] = first


def _viewed(numbers: array[int]) -> Numbers:
    """The numbers as they lie there; not to be kept, as nothing can be added meanwhile."""
    return np.frombuffer(numbers, dtype=np.int64)


def source_of(article: Article) -> str:
    """Whose the words are: the agency credited, else who printed them."""
    return article.agency or article.publisher or ""


def copies_of(articles: Iterable[Article]) -> Iterator[Copy]:
    """Each report with its place among the copies, in order."""
    seen = Copies()
    for article in articles:
        yield seen.add(article)
