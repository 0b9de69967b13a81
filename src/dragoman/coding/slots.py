"""Who stands where around a word: the slots of the lexicon, found in the tree.

The table of slots is in data/lexicon/README.md; the constructions are those of UD English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.coding.participles import clause_before, noun_before
from dragoman.coding.tree import PASSIVE_SUBJECTS, RELATIVES, SUBJECTS, Tree, unique

GIVING = frozenset(
    """announce award donate extend give grant hand lend offer pay pledge promise provide sell
    send ship show supply tell transfer deliver issue express voice""".split()
)
OBJECT_OF_NOUN = ("of", "on", "against", "upon")
OF_THE_ACT = frozenset(("to", "on", "against", "with", "for", "over"))
"""Case words that belong to the act rather than to its doer: "the attack by Iran on Israel"."""
EMPTY = frozenset(
    """action activity bid campaign drive effort game initiative mission move operation package
    process program programme push session""".split()
)
"""Nouns that leave the telling to the noun before them: "a rescue operation", "an aid package"."""
COUNTED = frozenset(
    """act barrage campaign day flurry form kind month night round series spate string wave week
    year""".split()
)
"""Nouns that leave it to the noun after "of": "a series of attacks", "weeks of talks"."""
DOING = frozenset(
    """announce arrange begin call carry commit conclude conduct convene direct do effect end
    execute extend give hold host impose initiate issue launch lead lift lodge make mediate mount
    open order organise organize perpetrate plan prepare reach resume schedule send sign stage start
    step suspend tighten undertake wage""".split()
)
"""Verbs whose doer is the doer of what they tell: "the raid was launched by X", but "the raid was
condemned by X"."""
WORDS_BETWEEN_JOINED = 2
PARTICLES = frozenset(("off", "up", "down"))
"""Words that rarely begin an oblique of an event verb: "sealed off the town"."""
NEST = 4
"""How many clauses up a missing subject is looked for: "agreed to try to help stop"."""


@dataclass(frozen=True, slots=True)
class Place:
    """A trigger in its tree: the word that carries the action, and the verb that carries it
    when the word is a noun ("paid" for "visit" in "paid a visit")."""

    tree: Tree
    word: int
    carrier: int | None = None

    @property
    def is_noun(self) -> bool:
        """Whether noun slots apply."""
        return self.tree.token(self.word).upos in ("NOUN", "PROPN")


def fill(place: Place, slot: str) -> tuple[int, ...]:
    """The head words that fill a slot, with their conjuncts, in text order; may be empty."""
    base, _, rest = slot.partition(".")
    if rest:
        clauses = fill(place, base)
        return unique(w for c in clauses for w in fill(Place(place.tree, c), rest))
    found = _noun(place, base) if place.is_noun else _verb(place.tree, place.word, base)
    if base == "clause":
        return unique(found)
    return unique(w for head in found for w in place.tree.conjuncts(head))


# --- verbs ----------------------------------------------------------------------------


def _verb(tree: Tree, verb: int, slot: str) -> Iterable[int]:
    if slot == "subject":
        return subject(tree, verb)
    if slot == "object":
        return objects(tree, verb)
    if slot == "indirect":
        return _indirect(tree, verb)
    if slot == "clause":
        return _clauses(tree, verb)
    return _cased(tree, verb, slot)


def subject(tree: Tree, verb: int, depth: int = NEST) -> tuple[int, ...]:
    """The agent of a verb, by its own words or by control; empty where none is told."""
    if tree.is_passive(verb):
        return unique(_agents(tree, verb))
    own = unique(_antecedent(tree, s) for s in tree.under(verb, *SUBJECTS))
    if own:
        return own
    return _controller(tree, verb, depth) if depth else ()


def _agents(tree: Tree, verb: int) -> Iterator[int]:
    for child in tree.oblique(verb):
        by = tree.token(child).deprel == "obl:agent" or tree.case(child) == "by"
        if by and tree.token(child).upos not in ("NUM", "VERB"):
            yield child


def _antecedent(tree: Tree, word: int) -> int:
    """The noun a relative pronoun stands for: "the rebels who attacked"; else the word."""
    token = tree.token(word)
    if token.upos != "PRON" or token.text.lower() not in RELATIVES:
        return word
    for above in tree.above(word):
        if tree.token(above).deprel == "acl:relcl":
            return tree.token(above).head
    return word


def _controller(tree: Tree, verb: int, depth: int) -> tuple[int, ...]:
    """The subject a verb without one borrows from its governor."""
    token = tree.token(verb)
    head, relation = token.head, token.deprel
    if head < 0:
        return ()
    if relation == "conj" and tree.token(head).upos in ("VERB", "ADJ", "NOUN"):
        if tree.is_passive(head):
            return objects(tree, head)
        return subject(tree, head, depth - 1)
    if relation in ("xcomp", "ccomp"):
        if tree.token(head).upos in ("NOUN", "PROPN", "ADJ"):
            return subject(tree, head, depth - 1)
        held = objects(tree, head) if relation == "xcomp" or _blamed(tree, verb) else ()
        return held or subject(tree, head, depth - 1)
    if relation == "advcl":
        near = clause_before(tree, verb)
        if near is not None:
            return subject(tree, near, depth - 1)
        if tree.is_passive(head) or _blamed(tree, verb):
            return objects(tree, head) or subject(tree, head, depth - 1)
        return subject(tree, head, depth - 1)
    if relation == "acl":
        return _of_noun_clause(tree, verb, head)
    return ()


