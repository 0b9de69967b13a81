"""The codes of other data sets for our countries, bodies and sectors, and back again.

Tables: data/foreign/*.tsv. Our own country code is ISO-3, or one of the contract's ("UNO", "EUR",
"NATO", "AU", "ARAB", "IGO", "NGO"), or "---" where none is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

from dragoman.errors import LexiconError
from dragoman.records import Actor

NOWHERE = "---"
UNKNOWN = "UNK"
BETWEEN = " | "
"""What parts several names in one cell."""

Cells = Mapping[str, str]

COLUMNS = {
    "countries.tsv": "iso3 iso2 cow fips gdelt name icews names source",
    "groups.tsv": "code cameo known name note",
    "sectors.tsv": "sector cameo icews note",
    "agents.tsv": "cameo sector note",
    "icews_sectors.tsv": "icews sector note",
}
"""Every table of the folder with its columns."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country under the codes others give it; "" where a code list lacks it.

    `cow` is its Correlates of War number, `fips` its GEC code (once FIPS 10-4, which GDELT's places
    use), `gdelt` its code in GDELT's actors (older than ISO-3 for two), `icews` its name there.
    """

    iso3: str
    iso2: str
    cow: str
    fips: str
    gdelt: str
    name: str
    icews: str


@dataclass(frozen=True, slots=True)
class Group:
    """A body that stands where a country would: its whole CAMEO code and known-group code."""

    code: str
    cameo: str
    known: str
    name: str


@dataclass(frozen=True, slots=True)
class Codes:
    """All tables. `countries` by our code; `named` finds a code by a foreign name or code in small
    letters; `icews_order` are ICEWS sectors with ours, the ones that decide first."""

    countries: Mapping[str, Country]
    groups: Mapping[str, Group]
    sector_to_cameo: Mapping[str, str]
    sector_to_icews: Mapping[str, str]
    agent_to_sector: Mapping[str, str]
    icews_order: tuple[tuple[str, str], ...]
    named: Mapping[str, str]
    by_cameo: Mapping[str, str]
    by_fips: Mapping[str, str]
    by_cow: Mapping[str, str]

    def country(self, code: str | None) -> Country | None:
        """The country of our code; None for a body, "---", None or an unknown code."""
        return self.countries.get(code or "")

    def country_name(self, code: str | None) -> str:
        """The name of a country or body, "" where there is none."""
        country = self.country(code)
        if country is not None:
            return country.name
        group = self.groups.get(code or "")
        return group.name if group else ""

    def code_of(self, name: str) -> str | None:
        """Our code of a country that others name or code; None for one no table knows.

        >>> load_codes().code_of("Russian Federation"), load_codes().code_of("ROM")
        ('RUS', 'ROU')
        """
        return self.named.get(" ".join(name.split()).casefold())

    def icews_sector(self, sectors: str) -> str:
        """Our sector for ICEWS's list of sectors; the sector that tells most decides.

        >>> load_codes().icews_sector("Military,Government")
        'MIL'
        """
        told = {sector.strip() for sector in sectors.split(",")}
        return next((ours for theirs, ours in self.icews_order if theirs in told), UNKNOWN)


@cache
def load_codes() -> Codes:
    """The tables shipped with the package; raises `LexiconError` at a wrong line."""
    return read_codes(resources.files("dragoman").joinpath("data/foreign"))


def read_codes(folder: Traversable) -> Codes:
    """The tables of a folder; raises `LexiconError` at the first wrong line."""
    rows = [cells for _, cells in _rows(folder, "countries.tsv")]
    countries = {row["iso3"]: _country(row) for row in rows}
    groups = {
        row["code"]: Group(row["code"], row["cameo"], row["known"], row["name"])
        for _, row in _rows(folder, "groups.tsv")
    }
    sectors = [row for _, row in _rows(folder, "sectors.tsv")]
    return Codes(
        countries=MappingProxyType(countries),
        groups=MappingProxyType(groups),
        sector_to_cameo={row["sector"]: row["cameo"] for row in sectors},
        sector_to_icews={row["sector"]: row["icews"] for row in sectors},
        agent_to_sector={r["cameo"]: r["sector"] for _, r in _rows(folder, "agents.tsv")},
        icews_order=tuple((r["icews"], r["sector"]) for _, r in _rows(folder, "icews_sectors.tsv")),
        named=_named(rows, groups),
        by_cameo={c.gdelt: c.iso3 for c in countries.values()} | {c: c for c in countries},
        by_fips={c.fips: c.iso3 for c in countries.values() if c.fips},
        by_cow=_by_cow(countries.values()),
    )


def _country(row: Cells) -> Country:
    return Country(
        row["iso3"], row["iso2"], row["cow"], row["fips"], row["gdelt"], row["name"], row["icews"]
    )


def _by_cow(countries: Iterable[Country]) -> dict[str, str]:
    """One number may stand for a state and the one before it: the one that is still there."""
    found: dict[str, str] = {}
    for country in countries:
        if country.cow and (country.fips or country.cow not in found):
            found[country.cow] = country.iso3
    return found


def _named(rows: list[Cells], groups: Mapping[str, Group]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        names = (row["iso3"], row["gdelt"], row["name"], row["icews"], *row["names"].split(BETWEEN))
        for name in filter(None, names):
            found.setdefault(name.casefold(), row["iso3"])
    for group in groups.values():
        for name in filter(None, (group.code, group.name)):
            found.setdefault(name.casefold(), group.code)
    return found


def check_codes(folder: Traversable) -> Iterator[LexiconError]:
    """Every wrong line of the tables of a folder, and every code that leads nowhere."""
    sectors = set()
    for name in COLUMNS:
        seen: set[str] = set()
        for line, cells in _rows(folder, name):
            key = next(iter(cells.values()))
            if key in seen:
                yield LexiconError("given twice", f"foreign/{name}", line, key)
            seen.add(key)
            if name == "sectors.tsv":
                sectors.add(key)
            elif "sector" in cells and cells["sector"] not in sectors | {"IGO"}:
                yield LexiconError(f"no sector {cells['sector']}", f"foreign/{name}", line, key)


def _rows(folder: Traversable, name: str) -> Iterator[tuple[int, Cells]]:
    """(line, cells by column) of a table. Raises `LexiconError` where it has other columns."""
    columns = COLUMNS[name].split()
    lines = folder.joinpath(name).read_text(encoding="utf-8").splitlines()
    if not lines or lines[0].split("\t") != columns:
        raise LexiconError(f"the columns must be {', '.join(columns)}", f"foreign/{name}", 1)
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            reason = f"{len(cells)} cells, the header has {len(columns)}"
            raise LexiconError(reason, f"foreign/{name}", number)
        yield number, dict(zip(columns, cells, strict=True))


def cameo_code(actor: Actor, *, gdelt: bool = False) -> str:
    """An actor in CAMEO's way: country or body, then what it is ("RUSGOV", "IGOUNO"); "" for one
    of whom neither is known. Countries are ISO-3, with `gdelt` GDELT's older codes.

    >>> from dragoman.records import Span
    >>> cameo_code(Actor("the paper", Span(0, 9), "Izvestia", "RUS", "JRN"))
    'RUSMED'
    """
    codes = load_codes()
    country, group = codes.country(actor.country), codes.groups.get(actor.country)
    root = group.cameo if group else ""
    if country is not None:
        root = country.gdelt if gdelt else country.iso3
    return root + "".join(agents(actor))


def agents(actor: Actor) -> tuple[str, ...]:
    """CAMEO's codes for what an actor is, the main one first; at most three, as GDELT has room
    for. Empty where it is not known."""
    codes = load_codes()
    told = (codes.sector_to_cameo.get(s, "") for s in (actor.sector, *actor.sectors))
    return tuple(dict.fromkeys(code for code in told if code))[:3]
