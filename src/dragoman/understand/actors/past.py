"""States of the past: of which a place of today's map was on a day."""

from __future__ import annotations

_SOVIET = "RUS UKR BLR MDA GEO ARM AZE KAZ UZB TKM KGZ TJK".split()
PAST: dict[str, tuple[tuple[str, str], ...]] = {
    **dict.fromkeys(_SOVIET, (("1991-12-26", "SUN"),)),
    **dict.fromkeys(("EST", "LVA", "LTU"), (("1991-09-06", "SUN"),)),
    **dict.fromkeys(("CZE", "SVK"), (("1993-01-01", "CSK"),)),
    **dict.fromkeys(("HRV", "SVN"), (("1991-06-25", "YUG"),)),
    "MKD": (("1991-09-08", "YUG"),),
    "BIH": (("1992-03-03", "YUG"),),
    "BGD": (("1971-03-26", "PAK"),),
    "SSD": (("2011-07-09", "SDN"),),
    "ERI": (("1993-05-24", "ETH"),),
}
"""By state: the first day of its own, and whose it was before. Where a place changed hands more
than once (Berlin, Saigon), today's state stays."""


def state_of_the_day(code: str, day: str) -> str:
    """The code of the state that held a state's land on a day.

    >>> state_of_the_day("CZE", "1968-08-21"), state_of_the_day("CZE", "2024-06-19")
    ('CSK', 'CZE')
    """
    for until, before in PAST.get(code, ()):
        if day < until:
            return before
    return code
