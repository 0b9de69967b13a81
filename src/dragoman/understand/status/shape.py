"""The form of a clause: tense, finiteness, helpers, own subject; and how it hangs on its head."""

from __future__ import annotations

from dragoman.records import Token
from dragoman.understand.branches import Branches

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
HELPERS = ("aux", "aux:pass", "cop")
QUOTE_MARKS = frozenset('"“”„«»')
_NEUTRAL_MARKS = frozenset("of from against for in on with to at about over into".split())
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})


def base(deprel: str) -> str:
    """The relation without its subtype."""
    return deprel.partition(":")[0]


def helpers(tree: Branches, index: int) -> list[int]:
    """The auxiliaries and copulas of a word, in text order."""
    return [c for c in tree.children[index] if tree.tokens[c].deprel in HELPERS]


def has_subject(tree: Branches, index: int) -> bool:
    """Whether the word has a subject of its own."""
    return tree.child(index, *SUBJECTS) is not None


def is_passive(tree: Branches, index: int) -> bool:
    """Whether the verb is in the passive, or a participle that stands for one."""
    if tree.child(index, "aux:pass", "nsubj:pass") is not None:
        return True
    token = tree.tokens[index]
    return token.feats.get("Voice") == "Pass" or (
        token.feats.get("VerbForm") == "Part"
        and token.feats.get("Tense") == "Past"
        and not helpers(tree, index)
        and not has_subject(tree, index)
    )


def finite(tree: Branches, index: int) -> Token | None:
    """The word that carries the clause's tense: the verb itself or its first finite helper."""
    for helper in helpers(tree, index):
        if tree.tokens[helper].feats.get("VerbForm") == "Fin":
            return tree.tokens[helper]
    token = tree.tokens[index]
    if token.feats.get("VerbForm") == "Fin" and token.upos in ("VERB", "AUX"):
        return token
    return None


def tense(tree: Branches, index: int) -> str:
    """ "past", "present", "perfect", or "" for a clause without tense of its own."""
    carrier = finite(tree, index)
    if carrier is None:
        return ""
    if carrier.feats.get("Tense") == "Past":
        return "past"
    if carrier.feats.get("Tense") != "Pres":
        return ""
    return "perfect" if carrier.lemma == "have" and carrier.index != index else "present"


def mark_word(tree: Branches, index: int) -> str:
    """The word that opens the clause ("to", "that", "if", "without"), in lower case."""
    child = tree.child(index, "mark")
    return tree.lowers[child] if child is not None else ""


def is_infinitive(tree: Branches, index: int) -> bool:
    """Whether the clause is an infinitive with "to"."""
    return any(
        tree.lowers[child] == "to" and tree.tokens[child].deprel == "mark"
        for child in tree.children[index]
    )


def is_that_clause(tree: Branches, index: int) -> bool:
    """ "evidence that it attacked": "that" opens the clause and is no part of it."""
    if mark_word(tree, index) != "that":
        return False
    noun = tree.heads[index]
    borrowed = noun >= 0 and tree.tokens[noun].deprel == "nsubj" and tree.heads[noun] < noun
    return has_subject(tree, index) or borrowed  # "disputed that his men fired": his men's clause


def is_gerund(tree: Branches, index: int) -> bool:
    """Whether the clause is an -ing form without helper."""
    return tree.lowers[index].endswith("ing") and tree.child(index, "aux") is None


def in_quotes(tree: Branches, index: int) -> bool:
    """Whether an opened quotation stands before the word in its sentence."""
    marks = sum(1 for word in tree.lowers[:index] if word in QUOTE_MARKS)
    return marks % 2 == 1


def links(tree: Branches, index: int) -> frozenset[str]:
    """How a word hangs on its head, in the words of `scope` in status.yaml.

    "refused to meet" -> {"clause", "to"}; "talks on the border" -> {"on"}; empty where no cue
    can reach it.
    """
    token = tree.tokens[index]
    relation = base(token.deprel)
    if token.deprel == "acl:relcl":
        if is_that_clause(tree, index):
            return frozenset({"clause", "that"})
        return _of_the_tail(tree, index)
    if relation in ("xcomp", "ccomp", "acl", "csubj"):
        return _clause_links(tree, index)
    if relation == "advcl":
        return _adverbial_links(tree, index)
    if token.deprel in ("obj", "nsubj:pass"):
        return frozenset({"object"})
    if token.deprel == "nsubj":
        return frozenset({"subject"})
    if relation in ("obl", "nmod"):
        case = tree.case(index)
        if not case and index < token.head and tree.child(token.head, "aux:pass") is not None:
            return frozenset({"object"})  # "An offensive is expected", hung as a mere adjunct
        return frozenset({"to-noun" if case == "to" else case})
    return frozenset()


def _of_the_tail(tree: Branches, index: int) -> frozenset[str]:
    """Of a relative clause that parsers hang on the noun before the tail it is of, how the tail
    hangs: "concerns over a deal in which Iran sends arms"."""
    first = min(tree.under(index), default=index)
    noun = tree.heads[index]
    tails = [c for c in tree.all(noun, "nmod") if noun < c < first] if noun >= 0 else []
    return frozenset({tree.case(tails[-1])}) if tails else frozenset()


def noun_before(tree: Branches, index: int) -> int | None:
    """The object right before a phrase that parsers hang on the verb: "protection" of "demanded
    protection from raids"."""
    if base(tree.tokens[index].deprel) != "obl":
        return None
    first = min(tree.under(index))
    noun = first - 1
    if noun < 1 or tree.tokens[noun].deprel != "obj" or tree.heads[noun] != tree.heads[index]:
        return None
    return noun


def _clause_links(tree: Branches, index: int) -> frozenset[str]:
    if is_infinitive(tree, index):
        return frozenset({"clause", "to"})
    token = tree.tokens[index]
    noun_participle = token.deprel == "acl" and not mark_word(tree, index)
    if noun_participle and finite(tree, index) is None:
        return frozenset()  # "the threat posed by": it describes the noun, it is not meant
    if is_gerund(tree, index):
        return frozenset({"clause", "ing", mark_word(tree, index)})
    bare = token.feats.get("VerbForm") == "Inf" and not helpers(tree, index)
    if bare and mark_word(tree, index) != "that":
        return frozenset({"clause", "to"})
    if token.deprel == "xcomp" and token.upos in _NOMINAL:
        return frozenset()
    return frozenset({"clause", "that"})


def _adverbial_links(tree: Branches, index: int) -> frozenset[str]:
    """Only what may be a complement in disguise: "accused of attacking", "called on X to go"."""
    if is_infinitive(tree, index):
        return frozenset({"clause", "to"}) if _tight(tree, index) else frozenset({"to"})
    mark = mark_word(tree, index)
    if is_gerund(tree, index) and mark in _NEUTRAL_MARKS:
        return frozenset({"clause", "ing", mark})
    if is_gerund(tree, index) and not mark and index == tree.heads[index] + 1:
        return frozenset({"clause", "ing"})  # "discussed sending troops"
    return frozenset()


def _tight(tree: Branches, index: int) -> bool:
    """An infinitive under a passive or an adjective is its complement: "is set to"."""
    head = tree.heads[index]
    return head >= 0 and (tree.tokens[head].upos == "ADJ" or is_passive(tree, head))
