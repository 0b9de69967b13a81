"""Sentences with a denied, planned, threatened or conditional violent act: none may be a deed.

    python -m measure.no_deeds

`no_deeds.tsv` was written before the rules that read it. The act stands in double brackets. Two
sentences tell another act of violence as done ("the captured soldiers", "the siege ended"); it is
named in the third column, and is no fault. Printed: the sentences where the act, or any other
assault, came out as actual, then how many there are, how often the act was coded, and how often it
is among the predicates with the status written beside it.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from dragoman.api import default_coder
from dragoman.records import Event, Span, Status

HERE = Path(__file__).parent
ACT = re.compile(r"\[\[(.*?)\]\]")
VIOLENT = "ASSAULT"
TOLD = ("THREATEN", "REJECT", "ACCUSE")
"""What is done by telling of the act, and is a fact."""


def sentences() -> list[tuple[Status, str, Span, Span | None]]:
    """The status written beside each sentence, its text, where the act stands, and where another
    act of violence that is told as done."""
    with (HERE / "no_deeds.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = []
    for row in rows:
        act = ACT.search(row["text"])
        assert act is not None, row["text"]
        text = ACT.sub(r"\1", row["text"])
        told = text.find(row["told"]) if row["told"] else -1
        done = Span(told, told + len(row["told"])) if told >= 0 else None
        found.append((Status(row["status"]), text, Span(act.start(), act.end() - 4), done))
    return found


def is_deed(event: Event, act: Span, done: Span | None) -> bool:
    """Whether an event makes a deed of the act, or of any other but what is told as done."""
    here = event.trigger.meets(act)
    if event.status is not Status.ACTUAL or (here and event.event_type.value in TOLD):
        return False
    other = done is not None and event.trigger.meets(done)
    return here or (event.event_type.value == VIOLENT and not other)


def main() -> None:
    """Print what came out as a deed, and the counts."""
    coder = default_coder()
    deeds = coded = right = predicates = 0
    rows = sentences()
    for wanted, text, act, done in rows:
        result = coder.run(text, published="2024-06-19")
        for event in result.events:
            coded += event.trigger.meets(act)
            if is_deed(event, act, done):
                deeds += 1
                print(f"  deed  {event.event_type.value} “{event.trigger_text}” in: {text}")
        for predicate in result.understood.predicates:
            if predicate.span.meets(act):
                predicates += 1
                if predicate.status is wanted:
                    right += 1
                else:
                    print(f"  {predicate.status.value}, not {wanted.value}: {text}")
                break
        else:
            print(f"  no predicate: {text}")
    print(f"{deeds} of {len(rows)} coded as deeds; {coded} coded at the act")
    print(f"status as written: {right} of {predicates} predicates")


if __name__ == "__main__":
    main()
