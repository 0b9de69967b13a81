"""Which body "the group", "the movement", "the party" is: the one named just before."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Actor, Parsed, Sentence, Token
from dragoman.understand.actors.pronouns import with_what_stands_before
from dragoman.understand.actors.told import Told

_ARMED = frozenset({"REB", "UAF", "PRM", "PTY", "CRM"})
_KINDS = {
    "group": _ARMED | {"CVL", "MED"},
    "movement": _ARMED | {"CVL", "OPP"},
    "militia": _ARMED,
    "organization": _ARMED | {"CVL", "MED", "UNK"},
    "organisation": _ARMED | {"CVL", "MED", "UNK"},
    "party": frozenset({"PTY", "OPP"}),
    "bloc": frozenset({"UNK"}),
    "alliance": frozenset({"UNK", "MIL", "OPP"}),
    "newspaper": frozenset({"JRN"}),
    "agency": frozenset({"JRN", "SPY", "UNK"}),
}
"""Sectors of the bodies that each noun can stand for."""


def body_actors(parsed: Parsed, told: Told) -> Iterator[tuple[Actor, Sentence, Token]]:
    """ "The group said": the one body of that kind in this sentence so far and the two before.

    Several such bodies, or none, and the words stand for nobody.
    """
    for sentence, before in with_what_stands_before(parsed):
        for token in sentence.tokens:
            sectors = _KINDS.get(token.lemma.lower())
            if sectors is None or not _bare(token, sentence, told):
                continue
            found = {
                m.actor.entity_id: m.actor
                for place in (*before, sentence)
                for m in told.mentions.get(place.index, ())
                if (m.actor.entity_id or "").startswith("org:")
                and m.actor.sector in sectors
                and (place is not sentence or m.token < token.index)
            }
            if len(found) == 1:
                yield next(iter(found.values())), sentence, token


def _bare(token: Token, sentence: Sentence, told: Told) -> bool:
    """Whether the noun stands alone with "the": no adjective, name or clause says which."""
    tree = told.trees[sentence.index]
    said = {tree.tokens[c].deprel for c in tree.children[token.index]}
    article = tree.child(token.index, "det")
    plain = said <= {"det", "punct", "case"}
    singular = token.feats.get("Number") != "Plur"
    heads = token.deprel not in ("compound", "amod", "flat", "nmod:desc", "appos")
    return (
        article is not None
        and tree.lowers[article] in ("the", "this", "that")
        and plain
        and singular
        and heads
    )
