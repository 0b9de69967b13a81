"""Passages of the corpus become samples: events on words, pairs with signs around them."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from training.corpora import Told
from training.passages import States, lessons, with_marks

from dragoman.parse.model import MARKS, LanguageModel, marked

PASSAGE = {
    "id": "x-1",
    "text": "Police in Nairobi arrested three students on Monday. It rained.",
    "contexts": ["repression"],
    "events": [
        {
            "type": "COERCE",
            "mode": "arrest",
            "status": "actual",
            "alleged": False,
            "stance": None,
            "trigger": [18, 26],
            "actor": [[0, 6]],
            "recipient": [[27, 41]],
            "place": [[10, 17]],
            "date": [[45, 51]],
            "speaker": [],
            "carrier": [],
        }
    ],
}


def test_a_passage_becomes_a_lesson_for_each_sentence() -> None:
    first, second = lessons([PASSAGE], LanguageModel(threads=1))
    (told,) = first.sample.events or ()
    assert first.sample.words[told.word] == "arrested"
    heads = {role: [first.sample.words[w] for w in words] for role, words in told.roles.items()}
    assert heads == {
        "actor": ["Police"],
        "recipient": ["students"],
        "place": ["Nairobi"],
        "date": ["Monday"],
    }
    assert second.sample.events == ()
    assert second.sides == ()


def test_a_marked_pair_moves_everything_along() -> None:
    lesson, _ = lessons([PASSAGE], LanguageModel(threads=1))
    shown = with_marks(lesson.sample, lesson.sides[0])
    assert shown.pair is not None and shown.events is not None
    assert shown.words[shown.pair.actor or 0] == MARKS[0]
    assert shown.words[shown.pair.recipient or 0] == MARKS[2]
    told: Told = shown.events[0]
    assert shown.words[told.word] == "arrested"
    assert [shown.words[w] for w in told.roles["recipient"]] == ["students"]


@given(st.integers(0, 5), st.integers(6, 9))
def test_marks_add_four_words_and_keep_the_rest(actor: int, recipient: int) -> None:
    words = [f"w{n}" for n in range(10)]
    found, place = marked(words, [(actor, actor)], [(recipient, recipient)])
    assert len(found) == 14
    assert [found[p] for p in place] == words


def test_states_are_exchanged_alike_throughout() -> None:
    states = States.of([("Iran", "Iranian", "Tehran"), ("Iraq", "Iraqi", "Baghdad")])
    words = ("Tehran", "said", "Iran", "and", "Iranian", "ships", "left", "Baghdad")
    found = states.swapped(words, random.Random(1))
    row = {"Iran": 0, "Iranian": 0, "Tehran": 0, "Iraq": 1, "Iraqi": 1, "Baghdad": 1}
    assert row[found[0]] == row[found[2]] == row[found[4]]
    assert [found[i] for i in (1, 3, 5, 6)] == [words[i] for i in (1, 3, 5, 6)]
