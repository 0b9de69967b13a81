"""What kind of page a report is: how much of it tells of politics, and whether it is one of sport,
business, entertainment or technology, where states and persons contend without politics.

heard      what the model hears: the likeliest event of a sentence, on the mean
contexts   the likeliest context (election, protest, trade ...) of a sentence, on the mean
words      words of sport, of business, of the arts: an editor's lists
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.coding.lexicon import Lexicon
from dragoman.records import Sentence, Understood

SPORT_WORDS, SPORT_ALONE = 4, 2
"""Different words of sport that make a report one of sport, and how many of them must be of sport
alone ("striker", not "captain"); those that other reports use as well count half. Political reports
hold one or two ("goal", "match", "team") by chance. A text of a sentence or two needs two."""
PRIVATE = ("business_told", "culture_told", "technology_told")
PRIVATE_WORDS = 4
"""Different words of business, of entertainment or of technology that make a report one of it."""
FEW_SENTENCES = 2
QUIET_SENTENCES = 4
"""Sentences from which a page can be called quiet; in fewer, one act is the whole page."""
QUIET_HEARD, QUIET_CONTEXTS = 0.25, 0.2
"""Means below which a page is quiet. Of the political reports of VOA one in ten lies below the
first, of the pages of sport, business and arts nine in ten below both."""
FLOOR = 0.02
"""Added to a mean before its logarithm is taken."""


@dataclass(frozen=True, slots=True)
class Page:
    """A report as a whole; `heard` and `contexts` are means over its sentences, 0 to 1."""

    heard: float
    contexts: float
    sentences: int
    sporting: bool = False
    private: bool = False

    @classmethod
    def of(cls, understood: Understood, lexicon: Lexicon) -> Page:
        """The page that a report makes."""
        sentences = understood.parsed.sentences
        return cls(
            heard=_mean(_heard(s) for s in sentences),
            contexts=_mean(max(s.contexts.values(), default=0.0) for s in sentences),
            sentences=len(sentences),
            sporting=_is_sporting(sentences, lexicon),
            private=_is_private(sentences, lexicon),
        )

    @property
    def quiet(self) -> bool:
        """Whether hardly anything on the page tells of politics."""
        long = self.sentences >= QUIET_SENTENCES
        return long and self.heard < QUIET_HEARD and self.contexts < QUIET_CONTEXTS

    @property
    def apart(self) -> bool:
        """Whether the page stands apart from politics, by its words or by its quiet."""
        return self.sporting or self.private or self.quiet

    def features(self) -> dict[str, float]:
        """What the page says for an event told on it."""
        return {
            "page": math.log(self.heard + FLOOR),
            "page contexts": math.log(self.contexts + FLOOR),
        }


def _heard(sentence: Sentence) -> float:
    """The likeliest event that the model hears in a sentence; 0 to 1."""
    return max((p.probability for told in sentence.proposals or () for p in told.types), default=0)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _is_sporting(sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """Whether a report tells of sport, by how many different words of sport it holds."""
    alone, named, often = (
        lexicon.classes.get(name, frozenset())
        for name in ("sport_told", "sport_named", "sport_often")
    )
    tokens = [t for s in sentences for t in s.tokens]
    nouns = {t.lemma.lower() for t in tokens if t.upos == "NOUN"}
    names = {t.text.lower() for t in tokens if t.upos == "PROPN"}
    found = len((nouns & alone) | (names & named))
    if len(sentences) <= FEW_SENTENCES:
        return len(nouns & alone) >= SPORT_ALONE
    return found >= SPORT_ALONE and found + len(nouns & often) / 2 >= SPORT_WORDS


def _is_private(sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """Whether a report of several sentences tells of business, entertainment or technology."""
    if len(sentences) <= FEW_SENTENCES:
        return False
    said = {t.lemma.lower() for s in sentences for t in s.tokens}
    said |= {t.text.lower() for s in sentences for t in s.tokens}
    return any(
        len(said & lexicon.classes.get(name, frozenset())) >= PRIVATE_WORDS for name in PRIVATE
    )
