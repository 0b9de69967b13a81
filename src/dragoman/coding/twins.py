"""One attack told by two words: "killed in an attack", "the raid killed six", "shot when gunmen
stormed the court".

Each word knows what the other lacks: who did it, whom it hit, when and where.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.records import EventType

HOW = frozenset(("in", "by", "during", "with"))
"""Case words between the hurt and the attack: "wounded in a bombing"."""
WHEN = frozenset(("when", "as", "after"))
"""Words that open the clause of the attack: "were killed when rebels ambushed them"."""


def twins(reading: Reading, scene: Scene) -> tuple[Reading, ...]:
    """The other words of the sentence that tell of the same attack, in text order."""
    if reading.entry.type is not EventType.ASSAULT:
        return ()
    found = {
        other.word: other
        for other in (*causes(reading, scene), *effect(reading, scene))
        if other.entry.type is EventType.ASSAULT
    }
    return tuple(found[word] for word in sorted(found))


def causes(reading: Reading, scene: Scene) -> Iterator[Reading]:
    """What hangs on a hurting verb and is the attack: its subject, "in an attack", "when ..."."""
    tree, verb = reading.tree, reading.word
    if tree.token(verb).upos != "VERB":
        return
    for child in (*tree.children[verb], *_antecedent(verb, scene)):
        told = scene.readings.get(child)
        if told is not None and _is_cause(child, verb, scene):
            yield told


def _antecedent(verb: int, scene: Scene) -> tuple[int, ...]:
    """What "which" or "that" stands for as the subject of a relative clause: "an attack which
    killed 37 seamen"."""
    tree = scene.tree
    if tree.token(verb).deprel != "acl:relcl":
        return ()
    subjects = tree.under(verb, "nsubj")
    stands = any(tree.token(s).text.lower() in ("which", "that") for s in subjects)
    return (tree.token(verb).head,) if stands else ()


def _is_cause(child: int, verb: int, scene: Scene) -> bool:
    tree = scene.tree
    if child == tree.token(verb).head:
        return True
    relation = tree.token(child).deprel
    if relation.startswith("obl"):
        return tree.case(child) in HOW
    if relation == "advcl":
        return tree.is_passive(verb) and _opened_by_when(child, scene)
    return relation == "nsubj"


def effect(reading: Reading, scene: Scene) -> Iterator[Reading]:
    """The verb that tells what an attack did: "killed" for "raid" in "the raid killed six"."""
    tree, word = reading.tree, reading.word
    for verb in (tree.token(word).head, *tree.under(word, "acl:relcl")):
        head = scene.readings.get(verb)
        if head is not None and any(c.word == word for c in causes(head, scene)):
            yield head


def _opened_by_when(clause: int, scene: Scene) -> bool:
    tree = scene.tree
    return any(tree.token(c).text.lower() in WHEN for c in tree.under(clause, "mark", "advmod"))
