"""What one word of an attack does not tell, another of the same sentence may: "Two priests were
killed in an attack by gunmen" has its victims at one word and its doers at the other."""

from __future__ import annotations

from typing import cast

from dragoman.coding.parties import without
from dragoman.coding.reading import Reading
from dragoman.coding.rules.parties import doers, first_filled
from dragoman.coding.scene import Scene
from dragoman.coding.twins import twins
from dragoman.records import Actor
from dragoman.trace import Draft, Step

RULE = "coding.shared"


def shared(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Fill an empty side of an attack from the other words that tell of it."""
    for side, other in (("actors", "recipients"), ("recipients", "actors")):
        if draft.value(side):
            continue
        opposite = cast(tuple[Actor, ...], draft.value(other, ()))
        for twin in twins(reading, scene):
            named, _ = doers(twin) if side == "actors" else first_filled(twin, twin.entry.recipient)
            found = without(named, opposite)
            if found:
                said = f"“{scene.tree.token(twin.word).text}” tells of the same attack"
                evidence = (scene.span(twin.word), *(actor.span for actor in found))
                draft = draft.with_steps(Step(side, found, RULE, evidence, twin.entry.where, said))
                break
    return draft
