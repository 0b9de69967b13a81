"""Offices that a company, a union or a university has as well as a state."""

from __future__ import annotations

from dragoman.understand.knowledge import Entry, Kind

OF_ANY_BODY = frozenset({"president", "vice president", "chancellor", "treasurer", "captain"})
_LED = frozenset(
    "airline|airliner|association|bank|broadcaster|cargo ship|cruise ship|ferry|freighter|tanker"
    "|trawler|chamber of commerce|charity|club|college|company"
    "|conglomerate|corporation|federation|firm|foundation|hospital|newspaper|oil company"
    "|opposition party|party|political party|ruling party|school|society|subsidiary|trade union"
    "|union|university".split("|")
)


def is_body_led(entry: Entry) -> bool:
    """Whether a noun is a body that has a president of its own: "the company's president"."""
    return entry.kind is Kind.AGENT and entry.name in _LED
