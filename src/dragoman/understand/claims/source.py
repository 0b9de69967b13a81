"""Who speaks: the source's words at a cue, and the actor they stand for."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.records import Actor, Span
from dragoman.understand.branches import Branches

RELATIVE = frozenset({"who", "which", "that", "whom"})
PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_LEFT_OUT = frozenset({"acl:relcl", "parataxis", "advcl", "ccomp", "cc:preconj", "orphan"})
_BY = frozenset({"obl", "iobj", "obj", "nmod"})
_NAMED = frozenset({"flat", "appos", "compound", "flat:name", "nmod:desc", "conj"})

_ORDERING = frozenset(
    """advise allow ask beg cause command encourage force forbid instruct invite order persuade
    tell urge warn""".split()
)
"""Verbs whose object does what the infinitive after it says."""

Actors = Mapping[tuple[int, int], Actor]


def subject_of(tree: Branches, verb: int) -> int | None:
    """The word that says: own subject, inverted subject, or that of the verb it leans on."""
    own = tree.child(verb, *_SUBJECTS)
    if own is not None and tree.lowers[own] in RELATIVE:
        return tree.heads[verb] if tree.heads[verb] >= 0 else own
    if own is not None:
        return own
    inverted = _inverted(tree, verb)
    if inverted is not None:
        return inverted
    return _cleft(tree, verb) or _controller(tree, verb)


def _cleft(tree: Branches, verb: int) -> int | None:
    """ "It was the council that said", "it fell to the minister to announce"."""
    head = tree.heads[verb]
    it = tree.child(head, "nsubj", "expl") if head >= 0 else None
    if it is None or tree.lowers[it] != "it" or head > verb:
        return None
    if not {"that", "to", "who", "which"} & set(tree.lowers[head + 1 : verb]):
        return None  # "It was a mistake, admitted Merkel"
    if tree.child(head, "cop") is not None and tree.tokens[head].upos in ("NOUN", "PROPN", "PRON"):
        return head
    falls = tree.tokens[head].lemma in ("fall", "be")
    if not falls:
        return None
    return next((c for c in tree.all(head, "obl") if tree.case(c) == "to" and c < verb), None)


def _inverted(tree: Branches, verb: int) -> int | None:
    """ "..., said Ivanov": parsers often take the speaker for an object."""
    for child in tree.all(verb, "obj", "iobj"):
        token = tree.tokens[child]
        bare = child > verb and token.upos in ("PROPN", "NOUN", "PRON")
        if bare and any(c < verb for c in tree.all(verb, "ccomp", "parataxis")):
            return child
    return None


def _controller(tree: Branches, verb: int) -> int | None:
    """ "..., adding that": the subject of the clause above; of "officials saying": the noun."""
    for _ in tree.tokens:
        head = tree.heads[verb]
        relation = tree.tokens[verb].deprel
        if head < 0 or relation in ("parataxis", "csubj"):
            return None
        if relation.startswith("acl"):
            return head
        thing = tree.child(head, "obj")
        told = tree.child(head, "obj", "iobj")
        if relation == "xcomp" and tree.tokens[head].lemma in _ORDERING and told is not None:
            return told  # "told the steward to tell them that"
        bare = tree.child(verb, "mark") is None
        if relation == "xcomp" and bare and thing is not None and thing < verb:
            return thing  # "heard the consul say", "recalled militiamen announcing"
        blamed = tree.case(verb) in ("for", "of") and tree.lowers[verb].endswith("ing")
        if blamed and thing is not None and thing < verb:
            return thing  # "reprimanded the minister for describing it as 'tired'"
        if tree.tokens[head].deprel == "ccomp" and _set_off(tree, verb):
            verb = head
            continue
        found = tree.child(head, *_SUBJECTS)
        if found is not None and tree.lowers[found] not in RELATIVE:
            return found
        verb = head
    return None


def _set_off(tree: Branches, verb: int) -> bool:
    """ "He said talks would resume, adding that": the comma hands the word back to him."""
    return verb > 0 and tree.tokens[verb].deprel == "advcl" and tree.lowers[verb - 1] == ","


def agent_of(tree: Branches, verb: int) -> int | None:
    """The "by" of a passive."""
    for child in tree.children[verb]:
        relation = tree.tokens[child].deprel
        if relation == "obl:agent" or (relation in _BY and tree.case(child) == "by"):
            return child
    return None


def possessor(tree: Branches, noun: int) -> int | None:
    """ "the rebels' claim": the possessor, also where the parser takes it for a subject."""
    owner = tree.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    for child in tree.all(noun, "nsubj", "nmod", "compound"):
        marks = (tree.lowers[mark] for mark in tree.all(child, "case"))
        if child < noun and any(mark in ("'s", "’s", "'", "’") for mark in marks):
            return child
    return None


def words_of(tree: Branches, head: int) -> list[int]:
    """The words of a noun phrase, without clauses that hang on it and without its preposition."""
    skipped = frozenset(child for child in tree.children[head] if _is_beside(tree, child, head))
    words = tree.under(head, without=skipped)
    while words and tree.tokens[words[-1]].upos == "PUNCT":
        words.pop()
    while words and tree.tokens[words[0]].upos == "PUNCT":
        words.pop(0)
    return words


def _is_beside(tree: Branches, child: int, head: int) -> bool:
    """Clauses, case words and outer punctuation do not belong to the name of the source."""
    token = tree.tokens[child]
    if token.deprel in _LEFT_OUT or token.deprel == "case":
        return True
    return token.upos == "PUNCT" and not _is_inside(tree, child, head)


def _is_inside(tree: Branches, mark: int, head: int) -> bool:
    """Whether a part of the phrase still follows the mark: "Peskov, a spokesman"."""
    return any(
        child > mark
        for child in tree.children[head]
        if tree.tokens[child].upos != "PUNCT" and tree.tokens[child].deprel not in _LEFT_OUT
    )


def spans_of(tree: Branches, words: list[int]) -> tuple[Span, ...]:
    """Neighbouring words as one span each run; words of other branches between break a run."""
    spans: list[Span] = []
    last = -2
    for word in words:
        token = tree.tokens[word]
        if word == last + 1 and spans:
            spans[-1] = Span(spans[-1].start, token.span.end)
        else:
            spans.append(token.span)
        last = word
    return tuple(spans)


def actor_at(tree: Branches, head: int | None, actors: Actors) -> Actor | None:
    """The actor of a noun phrase: at its head, else at a name that stands for the same."""
    if head is None:
        return None
    sentence = tree.sentence.index
    found = actors.get((sentence, head))
    if found is not None:
        return found
    for child in tree.children[head]:
        named = tree.tokens[child].deprel in _NAMED and (sentence, child) in actors
        if named and tree.tokens[child].deprel != "conj":
            return actors[(sentence, child)]
    here = tree.tokens[head].span
    around = (
        actor
        for (index, word), actor in actors.items()
        if index == sentence and actor.span.covers(here) and tree.heads[head] != word
    )
    return next(around, None)  # "leader" of "North Korean leader Kim Jong Un"
