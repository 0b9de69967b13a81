"""Where it happened: a place named in the trigger's own clause; else one earlier in the sentence
or its paragraph, where it is of a country that takes part; else the dateline's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from dragoman.coding.proposed import links
from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.slots import fill
from dragoman.coding.twins import twins
from dragoman.records import Actor, EventPlace, Mention, MentionLabel, Place, PlaceKind, Status
from dragoman.trace import Draft, Step

RULE = "coding.located"
PLACING = frozenset(("in", "at", "near", "outside", "inside", "around", "off", "across"))
NOT_HERE = frozenset((Status.HISTORICAL, Status.HYPOTHETICAL, Status.FUTURE))
"""What is not said to happen now happens at no dateline."""


def located(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set place, with how it was found: "clause", "sentence", "paragraph" or "dateline"."""
    for word in _places(reading, scene):
        place = _named_at(word, scene)
        if place is not None:
            return _with(draft, place, "a place named in the trigger's clause")
    for place, reason in _around(draft, reading, scene):
        return _with(draft, place, reason)
    return draft.with_steps(Step("place", None, RULE, (), None, "no place is told"))


def _with(draft: Draft, place: EventPlace, reason: str) -> Draft:
    return draft.with_steps(Step("place", place, RULE, (place.span,), None, reason))


def _places(reading: Reading, scene: Scene) -> list[int]:
    tree = scene.tree
    words = (twin.word for twin in twins(reading, scene))
    hosts = dict.fromkeys((reading.word, reading.bearer, *words))
    found = [c for host in hosts for c in tree.oblique(host) if tree.case(c) in PLACING]
    going = fill(reading.place, "to") if reading.entry.mode == "visit" else ()
    return [*going, *found, *links(reading.proposal, "place")]


def _named_at(word: int, scene: Scene) -> EventPlace | None:
    """The place at a word, or the one that names it ("the town of X", "the city, Y"); a name that
    the gazetteer does not know stands by its words alone."""
    under = {word, *scene.tree.under(word, "appos", "nmod", "compound", "nmod:desc")}
    for place in scene.places:
        if place.token in under and place.kind is not PlaceKind.DEMONYM:
            return at_place(place, "clause", scene)
    mention = _mention(under, scene)
    if mention is None:
        return None
    text = scene.article.words(mention.span)
    held = scene.cast.by_word.get(mention.head, ())
    country = held[0].country if held and held[0].country.isalpha() else None
    return EventPlace(text, mention.span, text, country, "clause")


def _mention(under: set[int], scene: Scene) -> Mention | None:
    for mention in scene.sentence.mentions:
        if mention.label is MentionLabel.LOCATION and mention.head in under:
            return mention
    return None


def at_place(place: Place, basis: str, scene: Scene) -> EventPlace:
    """A place of the report as the place of an event."""
    return EventPlace(
        text=scene.article.words(place.span),
        span=place.span,
        name=place.name,
        country=place.country,
        basis=basis,
        geonames_id=place.geonames_id,
        lat=place.lat,
        lon=place.lon,
        admin1=place.admin1,
        precision=place.precision,
    )


def _around(draft: Draft, reading: Reading, scene: Scene) -> Iterator[tuple[EventPlace, str]]:
    """Places outside the clause, the nearest first."""
    actors = cast("tuple[Actor, ...]", draft.value("actors", ()))
    recipients = cast("tuple[Actor, ...]", draft.value("recipients", ()))
    countries = {actor.country for actor in (*actors, *recipients)}
    here = scene.span(reading.word)
    for place in scene.places:
        told = place.token is not None and scene.tree.case(place.token) in PLACING
        if told and place.kind is PlaceKind.LITERAL:
            yield at_place(place, "sentence", scene), "a place named in the sentence"
    if draft.value("status") in NOT_HERE:
        return
    for place in reversed(scene.earlier):
        if place.country in countries and place.precision != "country" and place.span < here:
            yield at_place(place, "paragraph", scene), "named before it in the paragraph"
    if scene.dateline is not None and (scene.dateline.country in countries or not countries):
        yield at_place(scene.dateline, "dateline", scene), "the report was filed there"
