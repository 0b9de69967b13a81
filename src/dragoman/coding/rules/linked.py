"""Who takes part, as the model hears it: where the slots of the tree name nobody, or where the
model alone reads the word.

A linked word that no table knows is a party all the same ("three students", "the village"): its
phrase is the actor, without country.
"""

from __future__ import annotations

from typing import cast

from dragoman.coding.parties import joined, without
from dragoman.coding.proposed import links
from dragoman.coding.reading import Reading
from dragoman.coding.rules.crowd import PEOPLE
from dragoman.coding.scene import Scene
from dragoman.coding.tree import Tree
from dragoman.records import Actor, Span
from dragoman.trace import Draft, Step

RULE = "coding.linked"
LINKED_ALONE = 0.5
"""Probability a link needs to name a party where no slot does."""
PHRASE = ("det", "nummod", "amod", "compound", "nmod:poss", "flat", "nmod:desc")
OWNING = ("amod", "compound", "nmod:poss")
NAMES = ("NOUN", "PROPN", "ADJ", "NUM")


def linked(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Fill empty sides from the links of the model; both sides of what it alone reads."""
    if reading.proposal is None:
        return draft
    for side, role, other in (
        ("actors", "actor", "recipients"),
        ("recipients", "recipient", "actors"),
    ):
        if draft.value(side) and not reading.by_model:
            continue
        opposite = cast("tuple[Actor, ...]", draft.value(other, ()))
        if reading.by_model:
            opposite = ()
        heads = _no_carriers(links(reading.proposal, role, LINKED_ALONE), reading, scene)
        found = joined(*(party_at(word, scene) for word in heads))
        found = without(found, opposite)
        if found:
            reason = "the model links the words to the trigger"
            spans = tuple(actor.span for actor in found)
            draft = draft.with_steps(Step(side, found, RULE, spans, "the model", reason))
    return _without_both(draft)


def _no_carriers(heads: tuple[int, ...], reading: Reading, scene: Scene) -> tuple[int, ...]:
    """Who only passes words on takes no part in what they tell: "was quoted as saying by TASS"."""
    carriers = [claim.carrier for claim, _ in scene.claims_over(reading.word) if claim.carrier]
    return tuple(
        word for word in heads if not any(c.span.covers(scene.span(word)) for c in carriers)
    )


def _without_both(draft: Draft) -> Draft:
    """Nobody stands on both sides."""
    actors = cast("tuple[Actor, ...]", draft.value("actors", ()))
    recipients = cast("tuple[Actor, ...]", draft.value("recipients", ()))
    kept = without(recipients, actors)
    if len(kept) == len(recipients):
        return draft
    return draft.with_steps(Step("recipients", kept, RULE, (), None, "named as actor too"))


def party_at(word: int, scene: Scene) -> tuple[Actor, ...]:
    """The actors that a word stands for; else the phrase of a noun as an unknown one."""
    known = tuple(scene.cast.at(word)) or _around(word, scene)
    if known:
        return known
    token = scene.tree.token(word)
    if token.upos not in NAMES:
        return ()
    if token.upos == "NOUN" and token.deprel == "compound":
        return _owner_of_means(word, scene)
    inside = noun_phrase(word, scene.tree)
    span = Span(scene.span(inside[0]).start, scene.span(inside[-1]).end)
    words = scene.article.words(span)
    sector = "CVL" if scene.tree.lemma(word) in PEOPLE else "UNK"
    return (Actor(words, span, words, "---", sector, (sector,), made_by=RULE),)


def _owner_of_means(word: int, scene: Scene) -> tuple[Actor, ...]:
    """Whose means the compound of an act names: "an Israeli air strike" is not told of an air."""
    tree = scene.tree
    act = tree.token(word).head
    owners = (*tree.under(word, *OWNING), *tree.under(act, *OWNING))
    return next((found for o in owners if (found := tuple(scene.cast.at(o)))), ())


def _around(word: int, scene: Scene) -> tuple[Actor, ...]:
    """The actor whose name the word is a part of: "Saudi" of "Saudi Arabia"."""
    here = scene.span(word)
    for actors in scene.cast.by_word.values():
        if any(actor.span.covers(here) for actor in actors):
            return actors
    return ()


def noun_phrase(word: int, tree: Tree) -> list[int]:
    """The words of a noun phrase without its clauses and prepositional tails, unbroken."""
    wanted = {word}
    for child in tree.under(word, *PHRASE):
        wanted.update(tree.within(child))
    first = last = word
    while first - 1 in wanted:
        first -= 1
    while last + 1 in wanted:
        last += 1
    return list(range(first, last + 1))
