"""Who, when, where, according to whom, and did it happen: a parsed article understood.

The order: actors, then places (a name that acts is no place; a place tells whose its police are),
then dates, then claims (their speakers are actors), then predicates (a date far back makes a
happening history).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from dragoman.errors import LexiconError
from dragoman.records import Parsed, Understood
from dragoman.trace import Journal
from dragoman.understand.branches import Branches
from dragoman.understand.claims import (
    AttitudeCues,
    ReportingCues,
    check_attitudes,
    check_reporting,
    find_claims,
    read_attitude_cues,
    read_reporting_cues,
)
from dragoman.understand.dates import Calendar, check_dates, find_dates, read_calendar
from dragoman.understand.status import (
    StatusCues,
    check_event_nouns,
    check_status,
    find_predicates,
    read_event_nouns,
    read_status_cues,
)

if TYPE_CHECKING:
    from dragoman.understand.knowledge import Knowledge

__all__ = ["Cues", "check_cues", "load_cues", "understand"]


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of time, saying, attitude and status, and the nouns that report a happening."""

    calendar: Calendar
    reporting: ReportingCues
    attitudes: AttitudeCues
    status: StatusCues
    event_nouns: frozenset[str]


@cache
def load_cues() -> Cues:
    """The cues shipped with the package; raises `LexiconError` at a wrong line."""
    return read_cues(files("dragoman") / "data")


def read_cues(folder: Traversable) -> Cues:
    """The cues under a data folder; raises `LexiconError` at the first wrong line."""
    return Cues(
        calendar=read_calendar(folder),
        reporting=read_reporting_cues(folder),
        attitudes=read_attitude_cues(folder),
        status=read_status_cues(folder),
        event_nouns=read_event_nouns(folder),
    )


def check_cues(folder: Traversable) -> Iterator[LexiconError]:
    """Every fault of the cue tables under a data folder; none where they are sound."""
    yield from check_dates(folder)
    yield from check_reporting(folder)
    yield from check_attitudes(folder)
    yield from check_status(folder)
    yield from check_event_nouns(folder)


def understand(parsed: Parsed, knowledge: Knowledge, cues: Cues, journal: Journal) -> Understood:
    """A parsed article with all that is understood of it, each layer in text order."""
    from dragoman.understand.actors import resolve_actors
    from dragoman.understand.actors.homes import with_countries
    from dragoman.understand.book import with_identities
    from dragoman.understand.places import find_places

    trees = {sentence.index: Branches(sentence) for sentence in parsed.sentences}
    actors = resolve_actors(parsed, knowledge, journal)
    places = find_places(parsed, actors)
    actors = with_identities(with_countries(actors, places, parsed), knowledge)
    dates = find_dates(parsed, cues.calendar, trees)
    claims = find_claims(parsed, actors, cues.reporting, cues.attitudes, trees, knowledge.genders)
    predicates = find_predicates(parsed, dates, cues.status, cues.calendar, cues.event_nouns, trees)
    return Understood(parsed, actors, dates, claims, predicates, places)
