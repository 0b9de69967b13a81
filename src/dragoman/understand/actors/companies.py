"""Names of companies, known by how they end."""

from __future__ import annotations

COMPANY = frozenset(
    """ag airlines bancorp bank bhd co companies company corp corporation group gmbh holding
    holdings inc incorporated industries international limited llc ltd motors nv partners plc
    resources sa spa stores systems technologies""".split()
)
"""Last words of companies' names: "Fleet Aerospace Corp" is no fleet."""

OF_STATES = frozenset({"action", "contact", "support", "working"})
"""Words before "Group" in names of no company: "the International Syria Support Group"."""


def is_company(name: str) -> bool:
    """Whether a name ends as those of companies do."""
    *before, last = name.lower().rstrip(".").split() or [""]
    return last in COMPANY and not (last == "group" and before[-1:] and before[-1] in OF_STATES)
