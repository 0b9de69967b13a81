"""Quad, score, CAMEO and Goldstein: what the codebook says of a type and mode."""

from __future__ import annotations

from typing import cast

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.records import EventType
from dragoman.trace import Draft, Step

RULE = "coding.scored"
SOURCE = "ontology/types.yaml"


def scored(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Look up the numbers of (type, mode). Contexts are not coded yet: the list stays empty."""
    type = EventType(str(draft.value("event_type")))
    mode = cast("str | None", draft.value("mode"))
    ontology = scene.ontology
    name = f"{type.value} {mode}" if mode else type.value
    return draft.with_steps(
        Step("quad", ontology.quad(type, mode), RULE, (), SOURCE, name),
        Step("score", ontology.score(type, mode), RULE, (), SOURCE, name),
        Step("cameo", ontology.cameo(type, mode), RULE, (), "ontology/cameo.yaml", name),
        Step("goldstein", ontology.goldstein(type, mode), RULE, (), "ontology/cameo.yaml", name),
        Step("contexts", (), RULE, (), None, "contexts are not coded by this version"),
    )
