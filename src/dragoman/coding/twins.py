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
        for other in (*causes(reading, scene), *_effect(reading, scene))
        if other.entry.type is EventType.ASSAULT
    }
    return tuple(found[word] for word in sorted(found))


def causes(reading: Reading, scene: Scene) -> Iterator[Reading]:
    """What hangs on a hurting verb and is the attack: its subject, "in an attack", "when ..."."""
    tree, verb = reading.tree, reading.word
    if tree.token(verb).upos != "VERB":
        return
    passive = tree.is_passive(verb)
    for child in tree.children[verb]:
        relation = tree.token(child).deprel
        told = scene.readings.get(child)
        if told is None:
            continue
        if relation == "nsubj" or (relation.startswith("obl") and tree.case(child) in HOW):
            yield told
        elif relation == "advcl" and passive and _opened_by_when(child, scene):
            yield told


def _effect(reading: Reading, scene: Scene) -> Iterator[Reading]:
    head = scene.readings.get(reading.tree.token(reading.word).head)
    if head is not None and any(c.word == reading.word for c in causes(head, scene)):
        yield head


def _opened_by_when(clause: int, scene: Scene) -> bool:
    tree = scene.tree
    return any(tree.token(c).text.lower() in WHEN for c in tree.under(clause, "mark", "advmod"))
