"""CAMEO's three-letter codes of actors read as our bodies and sectors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.foreign.codes import load_codes

BODIES = {
    "UNO": "UNO",
    "EEC": "EUR",
    "NAT": "NATO",
    "ARL": "ARAB",
    "IGO": "IGO",
    "NGO": "NGO",
    "NGM": "NGO",
    "IMG": "IMG",
    "MNC": "MNC",
}
"""Bodies that stand where a country would, by the code that tells; those with a name go first."""


def parts(code: str) -> list[str]:
    """The three-letter parts of a code.

    >>> parts("IGOEUREECLEG")
    ['IGO', 'EUR', 'EEC', 'LEG']
    """
    return [code[i : i + 3] for i in range(0, len(code), 3)]


def body_of(codes: Iterable[str]) -> str | None:
    """The body among the codes; None where there is none."""
    told = set(codes)
    return next((ours for theirs, ours in BODIES.items() if theirs in told), None)


def sector_of(codes: Sequence[str]) -> str | None:
    """The sector the first code that tells one stands for; None where none does."""
    known = load_codes().agent_to_sector
    return next((known[c] for c in codes if c in known and c not in BODIES), None)
