"""The written corpus as training samples: events on words, and marked pairs of sides.

Spans become head words by the tree of the shipped model; where that tree is wrong about a phrase,
its last word stands in.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.coding.turned import turned
from dragoman.parse.article import parse
from dragoman.parse.model import LanguageModel, Side, marked
from dragoman.records import Article, EventType, Part, Role, Sentence, Span, Status
from training.corpora import LONGEST, Pair, Sample, Told

UNSURE = frozenset(("negated", "hypothetical"))
"""What did not happen is no relation of two sides, unless that is one of its own."""
SWAPPED = 0.4
"""How often the states of a sentence are exchanged for others: who acts is no clue to what is
done, and a corpus of this size would teach that Iran threatens and Norway helps."""
MARKED = 0.5
"""How often a sentence with two sides is shown with a pair of them marked."""

JOINED = 0.3
"""How often a sentence is shown as one with another: the corpus tells 1.1 events a sentence, an
agency's opening paragraph three."""
JOINTS = ((",", "while"), (",", "as"), (";",), (",", "and"), (",", "after"), ("-",), ("where",))
"""What stands between the two; nothing is claimed about how they hang together."""
LONGEST_PART = 28
"""Words of a sentence that is still joined to another."""
LOWERED = frozenset(("DET", "PRON", "ADP", "NOUN", "ADJ", "ADV", "SCONJ", "NUM", "VERB", "AUX"))
"""Words that lose their capital inside a sentence."""


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
    inside: str = ""
    """Its first word as it stands in the middle of a sentence."""

    def shown(self, dice: random.Random, states: States, others: Sequence[Lesson] = ()) -> Sample:
        """The sentence, at times with other states in it, as one with another of `others`, or
        with one of its pairs marked."""
        sample = self.sample
        if others and dice.random() < JOINED:
            other = dice.choice(others)
            if max(len(sample.words), len(other.sample.words)) <= LONGEST_PART:
                whole = as_one(self, other, dice.choice(JOINTS))
                return replace(whole, words=states.swapped(whole.words, dice))
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


class School:
    """The lessons of a corpus that may grow between two passes: only what is new is parsed."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self.known: dict[str, list[Lesson]] = {}

    def lessons(self, passages: Sequence[dict[str, Any]]) -> list[Lesson]:
        """As `lessons`, in the order of the passages."""
        found = []
        for passage in passages:
            key = json.dumps(passage, sort_keys=True)
            if key not in self.known:
                self.known[key] = lessons([passage], self.model)
            found.extend(self.known[key])
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
    first = sentence.tokens[0]
    lowered = first.upos in LOWERED and first.text != "I" and not first.text.isupper()
    return Lesson(sample, _unambiguous(sides), first.text.lower() if lowered else first.text)


def as_one(first: Lesson, second: Lesson, joint: Sequence[str]) -> Sample:
    """Two sentences as one, with words between them."""
    before = list(first.sample.words)
    while before and before[-1] in (".", "!", "?") and not _told_at(first.sample, len(before) - 1):
        before.pop()
    shift = len(before) + len(joint)
    after = (second.inside or second.sample.words[0], *second.sample.words[1:])
    moved = tuple(
        replace(
            event,
            word=event.word + shift,
            roles={role: tuple(w + shift for w in heads) for role, heads in event.roles.items()},
        )
        for event in second.sample.events or ()
    )
    contexts = None
    if first.sample.contexts is not None and second.sample.contexts is not None:
        contexts = tuple(dict.fromkeys((*first.sample.contexts, *second.sample.contexts)))
    return Sample(
        words=(*before, *joint, *after),
        events=(*(first.sample.events or ()), *moved),
        contexts=contexts,
    )


def _told_at(sample: Sample, word: int) -> bool:
    """Whether a word is part of an event."""
    return any(
        word == event.word or any(word in heads for heads in event.roles.values())
        for event in sample.events or ()
    )


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
    type = str(turned(EventType(event["type"]), Status(event["status"])))
    if event["status"] in UNSURE and type == event["type"]:
        return
    actors, recipients = (
        tuple((w[0], w[-1]) for span in event[role] if (w := _words(sentence, span)))
        for role in ("actor", "recipient")
    )
    if len(actors) > 1 and not event["recipient"]:
        yield Sides(actors[:1], actors[1:], type)
        yield Sides(actors[1:], actors[:1], type)
    elif actors or recipients:
        yield Sides(actors, recipients, type)


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
    """The word of a phrase whose governor stands outside; the last, where several do, but not in a
    tail that the tree hangs elsewhere: "a court" of "a court in Minsk"."""
    tops = [w for w in words if sentence.tokens[w].head not in words]
    content = [w for w in tops if sentence.tokens[w].upos not in ("DET", "ADP", "PUNCT", "PART")]
    if len(content) > 1:
        cased = {t.head for t in sentence.tokens if t.deprel == "case" and t.index > words[0]}
        content = [w for w in content if w not in cased] or content
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
