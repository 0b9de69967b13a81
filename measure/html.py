"""Main text of saved news pages: ``python -m measure.html [--data DATA]``.

Tokens (words without marks) of the text read, against those of the gold, as multisets; F1 per page,
and its mean, beside that of trafilatura alone on the same pages. Then how many pages a second are
read, and how many reports a second coded, in this run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from pathlib import Path

import trafilatura

from dragoman.errors import InputError
from dragoman.pipeline import load_resources, run
from dragoman.read.html import read_page
from dragoman.records import Role

DATA = Path("../shared/data")
_TOKEN = re.compile(r"\w+", re.UNICODE)


def f1(found: str, gold: str) -> float:
    """F1 of the tokens of two texts."""
    mine, theirs = Counter(_TOKEN.findall(found)), Counter(_TOKEN.findall(gold))
    both = sum((mine & theirs).values())
    return 2 * both / max(sum(mine.values()) + sum(theirs.values()), 1)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--low", action="store_true", help="print the pages below 0.9")
    options = parser.parse_args()
    folder = options.data / "html"
    known = load_resources()
    own, bare = [], []
    reading = coding = 0.0
    for line in gzip.decompress((folder / "gold.jsonl.gz").read_bytes()).decode().splitlines():
        row = json.loads(line)
        data = gzip.decompress((folder / row["html"]).read_bytes())
        started = time.perf_counter()
        try:
            article = read_page(data, id=row["id"])
        except InputError as error:
            print(row["id"], error.reason)
            own.append(0.0)
            bare.append(f1(trafilatura.extract(data) or "", row["text"]))
            continue
        read = time.perf_counter()
        run(article, known)
        coding += time.perf_counter() - read
        reading += read - started
        told = (Role.HEADLINE, Role.DECK, Role.CAPTION, Role.OTHER, Role.UPDATED)
        text = "\n".join(article.words(p.span) for p in article.parts if p.role not in told)
        own.append(f1(text, row["text"]))
        bare.append(f1(trafilatura.extract(data) or "", row["text"]))
        if options.low and own[-1] < 0.9:
            print(f"{own[-1]:.3f} ({bare[-1]:.3f}) {row['url']}")
    print(f"{len(own)} pages: token F1 {sum(own) / len(own):.3f}")
    print(f"trafilatura alone {sum(bare) / len(bare):.3f}")
    print(f"reading {reading:.1f} s, coding {coding:.1f} s: {100 * reading / coding:.1f} %")


if __name__ == "__main__":
    main()
