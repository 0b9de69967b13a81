"""The actors placed so far, as the rules of pronouns ask for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.records import Actor, ActorMention, Span
from dragoman.understand.branches import Branches

HE = frozenset({"he", "she", "him", "her", "his"})
SHE = frozenset({"she", "her"})
SUBJECT = frozenset({"nsubj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Told:
    """The actors placed so far, sentence by sentence."""

    trees: Mapping[int, Branches]
    mentions: Mapping[int, Sequence[ActorMention]]
    people: frozenset[str]
    genders: Mapping[str, str]
    """Persons by `key_of` to "female" or "male", where name, title or a pronoun before tells."""

    quotes: tuple[Span, ...] = ()
    """The quotations of the report."""

    def quote(self, span: Span) -> Span | None:
        """The quotation that words stand in."""
        return next((quote for quote in self.quotes if quote.covers(span)), None)

    def person(self, mention: ActorMention) -> bool:
        """Whether the mention is one person."""
        actor = mention.actor
        return actor.entity_id is not None and (
            actor.entity_id.startswith("person:") or actor.entity_id in self.people
        )

    def relation(self, mention: ActorMention) -> str:
        """The UD relation of the mention's head."""
        return self.trees[mention.sentence].tokens[mention.token].deprel


def key_of(actor: Actor) -> str:
    """What a person is known by within a report."""
    return actor.entity_id or actor.name.lower()


def in_main_clause(mention: ActorMention, told: Told) -> bool:
    """ "Blagojevich was jailed after Obama was elected. He ...": he is Blagojevich."""
    tree = told.trees[mention.sentence]
    verb = tree.tokens[mention.token].head
    while verb >= 0 and tree.tokens[verb].deprel == "conj":
        verb = tree.tokens[verb].head
    return verb >= 0 and tree.tokens[verb].deprel == "root"


def clause_of(index: int, tree: Branches) -> int:
    """The verb a word belongs to: a subject and its own object are never one ("He met him")."""
    for place in (index, *tree.upwards(index)):
        token = tree.tokens[place]
        if token.upos == "VERB" or token.deprel == "root":
            return place
    return -1
