"""Passages of the corpus that stand too near a text of an evaluation set.

    python -m training.near --data DATA

A passage is near where a fifth of its runs of eight words stand in one evaluation text, too, or
where a run of twelve does. Prints each with the set and the words; 1 when there is any.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.written import CORPUS

SETS = (
    "relation/plv_train.jsonl",
    "events/m2e2.jsonl.gz",
    "events/case2021_task2.jsonl",
    "events/muc4_dev.jsonl.gz",
    "events/muc4_tst3.jsonl.gz",
    "events/indiapolice.jsonl.gz",
    "attribution/polnear_dev.jsonl.gz",
    "attribution/polnear_test.jsonl",
    "time/te3_platinum_open.jsonl",
    "time/tbaq.jsonl.gz",
    "geo/geowebnews.jsonl.gz",
    "geo/lgl.jsonl.gz",
    "seed/article.txt",
)
RUN = 8
LONG_RUN = 12
SHARE = 0.2
_WORD = re.compile(r"\w+")


def runs(text: str, length: int) -> list[tuple[str, ...]]:
    """Every run of so many words of a text, in order, lower case.

    >>> runs("Talks opened in Oslo.", 3)
    [('talks', 'opened', 'in'), ('opened', 'in', 'oslo')]
    """
    words = _WORD.findall(text.lower())
    return [tuple(words[i : i + length]) for i in range(len(words) - length + 1)]


def texts_of(path: Path) -> Iterator[str]:
    """The texts of an evaluation set."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    whole = raw.decode("utf-8")
    if path.suffix == ".txt":
        yield whole
        return
    for line in whole.splitlines():
        yield json.loads(line)["text"]


def near(data: Path, corpus: Path) -> Iterator[str]:
    """A line for each passage of the corpus that is near an evaluation text."""
    held: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name in SETS:
        path = data / name
        if path.exists():
            for number, text in enumerate(texts_of(path)):
                for run in runs(text, RUN):
                    held[run].add(f"{name}#{number}")
    for path in sorted(corpus.glob("*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            where = _nearest(record["text"], held)
            if where:
                yield f"{record['id']}: {where}: {record['text'][:90]}"


def _nearest(text: str, held: dict[tuple[str, ...], set[str]]) -> str | None:
    told = runs(text, RUN)
    counts: Counter[str] = Counter()
    most = longest = 0
    for run in told:
        counts.update(held.get(run, ()))
        longest = longest + 1 if run in held else 0
        most = max(most, longest)
    best = counts.most_common(1)
    shares = bool(best) and best[0][1] >= max(2, SHARE * len(told))
    return best[0][0] if shares or most > LONG_RUN - RUN else None


def main() -> int:
    """Print what is near; 1 when there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    found = list(near(options.data, options.corpus))
    print("\n".join([*found, f"{len(found)} near"]))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
