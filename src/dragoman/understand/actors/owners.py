"""Whose they are: "its forces", "his country", "her government" have the owner's country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.records import Actor, ActorMention
from dragoman.understand.branches import Branches

NO_COUNTRY = "---"


def with_owners(
    mentions: Iterable[ActorMention], trees: Mapping[int, Branches]
) -> list[ActorMention]:
    """The mentions, those without a country given that of the pronoun that owns them.

    Run after the pronouns are resolved; a pronoun that stands for nobody gives nothing.
    """
    found = list(mentions)
    at = {(m.sentence, m.token): m.actor for m in found}
    return [_owned(mention, trees[mention.sentence], at) for mention in found]


def _owned(
    mention: ActorMention, tree: Branches, at: Mapping[tuple[int, int], Actor]
) -> ActorMention:
    actor = mention.actor
    if actor.country != NO_COUNTRY or actor.sector == "UNK":
        return mention
    for token in tree.tokens:
        if token.head != mention.token or token.deprel != "nmod:poss" or token.upos != "PRON":
            continue
        owner = at.get((mention.sentence, token.index))
        if owner is not None and owner.country != NO_COUNTRY:
            made_by = f"{actor.made_by}, of {owner.country} by {owner.made_by}"
            return replace(mention, actor=replace(actor, country=owner.country, made_by=made_by))
    return mention
