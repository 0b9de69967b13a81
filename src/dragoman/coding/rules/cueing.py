"""A word that says whether another's act happened tells of no act itself: "foiled a plot to
assassinate him", "stopped the government from deporting them", "the treaty allows them to send
troops"."""

from __future__ import annotations

from itertools import pairwise

from dragoman.coding.reading import Reading
from dragoman.coding.rules.refusal import Refused
from dragoman.coding.scene import Scene
from dragoman.coding.slots import Place, fill
from dragoman.records import Status
from dragoman.trace import Draft

RULE = "coding.cueing"
SAYING = frozenset(("add", "announce", "confirm", "declare", "disclose", "report", "say", "state"))
"""Verbs by which somebody tells of an act that is told in their clause: the act is the event."""
PERMITTING = frozenset(
    """allow authorise authorize bind compel empower enable entitle let mandate oblige obligate
    permit require""".split()
)
"""What a treaty does in its own words: it sets a rule, and nobody acts."""
PRESCRIBING = frozenset(("prescribe", "specify", "stipulate"))
"""Verbs whose clause is a rule: "the constitution specifies that ministers are removed by vote"."""
RULES_OF_STATE = frozenset(
    """act amendment bill charter code constitution decree directive law legislation mandate
    ordinance provision regulation rule statute""".split()
)
"""What sets rules for a state: "the law lets police shoot looters" tells of no shot."""
NAMING = frozenset(("cite", "identify", "name", "quote"))
"""What a source asks not to be, or declines to be."""
FREEING = frozenset(("discharge", "release"))
"""Verbs by which a patient leaves, too."""
CARE = frozenset(("care", "clinic", "hospital", "sanatorium", "ward"))
"""Where patients are."""
HEARD = 0.8
"""How likely the model must hold the act to be told, to be more than such a word: "called off the
walkout", "asked the court to jail her" are acts themselves."""


def cueing(draft: Draft, reading: Reading, scene: Scene) -> Draft | Refused:
    """Refuse what the model alone reads at a word that keeps another event of the sentence from
    being actual. What an editor reads there stands: "denied" is a REJECT. How a source wants to be
    cited is no act for either voice."""
    if _wants_no_name(reading):
        return Refused(RULE, "it tells how a source wants to be cited")
    if _is_prescribed(reading):
        return Refused(RULE, "it is what a rule prescribes")
    if reading.tree.lemma(reading.word) in FREEING and _leaves_care(reading):
        return Refused(RULE, "a patient goes home")
    if not reading.by_model or reading.lexical is not None:
        return draft
    if reading.tree.lemma(reading.word) in SAYING:
        for child in reading.tree.under(reading.word, "ccomp", "xcomp"):
            if child in scene.readings:
                said = scene.tree.token(child).text
                return Refused(RULE, f"it only announces “{said}”")
    if _sets_a_rule(reading, scene):
        return Refused(RULE, "what an agreement allows or requires is a rule")
    if reading.proposal is not None and reading.proposal.types[0].probability >= HEARD:
        return draft
    here = scene.span(reading.word)
    for word, other in scene.readings.items():
        predicate = scene.predicates.get(word)
        if word == reading.word or other.by_model or predicate is None:
            continue
        if predicate.status is not Status.ACTUAL and here in predicate.evidence:
            return Refused(RULE, f"it only tells what became of “{scene.tree.token(word).text}”")
    return draft


def _wants_no_name(reading: Reading) -> bool:
    """ "who asked not to be named", "declined to be identified", "requested anonymity"."""
    tree = reading.tree
    for child in tree.under(reading.word, "xcomp", "ccomp", "obj", "obl", "nmod"):
        if tree.lemma(child) == "anonymity":
            return True
        if tree.lemma(child) in NAMING and any(tree.under(child, "aux:pass")):
            return tree.token(child).deprel == "xcomp"
    return False


def _leaves_care(reading: Reading) -> bool:
    """ "Trump was released from the hospital": nobody held him."""
    places = fill(reading.place, "from")
    return any(reading.tree.lemma(word) in CARE for word in places)


def _is_prescribed(reading: Reading) -> bool:
    """Whether the word stands in the clause of a verb that sets a rule, or by which a rule does:
    "specifies that ...", "the law lets police ..."."""
    tree = reading.tree
    for below, above in pairwise((reading.word, *tree.above(reading.word))):
        relation = tree.token(below).deprel
        if tree.lemma(above) in PRESCRIBING and relation == "ccomp":
            return True
        if tree.lemma(above) in PERMITTING and relation in ("ccomp", "xcomp"):
            subjects = fill(Place(tree, above), "subject")
            return any(tree.lemma(word) in RULES_OF_STATE for word in subjects)
    return False


def _sets_a_rule(reading: Reading, scene: Scene) -> bool:
    """ "The treaty allows Moscow to send troops"."""
    tree = reading.tree
    if tree.lemma(reading.word) not in PERMITTING:
        return False
    agreements = scene.lexicon.classes.get("agreement", frozenset())
    return any(tree.lemma(word) in agreements for word in fill(reading.place, "subject"))
