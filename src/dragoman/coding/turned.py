"""What an act that did not happen, or is still to come, is between two sides.

Manual, section 2.3: a promise is SUPPORT to come, a threat ASSAULT that is only willed. Help
announced is AGREE, a strike announced THREATEN, an agreement not reached REJECT.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.records import EventType, Status

_GIVING = (EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID)
_FORCE = (
    EventType.PROTEST,
    EventType.SANCTION,
    EventType.MOBILIZE,
    EventType.COERCE,
    EventType.ASSAULT,
)
TURNED: Mapping[Status, Mapping[EventType, EventType]] = {
    Status.FUTURE: {
        **dict.fromkeys(_GIVING, EventType.AGREE),
        EventType.RETREAT: EventType.CONCEDE,
        **dict.fromkeys(_FORCE, EventType.THREATEN),
    },
    Status.HYPOTHETICAL: dict.fromkeys(_FORCE, EventType.THREATEN),
    Status.NEGATED: dict.fromkeys(
        (*_GIVING, EventType.AGREE, EventType.CONCEDE, EventType.RETREAT), EventType.REJECT
    ),
}


def turned(type: EventType, status: Status) -> EventType:
    """The relation that an act of a status stands for; its own type where the status says no
    more."""
    return TURNED.get(status, {}).get(type, type)
