"""Whether two tellings, of two reports or of one, tell the same event.

The answer is symmetric and rests on the two tellings alone, so that it does not matter which came
first. Each ground gives a number from 0 (against) to 1 (for); their weighted mean is the likeness.
Some things keep two tellings apart whatever else they share: days that cannot be the same, parties
that cannot, towns far from each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.merge.blocks import may_be_one
from dragoman.merge.families import Families
from dragoman.merge.telling import Telling
from dragoman.merge.words import in_common, stem
from dragoman.records import EventType, Party, Spot, Status, kilometres

WEIGHTS = {
    "act": 2.0,
    "actors": 2.5,
    "recipients": 2.0,
    "day": 2.0,
    "place": 1.5,
    "toll": 1.5,
    "words": 1.5,
}
"""How much each ground says, set on the tuned half of measure/same_events.jsonl."""
UNTOLD = 0.5
"""A ground of which one of the two says nothing, at half its weight."""
SAME = 0.64
"""Least likeness of two tellings of one event."""
SAME_IN_ONE_REPORT = 0.80
"""The same within a report, whose merging has already kept the two apart."""
REACH_KM = {"town": 8.0, "admin2": 30.0, "admin1": 90.0}
"""How far from its point a place of a kind reaches: a town and its suburb are one place. What is
not listed (a country, a region, an unknown kind) reaches everywhere in its country."""
NEAR_KM, FAR_KM = 10.0, 15.0
"""Two places nearer than NEAR_KM may be named for each other ("near Kano"); FAR_KM beyond the reach
of both, they are two."""
RECIPROCAL = frozenset((EventType.AGREE, EventType.CONSULT, EventType.COOPERATE))
_NO_COUNTRY = frozenset(("---", "IGO", "NGO"))
_OF_STATES = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))


@dataclass(frozen=True, slots=True)
class Likeness:
    """What speaks for two tellings being one event; `apart` names what forbids it."""

    score: float
    apart: str | None
    grounds: tuple[tuple[str, float], ...] = ()

    def same(self, *, one_report: bool) -> bool:
        """Whether the two are taken for one event."""
        least = SAME_IN_ONE_REPORT if one_report else SAME
        return self.apart is None and self.score >= least


def compared(one: Telling, other: Telling, families: Families) -> Likeness:
    """How alike two tellings are, the same in both directions."""
    apart = kept_apart(one, other, families)
    if apart is not None:
        return Likeness(0.0, apart)
    actors, recipients = _parties(one, other)
    grounds: dict[str, float | None] = {
        "act": _act(one, other, families),
        "actors": actors,
        "recipients": recipients,
        "day": _day(one, other),
        "place": _place(one.place, other.place),
        "toll": _toll(one, other),
        "words": in_common(one.words, other.words),
    }
    total = weighed = 0.0
    for name, value in grounds.items():
        weight = WEIGHTS[name] * (1.0 if value is not None else 0.5)
        total += weight
        weighed += weight * (UNTOLD if value is None else value)
    told = tuple((name, value) for name, value in grounds.items() if value is not None)
    return Likeness(weighed / total, None, told)


def kept_apart(one: Telling, other: Telling, families: Families) -> str | None:
    """What forbids that two tellings are one event: "type", "status", "day", "parties", "place"."""
    if not may_be_one(one.type, other.type):
        return "type"
    if one.type is not other.type and not _related(one, other, families):
        return "type"
    if not _one_status(one, other):
        return "status"
    if _days_apart(one, other):
        return "day"
    if _parties_apart(one, other):
        return "parties"
    return "place" if _far(one.place, other.place) else None


def _one_status(one: Telling, other: Telling) -> bool:
    """The same status; what one tells and another denies is one event, and so is what one tells
    and another looks back on."""
    if one.status is other.status:
        return True
    pair = {one.status, other.status}
    if pair == {Status.ACTUAL, Status.NEGATED}:
        return one.denied or other.denied
    return pair == {Status.ACTUAL, Status.HISTORICAL} and one.firm and other.firm


def _days_apart(one: Telling, other: Telling) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first > other.last or other.first > one.last


def _day(one: Telling, other: Telling) -> float | None:
    """Both on the same told day: 1. Where one only has its report's day: the nearer the better."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    if one.firm and other.firm:
        return 1.0 if (one.first, one.last) == (other.first, other.last) else 0.8
    gap = abs(one.last - other.last)
    return 0.8 if gap == 0 else 0.65 if gap == 1 else 0.45


def _act(one: Telling, other: Telling, families: Families) -> float:
    """Types, modes and the words of the trigger."""
    related = _related(one, other, families)
    if one.type is not other.type:
        return 0.5
    if one.mode is not None and one.mode == other.mode:
        return 1.0
    if related:
        return 0.9 if one.mode is None or other.mode is None else 0.75
    return 0.55 if one.mode is None or other.mode is None else 0.3


def _related(one: Telling, other: Telling, families: Families) -> bool:
    return one.word == other.word or families.related(one.word, other.word)


# --- parties --------------------------------------------------------------------------


