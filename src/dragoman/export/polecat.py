"""Events in the columns of POLECAT's weekly files (doi:10.7910/DVN/AJGVIT): 40, tab separated.

A row is a pair of an actor and a recipient; the parties of a mutual act stand once in each pair.
"None" stands where nothing is known, as there. Several values in a cell are parted by "; ".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.export.cells import bare, day_of, joined, number
from dragoman.export.pairs import Pair, Reported, pairs
from dragoman.foreign.codes import NOWHERE, load_codes
from dragoman.records import Actor, Event, EventPlace

COLUMNS = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, "
    "Actor Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, "
    "Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW, "
    "Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, "
    "Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, "
    "GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, "
    "Story Organizations, Story Locations, Language, Version"
).split(", ")
NONE = "None"
QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
FEATURES = {"town": "PPL", "admin2": "ADM2", "admin1": "ADM1", "country": "PCLI", "region": "RGN"}
"""GeoNames' feature codes for what the point is one of."""


def lines(events: Iterable[Reported]) -> Iterator[str]:
    """The file's lines, head line first."""
    yield "\t".join(COLUMNS)
    for told in events:
        both = pairs(told.event)
        for number_, pair in enumerate(both, start=1):
            id = told.event.id if len(both) == 1 else f"{told.event.id}_{number_}"
            cells = (bare(value) or NONE for value in _cells(id, told, pair))
            yield "\t".join(cells)


def _cells(id: str, told: Reported, pair: Pair) -> Sequence[object]:
    event = told.event
    return (
        id,
        day_of(event),
        event.event_type.value,
        event.mode,
        event.score,
        QUADS[event.quad],
        _list(event.contexts),
        *_party(pair[0]),
        *_party(pair[1]),
        *_place(event.place),
        event.publisher,
        (event.published or "")[:10],
        *_story(event),
        told.article.language if told.article else None,
        event.version,
    )


def _party(actor: Actor | None) -> Sequence[object]:
    """Name, country, COW number, sector, sectors, title, words, Wikipedia page (which is not
    known: identities of ours are not Wikipedia's)."""
    if actor is None:
        return ("",) * 8
    country = load_codes().country(actor.country)
    return (
        actor.name,
        "" if actor.country == NOWHERE else actor.country,
        country.cow if country else "",
        actor.sector,
        _list(actor.sectors or (actor.sector,)),
        actor.office,
        actor.text,
        "",
    )


def _place(place: EventPlace | None) -> Sequence[object]:
    """Placename, city, district, province, country, latitude, longitude, id, words, feature."""
    if place is None:
        return ("",) * 10
    precision = place.precision or ""
    return (
        place.name,
        place.name if precision == "town" else "",
        place.name if precision == "admin2" else "",
        place.name if precision == "admin1" else place.admin1,
        place.country,
        number(place.lat),
        number(place.lon),
        place.geonames_id,
        place.text,
        FEATURES.get(precision, ""),
    )


def _story(event: Event) -> Sequence[object]:
    """People, organisations and places: those of this event, where POLECAT has the story's."""
    parties = (*event.actors, *event.recipients)
    people = [a.name for a in parties if (a.entity_id or "").startswith("person:")]
    bodies = [a.name for a in parties if (a.entity_id or "").startswith("org:")]
    places = [event.place.name] if event.place else []
    return _list(people), _list(bodies), _list(places)


def _list(values: Iterable[object]) -> str:
    return joined(dict.fromkeys(values), "; ")
