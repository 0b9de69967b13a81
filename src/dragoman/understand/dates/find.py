"""Finds the time expressions of a report and resolves them against its publication day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.records import DateExpression, DateType, Parsed, Sentence, Span
from dragoman.understand.branches import Branches
from dragoman.understand.dates import following, holidays, named, near, quarters
from dragoman.understand.dates.calendar import Calendar
from dragoman.understand.dates.meaning import FUTURE, PAST, Meaning, Place

Resolver = Callable[[re.Match[str], Place], Meaning | None]

RESOLVERS: Mapping[str, Resolver] = {
    "iso": named.iso,
    "slashed": named.slashed,
    "clock": named.clock,
    "day_range": named.day_range,
    "holiday": holidays.holiday,
    "week_of": named.week_of,
    "month_day": named.month_day,
    "day_month": named.month_day,
    "month_year": named.month_year,
    "season_year": named.season_year,
    "weekday": near.weekday,
    "part_of_day": near.part_of_day,
    "near_day": near.near_day,
    "near_unit": near.near_unit,
    "near_month": near.near_month,
    "ago": near.ago,
    "year_back": near.year_back,
    "last_quarter": quarters.last_quarter,
    "told_quarter": quarters.last_quarter,
    "quarter": quarters.quarter,
    "same_quarter": quarters.same_quarter,
    "weekend": near.weekend,
    "the_season": near.the_season,
    "half_year": near.half_year,
    "decade_words": named.decade_words,
    "that_unit": following.that_unit,
    "next_unit": following.next_unit,
    "year_end": near.year_end,
    "the_year": near.the_year,
    "year_words": named.year_words,
    "month_near_year": near.month_near_year,
    "near_span": near.near_span,
    "decade": named.decade,
    "century": named.century,
    "year_range": named.year_range,
    "end_of": named.end_of,
    "year": named.year,
    "month": named.month,
    "duration": near.duration,
    "set": near.set_of_times,
    "near_word": near.near_word,
}

_DENIALS = frozenset(("not", "n't", "n’t", "never"))
_FUTURE_WORDS = frozenset({"will", "shall", "'ll", "’ll", "wo", "to", "would", "'d", "’d"})


REACH_BACK = 40
"""Characters before an expression in which its preposition is sought."""
_PART_OF = re.compile(r"(?i)\b(?:months|weeks|half|rest|remainder|part|course|end)\sof\s+$")
_TITLE = re.compile(r"(?:[A-Z][a-z]+|[0-9]+)(?:[\s-][A-Z][a-z]+)+")
_CLOCK_BEFORE = re.compile(r"\s[0-9:.]+\s?[ap]\.?m\.?(?:\s[A-Z]{2,4})?\s+$")
"""An hour between the preposition and the day: "until 9 a.m. EST Tuesday"."""


def find_dates(
    parsed: Parsed, calendar: Calendar, trees: Mapping[int, Branches] | None = None
) -> tuple[DateExpression, ...]:
    """The time expressions of a report, in text order; may be empty.

    `trees` may hand in the sentences' branches by sentence index, so that they are made once.
    """
    published = publication_day(parsed)
    found: list[DateExpression] = []
    for sentence in parsed.sentences:
        tree = (trees or {}).get(sentence.index) or Branches(sentence)
        for expression in _in_sentence(
            parsed.article.text, sentence, tree, published, calendar, found
        ):
            found.append(expression)
    return tuple(quarters.with_quarters(with_days(found)))


BESIDE = 16
"""Characters between an hour and its day: "10:35 a.m. (0735 GMT) Friday"."""
ADJOINS = 2


def with_days(found: list[DateExpression]) -> list[DateExpression]:
    """Hours on the day named beside them, "Wednesday at 10 p.m."; one expression with a day right
    after them, "10 p.m. Wednesday"."""
    told: list[DateExpression] = []
    taken: DateExpression | None = None
    for place, hour in enumerate(found):
        if hour is taken:
            continue
        others = (*found[place + 1 : place + 2], *found[max(place - 1, 0) : place])
        day = next((other for other in others if _is_day_of(other, hour)), None)
        if day is not None:
            value = f"{day.start}T{hour.value.split('T')[-1]}"
            if 0 < day.span.start - hour.span.end <= ADJOINS:
                taken = day
                hour = replace(hour, span=Span(hour.span.start, day.span.end))
            hour = replace(hour, value=value, start=day.start, end=day.start)
        told.append(hour)
    return told


def _is_day_of(other: DateExpression, hour: DateExpression) -> bool:
    """Whether an expression names the day of an hour beside it."""
    if hour.made_by != "dates.clock" or other.sentence != hour.sentence:
        return False
    gap = max(other.span.start - hour.span.end, hour.span.start - other.span.end)
    whole = len(other.start or "") == len("2024-06-19")
    return other.type is DateType.DATE and whole and gap <= BESIDE


def publication_day(parsed: Parsed) -> date | None:
    """The report's day: its publication, else its last update; None where neither is known."""
    moment = parsed.article.published or parsed.article.updated
    if moment is None:
        return None
    try:
        return date.fromisoformat(moment.day)
    except ValueError:
        return None


def _in_sentence(
    text: str,
    sentence: Sentence,
    tree: Branches,
    day: date | None,
    calendar: Calendar,
    told: Sequence[DateExpression],
) -> Iterator[DateExpression]:
    """The expressions of a sentence; `told` holds those before it and grows as they are taken."""
    words = text[sentence.span.start : sentence.span.end].replace("\u00a0", " ").replace("\n", " ")
    at = 0
    while (found := calendar.master.search(words, at)) is not None:
        name = str(found.lastgroup)
        match = calendar.rules[name].match(words, found.start())
        meaning = None
        if match is not None and match.end() > match.start():
            span = _span(sentence, match)
            place = _place(tree, span, words, match, day, calendar, told)
            meaning = RESOLVERS[name](match, place)
        if match is None or meaning is None:
            at = _past_word(words, found.start())
            continue
        yield DateExpression(
            span,
            sentence.index,
            meaning.type,
            meaning.value,
            meaning.start,
            meaning.end,
            meaning.relative,
            f"dates.{name}",
        )
        at = match.end()


