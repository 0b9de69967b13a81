"""A shelf of `dragoman.merge.gather` in a store: tellings of events, or parts of stories."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Generic

from dragoman.merge.cluster import Link
from dragoman.merge.gather import Item
from dragoman.store.database import Database, Row

MOST_REMEMBERED = 20_000
"""Items kept read while a store is written: what is near in time is asked for again and again."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The names of the tables of a shelf; `group` is the column that names an item's group."""

    items: str
    group: str
    blocks: str
    links: str
    columns: tuple[str, ...]


TELLINGS = Tables(
    "tellings", "event", "telling_blocks", "telling_links", ("key", "report", "name", "data")
)
STORIES = Tables("story_parts", "story", "story_blocks", "story_links", ("key", "data"))


class StoreShelf(Generic[Item]):
    """Items of one kind in the tables of a store."""

    def __init__(
        self,
        database: Database,
        tables: Tables,
        read: Callable[[str], Item],
        row: Callable[[Item], Row],
    ) -> None:
        """`read` makes an item from its data, `row` the cells of an item's `tables.columns`."""
        self._database = database
        self._tables = tables
        self._read = read
        self._row = row
        self._known: dict[str, Item] = {}

    def filed(self, blocks: Collection[str]) -> dict[str, set[str]]:
        """The keys filed under each of the blocks."""
        found: dict[str, set[str]] = {}
        for block, key in self._where(f"block, key FROM {self._tables.blocks}", "block", blocks):
            found.setdefault(block, set()).add(key)
        return found

    def items(self, keys: Collection[str]) -> dict[str, Item]:
        """The items of keys; keys that are not kept are left out."""
        found = {key: self._known[key] for key in keys if key in self._known}
        missing = [key for key in keys if key not in found]
        rows = self._where(f"key, data FROM {self._tables.items}", "key", missing)
        read = {key: self._read(data) for key, data in rows}
        if len(self._known) + len(read) > MOST_REMEMBERED:
            self._known.clear()
        self._known.update(read)
        return {**found, **read}

    def kept(self, keys: Collection[str]) -> set[str]:
        """Those of the keys that are kept; their data, which is most of a table, is not read."""
        return {key for (key,) in self._where(f"key FROM {self._tables.items}", "key", keys)}

    def groups_with(self, keys: Collection[str]) -> set[frozenset[str]]:
        """The groups, as the keys of their items, that hold any of these."""
        table, group = self._tables.items, self._tables.group
        if not keys:
            return set()
        rows = self._database.rows(
            f"SELECT {group}, key FROM {table} WHERE {group} IN (SELECT {group} FROM {table} "
            "WHERE key IN (SELECT unnest(?::TEXT[])))",
            [list(keys)],
        )
        found: dict[str, list[str]] = {}
        for name, key in rows:
            found.setdefault(name, []).append(key)
        return {frozenset(group) for group in found.values()}

    def links(self, keys: Collection[str]) -> list[Link]:
        """The links that have one of their two ends among the keys."""
        if not keys:
            return []
        columns = f"one, other, score FROM {self._tables.links}"
        rows = {*self._where(columns, "one", keys), *self._where(columns, "other", keys)}
        return sorted(Link(str(one), str(other), float(score)) for one, other, score in rows)

    def put(self, items: Sequence[tuple[Item, tuple[str, ...]]]) -> None:
        """Keep new items, with their blocks."""
        given = [self._row(item) for item, _ in items]
        self._database.insert(self._tables.items, self._tables.columns, given)
        rows = [(block, item.key) for item, blocks in items for block in blocks]
        self._database.insert(self._tables.blocks, ("block", "key"), rows)
        for item, _ in items:
            self._known[item.key] = item

    def put_links(self, links: Sequence[Link]) -> None:
        """Keep new links."""
        rows = [(link.one, link.other, link.score) for link in links]
        self._database.insert(self._tables.links, ("one", "other", "score"), rows)

    def drop(self, keys: Collection[str]) -> None:
        """Forget blocks and links of items, and the items."""
        if not keys:
            return
        for key in keys:
            self._known.pop(key, None)
        columns = ((self._tables.blocks, "key"), (self._tables.items, "key"))
        ends = ((self._tables.links, "one"), (self._tables.links, "other"))
        for table, column in (*columns, *ends):
            self._database.run(
                f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?::TEXT[]))", [list(keys)]
            )

    def _where(self, columns: str, column: str, values: Collection[str]) -> list[Row]:
        if not values:
            return []
        return self._database.rows(
            f"SELECT {columns} WHERE {column} IN (SELECT unnest(?::TEXT[]))", [list(values)]
        )
