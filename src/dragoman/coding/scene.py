"""What the rules may look at: one sentence of an understood article, ready to be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from dragoman.coding.headlines import with_bare_passives
from dragoman.coding.lexicon import Lexicon
from dragoman.coding.ontology import Ontology
from dragoman.coding.page import Page
from dragoman.coding.parties import Cast
from dragoman.coding.proposed import with_proposals
from dragoman.coding.reading import Reading, readings
from dragoman.coding.tree import Tree
from dragoman.coding.voices import Weights
from dragoman.records import (
    DATELINE,
    ActorMention,
    Article,
    Claim,
    ClaimKind,
    DateExpression,
    Place,
    PlaceKind,
    Predicate,
    Quote,
    Role,
    Sentence,
    Span,
    Understood,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with its readings and all that is understood of it."""

    article: Article
    sentence: Sentence
    cast: Cast
    readings: Mapping[int, Reading]
    predicates: Mapping[int, Predicate]
    dates: tuple[DateExpression, ...]
    claims: tuple[Claim, ...]
    lexicon: Lexicon
    ontology: Ontology
    weights: Weights
    page: Page
    """What kind of page the report is."""
    places: tuple[Place, ...] = ()
    """Places named in the sentence."""
    earlier: tuple[Place, ...] = ()
    """Literal places named before it in its part of the report."""
    dateline: Place | None = None

    @property
    def tree(self) -> Tree:
        """The sentence's tree."""
        return self.cast.tree

    @property
    def role(self) -> Role:
        """The role of the part the sentence stands in."""
        return self.article.parts[self.sentence.part].role

    def span(self, word: int) -> Span:
        """The span of a word."""
        return self.sentence.tokens[word].span

    def claims_over(self, word: int) -> Iterator[tuple[Claim, Span]]:
        """The claims whose content holds the word, the narrowest first, with that content."""
        here = self.span(word)
        covering = [
            (claim, content)
            for claim in self.claims
            for content in claim.content
            if content.covers(here) and not any(cue.meets(here) for cue in claim.cue)
        ]
        yield from sorted(covering, key=lambda pair: (pair[1].end - pair[1].start, pair[1]))


def scenes(
    understood: Understood, lexicon: Lexicon, ontology: Ontology, weights: Weights
) -> Iterator[Scene]:
    """A scene for each sentence that has a reading."""
    actors = by_sentence(understood.actors)
    dates = by_sentence(understood.dates)
    places = by_sentence(understood.places)
    predicates: dict[int, dict[int, Predicate]] = defaultdict(dict)
    for predicate in understood.predicates:
        predicates[predicate.sentence][predicate.token] = predicate
    dateline = next(iter(places[DATELINE]), None)
    page = Page.of(understood, lexicon)
    for sentence in understood.parsed.sentences:
        claims = _claims_on(sentence, understood.claims)
        known = [*actors[sentence.index], *speakers_as_we(sentence, claims)]
        tree = Tree.of(sentence, lexicon.lemma)
        if understood.parsed.article.parts[sentence.part].role is Role.HEADLINE:
            tree = with_bare_passives(tree, lexicon)
        cast = Cast.of(tree, known)
        told = readings(cast, lexicon)
        if sentence.proposals is not None:
            told = with_proposals(cast, told, sentence.proposals, lexicon, weights)
        found = {
            word: reading
            for word, reading in told.items()
            if not _is_date(sentence.tokens[word].span, dates[sentence.index])
        }
        if found:
            yield Scene(
                article=understood.parsed.article,
                sentence=sentence,
                cast=cast,
                readings=found,
                predicates=predicates[sentence.index],
                dates=tuple(dates[sentence.index]),
                claims=claims,
                lexicon=lexicon,
                ontology=ontology,
                weights=weights,
                page=page,
                places=tuple(places[sentence.index]),
                earlier=_earlier(sentence, understood),
                dateline=dateline,
            )


class OfASentence(Protocol):
    """Anything understood of one sentence."""

    @property
    def sentence(self) -> int:
        """Its index."""


Understanding = TypeVar("Understanding", bound=OfASentence)


def by_sentence(items: Iterable[Understanding]) -> dict[int, list[Understanding]]:
    """What is understood, by the index of its sentence; an empty list for every other."""
    found: dict[int, list[Understanding]] = defaultdict(list)
    for item in items:
        found[item.sentence].append(item)
    return found


def _earlier(sentence: Sentence, understood: Understood) -> tuple[Place, ...]:
    """Literal places of the sentences before this one in the same part."""
    parts = {s.index: s.part for s in understood.parsed.sentences}
    return tuple(
        place
        for place in understood.places
        if place.kind is PlaceKind.LITERAL
        and DATELINE < place.sentence < sentence.index
        and parts[place.sentence] == sentence.part
    )


FIRST_PERSON = frozenset(("i", "we", "me", "us", "my", "our"))


def speakers_as_we(sentence: Sentence, claims: tuple[Claim, ...]) -> Iterator[ActorMention]:
    """ "We fully support Moscow," Kim said: "we" is Kim, in quoted words alone."""
    for token in sentence.tokens:
        if token.text.lower() not in FIRST_PERSON or token.upos not in ("PRON", "DET"):
            continue
        for claim in claims:
            quoted = claim.quote is Quote.DIRECT
            if quoted and claim.speaker and any(c.covers(token.span) for c in claim.content):
                made_by = f"coding.first_person <- {claim.speaker.made_by}"
                actor = replace(claim.speaker, text=token.text, span=token.span, made_by=made_by)
                yield ActorMention(actor, sentence.index, token.index)
                break


def _is_date(word: Span, dates: list[DateExpression]) -> bool:
    """ "March 8" is no march."""
    return any(date.span.covers(word) for date in dates)


def _claims_on(sentence: Sentence, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """What is said here; an attitude does not say that its matter is so."""
    return tuple(
        claim
        for claim in claims
        if claim.kind is ClaimKind.SPEECH and any(c.meets(sentence.span) for c in claim.content)
    )
