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
from dragoman.understand.claims.authors import author_of_words, owner_of_subject
from dragoman.understand.claims.quoted import is_taken
from dragoman.understand.claims.source import RELATIVE

MARKS = frozenset("\"'“”‘’„«»")
SHORTEST_FLOATING = 3
"""Words and marks that a quotation without a word of saying must have to be somebody's."""
ANSWER = "claims.answering"
HEARING = frozenset("discover expect find forecast gather hear know learn realise realize".split())
"""Cues of who hears or knows, after which a quotation is another's, or told by nobody."""
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
        if joined is None:
            joined = _taken_up(quote, known, page)
        voice = None if joined is not None else next(_voices(quote, first, known, page), None)
        if voice is not None:
            joined = voice.joins
        if joined is not None:
            content = tuple(sorted((*known[joined].content, quote)))
            known[joined] = replace(known[joined], content=content)
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
    end = (quote, *_paragraphs_after(quote, page))[-1]
    last = max(s.index for s in page.parsed.sentences if s.span.meets(end))
    spoken = [n for n, c in enumerate(claims) if (c.speaker or c.source) and not page.is_inside(c)]
    spoken.sort(key=lambda n: _end(claims[n], page))
    yield from _other_after_question(sentence, spoken, claims, page)
    yield from _in_turn(sentence, spoken, claims, page)
    before = [n for n in spoken if _end(claims[n], page) < sentence.index]
    here = [n for n in before if page.part(_end(claims[n], page)) == sentence.part]
    right = [n for n in here if _end(claims[n], page) == sentence.index - 1]
    said = [n for n in right if claims[n].kind is ClaimKind.SPEECH and not _heard(claims[n], page)]
    yield from (_going_on(n, claims, sentence, page) for n in reversed(said))
    floats = sum(quote.covers(token.span) for token in sentence.tokens) >= SHORTEST_FLOATING
    if floats:
        yield from _written_after(last + 1, sentence.part, page)
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


def _heard(claim: Claim, page: Page) -> bool:
    """ "The envoy found out on Monday": who learns or knows does not speak."""
    sentence = page.sentence(claim.sentence)
    tokens = sentence.tokens if sentence is not None else ()
    return any(t.lemma in HEARING and cue.covers(t.span) for cue in claim.cue for t in tokens)


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


def _in_turn(
    sentence: Sentence, spoken: Sequence[int], claims: Sequence[Claim], page: Page
) -> Iterator[Voice]:
    """'"You are tired," said Ann.' '"You are furious," said Bo.' "We have that in common.": each of
    three paragraphs begins with a quotation, so the third is the first one's again."""
    two = [claims[n] for n in spoken if _end(claims[n], page) < sentence.index][-2:]
    parts = [page.part(claim.sentence) for claim in two]
    if parts != [sentence.part - 2, sentence.part - 1]:
        return
    first, second = two
    talk = all(c.quote is Quote.DIRECT and _opens_its_part(c, page) for c in two)
    other = first.source != second.source and _name(first) != _name(second)
    if talk and (other or _name(first) is None) and first.source != second.source:
        yield Voice(first.source, first.speaker, first.carrier, "claims.in_turn")


def _opens_its_part(claim: Claim, page: Page) -> bool:
    start = page.parsed.article.parts[page.part(claim.sentence)].span.start
    return min(span.start for span in claim.content) == start


def _name(claim: Claim) -> str | None:
    return claim.speaker.name if claim.speaker is not None else None


def _acting(index: int, part: int, page: Page, far: int) -> Iterator[Voice]:
    """'The deputy climbed onto her desk. "This is your port deal."': who acted speaks."""
    sentence = page.sentence(index)
    if sentence is None or abs(sentence.part - part) > far:
        return
    quoted = [quote for quote in page.quotes if quote.meets(sentence.span)]
    outside = [m for m in page.mentions if not any(q.covers(m.actor.span) for q in quoted)]
    acting = author_of_words(sentence, outside) or _who_acts(sentence, outside)
    if acting is not None:
        yield Voice((acting.actor.span,), acting.actor, None, "claims.floating")


def _written_after(after: int, part: int, page: Page) -> Iterator[Voice]:
    """'"Nobody voted for this map." The remark was the deputy's.': whose words they were."""
    sentence = page.sentence(after)
    if sentence is None or sentence.part - part > 1:
        return
    text = page.parsed.article.text
    end = page.parsed.article.parts[sentence.part].span.end
    if text[sentence.span.end : end].lstrip()[:1] in MARKS:
        return  # "The answer came from his deputy. 'No.'": of the words that follow
    author = author_of_words(sentence, page.mentions, pointing=True)
    if author is not None:
        yield Voice((author.actor.span,), author.actor, None, "claims.floating")


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
    acting = (
        _not_beside(persons, sentence) or persons or _not_beside(subjects, sentence) or subjects
    )
    if acting:
        return acting[-1]
    return owner_of_subject(sentence, mentions) or _only_person(people, sentence, mentions)


def _not_beside(subjects: Sequence[ActorMention], sentence: Sentence) -> list[ActorMention]:
    """Those of no relative clause: "The minister spoke after the Dutch, who quoted Erasmus"."""
    tokens = sentence.tokens
    heads = [(mention, tokens[tokens[mention.token].head]) for mention in subjects]
    return [mention for mention, head in heads if not head.deprel.startswith("acl")]


def _only_person(
    people: Collection[int], sentence: Sentence, mentions: Sequence[ActorMention]
) -> ActorMention | None:
    """ "For the farmer Rosa Mendes, the dam is a disaster": nobody else is named."""
    here = [m for m in mentions if m.sentence == sentence.index and m.token in people]
    return here[0] if len({m.actor.name for m in here}) == 1 else None


def _quoted_sentence(quote: Span, page: Page) -> Sentence | None:
    """The first sentence the quotation fills; None where other words stand beside it."""
    for sentence in page.parsed.sentences:
        if not sentence.span.meets(quote):
            continue
        outside = (t for t in sentence.tokens if not quote.meets(t.span) and t.upos != "PUNCT")
        return sentence if next(outside, None) is None else None
    return None
