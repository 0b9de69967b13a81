"""Quotation marks in pairs: curly, straight, single, mismatched, over sentence borders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.records import Part, Role, Span

_DOUBLE = frozenset('"“”„«»')
_SINGLE = frozenset("'‘’‚")
_MARKS = re.compile("[\"“”„«»'‘’‚]")
_OPENS_ONLY = frozenset("“„‘‚«")
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


def _in_part(text: str, part: Part, follower: Part | None) -> Iterator[Span]:
    marks = [match.start() for match in _MARKS.finditer(text, part.span.start, part.span.end)]
    at = 0
    while at < len(marks):
        start = marks[at]
        if not _can_open(text, start, part.span):
            at += 1
            continue
        end = _closing(text, marks, at, part.span)
        if end is not None:
            yield Span(start, marks[end] + 1)
            at = end + 1
        elif _goes_on(text, start, part, follower):
            yield Span(start, part.span.end)
            return
        else:
            at += 1


def _can_open(text: str, at: int, part: Span) -> bool:
    """A mark opens where a word begins after it and none ends before it."""
    before = text[at - 1] if at > part.start else " "
    after = text[at + 1] if at + 1 < part.end else " "
    if after.isspace() or text[at] == "»":
        return False
    if text[at] in _OPENS_ONLY:
        return True
    return (
        not before.isalnum()
        and before not in ".,!?%"
        and not (text[at] == "’" and _clips(text, at))
    )


def _clips(text: str, at: int) -> bool:
    """ "’90s", "’em": an apostrophe for what is left out."""
    return text[at + 1 : at + 2].isdigit() or text[at + 1 : at + 4].lower() in ("em ", "til", "tis")


def _closing(text: str, marks: Sequence[int], opened: int, part: Span) -> int | None:
    """The index of the mark that closes the one at `opened`; any mark of its family does."""
    family = _DOUBLE if text[marks[opened]] in _DOUBLE else _SINGLE
    start = marks[opened]
    for index in range(opened + 1, len(marks)):
        at = marks[index]
        if at - start > LONGEST_QUOTE_CHARACTERS:
            return None
        if text[at] in family and at > start + 1 and _can_close(text, marks, index, part):
            return index
    return None


def _can_close(text: str, marks: Sequence[int], index: int, part: Span) -> bool:
    at = marks[index]
    after = text[at + 1] if at + 1 < part.end else " "
    if text[at] in _OPENS_ONLY:
        return False
    if after.isalnum():
        return False
    if text[at] in _DOUBLE:
        return not text[at - 1].isspace() or text[at] in "”»"
    if text[at - 1].isspace():
        return False
    return not _is_possessive(text, marks, index, part)


def _is_possessive(text: str, marks: Sequence[int], index: int, part: Span) -> bool:
    """ "the states' troops' withdrawal'": after an s, with another closing mark to come."""
    at = marks[index]
    if text[at - 1] != "s" or not re.match(r"\s[a-z]", text[at + 1 : at + 3]):
        return False
    later = (mark for mark in marks[index + 1 :] if text[mark] in _SINGLE)
    for mark in later:
        if _can_open(text, mark, part):
            return False
        after = text[mark + 1] if mark + 1 < part.end else " "
        if not after.isalnum():
            return True
    return False


def _goes_on(text: str, start: int, part: Part, follower: Part | None) -> bool:
    """Whether an open quotation is taken up by the next paragraph's first mark."""
    if follower is None or follower.role is not Role.BODY or text[start] not in _DOUBLE:
        return False
    return text[follower.span.start : follower.span.start + 1] in tuple(_DOUBLE)
