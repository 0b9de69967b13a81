"""Which tellings are one event, from the links between them.

The surest link first, two groups become one where no telling of one is kept apart from one of the
other and most of the pairs across are linked, so that a vague report never chains two events
together. Links of equal likeness go by their keys: the groups rest on the set of tellings alone,
not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

LEAST_SHARE = 0.5
"""Least share of the pairs across two groups that must be linked."""


class Link(NamedTuple):
    """Two tellings taken for one event; `one` is the lesser key. The score has four decimals."""

    one: str
    other: str
    score: float


def link(one: str, other: str, score: float) -> Link:
    """The link between two keys, whichever is named first."""
    low, high = sorted((one, other))
    return Link(low, high, round(score, 4))


def clusters(
    keys: Iterable[str],
    links: Iterable[Link],
    apart: Callable[[str, str], bool],
    least_share: float = LEAST_SHARE,
) -> list[tuple[str, ...]]:
    """Groups of keys, each sorted, all sorted; every key is in one of them.

    `apart` says of two keys, in either order, whether they cannot be in one group; two groups
    become one where more than `least_share` of the pairs across are linked.
    """
    members = {key: [key] for key in keys}
    home = {key: key for key in members}
    crossing = _crossing(links, members)
    for link in sorted(links, key=lambda link: (-link.score, link.one, link.other)):
        if link.one not in home or link.other not in home:
            continue
        one, other = home[link.one], home[link.other]
        if one == other:
            continue
        pairs = len(members[one]) * len(members[other])
        if pairs > 1 and crossing[one][other] <= least_share * pairs:
            continue
        if not any(apart(a, b) for a in members[one] for b in members[other]):
            _join(one, other, members, home, crossing)
    return sorted(tuple(sorted(group)) for group in members.values())


def _crossing(links: Iterable[Link], members: Mapping[str, list[str]]) -> dict[str, dict[str, int]]:
    """How many links there are between any two groups of one."""
    found: dict[str, dict[str, int]] = {key: {} for key in members}
    for link in links:
        if link.one in found and link.other in found:
            found[link.one][link.other] = found[link.other][link.one] = 1
    return found


def _join(
    one: str,
    other: str,
    members: dict[str, list[str]],
    home: dict[str, str],
    crossing: dict[str, dict[str, int]],
) -> None:
    """Put `other` into `one`, or the other way where that is less work."""
    if len(members[one]) < len(members[other]):
        one, other = other, one
    for key in members[other]:
        home[key] = one
    members[one] += members.pop(other)
    for third, count in crossing.pop(other).items():
        del crossing[third][other]
        if third != one:
            crossing[one][third] = crossing[third][one] = crossing[one].get(third, 0) + count


def components(keys: Iterable[str], links: Iterable[Link]) -> dict[str, str]:
    """The least key of all that a key is linked with, directly or through others."""
    above = {key: key for key in keys}

    def first(key: str) -> str:
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for link in links:
        if link.one in above and link.other in above:
            low, high = sorted((first(link.one), first(link.other)))
            above[high] = low
    return {key: first(key) for key in above}
