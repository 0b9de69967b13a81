"""The ranked choice of who speaks: scores, ties, and the fit of its weights."""

from __future__ import annotations

import pytest

from dragoman.records import Span
from dragoman.understand.claims import choice
from dragoman.understand.claims.choice import Asked, Candidate
from dragoman.understand.claims.speakers import _of_whom

HERE = (Span(0, 3),)
ASKED = Asked(1, 1, Span(0, 1))


def one(key: str, *features: str) -> Candidate:
    return Candidate(key, HERE, None, frozenset(features))


def test_nobody_may_speak() -> None:
    assert choice.chosen([], "floating", ASKED) is None


@pytest.mark.parametrize("kind", choice.KINDS)
def test_each_kind_has_weights(kind: str) -> None:
    assert choice.load_weights()[kind]


def test_the_subject_right_before_speaks_before_one_far_back() -> None:
    near = one("near", "person", "before 1", "before subject", "before 1 subject")
    far = one("far", "person", "before far", "before subject")
    assert choice.chosen([far, near], "floating", ASKED) is near


def test_of_equals_the_first() -> None:
    two = [one("a", "person"), one("b", "person")]
    assert choice.chosen(two, "pronoun", ASKED) is two[0]


def test_unknown_features_weigh_nothing() -> None:
    assert choice.score(one("a", "no such feature"), {"person": 2.0}) == 0.0


def place(name: str) -> set[str]:
    return set(_of_whom(one("x", "before 1 object", "charged before 1"), *name.split("|")))


def test_whether_the_words_are_of_who_speaks() -> None:
    assert "charged before 1, of self" in place("he|He had never seen it")
    assert "charged before 1, of another" in place("she|He should resign by Friday")
    assert place("he|The dam is safe") == set()
    assert place("they|It was theirs") == {
        "before 1 object, of another",
        "charged before 1, of another",
    }
