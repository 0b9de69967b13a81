"""The relation of a given pair: three voices, weighed into a probability for each type.

pair head   the model reads the sentence with both sides marked
triggers    the model reads a word as an event and links it to the sides
events      the whole coder has coded an event between them
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from dragoman.coding.voices import Weights
from dragoman.records import Actor, Event, EventType, NamedPair, Parsed, Proposal, Relation, Span

SMALLEST = 1e-4
UNLINKED = 0.05
"""What a trigger counts that the model links to neither side."""

Voice = Mapping[EventType, float]


def relation(
    pair: NamedPair,
    head: Voice,
    parsed: Parsed,
    events: Sequence[Event],
    weights: Weights,
) -> Relation:
    """The relation of a pair from the pair head's probabilities `head`, the proposals of the
    parsed text and the events coded in it."""
    told = pair_features(pair, head, parsed, events)
    scores = {type: _score(voices, weights.pairs) for type, voices in told.items()}
    highest = max(scores.values())
    raised = {type: math.exp(score - highest) for type, score in scores.items()}
    total = sum(raised.values())
    shares = {type: value / total for type, value in raised.items()}
    best = max(shares, key=lambda type: (shares[type], type))
    mode, why = _evidence(best, pair, head, parsed, events)
    return Relation(pair.id, best, mode, shares, why)


def _score(voices: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * x for name, x in voices.items())


def pair_features(
    pair: NamedPair, head: Voice, parsed: Parsed, events: Sequence[Event]
) -> dict[EventType, dict[str, float]]:
    """For each type what each voice says of it; the weights are the same for all types."""
    linked = linked_types(pair, parsed)
    return {
        type: {
            "head": math.log(max(head[type], SMALLEST)),
            "linked": math.log(max(linked[type], SMALLEST)),
            "coded": max((e.confidence for e in between(pair, events, type)), default=0.0),
            "told": max((e.confidence for e in events if e.event_type is type), default=0.0),
        }
        for type in EventType
    }


def linked_types(pair: NamedPair, parsed: Parsed) -> dict[EventType, float]:
    """How likely some word tells each type and has the sides as its parties."""
    found = dict.fromkeys(EventType, 0.0)
    for sentence in parsed.sentences:
        for proposal in sentence.proposals or ():
            near = _links_both(proposal, pair, [t.span for t in sentence.tokens])
            for told in proposal.types:
                found[told.type] = max(found[told.type], near * told.probability)
    return found


def _links_both(proposal: Proposal, pair: NamedPair, words: Sequence[Span]) -> float:
    """How well the parties of a proposal are the pair: the mean of both sides' best links. Of an
    act done together, the recipient is an actor too."""
    sides = []
    for spans, roles in ((pair.actor, ("actor",)), (pair.recipient, ("recipient", "actor"))):
        if spans:
            hits = [
                probability
                for role in roles
                for word, probability in proposal.links.get(role, ())
                if _meets(words[word], spans)
            ]
            sides.append(max(hits, default=UNLINKED))
    return sum(sides) / len(sides)


def between(pair: NamedPair, events: Iterable[Event], type: EventType) -> list[Event]:
    """The events of a type that have the sides as their parties."""
    return [
        event
        for event in events
        if event.event_type is type
        and _among(event.actors, pair.actor)
        and (_among(event.recipients, pair.recipient) or _among(event.actors, pair.recipient))
    ]


def _among(actors: Iterable[Actor], spans: tuple[Span, ...]) -> bool:
    return not spans or any(_meets(actor.span, spans) for actor in actors)


def _meets(span: Span, spans: Iterable[Span]) -> bool:
    return any(span.meets(other) for other in spans)


def _evidence(
    type: EventType, pair: NamedPair, head: Voice, parsed: Parsed, events: Sequence[Event]
) -> tuple[str | None, tuple[str, ...]]:
    """The mode, and what spoke for the type."""
    why = [f"the model of the marked pair: {head[type]:.2f}"]
    coded = between(pair, events, type) or [e for e in events if e.event_type is type]
    if coded:
        event = max(coded, key=lambda e: e.confidence)
        why.append(f"coded at “{event.trigger_text}”: {event.confidence:.2f}")
        return event.mode, tuple(why)
    mode: str | None = None
    best = 0.0
    for sentence in parsed.sentences:
        for proposal in sentence.proposals or ():
            told = next((p for p in proposal.types if p.type is type), None)
            if told is not None and told.probability > best:
                best, mode = told.probability, told.mode
                word = sentence.tokens[proposal.word].text
                why[1:] = [f"the model reads “{word}”: {best:.2f}"]
    return (mode if best >= 0.5 else None), tuple(why)
