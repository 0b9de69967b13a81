"""Who passes words on: agencies, papers and stations that carry what another said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.records import Actor, ActorMention, Claim
from dragoman.understand.branches import Branches
from dragoman.understand.claims.source import agent_of

OUTLETS = frozenset({"MED", "JRN"})
_MEDIA_WORDS = frozenset(
    """agency agencies blog broadcaster channel courier daily dispatch echo gazette globe herald
    journal magazine mail media mirror monitor network news newspaper newspapers newswire observer
    outlet outlets paper papers post press radio record sentinel site standard star station sun
    telegraph television times tribune tv website weekly wire""".split()
)
_ENDINGS = ("press", "tv", "radio", "news")
_CARRYING = frozenset(
    """air broadcast carry cite circulate post print publish quote relay release report reprint
    run screen show stream translate""".split()
)
_TALKS = frozenset("appearance broadcast conversation interview article remark column".split())
_TO = frozenset({"with", "to", "in", "on", "for", "by"})


def is_outlet(actor: Actor) -> bool:
    """Whether an actor is in the trade of passing words on, by sector or, if unknown, by name."""
    words = set(re.findall(r"[^\W\d_]+", f"{actor.name} {actor.text}".lower()))
    told = bool(words & _MEDIA_WORDS) or any(word.endswith(_ENDINGS) for word in words)
    if OUTLETS & {actor.sector, *actor.sectors}:
        return actor.entity_id is not None or actor.sector == "MED" or told
    return not actor.known and actor.sector in ("UNK", "BUS") and told


def with_carriers(
    claims: Sequence[Claim],
    mentions: Sequence[ActorMention],
    trees: Mapping[int, Branches],
) -> Iterator[Claim]:
    """ "Kim said, TASS reported", "in remarks aired by TASS", "in an interview with TASS"."""
    outlets: dict[int, list[ActorMention]] = {}
    for mention in mentions:
        if is_outlet(mention.actor):
            outlets.setdefault(mention.sentence, []).append(mention)
    for claim in claims:
        if claim.carrier is not None:
            yield claim
            continue
        tree = trees.get(claim.sentence)
        carrier = _teller(claim, claims)
        if carrier is None and tree is not None:
            carrier = _beside(claim, outlets.get(claim.sentence, ()), tree)
        yield claim if carrier is None else replace(claim, carrier=carrier)


def _teller(claim: Claim, claims: Sequence[Claim]) -> Actor | None:
    """The outlet whose own claim holds this one."""
    for other in claims:
        if other is claim or other.speaker is None or other.sentence != claim.sentence:
            continue
        inside = claim.cue and all(any(c.covers(cue) for c in other.content) for cue in claim.cue)
        if inside and other.speaker != claim.speaker and is_outlet(other.speaker):
            return other.speaker
    return None


def _beside(claim: Claim, outlets: Sequence[ActorMention], tree: Branches) -> Actor | None:
    """The outlet that the sentence names as where it was said."""
    for mention in outlets:
        inside = any(span.meets(mention.actor.span) for span in (*claim.content, *claim.source))
        if not inside and _passes_on(mention.token, tree):
            return mention.actor
    return None


def _passes_on(word: int, tree: Branches) -> bool:
    """ "aired by TASS", "TASS quoted", "an interview with TASS", "told TASS"."""
    head = tree.heads[word]
    if head < 0:
        return False
    lemma = tree.tokens[head].lemma.lower()
    relation = tree.tokens[word].deprel
    if lemma in _CARRYING:
        return agent_of(tree, head) == word or relation in ("nsubj", "obl", "nmod")
    if lemma in _TALKS:
        return tree.case(word) in _TO or relation in ("compound", "nmod:poss")
    return lemma == "tell" and relation in ("iobj", "obj")
