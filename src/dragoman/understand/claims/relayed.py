"""Words that one passes on for another: "quoted him as saying", "said, citing the ministry".

The speaker is who is quoted or cited, the carrier who quotes. Read along the line: parsers hang
who is quoted on what he said ("The bridge was mined, TASS quoted Petro Ivanenko as saying").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.records import Claim, Quote, Span, Stance
from dragoman.understand.branches import Branches
from dragoman.understand.claims.along import actor_among, phrase_after, phrase_before
from dragoman.understand.claims.content import content_of, trimmed
from dragoman.understand.claims.cues import ReportingCue
from dragoman.understand.claims.outlets import is_outlet
from dragoman.understand.claims.scene import Scene, quote_over, quotes_at, verb_cues
from dragoman.understand.claims.source import spans_of

_BE = frozenset({"was", "were", "is", "are", "been", "being"})
_QUOTING = frozenset({"quote", "cite", "report"})
_CITING = frozenset({"citing", "quoting"})
_SAYING = frozenset({"saying", "telling", "claiming", "warning", "stating", "adding", "declaring"})
FARTHEST = 14
"""Words between "quoted" and "as saying": a name with its title and an outlet with its own."""


@dataclass(frozen=True, slots=True)
class _Parties:
    """The words of who speaks and of who passes it on; the first word of their clause."""

    speaker: list[int]
    carrier: list[int]
    first: int


def quoted_as_saying(scene: Scene, verb: int) -> Claim | None:
    """ "X was quoted by Y as saying", "Y quoted X as saying": X speaks, Y carries."""
    tree = scene.tree
    saying = _saying(tree, verb)
    rows = scene.cues.of(tree.tokens[verb].lemma.lower(), tree.lowers[verb], "verb")
    if saying is None or not rows:
        return None
    parties = _parties(tree, verb, saying)
    if not parties.speaker:
        return None
    words = _said_after(tree, saying) or _said_before(tree, parties.first)
    quotes = quotes_at(scene, verb)
    content, quote = content_of(tree, words, quotes) if words else ((), Quote.DIRECT)
    if not content:
        content = quotes or tuple(q for q in (scene.before, scene.after) if q is not None)[:1]
    if not content:
        return None
    return Claim(
        source=spans_of(tree, parties.speaker),
        cue=spans_of(tree, sorted({*_helpers(tree, verb), saying - 1, saying})),
        content=tuple(content),
        quote=quote,
        stance=Stance.ASSERTS,
        speaker=actor_among(tree, parties.speaker, scene.actors),
        carrier=actor_among(tree, parties.carrier, scene.actors),
        sentence=tree.sentence.index,
        made_by=f"claims.relayed {rows[0].where}",
    )


def _saying(tree: Branches, verb: int) -> int | None:
    """The "saying" of "quoted as saying"."""
    token = tree.tokens[verb]
    if token.lemma not in _QUOTING and tree.lowers[verb] not in ("quoted", "cited", "reported"):
        return None
    for place in range(verb + 1, min(verb + FARTHEST, len(tree.tokens) - 1)):
        if tree.lowers[place] == "as" and tree.lowers[place + 1] in _SAYING:
            return place + 1
        if tree.lowers[place] in ("that", ";", ":", '"'):
            return None
    return None


def _helpers(tree: Branches, verb: int) -> Iterator[int]:
    yield verb
    for place in range(verb - 1, max(verb - 4, -1), -1):
        if tree.tokens[place].upos not in ("AUX", "ADV"):
            return
        if tree.tokens[place].upos == "AUX":
            yield place


def _parties(tree: Branches, verb: int, saying: int) -> _Parties:
    helpers = [tree.lowers[place] for place in _helpers(tree, verb)]
    begin = verb
    while begin > 0 and tree.tokens[begin - 1].upos in ("AUX", "ADV"):
        begin -= 1
    before = phrase_before(tree, begin)
    first = before[0] if before else begin
    by = next((p for p in range(verb + 1, saying) if tree.lowers[p] == "by"), None)
    passive = by is not None or any(word in _BE for word in helpers)
    if not passive:
        return _Parties(phrase_after(tree, verb + 1), before, first)
    if by is None and saying + 1 < len(tree.lowers) and tree.lowers[saying + 1] == "by":
        by = saying + 1
    carrier = phrase_after(tree, by + 1) if by is not None else []
    if not carrier and tree.lowers[saying] == "telling":
        carrier = phrase_after(tree, saying + 1)
    return _Parties(before, carrier, first)


def _said_after(tree: Branches, saying: int) -> list[int]:
    """What follows "as saying"; nothing where only "on Monday" or "in a statement" does."""
    start = saying + 1
    if start < len(tree.tokens) and tree.lowers[start] == "by":
        start = max([start, *phrase_after(tree, start + 1)]) + 1
    if tree.lowers[saying] == "telling":
        start = max([saying, *phrase_after(tree, start)]) + 1
    words = trimmed(tree, list(range(start, len(tree.tokens))))
    if not words or tree.tokens[words[0]].upos == "ADP":
        that = next((w for w in words if tree.lowers[w] == "that"), None)
        words = [w for w in words if that is not None and w >= that]
    verbs = any(tree.tokens[word].upos in ("VERB", "AUX") for word in words)
    return words if verbs else []


def _said_before(tree: Branches, first: int) -> list[int]:
    """What ends, by a comma, before the clause of quoting."""
    last = first - 1
    if last < 1 or not any(tree.lowers[p] == "," for p in range(max(0, last - 1), last + 1)):
        return []
    return trimmed(tree, list(range(last)))


def citing(scene: Scene, claim: Claim) -> Claim:
    """ "TASS reported, citing the ministry": the ministry's words, which TASS passes on."""
    tree = scene.tree
    if claim.speaker is None or not is_outlet(claim.speaker) or claim.carrier is not None:
        return claim
    for token in tree.tokens:
        if tree.lowers[token.index] not in _CITING or quote_over(scene, token.index):
            continue
        words = phrase_after(tree, token.index + 1)
        cited = actor_among(tree, words, scene.actors)
        if not words or any(c.covers(token.span) for c in _heart(claim)):
            continue
        if cited is None and tree.tokens[words[-1]].upos != "NOUN":
            continue
        return replace(claim, source=spans_of(tree, words), speaker=cited, carrier=claim.speaker)
    return claim


def _heart(claim: Claim) -> Sequence[Span]:
    """What is said but for the "citing ..." that stands at its end or beginning."""
    return claim.content if len(claim.content) > 1 else ()


def cites_before_that(scene: Scene, verb: int, cue: ReportingCue) -> list[int]:
    """What is said in "reported, quoting police, that two suspects had fled"; else nothing."""
    tree = scene.tree
    if not verb_cues(scene, verb) or cue.needs_quote or verb + 3 >= len(tree.tokens):
        return []
    if tree.lowers[verb + 1] != "," or tree.lowers[verb + 2] not in _CITING:
        return []
    end = max([verb + 2, *phrase_after(tree, verb + 3)]) + 1
    if end + 1 >= len(tree.tokens) or tree.lowers[end] != "," or tree.lowers[end + 1] != "that":
        return []
    return trimmed(tree, list(range(end + 1, len(tree.tokens))))
