"""Words -> sentences: where one ends, by the signs that close it and the word that follows.

Newswire is full of periods that close nothing ("Gen. Lopez", "U.S. troops", "Nov. 3"), of
quotations that close after the period, and of headlines without any. A part of the report
(a headline, a paragraph) always closes its last sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.parse.words import ABBREVIATIONS
from dragoman.records import Span

CLOSERS = frozenset("\"'”’»)]}")
OPENERS = frozenset("\"'“‘«([{")
ENDS = frozenset(".!?…。؟")
MOST_WORDS = 120
"""A longer run of words is cut at the last comma or semicolon before this: attention costs
the square of the length, and lists of that length are no sentences."""

_MAY_END = frozenset(
    """a.m. p.m. etc. u.s. u.k. u.n. e.u. d.c. inc. corp. co. ltd. jr. sr. al. u.s.a. u.s.s.r. est.
    govt. dept. univ. b.c. a.d. ret.""".split()
)
"""Abbreviations that can stand last in a sentence; the others never do."""

_STARTERS = frozenset(
    """a after although an and as at because before both but by despite during each earlier for
    from he her his however i if in it its last many meanwhile most no on one other our she since
    some such that the their there these they this those to under we what when where while who
    with you""".split()
)


def sentence_spans(text: str, words: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """(first, past-the-last) word numbers of each sentence; every word is in just one.

    >>> from dragoman.parse.words import words_in
    >>> text = 'Gen. Lopez of the U.S. Army left. "We won." Nobody spoke.'
    >>> words = words_in(text, Span(0, len(text)))
    >>> [text[words[a].start:words[b - 1].end] for a, b in sentence_spans(text, words)]
    ['Gen. Lopez of the U.S. Army left.', '"We won."', 'Nobody spoke.']
    """
    first = 0
    index = 0
    while index < len(words):
        past = _end_after(text, words, index)
        if past is None and index + 1 - first >= MOST_WORDS:
            past = _cut(text, words, first, index + 1)
        if past is not None:
            yield first, past
            first = past
            index = past
        else:
            index += 1
    if first < len(words):
        yield first, len(words)


def _end_after(text: str, words: Sequence[Span], index: int) -> int | None:
    """The word number after the sentence that the word at `index` closes, else None."""
    word = text[words[index].start : words[index].end]
    abbreviated = len(word) > 1 and word[-1] == "." and word[0].isalpha()
    if word[0] not in ENDS and word[-1] not in ENDS:
        return None
    past = _with_closers(text, words, index + 1)
    if past >= len(words):
        return past
    following = text[words[past].start : words[past].end]
    spaced = words[past - 1].end < words[past].start
    newline = "\n" in text[words[past - 1].end : words[past].start]
    if not spaced:
        return None
    opens = _opens(text, words, past)
    if abbreviated:
        if word.lower() in ABBREVIATIONS and word.lower() not in _MAY_END:
            return None
        if len(word) == 2 and not newline:
            return None
        return past if opens and following.lower() in _STARTERS else None
    if word.startswith(("..", "…")) or past > index + 1:
        return past if opens or newline else None
    return past if opens or newline or following[0].isdigit() else None


def _with_closers(text: str, words: Sequence[Span], past: int) -> int:
    """Quotation marks and brackets glued behind the end sign belong to the sentence."""
    while past < len(words):
        start, end = words[past]
        glued = words[past - 1].end == start
        if not (glued and text[start:end] in CLOSERS):
            break
        past += 1
    return past


def _opens(text: str, words: Sequence[Span], at: int) -> bool:
    """Whether a sentence can begin at this word: a capital, a digit, or a mark before one."""
    letter = text[words[at].start]
    if letter in OPENERS or letter in "-–—•*":
        if at + 1 >= len(words):
            return True
        letter = text[words[at + 1].start]
        return letter.isupper() or letter.isdigit() or not letter.isalnum()
    return letter.isupper() or (not letter.isascii() and not letter.islower())


def _cut(text: str, words: Sequence[Span], first: int, past: int) -> int:
    """Where to part an endless sentence: after its last comma or semicolon, else here."""
    for index in range(past - 1, first + MOST_WORDS // 2, -1):
        if text[words[index].start : words[index].end] in (",", ";", ":"):
            return index + 1
    return past
