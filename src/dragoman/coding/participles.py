"""Participles after a comma that the tree hangs on another word than they tell of."""

from __future__ import annotations

from dragoman.coding.tree import SUBJECTS, Tree

HURTING = frozenset("damage destroy hurt injure kill leave maim wound".split())
"""What an attack does: told of the nearest clause before it."""


def noun_before(tree: Tree, verb: int) -> int | None:
    """ "the path of a Russian jet, shot down by Turkey": the jet, though the tree hangs the
    participle on the verb; of a place it is not told ("fled to Chad, wounded by rebels")."""
    if verb < 2 or tree.token(verb - 1).text != "," or any(True for _ in tree.under(verb, "aux")):
        return None
    noun = tree.token(verb - 2)
    top = noun.head if noun.deprel == "flat" else noun.index
    inside = tree.token(top).deprel in ("obj", "nmod", "appos", "conj")
    return top if inside and tree.token(top).upos in ("NOUN", "PROPN") else None


def clause_before(tree: Tree, verb: int) -> int | None:
    """ "They were talking when the bomb went off, killing nine": the bomb's clause, whatever verb
    the tree hangs the participle on."""
    if tree.lemma(verb) not in HURTING or tree.token(verb - 1).text != ",":
        return None
    for clause in tree.under(tree.token(verb).head, "advcl"):
        told = any(True for _ in tree.under(clause, *SUBJECTS))
        if told and clause < verb <= tree.within(clause)[-1] + 2:
            return clause
    return None
