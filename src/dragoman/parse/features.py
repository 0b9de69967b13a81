"""What the uncased encoder cannot see: the shape of a word and its letters."""

from __future__ import annotations

from functools import lru_cache

LETTERS_KEPT = 16
"""Letters of a word the character network reads: the first ten and the last six."""

LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    ".,;:!?'\"“”‘’`()[]{}<>-–—_/\\|@#$%&*+=~^€£§°•…"
)
PADDING = 0
STRANGE = 1
FIRST_LETTER = 2
LETTER_NUMBERS = FIRST_LETTER + len(LETTERS)

_NUMBER_OF = {letter: FIRST_LETTER + index for index, letter in enumerate(LETTERS)}

SHAPES = ("lower", "Title", "CAPITALS", "Mixed", "number", "mixed1", "sign", "A.B.")
FIRST_IN_SENTENCE = len(SHAPES)
SHAPE_NUMBERS = 2 * len(SHAPES)


@lru_cache(maxsize=50_000)
def shape_of(word: str, first: bool) -> int:
    """The shape of a word, 0 to 15: one of eight, and whether it opens the sentence.

    >>> shape_of("Putin", first=False), shape_of("Putin", first=True)
    (1, 9)
    """
    return _shape(word) + (FIRST_IN_SENTENCE if first else 0)


def _shape(word: str) -> int:
    if word.islower() and word.isalpha():
        return 0
    if word.isalpha():
        if len(word) > 1 and word.isupper():
            return 2
        return 1 if (word[0].isupper() and word[1:].islower()) or len(word) == 1 else 3
    if any(c.isdigit() for c in word):
        return 4 if not any(c.isalpha() for c in word) else 5
    if not any(c.isalpha() for c in word):
        return 6
    return 7


@lru_cache(maxsize=50_000)
def letters_of(word: str) -> tuple[int, ...]:
    """The numbers of a word's letters, padded to `LETTERS_KEPT`."""
    if len(word) > LETTERS_KEPT:
        word = word[:10] + word[-6:]
    numbers = [_NUMBER_OF.get(letter, STRANGE) for letter in word]
    return (*numbers, *[PADDING] * (LETTERS_KEPT - len(numbers)))
