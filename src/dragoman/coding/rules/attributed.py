"""According to whom: the claims whose content holds the trigger."""

from __future__ import annotations

from typing import cast

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.records import Actor, Attribution, Claim, Span, Stance
from dragoman.trace import Draft, Step

RULE = "coding.attributed"
MOST = 2
"""Claims kept, the narrowest first: who says it, and who says that he says it."""
PRONOUNS = frozenset(
    """another anyone everyone he her him i it many me nobody one others she some somebody someone
    that them they this us we what which who you""".split()
)


def attributed(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set attributions, and `alleged` where another than the doer only alleges it."""
    over = list(scene.claims_over(reading.word))[:MOST]
    found = tuple(_attribution(claim, content, scene) for claim, content in over)
    spans = tuple(span for claim, _ in over for span in (*claim.source, *claim.cue))
    made_by = ", ".join(claim.made_by for claim, _ in over) or None
    reason = "the trigger stands in what is said" if found else "the report says it itself"
    draft = draft.with_steps(Step("attributions", found, RULE, spans, made_by, reason))
    if any(a.stance is Stance.ALLEGES and not _is_doer(a, draft) for a in found):
        draft = draft.with_steps(
            Step("alleged", True, RULE, spans, made_by, "it stands on an allegation alone")
        )
    return draft


def _attribution(claim: Claim, content: Span, scene: Scene) -> Attribution:
    cue = claim.cue[0] if claim.cue else None
    return Attribution(
        speaker=claim.speaker or _unknown(claim, scene),
        carrier=claim.carrier,
        cue=scene.article.words(cue) if cue else "",
        cue_span=cue,
        quote=claim.quote,
        stance=claim.stance,
        span=content,
    )


def _unknown(claim: Claim, scene: Scene) -> Actor | None:
    """A source whom no table knows, kept with its words ("the inspectors"); None for a pronoun that
    stands for nobody known."""
    if not claim.source:
        return None
    words = scene.article.words(claim.source[0])
    if words.lower() in PRONOUNS:
        return None
    return Actor(words, claim.source[0], words, "---", "UNK", ("UNK",), made_by=RULE)


def _is_doer(attribution: Attribution, draft: Draft) -> bool:
    """Whether the speaker tells of his own side's act: saying it is then doing it."""
    speaker = attribution.speaker
    actors = cast(tuple[Actor, ...], draft.value("actors", ()))
    return speaker is not None and any(actor.code == speaker.code for actor in actors)
