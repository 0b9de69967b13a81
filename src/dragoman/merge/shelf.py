"""A shelf in memory: for a script, a test or a measure; a store keeps its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Generic

from dragoman.merge.cluster import Link
from dragoman.merge.gather import Change, Group, Item


class MemoryShelf(Generic[Item]):
    """Items, blocks and links in dictionaries, and the groups as they stand."""

    def __init__(self) -> None:
        """Nothing kept."""
        self._items: dict[str, Item] = {}
        self._blocks: dict[str, set[str]] = {}
        self._under: dict[str, tuple[str, ...]] = {}
        self._links: dict[str, set[Link]] = {}
        self._groups: dict[str, Group[Item]] = {}

    def filed(self, blocks: Collection[str]) -> dict[str, set[str]]:
        """The keys filed under each of the blocks."""
        return {block: set(self._blocks[block]) for block in blocks if block in self._blocks}

    def items(self, keys: Collection[str]) -> dict[str, Item]:
        """The items of keys; keys that are not kept are left out."""
        return {key: self._items[key] for key in keys if key in self._items}

    def kept(self, keys: Collection[str]) -> set[str]:
        """Those of the keys that are kept."""
        return {key for key in keys if key in self._items}

    def groups_with(self, keys: Collection[str]) -> set[frozenset[str]]:
        """The groups, as the keys of their items, that hold any of these."""
        found = [self._groups[key] for key in keys if key in self._groups]
        return {frozenset(item.key for item in group.items) for group in found}

    def links(self, keys: Collection[str]) -> list[Link]:
        """The links that have one of their two ends among the keys."""
        return sorted({link for key in keys for link in self._links.get(key, ())})

    def put(self, items: Sequence[tuple[Item, tuple[str, ...]]]) -> None:
        """Keep new items, with their blocks."""
        for item, blocks in items:
            self._items[item.key] = item
            self._under[item.key] = blocks
            for block in blocks:
                self._blocks.setdefault(block, set()).add(item.key)

    def put_links(self, links: Sequence[Link]) -> None:
        """Keep new links."""
        for link in links:
            for key in (link.one, link.other):
                self._links.setdefault(key, set()).add(link)

    def drop(self, keys: Collection[str]) -> None:
        """Forget items, their blocks and their links."""
        for key in keys:
            self._items.pop(key, None)
            self._groups.pop(key, None)
            for block in self._under.pop(key, ()):
                self._blocks[block].discard(key)
            for link in self._links.pop(key, set()):
                other = link.other if link.one == key else link.one
                self._links.get(other, set()).discard(link)

    def apply(self, change: Change[Item]) -> None:
        """Let the groups of a change stand in place of those it ended."""
        for key in change.gone:
            self._groups.pop(key, None)
        for group in change.groups:
            for item in group.items:
                self._groups[item.key] = group

    def groups(self) -> list[Group[Item]]:
        """All groups, by their first key."""
        found = {group.items[0].key: group for group in self._groups.values()}
        return [found[key] for key in sorted(found)]
