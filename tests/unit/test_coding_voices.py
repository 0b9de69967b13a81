"""Two voices on one word: agreement lifts, contradiction lowers, silence of both says no."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.lessons import load_lessons
from dragoman.coding.lexicon import load_lexicon
from dragoman.coding.voices import chosen, features, load_weights, logistic, logit
from dragoman.records import EventType, Proposal, Proposed, Status

ARREST = next(e for e in load_lexicon().entries("arrest", "verb") if e.type is EventType.COERCE)


def proposal(**types: float) -> Proposal:
    told = tuple(Proposed(EventType(name), p, None, 1.0) for name, p in types.items())
    ranked = tuple(sorted(told, key=lambda p: -p.probability))
    return Proposal(0, ranked, {Status.ACTUAL: 1.0}, 0.0, {}, {})


def confidence(type: EventType, entry: object, said: Proposal | None) -> float:
    row = features(type, entry, said, noun=False)  # type: ignore[arg-type]
    return load_weights().event_confidence(row)


def test_agreement_is_surer_than_either_voice_alone() -> None:
    both = confidence(EventType.COERCE, ARREST, proposal(COERCE=0.95))
    lexicon = confidence(EventType.COERCE, ARREST, proposal(COERCE=0.05))
    model = confidence(EventType.COERCE, None, proposal(COERCE=0.95))
    assert both > lexicon and both > model
    assert both > 0.8


def test_what_neither_voice_reads_is_nothing() -> None:
    assert confidence(EventType.ASSAULT, None, proposal(ASSAULT=0.05)) < load_weights().least


def test_the_likelier_type_of_both_wins() -> None:
    type, _ = chosen(ARREST, proposal(COERCE=0.9, ASSAULT=0.05), load_weights(), noun=False)
    assert type is EventType.COERCE
    type, _ = chosen(None, proposal(COERCE=0.1, ASSAULT=0.85), load_weights(), noun=False)
    assert type is EventType.ASSAULT


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_model_never_makes_an_event_less_likely(low: float, high: float) -> None:
    low, high = sorted((low, high))
    sure = confidence(EventType.AID, None, proposal(AID=high))
    assert sure >= confidence(EventType.AID, None, proposal(AID=low))


@given(st.floats(0.01, 0.99))
def test_log_odds_come_back(probability: float) -> None:
    assert abs(logistic(logit(probability)) - probability) < 1e-9


def test_the_nearest_lesson_has_the_type_and_the_trigger() -> None:
    lesson = load_lessons().nearest(
        EventType.COERCE, "arrest", "arrested", "Police arrested nine students in Nairobi."
    )
    assert lesson is not None
    assert lesson.type is EventType.COERCE
    assert lesson.trigger.startswith("arrest")
    assert lesson.trigger in lesson.text
