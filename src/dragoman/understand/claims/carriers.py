"""Who passes words on: agencies, papers and stations that carry what another said.

Read along the line, not by the tree: who stands right after "told", or after "in an interview
with", is the carrier, whatever the parser hangs it on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.records import Actor, ActorMention, Claim, ClaimKind, Span
from dragoman.understand.branches import Branches
from dragoman.understand.claims.along import actor_among, phrase_after
from dragoman.understand.claims.outlets import is_acronym, outlet_among
from dragoman.understand.claims.source import RELATIVE, Actors

_CARRYING = frozenset(
    """air broadcast carry circulate cite interview leak obtain post print publish quote relay
    release report reprint run screen see show stream translate""".split()
)
_READING = frozenset("convey deliver pass play read relay translate".split())
"""What anybody may do for a speaker: "read out by her lawyer"."""
_PASSING = frozenset(
    "confirm convey disclose pass quote recall recount relay repeat reveal".split()
)
_TALKS = frozenset(
    """address appearance article broadcast column comment commentary conversation editorial essay
    interview letter op-ed piece programme program remark statement talk text""".split()
)
_SPEAKING = frozenset("speak talk write appear testify say tell".split())
_HEARING = frozenset("tell inform assure remind brief".split())
_PREPOSITIONS = frozenset({"to", "with", "by", "in", "on", "for", "per", "via", "through"})
_THROUGH = frozenset({"via", "through"})
_MOUTHS = frozenset(
    """aide attorney family go-between interpreter intermediary lawyer lawyers mediator office
    officer representative spokesman spokesperson spokeswoman translator""".split()
)
_NAMING = frozenset({"NOUN", "PROPN"})
_FAR = 5
"""Words between "interview" or "carried" and its preposition: "carried live on"."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence, its actors and the places where an outlet stands: (words, actor)."""

    tree: Branches
    actors: Actors

    def span(self, words: Sequence[int]) -> Span:
        tokens = self.tree.tokens
        return Span(tokens[words[0]].span.start, tokens[words[-1]].span.end)


def with_carriers(
    claims: Sequence[Claim],
    mentions: Sequence[ActorMention],
    trees: Mapping[int, Branches],
) -> Iterator[Claim]:
    """ "Kim said, TASS reported", "in remarks aired by TASS", "in an interview with TASS", "told
    TASS"; and who tells what another says: "the ministry said the rebels had claimed"."""
    actors = {(m.sentence, m.token): m.actor for m in reversed(mentions)}
    for claim in claims:
        tree = trees.get(claim.sentence)
        if claim.carrier is not None or claim.kind is not ClaimKind.SPEECH or tree is None:
            yield claim
            continue
        line = _Line(_tree_of_source(claim, tree, trees), actors)
        carrier = (
            _told(claim, line)
            or _named_beside(claim, line)
            or _holder(claim, line)
            or _relayer(claim, line)
            or _teller(claim, claims, trees)
            or next((_told(other, line) for other in _also_said(claim, claims)), None)
        )
        yield claim if carrier is None else replace(claim, carrier=carrier)


def _tree_of_source(claim: Claim, tree: Branches, trees: Mapping[int, Branches]) -> Branches:
    """The sentence to look for a carrier in: of a quotation without a word of saying the one that
    names its speaker ("The sermon, as printed by Resalat, was long. 'Patience.'")."""
    if claim.cue or not claim.source:
        return tree
    around = (t for t in trees.values() if t.sentence.span.covers(claim.source[0]))
    return next(around, tree)


def _relayer(claim: Claim, line: _Line) -> Actor | None:
    """ "The consul passed on what the boy had whispered": who passes on what another says."""
    tree = line.tree
    cues = [t.index for t in tree.tokens if any(cue.covers(t.span) for cue in claim.cue)]
    for verb in tree.upwards(cues[0]) if cues else ():
        subject = tree.child(verb, "nsubj")
        if tree.tokens[verb].lemma not in _PASSING or subject is None or subject > verb:
            continue
        words = [word for word in tree.under(subject) if word < verb]
        if tree.lowers[subject] not in RELATIVE and not _is_said(line.span(words), claim):
            return actor_among(tree, words, line.actors)
    return None


def _also_said(claim: Claim, claims: Sequence[Claim]) -> Iterator[Claim]:
    """What the same words said in the same sentence: "told Reuters that ..., adding that"."""
    for other in claims:
        same = other.sentence == claim.sentence and other.source == claim.source
        if same and other is not claim and claim.source:
            yield other


def _teller(claim: Claim, claims: Sequence[Claim], trees: Mapping[int, Branches]) -> Actor | None:
    """The speaker of the tightest claim that holds this one."""
    around = [other for other in claims if other is not claim and _holds(other, claim)]
    if not around:
        return None
    tightest = min(around, key=_size)
    return tightest.speaker or _in_words(tightest, trees.get(tightest.sentence))


