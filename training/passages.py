"""The written corpus as training samples: events on words, and marked pairs of sides.

Spans become head words by the tree of the shipped model; where that tree is wrong about a phrase,
its last word stands in.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.parse.article import parse
from dragoman.parse.model import LanguageModel, Side, marked
from dragoman.records import Article, Part, Role, Sentence, Span
from training.corpora import LONGEST, Pair, Sample, Told

UNSURE = frozenset(("negated", "hypothetical"))
"""What did not happen is no relation of two sides."""
SWAPPED = 0.4
"""How often the states of a sentence are exchanged for others: who acts is no clue to what is
done, and a corpus of this size would teach that Iran threatens and Norway helps."""
MARKED = 0.5
"""How often a sentence with two sides is shown with a pair of them marked."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Words [first, last] of the two sides of an event, and what it is; sides may be empty."""

    actor: tuple[Side, ...]
    recipient: tuple[Side, ...]
    type: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence of the corpus with the pairs of sides it tells of."""

    sample: Sample
    sides: tuple[Sides, ...]

    def shown(self, dice: random.Random, states: States) -> Sample:
        """The sentence, at times with other states in it, or with one of its pairs marked."""
        sample = self.sample
        if dice.random() < SWAPPED:
            sample = replace(sample, words=states.swapped(sample.words, dice))
        if not self.sides or dice.random() >= MARKED:
            return sample
        return with_marks(sample, dice.choice(self.sides))


@dataclass(frozen=True, slots=True)
class States:
    """Names of states, their adjectives and capitals, of one word each."""

    rows: tuple[tuple[str, str, str], ...]
    places: Mapping[str, tuple[int, int]]
    """Row and column of each word."""

    @classmethod
    def of(cls, states: Iterable[tuple[str, str, str]]) -> States:
        """From (name, adjective, capital) of each state; only those of one word each."""
        rows = tuple(row for row in states if all(word.isalpha() for word in row))
        places = {word: (i, j) for i, row in enumerate(rows) for j, word in enumerate(row)}
        return cls(rows, places)

    def swapped(self, words: tuple[str, ...], dice: random.Random) -> tuple[str, ...]:
        """The words with each state made another, the same everywhere in the sentence."""
        new: dict[int, int] = {}
        found = []
        for word in words:
            place = self.places.get(word)
            if place is None:
                found.append(word)
                continue
            row = new.setdefault(place[0], dice.randrange(len(self.rows)))
            found.append(self.rows[row][place[1]])
        return tuple(found)


def lessons(passages: Sequence[dict[str, Any]], model: LanguageModel) -> list[Lesson]:
    """The sentences of passages, each with the events whose trigger stands in it."""
    found = []
    for passage in passages:
        text = passage["text"]
        article = Article(passage["id"], text, (Part(Span(0, len(text)), Role.BODY),))
        for sentence in parse(article, model).sentences:
            if len(sentence.tokens) <= LONGEST:
                found.append(_lesson(sentence, passage))
    return found


def _lesson(sentence: Sentence, passage: dict[str, Any]) -> Lesson:
    told, sides = [], []
    taken: set[int] = set()
    for event in passage["events"]:
        trigger = _words(sentence, event["trigger"])
        if not trigger:
            continue
        word = _head(sentence, trigger)
        if word in taken:
            continue
        taken.add(word)
        told.append(_told(sentence, event, word))
        sides.extend(_sides(sentence, event))
    sample = Sample(
        words=tuple(token.text for token in sentence.tokens),
        events=tuple(told),
        contexts=tuple(passage["contexts"]) if passage["contexts"] or not told else None,
    )
    return Lesson(sample, _unambiguous(sides))


def _told(sentence: Sentence, event: dict[str, Any], word: int) -> Told:
    roles = {}
    for role in ("actor", "recipient", "place", "date", "speaker", "carrier"):
        inside = (_words(sentence, span) for span in event[role])
        heads = tuple(dict.fromkeys(_head(sentence, words) for words in inside if words))
        if heads:
            roles[role] = heads
    return Told(
        word=word,
        type=event["type"],
        mode=event["mode"],
        status=event["status"],
        alleged=event["alleged"],
        stance=event["stance"],
        roles=roles,
    )


def _sides(sentence: Sentence, event: dict[str, Any]) -> Iterator[Sides]:
    if event["status"] in UNSURE:
        return
    actors, recipients = (
        tuple((w[0], w[-1]) for span in event[role] if (w := _words(sentence, span)))
        for role in ("actor", "recipient")
    )
    if len(actors) > 1 and not event["recipient"]:
        yield Sides(actors[:1], actors[1:], event["type"])
        yield Sides(actors[1:], actors[:1], event["type"])
    elif actors or recipients:
        yield Sides(actors, recipients, event["type"])


def _unambiguous(sides: list[Sides]) -> tuple[Sides, ...]:
    """Pairs that stand in one relation only; of several events between two sides none is the
    relation of the pair."""
    types: dict[tuple[Any, ...], set[str]] = {}
    for pair in sides:
        types.setdefault((pair.actor, pair.recipient), set()).add(pair.type)
    return tuple(p for p in dict.fromkeys(sides) if len(types[p.actor, p.recipient]) == 1)


def _words(sentence: Sentence, span: Sequence[int]) -> list[int]:
    """The words of a sentence inside a span of the passage."""
    start, end = span
    return [t.index for t in sentence.tokens if t.span.start < end and start < t.span.end]


def _head(sentence: Sentence, words: Sequence[int]) -> int:
    """The word of a phrase whose governor stands outside; the last, where several do."""
    tops = [w for w in words if sentence.tokens[w].head not in words]
    content = [w for w in tops if sentence.tokens[w].upos not in ("DET", "ADP", "PUNCT", "PART")]
    if len(content) == 1:
        return content[0]
    return content[-1] if content else words[-1]


def with_marks(sample: Sample, sides: Sides) -> Sample:
    """A sample with the signs of `relate` around the words of two sides, everything moved along."""
    words, place = marked(sample.words, sides.actor, sides.recipient)
    events = tuple(
        replace(
            event,
            word=place[event.word],
            roles={role: tuple(place[w] for w in heads) for role, heads in event.roles.items()},
        )
        for event in sample.events or ()
    )
    actor, recipient = (
        place[min(side)[0]] - 1 if side else None for side in (sides.actor, sides.recipient)
    )
    return replace(
        sample, words=tuple(words), events=events, pair=Pair(actor, recipient, sides.type)
    )
