"""How far two coders of the corpus agree, field by field.

    python -m training.agreement                   the second coding in training/corpus/second
    python -m training.agreement CODED.txt...      other marked files

A passage is found by its text. Triggers are the same where their words meet; fields are compared
over the triggers that both marked with the same type. Kappa is Cohen's, over the words that either
coder marked, types and "nothing" as categories.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.records import records
from training.written import CORPUS, read_marked

Event = dict[str, Any]
ROLES = ("actor", "recipient", "place", "date", "speaker")
FIELDS = ("mode", "status", "alleged", "stance")


def meet(one: list[int], other: list[int]) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def paired(first: list[Event], second: list[Event]) -> Iterator[tuple[Event | None, Event | None]]:
    """Events of both coders by trigger; what only one marked has None beside it. Of several on one
    trigger, those of the same type go together."""
    left = list(second)
    for event in first:
        same = [other for other in left if meet(event["trigger"], other["trigger"])]
        same.sort(key=lambda other: other["type"] != event["type"])
        other = same[0] if same else None
        if other is not None:
            left.remove(other)
        yield event, other
    for other in left:
        yield None, other


def agreement(pairs: list[tuple[Event | None, Event | None]]) -> dict[str, float]:
    """Percentages, and kappa from 0 to 1."""
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    same = [(a, b) for a, b in both if a["type"] == b["type"]]
    one, two = sum(a is not None for a, _ in pairs), sum(b is not None for _, b in pairs)
    found = {
        "trigger F1": 200 * len(both) / (one + two),
        "trigger and type F1": 200 * len(same) / (one + two),
        "type, where both marked": 100 * len(same) / len(both),
        "kappa of types": kappa([(_type(a), _type(b)) for a, b in pairs]),
    }
    for field in FIELDS:
        found[field] = 100 * sum(a[field] == b[field] for a, b in same) / len(same)
    for role in ROLES:
        shared = sum(any(meet(s, t) for t in b[role]) for a, b in same for s in a[role])
        total = sum(len(a[role]) + len(b[role]) for a, b in same)
        found[f"{role} F1"] = 200 * shared / max(1, total)
    return found


def _type(event: Event | None) -> str:
    return event["type"] if event else "-"


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa: agreement beyond chance."""
    count = len(pairs)
    seen = sum(a == b for a, b in pairs) / count
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / count**2
    return (seen - chance) / (1 - chance)


def main() -> None:
    """Print the agreement as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    first = {r["text"]: r for r in records(sorted(options.corpus.glob("*/*.jsonl")))}
    pairs: list[tuple[Event | None, Event | None]] = []
    passages = 0
    for path in options.files or sorted((options.corpus / "second").glob("*.txt")):
        for record in read_marked(path)[0]:
            mine = first.get(record["text"])
            if mine is not None:
                passages += 1
                pairs.extend(paired(mine["events"], record["events"]))
    print(f"{passages} passages\n\n| field | agreement |\n|---|---|")
    for name, value in agreement(pairs).items():
        print(f"| {name} | {value:.2f} |" if "kappa" in name else f"| {name} | {value:.1f} % |")


if __name__ == "__main__":
    main()
