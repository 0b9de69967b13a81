"""When: the time expressions of a report, and the eras that make a happening history."""

from __future__ import annotations

from dragoman.understand.dates.calendar import Calendar, Era, check_dates, read_calendar
from dragoman.understand.dates.find import find_dates, publication_day

__all__ = ["Calendar", "Era", "check_dates", "find_dates", "publication_day", "read_calendar"]
