"""One event told by many reports: ``python -m measure.same_events [--half tune] [--wrong]``.

same_events.jsonl holds 200 short reports of 60 invented events, each with the keys of the events
it tells and the words that tell them: rewrites, later tolls, look-alikes of the next day or town,
other acts of the same parties, denials. One half was read while the merging was tuned, the other
never.

A coded event stands for the gold event of its report whose words its trigger is one of (of two
with the same words, the one within whose part it stands), be its type what it may. Pairs of coded
events of one gold event are right where one merged event holds both. `--wrong` shows the tuned
half alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from dragoman.merge.compare import compared, stems_of
from dragoman.merge.families import load_families
from dragoman.merge.gather import gather, telling_rules
from dragoman.merge.shelf import MemoryShelf
from dragoman.merge.telling import Telling, tellings_of
from dragoman.pipeline import Resources, load_resources, run
from dragoman.read import published_moment
from dragoman.read.pairs import plain_article
from dragoman.records import Article, Event

REPORTS = Path(__file__).parent / "same_events.jsonl"
HALVES = ("tune", "held")


@dataclass(frozen=True, slots=True)
class Told:
    """A coded event with the gold event it stands for, None where it stands for none."""

    gold: str | None
    telling: Telling
    sentence: str
    trigger: str


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs that are right, found and gold; gold events with a coded one, and all."""

    right: int
    found: int
    gold: int
    met: int
    events: int

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return (
            f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({self.right} of {self.found} found, "
            f"{self.gold} gold pairs); {self.met} of {self.events} gold events coded"
        )


def reports(half: str, path: Path = REPORTS) -> list[dict[str, Any]]:
    """The reports of a half."""
    with path.open(encoding="utf-8") as lines:
        return [row for line in lines if (row := json.loads(line))["half"] == half]


def article_of(row: dict[str, Any]) -> Article:
    """A report as the coder takes it."""
    from dataclasses import replace

    article = plain_article(row["id"], row["text"])
    return replace(
        article,
        published=published_moment(row["published"]),
        publisher=row["publisher"],
        agency=row["agency"],
    )


def told_in(row: dict[str, Any], known: Resources) -> Iterator[Told]:
    """The coded events of a report with what they stand for."""
    article = article_of(row)
    events = run(article, known).events
    for event, telling in zip(events, tellings_of(article, events), strict=True):
        words = article.words(event.sentence_span)
        yield Told(gold_of(event, row), telling, words, event.trigger_text)


def gold_of(event: Event, row: dict[str, Any]) -> str | None:
    """The gold event a coded one stands for."""
    fitting = [gold for gold in row["events"] if _fits(event, gold)]
    typed = [gold for gold in fitting if gold["type"] == event.event_type.value]
    return (typed or fitting)[0]["key"] if fitting else None


def _fits(event: Event, gold: dict[str, Any]) -> bool:
    start, end = gold.get("within", (0, 1 << 30))
    words = set(event.trigger_text.lower().split())
    return start <= event.trigger.start < end and not words.isdisjoint(gold["words"])


def merged(told: Sequence[Told]) -> dict[str, int]:
    """The number of the group of each telling, by key."""
    shelf: MemoryShelf[Telling] = MemoryShelf()
    shelf.apply(gather(shelf, telling_rules(), [each.telling for each in told]))
    return {t.key: n for n, group in enumerate(shelf.groups()) for t in group.items}


def scored(told: Sequence[Told], rows: Sequence[dict[str, Any]]) -> Score:
    """Pairwise scores of one half."""
    groups = merged(told)
    right = found = gold = 0
    for one, other in combinations([t for t in told if t.gold], 2):
        together = groups[one.telling.key] == groups[other.telling.key]
        same = one.gold == other.gold
        right += together and same
        found += together
        gold += same
    keys = {event["key"] for row in rows for event in row["events"]}
    return Score(right, found, gold, len({t.gold for t in told if t.gold}), len(keys))


def show_wrong(told: Sequence[Told]) -> None:
    """Pairs that are joined or parted wrongly, with the grounds."""
    groups = merged(told)
    for one, other in combinations([t for t in told if t.gold], 2):
        together = groups[one.telling.key] == groups[other.telling.key]
        if together != (one.gold == other.gold):
            like = compared(one.telling, other.telling, stems_of(load_families()))
            kind = "JOINED" if together else "PARTED"
            print(f"{kind} {one.gold} {other.gold} {like.score:.2f} {like.apart} {like.grounds}")
            for t in (one, other):
                p = t.telling
                sides = [[x.code + ":" + x.name for x in side] for side in (p.actors, p.recipients)]
                place = p.place and p.place.name
                print(f"   {p.type.value} {p.mode} {p.status.value} [{t.trigger}] {sides} {place}")
                print(f"   {t.sentence}")


def main() -> None:
    """Print the scores of each half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--wrong", action="store_true")
    chosen = parser.parse_args()
    if chosen.wrong and chosen.half != "tune":
        parser.error("--wrong shows the tuned half alone")
    known = load_resources()
    for half in [chosen.half] if chosen.half else HALVES:
        rows = reports(half)
        told = [each for row in rows for each in told_in(row, known)]
        if chosen.wrong:
            show_wrong(told)
        print(f"{half:5} {len(rows)} reports  {scored(told, rows)}")


if __name__ == "__main__":
    main()
