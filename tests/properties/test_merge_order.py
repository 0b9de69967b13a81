"""One event by many reports: the order in which reports come changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge import (
    MemoryShelf,
    Rules,
    Source,
    Telling,
    combined,
    gather,
    part_of,
    story_of,
    story_rules,
    telling_rules,
)
from dragoman.merge.cluster import clusters, link
from dragoman.merge.combine import told_often, told_once
from dragoman.merge.compare import compared, party_likeness, stems_of
from dragoman.merge.families import load_families
from dragoman.merge.telling import from_json, to_json
from dragoman.records import EventType, Party, Spot, Status

DAY = date(2024, 6, 19).toordinal()
TOWNS = (
    ("Kano", "NGA", 12.0, 8.52, "town"),
    ("Gusau", "NGA", 12.16, 6.66, "town"),
    ("Nigeria", "NGA", 9.0, 8.0, "country"),
    ("Kano State", "NGA", 11.75, 8.5, "admin1"),
)
PARTIES = (
    Party("Nigeria", "NGA", "GOV", "NGAGOV", "state:NGA", True),
    Party("gunmen", "NGA", "UAF", "NGAUAF", None, False),
    Party("gunmen", "---", "UAF", "UAF", None, False),
    Party("villagers", "NGA", "CVL", "NGACVL", None, False),
    Party("Chad", "TCD", "GOV", "TCDGOV", "state:TCD", True),
    Party("A. B.", "NGA", "GOV", "NGAGOV", "person:a-b:NGA", True),
    Party("C. D.", "NGA", "GOV", "NGAGOV", "person:c-d:NGA", True),
)
sides = st.lists(st.sampled_from(PARTIES), max_size=2, unique=True).map(tuple)
spots = st.none() | st.builds(
    lambda row, loose: Spot(row[0], row[1], None, row[2], row[3], row[4], loose),
    st.sampled_from(TOWNS),
    st.booleans(),
)


@st.composite
def tellings(draw: st.DrawFn) -> list[Telling]:
    count = draw(st.integers(2, 14))
    return [draw(one_telling(number)) for number in range(count)]


@st.composite
def one_telling(draw: st.DrawFn, number: int) -> Telling:
    published = DAY + draw(st.integers(0, 4))
    firm = draw(st.booleans())
    day = published - draw(st.integers(0, 2))
    words = draw(st.sets(st.sampled_from("market bomb village church attack farmer".split())))
    return Telling(
        key=f"{draw(st.integers(0, 9999)):04}-{number}",
        report=f"r{draw(st.integers(0, 8))}",
        type=draw(st.sampled_from([EventType.ASSAULT, EventType.COERCE, EventType.CONSULT])),
        mode=draw(st.sampled_from([None, "explosives", "massacre"])),
        status=draw(st.sampled_from([Status.ACTUAL, Status.ACTUAL, Status.NEGATED])),
        denied=draw(st.booleans()),
        alleged=draw(st.booleans()),
        word=draw(st.sampled_from(["attack", "bomb", "kidnap", "visit"])),
        actors=draw(sides),
        recipients=draw(sides),
        first=day if firm else published - 2,
        last=day if firm else published,
        firm=firm,
        published=published,
        place=draw(spots),
        killed=draw(st.none() | st.integers(1, 30)),
        injured=draw(st.none() | st.integers(1, 30)),
        words=frozenset(words),
        confidence=draw(st.floats(0, 1)),
    )


def groups_of(batches: Sequence[Sequence[Telling]], removed: Sequence[str] = ()) -> set[object]:
    """The merged events after these batches, and after some are taken away."""
    shelf: MemoryShelf[Telling] = MemoryShelf()
    rules = telling_rules()
    for batch in batches:
        shelf.apply(gather(shelf, rules, batch))
    if removed:
        shelf.apply(gather(shelf, rules, (), removed))
    sources = {f"r{n}": Source(f"c{n // 2}", "AFP" if n % 3 == 0 else "") for n in range(9)}
    return {combined(group.items, sources) for group in shelf.groups()}


@settings(max_examples=200, deadline=None)
@given(tellings(), st.randoms(use_true_random=False), st.integers(1, 5))
def test_any_order_and_any_batches_end_in_the_same_events(
    told: list[Telling], chance: Random, size: int
) -> None:
    mixed = list(told)
    chance.shuffle(mixed)
    batches = [mixed[at : at + size] for at in range(0, len(mixed), size)]
    assert groups_of(batches) == groups_of([told])


@settings(max_examples=100, deadline=None)
@given(tellings(), st.data())
def test_a_telling_taken_away_leaves_what_is_there_without_it(
    told: list[Telling], data: st.DataObject
) -> None:
    gone = data.draw(st.lists(st.sampled_from(told), unique=True))
    left = [each for each in told if each not in gone]
    assert groups_of([told], [each.key for each in gone]) == groups_of([left] if left else [])


@settings(max_examples=100, deadline=None)
@given(tellings())
def test_telling_it_twice_changes_nothing(told: list[Telling]) -> None:
    assert groups_of([told, told]) == groups_of([told])


@settings(max_examples=200, deadline=None)
@given(one_telling(1), one_telling(2))
def test_likeness_is_symmetric(one: Telling, other: Telling) -> None:
    families = stems_of(load_families())
    there, back = compared(one, other, families), compared(other, one, families)
    assert there.apart == back.apart
    assert abs(there.score - back.score) < 1e-9
    for a in one.actors:
        for b in other.actors:
            assert party_likeness(a, b) == party_likeness(b, a)


@given(one_telling(1))
def test_an_event_told_once_is_no_other_than_one_told_often(told: Telling) -> None:
    assert told_once(told) == told_often([told], {})


@given(one_telling(1))
def test_a_telling_comes_back_from_a_store(told: Telling) -> None:
    assert from_json(to_json(told)) == told


@settings(max_examples=100, deadline=None)
@given(tellings(), st.randoms(use_true_random=False))
def test_stories_do_not_depend_on_the_order(told: list[Telling], chance: Random) -> None:
    parts = [part_of(event) for event in groups_of([told])]  # type: ignore[arg-type]
    found = []
    for _ in range(2):
        chance.shuffle(parts)
        shelf: MemoryShelf[object] = MemoryShelf()  # type: ignore[type-var]
        for part in parts:
            shelf.apply(gather(shelf, story_rules(), [part]))  # type: ignore[arg-type]
        found.append({story_of(group.items) for group in shelf.groups()})  # type: ignore[arg-type]
    assert found[0] == found[1]


@dataclass(frozen=True)
class Thing:
    """An item of which nothing is known but its key."""

    key: str


@settings(max_examples=300, deadline=None)
@given(st.integers(3, 40), st.integers(0, 10**9), st.sampled_from([0.0, 0.2, 0.5]))
def test_what_is_grouped_anew_in_part_is_as_if_all_were(
    count: int, seed: int, least_share: float
) -> None:
    """Any likeness and any two kept apart, which have nothing to do with each other."""
    chance = Random(seed)
    things = [Thing(f"{number:02}") for number in range(count)]
    likeness = {
        frozenset((a.key, b.key)): chance.choice([0.7, 0.8, round(chance.random(), 2)])
        for a, b in combinations(things, 2)
        if chance.random() < 3 / count
    }
    apart = {pair for pair in likeness if chance.random() < 0.2}
    apart |= {
        frozenset((a.key, b.key)) for a, b in combinations(things, 2) if chance.random() < 0.1
    }
    rules: Rules[Thing] = Rules(
        lambda thing: ("all",),
        lambda thing: ("all",),
        lambda one, other: likeness.get(frozenset((one.key, other.key))),
        lambda one, other: frozenset((one.key, other.key)) in apart,
        least_share,
    )
    shelf: MemoryShelf[Thing] = MemoryShelf()
    there: dict[str, Thing] = {}
    for _ in range(count):
        added = chance.sample(things, chance.randint(0, 3))
        removed = chance.sample(sorted(there), min(len(there), chance.randint(0, 2)))
        removed = [key for key in removed if Thing(key) not in added]
        shelf.apply(gather(shelf, rules, added, removed))
        there = {key: thing for key, thing in there.items() if key not in removed}
        there |= {thing.key: thing for thing in added}
        links = [
            link(*sorted(pair), score) for pair, score in likeness.items() if pair <= there.keys()
        ]
        whole = clusters(there, links, lambda a, b: frozenset((a, b)) in apart, least_share)
        assert [tuple(t.key for t in group.items) for group in shelf.groups()] == whole
