"""The coding stage: every reading of every sentence through every rule."""

from __future__ import annotations

from dragoman.coding.lexicon import Lexicon
from dragoman.coding.ontology import Ontology
from dragoman.coding.reading import Reading
from dragoman.coding.rules import RULES, Refused
from dragoman.coding.rules.confident import LEAST
from dragoman.coding.scene import Scene, scenes
from dragoman.coding.voices import Weights
from dragoman.records import Understood
from dragoman.trace import Coded, Draft, Journal

__all__ = ["Coded", "code"]


def code(
    understood: Understood,
    lexicon: Lexicon,
    ontology: Ontology,
    weights: Weights,
    journal: Journal,
) -> Coded:
    """One draft for each place where an event is told, in text order; may be none.

    What the rules refuse is written to the journal with its reason.
    """
    drafts: list[Draft] = []
    for scene in scenes(understood, lexicon, ontology, weights):
        for reading in scene.readings.values():
            draft = _judged(reading, scene, journal)
            if draft is not None:
                drafts.append(draft)
    return Coded(understood, tuple(drafts))


def _judged(reading: Reading, scene: Scene, journal: Journal) -> Draft | None:
    evidence = scene.span(reading.word)
    if reading.proposal is None and reading.entry.strength < LEAST:
        journal.refuse(
            "coding.confident",
            f"{reading.entry.type} by “{reading.entry.lemma}” is too weak a reading"
            f" ({reading.entry.strength:g}, {reading.entry.where})",
            evidence,
            sentence=scene.sentence.index,
        )
        return None
    draft = Draft()
    for rule in RULES:
        outcome = rule(draft, reading, scene)
        if isinstance(outcome, Refused):
            what = f"{reading.entry.type} by “{reading.entry.lemma}”: {outcome.reason}"
            journal.refuse(outcome.rule, what, evidence, sentence=scene.sentence.index)
            return None
        draft = outcome
    return draft
