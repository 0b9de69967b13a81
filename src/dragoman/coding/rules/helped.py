"""Whom aid is for, where no slot of the giving verb names them.

Aid is often told with its purpose: "provided 28 million euros for those affected in Yemen", "gave
medicine to help refugees in Jordan". The first party after the trigger in its phrase is helped.
"""

from __future__ import annotations

from typing import cast

from dragoman.coding.parties import without
from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.records import Actor, EventType
from dragoman.trace import Draft, Step

RULE = "coding.helped"
TOWARDS = frozenset(("to", "for", "in", "across", "inside"))


def helped(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set the recipient of an AID that has none from the purpose or the place of the aid."""
    if draft.value("event_type") is not EventType.AID or draft.value("recipients"):
        return draft
    actors = cast("tuple[Actor, ...]", draft.value("actors", ()))
    for word in scene.tree.within(reading.bearer):
        if word <= reading.word or not _aimed_at(word, scene):
            continue
        found = without(scene.cast.by_word.get(word, ()), actors)
        if found:
            reason = "the first party named in the purpose or place of the aid"
            spans = tuple(actor.span for actor in found)
            return draft.with_steps(Step("recipients", found, RULE, spans, None, reason))
    return draft


def _aimed_at(word: int, scene: Scene) -> bool:
    """ "for refugees", "in Yemen", or the object of a purpose: "to help refugees"."""
    token = scene.tree.token(word)
    if token.deprel == "obj":
        return scene.tree.marked(token.head, "to")
    return scene.tree.case(word) in TOWARDS
