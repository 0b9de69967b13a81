"""Words and sentences by rule: golden lines, and properties that hold on any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.sentences import MOST_WORDS, sentence_spans
from dragoman.parse.words import words_in
from dragoman.records import Span

WORDS = {
    "Putin's visit": "Putin | 's | visit",
    "They didn't and can't.": "They | did | n't | and | ca | n't | .",
    "He cannot go": "He | can | not | go",
    "the state-run media": "the | state | - | run | media",
    "anti-war and ex-minister": "anti-war | and | ex-minister",
    "U.S. and U.N. troops": "U.S. | and | U.N. | troops",
    "Gen. J. Lopez of St. Paul": "Gen. | J. | Lopez | of | St. | Paul",
    "1,200 troops at 10:30 on 9/11": "1,200 | troops | at | 10:30 | on | 9/11",
    "the 1990s and the 19th": "the | 1990s | and | the | 19th",
    "O'Brien and Cote d'Ivoire": "O'Brien | and | Cote | d'Ivoire",
    "“We won’t,” he said…": "“ | We | wo | n’t | , | ” | he | said | …",
    "$5m, 5%": "$ | 5 | m | , | 5 | %",
    "see https://example.org/a?b=1.": "see | https://example.org/a?b=1 | .",
    "protesters' demands": "protesters | ' | demands",
    "war--and peace": "war | -- | and | peace",
    "AT&T said": "AT&T | said",
}

SENTENCES = {
    "He left. She stayed.": 2,
    "Gen. Smith met Mr. Jones in St. Petersburg.": 1,
    "The U.S. Army left. The U.N. stayed.": 2,
    "He lives in the U.S. The embassy is closed.": 2,
    'He said: "We won." Nobody replied.': 2,
    "“We won.” “So did we,” she said.": 2,
    "It happened at 5 p.m. in Cairo.": 1,
    "Talks went on ... and on.": 1,
    "Why? Because it rained!": 2,
    "The army (backed by Iran.) advanced.": 1,
    "On Jan. 5 the No. 2 official resigned.": 1,
    "Prices rose 3.5 percent. 12 people died.": 2,
}


def cut(text: str) -> list[str]:
    return [span.of(text) for span in words_in(text, Span(0, len(text)))]


@pytest.mark.parametrize("text", WORDS)
def test_words_are_cut_as_in_ud_english(text: str) -> None:
    assert " | ".join(cut(text)) == WORDS[text]


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_end_where_they_end(text: str) -> None:
    words = words_in(text, Span(0, len(text)))
    assert len(list(sentence_spans(text, words))) == SENTENCES[text]


def test_an_endless_sentence_is_cut() -> None:
    text = "word " * 1000
    words = words_in(text, Span(0, len(text)))
    lengths = [past - first for first, past in sentence_spans(text, words)]
    assert sum(lengths) == 1000
    assert max(lengths) <= MOST_WORDS


@given(st.text(max_size=200))
def test_every_sign_is_in_one_word_and_words_hold_no_blanks(text: str) -> None:
    words = words_in(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert "".join(span.of(text) for span in words) == "".join(text.split())


@given(st.text(alphabet="aA.!?\"'”’ \n", max_size=80))
def test_every_word_is_in_one_sentence(text: str) -> None:
    words = words_in(text, Span(0, len(text)))
    covered = [i for first, past in sentence_spans(text, words) for i in range(first, past)]
    assert covered == list(range(len(words)))
