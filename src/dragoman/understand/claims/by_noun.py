"""Claims by a noun ("the rebels' claim that ...") and by "according to"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Actor, Claim, Span, Stance
from dragoman.understand.claims.content import clause_words, content_of
from dragoman.understand.claims.scene import WITH_INFINITIVE, Scene, make_claim, quotes_at
from dragoman.understand.claims.source import actor_at, agent_of, possessor, spans_of, words_of


def by_noun(scene: Scene, noun: int) -> Iterator[Claim]:
    """ "the rebels' claim that they held the city"."""
    tree = scene.tree
    token = tree.tokens[noun]
    rows = scene.cues.of(token.lemma.lower(), tree.lowers[noun], "noun")
    if not rows or any(tree.lowers[c] == "no" for c in tree.children[noun]):
        return
    cue = rows[0]
    for child in tree.all(noun, "acl", "ccomp", "acl:relcl", "xcomp"):
        that = any(tree.lowers[c] == "that" for c in tree.all(child, "mark"))
        infinitive = any(tree.lowers[c] == "to" for c in tree.all(child, "mark"))
        if that or (infinitive and cue.stance in WITH_INFINITIVE):
            owner = possessor(tree, noun)
            source = owner if owner is not None else agent_of(tree, noun)
            source = _named_beside(scene, noun) if source is None else source
            words = clause_words(tree, child, frozenset())
            yield make_claim(scene, noun, cue, source, words, stance=cue.stance)
            return


def _named_beside(scene: Scene, noun: int) -> int | None:
    """ "A New York Times report that": an actor's name right before the noun."""
    tree = scene.tree
    for child in tree.all(noun, "compound", "nmod"):
        named = tree.tokens[child].upos == "PROPN" and child < noun
        if named and (tree.sentence.index, child) in scene.actors:
            return child
    return None


def _speaker(scene: Scene, source: int) -> Actor | None:
    """The actor of a source; of "a report on Wednesday by the union" the union."""
    tree = scene.tree
    found = actor_at(tree, source, scene.actors)
    if found is not None or tree.tokens[source].upos != "NOUN":
        return found
    for child in tree.all(source, "nmod", "obl", "obl:agent"):
        if tree.case(child) in ("by", "from", "of"):
            found = found or actor_at(tree, child, scene.actors)
    return found


def according_to(scene: Scene, index: int) -> Iterator[Claim]:
    """ "..., according to officials": the source is the noun, the rest is what it says."""
    tree = scene.tree
    if index + 1 >= len(tree.tokens) or tree.lowers[index + 1] != "to":
        return
    source: int | None = tree.heads[index]
    if source is None or source < 0 or tree.tokens[index].deprel not in ("case", "mark", "advmod"):
        source = tree.child(index, "obl", "obj")
    if source is None:
        return
    clause = tree.heads[source] if tree.heads[source] != index else tree.heads[index]
    words = clause_words(tree, clause, frozenset({source, index})) if clause >= 0 else []
    if not words:
        return
    content, quote = content_of(tree, words, quotes_at(scene, index))
    named = [word for word in words_of(tree, source) if word not in (index, index + 1)]
    yield Claim(
        source=spans_of(tree, named),
        cue=(Span(tree.tokens[index].span.start, tree.tokens[index + 1].span.end),),
        content=content,
        quote=quote,
        stance=Stance.ASSERTS,
        speaker=_speaker(scene, source),
        carrier=None,
        sentence=tree.sentence.index,
        made_by="claims.according_to",
    )
