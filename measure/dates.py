"""Dates against TIMEX3 of gold: ``python -m measure.dates --data DATA``.

DATA holds time/te3_platinum_open.jsonl and time/tbaq.jsonl.gz. An expression is found where ours
meets it (relaxed match); value F1 counts those whose TIMEX3 value is the same, letter for letter.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.parse import parse
from dragoman.pipeline import load_resources
from dragoman.read import published_moment
from dragoman.read.pairs import plain_article
from dragoman.records import DateExpression
from dragoman.understand.branches import Branches
from dragoman.understand.dates import find_dates

SETS = ("te3_platinum_open.jsonl", "tbaq.jsonl.gz")


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a set with their `timex`."""
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open() as lines:
        for line in lines:
            yield json.loads(line)


def compared(found: tuple[DateExpression, ...], golds: list[dict[str, Any]]) -> Counter[str]:
    """How many gold expressions are met, and with the same value; each of ours counts once."""
    told: Counter[str] = Counter(gold=len(golds), found=len(found))
    left = list(found)
    for gold in golds:
        met = [d for d in left if d.span.start < gold["end"] and gold["start"] < d.span.end]
        if met:
            left.remove(met[0])
            told["met"] += 1
            told["value"] += met[0].value == gold["value"]
    return told


def measured(path: Path) -> dict[str, float]:
    """Relaxed F1 and value F1 of a set, in percent, with the number of gold expressions."""
    known = load_resources()
    told: Counter[str] = Counter()
    for document in documents(path):
        article = plain_article(document["id"], document["text"])
        if document["published"]:
            article = replace(article, published=published_moment(document["published"][:10]))
        parsed = parse(article, known.model)
        trees = {sentence.index: Branches(sentence) for sentence in parsed.sentences}
        told += compared(find_dates(parsed, known.cues.calendar, trees), document["timex"])
    both = told["gold"] + told["found"]
    return {
        "gold": told["gold"],
        "relaxed F1": round(200 * told["met"] / both, 1),
        "value F1": round(200 * told["value"] / both, 1),
    }


def main() -> None:
    """Measure both sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    for name in SETS:
        print(name, measured(options.data / "time" / name), flush=True)


if __name__ == "__main__":
    main()
