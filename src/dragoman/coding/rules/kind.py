"""Type, mode and trigger, from the entry of the lexicon that reads the word."""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.slots import seat
from dragoman.records import Span
from dragoman.trace import Draft, Step

RULE = "coding.kind"
FARTHEST_WORDS = 5
"""A light verb this far from its noun still shows as one trigger ("expresses full support")."""


def kind(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set event_type, mode, trigger, sentence: what the entry says, and where its words stand."""
    entry = reading.entry
    trigger = trigger_span(reading, scene)
    said = f"“{scene.article.words(trigger)}” is read as {entry.lemma} ({entry.pos})"
    return draft.with_steps(
        Step("event_type", entry.type, RULE, (trigger,), entry.where, said),
        Step("mode", entry.mode, RULE, (trigger,), entry.where, said),
        Step("lemma", entry.lemma, RULE, (scene.span(reading.word),), entry.where),
        Step("trigger", trigger, RULE, (trigger,), entry.where),
        Step("trigger_text", scene.article.words(trigger), RULE, (trigger,), entry.where),
        Step("sentence", scene.sentence.index, RULE, (scene.sentence.span,)),
        Step("sentence_span", scene.sentence.span, RULE, (scene.sentence.span,)),
    )


def trigger_span(reading: Reading, scene: Scene) -> Span:
    """The words of the trigger: with its light verb where that stands near."""
    word, bearer = scene.span(reading.word), scene.span(reading.bearer)
    if abs(reading.word - reading.bearer) > FARTHEST_WORDS:
        return word
    if reading.word != reading.bearer:
        top = scene.span(seat(scene.tree, reading.word))
        word = Span(min(word.start, top.start), max(word.end, top.end))
    return Span(min(word.start, bearer.start), max(word.end, bearer.end))
