"""Events as FollowTheMoney entities: one JSON object a line, for Aleph and OpenSanctions' tools.

Written by hand from the published schema (alephdata/followthemoney, `schema/*.yaml`); the library
itself is not wanted. Of every event: an `Event`, the parties it points to (`Person`,
`Organization`, `PublicBody` or, for a group without a name of its own, `LegalEntity`), the
`Article` it rests on, an `Address` for its place, and a `Mention` for every party in the article.
Every entity is written once; ids hang on content alone, so that two runs agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.export.cells import cell, number, stamp
from dragoman.export.html import headline
from dragoman.export.jsonl import line
from dragoman.export.pairs import Reported
from dragoman.foreign.codes import load_codes
from dragoman.records import Actor, Event, EventPlace

Entity = dict[str, Any]
COUNTRIES = {"EUR": "eu"}
"""Bodies that FollowTheMoney's list of countries has."""
PERSON, STATE, BODY = "person:", "state:", "org:"
BY_SECTOR = {"GOV": "PublicBody", "LEG": "PublicBody", "JUD": "PublicBody", "COP": "PublicBody"}


def lines(events: Iterable[Reported]) -> Iterator[str]:
    """The entities, one a line; what an entity points to goes before it."""
    written: set[str] = set()
    for told in events:
        for entity in entities(told):
            if entity["id"] not in written:
                written.add(entity["id"])
                yield line(entity)


def entities(told: Reported) -> Iterator[Entity]:
    """All entities of one event; those that events share come with each of them."""
    event = told.event
    article = _article(told)
    yield article
    parties = [_party(actor, event) for actor in (*event.actors, *event.recipients)]
    yield from parties
    address = _address(event.place) if event.place else None
    if address is not None:
        yield address
    yield _event(event, article, parties, address)
    for actor, party in zip((*event.actors, *event.recipients), parties, strict=True):
        yield _mention(actor, party, article)


def _entity(schema: str, key: Iterable[object], **properties: Any) -> Entity:
    """An entity; a property without a value is left out, every value is a list of strings."""
    digest = hashlib.sha256("\x1f".join((schema, *map(str, key))).encode("utf-8", "replace"))
    kept = {}
    for name, value in properties.items():
        values = value if isinstance(value, list | tuple) else [value]
        told = list(dict.fromkeys(cell(v) for v in values if v is not None))
        if any(told):
            kept[name] = [v for v in told if v]
    return {"id": f"drg-{digest.hexdigest()[:24]}", "schema": schema, "properties": kept}


def _article(told: Reported) -> Entity:
    event, article = told.event, told.article
    title = cell(headline(article) if article else event.article_id) or "report"
    return _entity(
        "Article",
        (event.article_id, event.url, event.published),
        name=title,
        title=title,
        publishedAt=_moment(event.published),
        publisher=event.publisher,
        sourceUrl=event.url if event.url and event.url.startswith("http") else None,
        fileName=event.article_id,
        detectedLanguage=article.language if article else None,
    )


def _party(actor: Actor, event: Event) -> Entity:
    """Whoever is known is one entity everywhere; the others are one in their report."""
    schema = _schema(actor)
    known = actor.entity_id if actor.known and actor.entity_id else None
    key = (known,) if known else (event.article_id, actor.name, actor.code)
    return _entity(
        schema,
        key,
        name=cell(actor.name) or cell(actor.text) or actor.code,
        country=_country(actor.country),
        classification=actor.code,
        sector=actor.sector,
    )


def _schema(actor: Actor) -> str:
    identity = actor.entity_id or ""
    if identity.startswith(PERSON):
        return "Person"
    if identity.startswith(STATE):
        return "PublicBody"
    if identity.startswith(BODY):
        return BY_SECTOR.get(actor.sector, "Organization")
    return "LegalEntity"


def _address(place: EventPlace) -> Entity:
    return _entity(
        "Address",
        (place.geonames_id or place.name, place.lat, place.lon),
        full=_place_in_words(place),
        city=place.name if place.precision == "town" else None,
        region=place.admin1,
        country=_country(place.country),
        latitude=number(place.lat) or None,
        longitude=number(place.lon) or None,
    )


def _place_in_words(place: EventPlace) -> str:
    names = (place.name, place.admin1, load_codes().country_name(place.country))
    return ", ".join(dict.fromkeys(name for name in names if name))


def _event(event: Event, article: Entity, parties: list[Entity], address: Entity | None) -> Entity:
    date, place = event.date, event.place
    ends = date is not None and date.end is not None and date.end != date.value
    return _entity(
        "Event",
        (event.id,),
        name=_title(event),
        summary=_title(event) + (f", {event.status.value}" if _marked(event) else ""),
        date=date.value if date and not ends else None,
        startDate=date.value if date and ends else None,
        endDate=date.end if date and ends else None,
        country=_country(place.country) if place else None,
        location=_place_in_words(place) if place else None,
        addressEntity=address["id"] if address else None,
        involved=[party["id"] for party in parties],
        keywords=_keywords(event),
        notes=_notes(event),
        recordId=event.id,
        sourceUrl=event.url if event.url and event.url.startswith("http") else None,
        publisher=event.publisher,
        proof=article["id"],
        locationMentioned=place.text if place else None,
        namesMentioned=[a.text for a in (*event.actors, *event.recipients)],
    )


def _marked(event: Event) -> bool:
    return event.status.value != "actual"


def _title(event: Event) -> str:
    """ "CONSULT visit: Vladimir Putin to North Korea"."""
    kind = event.event_type.value + (f" {event.mode}" if event.mode else "")
    who = ", ".join(actor.name for actor in event.actors)
    whom = ", ".join(actor.name for actor in event.recipients)
    sides = f"{who or 'unknown'} to {whom}" if whom else who
    return f"{kind}: {sides}" if sides else kind


def _keywords(event: Event) -> list[str]:
    words = [event.event_type.value, *((event.mode,) if event.mode else ()), *event.contexts]
    words.append(f"status: {event.status.value}")
    return [*words, "alleged"] if event.alleged else words


def _notes(event: Event) -> list[str]:
    """What the schema has no property for, in plain words."""
    told = [
        f"actors: {'; '.join(a.name for a in event.actors)}" if event.actors else "",
        f"recipients: {'; '.join(a.name for a in event.recipients)}" if event.recipients else "",
        f"score: {event.score:g}; quad: {event.quad}; CAMEO: {event.cameo}",
        f"confidence: {event.confidence:.3f}",
        f"words: {event.trigger_text}",
        f"coded by: dragoman {event.version}",
    ]
    told += [
        f"said by: {a.speaker.name if a.speaker else 'someone'} ({a.stance.value}, {a.cue})"
        for a in event.attributions
    ]
    return [note for note in told if note]


def _mention(actor: Actor, party: Entity, article: Entity) -> Entity:
    person = party["schema"] == "Person"
    return _entity(
        "Mention",
        (article["id"], party["id"], actor.text),
        document=article["id"],
        resolved=party["id"],
        personMentioned=actor.text if person else None,
        companyMentioned=None if person else actor.text,
        contextCountry=_country(actor.country),
    )


def _country(code: str | None) -> str | None:
    """FollowTheMoney's code of a country: ISO-2 in small letters."""
    country = load_codes().country(code)
    if country is not None:
        return country.iso2.lower() or None
    return COUNTRIES.get(code or "")


def _moment(published: str | None) -> str | None:
    """A date or a time to the second, without zone, as the schema wants them."""
    if published is None or len(published) <= 10:
        return published
    digits = stamp(published)
    if not digits:
        return None
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return f"{day}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}"
