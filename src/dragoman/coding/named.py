"""The party at a word that the model links to an act.

The tables know it, or stand for it by another word of its phrase ("British bases"); what no table
knows is a party all the same ("three students", "the village"): its phrase is the actor.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.coding.parties import COUNTING, STATES, is_person
from dragoman.coding.scene import Scene
from dragoman.coding.tree import Tree
from dragoman.records import Actor, Span

MADE_BY = "coding.linked"
PEOPLE = frozenset(
    """adult baby boy bystander child crowd dozen family father girl hundred inhabitant local
    man marcher mob mother national passenger passerby people person resident score shopper
    teenager ten thousand tourist victim villager woman worshipper youngster youth""".split()
)
"""Nouns of people who are civilians."""
QUANTITIES = frozenset(
    """acre barrel bushel carat cent day dlr dollar euro franc gallon gram hectare hour kilo
    kilogram kilometer kilometre km litre mark metre mile minute month ounce pct peso pound
    percent percentage point quarter rouble ruble rupee second share ton tonne unit week year
    yen yuan""".split()
)
"""Nouns that measure: an amount is no party to anything."""
PHRASE = ("det", "nummod", "amod", "compound", "nmod:poss", "flat", "nmod:desc")
OWNING = ("amod", "compound", "nmod:poss")
NAMES = ("NOUN", "PROPN", "ADJ", "NUM")


def party_at(word: int, scene: Scene) -> tuple[Actor, ...]:
    """The actors that a word stands for; else the phrase of a noun as an unknown one, of the
    country of whose it is ("his opponents", "an Iranian platform")."""
    known = tuple(scene.cast.at(word)) or _around(word, scene)
    if known:
        return _in_its_words(word, known, scene)
    tree = scene.tree
    token = tree.token(word)
    if token.upos not in NAMES or tree.lemma(word) in QUANTITIES or token.text[:1] in "$%€£":
        return ()
    if token.upos == "NOUN" and token.deprel == "compound":
        return _owner_of_means(word, scene)
    if any(tree.token(c).text.lower() == "no" for c in tree.under(word, "det")):
        return ()  # "No group claimed the attack"
    lemma = tree.lemma(word)
    owners = scene.cast.possessors(word) if is_person(lemma) else _beside(word, scene)
    country = owners[0].country if len({owner.country for owner in owners}) == 1 else "---"
    span = phrase_span(word, scene)
    words = scene.article.words(span)
    sector = "CVL" if lemma in PEOPLE or token.upos == "NUM" else "UNK"
    return (Actor(words, span, words, country, sector, (sector,), made_by=MADE_BY),)


def _beside(word: int, scene: Scene) -> tuple[Actor, ...]:
    """Whose a thing is, by the words before it: "an Iranian platform", "six Mexican nationals"."""
    owners = scene.tree.under(word, *OWNING)
    return tuple(a for o in owners for a in scene.cast.by_word.get(o, ()) if a.country != "---")


def _in_its_words(word: int, found: tuple[Actor, ...], scene: Scene) -> tuple[Actor, ...]:
    """The owner of a thing, shown with the words of the thing ("British bases"); what only counts
    shows what it counts ("several of the rebels")."""
    here = scene.span(word)
    if scene.tree.token(word).upos != "NOUN" or any(a.span.meets(here) for a in found):
        return found
    if scene.tree.lemma(word) in COUNTING | STATES:
        return tuple(_worded(a, here, scene) for a in found) if len(found) == 1 else found
    return (_worded(found[0], phrase_span(word, scene), scene),)


def _worded(actor: Actor, words: Span, scene: Scene) -> Actor:
    span = actor.span.joined(words)
    return replace(actor, span=span, text=scene.article.words(span))


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


def phrase_span(word: int, scene: Scene) -> Span:
    """The words of a noun phrase without its clauses and prepositional tails."""
    inside = noun_phrase(word, scene.tree)
    return scene.span(inside[0]).joined(scene.span(inside[-1]))


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
