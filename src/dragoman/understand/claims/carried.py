"""Quotations without a word of saying: carried on from a neighbour, floating, taken in turns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.records import (
    Actor,
    ActorMention,
    Claim,
    ClaimKind,
    MentionLabel,
    Parsed,
    Quote,
    Sentence,
    Span,
    Stance,
)
from dragoman.understand.claims.quoted import is_taken
from dragoman.understand.claims.source import RELATIVE

MARKS = frozenset("\"'“”‘’„«»")
SHORTEST_FLOATING = 3
"""Words and marks that a quotation without a word of saying must have to be somebody's."""
ANSWER = "claims.answering"
WORDS = frozenset(
    """address cable communique diary letter memo memoir message note post remark sermon speech
    statement testimony tweet verdict words""".split()
)
"""Nouns for words, whose author may stand after "for" or "of": "a statement for the general"."""
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed report with its quotations and actors."""

    parsed: Parsed
    quotes: Sequence[Span]
    mentions: Sequence[ActorMention]

    def sentence(self, index: int) -> Sentence | None:
        """The sentence of an index."""
        return next((s for s in self.parsed.sentences if s.index == index), None)

    def part(self, sentence: int) -> int:
        """The part a sentence stands in."""
        found = self.sentence(sentence)
        return -9 if found is None else found.part

    def is_inside(self, claim: Claim) -> bool:
        """Whether a claim is told by somebody quoted: '"The captain said to hold."'"""
        return any(quote.covers(cue) for quote in self.quotes for cue in claim.cue)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose a quotation is, by which rule, and the claim it goes on, where it does."""

    source: tuple[Span, ...]
    speaker: Actor | None
    carrier: Actor | None
    rule: str
    joins: int | None = None


def with_carried_on(claims: Sequence[Claim], page: Page) -> list[Claim]:
    """Sentences that are all quotation take the speaker of a neighbour (`_voices` has the order).

    One that goes on right after a quoted claim, or that a paragraph left open, joins that claim.
    """
    known = list(claims)
    for quote in page.quotes:
        first = None if any(is_taken(quote, c) for c in claims) else _quoted_sentence(quote, page)
        if first is None:
            continue
        joined = _left_open(quote, known, page)
        voice = None if joined is not None else next(_voices(quote, first, known, page), None)
        if voice is not None:
            joined = voice.joins
        if joined is not None:
            known[joined] = replace(known[joined], content=(*known[joined].content, quote))
        elif voice is not None:
            known.append(_carried(voice, quote, first))
    return known


def _carried(voice: Voice, quote: Span, sentence: Sentence) -> Claim:
    return Claim(
        source=voice.source,
        cue=(),
        content=(quote,),
        quote=Quote.DIRECT,
        stance=Stance.ASSERTS,
        speaker=voice.speaker,
        carrier=voice.carrier,
        sentence=sentence.index,
        made_by=voice.rule,
    )


def _voices(
    quote: Span, sentence: Sentence, claims: Sequence[Claim], page: Page
) -> Iterator[Voice]:
    """Who may speak, the likeliest first: the other one after a question; who spoke right before;
    who acts right before; who speaks, then who acts after; who spoke earlier in the paragraph, or
    above; at last whoever acts nearby."""
    last = max(s.index for s in page.parsed.sentences if s.span.meets(quote))
    spoken = [n for n, c in enumerate(claims) if (c.speaker or c.source) and not page.is_inside(c)]
    spoken.sort(key=lambda n: _end(claims[n], page))
    yield from _other_after_question(sentence, spoken, claims, page)
    before = [n for n in spoken if _end(claims[n], page) < sentence.index]
    here = [n for n in before if page.part(_end(claims[n], page)) == sentence.part]
    right = [n for n in here if _end(claims[n], page) == sentence.index - 1]
    said = [n for n in right if claims[n].kind is ClaimKind.SPEECH]
    yield from (_going_on(n, claims, sentence, page) for n in reversed(said))
    floats = sum(quote.covers(token.span) for token in sentence.tokens) >= SHORTEST_FLOATING
    if floats:
        yield from _acting_again(sentence.index - 1, last + 1, sentence.part, page)
        yield from _acting(sentence.index - 1, sentence.part, page, 0)
    after = [n for n in spoken if claims[n].sentence > last]
    beside = [n for n in after if page.part(claims[n].sentence) == sentence.part]
    yield from (_going_on(n, claims, sentence, page) for n in (*reversed(here), *beside))
    above = [
        n
        for n in before
        if page.part(_end(claims[n], page)) == sentence.part - 1
        and claims[n].quote in (Quote.DIRECT, Quote.PARTIAL)
    ]
    yield from (_going_on(n, claims, sentence, page) for n in reversed(above))
    if floats:
        yield from _acting(sentence.index - 1, sentence.part, page, 1)
        yield from _acting(last + 1, sentence.part, page, 1)


def _end(claim: Claim, page: Page) -> int:
    """The sentence in which a claim ends."""
    end = max((span.end for span in claim.content), default=0)
    last = (s.index for s in reversed(page.parsed.sentences) if s.span.start < end)
    return max(claim.sentence, next(last, claim.sentence))


