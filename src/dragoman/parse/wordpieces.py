"""WordPiece: the alphabet of the encoder (uncased, greedy longest match first).

After Devlin et al. 2019, and Schuster and Nakajima 2012. Words come ready from our own
tokeniser, so only the inside of a word is cut here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

MOST_PIECES = 8
"""Pieces kept of one word. Names of 40 letters gain nothing from more, and a line of
garbage must not fill the encoder."""

MOST_LETTERS = 64


class WordPieces:
    """Cuts words into numbered pieces; remembers what it has cut."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {piece: index for index, piece in enumerate(vocabulary)}
        self.pad = self._number["[PAD]"]
        self.unknown = self._number["[UNK]"]
        self.start = self._number["[CLS]"]
        self.end = self._number["[SEP]"]
        self.mask = self._number["[MASK]"]
        self._cut: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """The numbers of the pieces of one word, at least one, at most `MOST_PIECES`."""
        known = self._cut.get(word)
        if known is None:
            known = self._pieces(plain(word[:MOST_LETTERS]))[:MOST_PIECES]
            if len(self._cut) < 200_000:
                self._cut[word] = known
        return known

    def _pieces(self, word: str) -> tuple[int, ...]:
        whole = self._number.get(word)
        if whole is not None:
            return (whole,)
        pieces: list[int] = []
        for run in _runs(word):
            pieces.extend(self._greedy(run))
        return tuple(pieces) or (self.unknown,)

    def _greedy(self, run: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(run):
            for end in range(len(run), start, -1):
                piece = run[start:end] if start == 0 else "##" + run[start:end]
                number = self._number.get(piece)
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return found


def plain(word: str) -> str:
    """Lower case without accents, as the encoder learned its words.

    >>> plain("Erdoğan"), plain("São")
    ('erdogan', 'sao')
    """
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    parted = unicodedata.normalize("NFD", lowered)
    return "".join(c for c in parted if unicodedata.category(c) not in ("Mn", "Cf"))


def _runs(word: str) -> list[str]:
    """Runs of letters and digits, and each sign on its own, as BERT parts them."""
    runs: list[str] = []
    current = ""
    for letter in word:
        if letter.isalnum():
            current += letter
            continue
        if current:
            runs.append(current)
            current = ""
        runs.append(letter)
    if current:
        runs.append(current)
    return runs
