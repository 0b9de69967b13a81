"""All checkers of all tables, one after the other: what ``dragoman data check`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from dragoman.errors import LexiconError


def faults(folder: Path | None = None) -> Iterator[LexiconError]:
    """Every fault of the tables under a data folder, the shipped one when not given."""
    from dragoman.coding.lexicon_check import check_lexicon
    from dragoman.merge.families import check_families
    from dragoman.understand import check_cues
    from dragoman.understand.knowledge import check_actors

    base = folder or Path(str(resources.files("dragoman").joinpath("data")))
    yield from check_lexicon(base)
    yield from check_families(base)
    yield from check_cues(base)
    yield from check_actors(base / "actors")
