"""Status of verbs and event nouns, over hand-checked trees (understand_trees.conllu)."""

from pathlib import Path

import pytest

from dragoman.parse.conllu import sentences_from_conllu
from dragoman.records import (
    Article,
    Certainty,
    Moment,
    Parsed,
    Polarity,
    Predicate,
    Sentence,
    Status,
    Time,
)
from dragoman.understand import load_cues
from dragoman.understand.dates import find_dates
from dragoman.understand.status import find_predicates

TREES = Path(__file__).with_name("understand_trees.conllu")


def load_trees() -> tuple[Article, dict[str, Sentence]]:
    article, sentences = sentences_from_conllu(TREES.read_text(encoding="utf-8"))
    return article, {article.words(sentence.span): sentence for sentence in sentences}


ARTICLE, SENTENCES = load_trees()


def predicates(text: str, published: str | None = "2024-06-19") -> dict[str, Predicate]:
    moment = Moment(published, "given") if published else None
    article = Article(ARTICLE.id, ARTICLE.text, ARTICLE.parts, published=moment)
    parsed = Parsed(article, (SENTENCES[text],))
    cues = load_cues()
    dates = find_dates(parsed, cues.calendar)
    found = find_predicates(parsed, dates, cues.status, cues.calendar, cues.event_nouns)
    return {article.words(predicate.span): predicate for predicate in found}


GOLDEN = [
    ("The envoy met the rebels on Friday.", "met", "actual"),
    ("The army did not enter the town but shelled the school.", "enter", "negated"),
    ("The army did not enter the town but shelled the school.", "shelled", "actual"),
    ("The army will attack the city.", "attack", "future"),
    ("The army may attack the city.", "attack", "hypothetical"),
    ("No soldier attacked the camp, and nobody fled.", "attacked", "negated"),
    ("No soldier attacked the camp, and nobody fled.", "fled", "negated"),
    ("There is no evidence that Russia attacked the ship.", "attacked", "negated"),
    ("Iran refused to meet the inspectors.", "refused", "actual"),
    ("Iran refused to meet the inspectors.", "meet", "negated"),
    (
        "The sides failed to reach an agreement and refused to hold talks.",
        "agreement",
        "negated",
    ),
    ("The sides failed to reach an agreement and refused to hold talks.", "talks", "negated"),
    ("The minister denied attacking the port without warning anyone.", "attacking", "negated"),
    ("The minister denied attacking the port without warning anyone.", "warning", "negated"),
    ("Tehran dismissed reports that it had shelled the town.", "shelled", "negated"),
    ("The premier ruled out sending troops to the front.", "sending", "negated"),
    ("The fleet averted a strike on the port.", "strike", "negated"),
    ("The king's planned visit to Moscow was called off.", "visit", "negated"),
    ("The president said he would visit Seoul on Thursday.", "visit", "future"),
    ("The president said he visited Seoul on Thursday.", "visited", "actual"),
    ("The two leaders are expected to meet in Geneva next month.", "meet", "future"),
    ("Putin to visit Pyongyang next week", "visit", "future"),
    ("Russia will respond if NATO attacks the island.", "respond", "hypothetical"),
    ("Russia will respond if NATO attacks the island.", "attacks", "hypothetical"),
    ("Israel threatened to attack the port.", "threatened", "actual"),
    ("Israel threatened to attack the port.", "attack", "hypothetical"),
    ("The council urged both sides to stop fighting and to resume talks.", "talks", "hypothetical"),
    ("The general demanded that the army withdraw.", "withdraw", "hypothetical"),
    (
        "The treaty provides for assistance in case of aggression against one of the parties.",
        "aggression",
        "hypothetical",
    ),
    ("The ministers discussed a possible visit by the president.", "visit", "hypothetical"),
    ("The ministers discussed a possible visit by the president.", "discussed", "actual"),
    ("Did Russia attack the convoy?", "attack", "hypothetical"),
    ("The envoy could not reach the rebels.", "reach", "negated"),
    ("Japan is considering imposing sanctions on the state.", "sanctions", "hypothetical"),
    ("The king signed a treaty to protect the border.", "signed", "actual"),
    ("The king signed a treaty to protect the border.", "protect", "hypothetical"),
    ("The army fought the rebels in 1953.", "fought", "historical"),
    ("The army has fought the rebels since 2011.", "fought", "actual"),
    ("The Soviet army fought the Japanese on the peninsula.", "fought", "historical"),
    ("The general welcomed the envoy after World War II.", "welcomed", "historical"),
    ("The Khmer Rouge killed the monks.", "killed", "historical"),
    ("Villagers were deported under colonial rule.", "deported", "historical"),
    ("Troops came to end a siege.", "siege", "actual"),
    ("Tehran owed nothing and sued Paris.", "sued", "actual"),
    ("The group did not deny attacking the convoy.", "attacking", "hypothetical"),
    ("The state has no plan to attack the island.", "attack", "negated"),
    ("The premier managed to meet the rebels.", "meet", "actual"),
    ("Kim said that his country fully supported the invasion.", "supported", "actual"),
    ("The secretary called for talks.", "talks", "hypothetical"),
    ("Rebels agreed to release the hostages after talks.", "release", "future"),
    ("Rebels agreed to release the hostages after talks.", "talks", "actual"),
    ("Poland stopped short of blaming Russia for the explosion.", "blaming", "negated"),
    ("The general seized power in a 2014 coup.", "seized", "historical"),
    ("The town has yet to receive help.", "receive", "negated"),
    ("The rebels may have shelled the town.", "shelled", "hypothetical"),
    ("China called on all parties to avoid an attack.", "attack", "hypothetical"),
    ("The fleet will hold an exercise, but no talks are planned.", "exercise", "future"),
    ("The fleet will hold an exercise, but no talks are planned.", "talks", "negated"),
    ("The president ordered a halt to the shelling.", "shelling", "actual"),
    ("Blasts could be heard in the port.", "heard", "actual"),
    ("The house ratified it by 75 votes to none.", "ratified", "actual"),
    ("The ministry never confirmed it and in May arrested its chief.", "arrested", "actual"),
    ("The union called off its march.", "march", "negated"),
    ("An offensive is expected in spring.", "offensive", "future"),
    ("The army did not try to capture the town.", "capture", "negated"),
    ("The first refugees to be sent home flew on Tuesday.", "sent", "actual"),
]


