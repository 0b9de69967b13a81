"""Quotations without a word of saying: carried on from a neighbour, floating, taken in turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.records import Claim, ClaimKind, Quote, Sentence, Span, Stance
from dragoman.understand.claims.candidates import candidates, claim_key
from dragoman.understand.claims.choice import Asked, Candidate, Choose
from dragoman.understand.claims.page import Page
from dragoman.understand.claims.quoted import is_taken

MARKS = frozenset("\"'“”‘’„«»")
SHORTEST_FLOATING = 3
"""Words and marks that a quotation without a word of saying must have to be somebody's."""


def with_carried_on(claims: Sequence[Claim], page: Page, choose: Choose) -> list[Claim]:
    """Sentences that are all quotation, with the likeliest speaker of those around.

    One that goes on right after a quoted claim, or that a paragraph left open, joins that claim.
    """
    known = list(claims)
    for quote in page.quotes:
        first = None if any(is_taken(quote, c) for c in claims) else _quoted_sentence(quote, page)
        if first is None:
            continue
        joined = _left_open(quote, known, page)
        if joined is None:
            joined = _taken_up(quote, known, page)
        own = None
        if joined is None:
            joined, own = _joining(quote, first, known, page, choose)
        if joined is not None:
            content = tuple(sorted((*known[joined].content, quote)))
            known[joined] = replace(known[joined], content=content)
        elif own is not None:
            known.append(own)
    return known


def _joining(
    quote: Span, first: Sentence, known: Sequence[Claim], page: Page, choose: Choose
) -> tuple[int | None, Claim | None]:
    """The claim that a quotation goes on, or a claim of its own; neither where nobody may speak."""
    spoken = [n for n, c in enumerate(known) if (c.speaker or c.source) and not page.is_inside(c)]
    spoken.sort(key=lambda n: page.end(known[n]))
    end = (quote, *_paragraphs_after(quote, page))[-1]
    last = max(s.index for s in page.parsed.sentences if s.span.meets(end))
    asked = Asked(first.index, last, quote)
    may = candidates(asked, spoken, known, page)
    if sum(quote.covers(token.span) for token in first.tokens) < SHORTEST_FLOATING:
        may = [one for one in may if one.claim is not None]
    who = choose(may, "floating", asked)
    right = _right_before(first, spoken, known, page)
    if right is not None:  # chosen all the same: from these the weights learn who goes on
        return right, None
    if who is None:
        return None, None
    for number in reversed([n for n in spoken if page.end(known[n]) < first.index]):
        other = known[number]
        mine = number == who.claim or who.key == claim_key(other, page)
        mine = mine or bool(set(who.source) & set(other.source))
        if mine and _goes_on(other, first, page):
            return number, None
    rule = "claims.floating" if who.claim is None else "claims.carried_on"
    return None, _carried(who, quote, first, rule)


def _right_before(
    first: Sentence, spoken: Sequence[int], known: Sequence[Claim], page: Page
) -> int | None:
    """The claim that a quotation goes on in one paragraph: '"No," he said. "Never."'"""
    for number in reversed(spoken):
        claim = known[number]
        end = page.end(claim)
        quoted = claim.quote in (Quote.DIRECT, Quote.PARTIAL) and claim.kind is ClaimKind.SPEECH
        here = end == first.index - 1 and page.part(end) == first.part
        if here and quoted and _goes_on(claim, first, page):
            return number
    return None


def _carried(who: Candidate, quote: Span, sentence: Sentence, rule: str) -> Claim:
    return Claim(
        source=who.source,
        cue=(),
        content=(quote,),
        quote=Quote.DIRECT,
        stance=Stance.ASSERTS,
        speaker=who.speaker,
        carrier=who.carrier,
        sentence=sentence.index,
        made_by=rule,
    )


def _goes_on(claim: Claim, sentence: Sentence, page: Page) -> bool:
    """'"No," he said. "Never."': nothing but quotation stands between, new paragraphs or not."""
    last = max((span.end for span in claim.content), default=0)
    between = any(
        last <= other.span.start and claim.sentence < other.index < sentence.index
        for other in page.parsed.sentences
    )
    return not between and claim.quote is not None and bool(claim.cue)


def _left_open(quote: Span, claims: Sequence[Claim], page: Page) -> int | None:
    """The claim whose quotation the paragraph before leaves without its closing mark."""
    text = page.parsed.article.text
    for number in range(len(claims) - 1, -1, -1):
        if page.is_inside(claims[number]):
            continue
        for span in claims[number].content:
            unclosed = span.end > span.start + 1 and text[span.end - 1] not in MARKS
            if unclosed and text[span.start] in MARKS and not text[span.end : quote.start].strip():
                return number
    return None


def _taken_up(quote: Span, claims: Sequence[Claim], page: Page) -> int | None:
    """The claim that takes up a quotation left open: '"One. "Two," said Kim.' in two paragraphs."""
    for later in _paragraphs_after(quote, page):
        for number, claim in enumerate(claims):
            if is_taken(later, claim) and not page.is_inside(claim):
                return number
    return None


def _paragraphs_after(quote: Span, page: Page) -> Iterator[Span]:
    """The quotations of the paragraphs that go on with one that is left open."""
    text = page.parsed.article.text
    for later in page.quotes:
        if later.start < quote.end:
            continue
        if text[quote.end - 1] in MARKS or text[quote.end : later.start].strip():
            return
        yield later
        quote = later


def _quoted_sentence(quote: Span, page: Page) -> Sentence | None:
    """The first sentence the quotation fills; None where other words stand beside it."""
    for sentence in page.parsed.sentences:
        if not sentence.span.meets(quote):
            continue
        outside = (t for t in sentence.tokens if not quote.meets(t.span) and t.upos != "PUNCT")
        return sentence if next(outside, None) is None else None
    return None
