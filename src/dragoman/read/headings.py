"""Headline, deck and subheads: lines that are set, not told."""

from __future__ import annotations

import re

from dragoman.read.agencies import end_mark
from dragoman.read.blocks import Block

MOST_HEADLINE_WORDS = 30
MOST_HEADLINE_CHARACTERS = 220
MOST_SUBHEAD_WORDS = 14
MOST_LINK_WORDS = 12
MOST_SUBHEAD_CHARACTERS = 100
MOST_DECK_WORDS = 70
"""Set lines are short; what is longer is a paragraph."""

MOST_TWO_SENTENCE_WORDS = 15
"""A line of two sentences above this is told, not set, even without its last period."""

_ENDS_SENTENCE = re.compile(r"[.…。][\"'”’»)\]]*$")
_ENDS_OPEN = re.compile(r"[,;:\-–—]$")
_SPOKEN = re.compile(r"^[—–]\s?[^\W\d_a-zß-öø-ÿ]")
_CRIED = re.compile(r"[!?][\"”’»]+$")
_BULLET = re.compile(r"^(?:[•·▪◦*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_QUOTE_ONLY = re.compile(r"^[\"“‘'«].*[\"”’'»]$")
_INNER_END = re.compile(r"[a-z]{3}[.!?][\"”’']?\s+[A-Z]")
_ASKED = re.compile(r"\(\([\w ]{1,12}\)\)|(?:Q|A|Question|Answer)\s?:\s", re.IGNORECASE)
_SHORT_FORM = re.compile(r"\b(?:(?:[A-Z]\.){2,}|Inc\.|Co\.|Corp\.|Ltd\.|Jr\.|Sr\.|St\.)$")
LONGEST_JOINING_WORD = 4
"""Letters of the words that titles leave small: "with", "from"."""
_LETTER = re.compile(r"[^\W\d_]")


def ends_sentence(block: Block) -> bool:
    """Whether the block closes with a full stop, quotes and brackets aside, and an agency's mark
    after it: "... at its annual meeting in May. Enditem"."""
    closing = end_mark(block.text)
    text = block.text[: closing.start()] if closing else block.text
    return bool(_ENDS_SENTENCE.search(text))


def may_be_headline(block: Block) -> bool:
    """Short, without a final period, not left open by a comma or colon."""
    return (
        len(block.words) <= MOST_HEADLINE_WORDS
        and len(block.text) <= MOST_HEADLINE_CHARACTERS
        and bool(_LETTER.search(block.text))
        and (not ends_sentence(block) or _is_titled(block))
        and not _ENDS_OPEN.search(block.text)
        and not _BULLET.match(block.text)
        and not (len(block.words) > MOST_TWO_SENTENCE_WORDS and _INNER_END.search(block.text))
    )


def _is_titled(block: Block) -> bool:
    """ "Serious Joblessness in U.S.": the point is that of a short form, the words are set as a
    title's."""
    if not _SHORT_FORM.search(block.text) or len(block.words) > MOST_SUBHEAD_WORDS:
        return False
    long = [word for word in block.words if len(word) > LONGEST_JOINING_WORD]
    return bool(long) and all(not word[0].islower() for word in long)


def may_be_deck(block: Block) -> bool:
    """Of a length to stand under a headline."""
    return len(block.words) <= MOST_DECK_WORDS and bool(_LETTER.search(block.text))


def may_be_link(block: Block, *, alone: bool) -> bool:
    """Set like the title of another story; a long line that stands alone is the last sentence,
    short of its period."""
    long = alone and len(block.words) > MOST_LINK_WORDS
    return may_be_headline(block) and not _CRIED.search(block.text) and not long


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
        and not _SPOKEN.match(text)
        and not text[0].islower()
        and not is_asked(block)
    )
