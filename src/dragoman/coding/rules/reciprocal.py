"""Reciprocal events: all parties are actors and none is recipient (manual, section 2.4.2)."""

from __future__ import annotations

from typing import cast

from dragoman.coding.parties import joined
from dragoman.coding.proposed import MEETING, links
from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.slots import Place, seat
from dragoman.records import Actor
from dragoman.trace import Draft, Step

RULE = "coding.reciprocal"
MEETING_SLOTS = ("with", "between", "among")
AROUND = frozenset(("for", "in", "during", "after", "following"))
"""Case words by which a coming or going frames a meeting."""


def reciprocal(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """ "X met Y", "talks between X and Y", "a treaty signed by X with Y": X and Y are actors."""
    if not reading.entry.reciprocal:
        return draft
    if _heard_apart(reading):
        return draft
    actors = cast(tuple[Actor, ...], draft.value("actors", ()))
    recipients = cast(tuple[Actor, ...], draft.value("recipients", ()))
    others = [reading.cast.party(reading.place, slot) for slot in MEETING_SLOTS]
    everyone = joined(actors, recipients, *others)
    if len(everyone) == 1:
        everyone = joined(comers(reading), everyone)
    spans = tuple(actor.span for actor in everyone)
    reason = "the act is done by all parties together"
    return draft.with_steps(
        Step("actors", everyone, RULE, spans, reading.entry.where, reason),
        Step("recipients", (), RULE, (), reading.entry.where, reason),
    )


def _heard_apart(reading: Reading) -> bool:
    """Whether the model hears one who does it and another to whom it is done: "their war against
    Nicaragua", but not in what is always done together."""
    doing = set(links(reading.proposal, "actor"))
    done_to = set(links(reading.proposal, "recipient"))
    return reading.entry.type not in MEETING and bool(done_to) and not done_to & doing


def comers(reading: Reading) -> tuple[Actor, ...]:
    """ "Blinken arrived for talks with Netanyahu", "left after days of fighting with Hamas": who
    comes or goes takes part."""
    tree, word = reading.tree, reading.word
    if tree.token(word).deprel == "acl":
        word = tree.token(word).head
    word = seat(tree, word)
    if not tree.token(word).deprel.startswith("obl") or tree.case(word) not in AROUND:
        return ()
    return reading.cast.party(Place(tree, tree.token(word).head), "subject")
