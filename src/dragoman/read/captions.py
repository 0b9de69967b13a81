"""Photo captions, known by their wording or because they are told twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.read.agencies import credit_at_end
from dragoman.read.blocks import Block
from dragoman.read.repeats import same_words
from dragoman.records import Span

MOST_CAPTION_WORDS = 110
"""Captions of agencies run to three sentences; beyond this it is a paragraph."""

_OPENING = re.compile(
    r"^(?:photo|image|picture|pictured|caption|file photo|file image|file picture|file pic|file"
    r"|in pictures?)(?:\s*(?::|\||/)|\s+[-–—]+)|^file photo\b|^\(?file photo\)?"
    r"|^(?:in )?th(?:is|ese)\b[^.]{0,60}\b(?:photos?|images?|pictures?|photographs?"
    r"|screengrab|framegrab)\b(?:,| shows?| taken| released| provided| from| made)"
    r"|^a (?:view|general view|combination (?:of|picture)|handout)\b",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"[(.]\s?(?:photo|photograph|pic|picture|image)s?\s?(?::|by\b)[^.]{2,60}(?:\.[^.]{0,20})?$",
    re.I,
)
_PLACE_IN_PICTURE = re.compile(
    r"\((?:[LRC]|left|right|cent(?:er|re)|(?:second|2nd|third|3rd|top|bottom|front|back)"
    r"[ -][\w -]{1,20})\)"
    r"|,\s(?:(?:(?:second|third|2nd|3rd|far|cent(?:er|re)|top|bottom|front)\s)?(?:from\s)?"
    r"(?:left|right)|cent(?:er|re)),\s"
)
_PICTURE_TALK = re.compile(
    r"\b(?:poses? for (?:a )?(?:photo|picture|group)"
    r"|(?:in|as seen in) this (?:\w+ )?(?:photo|image|picture|screengrab|framegrab)"
    r"|(?:photo|picture|image) (?:taken|released|provided) (?:on|by))",
    re.IGNORECASE,
)
_PICTURE_VERBS = (
    r"(?:is|are) (?:seen|pictured|shown)",
    r"shakes? hands?|shaking hands|embraces?|hugs?|greets?|salutes?|applauds?|waves?|gestures?",
    r"walks?|stands?|sits?|poses?|posing|looks? on|listens?|speaks? (?:during|at|to)",
    r"attends?|inspects?|reviews?|addresses|marche?s?|carry|carries|light candles",
    r"holds? (?:a|up|placards|flags|signs)|rises|billows",
)
_TOLD = r"said|says|told|was|were|has|have|had|will|would|could|may|to|that|if|when|during|after"
"""Before its picture verb a caption has names and titles; these words open a sentence told."""

_PICTURE_VERB = re.compile(
    rf"^(?:(?!\b(?:{_TOLD})\b)[^.]){{0,160}}?\b(?:{'|'.join(_PICTURE_VERBS)})\b", re.IGNORECASE
)
_OCCASION = re.compile(
    r"\b(?:during|at|outside|near|ahead of|before|after|upon|prior to)\b[^.]*\b(?:(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day\b|\d{1,2},? \d{4}|\d{4}\b)",
    re.IGNORECASE,
)


def is_caption(block: Block, text: str, *, before_body: bool) -> bool:
    """Whether a paragraph describes a picture.

    `before_body`: above the first plain paragraph, where a picture verb in the present with
    its occasion, or a credit at the end, is enough.
    """
    if len(block.words) > MOST_CAPTION_WORDS:
        return False
    first = re.split(r"(?<=[a-z)][.!?])\s", block.text, maxsplit=1)[0]
    if _CREDITED.search(block.text):
        return True
    if _OPENING.match(block.text) or _PLACE_IN_PICTURE.search(first) or _PICTURE_TALK.search(first):
        return True
    pictured = _PICTURE_VERB.match(first) is not None
    credited = credit_at_end(text, block.span) is not None
    if before_body:
        return (pictured and (credited or bool(_OCCASION.search(first)))) or (
            credited and len(block.words) > 4
        )
    return pictured and credited


def told_twice(blocks: Sequence[Block], text: str) -> set[int]:
    """Neighbours that are the same but for a credit at the end of one: both are captions.

    Pages print a caption under the picture and again, with its credit, in the gallery.
    """
    found: set[int] = set()
    for index, (one, other) in enumerate(pairwise(blocks)):
        credits = [credit_at_end(text, b.span) for b in (one, other)]
        if any(credits) and same_words(
            _without(one, credits[0], text), _without(other, credits[1], text)
        ):
            found.update((index, index + 1))
    return found


def _without(block: Block, credit: Span | None, text: str) -> str:
    return text[block.span.start : credit.start] if credit else block.text