def _past_word(words: str, at: int) -> int:
    """The next place a word can begin: a refused "the 300 days" may hide "300 days"."""
    while at < len(words) and words[at].isalnum():
        at += 1
    return at + 1


def _span(sentence: Sentence, match: re.Match[str]) -> Span:
    return Span(sentence.span.start + match.start(), sentence.span.start + match.end())


def _place(
    tree: Branches,
    span: Span,
    words: str,
    match: re.Match[str],
    day: date | None,
    calendar: Calendar,
    told: Sequence[DateExpression],
) -> Place:
    ahead = _CLOCK_BEFORE.sub("", words[max(0, match.start() - REACH_BACK) : match.start()])
    before = re.search(r"([\w’']+)\s*[-–]?\s*$", ahead)
    after = re.match(r"\s*([\w’']+)", words[match.end() : match.end() + 24])
    return Place(
        day=day,
        before=before[1].lower() if before else "",
        after=after[1].lower() if after else "",
        direction=lambda: direction(tree, span, calendar.ahead),
        denied=lambda: _denied(tree, span),
        counts=lambda: _counts(tree, span),
        calendar=calendar,
        named=match.start() > 0 and _TITLE.fullmatch(match[0]) is not None,
        next=after[1] if after else "",
        counted=_PART_OF.search(ahead) is not None,
        names=lambda: _names(tree, span),
        told=told,
    )


def direction(tree: Branches, span: Span, ahead: frozenset[str] = frozenset()) -> str | None:
    """Which way the clause around a date looks: "past", "future", or None for no tense.

    What is planned lies ahead: `ahead` holds such verbs by their lemma. The verb right before the
    date wins ("said on Wednesday it would leave"); else the nearest verb above it in the tree.
    """
    head = tokens_head(tree, span)
    if head is None:
        return None
    verb = _verb_before(tree, span)
    chain = [verb] if verb is not None else [head, *tree.upwards(head)]
    owned = tree.tokens[head].deprel == "nmod:poss"  # "to get around Wednesday's ruling"
    for index in chain:
        if owned and tree.tokens[index].feats.get("VerbForm") in ("Inf", "Ger"):
            continue
        planned = tree.tokens[index].upos == "VERB" and tree.tokens[index].lemma in ahead
        tense = FUTURE if planned else _tense(tree, index)
        if tense is not None:
            return tense
    return None


def tokens_head(tree: Branches, span: Span) -> int | None:
    """The word of a span that hangs outside it; None where no word lies in the span."""
    first = bisect_right(tree.tokens, span.start, key=lambda token: token.span.end)
    inside = []
    for index in range(first, len(tree.tokens)):
        if tree.tokens[index].span.start >= span.end:
            break
        inside.append(index)
    return next((i for i in inside if tree.heads[i] not in inside), inside[0] if inside else None)


def _verb_before(tree: Branches, span: Span) -> int | None:
    """The finite verb that stands right before the date, at most "on" or "late" between."""
    first = bisect_right(tree.tokens, span.start, key=lambda token: token.span.end)
    for index in range(first - 1, max(first - 3, -1), -1):
        token = tree.tokens[index]
        if token.upos == "VERB":
            told = token.feats.get("Tense") == "Past"  # "the terms, announced Friday"
            return index if told or token.feats.get("VerbForm") == "Fin" else None
        if tree.lowers[index] not in ("on", "late", "early"):
            return None
    return None


def _tense(tree: Branches, index: int) -> str | None:
    token = tree.tokens[index]
    if token.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return None
    helpers = [
        tree.lowers[c] for c in tree.children[index] if tree.tokens[c].upos in ("AUX", "PART")
    ]
    if any(word in _FUTURE_WORDS for word in helpers):
        return None if "have" in helpers else FUTURE
    if token.feats.get("Tense") == "Past" or any(
        tree.tokens[c].feats.get("Tense") == "Past" and tree.tokens[c].upos == "AUX"
        for c in tree.children[index]
    ):
        return PAST
    if token.feats.get("Tense") == "Pres" and token.feats.get("VerbForm") == "Fin":
        return PAST
    return None


def _denied(tree: Branches, span: Span) -> bool:
    """Whether the clause says that something did not happen: "until Thursday, they had not"."""
    head = tokens_head(tree, span)
    verb = tree.heads[head] if head is not None else -1
    if verb < 0 or _tense(tree, verb) != PAST:
        return False
    return any(tree.lowers[c] in _DENIALS for c in tree.children[verb])


def _names(tree: Branches, span: Span) -> bool:
    """Whether the expression names a noun that follows it: "a June agreement"."""
    head = tokens_head(tree, span)
    if head is None or tree.tokens[head].deprel not in ("compound", "nmod", "nmod:unmarked"):
        return False
    governor = tree.head(head)
    return governor is not None and governor.upos == "NOUN" and tree.heads[head] > head


def _counts(tree: Branches, span: Span) -> bool:
    """Whether the figure counts a plural noun."""
    head = tokens_head(tree, span)
    if head is None or tree.tokens[head].deprel != "nummod":
        return False
    governor = tree.head(head)
    if governor is None or governor.feats.get("Number") != "Plur":
        return False
    return head + 1 >= len(tree.tokens) or tree.tokens[head + 1].deprel != "compound"
