"""Word pieces, shapes, letters and lemma recipes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.features import LETTERS_KEPT, SHAPE_NUMBERS, letters_of, shape_of
from dragoman.parse.lemmas import apply_recipe, recipe_for
from dragoman.parse.wordpieces import MOST_PIECES, WordPieces, plain

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "put", "##in", "'", "s", "un", "##s"]


@pytest.fixture
def pieces() -> WordPieces:
    return WordPieces(VOCABULARY)


def test_the_longest_piece_comes_first(pieces: WordPieces) -> None:
    assert pieces("Putin") == (5, 6)
    assert pieces("'s") == (7, 8)


def test_an_unknown_word_is_one_unknown_piece(pieces: WordPieces) -> None:
    assert pieces("xyz") == (pieces.unknown,)


@given(st.text(min_size=1, max_size=40))
def test_every_word_gives_one_to_eight_pieces(word: str) -> None:
    assert 1 <= len(WordPieces(VOCABULARY)(word)) <= MOST_PIECES


def test_accents_fall() -> None:
    assert plain("Erdoğan") == "erdogan"
    assert plain("Śląsk") == "slask" or plain("Śląsk").startswith("sl")


@pytest.mark.parametrize(
    ("word", "name"),
    [("the", 0), ("Putin", 1), ("NATO", 2), ("McCain", 3), ("2024", 4), ("G7", 5), (",", 6)],
)
def test_shapes(word: str, name: int) -> None:
    assert shape_of(word, first=False) == name
    assert shape_of(word, first=True) == name + SHAPE_NUMBERS // 2


@given(st.text(min_size=1, max_size=60))
def test_letters_have_one_length(word: str) -> None:
    assert len(letters_of(word)) == LETTERS_KEPT


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("treaties", "treaty"),
        ("was", "be"),
        ("Signed", "sign"),
        ("Putin", "Putin"),
        ("men", "man"),
        ("n't", "not"),
        ("U.S.", "U.S."),
        ("Forces", "force"),
    ],
)
def test_a_recipe_gives_its_lemma_back(form: str, lemma: str) -> None:
    assert apply_recipe(recipe_for(form, lemma), form) == lemma


LEMMAS = st.text(min_size=1, max_size=12).filter(lambda t: not any(c.isdigit() for c in t))


@given(st.text(min_size=1, max_size=12), LEMMAS)
def test_any_lemma_has_a_recipe(form: str, lemma: str) -> None:
    assert apply_recipe(recipe_for(form, lemma), form) == lemma
