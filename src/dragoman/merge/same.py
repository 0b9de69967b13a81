"""Whether two drafts of one report tell of the same event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from dragoman.merge.families import Families
from dragoman.records import (
    Actor,
    Attribution,
    DateBasis,
    EventDate,
    EventPlace,
    EventType,
    Stance,
    Status,
    kilometres,
)
from dragoman.trace import Draft

LOOSE = frozenset(("phrase", "paragraph", "dateline"))
"""Grounds of a place that keep no two mentions apart."""
LONG_AGO = 12
"""Months before the report beyond which a dated act is another than one told without a day."""
NEAR = 100.0
"""Kilometres within which two names of places may tell of one event: a town and its province."""


@dataclass(frozen=True, slots=True)
class Told:
    """What of a draft decides sameness."""

    type: EventType
    mode: str | None
    lemma: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    status: Status
    denied: bool
    date: EventDate | None
    place: EventPlace | None

    @classmethod
    def of(cls, draft: Draft) -> Told:
        """Read off a draft."""
        return cls(
            type=EventType(str(draft.value("event_type"))),
            mode=cast("str | None", draft.value("mode")),
            lemma=str(draft.value("lemma", "")),
            actors=cast("tuple[Actor, ...]", draft.value("actors", ())),
            recipients=cast("tuple[Actor, ...]", draft.value("recipients", ())),
            status=Status(str(draft.value("status"))),
            denied=is_denied(draft),
            date=cast("EventDate | None", draft.value("date")),
            place=cast("EventPlace | None", draft.value("place")),
        )


def same_event(one: Told, other: Told, families: Families) -> bool:
    """Same type, compatible mode and words, parties, day and place, and the same status; what one
    tells and another denies is one event, too."""
    return (
        one.type is other.type
        and _same_status(one, other)
        and _same_act(one, other, families)
        and _same_parties(one, other)
        and _same_day(one.date, other.date)
        and _same_place(one.place, other.place)
    )


def is_denied(draft: Draft) -> bool:
    """Whether somebody denies the act: it is kept as negated, and belongs to those who tell it."""
    said = cast("tuple[Attribution, ...]", draft.value("attributions", ()))
    negated = Status(str(draft.value("status"))) is Status.NEGATED
    return negated and any(a.stance is Stance.DENIES for a in said)


def _same_status(one: Told, other: Told) -> bool:
    if one.status is other.status:
        return True
    return (one.denied and other.status is Status.ACTUAL) or (
        other.denied and one.status is Status.ACTUAL
    )


def contradicts(members: Sequence[Told], other: Told) -> bool:
    """Whether a mention cannot be of the event that these mentions tell: it names a party that
    none of them knows, another day, or another place."""
    actors = [actor for member in members for actor in member.actors]
    recipients = [actor for member in members for actor in member.recipients]
    return (
        _sides(actors, other.actors) is False
        or _sides(recipients, other.recipients) is False
        or not all(_same_day(member.date, other.date) for member in members)
        or not all(_same_place(member.place, other.place) for member in members)
    )


def _same_act(one: Told, other: Told, families: Families) -> bool:
    """Equal modes are one act; where a mode is missing the words must be related."""
    if one.mode is not None and one.mode == other.mode:
        return True
    if one.mode is not None and other.mode is not None:
        return False
    return families.related(one.lemma, other.lemma)


def _same_parties(one: Told, other: Told) -> bool:
    actors = _sides(one.actors, other.actors)
    recipients = _sides(one.recipients, other.recipients)
    if actors is False or recipients is False:
        return False
    return actors is True or recipients is True


def _sides(one: Sequence[Actor], other: Sequence[Actor]) -> bool | None:
    """True where the smaller side is within the larger, None where one is not told.

    What a state has beside a party that both sides name is told along: "the Russian government,
    army and people" are Russia.
    """
    if not one or not other:
        return None if one or other else True
    small, large = sorted((one, other), key=len)
    shared = {a.country for a in small if any(same_actor(a, b) for b in large)} - {"---"}
    return all(a.country in shared or any(same_actor(a, b) for b in large) for a in small)


def same_actor(one: Actor, other: Actor) -> bool:
    """Whether two actors are one party: same country and sector; without a country, same name.

    "Kim" and "North Korea" are one party, "Russia" and "Russian troops" are two.
    """
    if one.country != "---" and other.country != "---":
        if one.country in ("IGO", "NGO") and other.country == one.country:
            return one.name == other.name
        return one.code == other.code and _same_unknown(one, other)
    if one.sector != other.sector:
        return False
    return one.name.lower().split()[-1:] == other.name.lower().split()[-1:]


def _same_unknown(one: Actor, other: Actor) -> bool:
    """Two people the tables do not know are two, unless they share a name."""
    if one.known or other.known or not one.entity_id or not other.entity_id:
        return True
    return one.entity_id == other.entity_id or one.name.split()[-1:] == other.name.split()[-1:]


def _same_day(one: EventDate | None, other: EventDate | None) -> bool:
    if one is None or other is None:
        return True
    if DateBasis.PUBLISHED in (one.basis, other.basis):
        return _months_between(one.value, other.value) <= LONG_AGO
    return one.value.startswith(other.value) or other.value.startswith(one.value)


def _months_between(one: str, other: str) -> int:
    """Months from one ISO date to another, at least: of "1985" and "1986-03" two."""
    (early, late) = sorted((one, other))
    first = int(early[:4]) * 12 + int(early[5:7] or 12)
    return int(late[:4]) * 12 + int(late[5:7] or 1) - first


def _same_place(one: EventPlace | None, other: EventPlace | None) -> bool:
    if one is None or other is None or LOOSE & {one.basis, other.basis}:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if one.name == other.name or "country" in (one.precision, other.precision):
        return True
    apart = distance_between(one, other)
    return bool(one.country and other.country) if apart is None else apart <= NEAR


def distance_between(one: EventPlace, other: EventPlace) -> float | None:
    """Kilometres between two places; None where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return kilometres(one.lat, one.lon, other.lat, other.lon)
