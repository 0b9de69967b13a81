"""Random strings of quotation marks, words, breaks, emoji and right-to-left text.

    python bench/fuzz_quotes.py [--count 100000] [--seed 1]

Every string goes through the whole pipeline and the terms. Nothing may raise, and every span of a
claim, an event or a term must lie inside the text and hold at least one character.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator

from dragoman.pipeline import Result, load_resources, run
from dragoman.read import read_text
from dragoman.records import Span
from dragoman.understand.terms import find_terms, load_terms

MARKS = [
    "“",
    "”",
    "‘",
    "’",
    "'",
    '"',
    "«",
    "»",
    "„",
    "‚",
    "``",
    "''",
    "’’",
    "‘‘",
    "‹",
    "›",
    "「",
    "」",
]
WORDS = """said told Reuters Kim Putin he she they we I the a war invasion of Ukraine not would if
denied that according to quoted as saying by TASS troops attacked claimed : ; , . ! ?
- – — … ( ) [ ] Mr. Iran's praised concerns
over terrorists 'em '90s rock'n'roll U.S. $5 3,000 1999 Monday""".split()
ODD = [
    "\n",
    "\n\n",
    "\t",
    " ",
    "\u200f",
    "\u200e",
    "\u202e",
    "\u2028",
    "\u00a0",
    "\u00ad",
    "\ufeff",
]
FAR = [
    "😀",
    "👨‍👩‍👧",
    "🇺🇦",
    "مرحبا",
    "قال",
    "שלום",
    "אמר",
    "北京",
    "е\u0301",
    "ﬁ",
    "Ａ",
    "\U0001d54f",
    "\x00",
    "\x7f",
]


def strings(count: int, dice: random.Random) -> Iterator[str]:
    """Random strings of 1 to 24 pieces."""
    for _ in range(count):
        pieces = []
        for _ in range(dice.randint(1, 24)):
            kind = dice.random()
            source = MARKS if kind < 0.35 else WORDS if kind < 0.85 else ODD if kind < 0.93 else FAR
            pieces.append(dice.choice(source))
            if dice.random() < 0.7:
                pieces.append(" ")
        yield "".join(pieces)


def spans_of(result: Result) -> Iterator[Span]:
    """Every span of what was found."""
    told = result.understood
    assert told is not None
    for claim in told.claims:
        yield from (*claim.source, *claim.cue, *claim.content)
    for event in result.events:
        yield event.sentence_span
        for mention in event.mentions:
            yield mention.trigger
        for attribution in event.attributions:
            yield attribution.span
    for use in find_terms(told, load_terms()):
        yield use.span


def main() -> int:
    """Run; the exit status tells whether anything broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    known = load_resources()
    broken = done = 0
    started = time.monotonic()
    for text in strings(options.count, random.Random(options.seed)):
        try:
            result = run(read_text(text, id="fuzz"), known)
            length = len(result.article.text)
            for span in spans_of(result):
                assert 0 <= span.start < span.end <= length, span
        except Exception as error:  # noqa: BLE001  the whole point is to see any
            if "no text" not in str(error) and "empty" not in str(error):
                broken += 1
                print(f"{type(error).__name__}: {error}: {text!r}", flush=True)
        done += 1
        if done % 10_000 == 0:
            print(
                f"{done} strings, {broken} broken, {time.monotonic() - started:.0f} s", flush=True
            )
    print(f"{done} strings, {broken} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
