"""Copies told from reports of their own: ``python -m measure.copies [--wrong]``.

`copies.jsonl` holds reports written by us and 400 pairs of them, judged: "same" (cut, edited, under
another head), "rewrite" (made out of the other one: sentences turned and joined, a new lead over
the old paragraphs), "different" (the next day's report, a report of another event in the same form
or of the same day, a digest with a sentence on it). A copy of either kind is a near duplicate; its
F1 is told for the tuned half of the stories and for the held one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from dragoman.read import published_moment, read_text
from dragoman.read.copies import compared
from dragoman.read.signatures import Signature, signature

FILE = Path(__file__).parent / "copies.jsonl"
COPIES = frozenset({"same", "rewrite"})


def main() -> None:
    """Print F1 by half, what became of each verdict, and the wrong pairs where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    known = {row["id"]: _signature(row) for row in rows if "id" in row}
    told: Counter[tuple[str, str, bool]] = Counter()
    for row in rows:
        if "verdict" not in row:
            continue
        kind, common, inside = compared(known[row["one"]], known[row["other"]])
        told[row["part"], row["verdict"], kind is not None] += 1
        if options.wrong and (kind is not None) != (row["verdict"] in COPIES):
            shares = f"common {common:.2f}, inside {inside:.2f}"
            print(f"{row['one']} {row['other']}: {row['verdict']}, not {kind}; {shares}")
    for part in ("tune", "held"):
        print(f"{part}: near-duplicate F1 {_f1(told, part):.3f}; {_shares(told, part)}")


def _signature(row: dict[str, str]) -> Signature:
    day = published_moment(row["published"])
    return signature(read_text(row["text"], id=row["id"], published=day))


def _f1(told: Counter[tuple[str, str, bool]], part: str) -> float:
    found = sum(told[part, verdict, True] for verdict in COPIES)
    missed = sum(told[part, verdict, False] for verdict in COPIES)
    wrong = told[part, "different", True]
    return 2 * found / max(2 * found + missed + wrong, 1)


def _shares(told: Counter[tuple[str, str, bool]], part: str) -> str:
    verdicts = ("same", "rewrite", "different")
    return ", ".join(
        f"{verdict} {told[part, verdict, True]} of"
        f" {sum(told[part, verdict, found] for found in (True, False))} found copies"
        for verdict in verdicts
    )


if __name__ == "__main__":
    main()
