"""Whom a threat, promise, refusal or demand concerns, when only its content says so.

"Germany pledged to supply Ukraine" concerns Ukraine; "Turkey demanded that Sweden extradite
them" is put to Sweden, who is to act (manual, section 3.8: requests, demands and orders).
"""

from __future__ import annotations

from typing import cast

from dragoman.coding.parties import joined, without
from dragoman.coding.reading import Reading
from dragoman.coding.rules.content import content_words
from dragoman.coding.rules.parties import doers, first_filled
from dragoman.coding.rules.reciprocal import MEETING_SLOTS
from dragoman.coding.scene import Scene
from dragoman.coding.slots import Place, fill
from dragoman.records import Actor, EventType
from dragoman.trace import Draft, Step

RULE = "coding.passed_on"
COOPERATION = (1, 2)
"""Quads of acts whose refusal is meant for the one they would have served: "refused to meet
Kim" rejects Kim, whereas "refused to condemn Russia" rejects somebody else."""

PLAIN_SLOTS = ("indirect", "to", "with", "against", "object")
"""Where an unknown verb has the one it concerns."""


def passed_on(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Fill empty recipients from what is threatened, promised, refused or demanded."""
    slot = reading.entry.content
    if slot is None or draft.value("recipients"):
        return draft
    actors = cast(tuple[Actor, ...], draft.value("actors", ()))
    asked = reading.entry.type is EventType.REQUEST
    for word in content_words(reading, slot):
        found = asked_to_act(reading, scene, word) if asked else concerned(reading, scene, word)
        recipients = without(found, actors)
        if recipients:
            evidence = (scene.span(word), *(actor.span for actor in recipients))
            part = "does" if asked else "is done"
            reason = f"to whom or by whom “{scene.tree.token(word).text}” {part}"
            return draft.with_steps(
                Step("recipients", recipients, RULE, evidence, reading.entry.where, reason)
            )
    return draft


def asked_to_act(reading: Reading, scene: Scene, word: int) -> tuple[Actor, ...]:
    """Who is to do what is demanded: the own subject of its clause, the doer of its noun."""
    tree = reading.tree
    if tree.token(word).upos != "VERB":
        told = scene.readings.get(word)
        return doers(told)[0] if told is not None else ()
    own = set(fill(Place(tree, word), "subject")) & set(tree.children[word])
    return joined(*(tuple(reading.cast.at(head)) for head in sorted(own)))


def concerned(reading: Reading, scene: Scene, word: int) -> tuple[Actor, ...]:
    """Those on whom the threatened, promised or refused act would fall."""
    told = scene.readings.get(word)
    if told is None:
        return _met(reading, word)
    quad = scene.ontology.quad(told.entry.type, told.entry.mode)
    if reading.entry.type is EventType.REJECT and quad not in COOPERATION:
        return ()
    found, _ = first_filled(told, told.entry.recipient)
    if found or not told.entry.reciprocal:
        return found
    return joined(*(told.cast.party(told.place, slot) for slot in MEETING_SLOTS))


def _met(reading: Reading, word: int) -> tuple[Actor, ...]:
    """Of a verb the lexicon does not know, the one it is done to or for: "agreed to lend money to
    Jordan"."""
    if reading.tree.token(word).upos != "VERB":
        return ()
    place = Place(reading.tree, word)
    for slot in PLAIN_SLOTS:
        found = reading.cast.party(place, slot)
        if found:
            return found
    return ()
