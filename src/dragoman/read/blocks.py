"""Plain text -> blocks: one per paragraph, whether the file wraps its lines or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.records import Span

MOST_WRAPPED_COLUMNS = 120
"""Longer lines are paragraphs, not lines of one: wire copy and archives wrap at 60 to 100."""

FEWEST_WRAPPED_COLUMNS = 30
"""Shorter lines say nothing about a right margin: a list of names is not a paragraph."""

SOFT_SHARE = 0.5
"""Share of line ends inside blank-line chunks that stop in mid-sentence. Wrapped prose has
0.7 and more, one-paragraph-per-line files 0 to 0.3 (headline and subheads)."""

_CLOSED = re.compile(r"[.!?…:;。][\"'”’»)\]]*$")
_HANGING = re.compile(
    r"(?:[,\-–—(]|\b(?:a|an|and|as|at|but|by|for|from|had|has|have|his|her|in|into|is|its|of|on"
    r"|or|over|that|the|their|to|was|were|which|who|will|with))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: where it stands, and its words with every white space as one blank."""

    span: Span
    text: str

    @property
    def words(self) -> list[str]:
        """The words as divided by blanks."""
        return self.text.split()


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    indent: int
    text: str

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


def block(text: str, span: Span) -> Block:
    """The block at `span`."""
    return Block(span, " ".join(text[span.start : span.end].split()))


def blocks_of(text: str) -> list[Block]:
    """The paragraphs of a plain text, in order; all that is not blank is in just one.

    Lines wrapped at a right margin are joined; in a file with a paragraph on each line every
    line is a block.

    >>> [b.text for b in blocks_of("Kim thanks Putin\\nThe leaders met.\\nThey signed a pact.")]
    ['Kim thanks Putin', 'The leaders met.', 'They signed a pact.']
    """
    chunks = list(_chunks(text))
    margin = _margin(chunks)
    return [
        block(text, Span(lines[0].span.start, lines[-1].span.end))
        for chunk in chunks
        for lines in _paragraphs(chunk, margin)
    ]


def _chunks(text: str) -> Iterator[list[_Line]]:
    """Runs of lines between blank lines."""
    chunk: list[_Line] = []
    for line in _lines(text):
        if line.text:
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _lines(text: str) -> Iterator[_Line]:
    """Every line, blank ones with empty text."""
    offset = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        indent = len(raw) - len(raw.lstrip()) if stripped else 0
        start = offset + indent
        yield _Line(Span(start, start + len(stripped)), indent, stripped)
        offset += len(raw)


def _margin(chunks: Sequence[Sequence[_Line]]) -> int | None:
    """The column at which the lines were wrapped; None for a paragraph on each line."""
    pairs = [(a, b) for chunk in chunks for a, b in pairwise(chunk)]
    if not pairs:
        return None
    widths = sorted(line.width for chunk in chunks if len(chunk) > 1 for line in chunk)
    # The longest line may be a web address; the 95th percentile is the margin.
    margin = widths[min(len(widths) - 1, int(len(widths) * 0.95))]
    soft = sum(not _CLOSED.search(a.text) for a, _ in pairs)
    hanging = any(_hangs(a, b) for a, b in pairs)
    wrapped = (
        FEWEST_WRAPPED_COLUMNS <= margin <= MOST_WRAPPED_COLUMNS
        and hanging
        and soft >= SOFT_SHARE * len(pairs)
    )
    return margin if wrapped else None


def _hangs(line: _Line, following: _Line) -> bool:
    """Whether the sentence surely goes on in the next line."""
    if _CLOSED.search(line.text):
        return False
    return following.text[0].islower() or bool(_HANGING.search(line.text))


def _paragraphs(chunk: Sequence[_Line], margin: int | None) -> Iterator[list[_Line]]:
    """The lines of each paragraph of a chunk."""
    paragraph = [chunk[0]]
    for line in chunk[1:]:
        if margin is not None and _continues(paragraph[-1], line, margin):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _continues(line: _Line, following: _Line, margin: int) -> bool:
    """Whether `following` goes on with the paragraph: `line` had no room for its first word.

    A further indented line opens a paragraph (archives that leave out blank lines).
    """
    if following.indent > line.indent + 1 and not following.text[0].islower():
        return False
    if _hangs(line, following):
        return True
    first_word = following.text.split(maxsplit=1)[0]
    return line.width + 1 + len(first_word) > margin
