"""Records -> rows of the tables, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dragoman.records import (
    Actor,
    Article,
    Attribution,
    DateBasis,
    Event,
    EventDate,
    EventMention,
    EventPlace,
    EventType,
    Quote,
    Role,
    Span,
    Stance,
    Status,
)
from dragoman.store.database import Row
from dragoman.trace import Step, Trace

EVENTS = tuple(
    """key id report article_id place event_type mode contexts quad score cameo goldstein status
    alleged date_value date_end date_text date_start date_stop date_basis place_name place_text
    place_start place_stop place_country place_basis geonames_id lat lon admin1 place_precision
    trigger_text trigger_start trigger_end sentence sentence_start sentence_end words confidence
    confidences why version""".split()
)
MENTIONS = tuple("key place sentence start_at end_at trigger_start trigger_end part".split())
ACTORS = tuple(
    """key side place text start_at end_at name country sector sectors code office entity_id known
    made_by""".split()
)
ATTRIBUTIONS = tuple(
    """key place speaker_name speaker_country speaker_code speaker carrier_name carrier cue
    cue_start cue_end quote stance start_at end_at""".split()
)
TRACES = ("key", "steps")


_encode = json.JSONEncoder(ensure_ascii=False).encode


@lru_cache(maxsize=1 << 14)
def listed(values: tuple[str, ...]) -> str | None:
    """A list as JSON; None where it is empty. The same few lists come again and again.

    >>> listed(("military", "diplomatic"))
    '["military", "diplomatic"]'
    """
    return _encode(values) if values else None


def clean(text: str | None) -> str | None:
    """Text as both databases take it: no NUL, no lone surrogate."""
    if text is None or (text.isascii() and "\0" not in text):
        return text
    return text.replace("\0", "�").encode("utf-8", "replace").decode("utf-8")


def event_row(event: Event, article: Article, key: str, report: str, place: int) -> Row:
    """A row of `events`."""
    return (
        key,
        event.id,
        report,
        clean(event.article_id),
        place,
        event.event_type.value,
        event.mode,
        listed(event.contexts),
        event.quad,
        event.score,
        event.cameo,
        event.goldstein,
        event.status.value,
        event.alleged,
        *_date_cells(event.date),
        *_place_cells(event.place),
        clean(event.trigger_text),
        *event.trigger,
        event.sentence,
        *event.sentence_span,
        clean(article.words(event.sentence_span)),
        event.confidence,
        json.dumps(dict(event.confidences)) if event.confidences else None,
        listed(event.why),
        event.version,
    )


def _date_cells(date: EventDate | None) -> Row:
    if date is None:
        return (None,) * 6
    start, end = date.span if date.span else (None, None)
    return (date.value, date.end, clean(date.text), start, end, date.basis.value)


def _place_cells(place: EventPlace | None) -> Row:
    if place is None:
        return (None,) * 11
    return (
        clean(place.name),
        clean(place.text),
        *place.span,
        place.country,
        place.basis,
        place.geonames_id,
        place.lat,
        place.lon,
        place.admin1,
        place.precision,
    )


def mention_rows(event: Event, key: str) -> list[Row]:
    """Rows of `mentions`; the first is the best."""
    return [
        (key, place, m.sentence, *m.span, *m.trigger, m.part.value)
        for place, m in enumerate(event.mentions)
    ]


def actor_rows(event: Event, key: str) -> list[Row]:
    """Rows of `actors`, of both sides."""
    return [
        (key, side, place, *_actor_cells(actor))
        for side, actors in (("actor", event.actors), ("recipient", event.recipients))
        for place, actor in enumerate(actors)
    ]


def _actor_cells(actor: Actor) -> Row:
    return (
        clean(actor.text),
        *actor.span,
        clean(actor.name),
        actor.country,
        actor.sector,
        listed(actor.sectors),
        actor.code,
        clean(actor.office),
        clean(actor.entity_id),
        actor.known,
        clean(actor.made_by),
    )


def attribution_rows(event: Event, key: str) -> list[Row]:
    """Rows of `attributions`."""
    rows: list[Row] = []
    for place, told in enumerate(event.attributions):
        speaker, carrier = told.speaker, told.carrier
        cue = told.cue_span if told.cue_span else (None, None)
        rows.append(
            (
                key,
                place,
                clean(speaker.name) if speaker else None,
                speaker.country if speaker else None,
                speaker.code if speaker else None,
                _actor_json(speaker),
                clean(carrier.name) if carrier else None,
                _actor_json(carrier),
                clean(told.cue),
                *cue,
                told.quote.value if told.quote else None,
                told.stance.value,
                *told.span,
            )
        )
    return rows


def _actor_json(actor: Actor | None) -> str | None:
    return None if actor is None else json.dumps(_actor_cells(actor), ensure_ascii=True)


def trace_row(trace: Trace, key: str) -> Row:
    """A row of `traces`."""
    return (key, json.dumps([_step(step) for step in trace.steps], separators=(",", ":")))


def _step(step: Step) -> list[Any]:
    evidence = [list(span) for span in step.evidence]
    told = [step.field, str(step.value), step.rule, step.source, step.reason, evidence]
    return [*told, step.score, step.refused]


# --- back -----------------------------------------------------------------------------


def event_of(
    row: Row, told: Row, actors: Sequence[Row], mentions: Sequence[Row], said: Sequence[Row]
) -> Event:
    """The event of a row of `events` and its rows of the other tables; `told` is (url, publisher,
    published) of its report."""
    cell = dict(zip(EVENTS, row, strict=True))
    sides = {"actor": [], "recipient": []}  # type: dict[str, list[Actor]]
    for actor in sorted(actors, key=lambda a: int(a[2])):
        sides[actor[1]].append(_actor_of(actor[3:]))
    return Event(
        id=cell["id"],
        article_id=cell["article_id"],
        url=told[0],
        publisher=told[1],
        published=told[2],
        event_type=EventType(cell["event_type"]),
        mode=cell["mode"],
        contexts=tuple(json.loads(cell["contexts"] or "[]")),
        quad=cell["quad"],
        score=cell["score"],
        cameo=cell["cameo"],
        goldstein=cell["goldstein"],
        actors=tuple(sides["actor"]),
        recipients=tuple(sides["recipient"]),
        status=Status(cell["status"]),
        alleged=cell["alleged"],
        attributions=tuple(_attribution_of(a) for a in sorted(said, key=lambda a: int(a[1]))),
        date=_date_of(cell),
        place=_place_of(cell),
        trigger=Span(cell["trigger_start"], cell["trigger_end"]),
        trigger_text=cell["trigger_text"],
        mentions=tuple(
            EventMention(m[2], Span(m[3], m[4]), Span(m[5], m[6]), Role(m[7]))
            for m in sorted(mentions, key=lambda m: int(m[1]))
        ),
        sentence=cell["sentence"],
        sentence_span=Span(cell["sentence_start"], cell["sentence_end"]),
        confidence=cell["confidence"],
        confidences=json.loads(cell["confidences"] or "{}"),
        why=tuple(json.loads(cell["why"] or "[]")),
        version=cell["version"],
    )


def _actor_of(cells: Sequence[Any]) -> Actor:
    return Actor(
        text=cells[0],
        span=Span(cells[1], cells[2]),
        name=cells[3],
        country=cells[4],
        sector=cells[5],
        sectors=tuple(json.loads(cells[6] or "[]")),
        office=cells[8],
        entity_id=cells[9],
        known=cells[10],
        made_by=cells[11] or "",
    )


def _attribution_of(row: Row) -> Attribution:
    return Attribution(
        speaker=_actor_of(json.loads(row[5])) if row[5] else None,
        carrier=_actor_of(json.loads(row[7])) if row[7] else None,
        cue=row[8],
        cue_span=Span(row[9], row[10]) if row[9] is not None else None,
        quote=Quote(row[11]) if row[11] else None,
        stance=Stance(row[12]),
        span=Span(row[13], row[14]),
    )


def _date_of(cell: dict[str, Any]) -> EventDate | None:
    if cell["date_value"] is None:
        return None
    start, stop = cell["date_start"], cell["date_stop"]
    span = Span(start, stop) if start is not None else None
    basis = DateBasis(cell["date_basis"])
    return EventDate(cell["date_value"], cell["date_end"], cell["date_text"], span, basis)


def _place_of(cell: dict[str, Any]) -> EventPlace | None:
    if cell["place_name"] is None:
        return None
    return EventPlace(
        text=cell["place_text"],
        span=Span(cell["place_start"], cell["place_stop"]),
        name=cell["place_name"],
        country=cell["place_country"],
        basis=cell["place_basis"],
        geonames_id=cell["geonames_id"],
        lat=cell["lat"],
        lon=cell["lon"],
        admin1=cell["admin1"],
        precision=cell["place_precision"],
    )
