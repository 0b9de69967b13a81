"""What a word's own helpers say of it: one rule, one function, asked by the child's relation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dragoman.records import Certainty
from dragoman.understand.branches import Branches
from dragoman.understand.status.cues import Effect, StatusCues
from dragoman.understand.status.marks import Mark, Marks
from dragoman.understand.status.shape import (
    base,
    finite,
    has_subject,
    helpers,
    in_quotes,
    is_gerund,
    is_infinitive,
    is_passive,
    tense,
)
from dragoman.understand.status.words import QUESTION_WORDS

Rule = Callable[[Branches, int, int, StatusCues], Iterator[Mark]]

NEGATIVES = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_NOBODY = frozenset({"nobody", "none", "nothing", "neither", "no-one"})
_NO = ("det", "advmod", "cc:preconj")
_MERELY = frozenset({"only", "just", "merely", "simply"})
_CONTRACTED = {
    "'ll": "will",
    "’ll": "will",
    "wo": "will",
    "ca": "can",
    "'d": "would",
    "’d": "would",
}
_CONDITIONS = frozenset({"if", "unless"})
_CONDITIONAL = ("advcl", "advcl:relcl", "obl", "dep", "ccomp")
_WITHIN = frozenset({"during", "in", "through", "throughout"})
_PERCEIVED = frozenset({"felt", "heard", "seen", "smelled", "smelt"})
_SPEECH = frozenset({"ccomp", "parataxis"})


def own_marks(tree: Branches, index: int, cues: StatusCues) -> Marks:
    """All marks a word gets from its children and its sentence, in text order."""
    marks: list[Mark] = []
    for child in tree.children[index]:
        for rule in _BY_RELATION.get(base(tree.tokens[child].deprel), ()):
            marks.extend(rule(tree, index, child, cues))
    if tree.heads[index] < 0 or tree.tokens[index].deprel in _SPEECH:
        marks.extend(question(tree, index))
        marks.extend(imperative(tree, index))
    return tuple(marks)


def negation(tree: Branches, index: int, child: int, cues: StatusCues) -> Iterator[Mark]:
    """ "did not attack", "never", "no longer"; not "not only"."""
    word = tree.lowers[child]
    if word in NEGATIVES:
        if child + 1 < len(tree.lowers) and tree.lowers[child + 1] in _MERELY:
            return
        yield Mark(Effect.NEGATED, (child,), "status.negation")
    elif word in ("longer", "more") and (no := _no(tree, child)) is not None:
        yield Mark(Effect.NEGATED, (no, child), "status.negation")


def adverb(tree: Branches, index: int, child: int, cues: StatusCues) -> Iterator[Mark]:
    """ "allegedly attacked", "probably attacked"."""
    if tree.lowers[child] in NEGATIVES:
        return
    for cue in cues.of(tree.lowers[child], "adverb"):
        yield Mark(cue.effect, (child,), f"status.adverb {cue.where}", cue.certainty)


def modality(tree: Branches, index: int, child: int, cues: StatusCues) -> Iterator[Mark]:
    """ "will attack", "may attack"; "could not agree" did not, "said he would go" will."""
    word = tree.lowers[child]
    lemma = _CONTRACTED.get(word, word)
    if lemma == "would" and tree.lowers[index] == "like":
        return  # they do
    if lemma == "could" and _is_perceived(tree, index):
        return  # "explosions could be heard": there were
    for cue in cues.of(lemma, "auxiliary"):
        rule = f"status.modal {cue.where}"
        if lemma in ("would", "could", "might") and _is_counterfactual(tree, index):
            yield Mark(Effect.NEGATED, (child,), f"status.counterfactual {cue.where}")
        elif lemma == "would" and _backshifted(tree, index):
            yield Mark(Effect.FUTURE, (child,), "status.backshift " + cue.where)
        elif cue.effect is Effect.HYPOTHETICAL and _denies(tree, index, lemma):
            continue
        else:
            yield Mark(cue.effect, (child,), rule, cue.certainty)


def _is_perceived(tree: Branches, index: int) -> bool:
    denied = any(tree.lowers[child] in NEGATIVES for child in tree.children[index])
    perceived = tree.lowers[index] in _PERCEIVED and is_passive(tree, index)
    return perceived and not denied and _condition(tree, index) is None


def _denies(tree: Branches, index: int, lemma: str) -> bool:
    """ "could not agree", "would not say": with these modals a negation denies outright."""
    if lemma not in ("can", "could", "would") or _condition(tree, index) is not None:
        return False
    return any(tree.lowers[child] in NEGATIVES for child in tree.children[index])


def _backshifted(tree: Branches, index: int) -> bool:
    """Whether "would" is the "will" of someone's past words: "said he would visit"."""
    if _condition(tree, index) is not None or in_quotes(tree, index):
        return False
    if any(tree.lowers[child] == "have" for child in helpers(tree, index)):
        return False
    below = index
    for above in tree.upwards(index):
        relation = base(tree.tokens[below].deprel)
        if relation in ("ccomp", "acl") and tense(tree, above) in ("past", "perfect"):
            return True
        if relation not in ("ccomp", "conj", "advcl", "xcomp", "acl"):
            break
        below = above
    return any(
        tense(tree, child) == "past" and has_subject(tree, child)
        for child in tree.all(index, "parataxis")
    )


