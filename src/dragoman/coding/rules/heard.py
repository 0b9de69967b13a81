"""Whether it happened, as the model hears it, where no rule has found a mark of its own.

The rules of status know their cues; the model knows turns of phrase that no table lists. It may
take back "actual", never give it.
"""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.records import Status
from dragoman.trace import Draft, Step

RULE = "coding.heard"
SURE = 0.7
"""Share of the model that a status other than "actual" needs against silent rules."""
SURE_ALLEGED = 0.7


def heard(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set status, and alleged, where the model is sure and the rules are silent."""
    proposal = reading.proposal
    if proposal is None:
        return draft
    words = (scene.span(reading.word),)
    if draft.value("status") is Status.ACTUAL:
        status, share = max(proposal.statuses.items(), key=lambda item: item[1])
        if status is not Status.ACTUAL and share >= SURE:
            said = f"the model hears it as {status}"
            draft = draft.with_steps(Step("status", status, RULE, words, "the model", said, share))
    if not draft.value("alleged") and proposal.alleged >= SURE_ALLEGED:
        said = "the model hears a claim that the report does not make its own"
        step = Step("alleged", True, RULE, words, "the model", said, proposal.alleged)
        draft = draft.with_steps(step)
    return draft
