"""A sentence's tree seen from above: the words under each word."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Sentence, Token


class Branches:
    """The tree of one sentence, made once and asked by many rules.

    Holds for any heads: a head outside the sentence counts as no head, and walks end even in
    a circle. Read only.
    """

    __slots__ = ("children", "heads", "lowers", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        tokens = sentence.tokens
        count = len(tokens)
        self.sentence = sentence
        self.tokens = tokens
        self.heads = [
            t.head if 0 <= t.head < count and t.head != i else -1 for i, t in enumerate(tokens)
        ]
        self.lowers = [token.text.lower() for token in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        for index, head in enumerate(self.heads):
            if head >= 0:
                self.children[head].append(index)

    def head(self, index: int) -> Token | None:
        """The governor; None for the root."""
        head = self.heads[index]
        return self.tokens[head] if head >= 0 else None

    def child(self, index: int, *relations: str) -> int | None:
        """The first child with one of these relations."""
        for child in self.children[index]:
            if self.tokens[child].deprel in relations:
                return child
        return None

    def all(self, index: int, *relations: str) -> Iterator[int]:
        """All children with one of these relations, in text order."""
        return (c for c in self.children[index] if self.tokens[c].deprel in relations)

    def upwards(self, index: int) -> Iterator[int]:
        """The governors of a word, nearest first, without the word itself."""
        for _ in self.tokens:
            index = self.heads[index]
            if index < 0:
                return
            yield index

    def under(self, index: int, *, without: frozenset[int] = frozenset()) -> list[int]:
        """The word and all below it, in text order; branches at `without` are left out."""
        seen = {index}
        waiting = [index]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in seen and child not in without:
                    seen.add(child)
                    waiting.append(child)
        return sorted(seen)

    def case(self, index: int) -> str:
        """The word's preposition in lower case, "" for none."""
        child = self.child(index, "case", "mark")
        return self.lowers[child] if child is not None else ""
