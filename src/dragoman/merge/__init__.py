"""Drafts -> events, within a report and across reports.

`merge` makes the mentions of one event in one report one event. `gather` groups the events of many
reports that are one, `combined` makes such a group a `MergedEvent`, and events become stories by
the same `gather` with other rules. Nothing here depends on the order in which reports come.
"""

from __future__ import annotations

from dragoman.merge.combine import Source, combined, identity, independent
from dragoman.merge.families import Families, load_families
from dragoman.merge.gather import Change, Group, Rules, Shelf, gather, telling_rules
from dragoman.merge.merge import merge
from dragoman.merge.shelf import MemoryShelf
from dragoman.merge.stories import Part, part_of, story_of, story_rules
from dragoman.merge.telling import Telling, keys_of, report_id, tellings_of

__all__ = [
    "Change",
    "Families",
    "Group",
    "MemoryShelf",
    "Part",
    "Rules",
    "Shelf",
    "Source",
    "Telling",
    "combined",
    "gather",
    "identity",
    "independent",
    "keys_of",
    "load_families",
    "merge",
    "part_of",
    "report_id",
    "story_of",
    "story_rules",
    "telling_rules",
    "tellings_of",
]
