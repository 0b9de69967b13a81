"""Told against coded: which coded mention is which gold event, and which party is which.

Triggers match where their words meet and the types are the same. Parties match by the head word of
their phrases (in the tree of the parser), so that "the Sudanese army" and "Sudanese army" are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.evaluate.gold import Gold, GoldEvent
from dragoman.records import Event, Parsed, Span

Covered = Callable[[str, str | None], bool]
"""Whether a set's types cover a type and mode of ours."""


SAID = frozenset(("clause", "phrase", "sentence"))
"""Grounds of a place that stands with the event itself."""


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of a coded event, with its type."""

    type: str
    trigger: Span
    event: Event

    @property
    def roles(self) -> dict[str, tuple[Span, ...]]:
        """The spans of its parties, place and date, each once: "the two leaders" are one phrase."""
        event = self.event
        speakers = tuple(a.speaker.span for a in event.attributions if a.speaker)
        return {
            "actor": tuple(dict.fromkeys(actor.span for actor in event.actors)),
            "recipient": tuple(dict.fromkeys(actor.span for actor in event.recipients)),
            "place": (event.place.span,) if event.place and event.place.basis in SAID else (),
            "date": (event.date.span,) if event.date and event.date.span else (),
            "speaker": speakers,
        }


@dataclass(frozen=True, slots=True)
class Matched:
    """A document's gold events and coded mentions, paired where they are the same."""

    gold: Gold
    parsed: Parsed
    pairs: tuple[tuple[GoldEvent, Told], ...]
    missed: tuple[GoldEvent, ...]
    invented: tuple[Told, ...]


def told_in(events: Iterable[Event], covered: Covered | None) -> Iterator[Told]:
    """Every mention of the coded events that the set covers; all of them where it is our own."""
    for event in events:
        name = event.event_type.value
        if covered is None or covered(name, event.mode):
            for mention in event.mentions:
                yield Told(name, mention.trigger, event)


def match(gold: Gold, told: Sequence[Told], parsed: Parsed) -> Matched:
    """Pair each gold event with a coded mention of its type whose trigger meets it, once."""
    left = list(told)
    pairs: list[tuple[GoldEvent, Told]] = []
    missed: list[GoldEvent] = []
    for event in gold.events:
        same = (t for t in left if t.type == event.type and _meets(t.trigger, event.trigger))
        found = next(same, None)
        if found is None:
            missed.append(event)
        else:
            left.remove(found)
            pairs.append((event, found))
    return Matched(gold, parsed, tuple(pairs), tuple(missed), tuple(left))


def _meets(one: Span, other: Span | None) -> bool:
    return other is not None and one.meets(other)


def shared_spans(
    mine: Iterable[Span], theirs: Iterable[Span], parsed: Parsed
) -> tuple[int, int, int]:
    """(shared, mine, theirs): how many spans are the same, by their exact words or head word."""
    ours, gold = list(mine), list(theirs)
    left = list(gold)
    shared = 0
    for span in ours:
        same = (t for t in left if t == span or head_of(t, parsed) == head_of(span, parsed))
        found = next(same, None)
        if found is not None:
            left.remove(found)
            shared += 1
    return shared, len(ours), len(gold)


def head_of(span: Span, parsed: Parsed) -> tuple[int, int]:
    """(sentence, word) of the head of a phrase: the content word governed from outside it; of
    several, the last that is of no prepositional tail hung elsewhere by the tree ("police in
    Hanoi")."""
    for sentence in parsed.sentences:
        inside = [t for t in sentence.tokens if t.span.meets(span)]
        if inside:
            words = {t.index for t in inside}
            cased = {t.head for t in inside if t.deprel == "case"}
            tops = [t for t in inside if t.head not in words]
            content = [t for t in tops if t.upos not in ("DET", "ADP", "PUNCT", "PART")]
            named = [t for t in content if t.index not in cased]
            return sentence.index, (named or content or tops or inside)[-1].index
    return -1, span.start
