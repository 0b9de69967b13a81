"""Who takes part, as the model hears it: where the slots of the tree name nobody, where the model
alone reads the word, and where it does not hear a party that a slot names.

A linked word that no table knows is a party all the same ("three students", "the village"): its
phrase is the actor, without country.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from dragoman.coding.parties import COUNTING, joined, without
from dragoman.coding.proposed import links
from dragoman.coding.reading import Reading
from dragoman.coding.rules.crowd import PEOPLE
from dragoman.coding.rules.parties import hurting_verb
from dragoman.coding.scene import Scene
from dragoman.coding.tree import Tree
from dragoman.coding.twins import twins
from dragoman.records import Actor, Span
from dragoman.trace import Draft, Step

RULE = "coding.linked"
LINKED_ALONE = 0.5
"""Probability a link needs to name a party where no slot does."""
LINKED_BESIDE = 0.85
"""The same where a slot names one, too: "the army and the security corps"."""
UNHEARD = 0.05
"""Probability below which a link is none. Of the parties that slots name and the model does not
hear, one in fifteen was right on the development part: "his guards were
beaten" of him."""
EVENT_HEARD = 0.3
"""Likelihood of the event from which the model is asked who is no party to it."""
ROLES = ("actor", "recipient")
PHRASE = ("det", "nummod", "amod", "compound", "nmod:poss", "flat", "nmod:desc")
OWNING = ("amod", "compound", "nmod:poss")
NAMES = ("NOUN", "PROPN", "ADJ", "NUM")
PERSONS = frozenset(
    """adversary aide ally associate attacker bodyguard captain captor colleague companion comrade
    cook counterpart critic deputy driver enemy envoy foe follower guard guest helper host
    interpreter killer kinsman loyalist neighbour neighbor nurse opponent owner partner patient
    pilot predecessor prisoner rival secretary servant spokesperson staff student subject successor
    supporter sympathizer sympathiser teacher trainer visitor voter worker""".split()
)
"""Persons who are not whose they are: "his opponents" are not he."""
PERSON_ENDINGS = ("man", "woman", "mate", "ist", "ee")


