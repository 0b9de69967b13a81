"""A news page -> Article: its text by trafilatura, its times by ourselves.

The article's `text` is made here: headline, deck, captions, then the paragraphs, each parted
by a blank line. Spans refer to that text; the page itself is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.errors import InputError
from dragoman.read.encoding import declared_in, decode, repair
from dragoman.read.layout import lay_out
from dragoman.read.page_data import PageData, moment_of, page_data
from dragoman.read.pieces import Piece, joined
from dragoman.read.repeats import holds, same_words, tokens
from dragoman.read.text import printed_times
from dragoman.records import Article, Moment, Role

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST_TEXT_WORDS = 8
"""A page with fewer words of text holds no report."""

DECK_LEVELS = 3
"""A deck and its headline share a parent at most this many elements above the deck."""

MOST_CAPTIONS = 12
FEWEST_CAPTION_WORDS = 4

_DECK_MARKS = re.compile(
    r"(?:^|[\s_-])(?:deck|dek|standfirst|stand-first|sub-?headline|sub-?title|subhead|lead-?in|strapline"
    r"|sottotitolo|chapeau)(?:$|[\s_-])|(?:article|story|post|entry)[_-]+(?:summary|description|lede?|intro)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Extracted:
    title: str | None
    author: str | None
    sitename: str | None
    day: str | None
    pieces: tuple[Piece, ...]


def read_page(
    data: bytes,
    *,
    id: str,
    published: Moment | None = None,
    source: str | None = None,
) -> Article:
    """The report on an HTML page.

    `published` counts only where the page does not tell. Raises `InputError` for what is no
    text, and for a page without a report on it.
    """
    decoded = decode(data, declared=declared_in(data), file=source)
    tree = _tree(decoded.text, source)
    told = page_data(tree)
    extracted = _extract(decoded.text)
    if extracted is None or _words(extracted.pieces) < FEWEST_TEXT_WORDS:
        raise InputError("no article text on this page", source)
    pieces = list(_assembled(extracted, told, tree))
    text, blocks, roles = joined(pieces)
    layout = lay_out(text, blocks, roles, has_headline=Role.HEADLINE in roles.values())
    when = told.published or moment_of(extracted.day, "page") or published
    first, updated = printed_times(layout, when)
    return Article(
        id=id,
        text=text,
        parts=layout.parts,
        published=when or first,
        updated=told.updated or updated,
        publisher=told.publisher or extracted.sitename,
        agency=layout.agency,
        url=told.url,
        language=told.language,
        source=source,
        notes=decoded.notes,
    )


def _tree(markup: str, source: str | None) -> HtmlElement:
    from lxml import etree, html

    # lxml refuses a str that declares its own encoding; it is decoded already.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    try:
        parser = html.HTMLParser(encoding="utf-8")
        return html.document_fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("not HTML that can be read", source) from error


def _extract(markup: str) -> _Extracted | None:
    """What trafilatura finds; None where it finds no article."""
    import trafilatura

    document = trafilatura.bare_extraction(
        markup, with_metadata=True, include_comments=False, include_tables=False
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return None
    return _Extracted(
        title=_clean(document.title),
        author=_clean(document.author),
        sitename=_clean(document.sitename),
        day=document.date,
        pieces=tuple(_pieces(document.body)),
    )


def _pieces(body: HtmlElement) -> Iterator[Piece]:
    """Paragraphs, list items, quotations and heads in page order.

    Pages whose paragraphs are parted by line breaks alone give text straight in the body, with
    links and emphasis in it: such a run is a paragraph too.
    """
    run = [_level(body.text)]
    for element in body:
        if element.tag in _BLOCK_TAGS:
            yield from _lines(run, None)
            run = []
            yield from _lines(_broken(element), _markup_role(element))
        else:
            run.extend(_broken(element))
        run.append(_level(element.tail))
    yield from _lines(run, None)


def _markup_role(element: HtmlElement) -> Role | None:
    if element.tag == "head":
        return Role.HEADLINE if element.get("rend") == "h1" else Role.SUBHEAD
    return Role.BODY if element.tag == "list" else None


def _lines(pieces: Iterable[str], role: Role | None) -> Iterator[Piece]:
    for line in "".join(pieces).split("\n"):
        text = _clean(line)
        if text:
            yield Piece(text, role)


def _broken(element: HtmlElement) -> Iterator[str]:
    """The text inside an element, with a line end around every block inside it."""
    yield _level(element.text)
    for child in element:
        if child.tag in _BLOCK_TAGS:
            yield "\n"
        yield from _broken(child)
        if child.tag in _BLOCK_TAGS:
            yield "\n"
        yield _level(child.tail)


def _level(text: str | None) -> str:
    """Line ends in markup are blanks."""
    return " ".join((text or "").split("\n"))


_BLOCK_TAGS = frozenset(("p", "lb", "head", "item", "list", "quote", "row", "cell"))


def _assembled(extracted: _Extracted, told: PageData, tree: HtmlElement) -> Iterator[Piece]:
    """Headline, deck, byline and captions in the order of print, then the text."""
    title = _headline(extracted, told, tree)
    captions = _captions(tree)
    pieces = [p for p in extracted.pieces if title is None or not _is_title(p, title)]
    if title:
        yield Piece(title, Role.HEADLINE)
    deck = _deck(tree, pieces)
    if deck:
        yield Piece(deck, Role.DECK)
    told_below = {p.text for p in pieces}
    for caption in captions:
        if caption not in told_below:
            yield Piece(caption, Role.CAPTION)
    opening = True
    for piece in pieces:
        if deck and same_words(piece.text, deck):
            continue
        yield _in_place(piece, captions, opening and not deck)
        opening = opening and piece.role is not None


def _in_place(piece: Piece, captions: list[str], opening: bool) -> Piece:
    """A head above the first paragraph is the deck; a paragraph known as caption is one."""
    if piece.role in (Role.SUBHEAD, Role.HEADLINE):
        return Piece(piece.text, Role.DECK if opening else Role.SUBHEAD)
    return Piece(piece.text, Role.CAPTION) if piece.text in captions else piece


def _headline(extracted: _Extracted, told: PageData, tree: HtmlElement) -> str | None:
    """The first-order head that the page's own data name, else that data.

    Data carry the site's name or section ("... | Editorial"); the head as printed does not.
    """
    named = _clean(told.headline) or extracted.title
    heads = [h for e in tree.iter("h1") if (h := _clean(e.text_content()))]
    if named is None:
        return heads[0] if heads else None
    words = tokens(named)
    for head in heads:
        if len(tokens(head)) > 2 and holds(words, tokens(head)):
            return head
    return _without_site(named, told.publisher or extracted.sitename)


def _without_site(title: str, site: str | None) -> str:
    """ "Kim thanks Putin - The Courier" without the site's name."""
    head, mark, tail = title.rpartition(" - ") if " - " in title else title.rpartition(" | ")
    return head if mark and site and same_words(tail, site) else title


