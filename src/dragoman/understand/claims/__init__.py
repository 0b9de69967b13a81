"""According to whom: claims with their source, cue, content, stance, speaker and carrier."""

from __future__ import annotations

from dragoman.understand.claims.cues import ReportingCues, check_reporting, read_reporting_cues
from dragoman.understand.claims.find import find_claims

__all__ = ["ReportingCues", "check_reporting", "find_claims", "read_reporting_cues"]
