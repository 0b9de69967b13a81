"""How sure: the lexicon's voice and the model's, weighed, and how well the parties are known.

Where a model was asked, the confidence is a calibrated probability (data/models/CARD.md); where
none was, it is the strength an editor gave the entry, less for unknown parties.
"""

from __future__ import annotations

from typing import cast

from dragoman.coding.parties import of_politics
from dragoman.coding.proposed import links
from dragoman.coding.reading import Reading
from dragoman.coding.rules.refusal import Refused
from dragoman.coding.scene import Scene
from dragoman.coding.voices import features
from dragoman.records import Actor, Status
from dragoman.trace import Draft, Step

RULE = "coding.confident"
UNKNOWN_PARTY = 0.8
"""Factor for a side that the tables do not know, or that is not told."""
LEAST = 0.5
"""Below this the reading is kept out. An entry of less strength marks a word that mostly
means something else ("call an election"); it is in the lexicon to be seen being refused."""


LEAST_WHOLE = 0.45
"""The same for the whole event, parties counted."""
LEAST_CLAIMED = 0.6
"""Share of the least confidence that is enough for an act the record does not count as a deed
(alleged, denied, planned, past). It loses nothing on the development part, and an accusation keeps
the act it is about."""
NO_POLITICS = 0.1
"""What is added to the least confidence where the tables know no party as one of politics."""
APART = 0.35
"""What is added to the least confidence on pages that stand apart from politics (sport, business,
arts, technology), where events are rarer than in the corpus; claimed acts count there as others."""
PLAIN_WORD, LEAST_PLAIN = 0.85, 0.15
"""Strength from which an editor's entry is nearly enough for such an act, and the confidence it
then needs: the corpus tells few of them, and the model hardly proposes them."""


def confident(draft: Draft, reading: Reading, scene: Scene) -> Draft | Refused:
    """Set confidence and confidences, 0 to 1; refuse what is too weak as a whole."""
    if scene.sentence.proposals is None:
        return _by_lexicon_alone(draft, reading)
    known = event_features(draft, reading, scene)
    whole = scene.weights.event_confidence(known)
    said = _both_voices(reading)
    if whole < _least(draft, reading, scene):
        return Refused(RULE, f"too weak as a whole ({whole:.2f}): {said}")
    by_field = {"event_type": round(whole, 3)}
    for side, role in (("actors", "actor"), ("recipients", "recipient")):
        told = party_features(draft, reading, scene, side, role)
        by_field[side] = round(scene.weights.party_confidence(told), 3)
    source = reading.entry.where
    return draft.with_steps(
        Step("confidence", round(whole, 3), RULE, (), source, said, whole),
        Step("confidences", by_field, RULE, (), source, "calibrated on held-out passages"),
    )


def _least(draft: Draft, reading: Reading, scene: Scene) -> float:
    """The confidence this reading must reach; 0 to 1."""
    least = scene.weights.least
    if scene.page.apart:
        return least + APART
    if not of_politics(reading.entry.type, _parties(draft)):
        least += NO_POLITICS
    if not _only_claimed(draft):
        return least
    plain = not reading.by_model and reading.entry.strength >= PLAIN_WORD
    if plain:
        return LEAST_PLAIN
    return least * LEAST_CLAIMED


def _parties(draft: Draft) -> tuple[Actor, ...]:
    """Both sides of a draft."""
    sides = (draft.value(side, ()) for side in ("actors", "recipients"))
    return tuple(actor for side in sides for actor in cast("tuple[Actor, ...]", side))


def _only_claimed(draft: Draft) -> bool:
    """Whether the record would not count it as a deed: claimed, denied, planned or past."""
    return bool(draft.value("alleged")) or draft.value("status") is not Status.ACTUAL


def event_features(draft: Draft, reading: Reading, scene: Scene) -> dict[str, float]:
    """What speaks for the event once its parties are known."""
    entry = reading.lexical or (None if reading.by_model else reading.entry)
    noun = reading.place.is_noun
    told = features(reading.entry.type, entry, reading.proposal, noun=noun)
    parties: list[Actor] = []
    for side in ("actors", "recipients"):
        actors = cast("tuple[Actor, ...]", draft.value(side, ()))
        parties.extend(actors)
        told[side] = float(bool(actors))
        told[f"known {side}"] = float(bool(actors) and all(actor.known for actor in actors))
    told["political"] = float(of_politics(reading.entry.type, parties))
    return told | scene.page.features()


def party_features(
    draft: Draft, reading: Reading, scene: Scene, side: str, role: str
) -> dict[str, float]:
    """What speaks for a side: the model's links, the slot of the tree, the tables."""
    actors = cast("tuple[Actor, ...]", draft.value(side, ()))
    likely = links(reading.proposal, role)
    heads = {word for word in likely for actor in actors if actor.span.covers(scene.span(word))}
    return {
        "bias": 1.0,
        "told": float(bool(actors)),
        "linked": float(bool(heads)),
        "linked elsewhere": float(bool(likely) and not heads),
        "known": float(bool(actors) and all(actor.known for actor in actors)),
        "several": float(len(actors) > 1),
    }


def _both_voices(reading: Reading) -> str:
    entry = reading.lexical or (None if reading.by_model else reading.entry)
    lexicon = f"{entry.type} {entry.strength:g} ({entry.where})" if entry else "silent"
    types = reading.proposal.types[:2] if reading.proposal else ()
    model = ", ".join(f"{p.type} {p.probability:.2f}" for p in types) or "silent"
    return f"lexicon: {lexicon}; model: {model}"


def _by_lexicon_alone(draft: Draft, reading: Reading) -> Draft | Refused:
    """A first form, not calibrated: the strength of the entry, less for unknown parties."""
    strength = reading.entry.strength
    actors = _side(cast(tuple[Actor, ...], draft.value("actors", ())))
    recipients = _side(cast(tuple[Actor, ...], draft.value("recipients", ())))
    by_field = {"event_type": strength, "actors": actors, "recipients": recipients}
    whole = round(strength * max(actors, recipients), 3)
    if whole < LEAST_WHOLE:
        return Refused(RULE, f"too weak as a whole ({whole:g})")
    reason = "the strength of the entry, less for unknown parties; not calibrated"
    return draft.with_steps(
        Step("confidence", whole, RULE, (), reading.entry.where, reason),
        Step("confidences", by_field, RULE, (), reading.entry.where, reason),
    )


def _side(actors: tuple[Actor, ...]) -> float:
    return 1.0 if actors and all(actor.known for actor in actors) else UNKNOWN_PARTY
