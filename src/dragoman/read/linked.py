"""The pages that feeds and tables link to, where they are asked for.

A feed holds the first lines of a report, a table of events (GDELT) its address alone: the report is
the page. Nothing is asked of the network but with `--linked`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dragoman.errors import InputError
from dragoman.records import Article, Failure, Moment

PageAt = Callable[[str], tuple[Article, ...]]
"""The reports on the page at an address; raises `InputError` where there are none."""

GDELT_COLUMNS = (58, 61)
"""Columns of GDELT's events 1.0 and 2.0, which come without a head line: the second is the day, the
last the address."""


def pages_of_entry(entry: Article, page: PageAt, stage: str) -> Iterator[Article | Failure]:
    """The page an entry of a feed links to; the entry's own text, and why, where it has none."""
    assert entry.url is not None
    try:
        yield from named_by(page(entry.url), entry.id, entry.published, entry.publisher)
    except InputError as error:
        yield entry
        yield Failure(entry.url, stage, f"the linked page: {error.reason}", entry.source)


def named_by(
    pages: Sequence[Article], name: str, published: Moment | None, publisher: str | None
) -> Iterator[Article]:
    """The reports of a page under the name of what links to it; its day and publisher count where
    the page tells none."""
    for number, article in enumerate(pages, 1):
        yield replace(
            article,
            id=name if len(pages) == 1 else f"{name}#{number}",
            published=article.published or published,
            publisher=article.publisher or publisher,
        )


def is_gdelt(cells: Sequence[str]) -> bool:
    """Whether a first line is one of GDELT's events."""
    return (
        len(cells) in GDELT_COLUMNS
        and cells[0].isdigit()
        and cells[1].isdigit()
        and len(cells[1]) == 8
        and "://" in cells[-1]
    )


def gdelt_columns(count: int) -> list[str]:
    """Names for the columns of GDELT's events: those of a report's fields, the others by number."""
    names = [f"column {number}" for number in range(1, count + 1)]
    names[1], names[-1] = "sqldate", "sourceurl"
    return names
