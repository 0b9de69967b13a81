"""Quad, score, CAMEO and Goldstein: what the codebook says of a type and mode."""

from __future__ import annotations

from typing import cast

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.records import EventType
from dragoman.trace import Draft, Step

RULE = "coding.scored"
SOURCE = "ontology/types.yaml"
CODES = "ontology/crosswalk.yaml"
LIKELY_CONTEXT = 0.5


def scored(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Look up the numbers of (type, mode), and set the contexts the model finds likely."""
    type = EventType(str(draft.value("event_type")))
    mode = cast("str | None", draft.value("mode"))
    ontology = scene.ontology
    name = f"{type.value} {mode}" if mode else type.value
    likely = tuple(c for c, p in scene.sentence.contexts.items() if p >= LIKELY_CONTEXT)
    return draft.with_steps(
        Step("quad", ontology.quad(type, mode), RULE, (), SOURCE, name),
        Step("score", ontology.score(type, mode), RULE, (), SOURCE, name),
        Step("cameo", ontology.cameo(type, mode, likely), RULE, (), CODES, name),
        Step("goldstein", ontology.goldstein(type, mode, likely), RULE, (), CODES, name),
        Step("contexts", likely, RULE, (scene.sentence.span,), "the model", "what it is about"),
    )
