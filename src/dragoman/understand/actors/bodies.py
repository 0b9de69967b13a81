"""Which body "the group", "the movement", "the party" is: the one named just before; and which "the
Commission" is: the one whose name the noun ends or begins."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Actor, ActorMention, Parsed, Sentence, Token
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
    """assembly authority board bureau chamber coalition commission committee confederation congress
    convention council directorate federation league parliament secretariat senate society
    tribunal""".split()
)
"""Nouns that head the names of bodies and stand for them afterwards."""
_SMALL = frozenset(("commission", "committee", "council", "tribunal"))
"""Those that do so in small letters, too: "the commission"."""
_SAID_OF_IT = frozenset(("appos", "acl:relcl"))
"""What may stand beside such a noun and say more of the same body."""
_NEAR = 2
"""Sentences in which the name must then lie."""


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
    else is known of the words. Another body with the noun ("the town council") leaves it open."""
    named: dict[str, dict[str, ActorMention | None]] = {}
    for sentence in parsed.sentences:
        here = {m.token: m for m in told.mentions.get(sentence.index, ())}
        for token in sentence.tokens:
            lemma = token.lemma.lower()
            if lemma not in _HEADS:
                continue
            mention = here.get(token.index)
            held = named.setdefault(lemma, {})
            if mention is not None and _is_name(mention.actor, token):
                held[mention.actor.entity_id or mention.actor.name.lower()] = mention
            elif mention is not None or not _bare(token, sentence, told, _SAID_OF_IT):
                held[""] = None
            elif (body := next(iter(held.values()), None)) is not None and len(held) == 1:
                near = sentence.index - body.sentence <= _NEAR
                if token.text[:1].isupper() or (near and lemma in _SMALL):
                    yield body.actor, sentence, token


def _is_name(actor: Actor, token: Token) -> bool:
    """Whether a noun heads a name of several words: "the European Commission"."""
    words = actor.name.lower().split()
    return token.text[:1].isupper() and len(words) > 1 and token.text.lower() in words


def _bare(
    token: Token, sentence: Sentence, told: Told, beside: frozenset[str] = frozenset()
) -> bool:
    """Whether the noun stands alone with "the": no adjective, name or clause says which, but for
    those `beside`."""
    tree = told.trees[sentence.index]
    said = {tree.tokens[c].deprel for c in tree.children[token.index]}
    article = tree.child(token.index, "det")
    plain = said <= {"det", "punct", "case", *beside}
    singular = token.feats.get("Number") != "Plur"
    heads = token.deprel not in ("compound", "amod", "flat", "nmod:desc", "appos")
    return (
        article is not None
        and tree.lowers[article] in ("the", "this", "that")
        and plain
        and singular
        and heads
    )
