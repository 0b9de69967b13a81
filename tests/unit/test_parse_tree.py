"""The best tree: against every tree there is, on small sentences."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.parse.tree import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        word, seen = start, set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        if word:
            return False
    return True


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 4), st.integers(0, 2**31))
def test_no_tree_scores_higher(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    for word in range(size):
        scores[word, word + 1] = -1e9
    heads = best_tree(scores)
    assert is_tree(tuple(heads))

    def total(candidate: tuple[int, ...]) -> float:
        return float(sum(scores[d, h] for d, h in enumerate(candidate)))

    candidates = (c for c in itertools.product(range(size + 1), repeat=size) if is_tree(c))
    assert total(tuple(heads)) == pytest.approx(max(map(total, candidates)), abs=1e-4)


def test_a_long_sentence_of_noise_is_one_tree() -> None:
    scores = np.random.default_rng(7).normal(size=(90, 91)).astype(np.float32)
    for word in range(90):
        scores[word, word + 1] = -1e9
    assert is_tree(tuple(best_tree(scores)))
