"""Which body "the group", "the movement", "the party" is: the one named just before; and which "the
Commission" is: the one whose name the noun ends or begins."""

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

_HEADS = frozenset(
    """academy agency alliance assembly association authority bank board brigade bureau cartel
    center centre chamber coalition commission committee confederation congress convention
    corps council court department directorate federation force front fund institute league
    mission movement office organisation organization parliament party secretariat senate society
    syndicate tribunal union university""".split()
)
"""Nouns that head the names of bodies and stand for them afterwards."""


def body_actors(parsed: Parsed, told: Told) -> Iterator[tuple[Actor, Sentence, Token]]:
    """ "The group said": the one body of that kind in this sentence so far and the two before.

    Several such bodies, or none, and the words stand for nobody.
    """
    yield from _named_bodies(parsed, told)
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


def _named_bodies(parsed: Parsed, told: Told) -> Iterator[tuple[Actor, Sentence, Token]]:
    """ "The Commission": the one body of the report so far whose name the noun heads, where nothing
    else is known of the words."""
    named: dict[str, dict[str, Actor]] = {}
    for sentence in parsed.sentences:
        here = {m.token: m.actor for m in told.mentions.get(sentence.index, ())}
        for token in sentence.tokens:
            lemma = token.lemma.lower()
            if lemma not in _HEADS:
                continue
            actor = here.get(token.index)
            if actor is not None and _is_name(actor, token):
                named.setdefault(lemma, {})[actor.entity_id or actor.name.lower()] = actor
            elif actor is None and _bare(token, sentence, told) and len(named.get(lemma, ())) == 1:
                yield next(iter(named[lemma].values())), sentence, token


def _is_name(actor: Actor, token: Token) -> bool:
    """Whether a noun heads a name of several words: "the European Commission"."""
    capital = token.text[:1].isupper() and not token.text.isupper()
    return capital and len(actor.name.split()) > 1 and not actor.name.lower().startswith("the ")


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
