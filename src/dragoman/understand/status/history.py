"""Which words are dated to another age: old dates, eras, states that are no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.records import DateExpression, DateType, Span
from dragoman.understand.branches import Branches
from dragoman.understand.dates.calendar import Calendar, Era
from dragoman.understand.dates.find import tokens_head
from dragoman.understand.status.cues import Effect
from dragoman.understand.status.marks import Mark
from dragoman.understand.status.shape import base

# A happening is history when it ended more than so many years before the report.
HISTORY_AFTER_YEARS = 2
# Without a publication date only what no living report calls news is history.
HISTORY_BEFORE_YEAR = 1990

_OPEN = frozenset({"since", "until", "till", "from", "than", "by"})
_INSIDE = frozenset(
    {"", "during", "in", "after", "before", "throughout", "under", "of", "at", "amid"}
)
_PARTS_OF_TIME = frozenset(
    "end moment day start height year time aftermath beginning wake era part outbreak close"
    " week month phase stage hour eve dawn half decade".split()
)
_STATE_WORDS = frozenset(
    "army troops troop force soldier leader union government invasion rule regime empire"
    " occupation authority fleet navy official minister premier president dictator ruler emperor"
    " diplomat spy agent republic navy tank submarine command commander party propaganda".split()
)


def dated_to_the_past(
    tree: Branches,
    dates: Iterable[DateExpression],
    calendar: Calendar,
    text: str,
    published: date | None,
) -> dict[int, Mark]:
    """Words whose own time lies well before the report, each with its mark."""
    marks: dict[int, Mark] = {}
    for expression in dates:
        if is_old(expression, published) and not _is_open(tree, expression.span):
            _mark(tree, expression.span, f"status.{expression.made_by}", marks)
    for span, era in _eras(tree, calendar, text, published):
        if era.bygone:
            _mark_state(tree, span, f"status.bygone {era.where}", marks)
        elif not _is_open(tree, span):
            _mark(tree, span, f"status.era {era.where}", marks)
    for index in _then_titles(tree):
        _mark_agent(tree, index, (index,), "status.then", marks)
    return marks


def is_old(expression: DateExpression, published: date | None) -> bool:
    """Whether the expression ends more than two years before the report."""
    end = expression.end
    if end is None or expression.type is DateType.DURATION:
        return False
    if published is None:
        return end[:4].isdigit() and int(end[:4]) < HISTORY_BEFORE_YEAR
    limit = f"{published.year - HISTORY_AFTER_YEARS:04d}{published.isoformat()[4:]}"
    return end < limit[: len(end)]


def _is_open(tree: Branches, span: Span) -> bool:
    """ "since 2011" reaches to now."""
    head = tokens_head(tree, span)
    if head is None:
        return True
    first = head
    while first > 0 and tree.tokens[first - 1].span.start >= span.start:
        first -= 1
    nearby = tree.lowers[max(first - 2, 0) : first]
    return tree.case(head) in _OPEN or any(word in _OPEN for word in nearby[-1:])


def _eras(
    tree: Branches, calendar: Calendar, text: str, published: date | None
) -> Iterator[tuple[Span, Era]]:
    start = tree.sentence.span.start
    for match in calendar.era_pattern.finditer(text, start, tree.sentence.span.end):
        era = calendar.eras[match[0].lower()]
        over = published is None or era.end + HISTORY_AFTER_YEARS < published.year
        followed = text[match.end() : match.end() + 1]
        if over and followed not in ("-", "–"):
            yield Span(match.start(), match.end()), era


def _mark(tree: Branches, span: Span, rule: str, marks: dict[int, Mark]) -> None:
    """Marks the happening an expression dates: up through parts of time, not through things."""
    index = tokens_head(tree, span)
    if index is None:
        return
    words = tuple(t.index for t in tree.tokens if t.span.meets(span))
    marks[index] = Mark(Effect.HISTORICAL, words, rule)
    if tree.case(index) not in _INSIDE:
        return
    for above in tree.upwards(index):
        marks[above] = Mark(Effect.HISTORICAL, words, rule)
        if tree.tokens[above].lemma not in _PARTS_OF_TIME and not _holds_time(tree, above):
            return


def _holds_time(tree: Branches, index: int) -> bool:
    """ "seized power in a 2021 coup": what happened in it is of its time."""
    if base(tree.tokens[index].deprel) in ("compound", "amod", "flat"):
        return True  # "the 2016 United States election": the year may hang on a name in between
    return tree.tokens[index].deprel == "obl" and tree.case(index) in ("in", "during")


def _mark_state(tree: Branches, span: Span, rule: str, marks: dict[int, Mark]) -> None:
    """ "the Soviet army fighting the Japanese": the army, and what it does; "the Khmer Rouge killed
    him": what a body of itself does."""
    index = tokens_head(tree, span)
    if index is None:
        return
    if tree.tokens[index].deprel in ("nsubj", "obl:agent"):
        _mark_agent(tree, index, (index,), rule, marks)
        return
    state = index if tree.tokens[index].lemma in _STATE_WORDS else tree.heads[index]
    if state < 0 or tree.tokens[state].lemma.lower() not in _STATE_WORDS:
        return
    if any(tree.lowers[child] in ("former", "ex") for child in tree.children[state]):
        return
    _mark_agent(tree, state, (index,), rule, marks)


def _mark_agent(
    tree: Branches, index: int, words: tuple[int, ...], rule: str, marks: dict[int, Mark]
) -> None:
    mark = Mark(Effect.HISTORICAL, words, rule)
    marks[index] = mark
    head = tree.heads[index]
    told = tree.tokens[index].deprel in ("nsubj", "nsubj:pass", "obl:agent")
    under = tree.tokens[index].deprel == "obl" and tree.case(index) in ("by", "under")
    if head >= 0 and (told or under):
        marks[head] = mark


def _then_titles(tree: Branches) -> Iterator[int]:
    """ "then-president X met": the title whose holder has left."""
    for index, word in enumerate(tree.lowers):
        glued = word.startswith("then-") and len(word) > 5
        if glued:
            yield index
        elif word == "then" and index + 2 < len(tree.lowers) and tree.lowers[index + 1] == "-":
            yield index + 2
