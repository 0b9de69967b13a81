"""What is known before a report is read: states, leaders, organisations, titles, nouns.

The tables are `data/actors/*.tsv`. `load_knowledge` reads them once into one index from the
pieces of a name ("kim", "jong", "un") to its entries, so that a sentence is looked up in one
walk and the longest name wins.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable

from dragoman.understand.actor_tables import check_actors
from dragoman.understand.tsv import TsvRow, read_tsv

__all__ = ["Entry", "Kind", "Knowledge", "check_actors", "load_knowledge", "pieces"]

NO_COUNTRY = "---"


class Kind(StrEnum):
    """What an entry of the tables is; a name in several is read in this order."""

    STATE = "state"
    SEAT = "seat"
    ORGANISATION = "organisation"
    LEADER = "leader"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    PLACE = "place"
    TITLE = "title"
    AGENT = "agent"


_PARTICLES = frozenset({"al", "el", "bin", "ben", "van", "von", "de", "da", "di", "del"})
RANK = {kind: rank for rank, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of one row. `country` is the contract's code, `row` the data line for `made_by`.

    `exact`: the form counts only in this very spelling ("US", not "us"). `short`: a family
    name, which needs more than itself. `since` and `until` are ISO prefixes, half open.
    """

    kind: Kind
    form: str
    name: str
    row: str
    country: str = NO_COUNTRY
    sector: str = "UNK"
    office: str | None = None
    since: str | None = None
    until: str | None = None
    exact: bool = False
    short: bool = False
    note: str = ""

    def valid_on(self, day: str | None) -> bool:
        """Whether the row holds on a day; on an unknown day, whether it holds still."""
        if day is None:
            return self.until is None
        return (self.since or "") <= day and (self.until is None or day < self.until)

    def far_ahead(self, day: str | None) -> bool:
        """Whether the office begins so long after the day that the name may be another's."""
        if day is None or self.since is None:
            return False
        return int(self.since[:4]) - int(day[:4]) > YEARS_AHEAD

    def just_takes(self, day: str | None) -> bool:
        """Whether the office begins within the three days after: who takes power is called by
        it."""
        if day is None or self.since is None or len(self.since) < len("2024-06-19"):
            return False
        try:
            ahead = date.fromisoformat(self.since) - date.fromisoformat(day[:10])
        except ValueError:
            return False
        return 0 <= ahead.days <= DAYS_AFTER

    def just_left(self, day: str | None) -> bool:
        """Whether the office ended on the day or within the three before: the report of a fall
        still calls a president a president."""
        if day is None or self.until is None or len(self.until) < len("2024-06-19"):
            return False
        try:
            gone = date.fromisoformat(day[:10]) - date.fromisoformat(self.until)
        except ValueError:
            return False
        return 0 <= gone.days <= DAYS_AFTER


DAYS_AFTER = 3
YEARS_AHEAD = 15

