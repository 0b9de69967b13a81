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

MARKS = frozenset("\"'“”‘’„«»")
SHORTEST_FLOATING = 3
"""Words and marks that a quotation without a word of saying must have to be somebody's."""
REPLYING = frozenset("answer correct counter object rejoin reply respond retort riposte".split())


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
        elif _is_pronoun(claim, text) and _is_reply(claim, parsed):
            claim = replace(claim, speaker=_answering(claim, named, parsed, mentions))
        named.append(claim)
    return _with_carried_on(named, parsed, quotes, mentions)


def _is_pronoun(claim: Claim, text: str) -> bool:
    return len(claim.source) == 1 and claim.source[0].of(text).lower() in PERSONAL


def _is_reply(claim: Claim, parsed: Parsed) -> bool:
    sentence = next((s for s in parsed.sentences if s.index == claim.sentence), None)
    return sentence is not None and any(
        token.lemma in REPLYING and any(cue.covers(token.span) for cue in claim.cue)
        for token in sentence.tokens
    )


def _answering(
    claim: Claim, earlier: Sequence[Claim], parsed: Parsed, mentions: Sequence[ActorMention]
) -> Actor | None:
    """ "He should resign, she told them. Never, he replied": not who spoke last, but the other."""
    last = next((c.speaker for c in reversed(earlier) if c.speaker is not None), None)
    mine = claim.speaker
    if last is None or mine is None or last.name != mine.name:
        return mine
    people = {
        (told.index, mention.head)
        for told in parsed.sentences
        for mention in told.mentions
        if mention.label is MentionLabel.PERSON
    }
    for before in range(claim.sentence - 1, claim.sentence - 4, -1):
        for mention in mentions:
            here = mention.sentence == before and (before, mention.token) in people
            if here and mention.actor.name != last.name:
                return mention.actor
    return mine


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


def _with_carried_on(
    claims: list[Claim],
    parsed: Parsed,
    quotes: Sequence[Span],
    mentions: Sequence[ActorMention],
) -> list[Claim]:
    """Sentences that are all quotation take the speaker of a neighbour.

    First the claim before in the same paragraph, then the one after, then the last quoted one
    of the paragraph before; where nobody speaks there, whoever acts in the sentence before or
    after. One that goes on right after a quoted claim joins that claim.
    """
    known = list(claims)
    taken = [span for claim in claims for span in claim.content]
    for quote in quotes:
        if any(quote.meets(span) for span in taken):
            continue
        first = _quoted_sentence(quote, parsed)
        number = None if first is None else _neighbour(first, known, parsed)
        if first is None:
            continue
        open_one = _left_open(quote, known, parsed)
        if open_one is not None:
            known[open_one] = replace(known[open_one], content=(*known[open_one].content, quote))
            continue
        if number is None:
            known.extend(_floating(quote, first, parsed, mentions))
            continue
        if _goes_on(known[number], first, parsed):
            content = (*known[number].content, quote)
            known[number] = replace(known[number], content=content)
        else:
            known.append(_carried_on(known[number], quote, first))
    return known


def _goes_on(claim: Claim, sentence: Sentence, parsed: Parsed) -> bool:
    """'"No," he said. "Never."': nothing but quotation stands between, new paragraphs or not."""
    last = max((span.end for span in claim.content), default=0)
    between = any(
        last <= other.span.start and claim.sentence < other.index < sentence.index
        for other in parsed.sentences
    )
    return not between and claim.quote is not None and bool(claim.cue)


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


def _left_open(quote: Span, claims: Sequence[Claim], parsed: Parsed) -> int | None:
    """The claim whose quotation the paragraph before leaves without its closing mark."""
    text = parsed.article.text
    for number in range(len(claims) - 1, -1, -1):
        for span in claims[number].content:
            unclosed = span.end > span.start + 1 and text[span.end - 1] not in MARKS
            if unclosed and text[span.start] in MARKS and not text[span.end : quote.start].strip():
                return number
    return None


def _floating(
    quote: Span, sentence: Sentence, parsed: Parsed, mentions: Sequence[ActorMention]
) -> Iterator[Claim]:
    """'The deputy climbed onto her desk. "This is your port deal."': who acted speaks."""
    if sum(quote.covers(token.span) for token in sentence.tokens) < SHORTEST_FLOATING:
        return
    by_index = {other.index: other for other in parsed.sentences}
    last = max(other.index for other in parsed.sentences if other.span.meets(quote))
    for near in (sentence.index - 1, last + 1):
        other = by_index.get(near)
        if other is None or abs(other.part - sentence.part) > 1:
            continue
        acting = _who_acts(other, mentions)
        if acting is not None:
            yield Claim(
                source=(acting.actor.span,),
                cue=(),
                content=(quote,),
                quote=Quote.DIRECT,
                stance=Stance.ASSERTS,
                speaker=acting.actor,
                carrier=None,
                sentence=sentence.index,
                made_by="claims.floating",
            )
            return


def _who_acts(sentence: Sentence, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The last subject of a sentence that is a person, else any actor that is one."""
    people = {m.head for m in sentence.mentions if m.label is MentionLabel.PERSON}
    subjects = [
        mention
        for mention in mentions
        if mention.sentence == sentence.index
        and sentence.tokens[mention.token].deprel in ("nsubj", "nsubj:pass")
    ]
    persons = [m for m in subjects if m.token in people or m.actor.office is not None]
    acting = persons or subjects or _owners_of_words(sentence, mentions)
    return acting[-1] if acting else None


def _owners_of_words(sentence: Sentence, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """ "The ayatollah's sermon was short": whose words are the subject."""
    tokens = sentence.tokens
    return [
        mention
        for mention in mentions
        if mention.sentence == sentence.index
        and tokens[mention.token].deprel == "nmod:poss"
        and tokens[tokens[mention.token].head].deprel in ("nsubj", "nsubj:pass", "root")
    ]


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
