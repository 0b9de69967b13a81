"""A town before the name of an act is where it was ("the London talks", "the Baghdad killings"),
and no protest is made against one ("riots in Nadi")."""

from __future__ import annotations

from typing import cast

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.slots import Place, seat
from dragoman.records import Actor, EventType
from dragoman.trace import Draft, Step

RULE = "coding.venue"
TOWNS = ("actors.seat", "actors.place")
"""Rules that take a town for a party."""
SCENES = ("actors.place", "actors.unknown_place")
"""Rules that name a town which is no seat of a government."""
TAKING_PLACE = frozenset(
    (EventType.AGREE, EventType.ASSAULT, EventType.CONSULT, EventType.COOPERATE, EventType.PROTEST)
)
"""Acts named after their place. Those of words ("a Kremlin warning") are named after who spoke."""
TOWARDS = ("with", "against", "on", "between")
"""Slots of another side, beside which a capital is its government: "Washington talks with
Moscow"."""


def venue(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Take a town that only names the act out of the actors, one that only saw a protest out of the
    recipients."""
    if reading.entry.type is EventType.PROTEST:
        draft = _without_scene(draft)
    if not reading.place.is_noun or reading.entry.type not in TAKING_PLACE:
        return draft
    actors = cast("tuple[Actor, ...]", draft.value("actors", ()))
    towns = tuple(actor for actor in actors if _names_it(actor, reading, scene))
    if not towns or _has_other_side(reading):
        return draft
    kept = tuple(actor for actor in actors if actor not in towns)
    spans = tuple(actor.span for actor in towns)
    return draft.with_steps(Step("actors", kept, RULE, spans, None, "the act is named after it"))


def _without_scene(draft: Draft) -> Draft:
    recipients = cast("tuple[Actor, ...]", draft.value("recipients", ()))
    towns = tuple(actor for actor in recipients if actor.made_by.startswith(SCENES))
    if not towns:
        return draft
    kept = tuple(actor for actor in recipients if actor not in towns)
    spans = tuple(actor.span for actor in towns)
    return draft.with_steps(Step("recipients", kept, RULE, spans, None, "it is where it was"))


def _names_it(actor: Actor, reading: Reading, scene: Scene) -> bool:
    """Whether an actor is a town that stands before the noun as part of its name."""
    if not actor.made_by.startswith(TOWNS):
        return False
    tree = reading.tree
    hosts = {reading.word, seat(tree, reading.word)}
    named = (c for host in hosts for c in tree.under(host, "compound", "nmod:desc"))
    return any(actor.span.covers(scene.span(word)) for word in named)


def _has_other_side(reading: Reading) -> bool:
    tree = reading.tree
    place = Place(tree, seat(tree, reading.word))
    return any(
        reading.cast.party(where, slot) for slot in TOWARDS for where in (reading.place, place)
    )
