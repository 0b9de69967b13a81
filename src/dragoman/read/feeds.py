"""RSS 0.9x, 1.0, 2.0 and Atom, by feedparser: every entry a report, of the text the feed holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.errors import InputError
from dragoman.read.jsonl import STAGE
from dragoman.read.pieces import Piece, article_of_pieces
from dragoman.read.times import published_moment
from dragoman.records import Article, Failure, Moment, Role

_BREAKS = re.compile(r"(?i)</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table)\b[^>]*>")


def read_feed(
    data: bytes, *, name: str, file: str | None, published: Moment | None
) -> Iterator[Article | Failure]:
    """The entries of a feed. Raises `InputError` for a feed that has none."""
    import feedparser

    feed = feedparser.parse(data, sanitize_html=True, resolve_relative_uris=False)
    entries = feed.entries
    if not entries:
        reason = str(feed.get("bozo_exception") or "no entry in it")
        raise InputError(f"a feed that cannot be read: {reason[:120]}", file)
    publisher = _plain(feed.feed.get("title")) or None
    language = (feed.feed.get("language") or "")[:2].lower() or None
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries, 1):
        own = str(entry.get("id") or entry.get("link") or f"{name}#{number}")
        if own in seen:
            reason = f"the id {own!r} was given before, by entry {seen[own]}"
            yield Failure(own, STAGE, reason, file, number)
            continue
        seen[own] = number
        try:
            yield _entry(entry, own, publisher, language, file, published)
        except InputError as error:
            yield Failure(own, STAGE, error.reason, file, number)


def _entry(
    entry: Any,
    name: str,
    publisher: str | None,
    language: str | None,
    file: str | None,
    published: Moment | None,
) -> Article:
    texts = [str(content.get("value") or "") for content in entry.get("content", ())]
    texts.append(str(entry.get("summary") or ""))
    markup = max(texts, key=len)
    paragraphs = [_plain(part) for part in _BREAKS.split(markup)]
    pieces = [Piece(_plain(entry.get("title")), Role.HEADLINE)]
    pieces += [Piece(text, None) for text in paragraphs if text]
    if len(pieces) == 1:
        pieces = [Piece(pieces[0].text, Role.HEADLINE)]
    source = entry.get("source") or {}
    return article_of_pieces(
        pieces,
        id=name,
        published=_moment(entry, "published") or _moment(entry, "updated") or published,
        updated=_moment(entry, "updated"),
        publisher=_plain(source.get("title")) or publisher,
        url=str(entry.get("link") or "") or None,
        language=language,
        source=file,
    )


def _moment(entry: Any, field: str) -> Moment | None:
    """The entry's time in UTC, as feedparser has read it."""
    read = entry.get(f"{field}_parsed")
    if read is None:
        return None
    value = f"{read[0]:04}-{read[1]:02}-{read[2]:02}T{read[3]:02}:{read[4]:02}+00:00"
    try:
        return published_moment(value, "record")
    except InputError:
        return None


def _plain(markup: object) -> str:
    """Markup as words on one line."""
    from lxml import etree, html

    text = str(markup or "")
    if "<" in text or "&" in text:
        try:
            text = "".join(map(str, html.fromstring(f"<div>{text}</div>").itertext()))
        except (etree.ParserError, ValueError):
            text = re.sub(r"<[^>]*>", " ", text)
    return " ".join(text.split())
