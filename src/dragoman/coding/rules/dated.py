"""When: the date of the trigger's clause, else the day of publication."""

from __future__ import annotations

from dragoman.coding.apart import day_apart
from dragoman.coding.proposed import links
from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.twins import twins
from dragoman.records import DateBasis, DateExpression, DateType, EventDate, Status
from dragoman.trace import Draft, Step

RULE = "coding.dated"
ANOTHER_TIME = frozenset((Status.HISTORICAL, Status.FUTURE))
"""What was long ago, or is still to come, did not happen on the day of publication."""
SAID = frozenset((1, 3))
"""Quads of words: "Kim said Wednesday that he supports ..." is said on Wednesday, whereas in
"Kim said Wednesday that troops attacked" the day is not the attack's."""


def dated(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set date from the expression that hangs on the trigger, or on a verb above it."""
    apart = day_apart(reading, scene)
    if apart is not None:
        words = scene.article.words(apart.words)
        date = EventDate(apart.day, None, words, apart.words, DateBasis.RELATIVE)
        why = "days counted from the act beside it"
        return draft.with_steps(Step("date", date, RULE, (apart.words,), None, why))
    expression = date_of(reading, scene)
    if expression is not None and expression.start is not None:
        basis = DateBasis.RELATIVE if expression.relative else DateBasis.STATED
        words = scene.article.words(expression.span)
        date = EventDate(expression.start, expression.end, words, expression.span, basis)
        why = "the time expression of the trigger's clause"
        return draft.with_steps(
            Step("date", date, RULE, (expression.span,), expression.made_by, why)
        )
    published = scene.article.published
    if published is None or draft.value("status") in ANOTHER_TIME:
        return draft.with_steps(Step("date", None, RULE, (), None, "no date is told"))
    date = EventDate(published.day, None, None, None, DateBasis.PUBLISHED)
    reason = "no time expression in the clause: the day of publication"
    return draft.with_steps(Step("date", date, RULE, (), published.basis, reason))


def date_of(reading: Reading, scene: Scene) -> DateExpression | None:
    """The expression whose nearest governing trigger is this one; else one on a verb above; else
    the one that the model links."""
    own, above = None, None
    path = set(scene.tree.above(reading.word))
    mine = {reading.word, reading.bearer, *(twin.word for twin in twins(reading, scene))}
    for expression in scene.dates:
        if expression.type in (DateType.DURATION, DateType.SET) or expression.start is None:
            continue
        owner = _owner(expression, reading, scene)
        if owner in mine and own is None:
            own = expression
        elif owner in path and above is None:
            above = expression
    verbal = scene.ontology.quad(reading.entry.type, reading.entry.mode) in SAID
    return own or (above if verbal else None) or _linked(reading, scene)


def _linked(reading: Reading, scene: Scene) -> DateExpression | None:
    """The expression that the model links to the trigger."""
    linked = [scene.span(word) for word in links(reading.proposal, "date")]
    for expression in scene.dates:
        if expression.start is None or expression.type in (DateType.DURATION, DateType.SET):
            continue
        if any(expression.span.covers(span) for span in linked):
            return expression
    return None


def _owner(expression: DateExpression, reading: Reading, scene: Scene) -> int | None:
    """The first trigger, light verb or clause head above a time expression."""
    words = [t.index for t in scene.sentence.tokens if expression.span.covers(t.span)]
    if not words:
        return None
    tops = [w for w in words if scene.tree.token(w).head not in words]
    mine = (reading.word, reading.bearer)
    for above in scene.tree.above(tops[0] if tops else words[0]):
        if above in scene.readings or above in mine or scene.tree.token(above).upos == "VERB":
            return above
    return None
