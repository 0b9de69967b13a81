"""What is threatened, demanded, refused or promised decides the mode, and at times the type.

Manual, sections 3.1, 3.4, 3.8, 3.10, 3.11; the table is data/lexicon/content.yaml.
"""

from __future__ import annotations

from dragoman.coding.lexicon import ContentMode
from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.slots import fill
from dragoman.records import EventType
from dragoman.trace import Draft, Step

RULE = "coding.content"
KEEPING_FROM = frozenset(
    """avert avoid bar cease discourage end forbid forestall forgo forswear halt oppose prevent
    prohibit renounce stop""".split()
)
"""Verbs whose object is what will not be: "agreed to avoid clashes" is about no clash."""


def content(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """ "threatened to attack" is THREATEN violence, "agreed to withdraw" is CONCEDE."""
    slot = reading.entry.content
    if slot is None:
        return draft
    for word in content_words(reading, slot):
        line = matching_line(reading.entry.type, word, scene)
        if line is not None:
            return draft.with_steps(*_steps(line, reading, scene, word))
    return draft


def content_words(reading: Reading, slot: str) -> tuple[int, ...]:
    """The heads of what is threatened, demanded, refused or promised; of a light verb or a
    bare infinitive verb ("to hold talks", "to allow entry") its object too."""
    heads = fill(reading.place, slot)
    tree = reading.tree
    done = [head for head in heads if tree.lemma(head) not in KEEPING_FROM]
    deeper = tuple(inner for head in done for inner in tree.under(head, "obj", "xcomp"))
    return heads + deeper


def matching_line(type: EventType, word: int, scene: Scene) -> ContentMode | None:
    """The first line of the table that fits the word and what it is read as."""
    told = scene.readings.get(word)
    for line in scene.lexicon.content:
        if line.type is not type:
            continue
        if line.lemmas and scene.tree.lemma(word) in line.lemmas:
            return line
        if told is not None and _told_as(told, line):
            return line
    return None


def _told_as(told: Reading, line: ContentMode) -> bool:
    if line.event is None or told.entry.type is not line.event:
        return False
    return line.event_mode is None or told.entry.mode == line.event_mode


def _steps(line: ContentMode, reading: Reading, scene: Scene, word: int) -> list[Step]:
    evidence = (scene.span(word),)
    said = f"“{scene.tree.token(word).text}” is what the {reading.entry.type} is about"
    steps = []
    if line.becomes is not None:
        steps.append(Step("event_type", line.becomes, RULE, evidence, line.where, said))
    if line.mode is not None or line.becomes is not None:
        steps.append(Step("mode", line.mode, RULE, evidence, line.where, said))
    return steps