def _going_on(number: int, claims: Sequence[Claim], sentence: Sentence, page: Page) -> Voice:
    claim = claims[number]
    joins = number if _goes_on(claim, sentence, page) else None
    return Voice(claim.source, claim.speaker, claim.carrier, "claims.carried_on", joins)


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


def _other_after_question(
    sentence: Sentence, spoken: Sequence[int], claims: Sequence[Claim], page: Page
) -> Iterator[Voice]:
    """'"Are you for it?" the heckler demanded.' A new paragraph: "I'm for knowing who pays."

    The answer is another's: who spoke last before the asker, else who speaks next. What follows it
    in a paragraph of its own is the asker's again.
    """
    text = page.parsed.article.text
    before = [n for n in spoken if _end(claims[n], page) == sentence.index - 1]
    if not before or page.part(_end(claims[before[-1]], page)) == sentence.part:
        return
    asked = claims[before[-1]]
    words = asked.content[-1].of(text).rstrip("\"'“”‘’» ")
    if not words.endswith("?") and asked.made_by != ANSWER:
        return
    earlier = [n for n in reversed(spoken) if _end(claims[n], page) < asked.sentence]
    later = [n for n in spoken if claims[n].sentence > sentence.index]
    for number in (*earlier, *later):
        other = claims[number]
        if other.source != asked.source and _name(other) != _name(asked):
            yield Voice(other.source, other.speaker, other.carrier, ANSWER)
            return


def _name(claim: Claim) -> str | None:
    return claim.speaker.name if claim.speaker is not None else None


def _acting(index: int, part: int, page: Page, far: int) -> Iterator[Voice]:
    """'The deputy climbed onto her desk. "This is your port deal."': who acted speaks."""
    sentence = page.sentence(index)
    if sentence is None or abs(sentence.part - part) > far:
        return
    quoted = [quote for quote in page.quotes if quote.meets(sentence.span)]
    outside = [m for m in page.mentions if not any(q.covers(m.actor.span) for q in quoted)]
    acting = _who_acts(sentence, outside)
    if acting is not None:
        yield Voice((acting.actor.span,), acting.actor, None, "claims.floating")


def _acting_again(before: int, after: int, part: int, page: Page) -> Iterator[Voice]:
    """ "Benítez voted against it, Otero for it. "I thought it would help." Otero shook his head."
    Of several persons before, the one who acts after."""
    last = page.sentence(before)
    if last is None or last.part != part:
        return
    people = {m.head for m in last.mentions if m.label is MentionLabel.PERSON}
    named = {m.actor.name for m in page.mentions if m.sentence == before and m.token in people}
    if len(named) < 2:
        return
    for voice in _acting(after, part, page, 0):
        if voice.speaker is not None and voice.speaker.name in named:
            yield voice


def _who_acts(sentence: Sentence, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The last subject of a sentence that is a person, else any actor that is one."""
    people = {m.head for m in sentence.mentions if m.label is MentionLabel.PERSON}
    subjects = [
        mention
        for mention in mentions
        if mention.sentence == sentence.index
        and sentence.tokens[mention.token].deprel in _SUBJECT
        and sentence.tokens[mention.token].text.lower() not in RELATIVE
    ]
    persons = [m for m in subjects if m.token in people or m.actor.office is not None]
    acting = persons or subjects or _owners_of_words(sentence, mentions)
    return acting[-1] if acting else _only_person(people, sentence, mentions)


def _only_person(
    people: Collection[int], sentence: Sentence, mentions: Sequence[ActorMention]
) -> ActorMention | None:
    """ "For the farmer Rosa Mendes, the dam is a disaster": nobody else is named."""
    here = [m for m in mentions if m.sentence == sentence.index and m.token in people]
    return here[0] if len({m.actor.name for m in here}) == 1 else None


def _owners_of_words(sentence: Sentence, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """ "The ayatollah's sermon was short", "The note left by the governor": whose words are the
    subject."""
    here = [m for m in mentions if m.sentence == sentence.index]
    owners = [m for m in here if _is_owner(m.token, sentence)]
    return owners or [m for m in here if _is_author(m.token, sentence)]


def _is_owner(index: int, sentence: Sentence) -> bool:
    tokens = sentence.tokens
    above = tokens[tokens[index].head].deprel
    return tokens[index].deprel == "nmod:poss" and above in (*_SUBJECT, "root")


def _is_author(index: int, sentence: Sentence) -> bool:
    tokens = sentence.tokens
    head = tokens[index].head
    cases = {t.text.lower() for t in tokens if t.head == index and t.deprel == "case"}
    words = tokens[head].lemma in WORDS
    if not cases & ({"by", "from", "for", "of"} if words else {"by", "from"}):
        return False
    above = head if tokens[head].upos == "NOUN" or tokens[head].head < 0 else tokens[head].head
    return tokens[above].deprel in (*_SUBJECT, "root") and tokens[above].upos == "NOUN"


def _quoted_sentence(quote: Span, page: Page) -> Sentence | None:
    """The first sentence the quotation fills; None where other words stand beside it."""
    for sentence in page.parsed.sentences:
        if not sentence.span.meets(quote):
            continue
        outside = (t for t in sentence.tokens if not quote.meets(t.span) and t.upos != "PUNCT")
        return sentence if next(outside, None) is None else None
    return None
