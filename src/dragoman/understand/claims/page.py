"""A parsed report with its quotations and actors, as the choice of a speaker asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.records import ActorMention, Claim, MentionLabel, Parsed, Sentence, Span

NOWHERE = -9
"""The part of a sentence that there is none of."""


@dataclass(frozen=True)
class Page:
    """A parsed report with its quotations and actors. Read only."""

    parsed: Parsed
    quotes: Sequence[Span]
    mentions: Sequence[ActorMention]

    @cached_property
    def sentences(self) -> Mapping[int, Sentence]:
        """The sentences by their index."""
        return {sentence.index: sentence for sentence in self.parsed.sentences}

    @cached_property
    def mentioned(self) -> Mapping[int, Sequence[ActorMention]]:
        """The mentions of actors by sentence, without those inside quotations."""
        found: dict[int, list[ActorMention]] = {}
        for mention in self.mentions:
            if not self.is_quoted(mention.actor.span):
                found.setdefault(mention.sentence, []).append(mention)
        return found

    @cached_property
    def people(self) -> frozenset[tuple[int, int]]:
        """The words (sentence, token) that stand for the name of a person."""
        return frozenset(
            (sentence.index, mention.head)
            for sentence in self.parsed.sentences
            for mention in sentence.mentions
            if mention.label is MentionLabel.PERSON
        )

    @property
    def text(self) -> str:
        """The text of the report."""
        return self.parsed.article.text

    def part(self, sentence: int) -> int:
        """The part a sentence stands in."""
        found = self.sentences.get(sentence)
        return NOWHERE if found is None else found.part

    def is_quoted(self, span: Span) -> bool:
        """Whether words stand inside a quotation."""
        return any(quote.covers(span) for quote in self.quotes)

    def is_inside(self, claim: Claim) -> bool:
        """Whether a claim is told by somebody quoted: '"The captain said to hold."'"""
        return any(self.is_quoted(cue) for cue in claim.cue)

    def end(self, claim: Claim) -> int:
        """The sentence in which a claim ends."""
        end = max((span.end for span in claim.content), default=0)
        last = (s.index for s in reversed(self.parsed.sentences) if s.span.start < end)
        return max(claim.sentence, next(last, claim.sentence))
