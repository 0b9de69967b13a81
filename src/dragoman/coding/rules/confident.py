"""How sure: a first form, from the entry's strength and how well the parties are known.

Not calibrated: there is no held-out human coding behind it yet, and the documents say so.
"""

from __future__ import annotations

from typing import cast

from dragoman.coding.reading import Reading
from dragoman.coding.rules.refusal import Refused
from dragoman.coding.scene import Scene
from dragoman.records import Actor
from dragoman.trace import Draft, Step

RULE = "coding.confident"
UNKNOWN_PARTY = 0.8
"""Factor for a side that the tables do not know, or that is not told."""
LEAST = 0.5
"""Below this the reading is kept out. An entry of less strength marks a word that mostly
means something else ("call an election"); it is in the lexicon to be seen being refused."""


LEAST_WHOLE = 0.45
"""The same for the whole event, parties counted."""


def confident(draft: Draft, reading: Reading, scene: Scene) -> Draft | Refused:
    """Set confidence and confidences, 0 to 1; refuse what is too weak as a whole."""
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
