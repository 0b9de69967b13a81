"""Finds what a report tells as happening, and whether it is said to have happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.records import (
    Certainty,
    DateExpression,
    Parsed,
    Polarity,
    Predicate,
    Sentence,
    Span,
    Status,
    Time,
)
from dragoman.understand.branches import Branches
from dragoman.understand.dates import Calendar, publication_day
from dragoman.understand.status.cues import Effect, StatusCues
from dragoman.understand.status.history import dated_to_the_past
from dragoman.understand.status.marks import Marks, certainty_of, has, status_of
from dragoman.understand.status.scope import Scope
from dragoman.understand.status.shape import base, finite, helpers, tense

_NO_PREDICATE = frozenset({"case", "mark", "fixed", "cc", "aux", "amod", "compound", "flat"})


def find_predicates(
    parsed: Parsed,
    dates: Sequence[DateExpression],
    cues: StatusCues,
    calendar: Calendar,
    event_nouns: frozenset[str],
    trees: Mapping[int, Branches] | None = None,
) -> tuple[Predicate, ...]:
    """Every verb, every noun of `event_nouns` and every word at which the model hears an event
    ("the Korean War"), with its status, in text order.

    `trees` may hand in the sentences' branches by sentence index, so that they are made once.
    """
    found: list[Predicate] = []
    for sentence, scope in _scopes(parsed, dates, cues, calendar, trees):
        heard = {proposal.word for proposal in sentence.proposals or ()}
        for token in sentence.tokens:
            inside = 0 <= token.index < len(scope.tree.tokens)
            if not inside:
                continue
            if token.index in heard or is_predicate(scope.tree, token.index, event_nouns):
                found.append(_predicate(sentence, scope, token.index))
    return tuple(found)


def predicates_at(
    parsed: Parsed,
    dates: Sequence[DateExpression],
    cues: StatusCues,
    calendar: Calendar,
    spans: Sequence[Span],
) -> tuple[Predicate | None, ...]:
    """The status of words given by others, whatever they are, in the order of `spans`: of the last
    word of each that is no mark, of a copula by what it links; None outside all sentences."""
    scopes = list(_scopes(parsed, dates, cues, calendar, None))
    return tuple(_at(span, scopes) for span in spans)


def _at(span: Span, scopes: Sequence[tuple[Sentence, Scope]]) -> Predicate | None:
    for sentence, scope in scopes:
        inside = [t for t in sentence.tokens if t.span.meets(span) and t.upos != "PUNCT"]
        if inside:
            verbs = [token for token in inside if token.upos == "VERB"]
            token = (verbs or inside)[-1]
            copula = token.deprel == "cop" and token.head >= 0
            return _predicate(sentence, scope, token.head if copula else token.index)
    return None


def _scopes(
    parsed: Parsed,
    dates: Sequence[DateExpression],
    cues: StatusCues,
    calendar: Calendar,
    trees: Mapping[int, Branches] | None,
) -> Iterator[tuple[Sentence, Scope]]:
    published = publication_day(parsed)
    by_sentence: dict[int, list[DateExpression]] = {}
    for expression in dates:
        by_sentence.setdefault(expression.sentence, []).append(expression)
    for sentence in parsed.sentences:
        tree = (trees or {}).get(sentence.index) or Branches(sentence)
        own_dates = by_sentence.get(sentence.index, ())
        history = dated_to_the_past(tree, own_dates, calendar, parsed.article.text, published)
        yield sentence, Scope(tree, cues, history)


def is_predicate(tree: Branches, index: int, event_nouns: frozenset[str]) -> bool:
    """Whether a word reports a happening: a verb that is no helper, or an event noun."""
    token = tree.tokens[index]
    if token.upos == "VERB":
        return base(token.deprel) not in _NO_PREDICATE
    if token.upos == "NOUN":
        named = token.lemma.lower() in event_nouns or tree.lowers[index] in event_nouns
        return named and token.deprel != "compound"
    return False


def _predicate(sentence: Sentence, scope: Scope, index: int) -> Predicate:
    tree = scope.tree
    marks = scope.marks(index)
    status = status_of(marks)
    words = sorted({word for mark in marks for word in mark.words})
    return Predicate(
        sentence=sentence.index,
        token=index,
        span=tree.tokens[index].span,
        status=status,
        polarity=Polarity.NEGATIVE if has(marks, Effect.NEGATED) else Polarity.POSITIVE,
        certainty=certainty_of(marks) if marks else Certainty.CERTAIN,
        time=time_of(tree, index, status, marks),
        alleged=has(marks, Effect.ALLEGED),
        evidence=tuple(tree.tokens[word].span for word in words),
        made_by=tuple(dict.fromkeys(mark.rule for mark in marks)),
    )


def time_of(tree: Branches, index: int, status: Status, marks: Marks) -> Time:
    """Where a happening stands from the report's day: by status, own tense, the tense above."""
    if status is Status.HISTORICAL:
        return Time.PAST
    if has(marks, Effect.FUTURE):
        return Time.FUTURE
    if any(tree.lowers[child] in ("have", "'ve") for child in helpers(tree, index)):
        return Time.PAST
    if status is Status.NEGATED and any(tree.lowers[c] == "could" for c in helpers(tree, index)):
        return Time.PAST
    if any(tree.lowers[child] == "can" for child in helpers(tree, index)):
        return Time.PRESENT
    if status is Status.HYPOTHETICAL and tense(tree, index) != "past":
        return Time.FUTURE
    for place in (index, *tree.upwards(index)):
        if finite(tree, place) is not None:
            return Time.PRESENT if tense(tree, place) in ("present", "") else Time.PAST
    return Time.PAST
