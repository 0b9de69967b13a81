"""What a page says of itself: times with hour and zone, publisher, address, language.

The order of trust for the time of publication: JSON-LD of the article, meta tags, marked
times in the page. Where the first has only a day and a later one has the hour of that day,
the hour is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError
from dragoman.read.times import moment_in, published_moment
from dragoman.records import Moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PUBLISHED_NAMES = (
    "article:published_time",
    "article.published",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "published",
    "date",
    "datecreated",
    "cxenseparse:recs:publishtime",
    "og:pubdate",
    "published_time_telegram",
    "sn-post-date",
)
"""Names, properties and itemprops of meta tags that give the time of publication."""

MODIFIED_NAMES = (
    "article:modified_time",
    "article.updated",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
)
"""The same for the last change."""

MOST_JSON_DEPTH = 12


@dataclass(frozen=True, slots=True)
class PageData:
    """What stands beside the text of a page; None where it does not say."""

    published: Moment | None
    updated: Moment | None
    headline: str | None
    publisher: str | None
    url: str | None
    language: str | None


def page_data(tree: HtmlElement) -> PageData:
    """All of it, from a parsed page."""
    articles = list(_articles(tree))
    metas = _metas(tree)
    return PageData(
        published=_best(_published(articles, metas, tree)) or _best(_elsewhere(metas, tree)),
        updated=_best(_modified(articles, metas, tree)),
        headline=_first(_text(a.get("headline")) for a in articles)
        or _first(metas.get("og:title", [])),
        publisher=_first(metas.get("og:site_name", []))
        or _first(_named(a.get("publisher")) for a in articles)
        or _first(metas.get("application-name", []) + metas.get("dc.publisher", [])),
        url=_url(tree, metas),
        language=_language(tree, metas),
    )


def moment_of(value: object, basis: str) -> Moment | None:
    """A page's time in any of the forms pages use; None where it is none.

    >>> moment_of("Wed, 19 Jun 2024 09:05:00 GMT", "meta").value
    '2024-06-19T09:05+00:00'
    """
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    try:
        return published_moment(text, basis)
    except InputError:
        pass
    if _COMPACT_DAY.fullmatch(text):
        return moment_of(f"{text[:4]}-{text[4:6]}-{text[6:]}", basis)
    if _HALF.search(text):
        # The standard reader of mail dates drops it: "November 19, 2019, 07:47 PM EST".
        return moment_in(text, basis)
    try:
        moment: datetime = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return moment_in(text, basis)
    return Moment(moment.isoformat(timespec="minutes"), basis)


_HALF = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)


def _published(
    articles: list[dict[str, Any]], metas: dict[str, list[str]], tree: HtmlElement
) -> Iterator[Moment | None]:
    for article in articles:
        yield moment_of(article.get("datePublished") or article.get("dateCreated"), "json-ld")
    for name in PUBLISHED_NAMES:
        for value in metas.get(name, []):
            yield moment_of(value, "meta")
    for query in _PUBLISHED_MARKS:
        for value in tree.xpath(query):
            yield moment_of(str(value), "page")


def _elsewhere(metas: dict[str, list[str]], tree: HtmlElement) -> Iterator[Moment | None]:
    """Where neither the article's own data nor a marked time tell: the page's data of another kind
    ("MedicalWebPage", or broken), a day printed by the headline, the day in the address."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        for value in _DAY_IN_DATA.findall(script.text or "")[:1]:
            yield moment_of(value, "json-ld")
    yield from _printed(tree)
    day = _DAY_IN_URL.search(_url(tree, metas) or "")
    yield moment_in("-".join(day.groups()), "page") if day else None


_DAY_IN_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')


def _printed(tree: HtmlElement) -> Iterator[Moment | None]:
    """Days printed near the headline, the nearest first: "Published 11:34 PM EST Nov 19, 2019"."""
    elements = list(tree.iter("h1", *_DAY_TAGS))
    heads = [i for i, element in enumerate(elements) if element.tag == "h1"]
    near: list[tuple[int, Moment]] = []
    for index, element in enumerate(elements):
        text = " ".join((element.text or "").split())
        away = min((abs(index - head) for head in heads), default=index)
        if away <= MOST_AWAY and 8 <= len(text) <= MOST_DAY_CHARACTERS:
            moment = moment_in(text, "page")
            near += [(away, moment)] if moment else []
    yield from (moment for _, moment in sorted(near, key=lambda pair: pair[0])[:1])


