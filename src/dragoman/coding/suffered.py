"""Nouns of acts that belong to whom they befall: "Navalny's arrest", "the Khashoggi killing"."""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.slots import owners
from dragoman.coding.tree import Tree
from dragoman.records import Actor

OF_CUSTODY = frozenset(
    """arrest capture conviction custody deportation detention dismissal execution expulsion
    extradition impeachment imprisonment indictment jailing prosecution punishment release
    sentence sentencing trial""".split()
)
"""Acts that are done to their owner, be he one or many: "the students' arrest"."""
OF_BLOOD = frozenset(
    """abduction assassination beating beheading death hanging kidnapping killing lynching murder
    poisoning rape shooting slaying stabbing torture""".split()
)
"""The same of one person in the singular; "the general's killings" are his doing."""
HOLDERS = frozenset(("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "SPY"))
"""Bodies that arrest and try: "the police's arrest of two men"."""


def befallen(reading: Reading) -> tuple[Actor, ...]:
    """The owners of an act that it befell, each once; of a compound, a named person alone ("the
    police shooting" is not done to the police). Empty where somebody else is told as its object.
    """
    tree, word = reading.tree, reading.word
    lemma = tree.lemma(word)
    if not reading.place.is_noun or not {lemma} & (OF_CUSTODY | OF_BLOOD):
        return ()
    if lemma in OF_BLOOD and tree.token(word).feats.get("Number") == "Plur":
        return ()
    if any(tree.case(child) == "of" for child in tree.oblique(word)):
        return ()
    found = {
        actor.entity_id or actor.name: actor
        for owner in owners(tree, word)
        for joined in tree.conjuncts(owner)
        for actor in reading.cast.at(joined)
        if _suffers(actor, owner, lemma, tree)
    }
    return tuple(found.values())


def is_named_person(actor: Actor) -> bool:
    """Whether an actor is one person with a name."""
    identity = actor.entity_id or ""
    unknown = identity.startswith("unknown:") and "_person" in actor.made_by
    return identity.startswith("person:") or unknown


def _suffers(actor: Actor, owner: int, lemma: str, tree: Tree) -> bool:
    if is_named_person(actor):
        return True
    possessed = tree.token(owner).deprel == "nmod:poss" and lemma in OF_CUSTODY
    body = (actor.entity_id or "").startswith(("state:", "org:", "unknown:"))
    return possessed and not body and actor.sector not in HOLDERS
