"""Whether it happened, by both voices: what the rules of status found, and what the model hears.

The rules know their cues; the model knows turns of phrase that no table lists, and takes the order
that was carried out for the deed it is. `hearing.py` weighs them. What the weighing leaves alone:
history by a date or an era, of which the model knows nothing; cooperation told in the future,
which the next rule makes an agreement of; and what a rule before has made another act of.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.coding.happening import told_features
from dragoman.coding.reading import Reading
from dragoman.coding.rules.future import BECOMES, WORD_GIVEN
from dragoman.coding.scene import Scene
from dragoman.records import EventType, Proposal, Status
from dragoman.trace import Draft, Step

RULE = "coding.heard"
MADE_ANEW = frozenset(("coding.obliged", "coding.refusing"))
"""Rules that have made a demand or a refusal of an act not done."""
WORDED = tuple(
    f"status.{rule}"
    for rule in """adverb attribute backshift conjunction counterfactual cue false headline in_case
    modal negation no nobody preposition""".split()
)
"""Rules of status that rest on a word for it."""
AHEAD = ("status.modal", "status.backshift", "status.headline")
"""Rules of status by which a clause tells what will be."""
GUARDS = ("coding.embedded", "coding.guarded")
PAST = ("status.bygone", "status.dates", "status.era")
"""Rules of status by a date, an era or a state that is no more."""
FAR = 2.0
"""Log odds by which another status must be likelier than the one that a word gives: to the model,
"plan to attack" may be denied as well as planned."""
LONG_AGO = 0.5
"""Log odds by which history must be likelier than a deed where the rules see none: "his war in
Ukraine" is no history because the corpus has most wars in it."""
WORRIES = (" concern", " fear", " rumor", " rumour", " suspicion", " worry")
SHELTERS = (" protection",)
"""Cues after which an act is only guarded against: "protection from raids" tells of none."""
VIOLENT = (EventType.ASSAULT, EventType.PROTEST)


def heard(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set status and alleged to what rules and model together find likeliest."""
    proposal, hearing = reading.proposal, scene.weights.hearing
    if proposal is None or hearing.silent or is_settled(draft, scene):
        return draft
    features = told_features(draft, reading, scene)
    words = (scene.span(reading.word),)
    scores = hearing.scores(features, proposal)
    status = _chosen(draft, scores)
    if status is not draft.value("status"):
        said = f"{draft.value('status')} by the rules; {_by_model(proposal)}"
        draft = draft.with_steps(Step("status", status, RULE, words, "both voices", said))
    alleged = hearing.alleged_score(features, proposal) > 0 or _is_worry(draft)
    if alleged is not draft.value("alleged"):
        rules = "a claim" if draft.value("alleged") else "no mere claim"
        said = f"{rules} by the rules; the model hears a claim with {proposal.alleged:.2f}"
        draft = draft.with_steps(Step("alleged", alleged, RULE, words, "both voices", said))
    return draft


def _chosen(draft: Draft, scores: Mapping[Status, float]) -> Status:
    """The likeliest status, history by a margin; where a word of the tables gives one, another must
    be far likelier, and none makes a deed of a violent act or of what will be."""
    last = _last(draft)
    best = max(scores, key=lambda one: scores[one])
    read = Status(str(last.value))
    rules = [rule.strip() for rule in last.reason.split(",")]
    if read is Status.ACTUAL and best is Status.HISTORICAL:
        return best if scores[best] - scores[read] > LONG_AGO else read
    if read is Status.ACTUAL or not (last.rule in GUARDS or rules[0].startswith(WORDED)):
        return best
    if rules[0].endswith(SHELTERS):
        return read
    type = EventType(str(draft.value("event_type")))
    ahead = read is Status.FUTURE and type not in WORD_GIVEN and rules[0].startswith(AHEAD)
    if best is Status.ACTUAL and not ahead and type not in VIOLENT:
        return best
    other = max((s for s in scores if s is not Status.ACTUAL), key=lambda one: scores[one])
    return other if scores[other] - scores[read] > FAR else read


def _is_worry(draft: Draft) -> bool:
    """Whether it stands in a worry, of which the corpus has few: "concerns over an arrangement in
    which Iran supplies Russia"."""
    told = next(step for step in draft.steps if step.field == "alleged")
    return told.value is True and any(rule.endswith(WORRIES) for rule in told.reason.split(","))


def _last(draft: Draft) -> Step:
    return [step for step in draft.steps if step.field == "status" and not step.refused][-1]


def is_settled(draft: Draft, scene: Scene) -> bool:
    """Whether the status is no matter of weighing."""
    last = _last(draft)
    if last.rule in MADE_ANEW:
        return True
    if last.value is Status.FUTURE and draft.value("event_type") in BECOMES:
        return True
    dated = last.rule == "coding.bygone" or any(rule in last.reason for rule in PAST)
    return last.value is Status.HISTORICAL and dated and scene.article.published is not None


def _by_model(proposal: Proposal) -> str:
    status = max(proposal.statuses, key=lambda one: proposal.statuses[one])
    return f"the model hears it as {status} ({proposal.statuses[status]:.2f})"
