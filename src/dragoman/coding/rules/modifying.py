"""A noun that only says of what kind another is tells of no event: "attack helicopters", "an arrest
warrant", "the protest leader"."""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.rules.refusal import Refused
from dragoman.coding.scene import Scene
from dragoman.coding.slots import seat
from dragoman.trace import Draft

RULE = "coding.modifying"


def modifying(draft: Draft, reading: Reading, scene: Scene) -> Draft | Refused:
    """Refuse the first noun of a compound, unless the second says nothing ("rescue operation")."""
    token = scene.tree.token(reading.word)
    if not reading.place.is_noun or token.deprel != "compound":
        return draft
    if seat(scene.tree, reading.word) != reading.word:
        return draft
    return Refused(RULE, f"it only tells the kind of “{scene.tree.token(token.head).text}”")
