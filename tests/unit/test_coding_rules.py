"""According to whom, when, where, how sure, and the shape of a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from coding_trees import actor, drafts, line, understood

from dragoman.coding.rules import RULES
from dragoman.records import (
    Certainty,
    Claim,
    DateBasis,
    DateExpression,
    DateType,
    EventPlace,
    Polarity,
    Predicate,
    Quote,
    Sentence,
    Span,
    Stance,
    Status,
    Time,
)
from dragoman.trace import Draft

SAID = (
    "Lavrov/PROPN/2/nsubj said/VERB/0/root/say Ukraine/PROPN/4/nsubj"
    " attacked/VERB/2/ccomp/attack Donetsk/PROPN/4/obj on/ADP/7/case Monday/PROPN/4/obl"
)
ACTORS = "Lavrov=RUSGOV Ukraine=UKRGOV Donetsk=UKRCVL"


def words(sentence: Sentence, first: str, last: str | None = None) -> Span:
    """The span from one word to another."""
    spans = {token.text: token.span for token in sentence.tokens}
    return Span(spans[first].start, spans[last or first].end)


def claim(sentence: Sentence, speaker: str, code_name: str, content: Span, stance: Stance) -> Claim:
    source = words(sentence, speaker)
    cue = next(t.span for t in sentence.tokens if t.lemma in ("say", "thank"))
    who = actor(code_name, source, speaker)
    return Claim((source,), (cue,), (content,), Quote.INDIRECT, stance, who, None, 0, "test")


def said(stance: Stance, speaker: str = "Lavrov", code_name: str = "RUSGOV") -> Draft:
    """The attack of the sentence, under a claim of that stance."""
    _, (sentence,), _ = understood(SAID)
    content = words(sentence, "Ukraine", "Monday")
    found, _ = drafts(SAID, ACTORS, claims=(claim(sentence, speaker, code_name, content, stance),))
    return found[0]


def test_the_content_of_a_claim_is_attributed_to_its_speaker() -> None:
    (found,) = said(Stance.ASSERTS).value("attributions")  # type: ignore[misc]
    assert (found.speaker.name, found.cue, found.quote) == ("Lavrov", "said", Quote.INDIRECT)
    assert line(said(Stance.ASSERTS)) == "ASSAULT Ukraine -> Donetsk actual"


def test_what_another_alleges_is_alleged() -> None:
    assert line(said(Stance.ALLEGES)) == "ASSAULT Ukraine -> Donetsk actual alleged"


def test_who_tells_of_his_own_act_does_not_allege_it() -> None:
    own = said(Stance.ALLEGES, "Ukraine", "UKRGOV")
    assert line(own) == "ASSAULT Ukraine -> Donetsk actual"


def test_the_word_of_saying_is_not_said_by_itself() -> None:
    tree = "Putin/PROPN/2/nsubj thanked/VERB/0/root/thank Kim/PROPN/2/obj"
    _, (sentence,), _ = understood(tree)
    whole = claim(sentence, "Putin", "RUSGOV", words(sentence, "Putin", "Kim"), Stance.ASSERTS)
    (found,), _ = drafts(tree, "Putin=RUSGOV Kim=PRKGOV", claims=(whole,))
    assert found.value("attributions") == ()


MUST = (
    "Lavrov/PROPN/2/nsubj said/VERB/0/root/say Ukraine/PROPN/5/nsubj must/AUX/5/aux"
    " withdraw/VERB/2/ccomp from/ADP/7/case Donetsk/PROPN/5/obl"
)


def test_who_says_that_another_must_act_demands_it() -> None:
    _, (sentence,), _ = understood(MUST)
    content = words(sentence, "Ukraine", "Donetsk")
    speaker = claim(sentence, "Lavrov", "RUSGOV", content, Stance.ASSERTS)
    (found,), _ = drafts(MUST, ACTORS, claims=(speaker,))
    assert line(found) == "REQUEST.yield Lavrov -> Ukraine actual"


def test_who_says_that_he_himself_must_act_demands_nothing() -> None:
    _, (sentence,), _ = understood(MUST)
    content = words(sentence, "Ukraine", "Donetsk")
    speaker = claim(sentence, "Lavrov", "UKRGOV", content, Stance.ASSERTS)
    (found,), _ = drafts(MUST, ACTORS, claims=(speaker,))
    assert line(found) == "RETREAT.withdraw Ukraine -> Donetsk hypothetical"


def expression(value: str, span: Span, type: DateType = DateType.DATE) -> DateExpression:
    return DateExpression(span, 0, type, value, value, None, True, "test")


def test_the_day_of_the_clause_is_the_day_of_the_event() -> None:
    _, (sentence,), _ = understood(SAID)
    monday = expression("2024-06-17", words(sentence, "Monday"))
    (found,), _ = drafts(SAID, ACTORS, dates=(monday,))
    date = found.value("date")
    assert (date.value, date.text, date.basis) == ("2024-06-17", "Monday", DateBasis.RELATIVE)  # type: ignore[attr-defined]


def test_a_duration_is_no_day() -> None:
    _, (sentence,), _ = understood(SAID)
    lasting = expression("P3D", words(sentence, "Monday"), DateType.DURATION)
    (found,), _ = drafts(SAID, ACTORS, dates=(lasting,))
    assert found.value("date") is None


def test_no_day_and_no_publication_date_is_no_date() -> None:
    (found,), _ = drafts(SAID, ACTORS)
    assert found.value("date") is None


def place_of(tree: str, actors: str) -> EventPlace | None:
    (found,), _ = drafts(tree, actors)
    value = found.value("place")
    assert value is None or isinstance(value, EventPlace)
    return value


def test_a_place_is_named_in_the_clause() -> None:
    tree = (
        "Police/NOUN/2/nsubj/police attacked/VERB/0/root/attack monks/NOUN/2/obj/monk in/ADP/5/case"
        " {place}/PROPN/2/obl/{place}/_/LOC"
    )
    place = place_of(tree.format(place="Myanmar"), "Police=MMRCOP monks=MMRREL Myanmar=MMRGOV")
    assert place is not None
    assert (place.name, place.country) == ("Myanmar", "MMR")
    unknown = place_of(tree.format(place="Lashio"), "Police=MMRCOP monks=MMRREL")
    assert unknown is not None
    assert (unknown.name, unknown.country) == ("Lashio", None)


def test_a_visit_is_where_it_goes() -> None:
    tree = (
        "Putin/PROPN/2/nsubj paid/VERB/0/root/pay a/DET/4/det visit/NOUN/2/obj to/ADP/6/case"
        " China/PROPN/2/obl/China/_/LOC"
    )
    place = place_of(tree, "Putin=RUSGOV China=CHNGOV")
    assert place is not None
    assert place.country == "CHN"


def test_the_status_understood_is_the_status_coded() -> None:
    _, (sentence,), _ = understood(SAID)
    token = next(t for t in sentence.tokens if t.text == "attacked")
    predicate = Predicate(
        0,
        token.index,
        token.span,
        Status.HISTORICAL,
        Polarity.POSITIVE,
        Certainty.CERTAIN,
        Time.PAST,
        evidence=(words(sentence, "Monday"),),
        made_by=("status.test",),
    )
    (found,), _ = drafts(SAID, ACTORS, predicates=(predicate,))
    assert line(found) == "ASSAULT Ukraine -> Donetsk historical"
    (step,) = (s for s in found.steps if s.field == "status")
    assert step.evidence == predicate.evidence
    assert step.reason == "status.test"


def test_every_step_names_its_rule_and_rests_on_words_of_the_text() -> None:
    article, _, _ = understood(SAID, ACTORS)
    (found,), _ = drafts(SAID, ACTORS)
    assert all(step.rule.startswith("coding.") for step in found.steps)
    for step in found.steps:
        assert all(0 <= s.start < s.end <= len(article.text) for s in step.evidence)
    kind = next(step for step in found.steps if step.field == "event_type")
    assert kind.source is not None
    assert kind.source.startswith("lexicon/events/ASSAULT.yaml:")


def test_the_rules_are_functions_with_files_of_their_own() -> None:
    names = [rule.__name__ for rule in RULES]
    assert {name for name in names if names.count(name) > 1} == {"ahead"}
    for rule in RULES:
        assert rule.__module__ == f"dragoman.coding.rules.{rule.__name__}"
        assert rule.__doc__


def test_unknown_parties_are_less_sure() -> None:
    from coding_trees import small_lexicon

    from dragoman.coding import code, load_ontology
    from dragoman.coding.voices import load_weights
    from dragoman.trace import Journal

    def confidence(change: Callable[[bool], bool]) -> float:
        *_, record = understood(
            "Russia/PROPN/2/nsubj attacked/VERB/0/root/attack Lagos/PROPN/2/obj",
            "Russia=RUSGOV Lagos=NGACVL",
        )
        mentions = tuple(
            replace(m, actor=replace(m.actor, known=change(m.actor.known))) for m in record.actors
        )
        changed = replace(record, actors=mentions)
        coded = code(changed, small_lexicon(), load_ontology(), load_weights(), Journal())
        return float(str(coded.drafts[0].value("confidence")))

    assert confidence(lambda known: known) > confidence(lambda known: not known)
