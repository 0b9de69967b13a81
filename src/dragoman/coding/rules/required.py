"""Whom an event must have to be one (manual, section 7.5 and the summary table)."""

from __future__ import annotations

from typing import cast

from dragoman.coding.parties import is_political, is_team, of_politics
from dragoman.coding.reading import Reading
from dragoman.coding.rules.confident import LEAST
from dragoman.coding.rules.refusal import Refused
from dragoman.coding.scene import Scene
from dragoman.coding.slots import fill
from dragoman.records import Actor, EventType
from dragoman.trace import Draft

RULE = "coding.required"

TOLD_BY_VICTIM = frozenset(
    (EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.ACCUSE)
)
"""Types told in the passive without their doer: "Two judges were shot dead", "He was convicted"."""


DONE_SOMEWHERE = frozenset(
    (EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.MOBILIZE)
)
"""Types that are told of a place alone: "Quito under curfew", "a blast in the market"."""

WEAPONS = frozenset(
    ("bloodshed_told", "weapon", "weapons", "arms", "missile", "explosive", "firearm", "projectile")
)
"""Classes of things behind which somebody stands: "A bomb killed three soldiers"."""


def _done_by_a_thing(reading: Reading, scene: Scene) -> bool:
    """ "The storm killed a policeman", "A heart attack killed the minister" tell of no one's deed;
    "A blast killed two soldiers" does, and leaves him who did it unnamed."""
    weapons = frozenset().union(*(scene.lexicon.classes.get(name, ()) for name in WEAPONS))
    for word in fill(reading.place, "subject"):
        if word in scene.readings or scene.tree.lemma(word) in weapons:
            continue
        if reading.tree.token(word).upos in ("NOUN", "PROPN") and not reading.place.is_noun:
            return True
    return False


def _told_by_its_cause(reading: Reading, scene: Scene) -> bool:
    """ "The raid killed six": the raid is coded, with the six."""
    causes = (scene.readings.get(word) for word in fill(reading.place, "subject"))
    told = [c for c in causes if c is not None and c.entry.strength >= LEAST]
    return any(c.entry.type is EventType.ASSAULT for c in told)


HEARD = 0.3
"""Likelihood below which the model has not heard an event at all."""
SURE = 0.5
"""Likelihood from which the model is believed that an act is political, though the tables know
none of its parties ("a column of marchers") or the sentence names no doer ("Quito under curfew").
Of what it held for so likely on the development part, 82 to 89 in a hundred were events."""


OF_STATE = frozenset(("GOV", "LEG", "MIL"))


def _of_politics(actor: Actor) -> bool:
    """Whether the tables know an actor, and as one of politics; or he holds an office of a state:
    "the Ethiopian trade minister"."""
    in_office = actor.sector in OF_STATE and actor.country.isalpha()
    return (actor.known or in_office) and is_political(actor)


def _heard(reading: Reading, type: EventType) -> bool:
    """Whether the model is sure of the event."""
    return reading.proposal is not None and reading.proposal.probability(type) >= SURE


def required(draft: Draft, reading: Reading, scene: Scene) -> Draft | Refused:
    """Refuse an event without the parties its type needs, or without any political one."""
    type = EventType(str(draft.value("event_type")))
    heard = _heard(reading, type)
    actors = cast(tuple[Actor, ...], draft.value("actors", ()))
    recipients = cast(tuple[Actor, ...], draft.value("recipients", ()))
    if type is EventType.ASSAULT and not heard and _told_by_its_cause(reading, scene):
        return Refused(RULE, "the attack that did it is the event")
    if not actors and not recipients and type not in DONE_SOMEWHERE and not heard:
        return Refused(RULE, "nobody is named at all")
    if not actors and not (recipients and type in TOLD_BY_VICTIM) and not heard:
        return Refused(RULE, "nobody is named who does it")
    if not actors and not heard and _done_by_a_thing(reading, scene):
        return Refused(RULE, "what did it is no actor and no attack")
    needs = scene.ontology.requires_recipient(type)
    shared = reading.entry.reciprocal and len(actors) > 1
    if needs and not recipients and not shared and not heard:
        return Refused(RULE, f"{type} needs a recipient and none is named")
    alone = reading.entry.reciprocal and len(actors) < 2 and type is EventType.CONSULT
    if alone and not heard and not any(actor.known for actor in actors):
        return Refused(RULE, "a meeting of one")
    parties = (*actors, *recipients)
    if scene.page.sporting and all(is_team(actor) for actor in parties):
        return Refused(RULE, "a report of sport, and no party but teams and players")
    if scene.page.sporting and not any(_of_politics(a) and not is_team(a) for a in actors):
        return Refused(RULE, "a report of sport, and nobody of politics acts")
    if scene.page.private and not any(_of_politics(actor) for actor in actors):
        return Refused(RULE, "a page of business, arts or technology, and nobody of politics acts")
    if not of_politics(type, parties) and not _proposed(reading, type):
        return Refused(RULE, "no party is known to belong in a political record")
    return draft


def _proposed(reading: Reading, type: EventType) -> bool:
    """Whether the model reads the event, however surely: an act of those whom no table knows may be
    political all the same, and how likely that is the confidence says."""
    return reading.proposal is not None and reading.proposal.probability(type) >= HEARD
