"""Status and alleged of events on the written corpus: ``python -m measure.told [--part test]``.

Of the gold events whose trigger was found, whatever type it was given: F1 of each status and of
alleged; then the same of all gold events by the rules of status alone, the trigger given.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from training.records import corpus_files, records

from dragoman.evaluate.gold import gold_of
from dragoman.pipeline import load_resources, run
from dragoman.read.pairs import plain_article
from dragoman.records import Span
from dragoman.understand import load_cues
from dragoman.understand.status import predicates_at

CORPUS = Path("training/corpus")


class Tally:
    """Gold, found and right by class."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.pairs: Counter[tuple[str, str]] = Counter()

    def add(self, gold: str, mine: str) -> None:
        """One event."""
        self.pairs[gold, mine] += 1

    def print(self, name: str) -> None:
        """F1 of each class, and their mean."""
        classes = sorted({gold for gold, _ in self.pairs})
        scores = []
        for one in classes:
            right = self.pairs[one, one]
            told = sum(n for (gold, _), n in self.pairs.items() if gold == one)
            found = sum(n for (_, mine), n in self.pairs.items() if mine == one)
            scores.append(200 * right / max(told + found, 1))
            print(f"{name:8} {one:12} F1 {scores[-1]:5.1f}  ({told} told, {found} found)")
        print(f"{name:8} macro F1 {sum(scores) / max(len(scores), 1):.1f}")


def main() -> None:
    """Print the figures of a part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--wrong", action="store_true", help="print what is wrong (not of test)")
    options = parser.parse_args()
    if options.wrong and options.part == "test":
        parser.error("the test part is not read")
    known, cues = load_resources(), load_cues()
    found, given, alleged = Tally(), Tally(), Tally()
    for row in records(corpus_files(CORPUS, options.part)):
        gold = gold_of(row)
        result = run(plain_article(gold.id, gold.text), known)
        told = result.understood
        assert told is not None
        spans = [event.trigger or Span(0, 0) for event in gold.events]
        at = predicates_at(told.parsed, told.dates, cues.status, cues.calendar, spans)
        for event, span, predicate in zip(gold.events, spans, at, strict=True):
            wanted = event.status or "actual"
            if predicate is not None:
                given.add(wanted, predicate.status.value)
            mine = next(
                (e for e in result.events if any(m.trigger.meets(span) for m in e.mentions)),
                None,
            )
            if mine is None:
                continue
            found.add(wanted, mine.status.value)
            alleged.add(str(bool(event.alleged)), str(mine.alleged))
            wrong = mine.status.value != wanted or mine.alleged != bool(event.alleged)
            if options.wrong and wrong:
                told_as = f"{wanted}{' alleged' * bool(event.alleged)}"
                read_as = f"{mine.status.value}{' alleged' * mine.alleged}"
                print(f"{told_as} not {read_as} “{span.of(gold.text)}”: {gold.text}")
    found.print("found")
    alleged.print("alleged")
    given.print("given")


if __name__ == "__main__":
    main()
