"""Who acts and on whom: the first slot of the entry that names an actor."""

from __future__ import annotations

from dragoman.coding.named import party_at
from dragoman.coding.parties import without
from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.slots import Place, fill
from dragoman.coding.suffered import befallen
from dragoman.coding.twins import effect
from dragoman.records import Actor, EventType
from dragoman.trace import Draft, Step

RULE = "coding.parties"
DYING = frozenset("die drown perish starve succumb suffocate".split())
"""Verbs whose subject suffers what they tell."""


def parties(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set actors and recipients from the entry's slots, tried in order."""
    actors, by = doers(reading)
    found, on = victims(reading, scene) or the_dead(reading, scene) or _objects(reading)
    recipients = without(found, actors)
    return draft.with_steps(
        party_step("actors", actors, by, reading),
        party_step("recipients", recipients, on, reading),
    )


def _objects(reading: Reading) -> tuple[tuple[Actor, ...], str | None]:
    """Those in the entry's slots; else whose an act is that befell its owner."""
    found, slot = first_filled(reading, reading.entry.recipient)
    if found:
        return found, slot
    owners = befallen(reading)
    return (owners, "owner") if owners else ((), None)


def doers(reading: Reading) -> tuple[tuple[Actor, ...], str | None]:
    """The actors and their slot; of a noun whose act has no object, the "of" phrase may tell them:
    "the visit of Macron", "the withdrawal of troops", but not "the killing of priests"."""
    entry = reading.entry
    found, slot = first_filled(reading, entry.actor)
    if slot == "subject":
        found = without(found, befallen(reading))
    alone = entry.pos == "noun" and not {"object", "of"} & {*entry.recipient}
    if found or not alone or "subject" not in entry.actor:
        return found, slot
    return first_filled(reading, ("of",))


def victims(reading: Reading, scene: Scene) -> tuple[tuple[Actor, ...], str] | None:
    """ "An air strike on Gaza killed six civilians": the civilians, whom the attack killed."""
    effect = hurting_verb(reading, scene)
    if effect is None:
        return None
    found = reading.cast.party(effect.place, "object")
    return (found, f"object of “{scene.tree.token(effect.word).text}”") if found else None


def the_dead(reading: Reading, scene: Scene) -> tuple[tuple[Actor, ...], str] | None:
    """ "Ten people died in the attack": those who died are whom the attack befell."""
    tree, word = reading.tree, reading.word
    token = tree.token(word)
    if not reading.place.is_noun or reading.entry.type is not EventType.ASSAULT:
        return None
    if not token.deprel.startswith("obl") or tree.case(word) not in ("in", "during"):
        return None
    if tree.lemma(token.head) not in DYING:
        return None
    dead = fill(Place(tree, token.head), "subject")
    found = tuple(actor for one in dead for actor in party_at(one, scene))
    return (found, f"subject of “{tree.token(token.head).text}”") if found else None


def hurting_verb(reading: Reading, scene: Scene) -> Reading | None:
    """The verb that tells what an attack, told by a noun, did: its victims are its object."""
    if not reading.place.is_noun or reading.entry.type is not EventType.ASSAULT:
        return None
    verbs = (verb for verb in effect(reading, scene) if verb.entry.type is EventType.ASSAULT)
    return next(verbs, None)


def first_filled(reading: Reading, slots: tuple[str, ...]) -> tuple[tuple[Actor, ...], str | None]:
    """The actors in the first slot that names any, and that slot."""
    for slot in slots:
        found = reading.cast.party(reading.place, slot)
        if found:
            return found, slot
    return (), None


def party_step(field: str, actors: tuple[Actor, ...], slot: str | None, reading: Reading) -> Step:
    """The step that sets a side of the event, with the words of every party."""
    reason = f"the {slot} of the trigger" if slot else "no slot of the entry names an actor"
    made_by = ", ".join(actor.made_by for actor in actors if actor.made_by)
    source = f"{reading.entry.where}; {made_by}" if made_by else reading.entry.where
    return Step(field, actors, RULE, tuple(a.span for a in actors), source, reason)