def _parties(one: Telling, other: Telling) -> tuple[float | None, float | None]:
    """How far actors and recipients agree. Of what is done together the sides are one."""
    if one.type in RECIPROCAL and other.type in RECIPROCAL:
        both = _side((*one.actors, *one.recipients), (*other.actors, *other.recipients))
        return both, both
    return _side(one.actors, other.actors), _side(one.recipients, other.recipients)


def _side(one: Sequence[Party], other: Sequence[Party]) -> float | None:
    """The mean of the best matches of the smaller side; None where one tells nobody."""
    if not one or not other:
        return None
    if len(one) == len(other):
        return (_best_mean(one, other) + _best_mean(other, one)) / 2
    small, large = sorted((one, other), key=len)
    return _best_mean(small, large)


def _best_mean(one: Sequence[Party], other: Sequence[Party]) -> float:
    return sum(max(party_likeness(a, b) for b in other) for a in one) / len(one)


def party_likeness(one: Party, other: Party) -> float:
    """How likely two parties are the same: by identity, else by country, sector and name."""
    if one.entity_id and one.entity_id == other.entity_id:
        return 1.0
    if _no_country(one) or _no_country(other):
        return _without_country(one, other)
    if one.country != other.country:
        # "Rwandan-backed rebels", "rebels of the M23": whose the unnamed are is often only guessed
        guessed = not (one.known and other.known) and one.sector == other.sector
        return 0.35 if guessed and one.sector not in _OF_STATES else 0.0
    if _person(one) and _person(other):
        return 0.1
    if one.sector == other.sector:
        return 0.9
    return 0.75 if {one.sector, other.sector} & {"GOV", "UNK"} else 0.5


def _without_country(one: Party, other: Party) -> float:
    """An unknown party: one of the same kind or name is rather the same."""
    if one.name.split()[-1:] == other.name.split()[-1:]:
        return 0.9
    if one.known and other.known:
        return 0.1
    return 0.65 if one.sector == other.sector or "UNK" in (one.sector, other.sector) else 0.4


def _no_country(party: Party) -> bool:
    return party.country in _NO_COUNTRY


def _person(party: Party) -> bool:
    return party.known and (party.entity_id or "").startswith("person:")


def _parties_apart(one: Telling, other: Telling) -> bool:
    """Whether a side of one cannot be that of the other."""
    if one.type in RECIPROCAL and other.type in RECIPROCAL:
        mine, theirs = (*one.actors, *one.recipients), (*other.actors, *other.recipients)
        return _unmatched(mine, theirs) and _unmatched(theirs, mine)
    return _opposed(one.actors, other.actors) or _opposed(one.recipients, other.recipients)


def _unmatched(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Whether a party with a country is none of the other's."""
    return any(not _no_country(a) and all(party_likeness(a, b) == 0.0 for b in other) for a in one)


def _opposed(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Whether both sides are told and no party of one can be one of the other."""
    return bool(one and other) and all(party_likeness(a, b) == 0.0 for a in one for b in other)


# --- place, toll ----------------------------------------------------------------------


def _far(one: Spot | None, other: Spot | None) -> bool:
    """Two places far from each other, both told with the event itself."""
    if one is None or other is None or one.loose or other.loose:
        return False
    beyond = _beyond(one, other)
    return beyond is not None and beyond > FAR_KM


def _place(one: Spot | None, other: Spot | None) -> float | None:
    """The same place: 1; one within the other: less; two towns: near nothing."""
    if one is None or other is None:
        return None
    loose = one.loose or other.loose
    if one.name == other.name and one.country == other.country:
        return 0.8 if loose else 1.0
    beyond = _beyond(one, other)
    if beyond is None:
        same = not one.country or not other.country or one.country == other.country
        return 0.6 if same else 0.4 if loose else 0.15
    within = 1.0 if one.precision == other.precision else 0.7
    near = within if beyond <= 0 else 0.4 if beyond <= NEAR_KM else 0.0
    return max(near, 0.3) if loose else near


def _beyond(one: Spot, other: Spot) -> float | None:
    """Kilometres between the reaches of two places, 0 or less where they meet; None where one has
    no bounds."""
    reach = [REACH_KM.get(spot.precision or "") for spot in (one, other)]
    apart = _kilometres(one, other)
    if apart is None or reach[0] is None or reach[1] is None:
        return None
    return apart - max(reach[0], reach[1])


def _kilometres(one: Spot, other: Spot) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return kilometres(one.lat, one.lon, other.lat, other.lon)


def _toll(one: Telling, other: Telling) -> float | None:
    """Equal numbers: 1; tolls rise, so that near ones speak for it, too."""
    told = [_count(one.killed, other.killed), _count(one.injured, other.injured)]
    known = [value for value in told if value is not None]
    return sum(known) / len(known) if known else None


def _count(one: int | None, other: int | None) -> float | None:
    if one is None or other is None:
        return None
    if one == other:
        return 1.0
    share = min(one, other) / max(one, other)
    return 0.55 if share >= 0.5 else 0.25


def stems_of(families: Families) -> Families:
    """The families by the stems of their words, as tellings give triggers."""
    found: dict[str, frozenset[int]] = {}
    for word, numbers in families.of.items():
        found[stem(word)] = found.get(stem(word), frozenset()) | numbers
    return Families(found)
