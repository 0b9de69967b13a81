"""An event with its report, and the pairs of parties that data sets of dyads want as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from dragoman.coding.ontology import MUTUAL
from dragoman.pipeline import Result
from dragoman.records import Actor, Article, Event

Pair = tuple[Actor | None, Actor | None]


@dataclass(frozen=True, slots=True)
class Reported:
    """An event, and the report that tells it where that is at hand.

    `reports` and `sources` are how many reports tell it, and how many of them are independent.
    """

    event: Event
    article: Article | None = None
    reports: int = 1
    sources: int = 1


def reported(results: Iterable[Result]) -> Iterator[Reported]:
    """The events of reports as they were coded, each with its report."""
    for result in results:
        for event in result.events:
            yield Reported(event, result.article)


def pairs(event: Event, *, both_ways: bool = False) -> tuple[Pair, ...]:
    """Who to whom, one pair after the other in the order of the event; at least one.

    Every actor with every recipient; a side that is not told is None. Parties of a mutual act
    stand in pairs, the one named first before the other, and with `both_ways` also the other way
    round.
    """
    actors, recipients = event.actors or (None,), event.recipients or (None,)
    if not event.recipients and len(event.actors) > 1 and event.event_type in MUTUAL:
        found: list[Pair] = []
        for one, other in combinations(event.actors, 2):
            found += [(one, other), (other, one)] if both_ways else [(one, other)]
        return tuple(found)
    return tuple((actor, recipient) for actor in actors for recipient in recipients)
