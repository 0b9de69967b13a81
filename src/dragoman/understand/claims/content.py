"""What is said: the words in a cue's scope, and how much of them is quoted."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Quote, Span
from dragoman.understand.branches import Branches
from dragoman.understand.claims.source import spans_of

_TRIM = frozenset(",;:.–—-")


def clause_words(tree: Branches, root: int, without: frozenset[int]) -> list[int]:
    """The words under `root` but for the branches `without`, punctuation at the ends cut."""
    words = tree.under(root, without=without)
    if words and root in without:
        return []
    return trimmed(tree, words)


def trimmed(tree: Branches, words: list[int]) -> list[int]:
    """Without commas, dashes and full stops at either end."""
    start, end = 0, len(words)
    while start < end and tree.tokens[words[start]].text in _TRIM:
        start += 1
    while end > start and tree.tokens[words[end - 1]].text in _TRIM:
        end -= 1
    return words[start:end]


def bridged(tree: Branches, words: list[int]) -> list[int]:
    """With the punctuation that stands between two of the words."""
    filled: list[int] = []
    for word in words:
        if filled and all(tree.tokens[i].upos == "PUNCT" for i in range(filled[-1] + 1, word)):
            filled.extend(range(filled[-1] + 1, word))
        filled.append(word)
    return filled


def _cut_runs(tree: Branches, words: list[int]) -> list[int]:
    """Every run of neighbouring words without the commas at its own ends."""
    cut: list[int] = []
    run: list[int] = []
    for word in words:
        if run and word != run[-1] + 1:
            cut.extend(trimmed(tree, run))
            run = []
        run.append(word)
    return [*cut, *trimmed(tree, run)]


def content_of(
    tree: Branches, words: list[int], quotes: Sequence[Span]
) -> tuple[tuple[Span, ...], Quote]:
    """The content's spans and its kind: all quoted, partly quoted, or told in other words.

    A wholly quoted content is given as its quotations, marks included, however far past the
    sentence they run.
    """
    spans = spans_of(tree, _cut_runs(tree, bridged(tree, words)))
    spans = _without_what_follows(tree, spans, quotes)
    if not spans:
        return (), Quote.INDIRECT
    inside = [quote for quote in quotes if any(quote.meets(span) for span in spans)]
    if not inside:
        return spans, Quote.INDIRECT
    told = [
        i
        for i in words
        if tree.tokens[i].upos not in ("PUNCT", "SYM")
        and any(span.covers(tree.tokens[i].span) for span in spans)
    ]
    outside = [i for i in told if not any(q.meets(tree.tokens[i].span) for q in inside)]
    if not outside or inside[0].start < tree.tokens[0].span.start:
        return tuple(inside), Quote.DIRECT  # the sentence begins inside the quotation
    return _with_closing_marks(spans, inside), Quote.PARTIAL


def _without_what_follows(
    tree: Branches, spans: tuple[Span, ...], quotes: Sequence[Span]
) -> tuple[Span, ...]:
    """'"We won," said Kim, who was hurt': after a quotation that a comma or a stop closes, the
    report's own words are none of it."""
    opened = next((quote for quote in quotes if spans and quote.meets(spans[0])), None)
    if opened is None or len(spans) < 2:
        return spans
    inside = [token for token in tree.tokens if opened.covers(token.span)]
    words = [token for token in inside if token.upos != "PUNCT"]
    closed = bool(words) and any(
        token.text in (",", ".", "!", "?") for token in inside if token.index > words[-1].index
    )
    first = [t for t in tree.tokens if spans[0].covers(t.span) and t.upos != "PUNCT"]
    if not closed or not all(opened.covers(t.span) for t in first):
        return spans
    return tuple(span for span in spans if any(quote.meets(span) for quote in quotes))


def _with_closing_marks(spans: tuple[Span, ...], quotes: Sequence[Span]) -> tuple[Span, ...]:
    """A content that ends inside a quotation, or just before its mark, takes the mark in."""
    last = spans[-1]
    for quote in quotes:
        if quote.start >= last.start and quote.end - 2 <= last.end < quote.end:
            last = Span(last.start, quote.end)
    first = spans[0] if len(spans) > 1 else last
    for quote in quotes:
        if quote.start == first.start - 1:
            first = Span(quote.start, first.end)
    return (Span(first.start, last.end),) if len(spans) == 1 else (first, *spans[1:-1], last)
