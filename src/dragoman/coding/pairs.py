"""The relation of a given pair: three voices, weighed into a probability for each type.

pair head   the model reads the sentence with both sides marked
triggers    the model reads a word as an event and links it to the sides
events      the whole coder has coded an event between them

Each voice speaks of acts; what did not happen, or is still to come, counts for the relation it
stands for (`coding.turned`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from dragoman.coding.turned import turned
from dragoman.coding.voices import Weights
from dragoman.records import (
    Actor,
    Event,
    EventType,
    NamedPair,
    Parsed,
    Proposal,
    Relation,
    Span,
    Status,
)

SMALLEST = 1e-4
UNLINKED = 0.05
"""What a trigger counts that the model links to neither side."""

Voice = Mapping[EventType, float]
Statuses = Mapping[Status, float]


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
    linked, heard = linked_types(pair, parsed)
    head = turned_shares(head, heard)
    return {
        type: {
            "head": math.log(max(head[type], SMALLEST)),
            "linked": math.log(max(linked[type], SMALLEST)),
            "coded": max((e.confidence for e in between(pair, events, type)), default=0.0),
            "told": max((e.confidence for e in events if relation_of(e) is type), default=0.0),
        }
        for type in EventType
    }


def relation_of(event: Event) -> EventType:
    """The relation that a coded event stands for."""
    return turned(event.event_type, event.status)


def linked_types(
    pair: NamedPair, parsed: Parsed
) -> tuple[dict[EventType, float], dict[EventType, Statuses]]:
    """How likely some word tells each relation and has the sides as its parties; and of each type
    of act, the statuses of the word that tells it most likely so."""
    found = dict.fromkeys(EventType, 0.0)
    loudest: dict[EventType, tuple[float, Statuses]] = {}
    for sentence in parsed.sentences:
        words = [t.span for t in sentence.tokens]
        for proposal in sentence.proposals or ():
            near = _links_both(proposal, pair, words)
            for told in proposal.types:
                likely = near * told.probability
                if likely > loudest.get(told.type, (0.0, {}))[0]:
                    loudest[told.type] = (likely, proposal.statuses)
                for type, share in _by_relation(told.type, proposal.statuses).items():
                    found[type] = max(found[type], likely * share)
    return found, {type: statuses for type, (_, statuses) in loudest.items()}


def turned_shares(head: Voice, heard: Mapping[EventType, Statuses]) -> dict[EventType, float]:
    """What the pair head says of acts, as relations: each act in the statuses it is heard in."""
    found = dict.fromkeys(EventType, 0.0)
    for act, probability in head.items():
        for type, share in _by_relation(act, heard.get(act, {})).items():
            found[type] += probability * share
    return found


def _by_relation(act: EventType, statuses: Statuses) -> dict[EventType, float]:
    """The shares of an act's relations, over the statuses it is heard in."""
    found = {act: 1.0 - sum(statuses.values()) if statuses else 1.0}
    for status, share in statuses.items():
        type = turned(act, status)
        found[type] = found.get(type, 0.0) + share
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
        if relation_of(event) is type
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
    coded = between(pair, events, type) or [e for e in events if relation_of(e) is type]
    if coded:
        event = max(coded, key=lambda e: e.confidence)
        said = f" ({event.event_type}, {event.status})" if event.event_type is not type else ""
        why.append(f"coded at “{event.trigger_text}”{said}: {event.confidence:.2f}")
        return (None if said else event.mode), tuple(why)
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
