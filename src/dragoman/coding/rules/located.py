"""Where it happened: a place told in the trigger's own clause, by the tree or by the model; else
one in the sentence or its paragraph, where it is of a country that takes part; else the dateline's.

Where the model hears the event, it is asked which of the places in the sentence are its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from dragoman.coding.named import phrase_span
from dragoman.coding.proposed import LIKELY_LINK, links, links_of
from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.slots import fill
from dragoman.coding.twins import twins
from dragoman.records import (
    Actor,
    EventPlace,
    EventType,
    Mention,
    MentionLabel,
    Place,
    PlaceKind,
    Status,
)
from dragoman.trace import Draft, Step

RULE = "coding.located"
PLACING = frozenset(("in", "at", "near", "outside", "inside", "around", "off", "across"))
NOT_HERE = frozenset((Status.HISTORICAL, Status.HYPOTHETICAL, Status.FUTURE))
"""What is not said to happen now happens at no dateline."""
EVENT_HEARD = 0.3
"""Likelihood of the event from which the model is asked where it was not."""
PLACE_HEARD = 0.2
"""Likelihood below which the model takes a place for none of the event's. Of such places, told
elsewhere in the sentence, one in eleven was right on the development part; of the others nearly
half."""
NAMING = ("appos", "nmod", "compound", "nmod:desc")


def located(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set place, with how it was found: "clause", "phrase", "sentence", "paragraph", "dateline"."""
    asked = _asked(draft, reading)
    around = list(_around(draft, reading, scene, asked))
    for word in _places(reading, scene, asked):
        place = _named_at(word, scene)
        if place is not None:
            return _with(draft, place, "a place named in the trigger's clause")
        if word in links(reading.proposal, "place"):
            nearest = next((place for place, _ in around), None)
            told = _in_words(word, nearest, scene)
            if told is not None:
                return _with(draft, told, "the model links the words to the trigger")
    for place, reason in around:
        return _with(draft, place, reason)
    return draft.with_steps(Step("place", None, RULE, (), None, "no place is told"))


def _with(draft: Draft, place: EventPlace, reason: str) -> Draft:
    return draft.with_steps(Step("place", place, RULE, (place.span,), None, reason))


def _asked(draft: Draft, reading: Reading) -> bool:
    """Whether the model hears the event, and so knows its places."""
    heard = reading.proposal
    type = EventType(str(draft.value("event_type", reading.entry.type)))
    types = {type, reading.entry.type}
    return heard is not None and any(heard.probability(one) >= EVENT_HEARD for one in types)


def _places(reading: Reading, scene: Scene, asked: bool) -> list[int]:
    """The words that may name the place: those the model hears as one, the likeliest first, then
    those of the tree that it does not rule out. Where it is not asked, the tree comes first."""
    tree = scene.tree
    words = (twin.word for twin in twins(reading, scene))
    hosts = dict.fromkeys((reading.word, reading.bearer, *words))
    found = [c for host in hosts for c in tree.oblique(host) if tree.case(c) in PLACING]
    going = fill(reading.place, "to") if reading.entry.mode == "visit" else ()
    hung = [*going, *found]
    if not asked:
        return [*hung, *links(reading.proposal, "place")]
    heard = _heard_places(reading, scene)
    likely = [w for w in heard if heard[w] >= LIKELY_LINK]
    return [*likely, *(word for word in hung if word in heard and word not in likely)]


def _heard_places(reading: Reading, scene: Scene) -> dict[int, float]:
    """The words in which the model hears a place of the event or of its twins, the likeliest
    first, with how likely."""
    told: dict[int, float] = {}
    for one in (reading, *twins(reading, scene)):
        for word, likely in links_of(one.proposal, "place"):
            told[word] = max(likely, told.get(word, 0.0))
    kept = (pair for pair in told.items() if pair[1] >= PLACE_HEARD)
    return dict(sorted(kept, key=lambda pair: -pair[1]))


def _named_at(word: int, scene: Scene) -> EventPlace | None:
    """The place at a word, or the one that names it ("the town of X", "the city, Y"), in the words
    of the whole phrase ("Baghdad airport"); a name that the gazetteer does not know stands by its
    words alone."""
    under = {word, *scene.tree.under(word, *NAMING)}
    for place in scene.places:
        if place.token in under and place.kind is not PlaceKind.DEMONYM:
            return _worded(at_place(place, "clause", scene), word, place.token, scene)
    mention = _mention(under, scene)
    if mention is None:
        return None
    text = scene.article.words(mention.span)
    held = scene.cast.by_word.get(mention.head, ())
    country = held[0].country if held and held[0].country.isalpha() else None
    named = EventPlace(text, mention.span, text, country, "clause")
    return _worded(named, word, mention.head, scene)


def _worded(place: EventPlace, word: int, named: int | None, scene: Scene) -> EventPlace:
    """The place in the words of the noun that it names, where that is another word."""
    if named == word or scene.tree.token(word).upos != "NOUN":
        return place
    span = phrase_span(word, scene).joined(place.span)
    return replace(place, text=scene.article.words(span), span=span)


def _in_words(word: int, nearest: EventPlace | None, scene: Scene) -> EventPlace | None:
    """A place that the words tell and no name does ("the mosque"): on the map it is where the
    nearest place told around it is."""
    if scene.tree.token(word).upos not in ("NOUN", "PROPN"):
        return None
    span = phrase_span(word, scene)
    text = scene.article.words(span)
    if nearest is None:
        return EventPlace(text, span, text, None, "phrase")
    return replace(nearest, text=text, span=span, basis="phrase")


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


def _around(
    draft: Draft, reading: Reading, scene: Scene, asked: bool
) -> Iterator[tuple[EventPlace, str]]:
    """Places outside the clause, the nearest first."""
    actors = cast("tuple[Actor, ...]", draft.value("actors", ()))
    recipients = cast("tuple[Actor, ...]", draft.value("recipients", ()))
    countries = {actor.country for actor in (*actors, *recipients)}
    here = scene.span(reading.word)
    heard = _heard_places(reading, scene)
    for place in scene.places:
        told = place.token is not None and scene.tree.case(place.token) in PLACING
        if not told or place.kind is not PlaceKind.LITERAL:
            continue
        if not asked or place.token in heard:
            yield at_place(place, "sentence", scene), "a place named in the sentence"
        elif place.country in countries:
            yield at_place(place, "paragraph", scene), "a place of a party, named in the sentence"
    if draft.value("status") in NOT_HERE:
        return
    for place in reversed(scene.earlier):
        if place.country in countries and place.precision != "country" and place.span < here:
            yield at_place(place, "paragraph", scene), "named before it in the paragraph"
    if scene.dateline is not None and (scene.dateline.country in countries or not countries):
        yield at_place(scene.dateline, "dateline", scene), "the report was filed there"
