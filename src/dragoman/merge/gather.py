"""Tellings -> groups that each are one event, report by report; events -> stories the same way.

What is new is compared with what lies in its blocks alone, and of the groups only those are made
again that it is linked with, directly or through others. They are made from their items and links,
of which neither depends on what came first: so any order of reports ends in the same groups, and a
report taken away leaves what would be there without it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, Protocol, TypeVar

from dragoman.merge.blocks import blocks_of, searched_blocks
from dragoman.merge.cluster import LEAST_SHARE, Link, clusters, components, link
from dragoman.merge.compare import compared, kept_apart, stems_of
from dragoman.merge.families import Families, load_families
from dragoman.merge.telling import Telling


class Keyed(Protocol):
    """What can be gathered: a thing with a key."""

    @property
    def key(self) -> str:
        """Its name, unlike that of all others."""


Item = TypeVar("Item", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Rules(Generic[Item]):
    """What is compared with what, what is linked, and what never stands in one group.

    `filed` and `searched` give the blocks of an item and those in which its candidates are;
    `likeness` the score of a link or None; `apart` and `least_share` are as in `clusters`. All are
    symmetric.
    """

    filed: Callable[[Item], tuple[str, ...]]
    searched: Callable[[Item], tuple[str, ...]]
    likeness: Callable[[Item, Item], float | None]
    apart: Callable[[Item, Item], bool]
    least_share: float = LEAST_SHARE


class Shelf(Protocol[Item]):
    """Where items, their blocks and their links are kept: a store, or memory."""

    def filed(self, blocks: Collection[str]) -> dict[str, set[str]]:
        """The keys filed under each of the blocks."""

    def items(self, keys: Collection[str]) -> dict[str, Item]:
        """The items of keys; keys that are not kept are left out."""

    def neighbours(self, keys: Collection[str]) -> set[str]:
        """All keys of the neighbourhoods (items linked, directly or not) that hold any of these."""

    def links(self, keys: Collection[str]) -> list[Link]:
        """The links that have one of their two ends among the keys."""

    def put(self, items: Sequence[tuple[Item, tuple[str, ...]]]) -> None:
        """Keep new items, with their blocks."""

    def put_links(self, links: Sequence[Link]) -> None:
        """Keep new links."""

    def drop(self, keys: Collection[str]) -> None:
        """Forget items, their blocks and their links."""


@dataclass(frozen=True, slots=True)
class Group(Generic[Item]):
    """Items that are one, by key, and the name of their neighbourhood."""

    neighbourhood: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Change(Generic[Item]):
    """What a batch changed: groups that held any of `gone` stand no more, `groups` do."""

    gone: frozenset[str]
    groups: tuple[Group[Item], ...]


@cache
def telling_rules(families: Families | None = None) -> Rules[Telling]:
    """The rules by which tellings are one event; the shipped families where none are given."""
    stems = stems_of(families or load_families())

    def likeness(one: Telling, other: Telling) -> float | None:
        like = compared(one, other, stems)
        return like.score if like.same(one_report=one.report == other.report) else None

    def apart(one: Telling, other: Telling) -> bool:
        return kept_apart(one, other, stems) is not None

    return Rules(blocks_of, searched_blocks, likeness, apart)


def gather(
    shelf: Shelf[Item], rules: Rules[Item], added: Sequence[Item], removed: Collection[str] = ()
) -> Change[Item]:
    """File new items, forget removed ones, and group their neighbourhoods anew.

    An item whose key is kept already is put in place of it.
    """
    fresh = {item.key: item for item in added}
    leaving = set(shelf.items({*removed, *fresh}))
    known = shelf.neighbours(leaving) - leaving
    if leaving:
        shelf.drop(leaving)
    links = new_links(shelf, rules, list(fresh.values()))
    met = {key for found in links for key in (found.one, found.other)} - set(fresh)
    known |= shelf.neighbours(met)
    shelf.put([(item, rules.filed(item)) for item in fresh.values()])
    shelf.put_links(links)
    domain = {**shelf.items(known), **fresh}
    return Change(frozenset(known | leaving), grouped(domain, [*shelf.links(known), *links], rules))


def new_links(shelf: Shelf[Item], rules: Rules[Item], added: Sequence[Item]) -> list[Link]:
    """The links of new items, with those kept and with each other; each once, sorted."""
    wanted = {item.key: rules.searched(item) for item in added}
    filed = shelf.filed({block for blocks in wanted.values() for block in blocks})
    for item in added:
        for block in rules.filed(item):
            filed.setdefault(block, set()).add(item.key)
    near = {
        item.key: {key for block in wanted[item.key] for key in filed.get(block, ())}
        for item in added
    }
    own = {item.key: item for item in added}
    known = shelf.items({key for keys in near.values() for key in keys} - set(own))
    found: set[Link] = set()
    for item in added:
        for key in near[item.key] - {item.key}:
            if key in own and key < item.key:
                continue  # compared from its own side
            score = rules.likeness(item, own[key] if key in own else known[key])
            if score is not None:
                found.add(link(item.key, key, score))
    return sorted(found)


def grouped(
    items: Mapping[str, Item], links: Iterable[Link], rules: Rules[Item]
) -> tuple[Group[Item], ...]:
    """The groups of some neighbourhoods, from all their items and links."""
    inside = sorted(set(links))
    homes = components(items, inside)
    rooms: dict[str, tuple[list[str], list[Link]]] = {}
    for key, home in homes.items():
        rooms.setdefault(home, ([], []))[0].append(key)
    for each in inside:
        if each.one in homes and each.other in homes:
            rooms[homes[each.one]][1].append(each)

    def apart(one: str, other: str) -> bool:
        return rules.apart(items[one], items[other])

    return tuple(
        Group(home, tuple(items[key] for key in group))
        for home, (keys, own) in sorted(rooms.items())
        for group in clusters(keys, own, apart, rules.least_share)
    )
