"""A reading that a rule will not have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """The rule and its reason, in one plain sentence."""

    rule: str
    reason: str
