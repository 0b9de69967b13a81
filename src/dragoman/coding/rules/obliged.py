"""Who says that another must act demands it.

Manual, section 3.8: "All requests, demands, and orders." "Russia says Israel must withdraw" is
REQUEST yield by Russia to Israel; nothing is told of Israel's doing it.
"""

from __future__ import annotations

from typing import cast

from dragoman.coding.parties import is_political, without
from dragoman.coding.reading import Reading
from dragoman.coding.rules.content import matching_line
from dragoman.coding.scene import Scene
from dragoman.records import Actor, EventType, Status
from dragoman.trace import Draft, Step

RULE = "coding.obliged"
DUTY = frozenset(("must", "should", "ought"))
DUTY_VERBS = frozenset(("have", "need", "ought"))
"""Verbs whose infinitive is a duty: "Israel needs to withdraw"."""
OPEN = frozenset((Status.HYPOTHETICAL, Status.NEGATED))


def obliged(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Turn another's duty under a claim into a REQUEST by who claims it."""
    duty = duty_word(reading)
    if duty is None or draft.value("status") not in OPEN:
        return draft
    doers = cast(tuple[Actor, ...], draft.value("actors", ()))
    claim = next((claim for claim, _ in scene.claims_over(reading.word)), None)
    speaker = claim.speaker if claim is not None else None
    if claim is None or speaker is None or not doers or not is_political(speaker):
        return draft
    asked = without(doers, (speaker,))
    if len(asked) < len(doers) or any(actor.code == speaker.code for actor in asked):
        return draft
    line = matching_line(EventType.REQUEST, reading.word, scene)
    evidence = (scene.span(duty), *claim.cue)
    source = line.where if line is not None else "codebook 3.8"
    said = f"“{scene.tree.token(duty).text}” in what another says"
    values: dict[str, object] = {
        "event_type": EventType.REQUEST,
        "mode": line.mode if line is not None else None,
        "actors": (speaker,),
        "recipients": asked,
        "status": Status.ACTUAL,
        "alleged": False,
    }
    steps = (Step(name, value, RULE, evidence, source, said) for name, value in values.items())
    return draft.with_steps(*steps)


def duty_word(reading: Reading) -> int | None:
    """The word of duty over the trigger: a modal, or the verb of "has to", "needs to"."""
    tree, verb = reading.tree, reading.bearer
    for helper in tree.under(verb, "aux"):
        if tree.lemma(helper) in DUTY or tree.token(helper).text.lower() in DUTY:
            return helper
    token = tree.token(verb)
    if token.deprel == "xcomp" and tree.marked(verb, "to") and tree.lemma(token.head) in DUTY_VERBS:
        return token.head
    return None