Index = Mapping[tuple[str, ...], tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The tables as an index: `names` wants capitals, `nouns` does not.

    `longest` gives for a first piece the number of pieces of the longest name with it.
    """

    names: Index
    nouns: Index
    longest: Mapping[str, int]
    states: Mapping[str, Entry]
    nationality_words: frozenset[str] = frozenset()
    """Adjectives and demonyms of the states, in lower case ("russian", "south koreans")."""
    genders: Mapping[str, str] = field(default_factory=dict)
    """Given names borne by one gender only, in lower case, to "female" or "male"."""
    common_names: frozenset[str] = frozenset()
    """Family names borne by many, in lower case: "Brown" alone is not Gordon Brown."""
    offices: Mapping[tuple[str, str], tuple[Entry, ...]] = field(default_factory=dict)
    """Who held an office of a state, by the state's code and the office in lower case."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Identities that were merged, each with the one it is now."""

    def state(self, code: str) -> Entry | None:
        """The state of an ISO-3 code."""
        return self.states.get(code)


def pieces(text: str) -> tuple[str, ...]:
    """The words of a name as the index holds them: lower case, no accents, dots, hyphens.

    >>> pieces("Kim Jong-un"), pieces("U.S."), pieces("Côte d'Ivoire")
    (('kim', 'jong', 'un'), ('us',), ('cote', 'divoire'))
    """
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‑", "-"))
        text = "".join(char for char in folded if not unicodedata.combining(char))
    text = text.lower().replace(".", "").replace("'", "").replace("-", " ")
    return tuple(text.split())


def is_exact(form: str) -> bool:
    """Whether a form is an abbreviation that must be written so: "US", "WHO", "ETA"."""
    bare = form.replace(".", "")
    capitals = sum(letter.isupper() for letter in bare)
    mixed = len(bare) <= 4 and bare.isalpha() and capitals > 1  # "LeT" is not "let"
    return (bare.isupper() or mixed) and len(bare) <= 5


def actors_folder() -> Traversable:
    """The folder of the shipped tables of actors."""
    return files("dragoman") / "data" / "actors"


def load_knowledge(folder: Traversable | None = None, own: tuple[Entry, ...] = ()) -> Knowledge:
    """The shipped tables, or those of `folder`; a missing table is an empty one. Entries of one's
    `own` stand before those of the tables.

    Raises `LexiconError` where a row has not the cells of its header.
    """
    place = folder or actors_folder()
    entries = [
        *own,
        *state_entries(read_tsv(place, "states.tsv")),
        *place_entries(read_tsv(place, "places.tsv")),
        *organisation_entries(read_tsv(place, "organisations.tsv")),
        *leader_entries(read_tsv(place, "leaders_more.tsv")),
        *leader_entries(read_tsv(place, "leaders.tsv")),
    ]
    nouns = [
        *noun_entries(read_tsv(place, "titles.tsv"), Kind.TITLE, "title"),
        *noun_entries(read_tsv(place, "agents.tsv"), Kind.AGENT, "noun"),
    ]
    names, lower = _index(entries), _index(nouns)
    states: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind is Kind.STATE:
            states.setdefault(entry.country, entry)
    nationalities = frozenset(
        entry.form.lower()
        for entry in entries
        if entry.kind in (Kind.ADJECTIVE, Kind.DEMONYM) and not entry.exact
    )
    people = read_tsv(place, "names.tsv")
    return Knowledge(
        names,
        lower,
        _longest(names, lower),
        states,
        nationalities,
        genders={r.text("name").lower(): r.text("kind") for r in people if _is_given(r)},
        common_names=frozenset(r.text("name").lower() for r in people if not _is_given(r)),
        offices=_offices(entries),
    )


def _offices(entries: list[Entry]) -> dict[tuple[str, str], tuple[Entry, ...]]:
    found: dict[tuple[str, str], dict[tuple[str, str | None], Entry]] = {}
    for entry in entries:
        if entry.kind is Kind.LEADER and entry.office:
            rows = found.setdefault((entry.country, entry.office.lower()), {})
            rows.setdefault((entry.name, entry.since), entry)
    return {key: tuple(rows.values()) for key, rows in found.items()}


def _is_given(row: TsvRow) -> bool:
    return row.text("kind") != "family"


def _index(entries: list[Entry]) -> Index:
    found: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        found.setdefault(pieces(entry.form), []).append(entry)
        if "'s " in entry.form:  # the parser's words are "People", "'s", "Army"
            found.setdefault(pieces(entry.form.replace("'s ", " s ")), []).append(entry)
    return {key: tuple(sorted(rows, key=_rank)) for key, rows in found.items() if key}


def _rank(entry: Entry) -> int:
    return RANK[entry.kind]


def _longest(*indexes: Index) -> dict[str, int]:
    longest: dict[str, int] = {}
    for index in indexes:
        for key in index:
            longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest


def state_entries(rows: tuple[TsvRow, ...]) -> Iterator[Entry]:
    """Names, capitals and seats, adjectives and demonyms of the states, each an entry."""
    for row in rows:
        name = row.text("name")
        kinds = (
            (Kind.STATE, (name, *row.texts("names"))),
            (Kind.SEAT, (*row.texts("capital"), *row.texts("seats"))),
            (Kind.ADJECTIVE, row.texts("adjectives")),
            (Kind.DEMONYM, row.texts("demonyms")),
        )
        for kind, forms in kinds:
            for form in dict.fromkeys(forms):
                yield Entry(
                    kind,
                    form,
                    name,
                    f"{row.file}:{name}",
                    country=row.text("iso3"),
                    sector="CVL" if kind is Kind.DEMONYM else "GOV",
                    since=row.day("valid_from"),
                    until=row.day("valid_until"),
                    exact=is_exact(form),
                )


def place_entries(rows: tuple[TsvRow, ...]) -> Iterator[Entry]:
    """Regions and cities that tell of which state somebody is: "police in Istanbul"."""
    for row in rows:
        name = row.text("name")
        for form in dict.fromkeys((name, *row.texts("names"))):
            yield Entry(
                Kind.PLACE,
                form,
                name,
                f"{row.file}:{name}",
                country=row.text("country"),
                exact=is_exact(form),
                note=row.text("kind"),
            )


def organisation_entries(rows: tuple[TsvRow, ...]) -> Iterator[Entry]:
    """Names and aliases of organisations."""
    for row in rows:
        name = row.text("name")
        for form in dict.fromkeys((name, *row.texts("aliases"))):
            yield Entry(
                Kind.ORGANISATION,
                form,
                name,
                f"{row.file}:{name}",
                country=row.text("country"),
                sector=row.text("sector"),
                since=row.day("from"),
                until=row.day("until"),
                exact=is_exact(form),
                note=row.text("kind"),
            )


def leader_entries(rows: tuple[TsvRow, ...]) -> Iterator[Entry]:
    """Names of leaders; a form of one word of a longer name is `short`."""
    for row in rows:
        name = row.text("name")
        for form in dict.fromkeys((name, *row.texts("names"))):
            yield Entry(
                Kind.LEADER,
                form,
                name,
                f"{row.file}:{name}",
                country=row.text("country"),
                sector=row.text("sector"),
                office=row.text("office") or None,
                since=row.day("from"),
                until=row.day("until"),
                short=is_family_name(form),
            )


def is_family_name(form: str) -> bool:
    """Whether a form is a family name alone: "Putin", "al-Assad", but not "Xi Jinping"."""
    words = pieces(form)
    return len(words) == 1 or (len(words) == 2 and words[0] in _PARTICLES)


def noun_entries(rows: tuple[TsvRow, ...], kind: Kind, column: str) -> Iterator[Entry]:
    """Titles and nouns for kinds of people, in the singular and the plural; a `mass` has none."""
    for row in rows:
        given = row.texts(column)
        plurals = () if row.text("note") == "mass" else (plural(word) for word in given)
        for form in dict.fromkeys((*given, *plurals)):
            yield Entry(
                kind,
                form,
                given[0],
                f"{row.file}:{given[0]}",
                sector=row.text("sector"),
                exact=is_exact(form),
                note=row.text("note"),
            )


def plural(noun: str) -> str:
    """The regular plural of a noun; irregular ones stand in the table.

    >>> plural("ministry"), plural("spokesman"), plural("coach"), plural("chief of staff")
    ('ministries', 'spokesmen', 'coaches', 'chiefs of staff')
    """
    first, of, rest = noun.partition(" of ")
    if of:
        return plural(first) + of + rest
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"
