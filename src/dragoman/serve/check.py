"""All checkers of all tables, one after the other: what ``dragoman data check`` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from pathlib import Path

from dragoman.errors import LexiconError

Checker = Callable[[Path], Iterable[LexiconError]]


def faults(folder: Path | None = None) -> Iterator[LexiconError]:
    """Every fault of the tables under a data folder, the shipped one when not given."""
    from dragoman.coding.lexicon_check import check_lexicon
    from dragoman.foreign.codes import check_codes
    from dragoman.merge.families import check_families
    from dragoman.understand import check_cues
    from dragoman.understand.knowledge import check_actors
    from dragoman.understand.places.tables import check_places
    from dragoman.understand.terms import check_terms

    base = folder or Path(str(resources.files("dragoman").joinpath("data")))
    yield from told(check_ontology, base)
    yield from told(check_lexicon, base)
    yield from told(check_families, base)
    yield from told(check_cues, base)
    yield from told(check_terms, base)
    yield from told(check_actors, base / "actors")
    yield from told(check_places, base / "places")
    yield from told(check_codes, base / "foreign")


def check_ontology(base: Path) -> Iterator[LexiconError]:
    """The first wrong line of the ontology, which is read as a whole or not at all."""
    from dragoman.coding.ontology import read_ontology

    try:
        read_ontology(base)
    except LexiconError as error:
        yield error


def told(check: Checker, place: Path) -> Iterator[LexiconError]:
    """What a checker says; a table that stops it or is not there is a fault like any other."""
    try:
        yield from check(place)
    except LexiconError as error:
        yield error
    except (FileNotFoundError, NotADirectoryError) as error:
        yield LexiconError("the table is missing", str(error.filename))
