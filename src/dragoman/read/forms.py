"""The form of a paragraph, apart from its role: an item of a list, a paragraph that is mostly a
quotation, a correction, a line that sends the reader elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.read.furniture import is_correction
from dragoman.records import Form, Part, Role

_ITEM = re.compile(r"(?:[•·▪◦■●*–—-]|--|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)")
QUOTED_SHARE = 0.6
"""Of a paragraph that opens with a quotation mark so much stands in quotation marks: below it, a
quotation opens a sentence of the report's own."""

_TOLD = frozenset({Role.BODY, Role.DECK, Role.SUBHEAD})


def with_forms(
    text: str, parts: Sequence[Part], marked: Mapping[int, Form] | None = None
) -> tuple[Part, ...]:
    """The parts with their forms; `marked` has those that the page's own marks give, by start."""
    given = marked or {}
    return tuple(
        replace(part, form=given.get(part.span.start) or form_of(part.span.of(text), part.role))
        for part in parts
    )


def form_of(words: str, role: Role) -> Form | None:
    """The form of a part by its words.

    >>> form_of("- two more water trucks for the northern parks;", Role.BODY).value
    'list'
    """
    if role is Role.OTHER:
        return Form.CORRECTION if is_correction(words) else Form.NOTICE
    if role not in _TOLD:
        return None
    if _ITEM.match(words):
        return Form.LIST
    return Form.QUOTATION if role is Role.BODY and _is_quotation(words) else None


def _is_quotation(words: str) -> bool:
    if words[:1] not in '“"«':
        return False
    return sum(len(quoted) for quoted in _QUOTED.findall(words)) >= QUOTED_SHARE * len(words)
