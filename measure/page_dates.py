"""Days of publication of saved news pages: ``python -m measure.page_dates [--data DATA]``.

`page_dates.tsv` holds the pages of `html` that state their day, the day, and where it was read by
eye: "meta" (a tag in the head), "json-ld", or "printed" on the page. One of the 76 pages states
none. A day is right when ours is the same; where the page gives a time in UTC that is another day
by its own clock, the day of the time given counts.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import Counter
from pathlib import Path

from dragoman.errors import InputError
from dragoman.read.html import read_page

DATA = Path("../shared/data")
LIST = Path(__file__).parent / "page_dates.tsv"


def main() -> None:
    """Print the share that is right, by where the day stands, and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    folder = parser.parse_args().data / "html"
    files = {
        row["id"]: row["html"]
        for row in map(
            json.loads,
            gzip.decompress((folder / "gold.jsonl.gz").read_bytes()).decode().splitlines(),
        )
    }
    told: Counter[str] = Counter()
    right: Counter[str] = Counter()
    with LIST.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            own = _day(gzip.decompress((folder / files[row["page"]]).read_bytes()), row["page"])
            told[row["stated"]] += 1
            right[row["stated"]] += own == row["date"]
            if own != row["date"]:
                print(f"{row['page'][:12]} {row['stated']} {row['date']}, not {own}")
    for place in sorted(told):
        print(f"{place:8} {right[place]} of {told[place]}")
    share = sum(right.values()) / sum(told.values())
    print(f"{sum(told.values())} pages that state a day: {100 * share:.1f} % right")


def _day(page: bytes, name: str) -> str | None:
    try:
        article = read_page(page, id=name)
    except InputError:
        return None
    return article.published.day if article.published else None


if __name__ == "__main__":
    main()