def _in_words(claim: Claim, tree: Branches | None) -> Actor | None:
    """A source that no actor stands at: "the indictment", "the witness"."""
    if tree is None:
        return None
    tokens = [t for t in tree.tokens if any(span.covers(t.span) for span in claim.source)]
    if not tokens or len(claim.source) > 1 or not any(t.upos in _NAMING for t in tokens):
        return None
    words = tokens[1:] if tokens[0].upos == "DET" and len(tokens) > 1 else tokens
    text = " ".join(token.text for token in words)
    return Actor(text=text, span=claim.source[0], name=text, made_by="claims.carriers")


def _size(claim: Claim) -> int:
    """Characters of what is said."""
    return sum(span.end - span.start for span in claim.content)


def _holds(other: Claim, claim: Claim) -> bool:
    if not other.source or other.kind is not ClaimKind.SPEECH:
        return False
    inside = claim.cue and all(any(c.covers(cue) for c in other.content) for cue in claim.cue)
    if claim.speaker is not None and other.speaker is not None:
        same = claim.speaker.name == other.speaker.name
    else:
        same = claim.source == other.source
    return bool(inside) and not same


def _told(claim: Claim, line: _Line) -> Actor | None:
    """ "told Reuters", "informed Danish radio": who was told, right after the word."""
    for token in line.tree.tokens:
        if token.lemma not in _HEARING or not any(c.covers(token.span) for c in claim.cue):
            continue
        words = phrase_after(line.tree, token.index + 1)
        if words:
            sure = is_acronym(line.tree, words)
            found = outlet_among(line.tree, words, line.actors, sure=sure)
            return None if found is None or _is_said(line.span(words), claim) else found
    return None


def _is_said(span: Span, claim: Claim) -> bool:
    """Whether words are what is said, or who says it; "Kim, quoted by Yonhap" is both in one."""
    named = (
        part for part in claim.source if claim.speaker is None or span.meets(claim.speaker.span)
    )
    return any(part.covers(span) for part in (*claim.content, *named))


def _named_beside(claim: Claim, line: _Line) -> Actor | None:
    """The outlet that the sentence names, outside of what is said, as where it was said."""
    for index, word in enumerate(line.tree.lowers):
        if word in _PREPOSITIONS:
            found = _after_preposition(index, claim, line)
        elif line.tree.tokens[index].lemma in _CARRYING:
            found = _carries(index, claim, line)
        else:
            continue
        if found is not None and found != claim.speaker:
            return found
    return None


def _after_preposition(index: int, claim: Claim, line: _Line) -> Actor | None:
    tree = line.tree
    words = phrase_after(tree, index + 1)
    if not words or _is_said(line.span(words), claim) or _is_inside(index, claim, line):
        return None
    if tree.lowers[index] in _THROUGH and tree.lowers[words[-1]] in _MOUTHS:
        return actor_among(tree, words, line.actors)
    way = _way(index, claim, line)
    if way is None:
        return None
    if way == "read":
        return actor_among(tree, words, line.actors)
    return outlet_among(tree, words, line.actors, sure=way == "carried")


def _is_inside(index: int, claim: Claim, line: _Line) -> bool:
    span = line.tree.tokens[index].span
    return any(part.covers(span) for part in claim.content)


def _way(index: int, claim: Claim, line: _Line) -> str | None:
    """How words went through who follows a preposition: "carried", "read", "spoken" or not."""
    tree = line.tree
    preposition = tree.lowers[index]
    for place in range(index - 1, max(index - 2 - _FAR, -1), -1):
        token = tree.tokens[place]
        lemma = token.lemma.lower()
        if _is_inside(place, claim, line) or token.text in (",", ";", ":"):
            return None
        if token.upos == "VERB" and lemma in _READING and preposition == "by":
            return "read"
        if token.upos == "VERB" and lemma in _CARRYING and preposition in ("by", "on", "in"):
            return "carried"
        if (token.upos == "NOUN" and lemma in _TALKS) or lemma in ("ed", "op-ed", "oped"):
            return "spoken"
        if lemma in _SPEAKING or any(cue.covers(token.span) for cue in claim.cue):
            return "spoken" if preposition != "by" else None
        if token.upos == "VERB":
            return None
    return None


def _carries(index: int, claim: Claim, line: _Line) -> Actor | None:
    """ "The Standard carried an interview in which ...": an outlet right before such a verb."""
    tree = line.tree
    subject = tree.child(index, "nsubj")
    if subject is None or subject > index or _is_inside(index, claim, line):
        return None
    words = [w for w in tree.under(subject) if w < index]
    if not words or tree.lowers[subject] in RELATIVE or _is_said(line.span(words), claim):
        return None
    return outlet_among(tree, words, line.actors, sure=False)


def _holder(claim: Claim, line: _Line) -> Actor | None:
    """ "Kyodo had the minister saying": who has another say it."""
    tree = line.tree
    for token in tree.tokens:
        head = tree.head(token.index)
        cued = any(cue.covers(token.span) for cue in claim.cue)
        if not cued or head is None or head.lemma != "have" or head.index > token.index:
            continue
        if token.deprel not in ("ccomp", "xcomp", "advcl", "acl"):
            continue
        subject = tree.child(head.index, "nsubj")
        if subject is not None:
            words = [w for w in tree.under(subject) if w < head.index]
            return actor_among(tree, words, line.actors) if words else None
    return None
