"""Joins phrases: appositions, kinds of bodies with their names, conjuncts, counted groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.records import MentionLabel
from dragoman.understand.actors.phrases import Phrase, build_phrases
from dragoman.understand.actors.scan import NOUN_KINDS, Unit
from dragoman.understand.branches import Branches
from dragoman.understand.knowledge import Kind

BODY_NOUNS = frozenset(
    "agency|alliance|armed group|bank|bloc|broadcaster|cartel|charity|company|corporation|faction"
    "|firm|gang|group|insurgency|magazine|militant group|militia|movement|network|news agency"
    "|news channel|newspaper|NGO|opposition group|opposition party|organization|party"
    "|political party|rebel group|rights group|state news agency|tabloid|television station"
    "|terror group|terrorist group|think tank|trade union|union|watchdog".split("|")
)
"""Nouns that say what kind of body a name is: "the Islamic State group", "newspaper Bild"."""
_COUNTERS = frozenset(
    "all|both|couple|dozen|few|five|four|half|handful|hundred|lot|majority|many|most|number|one"
    "|part|score|series|several|six|some|ten|thousand|three|two|wave".split("|")
)


def find_phrases(tree: Branches, units: tuple[Unit, ...]) -> tuple[Phrase, ...]:
    """The phrases of a sentence, by their last word; each unit is the core of one at most."""
    joined = list(_join_appositions(tree, build_phrases(tree, units)))
    among = _among(tree, list(_share_country(tree, joined)))
    return tuple(_counted(tree, phrase) for phrase in among)


def _counted(tree: Branches, phrase: Phrase) -> Phrase:
    """ "Dozens of Russian peacekeepers", "one of Kim's aides": the count is the word that acts."""
    count = tree.heads[phrase.head]
    if phrase.core.person or not 0 <= count < phrase.first or tree.case(phrase.head) != "of":
        return phrase
    token = tree.tokens[count]
    if token.lemma.lower() not in _COUNTERS or token.upos in ("VERB", "AUX"):
        return phrase
    before = count - 1
    article = before >= 0 and tree.lowers[before] in ("the", "a", "an")
    first = before if article else count
    return replace(phrase, first=first, head=count, named_from=phrase.first)


def _join_appositions(tree: Branches, phrases: list[Phrase]) -> Iterator[Phrase]:
    """ "Iran's foreign minister, Hossein X," and "Hossein X, Iran's foreign minister," are one."""
    waiting: Phrase | None = None
    for phrase in phrases:
        joined = _joined(tree, waiting, phrase) if waiting is not None else None
        if waiting is not None and joined is None:
            yield waiting
        waiting = joined or phrase
    if waiting is not None:
        yield waiting


def _joined(tree: Branches, left: Phrase, right: Phrase) -> Phrase | None:
    return _person_joined(tree, left, right) or _body_joined(tree, left, right)


def _body_joined(tree: Branches, left: Phrase, right: Phrase) -> Phrase | None:
    """ "Russian news agency TASS", "the rebel group M23": the name says which."""
    body = right.core.kind in (Kind.ORGANISATION, MentionLabel.ORGANISATION)
    if not body or right.first != left.last + 1 or left.core.kind not in NOUN_KINDS:
        return None
    if left.core.entries[0].name not in BODY_NOUNS:
        return None
    below = left.first <= tree.heads[right.head] <= left.last
    above = right.first <= tree.heads[left.head] <= right.last
    if not (below or above) or tree.tokens[right.head].deprel.startswith("conj"):
        return None
    return replace(
        right,
        first=left.first,
        head=left.head if below else right.head,
        titles=(left.core, *left.titles),
        owner=right.owner or left.owner,
    )


def _person_joined(tree: Branches, left: Phrase, right: Phrase) -> Phrase | None:
    if right.first <= left.last:
        return None
    gap = tree.lowers[left.last + 1 : right.first]
    if gap not in ([","], ["("], ["–"], ["—"]) and not (gap == [] and right.core.person):
        return None
    if left.core.person == right.core.person or not (_named(left) and _named(right)):
        return None
    if not (
        left.first <= tree.heads[right.head] <= left.last
        or right.first <= tree.heads[left.head] <= right.last
    ):
        return None
    if tree.tokens[right.head].deprel.startswith("conj"):
        return None
    person, office = (left, right) if left.core.person else (right, left)
    return replace(
        person,
        first=left.first,
        last=right.last,
        head=left.head,
        titles=(*person.titles, office.core, *office.titles),
        owner=person.owner or office.owner,
        pronoun=person.pronoun if person.pronoun is not None else office.pronoun,
        former=person.former or office.former,
    )


def _named(phrase: Phrase) -> bool:
    return phrase.core.person or phrase.core.kind in NOUN_KINDS


def _share_country(tree: Branches, phrases: list[Phrase]) -> Iterator[Phrase]:
    """ "the Russian government, army and people": the first one's state is everyone's."""
    by_head = {phrase.head: phrase for phrase in phrases}
    for phrase in phrases:
        if phrase.core.kind in NOUN_KINDS and phrase.owner is None and phrase.pronoun is None:
            first = by_head.get(tree.heads[phrase.head])
            # The parser takes the second of three for an apposition: "government, army and".
            conj = tree.tokens[phrase.head].deprel in ("conj", "appos")
            bare = tree.child(phrase.head, "det", "nmod:poss", "amod") is None
            if conj and bare and first is not None and _shares(first):
                phrase = replace(phrase, owner=first.owner)
        yield phrase


def _shares(first: Phrase) -> bool:
    """Only a state before the first noun reaches over: "army of Sudan and rebels" does not."""
    return (
        first.core.kind in NOUN_KINDS
        and first.owner is not None
        and first.owner.last < first.core.first
    )


def _among(tree: Branches, phrases: list[Phrase]) -> Iterator[Phrase]:
    """ "members of the North Korean leadership including Foreign Minister Choe; and aide Jo"."""
    by_head = {phrase.head: phrase for phrase in phrases}
    owners: dict[int, Unit | None] = {}
    for phrase in phrases:
        titled = bool(phrase.titles) or phrase.core.kind in NOUN_KINDS
        if titled and phrase.owner is None and phrase.pronoun is None:
            relation, above = tree.tokens[phrase.head].deprel, tree.heads[phrase.head]
            if relation in ("conj", "appos") and above in owners:
                owners[phrase.head] = owners[above]
            elif tree.case(phrase.head) == "including":
                owners[phrase.head] = _owner_around(tree, above, by_head)
            phrase = replace(phrase, owner=owners.get(phrase.head))
        yield phrase


def _owner_around(tree: Branches, above: int, by_head: dict[int, Phrase]) -> Unit | None:
    """The state of a word's phrase, or of one that hangs on it."""
    if above < 0:
        return None
    for index in (above, *tree.children[above]):
        phrase = by_head.get(index)
        if phrase is not None and phrase.owner is not None and not phrase.owner.person:
            return phrase.owner
    return None
