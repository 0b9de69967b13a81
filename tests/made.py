"""Reports made for tests: their events are given by hand, so that what a store makes of them can
be told exactly, whatever the model reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dragoman.coding.ontology import load_ontology
from dragoman.pipeline import Result
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
    Moment,
    Part,
    Role,
    Span,
    Stance,
    Status,
)

PLACES = {
    "Kandahar": (31.61, 65.71, "AFG", "town"),
    "Kabul": (34.53, 69.17, "AFG", "town"),
    "Lima": (-12.04, -77.03, "PER", "town"),
    "Minsk": (53.9, 27.57, "BLR", "town"),
}
"""Latitude, longitude, country and kind."""
ACTORS = {
    "Gunmen": ("AFG", "UAF", False),
    "villagers": ("AFG", "CVL", False),
    "Chile": ("CHL", "GOV", True),
    "Peru": ("PER", "GOV", True),
    "European Union": ("EUR", "GOV", True),
    "Belarus": ("BLR", "GOV", True),
}
"""Country, sector, and whether the name is known."""


def report(
    name: str, day: str, text: str, *events: Event, publisher: str, agency: str | None = None
) -> Result:
    """A report of one paragraph with its events, which `event` made of the same text."""
    article = Article(
        id=name,
        text=text,
        parts=(Part(Span(0, len(text)), Role.BODY),),
        published=Moment(day, "given"),
        publisher=publisher,
        agency=agency,
        language="en",
    )
    told = tuple(
        replace(e, id=f"{name}-{n}", article_id=name, published=day, publisher=publisher)
        for n, e in enumerate(events)
    )
    return Result(article, None, told, (), ())


def event(
    text: str,
    sentence: str,
    trigger: str,
    type: EventType,
    day: str,
    *,
    actors: Sequence[str] = (),
    recipients: Sequence[str] = (),
    place: str | None = None,
    mode: str | None = None,
    status: Status = Status.ACTUAL,
    denied_by: str | None = None,
) -> Event:
    """The event that a sentence of a text tells by a word of it."""
    book = load_ontology()
    within = _span(text, sentence)
    said = ()
    if denied_by is not None:
        speaker = _actor(text, denied_by)
        said = (Attribution(speaker, None, "denied", None, None, Stance.DENIES, within),)
    return Event(
        id="",
        article_id="",
        url=None,
        publisher=None,
        published=None,
        event_type=type,
        mode=mode,
        contexts=(),
        quad=book.quad(type, mode),
        score=book.score(type, mode),
        cameo=book.cameo(type, mode),
        goldstein=book.goldstein(type, mode),
        actors=tuple(_actor(text, name) for name in actors),
        recipients=tuple(_actor(text, name) for name in recipients),
        status=status,
        alleged=False,
        attributions=said,
        date=EventDate(day, None, None, None, DateBasis.RELATIVE),
        place=_place(text, place) if place else None,
        trigger=_span(text, trigger),
        trigger_text=trigger,
        mentions=(EventMention(0, within, _span(text, trigger), Role.BODY),),
        sentence=0,
        sentence_span=within,
        confidence=0.9,
        confidences={},
        why=("made",),
        version="made",
    )


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _actor(text: str, name: str) -> Actor:
    country, sector, known = ACTORS[name]
    entity = f"state:{country}" if known else None
    return Actor(name, _span(text, name), name, country, sector, (sector,), None, entity, known)


def _place(text: str, name: str) -> EventPlace:
    lat, lon, country, kind = PLACES[name]
    return EventPlace(name, _span(text, name), name, country, "clause", None, lat, lon, None, kind)


def _bombed(text: str, day: str, **more: Any) -> Event:
    return event(
        text,
        text,
        "bombed",
        EventType.ASSAULT,
        day,
        actors=["Gunmen"],
        recipients=["villagers"],
        place="Kandahar",
        mode="explosives",
        **more,
    )


def bombing(name: str, day: str, killed: str, publisher: str, agency: str | None = None) -> Result:
    """The bombing of Monday, 6 March 2023, with the number of dead in words."""
    text = f"{name}: Gunmen bombed a market in Kandahar on Monday and killed {killed} villagers."
    told = _bombed(text, "2023-03-06")
    return report(name, day, text, told, publisher=publisher, agency=agency)


def next_day() -> Result:
    """Another bombing there, of Tuesday."""
    text = "Gunmen bombed a bridge in Kandahar on Tuesday and killed two villagers."
    told = _bombed(text, "2023-03-07")
    return report("bridge", "2023-03-08", text, told, publisher="Kabul Courier")


def denied_bombing() -> Result:
    """The bombing of Monday as the gunmen deny it."""
    text = "Gunmen denied that they bombed a market in Kandahar on Monday and hit villagers."
    told = _bombed(text, "2023-03-06", status=Status.NEGATED, denied_by="Gunmen")
    return report("denial", "2023-03-07", text, told, publisher="Herat Post")


def summit() -> Result:
    """Chile and Peru meet and agree; two events of one story."""
    met = "Chile and Peru met in Lima on 2 May."
    signed = "There they signed a treaty, Chile and Peru said."
    text = f"{met} {signed}"
    talks = event(
        text, met, "met", EventType.CONSULT, "2023-05-02", actors=["Chile", "Peru"], place="Lima"
    )
    treaty = event(
        text,
        signed,
        "signed",
        EventType.AGREE,
        "2023-05-02",
        actors=["Chile", "Peru"],
        place="Lima",
    )
    return report("summit", "2023-05-03", text, talks, treaty, publisher="Lima Times")


def sanctions(name: str, day: str) -> Result:
    """Sanctions of a day; `name` keeps two of them apart as reports."""
    text = f"{name}: the European Union imposed sanctions on Belarus, and meant banks."
    told = event(
        text,
        text,
        "imposed",
        EventType.SANCTION,
        day,
        actors=["European Union"],
        recipients=["Belarus"],
    )
    return report(name, day, text, told, publisher=f"Gazette of {name}")


def made() -> tuple[Result, ...]:
    """Nine reports with ten tellings of six events: the bombing by five reports, of which two are
    of one agency, another of the next day, a summit with a treaty, and sanctions of two days."""
    return (
        bombing("first", "2023-03-06", "nine", "Kabul Courier", "AFP"),
        bombing("again", "2023-03-07", "nine", "Daily", "AFP"),
        bombing("update", "2023-03-08", "14", "Times of Ghor"),
        bombing("weekly", "2023-03-10", "14", "Weekly"),
        denied_bombing(),
        next_day(),
        summit(),
        sanctions("September", "2022-09-05"),
        sanctions("December", "2022-12-05"),
    )