_DAY_TAGS = ("time", "div", "span", "p", "em", "li", "small", "abbr", "h6")
MOST_AWAY = 40
"""Elements between a headline and the day printed with it."""
MOST_DAY_CHARACTERS = 60
"""A longer line that names a day tells of it."""
_COMPACT_DAY = re.compile(r"(?:19|20)\d{6}")
_DAY_IN_URL = re.compile(r"/(20\d\d)[/-](\d\d?)[/-](\d\d?)(?:/|$)")


_PUBLISHED_MARKS = (
    "//*[@itemprop='datePublished']/@datetime",
    "//*[@itemprop='datePublished']/text()",
    "//time[contains(@class, 'publish') or @pubdate]/@datetime",
    "//article//header//time/@datetime",
    "//header//time/@datetime",
    "//article//time/@datetime",
    "//main//time/@datetime",
)


def _modified(
    articles: list[dict[str, Any]], metas: dict[str, list[str]], tree: HtmlElement
) -> Iterator[Moment | None]:
    for article in articles:
        yield moment_of(article.get("dateModified"), "json-ld")
    for name in MODIFIED_NAMES:
        for value in metas.get(name, []):
            yield moment_of(value, "meta")
    for value in tree.xpath("//*[@itemprop='dateModified']/@datetime"):
        yield moment_of(str(value), "page")


def _best(candidates: Iterator[Moment | None]) -> Moment | None:
    """The first, made more exact by later ones: the hour of its day, the zone of its minute."""
    best: Moment | None = None
    for moment in candidates:
        if moment is None or moment.value[:10] in _NO_DAYS or moment.value < "1900":
            continue
        if best is None or (
            len(moment.value) > len(best.value) and moment.value.startswith(best.value)
        ):
            best = moment
    return best


_NO_DAYS = frozenset({"1970-01-01"})
"""What programs write where they know none; so is the year 1."""


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The article objects of the page's JSON-LD, outermost first."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            # Pages put raw line breaks into strings; strict=False reads them.
            content = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(content, 0)


def _articles_in(node: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > MOST_JSON_DEPTH:
        return
    if isinstance(node, list):
        for item in node:
            yield from _articles_in(item, depth + 1)
    elif isinstance(node, dict):
        if _is_article(node.get("@type")):
            yield node
            return
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "item", "itemListElement"):
            yield from _articles_in(node.get(key), depth + 1)


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(k, str) and k.endswith(("Article", "Posting", "Report")) for k in kinds)


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """Contents of meta tags by their name, property or itemprop, in lower case."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(attribute)
            if name and content and content.strip():
                found.setdefault(name.strip().lower(), []).append(content.strip())
    return found


def _url(tree: HtmlElement, metas: dict[str, list[str]]) -> str | None:
    links = [str(h) for h in tree.xpath("//link[@rel='canonical']/@href")]
    candidates = [*links, *metas.get("og:url", [])]
    return next((c.strip() for c in candidates if c.strip().startswith("http")), None)


def _language(tree: HtmlElement, metas: dict[str, list[str]]) -> str | None:
    """The two or three letters of the page's language."""
    declared = tree.xpath("/html/@lang | /html/@xml:lang", namespaces=_XML)
    candidates = [*map(str, declared), *metas.get("content-language", [])]
    for candidate in candidates:
        code = candidate.replace("_", "-").split("-")[0].strip().lower()
        if code.isalpha() and 2 <= len(code) <= 3:
            return code
    return None


_XML = {"xml": "http://www.w3.org/XML/1998/namespace"}


def _named(node: object) -> str | None:
    if isinstance(node, list):
        return _first(_named(n) for n in node)
    return _text(node.get("name")) if isinstance(node, dict) else _text(node)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _first(values: Any) -> str | None:
    return next((value for value in values if value), None)
