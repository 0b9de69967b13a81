"""How a word stands to what is above it: definite, asked about, given, set apart."""

from __future__ import annotations

from dragoman.understand.branches import Branches
from dragoman.understand.status.shape import base, helpers, mark_word
from dragoman.understand.status.words import (
    DEFINITE,
    ENDING,
    QUESTION_WORDS,
    TAKES_FOR_GRANTED,
    WORRYING,
)


def is_definite(tree: Branches, index: int) -> bool:
    """ "the attack", "their attack", "the army's attack", "this"."""
    return tree.lowers[index] in DEFINITE or any(
        tree.lowers[child] in DEFINITE or tree.tokens[child].deprel == "nmod:poss"
        for child in tree.children[index]
    )


def is_given(tree: Branches, head: int, index: int) -> bool:
    """ "to end a siege", "did not condemn an attack": there is one."""
    granted = tree.tokens[head].lemma in TAKES_FOR_GRANTED
    return granted and base(tree.tokens[index].deprel) == "obj"


def is_ended(tree: Branches, index: int) -> bool:
    """ "ordered a halt to the shelling": there was some, however the tree hangs it."""
    if tree.tokens[index].upos != "NOUN":
        return False
    first = min(tree.under(index))
    if first < 1 or tree.lowers[first] not in ("of", "to"):
        return False
    noun = tree.tokens[first - 1]
    return noun.upos == "NOUN" and noun.lemma in ENDING


def is_worry_over_known(tree: Branches, index: int) -> bool:
    """ "concerns over the device's antenna": what belongs to a thing that is there."""
    known = any(tree.tokens[child].deprel == "nmod:poss" for child in tree.children[index])
    return known and tree.case(index) in WORRYING


def is_gerund_after_preposition(tree: Branches, head: int, index: int) -> bool:
    """ "backed away from striking camps": parsers take it for what sort of camps they are."""
    case = index > 0 and tree.heads[index - 1] == head
    preposition = case and tree.lowers[index - 1] in ("from", "without", "against")
    return preposition and tree.lowers[index].endswith("ing")


def is_headline_subject(tree: Branches, head: int) -> bool:
    """A root noun that nothing is said of: parsers hang the headline's verb on it."""
    noun = tree.tokens[head].upos in ("PROPN", "NOUN")
    return noun and tree.heads[head] < 0 and tree.child(head, "cop") is None


def is_asked_about(tree: Branches, index: int) -> bool:
    """ "want to know why they fired": that they fired is no question."""
    first = min(tree.children[index], default=index)
    return tree.lowers[first] in QUESTION_WORDS


def is_subjunctive(tree: Branches, index: int) -> bool:
    """ "insisted that the army withdraw"."""
    token = tree.tokens[index]
    bare = token.feats.get("VerbForm") == "Inf" and not helpers(tree, index)
    return bare and mark_word(tree, index) == "that"


def is_contrast(tree: Branches, index: int) -> bool:
    """ "did not enter but shelled"; and "never confirmed it and in 2021 arrested him": what a
    phrase of its own opens is not denied along."""
    child = tree.child(index, "cc")
    if child is None:
        return False
    apart = any(child < c < index for c in tree.all(index, "obl", "obl:unmarked"))
    return tree.lowers[child] == "but" or (tree.lowers[child] == "and" and apart)
