"""Did it happen: status, polarity, certainty and time of every verb and event noun."""

from __future__ import annotations

from dragoman.understand.status.cues import StatusCues, check_status, read_status_cues
from dragoman.understand.status.event_nouns import check_event_nouns, read_event_nouns
from dragoman.understand.status.find import find_predicates, predicates_at

__all__ = [
    "StatusCues",
    "check_event_nouns",
    "check_status",
    "find_predicates",
    "predicates_at",
    "read_event_nouns",
    "read_status_cues",
]
