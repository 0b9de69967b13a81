"""The passage of the training corpus that teaches a reading: what the model has seen of its kind.

`data/models/lessons.tsv` holds the trained passages, a line for each event: type, mode, trigger,
and for the first event of a passage its name and its words. The nearest has the type of the event
and shares most with its sentence: the trigger's stem before all, then rare words, then the mode.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.coding.tables import data_folder
from dragoman.records import EventType

LESSONS_FILE = "models/lessons.tsv"
SAME_TRIGGER = 3.0
SAME_MODE = 1.0
LEAST_LIKE = 1.0
"""A lesson less like the sentence than this teaches nothing about it: neither trigger nor mode."""
STEM_LETTERS = 5
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Lesson:
    """An event of the corpus: its kind, its trigger, the passage and that one's name."""

    type: EventType
    mode: str | None
    trigger: str
    text: str
    id: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lessons:
    """All lessons, with how rare each word is among them."""

    by_type: Mapping[EventType, tuple[Lesson, ...]]
    rarity: Mapping[str, float]

    def nearest(
        self, type: EventType, mode: str | None, trigger: str, sentence: str
    ) -> Lesson | None:
        """The lesson of that type that is most like the sentence; None where none is like it."""
        words = _words(sentence)
        stem = _stem(trigger)
        best, most = None, LEAST_LIKE
        for lesson in self.by_type.get(type, ()):
            like = SAME_TRIGGER * (_stem(lesson.trigger) == stem)
            like += SAME_MODE * (lesson.mode == mode)
            shared = sum(self.rarity[word] for word in words & lesson.words)
            like += shared / (4 + sum(self.rarity[word] for word in lesson.words))
            if like > most:
                best, most = lesson, like
        return best


@cache
def load_lessons() -> Lessons:
    """The shipped lessons, read when first asked for."""
    lines = data_folder().joinpath(LESSONS_FILE).read_text(encoding="utf-8").splitlines()
    found = list(_lessons(lines))
    counts = Counter(word for lesson in found for word in lesson.words)
    rarity = {word: math.log(len(found) / count) for word, count in counts.items()}
    by_type: dict[EventType, list[Lesson]] = {}
    for lesson in found:
        by_type.setdefault(lesson.type, []).append(lesson)
    return Lessons({type: tuple(group) for type, group in by_type.items()}, rarity)


def _lessons(lines: Iterable[str]) -> Iterator[Lesson]:
    name = text = ""
    words: frozenset[str] = frozenset()
    for line in lines:
        if line.startswith("#"):
            continue
        type, mode, trigger, named, said = line.split("\t")
        if named:
            name, text, words = named, said, _words(said)
        yield Lesson(EventType(type), mode or None, trigger, text, name, words)


def _words(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text))


def _stem(word: str) -> str:
    """The first letters, enough to bring "arrested" and "arrests" together."""
    return word.lower()[:STEM_LETTERS]
