"""Groups of copies: what hangs together by pairs of copies, in any order and of any number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import combinations
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge.cluster import components, link
from dragoman.read.copies import Copies, compared
from dragoman.read.signatures import Signature

FORMULA = range(100)
"""The runs that all reports of the largest sets share."""
COUNT = 260
DAY = date(2024, 6, 19).toordinal()


def hashes(numbers: Iterable[int]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return np.array(sorted(set(numbers)), dtype=np.uint64)


def made(chance: Random, number: int, models: list[Signature]) -> Signature:
    """A report to a form with runs and names of its own, or one made out of an earlier one; now and
    then the same words, another day, or a body too short to be compared."""
    if models and chance.random() < 0.4:
        model = chance.choice(models)
        if chance.random() < 0.2:
            return model
        share = chance.choice([0.35, 0.6, 0.9])
        runs = [run for run in model.runs.tolist() if chance.random() < share]
        names = [name for name in model.names.tolist() if chance.random() < 0.8]
        words = [word for word in model.words.tolist() if chance.random() < 0.9]
    else:
        runs, names, words = chance.sample(FORMULA, chance.choice([4, 30, 60])), [], []
    own = chance.choice([3, 20, 60])
    runs += [1_000 + chance.randrange(10**9) for _ in range(own)]
    names += [chance.randrange(12) for _ in range(chance.randint(0, 6))]
    words += chance.sample(range(30), 20)
    day = chance.choice([0, *(DAY + 3 * n for n in range(5))])
    return Signature(f"{number:032x}", hashes(runs), hashes(names), hashes(words), day)


@cache
def reports(seed: int, count: int = COUNT) -> tuple[tuple[str, Signature], ...]:
    chance = Random(seed)
    told: list[Signature] = []
    for number in range(count):
        told.append(made(chance, number, told[-40:]))
    return tuple((f"{number:04}", own) for number, own in enumerate(told))


@cache
def wanted(seed: int) -> frozenset[frozenset[str]]:
    """The groups by comparing each report with each other."""
    known = dict(reports(seed))
    pairs = [
        link(one, other, 1.0)
        for one, other in combinations(known, 2)
        if compared(known[one], known[other])[0] is not None
    ]
    homes = components(known, pairs)
    return frozenset(
        frozenset(name for name in known if homes[name] == home) for home in set(homes.values())
    )


def grouped(told: Iterable[tuple[str, Signature]]) -> frozenset[frozenset[str]]:
    seen = Copies()
    for name, own in told:
        seen.keep(name, own)
    return frozenset(map(frozenset, seen.groups()))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2), st.randoms(use_true_random=False))
def test_any_order_of_many_reports_to_one_form_gives_the_same_groups(
    seed: int, chance: Random
) -> None:
    mixed = list(reports(seed))
    chance.shuffle(mixed)
    found = grouped(mixed)
    assert found == wanted(seed)
    assert 10 < len(found) < COUNT - 10


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2), st.randoms(use_true_random=False), st.integers(1, COUNT))
def test_copies_restored_are_as_if_all_had_been_compared(
    seed: int, chance: Random, count: int
) -> None:
    mixed = list(reports(seed))
    chance.shuffle(mixed)
    before, after = Copies(), Copies()
    for name, own in mixed[:count]:
        before.keep(name, own)
    names = dict.fromkeys((name for name, _ in mixed[:count]), "")
    names |= {name: before.least_of(name) for name in names}
    first: dict[str, str] = {}
    for name, own in sorted(mixed[:count]):
        after.restore(name, own, first.get(names[name]))
        first.setdefault(names[name], name)
    after.renamed()
    changed = set()
    for name, own in mixed[count:]:
        after.keep(name, own)
        changed |= after.renamed().keys()
    assert frozenset(map(frozenset, after.groups())) == wanted(seed)
    for group in wanted(seed):
        for name in group:
            assert after.least_of(name) == min(group)
            assert name in changed or names.get(name, name) == min(group)


def test_symmetric() -> None:
    told = reports(3, 60)
    for (_, one), (_, other) in combinations(told, 2):
        assert compared(one, other) == compared(other, one)


def test_more_copies_than_ever_are_one_source() -> None:
    """A wire story that two hundred sites print, each with words of its own at the end."""
    chance = Random(5)
    story = [10_000 + n for n in range(80)]
    seen = Copies()
    for number in range(200):
        runs = hashes([*story, *(10**6 + chance.randrange(10**9) for _ in range(6))])
        seen.keep(str(number), Signature(f"{number:032x}", runs, hashes([2]), hashes([7]), DAY))
    assert seen.sources() == 1
