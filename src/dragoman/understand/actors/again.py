"""Whose "the officer" is: of whom the report has told as "a Kenyan police officer"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.records import ActorMention
from dragoman.understand.actors.setting import onward
from dragoman.understand.branches import Branches
from dragoman.understand.knowledge import NO_COUNTRY

RULE = "actors.again"
NOUNS = ("actors.title", "actors.agent")
"""Rules that read a noun of people or of a body."""
BACK = 6
"""Sentences in which the first naming must lie."""
LEADERS = frozenset("chancellor emperor king leader premier president queen sultan".split())
"""Whose such a one is, the report as a whole tells: "the president can be removed by Congress"."""
POINTING = frozenset(("the", "this", "that", "these", "those"))
TELLING = frozenset(("of", "from", "in", "at", "for", "on", "by"))
"""Case words of phrases that say which one is meant."""


def named_again(
    mentions: Iterable[ActorMention], trees: Mapping[int, Branches]
) -> list[ActorMention]:
    """The mentions, in text order, those of a bare noun with "the" made who was last named by the
    same noun, if the report has said whose he is."""
    last: dict[tuple[str, bool], ActorMention] = {}
    found = []
    for mention in sorted(mentions, key=lambda m: (m.sentence, m.token)):
        tree = trees[mention.sentence]
        if _is_bare(mention, tree):
            first = last.get(_noun(mention.token, tree))
            if first is not None and mention.sentence - first.sentence <= BACK:
                mention = _as(mention, first)
        found.append(mention)
        if mention.actor.country != NO_COUNTRY:
            for word in _words_of(mention, tree):
                last[_noun(word, tree)] = mention
    return found


def _as(mention: ActorMention, first: ActorMention) -> ActorMention:
    """A mention with the identity of the first one and its own words."""
    named, own = first.actor, mention.actor
    actor = replace(named, text=own.text, span=own.span, made_by=onward(RULE, named.made_by))
    return replace(mention, actor=actor)


def _is_bare(mention: ActorMention, tree: Branches) -> bool:
    """ "The officer", with nothing that says of which state, body or place."""
    actor = mention.actor
    if actor.country != NO_COUNTRY or actor.known or not actor.made_by.startswith(NOUNS):
        return False
    if _noun(mention.token, tree)[0] in LEADERS:
        return False
    under = tree.children[mention.token]
    pointed = any(tree.tokens[c].deprel == "det" and tree.lowers[c] in POINTING for c in under)
    said = {tree.tokens[c].deprel for c in under if tree.case(c) not in TELLING}
    told = any(tree.case(c) in TELLING for c in under if tree.tokens[c].deprel == "nmod")
    which = said & {"amod", "compound", "nmod:poss", "nummod", "flat", "appos"}
    return pointed and not told and not which


def _noun(word: int, tree: Branches) -> tuple[str, bool]:
    """A noun with its number: "the officers" are others than "an officer"."""
    token = tree.tokens[word]
    return token.lemma.lower(), token.feats.get("Number") == "Plur"


def _words_of(mention: ActorMention, tree: Branches) -> Iterable[int]:
    """The nouns of a phrase by which somebody is named: its head, and the titles before a name."""
    span = mention.actor.span
    for token in tree.tokens:
        inside = span.covers(token.span)
        title = token.deprel in ("compound", "nmod:desc", "flat", "appos", "nsubj")
        if (
            inside
            and token.upos in ("NOUN", "PROPN")
            and (token.index == mention.token or (title and token.head == mention.token))
        ):
            yield token.index
