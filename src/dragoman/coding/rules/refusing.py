"""What one says one will not do is a refusal, not the undone act.

Manual, section 3.10: "All rejections and refusals." "The union will not end the strike" is REJECT
yield, "Paris would never sign the treaty" REJECT.
"""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.records import EventType, Status
from dragoman.trace import Draft, Step

RULE = "coding.refusing"

WILL = frozenset(("will", "would", "shall", "'ll", "’ll", "wo", "won"))
MODES: dict[EventType, str | None] = {
    EventType.AGREE: None,
    EventType.AID: "assist",
    EventType.CONCEDE: "yield",
    EventType.CONSULT: "meet",
    EventType.COOPERATE: "assist",
    EventType.RETREAT: "yield",
    EventType.SUPPORT: None,
}


def refusing(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """ "will not" with an act of cooperation: REJECT, by the one who would have done it."""
    type = draft.value("event_type")
    if draft.value("status") is not Status.NEGATED or type not in MODES:
        return draft
    tree = scene.tree
    will = [w for w in tree.under(reading.bearer, "aux") if tree.token(w).text.lower() in WILL]
    if not will or not draft.value("actors"):
        return draft
    spans = [step.evidence for step in draft.steps if step.field == "status"][-1]
    evidence = (*(scene.span(w) for w in will), *spans)
    reason = f"“will not” and {type}: a refusal"
    return draft.with_steps(
        Step("event_type", EventType.REJECT, RULE, evidence, "codebook 3.10", reason),
        Step("mode", MODES[EventType(str(type))], RULE, evidence, "codebook 3.10", reason),
        Step("status", Status.ACTUAL, RULE, evidence, "codebook 3.10", "the refusal is stated"),
    )
