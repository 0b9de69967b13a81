"""Whose view or count it is that something is so: "in the envoy's view", "in a poll", "by one
estimate"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Claim, ClaimKind, Quote, Stance
from dragoman.understand.branches import Branches
from dragoman.understand.claims.content import clause_words, content_of
from dragoman.understand.claims.scene import Scene, quotes_at
from dragoman.understand.claims.source import actor_at, possessor, spans_of, words_of

_COUNTS = frozenset("estimate estimation poll polling projection survey tally".split())
"""Whatever is told in them is what they found."""
_VIEWS = frozenset(
    "account admission estimation eyes judgement judgment opinion reckoning telling view".split()
)
"""Whoever has them says so: "by his own admission"."""
_IN = frozenset({"in", "by", "from"})


def by_view(scene: Scene, noun: int) -> Iterator[Claim]:
    """ "In the poll, Kim led by ten points", "In the envoy's view the truce is dead"."""
    tree = scene.tree
    lemma, form = tree.tokens[noun].lemma.lower(), tree.lowers[noun]
    counts = lemma in _COUNTS
    owner = possessor(tree, noun)
    if not counts and (owner is None or not {lemma, form} & _VIEWS):
        return
    head = tree.heads[noun]
    case = tree.child(noun, "case")
    if case is None or tree.lowers[case] not in _IN or head < 0:
        return
    if tree.tokens[noun].deprel != "obl" or not _is_told(tree, head):
        return
    source = noun if counts else owner
    words = clause_words(tree, head, frozenset({noun}))
    if source is None or not words:
        return
    content, quote = content_of(tree, words, quotes_at(scene, noun))
    named = words_of(tree, source)
    yield Claim(
        source=spans_of(tree, [word for word in named if tree.tokens[word].deprel != "case"]),
        cue=spans_of(tree, [case] if counts else [case, noun]),
        content=content,
        quote=None if quote is Quote.INDIRECT else quote,
        stance=Stance.REPORTS,
        speaker=actor_at(tree, source, scene.actors),
        carrier=None,
        sentence=tree.sentence.index,
        made_by="claims.view",
        kind=ClaimKind.ATTITUDE,
    )


def _is_told(tree: Branches, head: int) -> bool:
    """A clause with its subject, in which nobody else says anything."""
    subject = tree.child(head, "nsubj", "nsubj:pass", "expl")
    return subject is not None and tree.child(head, "ccomp") is None
