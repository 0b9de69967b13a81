"""A page or file of several reports -> one article each: digests, round-ups, live blogs.

What `entries` marks as an entry becomes a report of its own, with its own dateline, agency and,
in a live blog, its own time, so that "he", "the city" and "Tuesday" of one are not those of
another. What stands above the first entry is a report too where it tells something. Every word
of the whole is in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.read.background import with_background
from dragoman.read.blocks import Block, block
from dragoman.read.forms import with_forms
from dragoman.read.layout import lay_out
from dragoman.read.times import moment_in
from dragoman.records import Article, Part, Role, Span

_TELLING = frozenset({Role.DECK, Role.CAPTION, Role.BODY, Role.DATELINE})
MOST_TITLE_CHARACTERS = 120


def split(article: Article) -> Iterator[Article]:
    """The reports in an article, in order; the article itself where it is one.

    A report is named by the whole and its number, "brief.txt#2", and its note says where in the
    whole it stood; its text is that stretch, to the character.
    """
    starts = _starts(article)
    if not starts:
        yield article
        return
    ends = [*starts[1:], len(article.parts)]
    head = article.parts[: starts[0]]
    live = article.parts[starts[0]].time is not None
    if any(part.role in _TELLING for part in head) or (live and head):
        yield _stretch(article, 0, starts[0], article.id, None)
        title = None
    else:
        title = next((article.words(p.span) for p in head if p.role is Role.HEADLINE), None)
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        note = f"entry {number} of {len(starts)}"
        if title:
            note += f" of “{title[:MOST_TITLE_CHARACTERS]}”"
        yield _stretch(article, start, end, f"{article.id}#{number}", note)


def _starts(article: Article) -> list[int]:
    """The part that opens each entry."""
    seen: set[int] = set()
    starts = []
    for number, part in enumerate(article.parts):
        if part.entry is not None and part.entry not in seen:
            seen.add(part.entry)
            starts.append(number)
    return starts


def _stretch(article: Article, first: int, last: int, name: str, note: str | None) -> Article:
    """The parts [first, last) as a report of their own."""
    parts = article.parts[first:last]
    start, end = parts[0].span.start, parts[-1].span.end
    text = article.text[start:end]
    blocks, roles = _blocks(article.text, parts, start, titled=note is not None)
    layout = lay_out(text, blocks, roles, has_headline=True)
    given = article.published is not None and article.published.basis == "given"
    printed = layout.dateline.date if layout.dateline and not given else None
    when = parts[0].time or (moment_in(printed, "text") if printed else None)
    published = when or article.published
    told = f"{note}, characters {start} to {end}" if note else None
    return replace(
        article,
        id=name,
        text=text,
        parts=with_background(text, with_forms(text, layout.parts), published),
        published=published,
        agency=layout.agency or article.agency,
        notes=(*article.notes, told) if told else article.notes,
    )


_CLOCK_ALONE = re.compile(r"[\d:.\s]+(?:[ap]\.?m\.?)?\s*[A-Z]{0,4}$", re.IGNORECASE)


def _blocks(
    text: str, parts: tuple[Part, ...], start: int, *, titled: bool
) -> tuple[list[Block], dict[int, Role]]:
    """The parts as blocks of the stretch, with their roles; the set line that opens an entry is its
    headline. A dateline or credit goes back to its paragraph, and is found anew."""
    blocks: list[Block] = []
    roles: dict[int, Role] = {}
    for part in parts:
        joins = bool(blocks) and "\n" not in text[blocks[-1].span.end + start : part.span.start]
        if joins and Role.BODY in (part.role, roles[len(blocks) - 1]):
            span = Span(blocks[-1].span.start, part.span.end - start)
            blocks[-1] = block(text[start : part.span.end], span)
            roles[len(blocks) - 1] = Role.BODY
            continue
        blocks.append(block(text[start : part.span.end], Span(*(at - start for at in part.span))))
        roles[len(blocks) - 1] = Role.BODY if part.role is Role.DATELINE else part.role
    if titled and roles and roles[0] in (Role.SUBHEAD, Role.DECK):
        clock = _CLOCK_ALONE.match(blocks[0].text)
        roles[0] = Role.UPDATED if clock else Role.HEADLINE
    return blocks, roles
