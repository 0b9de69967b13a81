"""One sentence as its claims are found in it, and how a claim is put together."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records import Actor, Claim, Quote, Span, Stance
from dragoman.understand.branches import Branches
from dragoman.understand.claims.content import content_of
from dragoman.understand.claims.cues import ReportingCue, ReportingCues
from dragoman.understand.claims.source import (
    Actors,
    actor_at,
    agent_of,
    spans_of,
    subject_of,
    words_of,
)

MEDIA_SECTOR = "MED"
_REFUSING = frozenset({"decline", "refuse", "fail", "avoid"})
_NEGATIVES = frozenset({"not", "n't", "n’t", "never"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence and all that its claims are found with."""

    tree: Branches
    quotes: tuple[Span, ...]
    actors: Actors
    cues: ReportingCues


def verb_cues(scene: Scene, verb: int) -> tuple[ReportingCue, ...]:
    """The rows of a verb whose particle, where they ask for one, stands there."""
    token = scene.tree.tokens[verb]
    rows = scene.cues.of(token.lemma.lower(), scene.tree.lowers[verb], "verb")
    if not any(row.particle for row in rows):
        return rows
    parts = {scene.tree.lowers[child] for child in scene.tree.children[verb]}
    return tuple(row for row in rows if row.particle is None or row.particle in parts)


def is_unsaid(tree: Branches, verb: int) -> bool:
    """ "did not say that", "declined to say whether": nothing is claimed."""
    if any(tree.lowers[child] in _NEGATIVES for child in tree.children[verb]):
        return True
    head = tree.head(verb)
    refused = tree.tokens[verb].deprel == "xcomp" and head is not None
    return refused and head is not None and head.lemma in _REFUSING


def source_of(tree: Branches, verb: int) -> int | None:
    """Who says it: the subject, of a passive the "by"."""
    if tree.child(verb, "nsubj:pass", "aux:pass") is not None:
        return agent_of(tree, verb)
    return subject_of(tree, verb)


def make_claim(
    scene: Scene,
    cue_word: int,
    cue: ReportingCue,
    source: int | None,
    words: list[int],
    *,
    stance: Stance,
    saying: int | None = None,
) -> Claim:
    """The claim of a cue, its source and the words in its scope.

    `saying` is the "saying" of "quoted as saying".
    """
    tree = scene.tree
    content: tuple[Span, ...] = ()
    quote: Quote | None = None
    if words:
        content, quote = content_of(tree, words, scene.quotes)
    elif saying is not None:
        content, quote = scene.quotes, Quote.DIRECT
    return Claim(
        source=spans_of(tree, words_of(tree, source)) if source is not None else (),
        cue=spans_of(tree, _cue_words(tree, cue_word, saying)),
        content=content,
        quote=quote,
        stance=stance,
        speaker=actor_at(tree, source, scene.actors),
        carrier=_hearer(scene, cue_word, cue),
        sentence=tree.sentence.index,
        made_by=f"claims.{cue.pos} {cue.where}",
    )


def _cue_words(tree: Branches, index: int, saying: int | None) -> list[int]:
    """The cue with its helpers: "was quoted as saying", "has pointed out"."""
    words = {index}
    words.update(tree.all(index, "aux", "aux:pass", "compound:prt"))
    if saying is not None:
        words.add(saying)
        words.update(tree.all(saying, "mark", "case"))
    return sorted(words)


def _hearer(scene: Scene, verb: int, cue: ReportingCue) -> Actor | None:
    """ "told Reuters": a news agency that was told carries the word."""
    if cue.lemma != "tell":
        return None
    for child in scene.tree.all(verb, "iobj", "obj"):
        heard = actor_at(scene.tree, child, scene.actors)
        if heard is not None and MEDIA_SECTOR in (heard.sector, *heard.sectors):
            return heard
    return None
