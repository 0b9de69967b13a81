"""Finds who calls a disputed matter what: the speaker of the words, or the report's own voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.records import (
    Actor,
    Article,
    Claim,
    ClaimKind,
    Quote,
    Role,
    Sentence,
    Span,
    Understood,
)
from dragoman.understand.claims.quotes import find_quotes
from dragoman.understand.terms.table import Matter, Terms

BACK = 2
"""Sentences before in which the matter may have been named."""
TAKING_UP = frozenset("the this that his her its their these those".split())
REPORT = "the report"
"""Whose voice it is where nobody's is told."""


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term at its place.

    `voice` is who chose the word: the speaker of a quotation, else None, and `called_by` is then
    `REPORT`, or the words of an unnamed source. `telling` is whose speech the report tells in its
    own words there. `quoted` says that the term stands in quotation marks.
    """

    matter: str
    kind: str
    term: str
    form: str
    span: Span
    sentence: int
    called_by: str
    voice: Actor | None
    telling: Actor | None
    quoted: bool


def find_terms(understood: Understood, terms: Terms) -> tuple[TermUse, ...]:
    """The uses of all matters' terms, in text order; a word may be of several matters."""
    article = understood.parsed.article
    sentences = understood.parsed.sentences
    told = {sentence.part for sentence in sentences}
    parts = [part for number, part in enumerate(article.parts) if number in told]
    quotes = find_quotes(article.text, parts)
    headline = " ".join(article.words(p.span) for p in article.parts if p.role is Role.HEADLINE)
    found = [
        use
        for number, sentence in enumerate(sentences)
        for matter in terms.matters
        for use in _in_sentence(matter, number, understood, quotes, headline, sentence)
    ]
    return tuple(sorted(found, key=lambda use: (use.span, use.matter)))


def _in_sentence(
    matter: Matter,
    number: int,
    understood: Understood,
    quotes: Sequence[Span],
    headline: str,
    sentence: Sentence,
) -> Iterator[TermUse]:
    article = understood.parsed.article
    text = article.words(sentence.span)
    for use in matter.forms.finditer(text):
        if _is_name(text, use) or not _is_meant(matter, number, understood, headline, text, use):
            continue
        span = Span(sentence.span.start + use.start(), sentence.span.start + use.end())
        quoted = any(quote.covers(span) for quote in quotes)
        claim = _claim_over(span, understood.claims)
        voice, called_by, telling = _voice(claim, article, quoted=quoted)
        yield TermUse(
            matter.name,
            matter.kind,
            matter.term(use[0]),
            use[0],
            span,
            sentence.index,
            called_by,
            voice,
            telling,
            quoted,
        )


def _is_name(text: str, use: re.Match[str]) -> bool:
    """ "the Korean War", "World War II": a common word with a capital is part of a name."""
    if not use[0][:1].isupper() or not use[0][1:].islower() or " " in use[0]:
        return False
    before = text[: use.start()].rstrip().rpartition(" ")[2]
    return before[:1].isupper() and before.isalpha()


def _is_meant(
    matter: Matter,
    number: int,
    understood: Understood,
    headline: str,
    text: str,
    use: re.Match[str],
) -> bool:
    """Whether the matter is named in the sentence, or just before and taken up by "the war"."""
    if matter.about is None or matter.about.search(text):
        return True
    before = text[: use.start()].rstrip().lower().rpartition(" ")[2]
    if before not in TAKING_UP:
        return False
    sentences = understood.parsed.sentences[max(number - BACK, 0) : number]
    words = understood.parsed.article.words
    near = (headline, *(words(sentence.span) for sentence in sentences))
    return any(matter.about.search(other) for other in near)


def _claim_over(span: Span, claims: Sequence[Claim]) -> Claim | None:
    """The narrowest saying that holds the words."""
    over = [
        (content.end - content.start, number)
        for number, claim in enumerate(claims)
        if claim.kind is ClaimKind.SPEECH
        for content in claim.content
        if content.covers(span)
    ]
    return claims[min(over)[1]] if over else None


def _voice(
    claim: Claim | None, article: Article, *, quoted: bool
) -> tuple[Actor | None, str, Actor | None]:
    """Who chose the word, how they are named, and whose speech is told in other words."""
    if claim is None:
        return None, "somebody quoted" if quoted else REPORT, None
    if quoted or claim.quote is Quote.DIRECT:
        named = claim.speaker.name if claim.speaker else None
        source = " ".join(article.words(span) for span in claim.source)
        return claim.speaker, named or source or "somebody quoted", None
    return None, REPORT, claim.speaker
