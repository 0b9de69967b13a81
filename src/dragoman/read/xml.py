"""XML news: NITF, NewsML-G2, RSS and Atom, and the sentence files of PETRARCH.

Entities are not expanded, nothing is fetched, and a document that defines entities of its own is
refused: no news format needs them, and bombs are made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError
from dragoman.read.encoding import MOST_BYTES
from dragoman.read.jsonl import STAGE
from dragoman.read.pieces import Piece, article_of_pieces
from dragoman.read.times import moment_in, published_moment
from dragoman.records import Article, Failure, Moment, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEFINES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
FEEDS = frozenset({"rss", "feed", "RDF"})


def read_xml(
    data: bytes, *, name: str, file: str | None, published: Moment | None
) -> Iterator[Article | Failure]:
    """The reports of an XML document, by its outermost element. Raises `InputError` for what is
    no XML, defines entities, or is of no kind known here."""
    if len(data) > MOST_BYTES:
        raise InputError(f"larger than {MOST_BYTES // 1_000_000} MB", file)
    if _DEFINES.search(data):
        raise InputError("XML that defines entities of its own is not read", file)
    root = _parsed(data, file)
    kind = _local(root)
    if kind in FEEDS:
        from dragoman.read.feeds import read_feed

        yield from read_feed(data, name=name, file=file, published=published)
    elif kind == "nitf":
        yield _nitf(root, name, file, published)
    elif kind in ("newsItem", "newsMessage", "packageItem", "NewsML"):
        yield from _newsml(root, name, file, published)
    elif kind in ("Sentences", "Articles"):
        yield from _petrarch(root, name, file, published)
    elif kind == "html":
        raise InputError("a page saved as XML; give it the suffix .xhtml", file)
    else:
        raise InputError(
            f"XML of an unknown kind (<{kind}>); known are NITF, NewsML-G2, RSS,"
            " Atom and PETRARCH sentences",
            file,
        )


def _parsed(data: bytes, file: str | None) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"not XML: {str(error)[:120]}", file) from error


def _local(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _all(root: _Element, *names: str) -> Iterator[_Element]:
    return (element for element in root.iter() if _local(element) in names)


def _first(root: _Element, *names: str) -> _Element | None:
    return next(_all(root, *names), None)


def _words(element: _Element | None) -> str:
    """All text below an element, on one line."""
    if element is None:
        return ""
    return " ".join("".join(map(str, element.itertext())).split())


def moment_of_xml(value: str | None) -> Moment | None:
    """A time as news XML writes it: 20240619T143500Z, ISO 8601, or a date in words."""
    if not value or not value.strip():
        return None
    plain = value.strip()
    compact = _COMPACT.match(plain)
    if compact:
        year, month, day, hour, minute, _, zone = compact.groups()
        plain = f"{year}-{month}-{day}"
        if hour:
            zone = "+00:00" if zone == "Z" else (zone or "")
            zone = f"{zone[:3]}:{zone[-2:]}" if zone else ""
            plain += f"T{hour}:{minute}{zone}"
    try:
        return published_moment(plain, "record")
    except InputError:
        return moment_in(value, "record")


_ROLES = {
    "hl1": Role.HEADLINE,
    "hl2": Role.SUBHEAD,
    "byline": Role.BYLINE,
    "dateline": Role.DATELINE,
    "caption": Role.CAPTION,
    "media-caption": Role.CAPTION,
    "media-producer": Role.CREDIT,
}


def _nitf(
    root: _Element, name: str, file: str | None, published: Moment | None, told: Any = None
) -> Article:
    """A NITF document: headline, byline, dateline and the blocks of its body."""
    head = _first(root, "hedline")
    pieces = [Piece(_words(_first(root, "hl1")) or _words(_first(root, "title")), Role.HEADLINE)]
    if head is not None:
        pieces += [Piece(_words(deck), Role.DECK) for deck in _all(head, "hl2")]
    pieces += [Piece(_words(line), Role.BYLINE) for line in _all(root, "byline")][:1]
    opening = _words(_first(root, "dateline"))
    content = _first(root, "body.content")
    for element in _paragraphs(root if content is None else content):
        role = _ROLES.get(_local(element))
        text = _words(element)
        if opening and role is None:
            if not text.startswith(opening[: len(opening) // 2]):
                text = f"{opening.rstrip(' -–—')} - {text}"
            opening = ""
        pieces.append(Piece(text, role))
    issued = _first(root, "date.issue")
    when = moment_of_xml(issued.get("norm") if issued is not None else None)
    number = _first(root, "doc-id")
    copyright_ = _first(root, "doc.copyright")
    return article_of_pieces(
        pieces,
        id=(number.get("id-string") if number is not None else None) or name,
        published=when or published,
        publisher=(copyright_.get("holder") if copyright_ is not None else None),
        source=file,
    )


def _paragraphs(body: _Element) -> Iterator[_Element]:
    wanted = {"p", "hl2", "media-caption", "media-producer", "li", "h2", "h3", "h4", "blockquote"}
    for element in body.iter():
        inside = any(_local(above) in wanted for above in element.iterancestors())
        if _local(element) in wanted and not inside:
            yield element


def _newsml(
    root: _Element, name: str, file: str | None, published: Moment | None
) -> Iterator[Article | Failure]:
    """Every text item of a NewsML-G2 document."""
    items = [root] if _local(root) == "newsItem" else list(_all(root, "newsItem"))
    if not items:
        raise InputError("NewsML without a news item in it", file)
    for number, item in enumerate(items):
        own = item.get("guid") or (name if len(items) == 1 else f"{name}#{number + 1}")
        try:
            yield _news_item(item, own, file, published)
        except InputError as error:
            yield Failure(own, STAGE, error.reason, file)


def _news_item(item: _Element, name: str, file: str | None, published: Moment | None) -> Article:
    content = _first(item, "inlineXML", "inlineData")
    inner = _first(content, "nitf") if content is not None else None
    meta = _first(item, "contentMeta")
    outside = meta if meta is not None else item
    headline = _words(_first(outside, "headline"))
    when = moment_of_xml(
        _words(_first(outside, "contentCreated")) or _words(_first(item, "versionCreated"))
    )
    provider = _first(item, "provider", "infoSource")
    publisher = None
    if provider is not None:
        publisher = _words(_first(provider, "name")) or provider.get("literal")
        publisher = publisher or (provider.get("qcode") or "").rpartition(":")[2] or None
    if inner is not None:
        article = _nitf(inner, name, file, when or published)
        text = article.text.removeprefix(headline)
        if text:
            return article
    if content is None:
        raise InputError("a news item without text", file)
    pieces = [Piece(headline, Role.HEADLINE)] if headline else []
    pieces += [Piece(_words(line), Role.BYLINE) for line in _all(outside, "by")]
    paragraphs = list(_paragraphs(content))
    told = [_words(p) for p in paragraphs] or str(content.text or "").split("\n\n")
    heads = [_local(p) in ("h2", "h3", "h4", "hl2") for p in paragraphs] or [False] * len(told)
    opening = _words(_first(outside, "dateline"))
    for text, is_head in zip(told, heads, strict=True):
        if opening and not is_head:
            if not text.startswith(opening[: len(opening) // 2]):
                text = f"{opening.rstrip(' -–—')} - {text}"
            opening = ""
        pieces.append(Piece(text, Role.SUBHEAD if is_head else None))
    return article_of_pieces(
        pieces,
        id=name,
        published=when or published,
        publisher=publisher,
        language=(item.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2] or None,
        source=file,
    )


def _petrarch(
    root: _Element, name: str, file: str | None, published: Moment | None
) -> Iterator[Article | Failure]:
    """`<Sentence date="20080101" id="..." source="AFP"><Text>...`, each a report of its own."""
    number = 0
    for element in _all(root, "Sentence", "Article"):
        text = _words(_first(element, "Text")) or " ".join(str(element.text or "").split())
        number += 1
        own = element.get("id") or f"{name}#{number}"
        if not text:
            yield Failure(own, STAGE, "the text is empty", file, _line_of(element))
            continue
        yield article_of_pieces(
            [Piece(text, Role.BODY)],
            id=own,
            published=moment_of_xml(element.get("date")) or published,
            publisher=element.get("source"),
            source=file,
        )
    if not number:
        raise InputError("no sentence in it", file)


def _line_of(element: _Element) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) else None
