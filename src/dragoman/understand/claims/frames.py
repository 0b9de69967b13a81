"""The ways in which the matter of an attitude hangs on its verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.understand.branches import Branches
from dragoman.understand.claims.attitude_cues import AttitudeCue
from dragoman.understand.claims.content import clause_words, trimmed
from dragoman.understand.claims.source import RELATIVE

Words = list[int]
Way = tuple[str, Words, Words]
"""The way, the words of the matter, and the preposition that belongs to the cue."""

_ALONG = frozenset({"as", "for", "over"})
_NOT_CONTENT = frozenset("himself herself itself themselves myself each".split())
_ON = frozenset({"about", "against", "on", "over"})
_KNOWN = frozenset("the this that these those".split())
_NAMING = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "NUM"})
_NAMES = frozenset({"xcomp", "advcl", "obj", "obl", "ccomp", "appos", "dep"})


def active(
    tree: Branches, verb: int, cue: AttitudeCue, particle: int | None, messages: frozenset[str]
) -> Iterator[Way]:
    """The ways in which the matter hangs on an active verb, the surest first.

    `particle` is the other word of a cue of two ("called on", "took issue"), `messages` the nouns
    that a verb of giving makes a message of ("issued a statement").
    """
    thing = _thing(tree, verb, particle)
    aim = infinitive(tree, verb)
    if "object to" in cue and thing is not None:
        asked = aim if aim is not None else infinitive(tree, thing)
        if asked is not None:
            whom = under(tree, thing, without=[particle])
            yield "object to", sorted({*whom, *under(tree, asked)}), []
    if "to" in cue and aim is not None:
        yield "to", under(tree, aim), []
    if "that" in cue:
        clause = tree.child(verb, "ccomp")
        yield "that", under(tree, clause) if clause is not None else [], []
    if "object so" in cue:
        yield "object so", _called(tree, verb, thing), []
    if "as" in cue and thing is not None:
        along = _along(tree, verb, frozenset({"as"}))
        if along:
            yield "as", sorted(under(tree, thing) + along), []
    yield from _after_prepositions(tree, verb, cue, particle)
    if thing is not None:
        yield from _thing_and(tree, verb, cue, thing)
    if "object" in cue:
        yield from _object(tree, verb, thing, particle)
    if "message" in cue and thing is not None and tree.tokens[thing].lemma.lower() in messages:
        yield "message", _message(tree, verb, thing), []


def _message(tree: Branches, verb: int, thing: int) -> Words:
    """ "issued a statement on the raid"; none of "made the remark", which tells nothing anew."""
    known = any(tree.lowers[c] in _KNOWN for c in tree.all(thing, "det"))
    more = tree.child(thing, "nmod", "acl", "acl:relcl", "amod", "ccomp") is not None
    words = under(tree, thing)
    for child in tree.all(verb, "obl", "advcl"):
        matter = tree.under(child)
        if tree.case(child) in _ON and matter[0] == max(words, default=thing) + 1:
            words, more = sorted({*words, *under(tree, child)}), True
    return [] if known and not more else words


def _after_prepositions(
    tree: Branches, verb: int, cue: AttitudeCue, particle: int | None
) -> Iterator[Way]:
    """ "complained about the price", "took issue with the count"."""
    heads = [verb] if particle is None else [verb, particle]
    for head in heads:
        for child in tree.all(head, "obl", "advcl", "nmod", "obj", "ccomp", "acl"):
            preposition = tree.child(child, "case", "mark")
            if preposition is None or preposition == particle or child < verb:
                continue
            if tree.lowers[preposition] in cue:
                words = clause_words(tree, child, frozenset({preposition}))
                yield tree.lowers[preposition], words, [preposition]
            elif tree.lowers[preposition] == "that" and "that" in cue and head != verb:
                yield "that", under(tree, child), []  # "made the case that"


def _thing_and(tree: Branches, verb: int, cue: AttitudeCue, thing: int) -> Iterator[Way]:
    """ "accused the army of murder", "likened the law to a wall": both belong to it."""
    for head in (verb, thing):
        for child in tree.all(head, "obl", "advcl", "nmod", "acl"):
            way = f"and {tree.case(child)}"
            if child > thing and way in cue:
                yield way, sorted({*under(tree, thing), *under(tree, child)}), []


def _object(
    tree: Branches, verb: int, thing: int | None, particle: int | None
) -> Iterator[tuple[str, Words, Words]]:
    """The thing, a clause, or what a relative clause hangs on."""
    if thing is not None and tree.lowers[thing] not in _NOT_CONTENT:
        whole = under(tree, thing, without=[particle])
        yield "object", sorted({*whole, *_along(tree, verb, _ALONG)}), []
    if thing is not None:
        return
    for child in tree.all(verb, "ccomp", "xcomp"):
        if child > verb:  # "proposed banning", "questioned whether"
            yield "object", under(tree, child), []
    yield "object", _told_of(tree, verb), []


def passive(tree: Branches, verb: int, subject: int, cue: AttitudeCue) -> Iterator[Way]:
    """ "The truce was praised as a step", "talks are expected to open"."""
    aim = infinitive(tree, verb)
    own = under(tree, subject, without=[verb])
    if aim is not None and ("object to" in cue or "to" in cue or "that" in cue):
        way = next(way for way in ("object to", "to", "that") if way in cue)
        yield way, sorted(own + under(tree, aim)), []
    elif "object so" in cue and _named(tree, verb):
        yield "object so", sorted(own + _named(tree, verb)), []
    elif any(f"and {tree.case(c)}" in cue for c in tree.all(verb, "obl", "advcl")):
        child = next(c for c in tree.all(verb, "obl", "advcl") if f"and {tree.case(c)}" in cue)
        yield f"and {tree.case(child)}", sorted(own + under(tree, child)), []
    elif "object" in cue or "as" in cue:
        along = _along(tree, verb, _ALONG)
        way = "object" if "object" in cue else "as"
        if way == "object" or along:
            yield way, sorted(own + along), []


def _thing(tree: Branches, verb: int, particle: int | None) -> int | None:
    """What or whom the verb is about: its object; of "called on the rebels" the rebels."""
    things = (c for c in tree.all(verb, "obj", "iobj") if c != particle)
    thing = next(things, None)
    if thing is None and particle is not None:
        return next(
            (c for c in tree.all(verb, "obl", "nmod") if particle in tree.children[c]), None
        )
    return thing


def _told_of(tree: Branches, verb: int) -> Words:
    """ "the charge that he denied", "what they want": what the clause hangs on, or its "what"."""
    head = tree.heads[verb]
    subject = tree.child(verb, "nsubj")
    if tree.tokens[verb].deprel != "acl:relcl" or head < 0 or subject is None:
        return []
    if tree.lowers[subject] in RELATIVE or tree.lowers[subject] == "what":
        return []
    words = [word for word in tree.under(head, without=frozenset({verb})) if word < verb]
    start = max((w for w in words if tree.lowers[w] in ("which", "that")), default=None)
    if start is not None:
        return [start]
    return trimmed(tree, words)


def infinitive(tree: Branches, word: int) -> int | None:
    """The clause with "to" under a word."""
    for child in tree.all(word, "xcomp", "advcl", "ccomp", "acl"):
        if child > word and any(tree.lowers[c] == "to" for c in tree.all(child, "mark")):
            return child
    return None


def clause(tree: Branches, verb: int) -> Words:
    """The words of the verb's clause; none where it has none."""
    child = tree.child(verb, "ccomp", "xcomp")
    return under(tree, child) if child is not None else []