def _is_title(piece: Piece, title: str) -> bool:
    return piece.role in (Role.HEADLINE, Role.SUBHEAD) and same_words(piece.text, title)


def _deck(tree: HtmlElement, pieces: list[Piece]) -> str | None:
    """The line the page's markup calls deck, standfirst, subtitle, ..."""
    for element in tree.xpath("//h2[@class] | //h3[@class] | //p[@class] | //div[@class]"):
        if _DECK_MARKS.search(element.get("class") or "") and _under_headline(element):
            text = _clean(element.text_content())
            if text and 4 <= len(text.split()) <= 70:
                return text
    return None


def _under_headline(element: HtmlElement) -> bool:
    """Whether an h1 stands close by: related stories and authors' notes have decks too."""
    holder = element
    for _ in range(DECK_LEVELS):
        parent = holder.getparent()
        if parent is None or parent.tag == "body":
            return False
        holder = parent
        if any(True for _ in holder.iter("h1")):
            return True
    return False


def _captions(tree: HtmlElement) -> list[str]:
    """The captions of the article's figures, each once."""
    scopes = tree.xpath("//article[.//p] | //main[.//p]") or [tree]
    found: list[str] = []
    for element in scopes[0].xpath(
        ".//figcaption[not(ancestor::a or ancestor::aside or .//a[h2 or h3])]"
    ):
        text = _clean("".join(_spaced(element)))
        elsewhere = any(_ELSEWHERE.search(a.get("class") or "") for a in element.iterancestors())
        if (
            text
            and not elsewhere
            and len(text.split()) >= FEWEST_CAPTION_WORDS
            and text not in found
        ):
            found.append(text)
    return found[:MOST_CAPTIONS]


def _spaced(element: HtmlElement) -> Iterator[str]:
    """The text of an element, a blank around boxes inside it: "marmots<span>Credit: X</span>"."""
    yield element.text or ""
    for child in element:
        boxed = child.tag in ("span", "div", "p", "cite", "small", "figcaption")
        yield " " if boxed else ""
        # A comment is a child too, with a function for its tag.
        yield from _spaced(child) if isinstance(child.tag, str) else ()
        yield (" " if boxed else "") + (child.tail or "")


_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|promo|teaser|newsletter|recirc\w*|recommend\w*|sidebar|card|most-?read)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes of boxes that advertise other pages."""


def _words(pieces: tuple[Piece, ...]) -> int:
    return sum(len(p.text.split()) for p in pieces if p.role not in (Role.HEADLINE, Role.SUBHEAD))


def _clean(text: str | None) -> str | None:
    """Repaired once, on one line."""
    return " ".join(repair(text, entities=False).split()) or None if text else None
