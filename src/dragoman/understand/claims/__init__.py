"""According to whom: claims with their source, cue, content, stance, speaker and carrier."""

from __future__ import annotations

from dragoman.understand.claims.attitude_cues import (
    AttitudeCues,
    check_attitudes,
    read_attitude_cues,
)
from dragoman.understand.claims.cues import ReportingCues, check_reporting, read_reporting_cues
from dragoman.understand.claims.find import find_claims

__all__ = [
    "AttitudeCues",
    "ReportingCues",
    "check_attitudes",
    "check_reporting",
    "find_claims",
    "read_attitude_cues",
    "read_reporting_cues",
]