def _blamed(tree: Tree, verb: int) -> bool:
    """ "accused Pyongyang of shipping", "thanked Cairo for sending": the object does it."""
    words = [tree.case(verb), *(tree.token(c).text.lower() for c in tree.under(verb, "mark"))]
    return any(word in ("of", "for", "from", "into") for word in words)


def _of_noun_clause(tree: Tree, verb: int, noun: int) -> tuple[int, ...]:
    """ "troops attacking the town": the troops; "Kim's decision to attack": Kim."""
    if tree.marked(verb, "to"):
        return unique(_noun_subject(Place(tree, noun))) or _verb_around(tree, noun)
    if tree.token(verb).feats.get("VerbForm") in ("Ger", "Part"):
        return (noun,)
    return ()


def _verb_around(tree: Tree, noun: int) -> tuple[int, ...]:
    """ "Kim made a promise to visit": the subject of the verb whose object the noun is."""
    token = tree.token(noun)
    if token.deprel == "obj" and token.head >= 0:
        return subject(tree, token.head, 1)
    return ()


def objects(tree: Tree, verb: int) -> tuple[int, ...]:
    """What a verb acts upon: its object, or its subject in the passive."""
    token = tree.token(verb)
    if tree.is_passive(verb):
        own = unique(_antecedent(tree, s) for s in tree.under(verb, *PASSIVE_SUBJECTS, "nsubj"))
        if own:
            return own
        if token.deprel == "acl":
            return (token.head,)
        if token.deprel in ("conj", "advcl", "xcomp") and token.head >= 0:
            above = token.head
            noun = noun_before(tree, verb) if token.deprel == "advcl" else None
            if noun is not None:
                return (noun,)
            if token.deprel == "conj" and tree.is_passive(above):
                return objects(tree, above)
            return subject(tree, above, 2)
        return ()
    own = _direct(tree, verb)
    if own:
        return own
    if token.deprel == "acl:relcl":
        return _gap(tree, verb)
    if token.deprel == "conj" and token.head >= 0 and tree.token(token.head).upos == "VERB":
        shared = unique(o for o in tree.under(token.head, "obj") if o > verb)
        if shared:
            return shared
    return _shared_after(tree, verb)


def _shared_after(tree: Tree, verb: int) -> tuple[int, ...]:
    """ "arrested and beat dozens of protesters": both verbs have the object of the second."""
    for joined in tree.under(verb, "conj"):
        near = joined - verb <= WORDS_BETWEEN_JOINED
        alone = not any(True for _ in tree.oblique(verb))
        if near and alone and tree.token(joined).upos == "VERB":
            return unique(_antecedent(tree, o) for o in tree.under(joined, "obj"))
    return ()


def _direct(tree: Tree, verb: int) -> tuple[int, ...]:
    """The object; the person told where that is all ("warned Manila"); the one after a particle."""
    for relation in ("obj", "iobj"):
        own = unique(_antecedent(tree, o) for o in tree.under(verb, relation))
        if own:
            return own
    return after_particle(tree, verb)


def after_particle(tree: Tree, verb: int) -> tuple[int, ...]:
    """ "called off the strike": trees can take the object for an oblique, and "off" for its case
    word or for none."""
    particles = set(tree.under(verb, "compound:prt"))
    for child in tree.under(verb, "obl"):
        cases = list(tree.under(child, "case"))
        if particles and not cases and child > max(particles) and tree.token(child).upos == "NOUN":
            return (child,)
        if cases[:1] == [verb + 1] and tree.token(verb + 1).text.lower() in PARTICLES:
            return (child,)
    return ()


def _gap(tree: Tree, verb: int) -> tuple[int, ...]:
    """ "the man police arrested": the antecedent, when the clause has a subject of its own."""
    subjects = list(tree.under(verb, *SUBJECTS))
    if subjects and all(_antecedent(tree, s) == s for s in subjects):
        return (tree.token(verb).head,)
    return ()


def _indirect(tree: Tree, verb: int) -> Iterator[int]:
    yield from tree.under(verb, "iobj")
    if tree.lemma(verb) in GIVING:
        yield from _cased(tree, verb, "to")


def _clauses(tree: Tree, verb: int) -> Iterator[int]:
    for clause in tree.under(verb, "ccomp", "xcomp"):
        yield clause
        yield from (c for c in tree.under(clause, "conj") if tree.token(c).upos == "VERB")
    for clause in tree.under(verb, "advcl"):
        # "urged him to leave": trees of the infinitive waver between xcomp and advcl
        if tree.marked(clause, "to") and clause > verb:
            yield clause


