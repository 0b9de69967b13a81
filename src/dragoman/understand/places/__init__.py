"""Places: found, told apart by kind, put on the map."""

from __future__ import annotations

from dragoman.understand.places.find import Atlas, find_places, load_atlas
from dragoman.understand.places.gazetteer import Gazetteer, load_gazetteer

__all__ = ["Atlas", "Gazetteer", "find_places", "load_atlas", "load_gazetteer"]
