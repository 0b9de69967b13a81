"""Which place a name stands for, from what the report says of the others.

Every name of an article has its candidates. A candidate gains by its people and its kind; by the
division or country named right after it ("Paris, Texas"); by other places of the article in its
division, its country, or near it; and by the dateline. Names are decided together, in rounds: what
the surest names stand for helps the rest. One name is one place throughout a report, unless what
follows it says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.records import kilometres
from dragoman.understand.places.gazetteer import Candidate, Feature, fold

ROUNDS = 3
MOST = 24
"""Candidates of a name that are weighed; the gazetteer gives the largest first."""
GREAT = 1_000_000
_SPOTS = frozenset((Feature.TOWN, Feature.CAPITAL, Feature.COUNTY))


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts: set by trial on GeoWebNews, LGL and GeoVirus (docs/places.md)."""

    people: float = 0.7
    kind: Mapping[Feature, float] = field(
        default_factory=lambda: {
            Feature.COUNTRY: 3.0,
            Feature.DIVISION: 1.8,
            Feature.COUNTY: 0.5,
            Feature.COUNTY_ABOUT: 0.2,
            Feature.CAPITAL: 0.8,
            Feature.TOWN: 0.0,
            Feature.REGION: 6.4,
        }
    )
    within: float = 7.0
    """The division or country named with it holds it."""
    without: float = 5.0
    """It does not."""
    division: float = 1.0
    country: float = 1.4
    near: float = 2.9
    reach: float = 130.0
    """Kilometres over which nearness fades."""
    dateline: float = 2.0
    namesake: float = 3.0
    """Off a division or country that shares its name with a capital or a town of a million: "New
    York" is the city, "Washington" the capital."""
    own: float = 0.8
    """The candidate carries the very name, not another one of its names."""


WEIGHTS = Weights()


@dataclass(slots=True)
class Name:
    """A name to decide: its candidates, how often it stands in the report, what follows it."""

    text: str
    candidates: Sequence[Candidate]
    count: int = 1
    followed: tuple[Candidate, ...] = ()
    """What the words right after it may stand for: "Texas" in "Paris, Texas"."""
    first: bool = False
    """Whether it is the dateline's."""


def decided(names: Sequence[Name], weights: Weights = WEIGHTS) -> list[Candidate | None]:
    """The place of each name, None where it has no candidate; in the order of `names`."""
    alone = [
        [_alone(c, name, weights) - _shaded(c, name, weights) for c in name.candidates[:MOST]]
        for name in names
    ]
    shares = [_shares(scores) for scores in alone]
    for _ in range(ROUNDS):
        told = (_voice(name, share, weights) for name, share in zip(names, shares, strict=True))
        voices = [voice for voice in told if voice is not None]
        shares = [
            _shares(
                [
                    score + _together(candidate, name, voices, weights)
                    for candidate, score in zip(name.candidates, scores, strict=False)
                ]
            )
            for name, scores in zip(names, alone, strict=True)
        ]
    best = [
        max(zip(name.candidates, share, strict=False), key=lambda pair: pair[1])[0]
        if share
        else None
        for name, share in zip(names, shares, strict=True)
    ]
    return [place and _among(place, best) for place in best]


def _among(place: Candidate, others: Sequence[Candidate | None]) -> Candidate:
    """A county whose own place is not known, in the middle of the report's towns of its state."""
    if place.feature is not Feature.COUNTY_ABOUT:
        return place
    near = [
        other
        for other in others
        if other is not None
        and other.division == place.division
        and other.feature in (Feature.TOWN, Feature.COUNTY, Feature.CAPITAL)
    ]
    if not near:
        return place
    lat = sum(other.lat for other in near) / len(near)
    lon = sum(other.lon for other in near) / len(near)
    return replace(place, lat=round(lat, 4), lon=round(lon, 4))


def _alone(candidate: Candidate, name: Name, weights: Weights) -> float:
    """What speaks for a candidate without the other names."""
    score = weights.people * math.log10(candidate.people + 10)
    score += weights.kind[candidate.feature]
    if candidate.feature is Feature.COUNTRY:
        score -= weights.people * math.log10(candidate.people + 10) - 4
    if fold(candidate.name) == fold(name.text):
        score += weights.own
    if name.followed:
        holds = any(_holds(outer, candidate) for outer in name.followed)
        score += weights.within if holds else -weights.without
    return score


def _shaded(candidate: Candidate, name: Name, weights: Weights) -> float:
    """What a division loses to a great town of its name."""
    if candidate.feature is not Feature.DIVISION:
        return 0.0
    towns = (c for c in name.candidates if c.feature in (Feature.TOWN, Feature.CAPITAL))
    great = any(
        (c.feature is Feature.CAPITAL and c.people > GREAT / 4) or c.people > GREAT for c in towns
    )
    return weights.namesake if great else 0.0


def _holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether a country or division holds a place."""
    if outer.row == inner.row:
        return False
    if outer.feature is Feature.COUNTRY:
        return outer.country == inner.country and inner.feature is not Feature.COUNTRY
    if outer.feature is Feature.DIVISION:
        return outer.division == inner.division
    if outer.feature is Feature.REGION:
        return outer.country == inner.country and distance(outer, inner) < 600
    return distance(outer, inner) < 60


@dataclass(frozen=True, slots=True)
class _Voice:
    """What a name says for the candidates of the others."""

    name: Name
    best: Candidate
    sure: float
    countries: Mapping[str, float]
    divisions: Mapping[str, float]


def _voice(name: Name, shares: Sequence[float], weights: Weights) -> _Voice | None:
    """A name speaks most for where it most likely is, and a little for wherever it could be."""
    if not shares:
        return None
    best = max(range(len(shares)), key=lambda i: shares[i])
    countries: dict[str, float] = {}
    divisions: dict[str, float] = {}
    heavy = weights.dateline if name.first else 1.0
    for candidate, share in zip(name.candidates, shares, strict=False):
        told = heavy * share
        if candidate.country:
            countries[candidate.country] = max(countries.get(candidate.country, 0.0), told)
        if candidate.division:
            divisions[candidate.division] = max(divisions.get(candidate.division, 0.0), told)
    return _Voice(name, name.candidates[best], heavy * shares[best], countries, divisions)


def _together(candidate: Candidate, own: Name, voices: Sequence[_Voice], weights: Weights) -> float:
    """What the other names say for a candidate."""
    division = country = near = 0.0
    for voice in voices:
        if voice.name is own or voice.best.row == candidate.row:
            continue
        if candidate.country:
            country += voice.countries.get(candidate.country, 0.0)
        if candidate.division:
            division += voice.divisions.get(candidate.division, 0.0)
        if voice.best.feature in _SPOTS:
            away = distance(candidate, voice.best)
            near += voice.sure * math.exp(-away / weights.reach)
    return (
        weights.country * _fading(country)
        + weights.division * _fading(division)
        + weights.near * _fading(near)
    )


def _fading(count: float) -> float:
    """The tenth voice says less than the first."""
    return math.log2(1 + count)


def _shares(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    whole = sum(odds)
    return [odd / whole for odd in odds]


def distance(one: Candidate, other: Candidate) -> float:
    """Kilometres between two places, over the sphere."""
    return kilometres(one.lat, one.lon, other.lat, other.lon)
