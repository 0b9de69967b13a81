"""Finds who says what: direct and indirect speech, "according to", quoted fragments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from dragoman.records import ActorMention, Claim, Parsed, Part, Role, Sentence, Span
from dragoman.understand.branches import Branches
from dragoman.understand.claims.attitude_cues import AttitudeCues
from dragoman.understand.claims.attitudes import by_attitude, quoted_by_attitude
from dragoman.understand.claims.by_noun import according_to, by_noun
from dragoman.understand.claims.by_phrase import by_phrase
from dragoman.understand.claims.carriers import with_carriers
from dragoman.understand.claims.choice import Choose, chosen
from dragoman.understand.claims.cues import ReportingCues
from dragoman.understand.claims.quoted import by_colon, with_quotations
from dragoman.understand.claims.quotes import find_quotes, inner_quotes
from dragoman.understand.claims.relayed import citing
from dragoman.understand.claims.scene import Scene
from dragoman.understand.claims.source import Actors
from dragoman.understand.claims.speakers import with_speakers
from dragoman.understand.claims.speech import by_verb

NO_NAMES: Mapping[str, str] = MappingProxyType({})
OWN = frozenset({"i", "we", "you", "me", "us", "i'm", "we're", "my", "our"})
_TURN = re.compile(r"[\"“]?([A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}):\s")
LEAST_TURNS = 3
"""Paragraphs that begin with a name and a colon, for a report to be a transcript."""
LONGEST_HEADLINE = 20
"""Words of a first line that may be a headline whatever ends it."""
HEADLINES = frozenset({Role.HEADLINE, Role.DECK, Role.SUBHEAD})
THOUGHTS = frozenset(
    """believe decide determine expect fear figure find guess hope know learn suspect think
    worry""".split()
)


def find_claims(
    parsed: Parsed,
    mentions: Sequence[ActorMention],
    cues: ReportingCues,
    attitudes: AttitudeCues,
    trees: Mapping[int, Branches] | None = None,
    given_names: Mapping[str, str] = NO_NAMES,
    choose: Choose = chosen,
) -> tuple[Claim, ...]:
    """The claims of a report, in text order; may be empty.

    Speaker and carrier are actors of `mentions`, None where the source is not one of them.
    `trees` may hand in the sentences' branches by sentence index; `given_names` (in small letters,
    to "female" or "male") tell whom "she" fits; `choose` decides who speaks where several may.
    """
    actors: Actors = {(m.sentence, m.token): m.actor for m in reversed(mentions)}
    known = trees or {sentence.index: Branches(sentence) for sentence in parsed.sentences}
    quotes = find_quotes(parsed.article.text, _told_parts(parsed))
    claims: list[Claim] = []
    turns = _turns(parsed)
    for sentence in parsed.sentences:
        near = tuple(quote for quote in quotes if quote.meets(sentence.span))
        inner = tuple(one for quote in near for one in inner_quotes(parsed.article.text, quote))
        before, after = _beside(sentence, quotes, parsed)
        headline = _is_headline(sentence, parsed)
        tree = known[sentence.index]
        below = _below(sentence, parsed)
        turn = parsed.article.parts[sentence.part].span if sentence.index in turns else None
        ends = parsed.article.text[before.end - 2 : before.end - 1] if before is not None else ""
        scene = Scene(
            tree, near, actors, cues, attitudes, headline, inner, before, ends, after, turn, below
        )
        told = [claim for claim in _in_sentence(scene) if not _is_own_thought(claim, scene)]
        told += by_attitude(scene, told)
        claims += [*told, *quoted_by_attitude(scene, told)]
    spoken = with_speakers(claims, parsed, quotes, mentions, given_names, choose)
    return tuple(sorted(with_carriers(spoken, mentions, known), key=_place))


def _is_headline(sentence: Sentence, parsed: Parsed) -> bool:
    """A headline by its part, or a short line of its own that the report begins with."""
    part = parsed.article.parts[sentence.part]
    if part.role in HEADLINES:
        return True
    alone = not parsed.article.text[sentence.span.end : part.span.end].strip()
    more = sentence.part + 1 < len(parsed.article.parts)
    return sentence.index == 0 and alone and more and len(sentence.tokens) <= LONGEST_HEADLINE


def _is_own_thought(claim: Claim, scene: Scene) -> bool:
    """ "I think", "you know" give no other voice: they are the speaker's, or the reporter's, own.

    So does a thought inside a quotation; what third persons said is kept there.
    """
    if not claim.cue:
        return False
    tree = scene.tree
    words = [w for span in claim.source for w in tree.tokens if span.covers(w.span)]
    own = any(word.text.lower() in OWN for word in words) or not words
    thought = any(
        span.covers(token.span) and token.lemma in THOUGHTS
        for span in claim.cue
        for token in tree.tokens
    )
    quoted = any(quote.covers(span) for span in claim.cue for quote in scene.quotes)
    return (own and (quoted or (thought and bool(words)))) or (thought and quoted)


def _beside(
    sentence: Sentence, quotes: Sequence[Span], parsed: Parsed
) -> tuple[Span | None, Span | None]:
    """The quotations with nothing but blanks between them and the sentence."""
    text = parsed.article.text
    start, end = sentence.span
    before = after = None
    for quote in quotes:
        if quote.end <= start + 1 and not text[quote.end : start].strip():
            before = quote
        if quote.start >= end - 1 and not text[end : quote.start].strip() and after is None:
            after = quote
    return before, after


def _turns(parsed: Parsed) -> frozenset[int]:
    """The sentences that begin a turn of a transcript: at least three paragraphs begin so, with two
    names at the least."""
    found: dict[int, str] = {}
    begun: set[int] = set()
    for sentence in parsed.sentences:
        first = sentence.part not in begun
        begun.add(sentence.part)
        named = _TURN.match(parsed.article.text, sentence.span.start) if first else None
        if named is not None and parsed.article.parts[sentence.part].role is Role.BODY:
            found[sentence.index] = named[1]
    names = list(found.values())
    talk = len(names) >= LEAST_TURNS and 1 < len(set(names)) < len(names)
    return frozenset(found) if talk else frozenset()


def _below(sentence: Sentence, parsed: Parsed) -> Span | None:
    """The body paragraph after the one that the sentence ends with a colon."""
    parts, number = parsed.article.parts, sentence.part
    if not sentence.tokens or sentence.tokens[-1].text != ":" or number + 1 >= len(parts):
        return None
    ends = not parsed.article.text[sentence.span.end : parts[number].span.end].strip()
    told = ends and parts[number].role is Role.BODY and parts[number + 1].role is Role.BODY
    return parts[number + 1].span if told and parts[number + 1].repeats is None else None


def _told_parts(parsed: Parsed) -> list[Part]:
    """The parts that have sentences; those that repeat another are not read again."""
    told = {sentence.part for sentence in parsed.sentences}
    return [part for number, part in enumerate(parsed.article.parts) if number in told]


def _place(claim: Claim) -> tuple[int, int]:
    spans = (*claim.cue, *claim.content, *claim.source)
    return claim.sentence, min((span.start for span in spans), default=0)


def _in_sentence(scene: Scene) -> Sequence[Claim]:
    """Claims by a verb, a noun, "according to"; then quotations none of them has taken."""
    found: Sequence[Claim] = [citing(scene, claim) for claim in _told(scene)]
    if scene.quotes:
        found = with_quotations(scene, found)
    found = found or list(by_colon(scene))
    return [*found, *by_phrase(scene, found)]


def _told(scene: Scene) -> Iterator[Claim]:
    for token in scene.tree.tokens:
        if token.upos == "NOUN":
            yield from by_noun(scene, token.index)
        elif scene.tree.lowers[token.index] == "according":
            yield from according_to(scene, token.index)
        elif token.upos == "VERB":
            yield from by_verb(scene, token.index)
