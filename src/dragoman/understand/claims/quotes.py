"""Quotation marks in pairs: curly, straight, single, mismatched, over sentence borders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.records import Part, Role, Span

# Two single marks or backquotes are the double mark of a typewriter.
_MARKS = re.compile("``|''|’’|‘‘|[\"“”„«»'‘’‚]")
_SINGLE = frozenset({"'", "‘", "’", "‚"})
_OPENS_ONLY = frozenset({"“", "„", "‘", "‚", "«", "``", "‘‘"})
_CLOSES_ONLY = frozenset({"»", "’’"})
# A quotation longer than this without its closing mark is a slip of the typist.
LONGEST_QUOTE_CHARACTERS = 3000


def find_quotes(text: str, parts: Sequence[Part]) -> tuple[Span, ...]:
    """The quotations of a report with their marks, in text order, none inside another.

    A quotation may run over sentences but not over paragraphs; a paragraph left open ends its
    quotation where the next one opens with a mark again.

    >>> text = "He spoke of a 'fight', then of “peace.\\""
    >>> [span.of(text) for span in find_quotes(text, (Part(Span(0, len(text)), Role.BODY),))]
    ["'fight'", '“peace."']
    """
    found: list[Span] = []
    for number, part in enumerate(parts):
        follower = parts[number + 1] if number + 1 < len(parts) else None
        found.extend(_in_part(text, part, follower))
    return tuple(found)


def inner_quotes(text: str, outer: Span) -> tuple[Span, ...]:
    r"""The quotations inside a quotation, in marks of the other family; may be empty.

    >>> text = '"He said, \'Go home,\' and we went."'
    >>> [span.of(text) for span in inner_quotes(text, Span(0, len(text)))]
    ["'Go home,'"]
    """
    marks = list(_marks(text, outer))
    if not marks:
        return ()
    single = marks[0].single
    within = [mark for mark in marks[1:] if mark.single is not single]
    found: list[Span] = []
    at = 0
    while at < len(within):
        end = _closing(text, within, at) if _can_open(text, within[at]) else None
        if end is not None:
            found.append(Span(within[at].start, within[end].end))
        at = at + 1 if end is None else end + 1
    return tuple(found)


class _Mark(NamedTuple):
    start: int
    end: int
    text: str
    before: str
    after: str

    @property
    def single(self) -> bool:
        return self.text in _SINGLE


def _in_part(text: str, part: Part, follower: Part | None) -> Iterator[Span]:
    marks = list(_marks(text, part.span))
    at = 0
    while at < len(marks):
        if not _can_open(text, marks[at]):
            at += 1
            continue
        end = _closing(text, marks, at)
        if end is not None:
            yield Span(marks[at].start, marks[end].end)
            at = end + 1
        elif _goes_on(text, marks[at], follower):
            yield Span(marks[at].start, part.span.end)
            return
        else:
            at += 1


def _marks(text: str, part: Span) -> Iterator[_Mark]:
    for match in _MARKS.finditer(text, part.start, part.end):
        before = text[match.start() - 1] if match.start() > part.start else " "
        after = text[match.end()] if match.end() < part.end else " "
        yield _Mark(match.start(), match.end(), match[0], before, after)


def _can_open(text: str, mark: _Mark) -> bool:
    """A mark opens where a word begins after it and none ends before it."""
    if mark.after.isspace() or mark.text in _CLOSES_ONLY:
        return False
    if mark.text in _OPENS_ONLY:
        return True
    if mark.before.isalnum() or mark.before in ".,!?%":
        return False
    return not (mark.single and _clips(text, mark.end))


def _clips(text: str, at: int) -> bool:
    """ "’90s", "’em": an apostrophe for what is left out."""
    return bool(re.match(r"[0-9]0s|em\b|til\b|tis\b|twas\b", text[at : at + 5], re.IGNORECASE))


def _closing(text: str, marks: Sequence[_Mark], opened: int) -> int | None:
    """The index of the mark that closes the one at `opened`; any mark of its family does."""
    first = marks[opened]
    for index in range(opened + 1, len(marks)):
        mark = marks[index]
        if mark.start - first.start > LONGEST_QUOTE_CHARACTERS:
            return None
        if (
            mark.single is first.single
            and mark.start > first.end
            and _can_close(text, marks, index)
        ):
            return index
    return None


def _can_close(text: str, marks: Sequence[_Mark], index: int) -> bool:
    mark = marks[index]
    if mark.text in _OPENS_ONLY or mark.after.isalnum():
        return False
    if mark.before.isspace():
        return mark.text in ("”", "»", "’’")
    return not mark.single or not _is_possessive(text, marks, index)


def _is_possessive(text: str, marks: Sequence[_Mark], index: int) -> bool:
    """ "the states' troops": after an s, before a word, with another closing mark to come."""
    mark = marks[index]
    if mark.before != "s" or not re.match(r"\s[a-z]", text[mark.end : mark.end + 2]):
        return False
    for later in marks[index + 1 :]:
        if later.single and _can_open(text, later):
            return False
        if later.single and not later.after.isalnum():
            return True
    return False


def _goes_on(text: str, mark: _Mark, follower: Part | None) -> bool:
    """Whether an open quotation is taken up by the next paragraph's first mark."""
    if follower is None or follower.role is not Role.BODY:
        return False
    first = _MARKS.match(text, follower.span.start)
    return first is not None and (first[0] in _SINGLE) is mark.single
