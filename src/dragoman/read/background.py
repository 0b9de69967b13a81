"""Background paragraphs: what a report recalls, after it has told its news.

"The border was shut in 2012 after Costara granted asylum to a general."
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Moment, Part, Role

NEWS_PARAGRAPHS = 2
"""The first paragraphs of a report tell its news, whatever years they name."""

_SUBHEAD = re.compile(
    r"(?:the )?(?:background|history|context|timeline|how (?:we|it) got here|the story so far"
    r"|what (?:came before|led (?:up )?to).{0,40})$",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:in|since|of|from|until|after|between|during)\s+(?:\w+\s+)?(1[5-9]\d\d|20\d\d)\b"
)
_AGO = re.compile(
    r"\b(?:years?|decades?|months) ago\b|\b(?:last|the previous) (?:year|decade|century)\b"
    r"|\b(?:decades|centuries) of\b|\bin the (?:19|20)\d0s\b"
    r"|\bsince (?:independence|the (?:war|coup|revolution|collapse|fall))\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday|tomorrow|this (?:week"
    r"|morning|month)|(?:said|says|told|added|warned)\b)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:had|was|were|has been|have been|began|broke|fought|ruled|won|lost|killed|signed|seized"
    r"|took|came|became|fell|left|joined|\w{3,}ed)\b",
    re.IGNORECASE,
)


def with_background(text: str, parts: Sequence[Part], published: Moment | None) -> tuple[Part, ...]:
    """The parts, those body paragraphs marked that only tell of earlier times.

    A paragraph is one when it stands under a subhead that says so, or when it comes after the
    first paragraphs, names an earlier year or a time "ago", and neither a day of the week of the
    report nor words said now.
    """
    found: list[Part] = []
    told, under = 0, False
    for part in parts:
        words = part.span.of(text)
        if part.role is Role.SUBHEAD:
            under = bool(_SUBHEAD.match(words.rstrip(":.")))
        if part.role is not Role.BODY:
            found.append(part)
            continue
        told += 1
        recalled = told > NEWS_PARAGRAPHS and _recalls(words, published)
        found.append(replace(part, background=True) if under or recalled else part)
    return tuple(found)


def _recalls(words: str, published: Moment | None) -> bool:
    if _NOW.search(words) or not _PAST.search(words):
        return False
    if _AGO.search(words):
        return True
    year = int(published.value[:4]) if published else 0
    return any(int(named) < year for named in _YEAR.findall(words))
