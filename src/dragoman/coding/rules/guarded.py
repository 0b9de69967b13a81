"""A second guard over status, by the tree alone: what is only possible, wished, conditional or
denied is never coded as done.

It speaks only where the status rules let an event pass as actual, and stands apart from their
tables, so that one missing line of data does not turn a plan into a deed (manual, section 2.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.slots import fill
from dragoman.coding.tree import Tree
from dragoman.records import Status
from dragoman.trace import Draft, Step

RULE = "coding.guarded"

MODALS = {
    **dict.fromkeys(("may", "might", "could", "would", "should", "must"), Status.HYPOTHETICAL),
    **dict.fromkeys(("will", "shall", "'ll", "wo"), Status.FUTURE),
}
CONDITIONS = frozenset(("if", "unless", "whether", "lest", "should"))
INVERTED = frozenset(("had", "were", "should"))
"""Helpers that open a condition without "if": "Had Russia invaded Poland, ..."."""
NONE = frozenset(("no", "neither", "none", "nobody", "nor"))
WISHING = frozenset(
    """aim ask attempt consider contemplate demand expect hope intend mull offer order plan pledge
    prepare promise propose seek swear threaten try urge vow want weigh wish""".split()
)
FAILING = frozenset(("decline", "deny", "fail", "refuse"))
CLAUSES = ("xcomp", "ccomp", "advcl", "conj")
"""Relations over which a condition reaches from clause to clause."""


def guarded(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Take back "actual" where a modal, a condition, a negation or a wish stands over the word."""
    if draft.value("status") is not Status.ACTUAL:
        return draft
    for status, word, reason in _marks(reading):
        step = Step("status", status, RULE, (scene.span(word),), None, reason)
        return draft.with_steps(step)
    return draft


def _marks(reading: Reading) -> Iterator[tuple[Status, int, str]]:
    tree, verb = reading.tree, reading.bearer
    yield from ((Status.NEGATED, w, "it is denied") for w in _denials(reading))
    for helper in tree.under(verb, "aux"):
        status = MODALS.get(tree.token(helper).text.lower())
        if status is not None:
            yield status, helper, "a modal stands before it"
    yield from ((Status.HYPOTHETICAL, w, "it is a condition") for w in _conditions(tree, verb))
    yield from _governed(tree, verb)


def _denials(reading: Reading) -> Iterator[int]:
    """ "did not attack", "no attack", "neither France nor Germany sent troops"."""
    tree = reading.tree
    for word in dict.fromkeys((reading.word, reading.bearer)):
        for child in tree.under(word, "advmod", "det", "cc:preconj"):
            if tree.lemma(child) in ("not", "never", "no", "neither"):
                yield child
    for subject in fill(reading.place, "subject"):
        for child in tree.under(subject, "det", "cc:preconj", "cc"):
            if tree.lemma(child) in NONE:
                yield child


def _conditions(tree: Tree, verb: int) -> Iterator[int]:
    """ "if Iran attacks", "whether Israel bombed", "had Russia invaded", and clauses below."""
    word = verb
    while word >= 0:
        for child in tree.under(word, "mark"):
            if tree.token(child).text.lower() in CONDITIONS:
                yield child
        if tree.token(word).deprel == "advcl":
            yield from _inversions(tree, word)
        word = tree.token(word).head if tree.token(word).deprel in CLAUSES else -1


def _inversions(tree: Tree, verb: int) -> Iterator[int]:
    first = min(tree.children[verb], default=verb)
    helper = tree.token(first)
    if helper.deprel.startswith("aux") and helper.text.lower() in INVERTED:
        yield first


def _governed(tree: Tree, verb: int) -> Iterator[tuple[Status, int, str]]:
    """ "wants to attack", "considered attacking", "failed to stop": the verb above decides."""
    token = tree.token(verb)
    if token.deprel != "xcomp" or token.upos != "VERB":
        return
    if tree.lemma(token.head) in FAILING:
        yield Status.NEGATED, token.head, "it was not done"
    elif tree.lemma(token.head) in WISHING:
        yield Status.HYPOTHETICAL, token.head, "it is only willed"
