"""Headline, deck and subheads: lines that are set, not told."""

from __future__ import annotations

import re

from dragoman.read.blocks import Block

MOST_HEADLINE_WORDS = 30
MOST_HEADLINE_CHARACTERS = 220
MOST_SUBHEAD_WORDS = 14
MOST_SUBHEAD_CHARACTERS = 100
MOST_DECK_WORDS = 70
"""Set lines are short; what is longer is a paragraph."""

MOST_TWO_SENTENCE_WORDS = 15
"""A line of two sentences above this is told, not set, even without its last period."""

_ENDS_SENTENCE = re.compile(r"[.…。][\"'”’»)\]]*$")
_ENDS_OPEN = re.compile(r"[,;:\-–—]$")
_BULLET = re.compile(r"^(?:[•·▪◦*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_QUOTE_ONLY = re.compile(r"^[\"“‘'«].*[\"”’'»]$")
_INNER_END = re.compile(r"[a-z]{3}[.!?][\"”’']?\s+[A-Z]")
_ASKED = re.compile(r"\(\([A-Z]{1,5}\)\)|(?:Q|A|Question|Answer)\s?:\s", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


def ends_sentence(block: Block) -> bool:
    """Whether the block closes with a full stop, quotes and brackets aside."""
    return bool(_ENDS_SENTENCE.search(block.text))


def may_be_headline(block: Block) -> bool:
    """Short, without a final period, not left open by a comma or colon."""
    return (
        len(block.words) <= MOST_HEADLINE_WORDS
        and len(block.text) <= MOST_HEADLINE_CHARACTERS
        and bool(_LETTER.search(block.text))
        and not ends_sentence(block)
        and not _ENDS_OPEN.search(block.text)
        and not _BULLET.match(block.text)
        and not (len(block.words) > MOST_TWO_SENTENCE_WORDS and _INNER_END.search(block.text))
    )


def may_be_deck(block: Block) -> bool:
    """Of a length to stand under a headline."""
    return len(block.words) <= MOST_DECK_WORDS and bool(_LETTER.search(block.text))


def is_asked(block: Block) -> bool:
    """Whether a line is a question of an interview: "((WN)) What next?", "Q: Will you go?"."""
    return _ASKED.match(block.text) is not None


def may_be_subhead(block: Block) -> bool:
    """A few words without a final mark that begin like a title.

    A question may be a subhead; a line wholly in quotation marks is a pulled quote and is
    read as body.
    """
    text = block.text
    return (
        len(block.words) <= MOST_SUBHEAD_WORDS
        and len(text) <= MOST_SUBHEAD_CHARACTERS
        and bool(_LETTER.search(text))
        and not ends_sentence(block)
        and not _ENDS_OPEN.search(text)
        and not text.endswith(("!", ")"))
        and not _BULLET.match(text)
        and not _QUOTE_ONLY.match(text)
        and not text[0].islower()
        and not is_asked(block)
    )
