"""Tellings -> groups that each are one event, report by report; events -> stories the same way.

What is new is compared with what lies in its blocks alone, and of the groups only those are made
again that it is linked with, and those that a group linked with it lets go or takes in. They are
what making all groups from all items and links would give, of which neither depends on what came
first: so any order of reports ends in the same groups, and a report taken away leaves what would be
there without it.
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

    def kept(self, keys: Collection[str]) -> set[str]:
        """Those of the keys that are kept."""

    def groups_with(self, keys: Collection[str]) -> set[frozenset[str]]:
        """The groups, as the keys of their items, that hold any of these."""

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
    """Items that are one, by key."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Change(Generic[Item]):
    """What a batch changed: groups that held any of `gone` stand no more, `groups` do. A group that
    stands as before is in neither."""

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
    """File new items, forget removed ones, and group anew what these touch.

    An item whose key is kept already is put in place of it.
    """
    fresh = {item.key: item for item in added}
    leaving = shelf.kept({*removed, *fresh})
    broken = {key for group in shelf.groups_with(leaving) for key in group} | leaving
    if leaving:
        shelf.drop(leaving)
    filed = {key: rules.filed(item) for key, item in fresh.items()}
    links = new_links(shelf, rules, list(fresh.values()), filed)
    shelf.put([(item, filed[key]) for key, item in fresh.items()])
    shelf.put_links(links)
    left = shelf.items(broken - leaving)
    region = Region(shelf, rules, {**left, **fresh}, [*shelf.links(left), *links])
    changed, ended = region.settle()
    groups = tuple(Group(tuple(region.items[key] for key in group)) for group in changed)
    return Change(frozenset(broken | ended), groups)


def new_links(
    shelf: Shelf[Item],
    rules: Rules[Item],
    added: Sequence[Item],
    under: Mapping[str, tuple[str, ...]],
) -> list[Link]:
    """The links of new items, with those kept and with each other; each once, sorted. `under` has
    the blocks in which the new ones are filed."""
    wanted = {item.key: rules.searched(item) for item in added}
    filed = shelf.filed({block for blocks in wanted.values() for block in blocks})
    for item in added:
        for block in under[item.key]:
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


class Region(Generic[Item]):
    """New items and those of broken groups, and so much around them as has to be grouped anew.

    Grouping starts with the surest link, and a link that is refused changes nothing: so two groups
    without an accepted link between them do not see each other, and groups that stand would be made
    again as they are as long as the groups they are linked with stand, too. Only where a group of
    the region is another than before, all that it is linked with has to be in the region. The end
    is exactly what grouping all items there are would give.
    """

    def __init__(
        self, shelf: Shelf[Item], rules: Rules[Item], items: Mapping[str, Item], links: list[Link]
    ) -> None:
        """`links` are all that have an end in `items`."""
        self._shelf, self._rules = shelf, rules
        self.items = dict(items)
        self._links: set[Link] = set()
        self._linked: dict[str, set[str]] = {}
        self._standing: set[frozenset[str]] = set()
        self._made: dict[frozenset[str], list[tuple[str, ...]]] = {}
        self._connect(links)

    def settle(self) -> tuple[list[tuple[str, ...]], set[str]]:
        """The groups that were not there before, sorted, and the keys of those taken in that stand
        no more."""
        while True:
            groups = self._groups()
            changed = [group for group in groups if frozenset(group) not in self._standing]
            touched = {other for group in changed for key in group for other in self._others(key)}
            beyond = touched - self.items.keys()
            if not beyond:
                moved = {key for group in changed for key in group}
                ended = {key for group in self._standing if group & moved for key in group}
                return sorted(changed), ended
            self._take_in(beyond)

    def _take_in(self, keys: Collection[str]) -> None:
        groups = self._shelf.groups_with(keys)
        self._standing |= groups
        inside = {key for group in groups for key in group}
        self.items.update(self._shelf.items(inside))
        self._connect(self._shelf.links(inside))

    def _connect(self, links: Iterable[Link]) -> None:
        for each in links:
            if each not in self._links:
                self._links.add(each)
                self._linked.setdefault(each.one, set()).add(each.other)
                self._linked.setdefault(each.other, set()).add(each.one)

    def _others(self, key: str) -> set[str]:
        return self._linked.get(key, set())

    def _groups(self) -> list[tuple[str, ...]]:
        """The groups of the region by itself; what hangs together as the last time is not grouped
        again, and what is linked with nothing is a group."""
        rooms: dict[str, tuple[list[str], list[Link]]] = {}
        homes = components([key for key in self.items if key in self._linked], self._links)
        for key, home in homes.items():
            rooms.setdefault(home, ([], []))[0].append(key)
        for each in self._links:
            if each.one in homes and each.other in homes:
                rooms[homes[each.one]][1].append(each)
        before, self._made = self._made, {}
        for keys, links in rooms.values():
            room = frozenset(keys)
            self._made[room] = before.get(room) or self._clustered(keys, links)
        alone = [(key,) for key in self.items if key not in self._linked]
        return [*alone, *(group for groups in self._made.values() for group in groups)]

    def _clustered(self, keys: list[str], links: list[Link]) -> list[tuple[str, ...]]:
        if len(keys) == 1:
            return [(keys[0],)]

        def apart(one: str, other: str) -> bool:
            return self._rules.apart(self.items[one], self.items[other])

        return clusters(keys, links, apart, self._rules.least_share)