def linked(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Fill empty sides from the links of the model, both sides of what it alone reads; weigh the
    parties of the other slots by them."""
    if reading.proposal is None:
        return draft
    for side, role, other in (
        ("actors", "actor", "recipients"),
        ("recipients", "recipient", "actors"),
    ):
        slotted = cast("tuple[Actor, ...]", draft.value(side, ()))
        opposite = cast("tuple[Actor, ...]", draft.value(other, ()))
        if reading.by_model:
            slotted = opposite = ()
        kept = _heard(slotted, role, reading, scene)
        least = LINKED_BESIDE if kept else LINKED_ALONE
        heads = _no_carriers(links(reading.proposal, role, least), reading, scene)
        beside = [w for w in heads if not any(a.span.covers(scene.span(w)) for a in kept)]
        found = without(joined(*(party_at(word, scene) for word in beside)), opposite)
        found = _but_their_states(found, kept)
        if found or kept != slotted:
            everyone = joined(kept, found)
            reason = "the model links the words to the trigger" if found else "heard in no role"
            spans = tuple(actor.span for actor in everyone)
            draft = draft.with_steps(Step(side, everyone, RULE, spans, "the model", reason))
    return _without_both(draft)


def _heard(
    slotted: tuple[Actor, ...], role: str, reading: Reading, scene: Scene
) -> tuple[Actor, ...]:
    """The parties of the slots that the model does not rule out. It rules out whom it does not hear
    in the role, where it hears the event: neither at this word nor at another of the same act; of
    what is done together, in no role."""
    proposal = reading.proposal
    if proposal is None or proposal.probability(reading.entry.type) < EVENT_HEARD:
        return slotted
    others = [twin.proposal for twin in twins(reading, scene)]
    effect = hurting_verb(reading, scene)
    heard = [proposal, *others, effect.proposal if effect else None]
    roles = ROLES if reading.entry.reciprocal else (role,)
    heads = {word for p in heard for one in roles for word in links(p, one, UNHEARD)}
    if not any(links(proposal, one, UNHEARD) for one in ROLES):
        return slotted
    spans = [scene.span(word) for word in heads]
    return tuple(actor for actor in slotted if any(actor.span.covers(span) for span in spans))


def _but_their_states(found: tuple[Actor, ...], kept: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The state beside its people is where it was done: "a strike on Gaza killed civilians"."""
    countries = {actor.country for actor in kept}
    return tuple(
        actor
        for actor in found
        if actor.country not in countries or not (actor.entity_id or "").startswith("state:")
    )


def _of_its_own(word: int, found: tuple[Actor, ...], scene: Scene) -> tuple[Actor, ...]:
    """The party at a noun that another's name stands beside. Of a thing it is the owner, shown with
    the words of the thing ("British bases"); a person is somebody else of the owner's country
    ("his opponents"); what only counts shows what it counts ("several of the rebels")."""
    tree = scene.tree
    here = scene.span(word)
    if not found or tree.token(word).upos != "NOUN" or any(a.span.meets(here) for a in found):
        return found
    inside = noun_phrase(word, tree)
    phrase = Span(scene.span(inside[0]).start, scene.span(inside[-1]).end)
    if tree.lemma(word) in COUNTING:
        return (
            tuple(_worded(a, _hull(here, a.span), scene) for a in found)
            if len(found) < 2
            else found
        )
    if _is_person(tree.lemma(word)):
        words = scene.article.words(phrase)
        country = found[0].country if len(found) == 1 else "---"
        return (Actor(words, phrase, words, country, "UNK", ("UNK",), made_by=RULE),)
    return tuple(_worded(actor, _hull(phrase, actor.span), scene) for actor in found[:1])


def _worded(actor: Actor, span: Span, scene: Scene) -> Actor:
    return replace(actor, span=span, text=scene.article.words(span))


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _is_person(lemma: str) -> bool:
    return lemma in PERSONS or lemma.endswith(PERSON_ENDINGS)


def _no_carriers(heads: tuple[int, ...], reading: Reading, scene: Scene) -> tuple[int, ...]:
    """Who only passes words on takes no part in what they tell: "was quoted as saying by TASS"."""
    carriers = [claim.carrier for claim, _ in scene.claims_over(reading.word) if claim.carrier]
    return tuple(
        word for word in heads if not any(c.span.covers(scene.span(word)) for c in carriers)
    )


def _without_both(draft: Draft) -> Draft:
    """Nobody stands on both sides."""
    actors = cast("tuple[Actor, ...]", draft.value("actors", ()))
    recipients = cast("tuple[Actor, ...]", draft.value("recipients", ()))
    kept = without(recipients, actors)
    if len(kept) == len(recipients):
        return draft
    return draft.with_steps(Step("recipients", kept, RULE, (), None, "named as actor too"))


def party_at(word: int, scene: Scene) -> tuple[Actor, ...]:
    """The actors that a word stands for; else the phrase of a noun as an unknown one."""
    known = tuple(scene.cast.at(word)) or _around(word, scene)
    if known:
        return _of_its_own(word, known, scene)
    token = scene.tree.token(word)
    if token.upos not in NAMES:
        return ()
    if token.upos == "NOUN" and token.deprel == "compound":
        return _owner_of_means(word, scene)
    inside = noun_phrase(word, scene.tree)
    span = Span(scene.span(inside[0]).start, scene.span(inside[-1]).end)
    words = scene.article.words(span)
    sector = "CVL" if scene.tree.lemma(word) in PEOPLE else "UNK"
    return (Actor(words, span, words, "---", sector, (sector,), made_by=RULE),)


def _owner_of_means(word: int, scene: Scene) -> tuple[Actor, ...]:
    """Whose means the compound of an act names: "an Israeli air strike" is not told of an air."""
    tree = scene.tree
    act = tree.token(word).head
    owners = (*tree.under(word, *OWNING), *tree.under(act, *OWNING))
    return next((found for o in owners if (found := tuple(scene.cast.at(o)))), ())


def _around(word: int, scene: Scene) -> tuple[Actor, ...]:
    """The actor whose name the word is a part of: "Saudi" of "Saudi Arabia"."""
    here = scene.span(word)
    for actors in scene.cast.by_word.values():
        if any(actor.span.covers(here) for actor in actors):
            return actors
    return ()


def noun_phrase(word: int, tree: Tree) -> list[int]:
    """The words of a noun phrase without its clauses and prepositional tails, unbroken."""
    wanted = {word}
    for child in tree.under(word, *PHRASE):
        wanted.update(tree.within(child))
    first = last = word
    while first - 1 in wanted:
        first -= 1
    while last + 1 in wanted:
        last += 1
    return list(range(first, last + 1))
