"""Certainty, polarity and time of given events against MEANTIME: ``python -m measure.status``.

The events of the gold are given; each gets the certainty, polarity and time of its words.
What the gold leaves open (UNDERSPECIFIED) is not counted. Printed: F1 of each class, the macro F1
of each field, and the mean of the three.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from dragoman.pipeline import load_resources, run
from dragoman.read import published_moment, read_text
from dragoman.records import Predicate, Span, Time
from dragoman.understand import load_cues
from dragoman.understand.status import predicates_at

DATA = Path("../shared/data")
CLASSES = {
    "certainty": ("CERTAIN", "PROBABLE", "POSSIBLE"),
    "polarity": ("POS", "NEG"),
    "time": ("NON_FUTURE", "FUTURE"),
}
PLAIN = {"certainty": "CERTAIN", "polarity": "POS", "time": "NON_FUTURE"}


def read_as(found: Predicate | None) -> dict[str, str]:
    """The three fields of a predicate."""
    if found is None:
        return PLAIN
    return {
        "certainty": found.certainty.value.upper(),
        "polarity": found.polarity.value.upper(),
        "time": "FUTURE" if found.time is Time.FUTURE else "NON_FUTURE",
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--wrong", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    known = load_resources()
    cues = load_cues()
    counts: Counter[tuple[str, str, str]] = Counter()
    text = gzip.decompress((options.data / "status/meantime.jsonl.gz").read_bytes()).decode()
    for line in text.splitlines():
        row = json.loads(line)
        published = published_moment(row["published"]) if row["published"] else None
        result = run(read_text(row["text"], id=row["id"], published=published), known)
        assert result.understood is not None
        told = result.understood
        spans = [Span(event["start"], event["end"]) for event in row["events"]]
        found = predicates_at(told.parsed, told.dates, cues.status, cues.calendar, spans)
        for event, predicate in zip(row["events"], found, strict=True):
            mine = read_as(predicate)
            for field, classes in CLASSES.items():
                gold = event[field]
                if gold not in classes:
                    continue
                counts[field, gold, mine[field]] += 1
                if options.wrong and gold != mine[field]:
                    start, end = max(event["start"] - 90, 0), event["end"] + 60
                    around = " ".join(row["text"][start:end].split())
                    print(f"{field} {gold} not {mine[field]} “{event['text']}”: {around}")
    means = []
    for field, classes in CLASSES.items():
        scores = []
        for one in classes:
            right = counts[field, one, one]
            told = sum(counts[field, one, other] for other in classes)
            found = sum(counts[field, other, one] for other in classes)
            scores.append(200 * right / max(told + found, 1))
            print(f"{field:10} {one:10} F1 {scores[-1]:5.1f}  of {told} told, {found} found")
        means.append(sum(scores) / len(scores))
        print(f"{field:10} macro F1 {means[-1]:.1f}")
    print(f"mean of the three {sum(means) / 3:.1f}")


if __name__ == "__main__":
    main()