def _is_counterfactual(tree: Branches, index: int) -> bool:
    """ "Had the law passed, they would have marched": it did not, and they did not."""
    if not any(tree.lowers[child] == "have" for child in helpers(tree, index)):
        return False
    for clause in tree.all(index, *_CONDITIONAL):
        had = next((c for c in helpers(tree, clause) if tree.lowers[c] == "had"), None)
        subject = tree.child(clause, "nsubj", "nsubj:pass", "expl")
        if had is None or subject is None:
            continue
        if had < subject or any(tree.lowers[c] == "if" for c in tree.all(clause, "mark")):
            return True
    return False


def _condition(tree: Branches, index: int) -> int | None:
    """The "if" of a clause that conditions this one."""
    for clause in tree.all(index, *_CONDITIONAL):
        for child in tree.all(clause, "mark"):
            if tree.lowers[child] in _CONDITIONS:
                return child
    return None


def consequence(tree: Branches, index: int, child: int, cues: StatusCues) -> Iterator[Mark]:
    """ "will respond if attacked": what hangs on a condition has not happened."""
    condition = _condition(tree, index)
    if condition is None or tree.heads[condition] != child or _is_counterfactual(tree, index):
        return
    if tense(tree, index) not in ("past", "perfect"):
        yield Mark(Effect.HYPOTHETICAL, (condition,), "status.consequence", Certainty.POSSIBLE)


def opening(tree: Branches, index: int, child: int, cues: StatusCues) -> Iterator[Mark]:
    """The conjunction of the clause: "if", "whether", "without", "instead of"."""
    word = tree.lowers[child]
    if word in ("of", "than") and child > 0:
        word = tree.lowers[child - 1]  # "short of attacking", "rather than attacking"
    for cue in cues.of(word, "conjunction"):
        if cue.effect is Effect.NEGATED and not is_gerund(tree, index) and finite(tree, index):
            continue
        if "clause" in cue.scope:
            yield Mark(cue.effect, (child,), f"status.conjunction {cue.where}", cue.certainty)


def in_case(tree: Branches, index: int, child: int, cues: StatusCues) -> Iterator[Mark]:
    """ "in case either country faces aggression", however the tree hangs the "case"."""
    if tree.lowers[child] == "case" and 0 < child < index and tree.lowers[child - 1] == "in":
        words = (child - 1, child)
        yield Mark(Effect.HYPOTHETICAL, words, "status.in_case", Certainty.POSSIBLE)


def preposition(tree: Branches, index: int, child: int, cues: StatusCues) -> Iterator[Mark]:
    """ "without talks", "instead of a strike", "in case of aggression"."""
    following = tree.lowers[child + 1 : child + 3]
    if tree.lowers[child] == "in" and (following[:1] == ["case"] or following == ["the", "event"]):
        if index > child + 2:
            words = (child, child + 1)
            yield Mark(Effect.HYPOTHETICAL, words, "status.in_case", Certainty.POSSIBLE)
        return
    for cue in cues.of(tree.lowers[child], "conjunction"):
        if "noun" in cue.scope:
            yield Mark(cue.effect, (child,), f"status.preposition {cue.where}", cue.certainty)


