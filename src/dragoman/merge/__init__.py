"""Drafts -> events: the mentions of one event in one report become one event."""

from __future__ import annotations

from dragoman.merge.families import Families, load_families
from dragoman.merge.merge import merge

__all__ = ["Families", "load_families", "merge"]
