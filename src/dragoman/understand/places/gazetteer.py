"""The gazetteer: named places of the world with coordinates, read from disk without loading it.

Five files under data/places, made by ``dragoman data build --places`` (see data/places/README.md):

    names.txt     folded names, one a line, sorted by their bytes
    names.npy     where each name's line begins, and where its rows begin in `rows.npy`
    rows.npy      row numbers of `places.npy`, name by name, most people first
    places.npy    one record a place (`PLACE`)
    shown.txt     the names as they are written, in the order of `places.npy`; admin1 after them

The arrays are memory-mapped; a name is found by halving. The whole takes some 12 MB on disk and
next to none in memory.
"""

from __future__ import annotations

import mmap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import LexiconError

PLACE = np.dtype(
    [
        ("id", "<u4"),
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("people", "<u4"),
        ("country", "<u1"),
        ("division", "<u2"),
        ("feature", "<u1"),
        ("shown", "<u4"),
    ]
)
"""A place: GeoNames id (0 where it has none), degrees, inhabitants (0 where not known), row in
countries.tsv + 1 (0 for none), row in divisions.tsv + 1 (0 for none), `Feature`, and where its
name begins in shown.txt."""


class Feature(IntEnum):
    """What a place is."""

    COUNTRY = 1
    DIVISION = 2
    """A first division: a state of the US, a province, a governorate."""
    COUNTY = 3
    """A second division."""
    CAPITAL = 4
    TOWN = 5
    REGION = 6
    """A region, sea, river, island or site of data/places/regions.tsv."""
    COUNTY_ABOUT = 7
    """A second division whose own place is not known: it stands in the middle of its state."""


PRECISION = {
    Feature.COUNTRY: "country",
    Feature.DIVISION: "admin1",
    Feature.COUNTY: "admin2",
    Feature.COUNTY_ABOUT: "admin1",
    Feature.CAPITAL: "town",
    Feature.TOWN: "town",
    Feature.REGION: "region",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for; degrees, ISO 3166 alpha-3 country or None."""

    row: int
    geonames_id: int | None
    name: str
    lat: float
    lon: float
    people: int
    country: str | None
    admin1: str | None
    division: str | None
    """GeoNames code of the first division, "US.LA"."""
    feature: Feature


_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "-": " ", "–": " ", "/": " ", ".": " "})


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name as the gazetteer keeps it: lower case, no marks over letters, no points or hyphens.

    >>> fold("St. Étienne-du-Rouvray"), fold("Nuku'alofa"), fold("Washington, D.C.")
    ('saint etienne du rouvray', 'nukualofa', 'washington dc')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words: list[str] = []
    initials = False
    for word in letters.replace("'", "").replace(",", " ").split():
        if len(word) == 1 and initials:
            words[-1] += word
        else:
            words.append(_SHORT.get(word, word))
        initials = len(word) == 1
    return " ".join(words)


BEFORE = frozenset(
    "lake mount fort camp port cape north south east west northern southern eastern western "
    "central northeast northwest southeast southwest upper lower greater old new university "
    "downtown river gulf bay island isle province state city town village county district "
    "republic".split()
)
AFTER = frozenset(
    "university college school high elementary middle institute hospital airport international "
    "station river lake creek bay beach park club golf center centre village township borough "
    "county parish district province state region area valley mountain mountains hills island "
    "islands peninsula desert forest refinery port harbor harbour prison camp base bridge dam "
    "stadium mosque church cathedral square street road avenue highway cemetery graveyard city "
    "town metro".split()
)
"""Words before and after a name that say what is called so."""
LEAST_LETTERS = 4


class Gazetteer:
    """The places by name; raises `LexiconError` where the files are missing or do not fit."""

    def __init__(self, folder: Path) -> None:
        try:
            self._names = _mapped(folder / "names.txt")
            self._shown = _mapped(folder / "shown.txt")
            lines = np.load(folder / "names.npy", mmap_mode="r")
            self._rows: NDArray[np.uint32] = np.load(folder / "rows.npy", mmap_mode="r")
            self._places = np.load(folder / "places.npy", mmap_mode="r")
        except (OSError, ValueError) as error:
            raise LexiconError(f"the gazetteer cannot be read: {error}", str(folder)) from error
        if lines.shape[0] != 2 or self._places.dtype != PLACE:
            raise LexiconError("the gazetteer is of another version", str(folder))
        self._begins: NDArray[np.uint32] = lines[0]
        self._firsts: NDArray[np.uint32] = lines[1]
        self._countries = _column(folder / "countries.tsv", 0)
        self._divisions = _column(folder / "divisions.tsv", 0)
        self._division_names = _column(folder / "divisions.tsv", 1)
        self._cache: dict[str, tuple[Candidate, ...]] = {}

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._places)

    def off_the_map(self) -> int:
        """How many places have no point on the map."""
        lat, lon = self._places["lat"], self._places["lon"]
        wrong = ~(np.abs(lat) <= 90) | ~(np.abs(lon) <= 180) | ((lat == 0) & (lon == 0))
        return int(wrong.sum())

    def named(self, name: str) -> tuple[Candidate, ...]:
        """The places of a name, most people first; empty where none is called so."""
        key = fold(name)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > 20_000:
                self._cache.clear()
            found = self._cache[key] = tuple(self._of(key.encode()))
        return found

    def partly(self, name: str) -> tuple[Candidate, ...]:
        """The places that a name is made of: "Lake Manassas", "Eastern Ghouta", "the University of
        California" lie in or near what they are called after. Empty where nothing is left of it
        but what it is."""
        words = [word for word in name.split() if fold(word) not in ("the", "of", "and")]
        while words and fold(words[0]) in BEFORE:
            words = words[1:]
        while words and fold(words[-1]) in AFTER:
            words = words[:-1]
        short = " ".join(words)
        if not words or len(short) < LEAST_LETTERS or fold(short) == fold(name):
            return ()
        return self.named(short)

    def _of(self, key: bytes) -> Iterator[Candidate]:
        low, high = 0, len(self._begins) - 1
        while low < high:
            middle = (low + high) // 2
            if self._line(middle) < key:
                low = middle + 1
            else:
                high = middle
        if low < len(self._begins) - 1 and self._line(low) == key:
            for row in self._rows[self._firsts[low] : self._firsts[low + 1]]:
                yield self._candidate(int(row))

    def _line(self, number: int) -> bytes:
        return self._names[int(self._begins[number]) : int(self._begins[number + 1]) - 1]

    def _candidate(self, row: int) -> Candidate:
        place = self._places[row]
        begin = int(place["shown"])
        end = self._shown.find(b"\n", begin)
        country, division = int(place["country"]), int(place["division"])
        return Candidate(
            row=row,
            geonames_id=int(place["id"]) or None,
            name=self._shown[begin:end].decode(),
            lat=round(float(place["lat"]), 4),
            lon=round(float(place["lon"]), 4),
            people=int(place["people"]),
            country=self._countries[country - 1] if country else None,
            admin1=self._division_names[division - 1] if division else None,
            division=self._divisions[division - 1] if division else None,
            feature=Feature(int(place["feature"])),
        )


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as stream:
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def _column(path: Path, column: int) -> tuple[str, ...]:
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]
    return tuple(line.split("\t")[column] for line in lines)


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer shipped with the package; raises `LexiconError` where it cannot be read."""
    return Gazetteer(Path(str(files("dragoman") / "data/places")))
