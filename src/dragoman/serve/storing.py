"""``dragoman code --db``: what is coded goes into a store, and what is there is not coded again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.pipeline import Result
    from dragoman.records import Article, Failure
    from dragoman.store import Store

BATCH = 50
"""Reports written in one transaction: a run that is killed loses at most so many."""


class Storing:
    """A store that a run of `dragoman code` writes, and what it found there already; without a
    place everything passes through."""

    def __init__(self, place: str | None, actors: Path | None) -> None:
        self._place = place
        self._actors = actors
        self._store: Store | None = None
        self._version = ""
        self._known = 0

    def __enter__(self) -> Storing:
        """Open the store for writing. Raises `StoreError` where that cannot be."""
        if self._place is not None:
            from dragoman.pipeline import coding_version
            from dragoman.store import Store

            self._store = Store(self._place)
            self._version = coding_version(self._actors)
        return self

    def __exit__(self, *rest: object) -> None:
        if self._store is not None:
            self._store.close()

    def unknown(self, items: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
        """The reports that the store does not hold in this version, and failures, in order."""
        return items if self._store is None else self._unknown(items, self._store)

    def _unknown(
        self, items: Iterator[Article | Failure], store: Store
    ) -> Iterator[Article | Failure]:
        from dragoman.merge import report_id
        from dragoman.records import Failure

        while batch := list(islice(items, BATCH)):
            articles = [item for item in batch if not isinstance(item, Failure)]
            known = store.known(articles, self._version)
            for item in batch:
                if not isinstance(item, Failure) and report_id(item) in known:
                    self._known += 1
                else:
                    yield item

    def kept(self, results: Iterable[Result]) -> Iterator[Result]:
        """The results, each written before the batch after it is coded."""
        return iter(results) if self._store is None else self._kept(iter(results), self._store)

    def _kept(self, results: Iterator[Result], store: Store) -> Iterator[Result]:
        while batch := list(islice(results, BATCH)):
            store.write(batch, self._version)
            yield from batch

    def said(self) -> list[str]:
        """What the store holds now, in words; empty without one."""
        if self._store is None:
            return []
        (row,) = self._store.sql(
            "SELECT (SELECT count(*) FROM articles) AS reports, count(*) AS events FROM merged"
        )
        known = [f"{self._known} reports known already"] if self._known else []
        return [*known, f"{row['events']} events of {row['reports']} reports in the store"]
