"""A news page -> Article: its text by trafilatura, its times by ourselves.

The article's `text` is made here: headline, deck, captions, then the paragraphs, each parted
by a blank line. Spans refer to that text; the page itself is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.errors import InputError
from dragoman.read.blocks import Block
from dragoman.read.encoding import declared_in, decode, repair
from dragoman.read.furniture import is_notice
from dragoman.read.layout import lay_out
from dragoman.read.page_data import PageData, page_data
from dragoman.read.pieces import Piece, joined, marked_forms
from dragoman.read.repeats import holds, same_words, tokens
from dragoman.read.text import noted, printed_times
from dragoman.records import Article, Form, Moment, Role, Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_PAGE_BYTES = 5_000_000
"""A larger page is refused: its trees take some twenty times its size, and pages of news with all
their programs stay below 3 MB."""

FEWEST_TEXT_WORDS = 8
"""A page with fewer words of text holds no report."""

DECK_LEVELS = 3
"""A deck and its headline share a parent at most this many elements above the deck."""

MOST_CAPTIONS = 12
FEWEST_LINK_WORDS = 3
MOST_CLASS_CHARACTERS = 300
FEWEST_CAPTION_WORDS = 4

_DECK_MARKS = re.compile(
    r"(?:^|[\s_-])(?:deck|dek|standfirst|stand-first|sub-?headline|sub-?title|subhead|lead-?in|strapline"
    r"|sottotitolo|chapeau)(?:$|[\s_-])|(?:article|story|post|entry)[_-]+(?:summary|description|lede?|intro)",
    re.IGNORECASE,
)


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
    if len(data) > MOST_PAGE_BYTES:
        raise InputError(f"a page larger than {MOST_PAGE_BYTES // 1_000_000} MB", source)
    decoded = decode(data, declared=declared_in(data), file=source)
    tree = _tree(decoded.text, source)
    told = page_data(tree)
    _drop_programs(tree)
    extracted = _extract(tree)
    if _words(extracted) < FEWEST_TEXT_WORDS:
        raise InputError("no article text on this page", source)
    pieces = list(_assembled(extracted, told, tree))
    text, blocks, roles = joined(pieces)
    layout = lay_out(text, blocks, roles, has_headline=Role.HEADLINE in roles.values())
    when = told.published or published
    first, updated = printed_times(layout, when)
    return Article(
        id=id,
        text=text,
        parts=noted(text, layout.parts, when or first, marked_forms(pieces, blocks)),
        published=when or first,
        updated=told.updated or updated,
        publisher=told.publisher,
        agency=layout.agency,
        url=told.url,
        language=told.language,
        source=source,
        notes=decoded.notes,
    )


def _tree(markup: str, source: str | None) -> HtmlElement:
    from lxml import etree, html

    # lxml refuses a str that declares its own encoding; it is decoded already.
    plain = _CONTROL.sub("", re.sub(r"^\s*<\?xml[^>]*\?>", "", markup))
    try:
        parser = html.HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
        )
        return html.document_fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("not HTML that can be read", source) from error


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _drop_programs(tree: HtmlElement) -> None:
    """What is never text goes once, before the tree is copied and searched many times."""
    from lxml import etree

    etree.strip_elements(tree, *_PROGRAMS, with_tail=False)


_PROGRAMS = ("script", "style", "svg", "template", "iframe", "link", "meta")


def _extract(tree: HtmlElement) -> list[Piece]:
    """What trafilatura finds in the page without its boxes of links; empty where no article.

    Its own rules alone: on 76 saved pages they give the same text as with its two stand-ins
    (readability, justext) in a third of the time, and the stand-ins lose two pages.
    """
    import trafilatura

    document = trafilatura.bare_extraction(
        tree,
        with_metadata=False,
        include_comments=False,
        include_tables=False,
        fast=True,
        prune_xpath=_BOXES,
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    return list(_pieces(document.body))


_BOXES = "|".join(
    f"//{tag}[{' or '.join(f'contains(@class, {word!r})' for word in words)}]"
    for tag, words in {
        "div": ("ewsletter", "latest-news", "EventPromo", "read-more-big", "most-read"),
        "section": ("ewsletter", "latest-news", "most-read"),
        "a": ("read-more",),
        "aside": ("related", "ewsletter", "promo"),
        "span": ("rollover-block", "people-block", "tooltip", "hovercard", "popover"),
    }.items()
)
"""Boxes of other stories and subscriptions inside articles, and what opens over a name."""


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
            yield from _lines(_broken(element), _markup_role(element), _FORMS.get(element.tag))
        else:
            run.extend(_broken(element))
        run.append(_level(element.tail))
    yield from _lines(run, None)


def _markup_role(element: HtmlElement) -> Role | None:
    if element.tag == "head":
        return Role.HEADLINE if element.get("rend") == "h1" else Role.SUBHEAD
    return Role.BODY if element.tag == "list" else None


_FORMS = {"list": Form.LIST, "quote": Form.QUOTATION}


def _lines(pieces: Iterable[str], role: Role | None, form: Form | None = None) -> Iterator[Piece]:
    for line in "".join(pieces).split("\n"):
        text = _clean(line)
        if text:
            yield Piece(text, role, form)


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


def _assembled(extracted: list[Piece], told: PageData, tree: HtmlElement) -> Iterator[Piece]:
    """Headline, deck, byline and captions in the order of print, then the text."""
    title = _headline(told, tree)
    captions = _captions(tree)
    links = _links(tree)
    pieces = [p for p in extracted if title is None or not _is_title(p, title)]
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
        own = Piece(piece.text, Role.OTHER) if piece.text in links else piece
        yield _in_place(own, captions, opening and not deck)
        opening = opening and piece.role is not None


def _links(tree: HtmlElement) -> frozenset[str]:
    """The words of links that may be titles of other stories: a line of nothing else is no text.

    "Photos: Europa, Mysterious Icy Moon of Jupiter" is one, "He said so." is a sentence.
    """
    found = (" ".join(a.text_content().split()) for a in tree.iter("a"))
    return frozenset(t for t in found if len(t.split()) >= FEWEST_LINK_WORDS and t[-1] not in ".?!")


def _in_place(piece: Piece, captions: list[str], opening: bool) -> Piece:
    """A head above the first paragraph is the deck; a paragraph known as caption is one; a head or
    a line of a list may send the reader elsewhere."""
    if piece.role is not None and is_notice(Block(Span(0, len(piece.text)), piece.text)):
        return Piece(piece.text, Role.OTHER)
    if piece.role in (Role.SUBHEAD, Role.HEADLINE):
        return Piece(piece.text, Role.DECK if opening else Role.SUBHEAD)
    return Piece(piece.text, Role.CAPTION) if piece.text in captions else piece


def _headline(told: PageData, tree: HtmlElement) -> str | None:
    """The first-order head that the page's own data name, else that data.

    Data carry the site's name or section ("... | Editorial"); the head as printed does not.
    """
    named = _clean(told.headline)
    heads = [h for e in tree.iter("h1") if (h := _clean(e.text_content()))]
    if named is None:
        title = _clean(tree.findtext(".//title"))
        return heads[0] if heads else title and _without_site(title, told.publisher)
    words = tokens(named)
    for head in heads:
        if len(tokens(head)) > 2 and holds(words, tokens(head)):
            return head
    return _without_site(named, told.publisher)


def _without_site(title: str, site: str | None) -> str:
    """ "Kim thanks Putin - The Courier" without the site's name."""
    head, mark, tail = title.rpartition(" - ") if " - " in title else title.rpartition(" | ")
    return head if mark and site and same_words(tail, site) else title


def _is_title(piece: Piece, title: str) -> bool:
    return piece.role in (Role.HEADLINE, Role.SUBHEAD) and same_words(piece.text, title)


def _deck(tree: HtmlElement, pieces: list[Piece]) -> str | None:
    """The line the page's markup calls deck, standfirst, subtitle, ..."""
    for element in tree.xpath("//h2[@class] | //h3[@class] | //p[@class] | //div[@class]"):
        if _marks_deck(element.get("class") or "") and _under_headline(element):
            text = _clean(element.text_content())
            if text and 4 <= len(text.split()) <= 70:
                return text
    return None


@lru_cache(maxsize=4_096)
def _marks_deck(classes: str) -> bool:
    return len(classes) <= MOST_CLASS_CHARACTERS and bool(_DECK_MARKS.search(classes))


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


def _words(pieces: list[Piece]) -> int:
    return sum(len(p.text.split()) for p in pieces if p.role not in (Role.HEADLINE, Role.SUBHEAD))


def _clean(text: str | None) -> str | None:
    """Repaired once, on one line; ASCII without control characters needs no repair."""
    if not text:
        return None
    sound = text.isascii() and not _CONTROL.search(text)
    return " ".join((text if sound else repair(text, entities=False)).split()) or None
