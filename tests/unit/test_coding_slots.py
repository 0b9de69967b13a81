"""Who stands where: each construction of the slots' table, on a tree of its own.

The trees are in tests/fixtures/constructions.conllu, as the parser gives them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding.slots import Place, fill
from dragoman.coding.tree import Tree
from dragoman.parse import sentences_from_conllu

FIXTURE = Path(__file__).parent.parent / "fixtures/constructions.conllu"
ARTICLE, SENTENCES = sentences_from_conllu(FIXTURE.read_text(encoding="utf-8"))
TREES = {ARTICLE.words(s.span): Tree.of(s) for s in SENTENCES}

CASES = [
    # sentence, trigger, slot, filler words
    ("Russia attacked Georgia.", "attacked", "subject", "Russia"),
    ("Russia attacked Georgia.", "attacked", "object", "Georgia"),
    ("Georgia was attacked by Russia.", "attacked", "subject", "Russia"),
    ("Georgia was attacked by Russia.", "attacked", "object", "Georgia"),
    ("Troops sent by Russia attacked the town.", "sent", "subject", "Russia"),
    ("Troops sent by Russia attacked the town.", "sent", "object", "Troops"),
    ("Troops sent by Russia attacked the town.", "attacked", "subject", "Troops"),
    ("The rebels who attacked the town fled.", "attacked", "subject", "rebels"),
    ("The man whom police arrested died.", "arrested", "object", "man"),
    ("The man whom police arrested died.", "arrested", "subject", "police"),
    ("Russia and China condemned the attack.", "condemned", "subject", "Russia China"),
    ("Putin arrived in Pyongyang and met Kim.", "met", "subject", "Putin"),
    ("Putin arrived in Pyongyang and met Kim.", "arrived", "in", "Pyongyang"),
    ("Putin arrived in Pyongyang and met Kim.", "arrived", "object", ""),
    ("Iran threatened to attack Israel.", "threatened", "clause", "attack"),
    ("Iran threatened to attack Israel.", "attack", "subject", "Iran"),
    ("France urged Germany to expel the diplomats.", "expel", "subject", "Germany"),
    ("France urged Germany to expel the diplomats.", "urged", "clause.object", "diplomats"),
    ("The arrest of Navalny by Russian police angered Germany.", "arrest", "subject", "police"),
    ("The arrest of Navalny by Russian police angered Germany.", "arrest", "object", "Navalny"),
    ("Russia's invasion of Ukraine was condemned by France.", "invasion", "subject", "Russia"),
    ("Russia's invasion of Ukraine was condemned by France.", "invasion", "object", "Ukraine"),
    ("Talks between Israel and Egypt were held in Cairo.", "Talks", "between", "Israel Egypt"),
    ("Police arrested and beat dozens of protesters.", "arrested", "object", "dozens"),
    ("Police arrested and beat dozens of protesters.", "beat", "subject", "Police"),
    ("Sanctions were imposed on Iran by the European Union.", "Sanctions", "on", "Iran"),
    (
        "The treaty signed between Russia and Belarus was ratified.",
        "signed",
        "between",
        "Russia Belarus",
    ),
    ("Germany agreed to send tanks to Ukraine.", "send", "indirect", "Ukraine"),
    ("Turkey's decision to withdraw troops was praised by Syria.", "withdraw", "subject", "Turkey"),
    ("Turkey's decision to withdraw troops was praised by Syria.", "praised", "subject", "Syria"),
    ("He accused Israel of bombing the hospital.", "accused", "of", "bombing"),
    ("He accused Israel of bombing the hospital.", "bombing", "subject", "Israel"),
]


@pytest.mark.parametrize(("sentence", "trigger", "slot", "fillers"), CASES)
def test_slot(sentence: str, trigger: str, slot: str, fillers: str) -> None:
    tree = TREES[sentence]
    (word,) = (t.index for t in tree.sentence.tokens if t.text == trigger)
    found = fill(Place(tree, word), slot)
    assert " ".join(tree.token(index).text for index in found) == fillers


@pytest.mark.parametrize(
    ("sentence", "noun", "verb", "slot", "fillers"),
    [
        ("Putin paid a visit to China.", "visit", "paid", "subject", "Putin"),
        ("Putin paid a visit to China.", "visit", "paid", "to", "China"),
        ("Kim expressed support for Russia.", "support", "expressed", "subject", "Kim"),
        ("Kim expressed support for Russia.", "support", "expressed", "for", "Russia"),
    ],
)
def test_slot_of_a_noun_with_its_light_verb(
    sentence: str, noun: str, verb: str, slot: str, fillers: str
) -> None:
    tree = TREES[sentence]
    at = {t.text: t.index for t in tree.sentence.tokens}
    found = fill(Place(tree, at[noun], at[verb]), slot)
    assert " ".join(tree.token(index).text for index in found) == fillers
