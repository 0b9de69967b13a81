"""Speakers and carriers that stand outside the claim's own sentence or clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.records import (
    Actor,
    ActorMention,
    Claim,
    MentionLabel,
    Parsed,
    Quote,
    Sentence,
    Span,
    Stance,
)
from dragoman.understand.claims.source import PERSONAL

MEDIA_SECTOR = "MED"


def with_speakers(
    claims: Sequence[Claim],
    parsed: Parsed,
    quotes: Sequence[Span],
    mentions: Sequence[ActorMention],
) -> list[Claim]:
    """The claims with pronoun speakers told, and those of sentences that are all quotation."""
    text = parsed.article.text
    named: list[Claim] = []
    for claim in claims:
        if claim.speaker is None and _is_pronoun(claim, text):
            claim = replace(claim, speaker=_meant(claim, named, parsed, mentions))
        named.append(claim)
    return _with_carried_on(named, parsed, quotes)


def _is_pronoun(claim: Claim, text: str) -> bool:
    return len(claim.source) == 1 and claim.source[0].of(text).lower() in PERSONAL


def _meant(
    claim: Claim, earlier: Sequence[Claim], parsed: Parsed, mentions: Sequence[ActorMention]
) -> Actor | None:
    """Who "he" is: the last who spoke in this paragraph or the one before, else the last named.

    A first form: gender and number are the actor stage's business; where that has resolved the
    pronoun it never comes here.
    """
    subject = _subject_before(claim, parsed, mentions)
    if subject is not None:
        return subject
    part = _part(parsed, claim.sentence)
    for other in reversed(earlier):
        if part - _part(parsed, other.sentence) > 1:
            break
        if other.speaker is not None:
            return other.speaker
    return _last_person(claim.sentence, parsed, mentions)


def _part(parsed: Parsed, sentence: int) -> int:
    return next((s.part for s in parsed.sentences if s.index == sentence), -9)


def _subject_before(claim: Claim, parsed: Parsed, mentions: Sequence[ActorMention]) -> Actor | None:
    """The person who is the subject before the pronoun: "Putin thanked him, and he said"."""
    sentence = next((s for s in parsed.sentences if s.index == claim.sentence), None)
    if sentence is None:
        return None
    people = {m.head for m in sentence.mentions if m.label is MentionLabel.PERSON}
    for mention in mentions:
        if mention.sentence != claim.sentence or mention.token not in people:
            continue
        token = sentence.tokens[mention.token]
        if token.deprel.startswith("nsubj") and token.span.end <= claim.source[0].start:
            return mention.actor
    return None


def _last_person(sentence: int, parsed: Parsed, mentions: Sequence[ActorMention]) -> Actor | None:
    """The first person named in the nearest of the two sentences before."""
    people = {
        (mention.sentence, mention.head)
        for told in parsed.sentences
        for mention in told.mentions
        if mention.label is MentionLabel.PERSON and sentence - 2 <= told.index < sentence
    }
    for before in (sentence - 1, sentence - 2):
        for mention in mentions:
            if mention.sentence == before and (before, mention.token) in people:
                return mention.actor
    return None


def _with_carried_on(claims: list[Claim], parsed: Parsed, quotes: Sequence[Span]) -> list[Claim]:
    """Sentences that are all quotation take the speaker of a neighbour.

    First the claim before in the same paragraph, then the one after, then the last quoted one
    of the paragraph before. One that goes on right after a quoted claim joins that claim.
    """
    known = list(claims)
    taken = [span for claim in claims for span in claim.content]
    for quote in quotes:
        if any(quote.meets(span) for span in taken):
            continue
        first = _quoted_sentence(quote, parsed)
        number = None if first is None else _neighbour(first, known, parsed)
        if first is None or number is None:
            continue
        if _goes_on(known[number], first, parsed):
            content = (*known[number].content, quote)
            known[number] = replace(known[number], content=content)
        else:
            known.append(_carried_on(known[number], quote, first))
    return known


def _goes_on(claim: Claim, sentence: Sentence, parsed: Parsed) -> bool:
    """'"No," he said. "Never."': the next sentence of the same paragraph."""
    near = sentence.index - claim.sentence == 1
    same = _part(parsed, claim.sentence) == sentence.part
    return near and same and claim.quote is Quote.DIRECT and bool(claim.cue)


def _carried_on(neighbour: Claim, quote: Span, sentence: Sentence) -> Claim:
    return Claim(
        source=neighbour.source,
        cue=(),
        content=(quote,),
        quote=Quote.DIRECT,
        stance=Stance.ASSERTS,
        speaker=neighbour.speaker,
        carrier=neighbour.carrier,
        sentence=sentence.index,
        made_by="claims.carried_on",
    )


def _quoted_sentence(quote: Span, parsed: Parsed) -> Sentence | None:
    """The first sentence the quotation fills; None where other words stand beside it."""
    for sentence in parsed.sentences:
        if not sentence.span.meets(quote):
            continue
        outside = (t for t in sentence.tokens if not quote.meets(t.span) and t.upos != "PUNCT")
        return sentence if next(outside, None) is None else None
    return None


def _neighbour(sentence: Sentence, claims: Sequence[Claim], parsed: Parsed) -> int | None:
    """The index of the claim whose speaker goes on."""
    spoken = [n for n, claim in enumerate(claims) if claim.speaker is not None or claim.source]
    spoken.sort(key=lambda n: claims[n].sentence)
    here = [n for n in spoken if _part(parsed, claims[n].sentence) == sentence.part]
    before = [n for n in here if claims[n].sentence < sentence.index]
    if before:
        return before[-1]
    after = [n for n in here if claims[n].sentence > sentence.index]
    if after:
        return after[0]
    above = [
        n
        for n in spoken
        if _part(parsed, claims[n].sentence) == sentence.part - 1
        and claims[n].quote in (Quote.DIRECT, Quote.PARTIAL)
    ]
    return above[-1] if above else None


def with_carriers(claims: Sequence[Claim]) -> Iterator[Claim]:
    """ "Kim said, TASS reported": a news outlet's claim carries the claims inside it."""
    for claim in claims:
        if claim.carrier is None:
            yield replace(claim, carrier=_carrier(claim, claims))
        else:
            yield claim


def _carrier(claim: Claim, claims: Sequence[Claim]) -> Actor | None:
    for other in claims:
        if other is claim or other.speaker is None or other.sentence != claim.sentence:
            continue
        media = MEDIA_SECTOR in (other.speaker.sector, *other.speaker.sectors)
        inside = claim.cue and all(any(c.covers(cue) for c in other.content) for cue in claim.cue)
        if inside and other.speaker != claim.speaker and media:
            return other.speaker
    return None
