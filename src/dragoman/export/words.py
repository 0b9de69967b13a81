"""The fields of an event in words, for people: the table, the page and `why` show the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.records import Actor, Attribution, Event, EventDate
from dragoman.trace import Step, Trace

Row = tuple[str, str, tuple[Step, ...]]
"""name, value in words, the steps that speak of it"""


def field_rows(event: Event, trace: Trace | None) -> Iterator[Row]:
    """The fields worth showing, in reading order; those the report does not tell are left out."""
    for name, fields, value in _shown(event):
        steps = tuple(s for s in trace.steps if s.field in fields) if trace else ()
        if value:
            yield name, value, unlike(steps)


def unlike(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that say something new: type and mode are often set by one and the same line."""
    said = {(s.rule, s.source, s.reason, s.evidence, s.refused): s for s in reversed(steps)}
    return tuple(reversed(said.values()))


def _shown(event: Event) -> Iterator[tuple[str, tuple[str, ...], str]]:
    kind = event.event_type.value + (f" {event.mode}" if event.mode else "")
    yield "trigger", ("trigger", "trigger_text"), event.trigger_text
    yield "type", ("event_type", "mode"), kind
    yield "actor", ("actors",), actors_in_words(event.actors)
    yield "recipient", ("recipients",), actors_in_words(event.recipients)
    status = event.status.value + (", alleged" if event.alleged else "")
    yield "status", ("status", "alleged"), status
    yield "said by", ("attributions",), "; ".join(map(attribution_in_words, event.attributions))
    yield "date", ("date",), date_in_words(event.date)
    yield "place", ("place",), event.place.name if event.place else ""
    yield "score", ("score", "quad"), f"{event.score:+g}, quad {event.quad}"
    yield "confidence", ("confidence", "confidences"), f"{event.confidence:.2f}"
    parts = ", ".join(mention.part.value for mention in event.mentions)
    yield "told in", ("mentions",), parts


def actors_in_words(actors: Sequence[Actor]) -> str:
    """ "Vladimir Putin (RUSGOV), Kim Jong Un (PRKGOV)"."""
    return ", ".join(f"{actor.name} ({actor.code})" for actor in actors)


def date_in_words(date: EventDate | None) -> str:
    """ "2024-06-19 (relative: Wednesday)"; empty where none is known."""
    if date is None:
        return ""
    until = f" to {date.end}" if date.end and date.end != date.value else ""
    told = f": {date.text}" if date.text else ""
    return f"{date.value}{until} ({date.basis.value}{told})"


def attribution_in_words(attribution: Attribution) -> str:
    """ "Vladimir Putin asserts, through Interfax (“quoted as saying”)"."""
    speaker = attribution.speaker.name if attribution.speaker else "someone"
    through = f", through {attribution.carrier.name}" if attribution.carrier else ""
    cue = f" (“{attribution.cue}”)" if attribution.cue else ""
    return f"{speaker} {attribution.stance.value}{through}{cue}"
