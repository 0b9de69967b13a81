"""Words that the lexicon reads as events, before anything is decided about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.coding.lexicon import Entry, Lexicon
from dragoman.coding.parties import COUNTING, Cast
from dragoman.coding.slots import Place, after_particle, fill, seat
from dragoman.coding.tree import Tree
from dragoman.records import EventType, Proposal

MODEL = "model"
"""Source of an entry that stands for the model's reading alone."""

_PARTS = {
    "VERB": ("verb",),
    "AUX": (),
    "NOUN": ("noun",),
    "ADJ": ("adjective", "verb"),
    "PROPN": ("noun",),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A word read by an entry, of the lexicon or made up for what the model alone reads (then
    `by_model`); `cast` holds the sentence's actors."""

    place: Place
    entry: Entry
    cast: Cast
    proposal: Proposal | None = None
    """What the model says of the word."""
    lexical: Entry | None = None
    """The entry of the lexicon that reads the word, where another reading won."""

    @property
    def by_model(self) -> bool:
        """Whether no entry of the lexicon reads the word so."""
        return self.entry.source == MODEL

    @property
    def tree(self) -> Tree:
        """The sentence's tree."""
        return self.place.tree

    @property
    def word(self) -> int:
        """The trigger word."""
        return self.place.word

    @property
    def bearer(self) -> int:
        """The word whose tense and negation count: the light verb where there is one."""
        return self.place.word if self.place.carrier is None else self.place.carrier


def readings(cast: Cast, lexicon: Lexicon) -> dict[int, Reading]:
    """The reading of each trigger word of a sentence, by word, in text order.

    A noun that only fills the condition of a verb's reading ("treaty" in "signed a treaty")
    has none of its own.
    """
    found: dict[int, Reading] = {}
    used: set[int] = set()
    for word in _verbs_first(cast.tree):
        place = place_of(cast.tree, word, lexicon)
        entry = first_entry(place, cast, lexicon)
        if entry is not None:
            found[word] = Reading(place, entry, cast)
            used.update(used_words(place, entry, lexicon))
    return {word: found[word] for word in sorted(found) if word not in used}


def _verbs_first(tree: Tree) -> list[int]:
    inside = set(_in_names(tree))
    words = [t.index for t in tree.sentence.tokens if t.upos in _PARTS and t.index not in inside]
    return sorted(words, key=lambda i: (tree.token(i).upos != "VERB", i))


def _in_names(tree: Tree) -> Iterator[int]:
    """Words of names of two words and more tell nothing: "Rapid Support Forces"."""
    for mention in tree.sentence.mentions:
        if mention.first < mention.last:
            words = range(mention.first, mention.last + 1)
            yield from (w for w in words if tree.token(w).upos == "PROPN")


def used_words(place: Place, entry: Entry, lexicon: Lexicon) -> Iterator[int]:
    """What the conditions have used up; an attack in which somebody was killed still speaks."""
    for slot, wanted in entry.when.items():
        if slot not in ("object", "with", "to", "in", "on") or wanted & {"ANY", "ACTOR"}:
            continue
        for word in fill(place, slot):
            twin = slot != "object" and any(
                other.type is entry.type is EventType.ASSAULT
                for other in lexicon.entries(place.tree.lemma(word), "noun")
            )
            if word != place.word and not twin:
                yield word


def place_of(tree: Tree, word: int, lexicon: Lexicon) -> Place:
    """The word with the light verb that carries it, if one does: "paid a visit"."""
    if tree.token(word).upos != "NOUN":
        return Place(tree, word)
    carrier = _carrier(tree, seat(tree, word), lexicon)
    if carrier is not None:
        nouns = lexicon.light_verbs.get(tree.lemma(carrier), frozenset())
        if tree.lemma(word) in nouns:
            return Place(tree, word, carrier)
    return Place(tree, word)


def _carrier(tree: Tree, noun: int, lexicon: Lexicon) -> int | None:
    """The verb around a noun, or around the noun it is joined to, where that verb can be light."""
    token = tree.token(noun)
    if token.deprel == "conj" and tree.token(token.head).upos == "NOUN":
        return _carrier(tree, token.head, lexicon)
    if token.deprel in ("obj", "nsubj:pass", "obl") and token.head >= 0:
        return token.head if tree.lemma(token.head) in lexicon.light_verbs else None
    return None


def first_entry(place: Place, cast: Cast, lexicon: Lexicon) -> Entry | None:
    """The first entry of the lexicon whose conditions hold for this word."""
    tree = place.tree
    token = tree.token(place.word)
    for part in _PARTS.get(token.upos, ()):
        if token.upos == "ADJ" and part == "verb" and token.text.lower() == tree.lemma(place.word):
            continue  # a plain adjective is no participle: "free trade", "a brief visit"
        for entry in lexicon.entries(tree.lemma(place.word), part):
            if _holds(place, entry, cast):
                return entry
    return None


def barred(place: Place, cast: Cast, lexicon: Lexicon) -> frozenset[EventType]:
    """The types that an editor's "unless" keeps a word from: "fought the flames" is no ASSAULT."""
    tree = place.tree
    parts = _PARTS.get(tree.token(place.word).upos, ())
    entries = [entry for part in parts for entry in lexicon.entries(tree.lemma(place.word), part)]
    return frozenset(entry.type for entry in entries if _is_barred(place, entry, cast))


def _holds(place: Place, entry: Entry, cast: Cast) -> bool:
    if not _particle_fits(place, entry):
        return False
    fits = all(_met(place, slot, wanted, cast) for slot, wanted in entry.when.items())
    return fits and not _is_barred(place, entry, cast)


def _is_barred(place: Place, entry: Entry, cast: Cast) -> bool:
    return any(_met(place, slot, wanted, cast) for slot, wanted in entry.unless.items())


def _particle_fits(place: Place, entry: Entry) -> bool:
    tree = place.tree
    particles = {tree.token(c).text.lower() for c in tree.under(place.word, "compound:prt")}
    if after_particle(tree, place.word):
        particles.add(tree.token(place.word + 1).text.lower())
    if entry.particle is not None:
        if entry.particle in particles:
            return True
        # trees waver between particle and adverb: "called off", "backed down"
        return any(
            tree.token(c).text.lower() == entry.particle for c in tree.under(place.word, "advmod")
        )
    return not particles or entry.pos != "verb" or not particles & {"off", "up", "out", "down"}


def _met(place: Place, slot: str, wanted: frozenset[str], cast: Cast) -> bool:
    """Whether a condition slot holds one of the wanted lemmas, or what a mark asks."""
    tree = place.tree
    if slot == "form":
        return tree.token(place.word).text.lower() in wanted
    if slot == "verb":
        return _verb_of(place) in wanted
    if slot == "modifier":
        return not wanted.isdisjoint(_modifiers(tree, place.word))
    if slot.endswith(".modifier"):
        heads = fill(place, slot.removesuffix(".modifier"))
        return any(not wanted.isdisjoint(_modifiers(tree, head)) for head in heads)
    words = fill(place, slot)
    if "ANY" in wanted and words:
        return True
    if "ACTOR" in wanted and any(True for w in words for _ in cast.at(w)):
        return True
    return any(tree.lemma(inner) in wanted for word in words for inner in _counted(tree, word))


def _counted(tree: Tree, word: int) -> Iterator[int]:
    """The word and, where it only counts, what it counts: "some of its troops"."""
    yield word
    if tree.lemma(word) in COUNTING or tree.token(word).upos in ("NUM", "DET"):
        yield from (c for c in tree.oblique(word) if tree.case(c) == "of")


def _verb_of(place: Place) -> str | None:
    """The lemma of the verb whose subject, object or oblique a noun is, light or not."""
    if place.carrier is not None:
        return place.tree.lemma(place.carrier)
    head = place.tree.token(place.word).head
    return place.tree.lemma(head) if head >= 0 and place.tree.token(head).upos == "VERB" else None


def _modifiers(tree: Tree, word: int) -> Iterator[str]:
    relations = ("amod", "compound", "advmod", "nmod:desc", "nummod")
    for child in tree.under(word, *relations):
        yield tree.lemma(child)
        for inner in tree.under(child, *relations):
            yield tree.lemma(inner)
