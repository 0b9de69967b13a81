"""Articles and their parts -> rows of the tables, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dragoman.records import Article, Form, Moment, Original, OriginalOf, Part, Role, Span
from dragoman.store.database import Row
from dragoman.store.rows import clean, listed

ARTICLES = tuple(
    """report number id url publisher agency language published published_basis updated source notes
    credit copies events version text original_sha256 original_of original_declared
    original_sniffed updated_basis""".split()
)
PARTS = tuple(
    """report place role start_at end_at repeats layer form background entry entry_time
    entry_time_basis""".split()
)


def article_row(
    article: Article, report: str, number: int, credit: str, copies: str, events: int, version: str
) -> Row:
    """A row of `articles`."""
    moment = article.published
    return (
        report,
        number,
        clean(article.id),
        clean(article.url),
        clean(article.publisher),
        clean(article.agency),
        article.language,
        moment.value if moment else None,
        moment.basis if moment else None,
        article.updated.value if article.updated else None,
        clean(article.source),
        listed(article.notes),
        clean(credit) or None,
        copies,
        events,
        version,
        clean(article.text),
        *_original_cells(article.original),
        article.updated.basis if article.updated else None,
    )


def _original_cells(original: Original | None) -> Row:
    if original is None:
        return (None,) * 4
    return (original.sha256, original.of.value, clean(original.declared), clean(original.sniffed))


def part_rows(article: Article, report: str) -> list[Row]:
    """Rows of `parts`."""
    return [
        (
            report,
            place,
            part.role.value,
            *part.span,
            part.repeats,
            part.layer,
            part.form.value if part.form else None,
            part.background or None,
            part.entry,
            part.time.value if part.time else None,
            part.time.basis if part.time else None,
        )
        for place, part in enumerate(article.parts)
    ]


# --- back -----------------------------------------------------------------------------


def article_of(row: Row, parts: Sequence[Row]) -> Article:
    """The article of a row of `articles` (columns ARTICLES) and its rows of `parts`."""
    cell = dict(zip(ARTICLES, row, strict=True))
    published = cell["published"]
    return Article(
        id=cell["id"],
        text=cell["text"],
        parts=tuple(_part_of(part) for part in sorted(parts, key=lambda p: int(p[1]))),
        published=Moment(published, cell["published_basis"]) if published else None,
        updated=Moment(cell["updated"], cell["updated_basis"] or "store")
        if cell["updated"]
        else None,
        publisher=cell["publisher"],
        agency=cell["agency"],
        url=cell["url"],
        language=cell["language"],
        source=cell["source"],
        notes=tuple(json.loads(cell["notes"] or "[]")),
        original=_original_of(cell),
    )


def _part_of(row: Row) -> Part:
    _, _, role, start, end, repeats, layer, form, background, entry, time, basis = row
    return Part(
        Span(start, end),
        Role(role),
        repeats,
        layer,
        bool(background),
        entry,
        Moment(time, basis) if time else None,
        Form(form) if form else None,
    )


def _original_of(cell: dict[str, Any]) -> Original | None:
    if cell["original_sha256"] is None:
        return None
    of = OriginalOf(cell["original_of"])
    return Original(
        cell["original_sha256"], of, cell["original_declared"], cell["original_sniffed"]
    )
