"""Speakers and carriers that stand outside the claim's own sentence or clause."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from dragoman.records import Actor, ActorMention, Claim, MentionLabel, Parsed, Span
from dragoman.understand.claims.carried import Page, with_carried_on
from dragoman.understand.claims.source import PERSONAL

BODIES = frozenset({"it", "they"})
GIVING_BACK = frozenset("fire hit shoot shout snap write".split())
"""Verbs that with "back" are a reply."""
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
        if claim.speaker is None and _is_pronoun(claim, text, BODIES):
            claim = replace(claim, speaker=_body_before(claim, parsed, mentions))
        elif claim.speaker is None and _is_pronoun(claim, text):
            claim = replace(claim, speaker=_meant(claim, named, parsed, mentions))
        elif _is_pronoun(claim, text) and _is_reply(claim, parsed):
            claim = replace(claim, speaker=_answering(claim, named, parsed, mentions))
        named.append(claim)
    return with_carried_on(named, Page(parsed, quotes, mentions))


def _is_pronoun(claim: Claim, text: str, which: AbstractSet[str] = PERSONAL) -> bool:
    return len(claim.source) == 1 and claim.source[0].of(text).lower() in which


def _body_before(claim: Claim, parsed: Parsed, mentions: Sequence[ActorMention]) -> Actor | None:
    """ "The company closed the mine. It had no choice, it wrote": the subject of the main clause of
    the sentence before, where that is no person; of "they", where it is many."""
    last = next((s for s in parsed.sentences if s.index == claim.sentence - 1), None)
    if last is None or _part(parsed, claim.sentence) - last.part > 1:
        return None
    people = {m.head for m in last.mentions if m.label is MentionLabel.PERSON}
    many = "they" in {s.of(parsed.article.text).lower() for s in claim.source}
    for mention in mentions:
        if mention.sentence != last.index or mention.token in people:
            continue
        token = last.tokens[mention.token]
        main = token.deprel.startswith("nsubj") and last.tokens[token.head].deprel == "root"
        if main and (token.feats.get("Number") == "Plur") is many:
            return None if mention.actor.office is not None else mention.actor
    return None


def _is_reply(claim: Claim, parsed: Parsed) -> bool:
    sentence = next((s for s in parsed.sentences if s.index == claim.sentence), None)
    if sentence is None:
        return False
    for token in sentence.tokens:
        if any(cue.covers(token.span) for cue in claim.cue):
            after = sentence.tokens[token.index + 1 : token.index + 2]
            back = token.lemma in GIVING_BACK and any(t.text == "back" for t in after)
            if token.lemma in REPLYING or back:
                return True
    return False


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
