"""A body with offsets that others rely on -> Article."""

from __future__ import annotations

from dragoman.errors import InputError
from dragoman.read.blocks import blocks_of
from dragoman.read.layout import lay_out
from dragoman.read.text import noted, printed_times, storable
from dragoman.records import Article, Moment, Part, Role, Span

HEADLINE_GAP = "\n\n"


def read_body(
    text: str,
    *,
    id: str,
    headline: str | None = None,
    published: Moment | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str | None = None,
    source: str | None = None,
) -> Article:
    """A report whose body text must keep its offsets: nothing is trimmed or repaired.

    A headline given apart follows the body, after a blank line, so that offsets into the body
    hold. Raises `InputError` for a blank text.

    >>> article = read_body("Kim thanked Putin.", id="a", headline="Kim thanks Putin")
    >>> [(p.role.value, article.words(p.span)) for p in article.parts]
    [('body', 'Kim thanked Putin.'), ('headline', 'Kim thanks Putin')]
    """
    if not text.strip():
        raise InputError("the text is empty", source)
    title = " ".join(headline.split()) if headline else ""
    body = storable(text)
    layout = lay_out(body, blocks_of(body), has_headline=bool(title))
    parts = layout.parts
    if title:
        start = len(body) + len(HEADLINE_GAP)
        parts += (Part(Span(start, start + len(title)), Role.HEADLINE, None, "given"),)
    first, updated = printed_times(layout, published)
    text, when = body + HEADLINE_GAP + storable(title) if title else body, published or first
    return Article(
        id=id,
        text=text,
        parts=noted(text, parts, when),
        published=when,
        updated=updated,
        publisher=publisher,
        agency=layout.agency,
        url=url,
        language=language,
        source=source,
    )