@pytest.mark.parametrize(("text", "word", "status"), GOLDEN)
def test_status_of_a_word(text: str, word: str, status: str) -> None:
    assert predicates(text)[word].status.value == status


ALLEGED = [
    ("The army has reportedly arrested four students.", "arrested", True),
    ("The general is said to have met the rebels.", "met", True),
    ("The rebels claimed that they had attacked the convoy.", "attacked", True),
    ("Police accused the group of bombing the bridge.", "bombing", True),
    (
        "The visit comes amid concerns over an arrangement in which the state provides its "
        "neighbour with arms.",
        "provides",
        True,
    ),
    (
        "The visit comes amid concerns over an arrangement in which the state provides its "
        "neighbour with arms.",
        "visit",
        False,
    ),
    ("Kim said that his country fully supported the invasion.", "supported", False),
    ("Police accused the group of bombing the bridge.", "accused", False),
]


@pytest.mark.parametrize(("text", "word", "alleged"), ALLEGED)
def test_only_claims_are_alleged(text: str, word: str, alleged: bool) -> None:
    found = predicates(text)[word]
    assert found.alleged is alleged
    assert found.status is Status.ACTUAL


def test_every_decided_status_shows_its_words_and_rule() -> None:
    for text, word, status in GOLDEN:
        found = predicates(text)[word]
        assert bool(found.made_by) == (status != "actual"), text
        assert bool(found.evidence) == (status != "actual"), text


def test_evidence_is_the_deciding_words() -> None:
    text = "The king's planned visit to Moscow was called off."
    evidence = [ARTICLE.words(span) for span in predicates(text)["visit"].evidence]
    assert evidence == ["planned", "called", "off"]


def test_a_denied_plan_is_denied_and_lies_ahead() -> None:
    found = predicates("The army may attack the city.")["attack"]
    assert (found.certainty, found.time) == (Certainty.POSSIBLE, Time.FUTURE)
    found = predicates("The envoy could not reach the rebels.")["reach"]
    assert (found.polarity, found.time) == (Polarity.NEGATIVE, Time.PAST)


def test_only_what_is_doubted_is_doubtful() -> None:
    found = predicates("The envoy may leave when the talks end.")
    assert found["leave"].certainty is Certainty.POSSIBLE
    assert found["end"].certainty is Certainty.CERTAIN
    found = predicates("The army did not try to capture the town.")
    assert found["capture"].certainty is Certainty.CERTAIN


def test_history_is_measured_from_the_report() -> None:
    text = "The army fought the rebels in 1953."
    assert predicates(text, "1953-07-01")["fought"].status is Status.ACTUAL
    assert predicates(text, None)["fought"].status is Status.HISTORICAL
    soviet = "The Soviet army fought the Japanese on the peninsula."
    assert predicates(soviet, "1985-07-01")["fought"].status is Status.ACTUAL
