"""Which words of a report are marked, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.pipeline import Result
from dragoman.records import Event, Span

ORDER = ("quote", "actor", "place", "date", "trigger")


class Mark(NamedTuple):
    """A marked span: "quote", "actor", "place", "date" or "trigger"."""

    span: Span
    kind: str


def marks(result: Result) -> tuple[Mark, ...]:
    """All marks of a report, sorted, each once. Where only events are at hand (several workers),
    the marks of the events alone."""
    found: set[Mark] = set()
    for event in result.events:
        found.update(_event_marks(event))
    understood = result.understood
    if understood is not None:
        for claim in understood.claims:
            found.update(Mark(span, "quote") for span in claim.content if claim.quote)
        found.update(Mark(date.span, "date") for date in understood.dates)
        found.update(Mark(m.actor.span, "actor") for m in understood.actors)
    return tuple(sorted(found))


def _event_marks(event: Event) -> Iterator[Mark]:
    yield from (Mark(mention.trigger, "trigger") for mention in event.mentions)
    for actor in (*event.actors, *event.recipients):
        yield Mark(actor.span, "actor")
    if event.place is not None:
        yield Mark(event.place.span, "place")
    if event.date is not None and event.date.span is not None:
        yield Mark(event.date.span, "date")
    yield from (Mark(a.span, "quote") for a in event.attributions if a.quote)


def cut(part: Span, found: Iterable[Mark]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The part in pieces, cut wherever a mark begins or ends: (start, end, kinds over it)."""
    within: Sequence[Mark] = [mark for mark in found if mark.span.meets(part)]
    borders = {part.start, part.end}
    for mark in within:
        borders.update(b for b in mark.span if part.start < b < part.end)
    places = sorted(borders)
    for start, end in pairwise(places):
        over = {mark.kind for mark in within if mark.span.start <= start and end <= mark.span.end}
        yield start, end, tuple(kind for kind in ORDER if kind in over)
