"""The grammar of headlines, where it is not that of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.coding.lexicon import Lexicon
from dragoman.coding.tree import SUBJECTS, Tree
from dragoman.records import EventType

DONE_TO_SOMEBODY = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.SANCTION))


def with_bare_passives(tree: Tree, lexicon: Lexicon) -> Tree:
    """ "Opposition leader jailed in Minsk": a past form without object is a passive.

    Only for verbs that the lexicon knows as done to somebody; "Police clashed with fans" and
    "Minister resigned" stay as they are.
    """
    return replace(tree, bare_passives=frozenset(_bare_passives(tree, lexicon)))


def _bare_passives(tree: Tree, lexicon: Lexicon) -> Iterator[int]:
    for token in tree.sentence.tokens:
        if token.upos != "VERB" or token.feats.get("Tense") != "Past":
            continue
        held = tree.under(token.index, "obj", "iobj", "ccomp", "xcomp", "aux", "compound:prt")
        alone = not any(True for _ in held)
        if alone and any(True for _ in tree.under(token.index, *SUBJECTS)):
            entries = lexicon.entries(tree.lemma(token.index), "verb")
            if any(_done_to(entry.type, entry.recipient, entry.reciprocal) for entry in entries):
                yield token.index


def _done_to(type: EventType, recipient: tuple[str, ...], reciprocal: bool) -> bool:
    return type in DONE_TO_SOMEBODY and "object" in recipient[:1] and not reciprocal
