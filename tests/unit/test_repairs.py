"""Repaired trees are trees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.repairs import NAMED, OBJECTS, SUBJECTS, repaired

RELATIONS = (*SUBJECTS, *OBJECTS, *NAMED, "mark", "ccomp", "parataxis", "acl", "det", "aux")
TAGS = ("VERB", "NOUN", "PROPN", "DET", "ADJ", "SCONJ")


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[int], list[str], list[str]]:
    """Heads without a circle, in any order of words, with relations and parts of speech."""
    size = draw(st.integers(2, 9))
    order = draw(st.permutations(range(size)))
    heads = [-1] * size
    for place, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, place - 1))]
    relations = draw(st.lists(st.sampled_from(RELATIONS), min_size=size, max_size=size))
    tags = draw(st.lists(st.sampled_from(TAGS), min_size=size, max_size=size))
    return heads, relations, tags


@given(trees())
def test_repairs_make_no_circle(tree: tuple[list[int], list[str], list[str]]) -> None:
    heads, _ = repaired(*tree)
    assert heads.count(-1) == 1
    for word in range(len(heads)):
        above, steps = word, 0
        while above >= 0:
            above, steps = heads[above], steps + 1
            assert steps <= len(heads)


def test_the_verb_inside_a_name_stays_under_it() -> None:
    """ "three filling stations": the stations do not become the object of their own filling."""
    heads, relations = repaired(
        [-1, 0, 3, 0], ["root", "nummod", "compound", "nmod"], ["NOUN", "NUM", "VERB", "NOUN"]
    )
    assert (heads[3], relations[3]) == (0, "nmod")


def test_a_little_word_does_not_cross() -> None:
    """ "Taiwan would not bow, Lai replied": "would" is the verb's that is said."""
    heads = [3, 5, 3, 5, 5, -1]
    relations = ["nsubj", "aux", "advmod", "ccomp", "nsubj", "root"]
    upos = ["PROPN", "AUX", "PART", "VERB", "PROPN", "VERB"]
    fixed, _ = repaired(heads, relations, upos)
    assert fixed == (3, 3, 3, 5, 5, -1)


def test_a_little_word_that_crosses_nothing_stays() -> None:
    """ "Would the army leave?": "would" stands before the subject of its verb."""
    heads = [3, 2, 3, -1]
    relations = ["aux", "det", "nsubj", "root"]
    upos = ["AUX", "DET", "NOUN", "VERB"]
    assert repaired(heads, relations, upos)[0] == (3, 2, 3, -1)