def no(tree: Branches, index: int, child: int, cues: StatusCues) -> Iterator[Mark]:
    """ "no talks"."""
    if tree.lowers[child] in ("no", "neither"):
        yield Mark(Effect.NEGATED, (child,), "status.no")


def nobody(tree: Branches, index: int, child: int, cues: StatusCues) -> Iterator[Mark]:
    """ "nobody attacked", "no soldier attacked", "signed no treaty"."""
    if tree.tokens[index].upos not in ("VERB", "AUX", "ADJ"):
        return
    if tree.lowers[child] in _NOBODY:
        if child > 0 and tree.lowers[child - 1] == "to":
            return  # "ratified by 75 votes to none"
        yield Mark(Effect.NEGATED, (child,), "status.nobody")
    elif (found := _no(tree, child)) is not None:
        yield Mark(Effect.NEGATED, (found,), "status.nobody")


def _no(tree: Branches, index: int) -> int | None:
    for child in tree.children[index]:
        if tree.lowers[child] in ("no", "neither") and tree.tokens[child].deprel in _NO:
            return child
    return None


def attribute(tree: Branches, index: int, child: int, cues: StatusCues) -> Iterator[Mark]:
    """ "planned visit", "alleged attack", "possible strike"."""
    if tree.lowers[child] == "next" and _is_told(tree, index):
        return
    for cue in cues.of(tree.lowers[child], "adjective"):
        if "noun" in cue.scope:
            yield Mark(cue.effect, (child,), f"status.attribute {cue.where}", cue.certainty)


def _is_told(tree: Branches, index: int) -> bool:
    """ "have passed through their next phase": next only after what was told before."""
    head = tree.heads[index]
    past = head >= 0 and tense(tree, head) in ("past", "perfect")
    return past and tree.tokens[index].deprel == "obl" and tree.case(index) in _WITHIN


def coordination(tree: Branches, index: int, child: int, cues: StatusCues) -> Iterator[Mark]:
    """ "nor did it attack", "neither attacked nor"."""
    if tree.lowers[child] in ("nor", "neither"):
        yield Mark(Effect.NEGATED, (child,), "status.negation")


def question(tree: Branches, index: int) -> Iterator[Mark]:
    """ "Did the army attack?"; not "Why did the army attack?", which takes it for granted."""
    last = len(tree.lowers) - 1
    while last > index and tree.lowers[last] in "\"'”’)":
        last -= 1
    if last < 0 or tree.lowers[last] != "?" or tree.heads[last] not in (index, -1):
        return
    under = tree.lowers[: index + 1]
    if not any(word in QUESTION_WORDS for word in under):
        yield Mark(Effect.HYPOTHETICAL, (last,), "status.question", Certainty.POSSIBLE)


def imperative(tree: Branches, index: int) -> Iterator[Mark]:
    """ "Withdraw your troops!" asks for what has not been done."""
    token = tree.tokens[index]
    if token.feats.get("Mood") != "Imp" or token.upos != "VERB" or is_infinitive(tree, index):
        return
    if not has_subject(tree, index):
        yield Mark(Effect.HYPOTHETICAL, (index,), "status.imperative", Certainty.POSSIBLE)


_BY_RELATION: Mapping[str, tuple[Rule, ...]] = {
    "advmod": (negation, adverb),
    "aux": (modality,),
    "advcl": (consequence,),
    "mark": (opening, in_case),
    "obl": (consequence, in_case),
    "dep": (consequence, in_case),
    "fixed": (in_case,),
    "ccomp": (consequence,),
    "case": (preposition,),
    "det": (no,),
    "nsubj": (nobody,),
    "obj": (nobody,),
    "amod": (attribute, in_case),
    "compound": (attribute,),
    "cc": (coordination,),
}
