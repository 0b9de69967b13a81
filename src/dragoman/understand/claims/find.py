"""Finds who says what: direct and indirect speech, "according to", quoted fragments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.records import ActorMention, Claim, Parsed, Part
from dragoman.understand.branches import Branches
from dragoman.understand.claims.cues import ReportingCues
from dragoman.understand.claims.quoted import by_colon, with_quotations
from dragoman.understand.claims.quotes import find_quotes
from dragoman.understand.claims.scene import Scene
from dragoman.understand.claims.source import Actors
from dragoman.understand.claims.speakers import with_carriers, with_speakers
from dragoman.understand.claims.speech import according_to, by_noun, by_verb


def find_claims(
    parsed: Parsed,
    mentions: Sequence[ActorMention],
    cues: ReportingCues,
    trees: Mapping[int, Branches] | None = None,
) -> tuple[Claim, ...]:
    """The claims of a report, in text order; may be empty.

    Speaker and carrier are actors of `mentions`, None where the source is not one of them.
    `trees` may hand in the sentences' branches by sentence index.
    """
    actors: Actors = {(m.sentence, m.token): m.actor for m in reversed(mentions)}
    known = trees or {sentence.index: Branches(sentence) for sentence in parsed.sentences}
    quotes = find_quotes(parsed.article.text, _told_parts(parsed))
    claims: list[Claim] = []
    for sentence in parsed.sentences:
        near = tuple(quote for quote in quotes if quote.meets(sentence.span))
        scene = Scene(known[sentence.index], near, actors, cues)
        claims.extend(_in_sentence(scene))
    spoken = with_speakers(claims, parsed, quotes, mentions)
    return tuple(sorted(with_carriers(spoken), key=_place))


def _told_parts(parsed: Parsed) -> list[Part]:
    """The parts that have sentences; those that repeat another are not read again."""
    told = {sentence.part for sentence in parsed.sentences}
    return [part for number, part in enumerate(parsed.article.parts) if number in told]


def _place(claim: Claim) -> tuple[int, int]:
    spans = (*claim.cue, *claim.content, *claim.source)
    return claim.sentence, min((span.start for span in spans), default=0)


def _in_sentence(scene: Scene) -> Sequence[Claim]:
    """Claims by a verb, a noun, "according to"; then quotations none of them has taken."""
    found = list(_told(scene))
    if not scene.quotes:
        return found
    return with_quotations(scene, found) or list(by_colon(scene))


def _told(scene: Scene) -> Iterator[Claim]:
    for token in scene.tree.tokens:
        if token.upos == "NOUN":
            yield from by_noun(scene, token.index)
        elif scene.tree.lowers[token.index] == "according":
            yield from according_to(scene, token.index)
        elif token.upos == "VERB":
            yield from by_verb(scene, token.index)
