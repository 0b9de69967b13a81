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
    """Every verb and every noun of `event_nouns` with its status, in text order.

    `trees` may hand in the sentences' branches by sentence index, so that they are made once.
    """
    published = publication_day(parsed)
    by_sentence: dict[int, list[DateExpression]] = {}
    for expression in dates:
        by_sentence.setdefault(expression.sentence, []).append(expression)
    found: list[Predicate] = []
    for sentence in parsed.sentences:
        tree = (trees or {}).get(sentence.index) or Branches(sentence)
        own_dates = by_sentence.get(sentence.index, ())
        history = dated_to_the_past(tree, own_dates, calendar, parsed.article.text, published)
        scope = Scope(tree, cues, history)
        found.extend(_in_sentence(sentence, tree, scope, event_nouns))
    return tuple(found)


def is_predicate(tree: Branches, index: int, event_nouns: frozenset[str]) -> bool:
    """Whether a word reports a happening: a verb that is no helper, or an event noun."""
    token = tree.tokens[index]
    if token.upos == "VERB":
        return base(token.deprel) not in _NO_PREDICATE
    if token.upos == "NOUN":
        named = token.lemma.lower() in event_nouns or tree.lowers[index] in event_nouns
        return named and token.deprel != "compound"
    return False


def _in_sentence(
    sentence: Sentence, tree: Branches, scope: Scope, event_nouns: frozenset[str]
) -> Iterator[Predicate]:
    for token in sentence.tokens:
        index = token.index
        if not 0 <= index < len(tree.tokens) or not is_predicate(tree, index, event_nouns):
            continue
        marks = scope.marks(index)
        status = status_of(marks)
        words = sorted({word for mark in marks for word in mark.words})
        yield Predicate(
            sentence=sentence.index,
            token=index,
            span=token.span,
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
