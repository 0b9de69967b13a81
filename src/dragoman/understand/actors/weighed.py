"""Whom "he" or "she" stands for: every person of the sentences before, weighed.

A person gains by being a subject, near, spoken of often, of the pronoun's gender and in its place
in the clause. The weights were set by eye and checked on the training part of GUM.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from dragoman.records import ActorMention, Sentence, Span, Token
from dragoman.understand.actors.genders import FEMALE, MALE
from dragoman.understand.actors.told import (
    SHE,
    SUBJECT,
    Told,
    clause_of,
    in_main_clause,
    key_of,
)
from dragoman.understand.branches import Branches

OBJECT = frozenset({"obj", "iobj"})
OWNER = "nmod:poss"
ROLES = {"obj": 1.0, "iobj": 1.0, OWNER: 0.6, "obl": 0.3, "nmod": 0.2, "obl:agent": 0.5}
MAIN_SUBJECT = 2.0
OTHER_SUBJECT = 1.5
CONJUNCT = -0.3
SAME_SENTENCE = 1.0
A_SENTENCE_BACK = -0.7
PARALLEL = 0.5
"""A subject for a subject: "Kasongo led the retreat by radio. He ..."."""
OFTEN = 0.6
"""For each doubling of how often a person was spoken of."""
KNOWN_GENDER = 0.7
AGAIN = 0.3
"""A person a pronoun stood for just before is what is told about."""
NAMELESS = -0.3
OTHER_VOICE = -1.5
"""A person named inside a quotation, for a pronoun outside."""
NO_ONE = frozenset({"delegation", "staff", "team", "mission", "couple", "family"})
"""Titles of more than one person."""
MARGIN = 0.2
"""What the first must be ahead of the second; below it nobody is meant for certain."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The pronoun whose person is asked for."""

    token: Token
    word: str
    tree: Branches
    quote: Span | None


def person_meant(
    token: Token, word: str, tree: Branches, before: list[Sentence], told: Told
) -> ActorMention | None:
    """The latest mention of the person a pronoun stands for; None where two are as likely."""
    asked = Asked(token, word, tree, told.quote(token.span))
    weights: dict[str, float] = {}
    counts: dict[str, int] = {}
    latest: dict[str, ActorMention] = {}
    for back, mention in _candidates(asked, before, told):
        if not may_be(mention, word, told) or _is_excluded(mention, back, asked, told):
            continue
        key = mention.actor.entity_id or mention.actor.name.lower()
        weight = _weight(mention, back, asked, told)
        weights[key] = max(weights.get(key, weight), weight)
        counts[key] = counts.get(key, 0) + 1
        latest.setdefault(key, mention)
    ranked = sorted((weights[key] + OFTEN * log2(counts[key]), key) for key in weights)
    if not ranked or (len(ranked) > 1 and ranked[-1][0] - ranked[-2][0] < MARGIN):
        return None
    return latest[ranked[-1][1]]


def _candidates(
    asked: Asked, before: list[Sentence], told: Told
) -> Iterator[tuple[int, ActorMention]]:
    """The mentions before the pronoun, the nearest first, with how many sentences back."""
    here = told.mentions.get(asked.tree.sentence.index, ())
    yield from ((0, m) for m in reversed(here) if m.token < asked.token.index)
    for back, sentence in enumerate(reversed(before), 1):
        yield from ((back, m) for m in reversed(told.mentions.get(sentence.index, ())))


def may_be(mention: ActorMention, word: str, told: Told) -> bool:
    """Whether "he" or "she" fits a mention: one person, of no other gender."""
    other = "male" if word in SHE else "female"
    if told.genders.get(key_of(mention.actor)) == other:
        return False
    return told.person(mention) or (_is_holder(mention, told) and _gender_of_noun(mention) != other)


def _is_holder(mention: ActorMention, told: Told) -> bool:
    """ "the American consul", "his mother": one nameless person by title."""
    token = told.trees[mention.sentence].tokens[mention.token]
    if token.lemma.lower() in NO_ONE:
        return False
    titled = mention.actor.made_by.split(" <- ")[-1].startswith("actors.title")
    return titled and mention.actor.entity_id is None and token.feats.get("Number") != "Plur"


def _gender_of_noun(mention: ActorMention) -> str | None:
    words = mention.actor.name.lower().split()
    if any(word in FEMALE for word in words):
        return "female"
    return "male" if any(word in MALE for word in words) else None


def _is_excluded(mention: ActorMention, back: int, asked: Asked, told: Told) -> bool:
    """ "He met him": never the subject of the own clause; and who speaks says "I", not "he"."""
    tree = asked.tree
    near = back == 0 and asked.token.deprel != OWNER
    clause = clause_of(asked.token.index, tree)
    if near and clause_of(mention.token, tree) == clause:
        return True
    if near and asked.token.deprel in OBJECT and mention.token == _shared_subject(clause, tree):
        return True
    if asked.quote is None or back > 1:
        return False
    tree = told.trees[mention.sentence]
    outside = told.quote(tree.tokens[mention.token].span) is None
    quoting = any(quote.meets(tree.sentence.span) for quote in told.quotes)
    return outside and quoting and tree.tokens[mention.token].deprel in SUBJECT


def _shared_subject(clause: int, tree: Branches) -> int | None:
    """The subject that a clause without one has from the clause above: "Clinton embraced Blair,
    welcoming him" has Clinton's; "asked Blair to help him" may mean Clinton."""
    for place in (clause, *tree.upwards(clause)) if clause >= 0 else ():
        own = tree.child(place, *SUBJECT)
        if own is not None:
            return own
        if tree.tokens[place].deprel not in ("advcl", "conj"):
            return None
    return None


def _weight(mention: ActorMention, back: int, asked: Asked, told: Told) -> float:
    tree = told.trees[mention.sentence]
    relation, weight = _role(mention, tree, told)
    weight += SAME_SENTENCE if back == 0 else A_SENTENCE_BACK * (back - 1)
    mine = asked.token.deprel
    if (relation in SUBJECT and mine in SUBJECT) or (relation in OBJECT and mine in OBJECT):
        weight += PARALLEL
    if told.genders.get(mention.actor.entity_id or "") is not None:
        weight += KNOWN_GENDER
    if "actors.pronoun" in mention.actor.made_by:
        weight += AGAIN
    if mention.actor.entity_id is None:
        weight += NAMELESS
    quoted = told.quote(tree.tokens[mention.token].span)
    return weight + (OTHER_VOICE if quoted is not None and asked.quote is None else 0)


def _role(mention: ActorMention, tree: Branches, told: Told) -> tuple[str, float]:
    """The relation of a mention, of a conjunct that of the first, and what it weighs."""
    index, weight = mention.token, 0.0
    while tree.tokens[index].deprel == "conj" and tree.heads[index] >= 0:
        index, weight = tree.heads[index], CONJUNCT
    relation = tree.tokens[index].deprel
    if relation not in SUBJECT:
        return relation, weight + ROLES.get(relation, 0.0)
    return relation, weight + (MAIN_SUBJECT if in_main_clause(mention, told) else OTHER_SUBJECT)
