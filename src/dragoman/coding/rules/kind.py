"""Type, mode and trigger, from the entry of the lexicon that reads the word."""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.slots import seat
from dragoman.coding.voices import proposed
from dragoman.records import Span
from dragoman.trace import Draft, Step

RULE = "coding.kind"
FARTHEST_WORDS = 5
"""A light verb this far from its noun still shows as one trigger ("expresses full support")."""


def kind(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set event_type, mode, trigger, sentence: what the entry says, and where its words stand."""
    entry = reading.entry
    mode, score = mode_of(reading)
    trigger = trigger_span(reading, scene)
    said = f"“{scene.article.words(trigger)}” is read as {entry.lemma} ({entry.pos})"
    return draft.with_steps(
        Step("event_type", entry.type, RULE, (trigger,), entry.where, said),
        Step("mode", mode, RULE, (trigger,), entry.where, said, score),
        Step("lemma", entry.lemma, RULE, (scene.span(reading.word),), entry.where),
        Step("trigger", trigger, RULE, (trigger,), entry.where),
        Step("trigger_text", scene.article.words(trigger), RULE, (trigger,), entry.where),
        Step("sentence", scene.sentence.index, RULE, (scene.sentence.span,)),
        Step("sentence_span", scene.sentence.span, RULE, (scene.sentence.span,)),
    )


MODE_SURE = 0.5


def mode_of(reading: Reading) -> tuple[str | None, float | None]:
    """The entry's mode; where it names none, the model's, if that is likely."""
    said = proposed(reading.proposal, reading.entry.type)
    if said is None:
        return reading.entry.mode, None
    if reading.entry.mode is None and said.mode_probability >= MODE_SURE:
        return said.mode, said.mode_probability
    return reading.entry.mode, said.mode_probability if reading.by_model else None


def trigger_span(reading: Reading, scene: Scene) -> Span:
    """The words of the trigger: with its light verb, and with the noun of its entry at which the
    model hears it, where they stand near ("held a general strike")."""
    whole = scene.span(reading.word)
    for other in (reading.bearer, _heard_noun(reading)):
        if abs(reading.word - other) > FARTHEST_WORDS:
            continue
        if other == reading.bearer != reading.word:
            whole = whole.joined(scene.span(seat(scene.tree, reading.word)))
        whole = whole.joined(scene.span(other))
    return whole


def _heard_noun(reading: Reading) -> int:
    """The noun that the model hears an entry's verb at; the word itself where it hears that."""
    heard = reading.proposal.word if reading.proposal else reading.word
    return heard if reading.tree.token(heard).upos == "NOUN" else reading.word
