"""A sentence's tree as the rules walk it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.records import Sentence, Span, Token

SUBJECTS = ("nsubj", "csubj", "nsubj:outer")
PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))

CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec""".split()
)
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence with its children listed; words are named by their index.

    `lemmas` are in lower case, as the lexicon knows them where it knows the form. `bare_passives`
    are verbs of a headline that left out its "was": "Minister jailed for fraud".
    """

    sentence: Sentence
    children: tuple[tuple[int, ...], ...]
    lemmas: tuple[str, ...]
    bare_passives: frozenset[int] = frozenset()

    @classmethod
    def of(cls, sentence: Sentence, lemma: Callable[[str, str, str], str] | None = None) -> Tree:
        """The tree of a sentence; `lemma` (of form, tag and guess) puts the guesses right."""
        below: list[list[int]] = [[] for _ in sentence.tokens]
        for token in sentence.tokens:
            if token.head >= 0:
                below[token.head].append(token.index)
        lemmas = tuple(
            (lemma(t.text, t.upos, t.lemma) if lemma else t.lemma).lower() for t in sentence.tokens
        )
        return cls(sentence, tuple(tuple(indices) for indices in below), lemmas)

    def token(self, index: int) -> Token:
        """The word at `index`."""
        return self.sentence.tokens[index]

    def lemma(self, index: int) -> str:
        """The lemma in lower case."""
        return self.lemmas[index]

    def words(self, span: Span) -> str:
        """The words at a span, parted as they are in the text."""
        inside = [t for t in self.sentence.tokens if span.covers(t.span)]
        pieces = [token.text for token in inside[:1]]
        for before, token in pairwise(inside):
            pieces.append(" " * (before.span.end < token.span.start) + token.text)
        return "".join(pieces)

    def under(self, index: int, *relations: str) -> Iterator[int]:
        """Children by one of the relations, subtypes told apart ("nsubj" is not "nsubj:pass")."""
        tokens = self.sentence.tokens
        return iter([c for c in self.children[index] if tokens[c].deprel in relations])

    def oblique(self, index: int) -> Iterator[int]:
        """Children told with a case word or bare: all kinds of `obl` and `nmod`, but no days."""
        for child in self.children[index]:
            token = self.token(child)
            named = token.deprel.startswith(("obl", "nmod"))
            if named and token.deprel not in ("nmod:poss", "nmod:desc") and not is_time(token):
                yield child

    def case(self, index: int) -> str:
        """The case word before a noun or clause, in lower case; "" where there is none.

        "because of" and "according to" give their first word, as UD hangs the second on it.
        """
        for child in self.children[index]:
            if self.token(child).deprel == "case" and self.token(child).upos != "PART":
                return self.token(child).text.lower()
        return ""

    def marked(self, index: int, *words: str) -> bool:
        """Whether a clause opens with one of the words ("to", "if", "that")."""
        return any(self.token(c).text.lower() in words for c in self.under(index, "mark"))

    def conjuncts(self, index: int) -> Iterator[int]:
        """The word itself and all that is joined to it by "and" or commas."""
        yield index
        for child in self.under(index, "conj"):
            if self.token(child).upos not in ("VERB", "AUX"):
                yield from self.conjuncts(child)

    def is_passive(self, index: int) -> bool:
        """Whether a verb is told in the passive: "was arrested", "sent by", "the men held"."""
        told = self.under(index, "aux:pass", *PASSIVE_SUBJECTS, "obl:agent")
        if index in self.bare_passives or any(True for _ in told):
            return True
        token = self.token(index)
        if token.feats.get("Voice") == "Pass":
            return not any(True for _ in self.under(index, "obj", *SUBJECTS))
        if token.deprel == "conj" and self.token(token.head).upos == "VERB":
            participle = (
                token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") == "Past"
            )
            own = any(True for _ in self.under(index, "obj", "aux", *SUBJECTS))
            return participle and not own and self.is_passive(token.head)
        return False

    def above(self, index: int) -> Iterator[int]:
        """The governors of a word, the nearest first, up to the root."""
        seen = {index}
        index = self.token(index).head
        while index >= 0 and index not in seen:
            yield index
            seen.add(index)
            index = self.token(index).head

    def within(self, index: int) -> list[int]:
        """All words of the phrase under `index`, itself too, in text order."""
        found = [index]
        for word in found:
            found.extend(self.children[word])
        return sorted(found)


def is_time(token: Token) -> bool:
    """Whether a word names a day, a month or a year: "called him on Wednesday" has no "on"."""
    if token.upos == "NUM":
        return len(token.text) == YEAR_DIGITS and token.text.isdigit()
    return token.text[:1].isupper() and token.text.rstrip(".").lower() in CALENDAR


def unique(indices: Iterable[int]) -> tuple[int, ...]:
    """Each index once, in the order of first sight."""
    return tuple(dict.fromkeys(indices))
