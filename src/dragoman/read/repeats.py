"""Text told again: the same paragraph, a caption printed twice, a deck retold in the body.

Only words that add nothing are a repeat: every content word of the later part must stand in
the earlier one, in the same order and close together, with as many negations. So "Kim received
Putin" and "Kim received Xi" are two stories, and a fuller paragraph never repeats its deck.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

FEWEST_CONTENT_WORDS = 5
"""Shorter parts repeat another only when they are the same word for word."""

FEWEST_SAME_WORDS = 3
"""One or two words ("Background") may open two sections."""

MOST_COMPARED = 40
"""Earlier parts sharing the rarest word that are compared; enough for any report, and a file
that repeats one line a thousand times stays fast."""

SPREAD = 1.5
"""The earlier part's stretch may hold this many times the content words of the later."""

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_FUNCTION = frozenset(
    """a an and are as at be been but by for from had has have he her his in is it its of on or s
    she that the their them they this to was were which who will with""".split()
)
_NEGATIONS = frozenset(
    "no not never none nor neither without nobody nothing cannot denied denies deny".split()
)


def tokens(text: str) -> tuple[str, ...]:
    """The words in one spelling: case, quotes, accents' forms and possessives levelled.

    >>> tokens("North Korea’s Kim")
    ('north', 'korea', 'kim')
    """
    return _remembered(text) if len(text) <= MOST_REMEMBERED_CHARACTERS else _tokens(text)


MOST_REMEMBERED_CHARACTERS = 2_000
"""Longer texts are split anew each time: what is kept stays below some megabytes."""


@lru_cache(maxsize=1_024)
def _remembered(text: str) -> tuple[str, ...]:
    """The rules of a layout ask for the words of one paragraph again and again."""
    return _tokens(text)


def _tokens(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    found: list[str] = []
    for word in _WORD.findall(plain):
        stem = word[:-2] if word.endswith("'s") else word
        if stem.endswith("n't"):
            found.append("not")
        elif stem:
            found.append(stem)
    return tuple(found)


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for quotes, case, spaces and punctuation."""
    words = tokens(one)
    return bool(words) and words == tokens(other)


def repeats_of(texts: Sequence[str | None]) -> dict[int, int]:
    """Which text repeats which earlier one; a text given as None takes no part.

    The answer always names a text that repeats nothing itself.

    >>> repeats_of(["Kim thanked Putin.", "They met in Pyongyang.", "Kim thanked Putin"])
    {2: 0}
    """
    repeats: dict[int, int] = {}
    known = _Known()
    for index, text in enumerate(texts):
        words = tokens(text) if text is not None else ()
        if not words:
            continue
        earlier = known.told(words)
        if earlier is None:
            known.add(index, words)
        else:
            repeats[index] = earlier
    return repeats


class _Known:
    """The texts so far, found again by their words."""

    def __init__(self) -> None:
        self._exact: dict[tuple[str, ...], int] = {}
        self._content: dict[int, tuple[str, ...]] = {}
        self._negations: dict[int, int] = {}
        self._by_word: dict[str, list[int]] = defaultdict(list)

    def add(self, index: int, words: tuple[str, ...]) -> None:
        self._exact.setdefault(words, index)
        content = _content(words)
        self._content[index] = content
        self._negations[index] = _negations(words)
        for word in set(content):
            self._by_word[word].append(index)

    def told(self, words: tuple[str, ...]) -> int | None:
        """The earlier text that holds all of this one."""
        exact = self._exact.get(words)
        if exact is not None and len(words) >= FEWEST_SAME_WORDS:
            return exact
        content = _content(words)
        if len(content) < FEWEST_CONTENT_WORDS:
            return None
        rarest = min((self._by_word.get(w, []) for w in set(content)), key=len)
        negations = _negations(words)
        for index in rarest[:MOST_COMPARED]:
            if self._negations[index] == negations and holds(self._content[index], content):
                return index
        return None


def holds(earlier: Sequence[str], later: Sequence[str]) -> bool:
    """Whether `later` stands in `earlier` in order, within a stretch not much longer.

    >>> holds(["president", "putin", "thanked", "kim", "warmly"], ["putin", "thanked", "kim"])
    True
    """
    room = int(len(later) * SPREAD) + 1
    for start, word in enumerate(earlier):
        if word != later[0]:
            continue
        wanted = iter(later)
        sought: str | None = next(wanted)
        for found in earlier[start : start + room]:
            if found == sought:
                sought = next(wanted, None)
                if sought is None:
                    return True
    return False


def _content(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _FUNCTION)


def _negations(words: Sequence[str]) -> int:
    return sum(word in _NEGATIONS for word in words)
