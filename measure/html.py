"""Main text of saved news pages: ``python -m measure.html [--data DATA]``.

The text that counts is body, subheads, dateline, byline and credits, as the gold's `articleBody`;
headline, deck, captions and what belongs to other pages are parts of their own and left out.

Two figures, each beside that of trafilatura alone on the same pages. That of the benchmark itself
(scrapinghub/article-extraction-benchmark, evaluate.py): runs of four words as multisets, precision
and recall per page, F1 of their means. And the mean of the pages' own F1 over single words. Then
the share of reading in the time of coding, both in processor time of this run.
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


RUN = 4
"""Words of a run, as in the benchmark."""
_LEFT_OUT = frozenset({Role.HEADLINE, Role.DECK, Role.CAPTION, Role.OTHER, Role.UPDATED})


def shared(found: str, gold: str, run: int) -> tuple[float, float]:
    """Precision and recall of the runs of so many words of two texts."""
    mine, theirs = _runs(found, run), _runs(gold, run)
    both = sum((mine & theirs).values())
    return both / max(sum(mine.values()), 1), both / max(sum(theirs.values()), 1)


def _runs(text: str, length: int) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    places = range(max(1, len(words) - length + 1))
    return Counter(tuple(words[at : at + length]) for at in places if words)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-9)


def told(name: str, texts: list[tuple[str, str]]) -> str:
    """Both figures of (found, gold) pairs in a line."""
    runs = [shared(*pair, RUN) for pair in texts]
    single = [_f1(*shared(*pair, 1)) for pair in texts]
    precision = sum(p for p, _ in runs) / len(runs)
    recall = sum(r for _, r in runs) / len(runs)
    benchmark = f"benchmark's F1 {_f1(precision, recall):.3f} (P {precision:.3f}, R {recall:.3f})"
    return f"{name}: {benchmark}, token F1 {sum(single) / len(single):.3f}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--low", action="store_true", help="print the pages below 0.9")
    parser.add_argument("--text", action="store_true", help="do not code")
    options = parser.parse_args()
    folder = options.data / "html"
    known = load_resources()
    own: list[tuple[str, str]] = []
    bare: list[tuple[str, str]] = []
    reading = coding = 0.0
    for line in gzip.decompress((folder / "gold.jsonl.gz").read_bytes()).decode().splitlines():
        row = json.loads(line)
        data = gzip.decompress((folder / row["html"]).read_bytes())
        started = time.process_time()
        try:
            article = read_page(data, id=row["id"])
        except InputError as error:
            print(row["id"], error.reason)
            own.append(("", row["text"]))
            continue
        read = time.process_time()
        reading += read - started
        if not options.text:
            run(article, known)
            coding += time.process_time() - read
        parts = [article.words(p.span) for p in article.parts if p.role not in _LEFT_OUT]
        own.append(("\n".join(parts), row["text"]))
        bare.append((trafilatura.extract(data) or "", row["text"]))
        if options.low and _f1(*shared(*own[-1], 1)) < 0.9:
            print(f"{_f1(*shared(*own[-1], 1)):.3f} {row['url']}")
    print(told(f"{len(own)} pages", own))
    print(told("trafilatura alone", bare))
    print(f"reading {reading:.1f} s, coding {coding:.1f} s: {100 * reading / (coding or 1):.1f} %")


if __name__ == "__main__":
    main()
