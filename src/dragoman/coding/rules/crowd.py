"""People without a name: "thousands of people protested", "the raid killed six people".

The tables of actors say nothing of them, for most of what people do is no event. Whoever
protests is a party all the same, and so is whoever is hurt or held by a known actor (manual,
sections 3.12, 3.15 and 3.16; the sector is CVL, the country is not told).
"""

from __future__ import annotations

from dragoman.coding.named import PEOPLE
from dragoman.coding.reading import Reading
from dragoman.coding.rules.parties import hurting_verb, party_step
from dragoman.coding.scene import Scene
from dragoman.coding.slots import fill
from dragoman.coding.tree import Tree
from dragoman.records import Actor, EventType, Span
from dragoman.trace import Draft

RULE = "coding.crowd"
HURTING = frozenset((EventType.ASSAULT, EventType.COERCE))
BEFORE = ("det", "nummod", "amod", "compound", "nmod:poss")


def crowd(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Let unnamed people be the actors of a protest, or the victims of a known actor."""
    type = EventType(str(draft.value("event_type")))
    if type is EventType.PROTEST and not draft.value("actors"):
        return _filled(draft, "actors", reading.entry.actor, reading, scene)
    if type in HURTING and draft.value("actors") and not draft.value("recipients"):
        effect = hurting_verb(reading, scene)
        if effect is not None:
            return _filled(draft, "recipients", ("object",), effect, scene)
        return _filled(draft, "recipients", reading.entry.recipient, reading, scene)
    return draft


def _filled(
    draft: Draft, side: str, slots: tuple[str, ...], reading: Reading, scene: Scene
) -> Draft:
    for slot in slots:
        people = (_people(word, scene) for word in fill(reading.place, slot))
        found = tuple(actor for actor in people if actor is not None)
        if found:
            return draft.with_steps(party_step(side, found, slot, reading))
    return draft


def _people(word: int, scene: Scene) -> Actor | None:
    """The actor for "hundreds of people", "two women"; None for anything else."""
    tree = scene.tree
    if tree.lemma(word) not in PEOPLE:
        return None
    last = _counted(tree, word)
    first = min((word, *(c for c in tree.under(word, *BEFORE) if c < word)))
    span = Span(scene.span(first).start, scene.span(last).end)
    name = tree.token(last).text
    words = scene.article.words(span)
    return Actor(words, span, name, "---", "CVL", ("CVL",), made_by=RULE)


def _counted(tree: Tree, word: int) -> int:
    """The people who are counted: "people" in "tens of thousands of people"."""
    for child in tree.oblique(word):
        if tree.case(child) == "of" and tree.lemma(child) in PEOPLE:
            return _counted(tree, child)
    return word
