"""Copies: which reports are one report printed again, shortened or rewritten.

Forty sites that print one wire story are one source with forty copies. Of each body the runs of
`RUN` words are hashed, and every hash that `SAMPLE` divides is kept: of every report the same ones
(FracMinHash: Irber and others, Lightweight compositional analysis of metagenomes with FracMinHash,
2022), so that the share two reports have in common, and the share of the shorter that stands in the
longer, can be told from the samples alone. An index from kept hashes to reports finds those that
share some. All is incremental: a report is compared with what came before.

Agencies write by formula: "X met and had a talk with Y at the Mansudae Assembly Hall" is no copy of
the same with Z. So a copy must share its particulars, the names and numbers, as well; and where
both days are known, they lie near.

The groups do not depend on the order in which the reports came, their names do.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from dragoman.records import Article, Role

RUN = 4
"""Words of a run."""
SAMPLE = 2
"""One run of so many is kept."""
FEWEST_RUNS = 12
"""A body of fewer kept runs is compared by its words alone: equal or not."""
COMMON = 60
"""A run that so many reports have ("the Korean Central News Agency said") tells of no copy."""
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
FEWEST_LETTERS = 4
"""Shorter words (the, said) tell nothing."""
PARTICULARS = 0.65
"""Least share of the names and numbers of the one with fewer that the other has."""
FEWEST_PARTICULARS = 4
NUMBERS = 0.5
"""The same for numbers alone, where both have two or more: the Bank's 37 million of today are not
its 115 of Monday."""
FEWEST_SHARED = 3
DAYS = 5
"""Days that may lie between a report and a copy; one the same word for word may come later."""

Hashes = NDArray[np.uint64]

_WORD = re.compile(r"[^\W_]+")
_TOLD = frozenset({Role.BODY})


class CopyKind(StrEnum):
    """How one report is another's copy."""

    EXACT = "exact"
    SAME = "same"
    SHORTENED = "shortened"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Signature:
    """What of a report is kept to compare it.

    `digest` is the hash of its words; `runs` the sample of its runs and `names` the names and
    numbers in it, both hashed and sorted, shape (n,), 64 bits each (a number's is odd, a name's
    even); `words` its words of four letters and more, alike; `day` is that of publication, as a
    number of days, 0 where it is not known.
    """

    digest: str
    runs: Hashes
    names: Hashes
    words: Hashes
    day: int = 0

    def to_bytes(self) -> bytes:
        """For a store: digest, day, how many runs and names, runs, names, words; little-endian."""
        counts = (self.day, len(self.runs), len(self.names))
        head = b"".join(count.to_bytes(4, "little") for count in counts)
        told = np.concatenate([self.runs, self.names, self.words]).astype("<u8").tobytes()
        return bytes.fromhex(self.digest) + head + told

    @classmethod
    def from_bytes(cls, data: bytes) -> Signature:
        """What `to_bytes` wrote."""
        day, runs, names = (int.from_bytes(data[at : at + 4], "little") for at in (16, 20, 24))
        told = np.frombuffer(data[28:], dtype="<u8").astype(np.uint64)
        named = runs + names
        return cls(data[:16].hex(), told[:runs], told[runs:named], told[named:], day)


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


def signature(article: Article) -> Signature:
    """The signature of a report's body; repeated parts, datelines and credits do not count."""
    parts = [p for p in article.parts if p.role in _TOLD and p.repeats is None]
    body = " ".join(article.words(part.span) for part in parts) or article.text
    written = _WORD.findall(body)
    words = [word.lower() for word in written]
    told = " ".join(words)
    digest = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    told_words = {_number(w) for w in words if len(w) >= FEWEST_LETTERS or w[0].isdigit()}
    return Signature(
        digest,
        _sampled(words),
        _particulars(written),
        np.array(sorted(told_words), dtype=np.uint64),
        _day(article),
    )


def _particulars(words: list[str]) -> Hashes:
    """The names and numbers: words with a capital or a digit, but for those that are written small
    elsewhere in the report (the first of a sentence)."""
    small = {word for word in words if word.islower()}
    named = {
        word.lower()
        for word in words
        if (word[0].isupper() and word.lower() not in small) or word[0].isdigit()
    }
    return np.array(
        sorted(_number(word) | 1 if word[0].isdigit() else _number(word) & ~1 for word in named),
        dtype=np.uint64,
    )


def _day(article: Article) -> int:
    if article.published is None:
        return 0
    try:
        return date.fromisoformat(article.published.value[:10]).toordinal()
    except ValueError:
        return 0


def _sampled(words: list[str]) -> Hashes:
    """The hashes of the runs that are kept, each once, sorted."""
    if len(words) < RUN:
        return np.zeros(0, dtype=np.uint64)
    numbers = np.fromiter((_number(word) for word in words), dtype=np.uint64, count=len(words))
    count = len(words) - RUN + 1
    mixed = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(RUN):
            mixed = _mixed(mixed ^ numbers[place : place + count])
    kept: Hashes = np.unique(mixed[mixed % np.uint64(SAMPLE) == 0])
    return kept


_NUMBERS: dict[str, int] = {}
MOST_NUMBERS = 500_000


def _number(word: str) -> int:
    found = _NUMBERS.get(word)
    if found is None:
        raw = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        found = int.from_bytes(raw, "little")
        if len(_NUMBERS) < MOST_NUMBERS:
            _NUMBERS[word] = found
    return found