def _called(tree: Branches, verb: int, thing: int | None) -> Words:
    """What is called and what it is called: "called the law a disgrace", "called it void"."""
    named = _named(tree, verb)
    if thing is not None and named:
        return sorted({*under(tree, thing), *named})
    if thing is None:
        return sorted({*_told_of(tree, verb), *named}) if named else []
    last = max(under(tree, thing), default=thing)
    for child in tree.children[verb]:
        if child <= last or tree.tokens[child].deprel not in _NAMES:
            continue
        words = tree.under(child)
        beside = words[0] == last + 1 and tree.child(child, "case", "mark", "nsubj") is None
        if beside and tree.tokens[child].upos in _NAMING:
            return sorted({*under(tree, thing), *trimmed(tree, words)})
    return []


def _named(tree: Branches, verb: int) -> Words:
    """What a thing is called: "called the law a disgrace"."""
    name = tree.child(verb, "xcomp")
    if name is None or tree.child(name, "mark") is not None:
        return []
    return under(tree, name)


def _along(tree: Branches, verb: int, prepositions: frozenset[str]) -> Words:
    """What goes with the thing: "as a step", "for its courage"."""
    words: Words = []
    for child in tree.all(verb, "obl", "advcl", "xcomp"):
        if child > verb and tree.case(child) in prepositions:
            words += under(tree, child)
    return words


def under(tree: Branches, word: int, without: Sequence[int | None] = ()) -> Words:
    """The words under a word, marks at the ends cut."""
    return clause_words(tree, word, frozenset(w for w in without if w is not None))
