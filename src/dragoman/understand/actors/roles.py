"""What a clause says somebody is: "X is a nurse", "X, who heads the party's branch", "X of the
opposition". The words become titles of the name, as if they stood beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.understand.actors.phrases import Phrase
from dragoman.understand.actors.scan import NOUN_KINDS, Unit
from dragoman.understand.branches import Branches
from dragoman.understand.knowledge import Entry, Kind

RANKS = {
    "brother": "REL",
    "commander": "MIL",
    "father": "REL",
    "guard": "COP",
    "inspector": "COP",
    "mother": "REL",
    "officer": "COP",
    "sister": "REL",
}
"""Words that are a rank only right before a name: "Officer Brent Halvorsen", "Sister Agnes"."""
BACK = 1
"""Sentences in which somebody without a name is named at last."""
_LEADING = frozenset("head lead run command chair direct edit manage found represent".split())
_SERVING = frozenset("work serve act".split())
_MADE = frozenset("become elect name appoint remain".split())
_SUBJECTS = ("nsubj", "nsubj:pass")
_DENIED = frozenset({"not", "n't", "never", "no"})


def with_roles(phrases: Sequence[Phrase], trees: Mapping[int, Branches]) -> list[Phrase]:
    """The phrases of a report, each person without a title with what its clause says of them."""
    at = {(p.sentence, p.head): p for p in phrases}
    told = [_with_role(_ranked(p, trees[p.sentence]), at, trees[p.sentence]) for p in phrases]
    return _named_at_last(told, trees)


def _named_at_last(phrases: Sequence[Phrase], trees: Mapping[int, Branches]) -> list[Phrase]:
    """ "A Pentagon spokesman said ... spokesman Kenneth Bacon said": he is the Pentagon's, who is
    named at last by the noun that a body was told beside."""
    nameless: dict[str, Phrase] = {}
    found = []
    for phrase in phrases:
        core = phrase.core
        if core.kind is Kind.TITLE and phrase.owner is not None and not phrase.owner.person:
            if trees[phrase.sentence].lowers[phrase.first] in ("a", "an"):
                nameless[core.entries[0].name] = phrase
        elif core.person and phrase.owner is None and core.kind is not Kind.LEADER:
            nouns = (unit.entries[0].name for unit in phrase.titles if unit.entries)
            first = next((nameless[noun] for noun in nouns if noun in nameless), None)
            if first is not None and 0 <= phrase.sentence - first.sentence <= BACK:
                phrase = replace(phrase, owner=first.owner)
        found.append(phrase)
    return found


def _ranked(phrase: Phrase, tree: Branches) -> Phrase:
    """ "Inspector Kiprono": the word before the name is a rank of the police."""
    if not phrase.core.person:
        return phrase
    titles = tuple(_as_rank(unit, phrase, tree) for unit in phrase.titles)
    return replace(phrase, titles=titles)


def _as_rank(unit: Unit, phrase: Phrase, tree: Branches) -> Unit:
    sector = RANKS.get(unit.entries[0].name) if unit.entries else None
    before = unit.last == phrase.core.first - 1 and tree.tokens[unit.last].text[:1].isupper()
    if sector is None or not before:
        return unit
    return replace(unit, entries=(replace(unit.entries[0], sector=sector, note=""),))


def _with_role(phrase: Phrase, at: Mapping[tuple[int, int], Phrase], tree: Branches) -> Phrase:
    told = any(entry.sector != "UNK" for unit in phrase.titles for entry in unit.entries[:1])
    if not phrase.core.person or phrase.core.kind is Kind.LEADER:
        return phrase
    if told:
        return _of_its_body(phrase, at, tree)
    for place in _places_of_roles(phrase, tree):
        role = at.get((phrase.sentence, place))
        if role is None or role.core.person:
            continue
        owner = phrase.owner or role.owner
        if role.core.kind in NOUN_KINDS:
            if role.core.entries[0].note in ("kin", "country"):
                continue
            titles = (*phrase.titles, role.core, *role.titles)
            former = phrase.former or role.former
            return replace(phrase, titles=titles, owner=owner, former=former)
        if role.core.kind is Kind.ORGANISATION:
            return replace(phrase, owner=phrase.owner or role.core)
    return phrase


def _of_its_body(phrase: Phrase, at: Mapping[tuple[int, int], Phrase], tree: Branches) -> Phrase:
    """ "Captain Hashim of Malaysia Airlines": whose captain he is."""
    if phrase.owner is not None:
        return phrase
    for child in tree.children[phrase.head]:
        body = at.get((phrase.sentence, child))
        of = tree.tokens[child].deprel == "nmod" and tree.case(child) == "of"
        if of and body is not None and body.core.kind is Kind.ORGANISATION:
            return replace(phrase, owner=body.core)
    return phrase


def _places_of_roles(phrase: Phrase, tree: Branches) -> Iterator[int]:
    """The words that may say what a person is, the surest first."""
    token = tree.tokens[phrase.head]
    verb = tree.heads[phrase.head]
    if token.deprel in _SUBJECTS and verb >= 0 and not _denied(verb, tree):
        yield from _said_of_subject(verb, tree)
    for child in tree.children[phrase.head]:
        relation = tree.tokens[child].deprel
        if relation in ("acl:relcl", "acl") and not _denied(child, tree):
            yield from _said_of_subject(child, tree)
            if tree.tokens[child].lemma.lower() in _LEADING:
                yield from _what_is_led(child, tree)
        elif relation == "nmod" and tree.case(child) == "of":
            yield child


def _said_of_subject(verb: int, tree: Branches) -> Iterator[int]:
    """ "is a nurse", "works as a nurse", "was elected president"."""
    if tree.child(verb, "cop") is not None:
        yield verb
    lemma = tree.tokens[verb].lemma.lower()
    if lemma in _SERVING:
        yield from (c for c in tree.all(verb, "obl") if tree.case(c) == "as")
    if lemma in _MADE:
        yield from tree.all(verb, "xcomp")


def _what_is_led(verb: int, tree: Branches) -> Iterator[int]:
    """The body of "heads the ANC's branch", itself or the one it is a part of."""
    led = tree.child(verb, "obj")
    if led is not None:
        yield led
        yield from tree.all(led, "nmod:poss", "nmod", "compound")


def _denied(verb: int, tree: Branches) -> bool:
    return any(tree.lowers[child] in _DENIED for child in tree.children[verb])


def same_office(entry: Entry, phrases: list[Phrase]) -> bool:
    """Whether a title beside the name is the very office that the day is too early for."""
    office = (entry.office or "").lower()
    return any(u.entries[0].name == office for p in phrases for u in p.titles if u.entries)