def _mixed(values: Hashes) -> Hashes:
    """A step of splitmix64: every bit of the value moves every other."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def compared(one: Signature, other: Signature) -> tuple[CopyKind | None, float, float]:
    """How two reports are copies, the share they have in common, and the shorter's share in the
    longer; None where they are two reports."""
    if one.digest == other.digest:
        return CopyKind.EXACT, 1.0, 1.0
    least = min(len(one.runs), len(other.runs))
    if least < FEWEST_RUNS:
        return None, 0.0, 0.0
    both = len(np.intersect1d(one.runs, other.runs, assume_unique=True))
    common = both / (len(one.runs) + len(other.runs) - both)
    inside = both / least
    return _kind(one, other, both, common, inside), common, inside


def _kind(
    one: Signature, other: Signature, both: int, common: float, inside: float
) -> CopyKind | None:
    near = not one.day or not other.day or abs(one.day - other.day) <= DAYS
    if both < FEWEST_SHARED or not near or not _same_particulars(one, other):
        return None
    if common >= SAME:
        return CopyKind.SAME
    if inside >= SHORTENED:
        return CopyKind.SHORTENED
    rewritten = inside >= REWRITTEN and common >= LEAST_COMMON
    turned = inside >= TURNED and _shared(one.words, other.words) >= WORDS
    return CopyKind.REWRITTEN if rewritten or turned else None


def _shared(one: Hashes, other: Hashes) -> float:
    """The share of all words of both that both have."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / max(len(one) + len(other) - both, 1)


def _same_particulars(one: Signature, other: Signature) -> bool:
    """Whether the names and numbers of the one with fewer are mostly the other's; of too few
    nothing can be said."""
    both = np.intersect1d(one.names, other.names, assume_unique=True)
    least = min(len(one.names), len(other.names))
    if least >= FEWEST_PARTICULARS and len(both) < PARTICULARS * least:
        return False
    fewest = min(_odd(one.names), _odd(other.names))
    return fewest < 2 or _odd(both) >= NUMBERS * fewest


def _odd(hashes: Hashes) -> int:
    return int(np.count_nonzero(hashes & np.uint64(1)))


class Copies:
    """The reports seen so far, and who is whose copy."""

    def __init__(self) -> None:
        """Nothing seen."""
        self._names: list[str] = []
        self._signatures: list[Signature] = []
        self._sources: list[str] = []
        self._exact: dict[str, int] = {}
        self._index: dict[int, list[int]] = {}
        self._above: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._numbers: dict[str, int] = {}

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
        number = len(self._names)
        nearest: tuple[float, float, int, CopyKind] | None = None
        self._above.append(number)
        self._members[number] = [number]
        self._numbers[name] = number
        for other in self._candidates(own):
            kind, common, inside = compared(own, self._signatures[other])
            if kind is None:
                continue
            self._join(other, number)
            if nearest is None or (inside, common) > nearest[:2]:
                nearest = (inside, common, other, kind)
        self._names.append(name)
        self._signatures.append(own)
        self._sources.append(source)
        self._exact.setdefault(own.digest, number)
        for run in own.runs.tolist():
            places = self._index.setdefault(run, [])
            if len(places) <= COMMON:
                places.append(number)
        group = self._names[self._first(number)]
        if nearest is None:
            return Copy(name, group, None, None, 0.0, 0.0, source)
        inside, common, other, kind = nearest
        return Copy(name, group, self._names[other], kind, common, inside, source)

    def groups(self) -> list[tuple[str, ...]]:
        """The reports in groups of copies, each in the order of arrival, the largest first."""
        found: dict[int, list[str]] = {}
        for number, name in enumerate(self._names):
            found.setdefault(self._first(number), []).append(name)
        return sorted((tuple(g) for g in found.values()), key=lambda g: (-len(g), g[0]))

    def group_of(self, name: str) -> tuple[str, ...]:
        """The reports of the group that holds this one, in the order of arrival.

        Raises `KeyError` for a report that was not seen.
        """
        members = self._members[self._first(self._numbers[name])]
        return tuple(self._names[number] for number in sorted(members))

    def sources(self) -> int:
        """How many independent sources there are: groups of copies, not reports."""
        return sum(self._first(number) == number for number in range(len(self._names)))

    def _candidates(self, own: Signature) -> Iterable[int]:
        """The reports that share enough rare runs, or all words."""
        shared: Counter[int] = Counter()
        for run in own.runs.tolist():
            places = self._index.get(run, ())
            if len(places) <= COMMON:
                shared.update(places)
        found = {number for number, count in shared.items() if count >= FEWEST_SHARED}
        exact = self._exact.get(own.digest)
        return sorted(found | ({exact} if exact is not None else set()))

    def _first(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._first(one), self._first(other)))
        if first != second:
            self._above[second] = first
            self._members[first] += self._members.pop(second)


def source_of(article: Article) -> str:
    """Whose the words are: the agency credited, else who printed them."""
    return article.agency or article.publisher or ""


def copies_of(articles: Iterable[Article]) -> Iterator[Copy]:
    """Each report with its place among the copies, in order."""
    seen = Copies()
    for article in articles:
        yield seen.add(article)