def _cased(tree: Tree, verb: int, case: str) -> Iterator[int]:
    """Obliques with that case word; else those that hang on the object ("a treaty with X")."""
    found = False
    for child in tree.oblique(verb):
        if tree.case(child) == case:
            found = True
            yield child
    if found:
        return
    for child in tree.under(verb, "advcl", "xcomp", "ccomp"):
        if tree.case(child) == case or tree.marked(child, case):
            yield child
            return
    if case == "of":
        return
    for thing in tree.under(verb, "obj", *PASSIVE_SUBJECTS):
        for joined in tree.conjuncts(thing):
            yield from (c for c in tree.oblique(joined) if tree.case(c) == case)


# --- nouns ----------------------------------------------------------------------------


def _noun(place: Place, slot: str) -> Iterable[int]:
    if slot == "subject":
        return _noun_subject(place) or _carried_subject(place)
    if slot == "object":
        return _noun_object(place)
    if slot == "indirect":
        return _noun_cased(place, "to")
    if slot == "clause":
        return tuple(place.tree.under(place.word, "acl", "ccomp", "acl:to"))
    return _noun_cased(place, slot)


def seat(tree: Tree, noun: int) -> int:
    """The noun whose place in the sentence an action takes: "effort" for "mediation" in "launched
    a mediation effort", "round" for "talks" in "a round of talks"; else the noun itself."""
    token = tree.token(noun)
    if token.head < 0:
        return noun
    above = tree.lemma(token.head)
    empty = token.deprel == "compound" and above in EMPTY
    counted = token.deprel == "nmod" and above in COUNTED and tree.case(noun) == "of"
    return seat(tree, token.head) if empty or counted else noun


def _hosts(tree: Tree, noun: int) -> tuple[int, ...]:
    return unique((noun, seat(tree, noun)))


def _noun_subject(place: Place) -> tuple[int, ...]:
    tree, noun = place.tree, place.word
    agents = _told_by(tree, noun)
    if agents:
        return agents
    carried = _carried_subject(place)
    if carried:
        return carried
    return owners(tree, noun)


def owners(tree: Tree, noun: int) -> tuple[int, ...]:
    """Whose an act is, by the words before its noun: "Russia's attack", "the police shooting"."""
    for relations in (("nmod:poss",), ("amod", "compound", "nmod:desc")):
        hosts = _hosts(tree, noun)
        found = tuple(c for host in hosts for c in tree.under(host, *relations) if c != noun)
        if found:
            return found
    return ()


def _told_by(tree: Tree, noun: int) -> tuple[int, ...]:
    """ "the arrest of X by Y": Y, wherever the tree hangs the phrase."""
    things = (
        *_hosts(tree, noun),
        *(c for c in tree.oblique(noun) if tree.case(c) in OBJECT_OF_NOUN),
    )
    return tuple(c for thing in things for c in tree.oblique(thing) if tree.case(c) == "by")


def _carried_subject(place: Place) -> tuple[int, ...]:
    """The subject of the light verb: "Kim" in "Kim paid a visit"."""
    if place.carrier is None:
        return ()
    tree = place.tree
    return subject(tree, place.carrier)


def _noun_object(place: Place) -> tuple[int, ...]:
    tree, noun = place.tree, place.word
    for case in OBJECT_OF_NOUN:
        found = tuple(_noun_cased(place, case))
        if found:
            return found
    if _told_by(tree, noun) or place.carrier is not None:
        owners = tuple(tree.under(noun, "nmod:poss"))
        if owners:
            return owners
    return ()


def _noun_cased(place: Place, case: str) -> tuple[int, ...]:
    tree, noun = place.tree, place.word
    if case == "by":
        found = list(_told_by(tree, noun))
    else:
        hosts = _hosts(tree, noun)
        found = [c for host in hosts for c in tree.oblique(host) if tree.case(c) == case]
        found = [c for c in found if c != noun] or _further_in(tree, noun, case)
    if not found and place.carrier is not None:
        found = [c for c in tree.oblique(place.carrier) if tree.case(c) == case]
    top = tree.token(seat(tree, noun))
    near = top.deprel.startswith(("nsubj", "obj")) and top.head >= 0
    if not found and near and (case != "by" or tree.lemma(top.head) in DOING):
        # "sanctions were imposed on Iran", "talks were held between A and B"
        found = [c for c in tree.oblique(top.head) if tree.case(c) == case]
    return tuple(found)


def _further_in(tree: Tree, noun: int, case: str) -> list[int]:
    """ "the visit by Blinken to Beijing", "a suspension of aid to Egypt": the second phrase may
    hang on the first."""
    if case not in OF_THE_ACT:
        return []
    things = [c for c in tree.oblique(noun) if tree.case(c) == "of"]
    inner = (*_told_by(tree, noun), *things)
    return [c for first in inner for c in tree.oblique(first) if tree.case(c) == case]
