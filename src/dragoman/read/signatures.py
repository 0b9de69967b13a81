"""What is kept of a report to tell its copies: hashes of its runs of words, names and words."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dragoman.records import Article, Role

RUN = 4
"""Words of a run."""
SAMPLE = 2
"""One run of so many is kept."""
FEWEST_LETTERS = 4
"""Shorter words (the, said) tell nothing."""

Hashes = NDArray[np.uint64]

_WORD = re.compile(r"[^\W_]+")
_TOLD = frozenset({Role.BODY})


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


def signature(article: Article) -> Signature:
    """The signature of a report's body; repeated parts, datelines and credits do not count."""
    parts = [p for p in article.parts if p.role in _TOLD and p.repeats is None]
    body = " ".join(article.words(part.span) for part in parts) or article.text
    written = _WORD.findall(body)
    words = [word.lower() for word in written]
    numbers = {word: _number(word) for word in set(words)}
    told = " ".join(words)
    digest = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    told_words = {n for w, n in numbers.items() if len(w) >= FEWEST_LETTERS or w[0].isdigit()}
    return Signature(
        digest,
        _sampled([numbers[word] for word in words]),
        _particulars(set(written)),
        np.array(sorted(told_words), dtype=np.uint64),
        _day(article),
    )


def _particulars(words: set[str]) -> Hashes:
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


def _sampled(words: list[int]) -> Hashes:
    """The hashes of the runs that are kept, each once, sorted; of the hashes of words."""
    if len(words) < RUN:
        return np.zeros(0, dtype=np.uint64)
    numbers = np.array(words, dtype=np.uint64)
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
