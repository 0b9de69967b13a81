"""Plain text -> Article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.errors import InputError
from dragoman.read.background import with_background
from dragoman.read.blocks import blocks_of
from dragoman.read.entries import with_entries
from dragoman.read.forms import with_forms
from dragoman.read.layout import Layout, lay_out
from dragoman.read.times import moment_in
from dragoman.records import Article, Form, Moment, Part

_SURROGATE = re.compile("[\ud800-\udfff]")
_UPDATED = re.compile(r"updat|modif", re.IGNORECASE)


def storable(text: str) -> str:
    """The text with each lone surrogate as U+FFFD: same length, and it can be written."""
    return _SURROGATE.sub("\ufffd", text)


def read_text(
    text: str,
    *,
    id: str,
    published: Moment | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str | None = None,
    source: str | None = None,
    notes: tuple[str, ...] = (),
) -> Article:
    """A plain text as a report, with its layout read; the text stays as it is.

    `published` given wins over what the text prints. Raises `InputError` for a blank text.

    >>> article = read_text("Kim thanks Putin\\n\\nMOSCOW (AP) — Kim thanked Putin.", id="a")
    >>> [part.role.value for part in article.parts], article.agency
    (['headline', 'dateline', 'body'], 'AP')
    """
    stored = storable(text)
    if not stored.strip():
        raise InputError("the text is empty", source)
    layout = lay_out(stored, blocks_of(stored))
    first, updated = printed_times(layout, published)
    when = published or first
    return Article(
        id=id,
        text=stored,
        parts=noted(stored, layout.parts, when),
        published=when,
        updated=updated,
        publisher=publisher,
        agency=layout.agency,
        url=url,
        language=language,
        source=source,
        notes=notes,
    )


def noted(
    text: str,
    parts: Sequence[Part],
    published: Moment | None,
    marked: Mapping[int, Form] | None = None,
) -> tuple[Part, ...]:
    """The parts with what their words say of them: forms, entries with their times, background.

    `marked` has the forms that a page's own marks give, by where the part starts.
    """
    formed = with_forms(text, parts, marked)
    return with_background(text, with_entries(text, formed, published), published)


def printed_times(layout: Layout, published: Moment | None) -> tuple[Moment | None, Moment | None]:
    """(published, updated) as the "Updated ..." lines and the dateline print them.

    A time without a day is of the day given. With no other date, the day of an update stands
    for that of publication: they are hours apart, and relative dates need a day to lean on.
    """
    first: Moment | None = None
    updated: Moment | None = None
    day = published.day if published else None
    for line in layout.updated:
        moment = moment_in(line, "text", day)
        if moment is None:
            continue
        if _UPDATED.search(line):
            updated = updated or moment
        else:
            first = first or moment
        day = day or moment.day
    if first is None and layout.dateline and layout.dateline.date:
        first = moment_in(layout.dateline.date, "text")
    return first or updated, updated
