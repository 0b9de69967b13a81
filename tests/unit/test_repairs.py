"""Repaired trees are trees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.repairs import NAMED, OBJECTS, SUBJECTS, repaired

RELATIONS = (*SUBJECTS, *OBJECTS, *NAMED, "mark", "cc", "ccomp", "parataxis", "acl", "det", "aux")
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


def test_a_clause_before_an_inserted_verb_of_saying_is_of_what_is_said() -> None:
    """ "Rebels attacked after jets struck, he said": not "after jets struck, he said"."""
    heads = [1, -1, 4, 4, 6, 6, 1]
    relations = ["nsubj", "root", "mark", "nsubj", "ccomp", "nsubj", "parataxis"]
    upos = ["NOUN", "VERB", "SCONJ", "NOUN", "VERB", "PRON", "VERB"]
    fixed, names = repaired(heads, relations, upos)
    assert (fixed[4], names[4]) == (1, "advcl")


def test_a_clause_of_its_own_before_an_inserted_verb_of_saying_stays() -> None:
    """ "India left; Pakistan would fight, he said": only the second is said."""
    heads = [1, -1, 4, 4, 6, 6, 1]
    relations = ["nsubj", "root", "nsubj", "aux", "ccomp", "nsubj", "parataxis"]
    upos = ["PROPN", "VERB", "PROPN", "AUX", "VERB", "PRON", "VERB"]
    assert repaired(heads, relations, upos) == (tuple(heads), tuple(relations))


def test_what_goes_on_after_an_inserted_verb_of_saying_is_of_what_is_said() -> None:
    """ "Shells hit, he said, and troops left"; the shells are no subject of the saying."""
    heads = [3, -1, 3, 1, 6, 6, 3]
    relations = ["nsubj", "root", "nsubj", "parataxis", "cc", "nsubj", "ccomp"]
    upos = ["NOUN", "VERB", "PRON", "VERB", "CCONJ", "NOUN", "VERB"]
    fixed, names = repaired(heads, relations, upos)
    assert (fixed[0], fixed[6], names[6]) == (1, 1, "conj")


def test_the_first_subject_is_of_the_clause_that_is_said() -> None:
    """ "Kabul would not yield, its envoy said": Kabul yields, the envoy says."""
    heads = [4, 2, 4, 4, -1]
    relations = ["nsubj", "aux", "ccomp", "nsubj", "root"]
    upos = ["PROPN", "AUX", "VERB", "NOUN", "VERB"]
    assert repaired(heads, relations, upos)[0] == (2, 2, 4, 4, -1)


def test_a_second_relative_clause_is_what_the_first_says() -> None:
    """ "weapons it said belonged to them": they are only said to belong."""
    heads = [-1, 2, 0, 0, 5, 3]
    relations = ["root", "nsubj", "acl:relcl", "acl:relcl", "case", "obl"]
    upos = ["NOUN", "PRON", "VERB", "VERB", "ADP", "PRON"]
    fixed, names = repaired(heads, relations, upos)
    assert (fixed[3], names[3]) == (2, "ccomp")


def test_a_second_relative_clause_with_a_subject_of_its_own_stays() -> None:
    """ "people he met who fled": who fled is told of the people."""
    heads = [-1, 2, 0, 4, 0]
    relations = ["root", "nsubj", "acl:relcl", "nsubj", "acl:relcl"]
    upos = ["NOUN", "PRON", "VERB", "PRON", "VERB"]
    assert repaired(heads, relations, upos) == (tuple(heads), tuple(relations))
