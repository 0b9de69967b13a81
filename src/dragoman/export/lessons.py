"""Corrected events as lessons: golden cases of the tests, and lines of the training corpus."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.records import Actor, Event, Span

if TYPE_CHECKING:
    from dragoman.store import Lesson

ARROW = "=> "


def golden_line(event: Event) -> str:
    """An event in one line: what, who, to whom, whether, with which word, when."""
    kind = event.event_type.value + (f".{event.mode}" if event.mode else "")
    sides = [_side(event.actors)]
    if event.recipients:
        sides.append(_side(event.recipients))
    status = event.status.value + (" alleged" if event.alleged else "")
    said = [f"by {_actor(a.speaker)}" for a in event.attributions if a.speaker][:1]
    date = [f"{event.date.value} {event.date.basis.value}"] if event.date else []
    return " ".join([kind, " -> ".join(sides), status, f'"{event.trigger_text}"', *said, *date])


def _side(actors: tuple[Actor, ...]) -> str:
    return " + ".join(_actor(actor) for actor in actors) or "?"


def _actor(actor: Actor) -> str:
    return f"{actor.code}({actor.name})"


def golden_cases(lessons: Iterable[Lesson]) -> str:
    """A case for each sentence with a corrected event, as tests/golden/*.txt holds them."""
    cases = []
    for lesson in lessons:
        lines = [f"# {' '.join('; '.join(lesson.reasons).split())}"]
        if lesson.published:
            lines.append(f"published: {lesson.published}")
        lines.append(" ".join(lesson.words.split()))
        lines += [ARROW + golden_line(event) for event in lesson.events]
        cases.append("\n".join(lines) + "\n")
    return "\n".join(cases)


def training_lines(lessons: Iterable[Lesson]) -> str:
    """A line for each sentence with a corrected event, as training/corpus holds them."""
    return "".join(json.dumps(_line(lesson), ensure_ascii=False) + "\n" for lesson in lessons)


def _line(lesson: Lesson) -> dict[str, Any]:
    contexts = sorted({context for event in lesson.events for context in event.contexts})
    return {
        "id": f"correction-{lesson.id}",
        "text": lesson.words,
        "style": "correction",
        "region": None,
        "period": f"{lesson.published[:3]}0s" if lesson.published else None,
        "made": "corrected",
        "none": None if lesson.events else "corrected",
        "contexts": contexts,
        "events": [_event(event, lesson) for event in lesson.events],
    }


def _event(event: Event, lesson: Lesson) -> dict[str, Any]:
    said = event.attributions
    return {
        "type": event.event_type.value,
        "mode": event.mode,
        "status": event.status.value,
        "alleged": event.alleged,
        "stance": said[0].stance.value if said else None,
        "trigger": [event.trigger.start - lesson.start, event.trigger.end - lesson.start],
        "actor": _spans([_named(actor, lesson) for actor in event.actors], lesson),
        "recipient": _spans([_named(actor, lesson) for actor in event.recipients], lesson),
        "place": _spans([event.place.span if event.place else None], lesson),
        "date": _spans([event.date.span if event.date else None], lesson),
        "speaker": _spans([a.speaker.span if a.speaker else None for a in said], lesson),
        "carrier": _spans([a.carrier.span if a.carrier else None for a in said], lesson),
    }


def _named(actor: Actor, lesson: Lesson) -> Span | None:
    """Where an actor stands; a corrected one where its name does, if it does."""
    if actor.span.end > actor.span.start:
        return actor.span
    at = lesson.words.find(actor.name)
    start = lesson.start + at
    return Span(start, start + len(actor.name)) if at >= 0 else None


def _spans(spans: Sequence[Span | None], lesson: Lesson) -> list[list[int]]:
    """Those within the sentence, by its own characters, sorted, each once."""
    end = lesson.start + len(lesson.words)
    inside = {s for s in spans if s is not None and lesson.start <= s.start and s.end <= end}
    return [[span.start - lesson.start, span.end - lesson.start] for span in sorted(inside)]
