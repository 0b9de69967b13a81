"""Makes `actors/leaders.tsv` from two public tables: ``dragoman data build --from FOLDER``.

`leaders_factbook.tsv` (The World Factbook, public domain) holds those in office today with
their full names, `leaders_reign.tsv` (REIGN, MIT) rulers since 1950, mostly by family name.
FOLDER holds both. `leaders_more.tsv` is written by hand and goes before: its persons are left
out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date
from pathlib import Path

from ftfy import fix_text

from dragoman.errors import InputError
from dragoman.understand.knowledge import is_family_name, pieces
from dragoman.understand.tsv import BETWEEN, TsvRow, read_tsv

COLUMNS = ("name", "names", "country", "office", "sector", "from", "until", "source")
SINCE = "1950"
"""Rulers who left before are in no report that is coded as news."""

LOST_LETTER = "\N{REPLACEMENT CHARACTER}"

_ONE_HOME = {"Charles III": "GBR", "Emmanuel Macron": "FRA", "Xi Jinping": "CHN"}
"""Heads of several states, with the one whose policy they stand for."""

_FAMILY_FIRST = frozenset({"CHN", "KHM", "KOR", "PRK", "SGP", "TWN", "VNM"})
_ENDS = re.compile(r"[\s,]+(of|of the|and|for|for the|Sir|Dame)$")
_AFTER_COMMA = re.compile(r",.*$")
_NICKNAME = re.compile(r'\s*["“(][^"”)]*["”)]')
_LESSER = re.compile(r"\w\.|.*(ovich|evich|ich|ovna|evna|yevich|ivna)")
"""Initials and patronymics, which newsrooms leave out."""
_PARTICLES = frozenset({"Bin", "Al", "El", "Ould", "Van", "De", "Da", "Der", "Von", "Al-"})


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of `leaders.tsv`, in the order of its columns."""

    name: str
    names: tuple[str, ...]
    country: str
    office: str
    sector: str
    since: str
    until: str
    source: str


def build_leaders(reference: Path, actors: Path) -> int:
    """Writes `leaders.tsv` into the folder `actors`; returns the number of its rows.

    Reads `states.tsv` and `leaders_more.tsv` there. Raises `InputError` where a table of
    `reference` is missing.
    """
    for name in ("leaders_factbook.tsv", "leaders_reign.tsv"):
        if not (reference / name).is_file():
            raise InputError("the table is missing", str(reference / name))
    states = read_tsv(actors, "states.tsv")
    today = current_leaders(
        read_tsv(reference, "leaders_factbook.tsv"), {row.text("iso3") for row in states}
    )
    past = past_leaders(read_tsv(reference, "leaders_reign.tsv"), list(states))
    names = read_tsv(actors, "leader_names.tsv")
    known = join(with_full_names(today, names), with_full_names(past, names))
    rows = without_own(known, read_tsv(actors, "leaders_more.tsv"))
    rows.sort(key=lambda row: (row.country.lower(), row.since, row.name.lower()))
    lines = ["\t".join(COLUMNS), *("\t".join(_cells(row)) for row in rows)]
    (actors / "leaders.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(rows)


def _cells(row: Leader) -> Iterator[str]:
    for value in astuple(row):
        yield BETWEEN.join(value) if isinstance(value, tuple) else value


def current_leaders(rows: Iterable[TsvRow], states: set[str]) -> list[Leader]:
    """Those in office today, one row a person and state; dependencies are left out."""
    found: dict[tuple[str, str], Leader] = {}
    for row in rows:
        if row.text("iso3") not in states or not row.text("name").strip():
            continue
        leader = _current(row)
        home = _ONE_HOME.get(leader.name, leader.country)
        key = (leader.name, leader.country)
        if home == leader.country and (key not in found or leader.since < found[key].since):
            found[key] = leader
    return list(found.values())


def _current(row: TsvRow) -> Leader:
    name, names = name_forms(row.text("name"), row.text("office"))
    office = row.text("office")
    while _ENDS.search(office):
        office = _ENDS.sub("", office)
    return Leader(
        name=name,
        names=names,
        country=row.text("iso3"),
        office=office or row.text("kind").capitalize(),
        sector="GOV",
        since=row.text("since"),
        until="",
        source="factbook",
    )


def name_forms(written: str, office: str) -> tuple[str, tuple[str, ...]]:
    """The name and its forms; the Factbook writes the family name in capitals.

    >>> name_forms("José Raúl MULINO Quintero", "President")
    ('José Raúl Mulino Quintero', ('José Raúl Mulino', 'José Mulino', 'Mulino'))
    >>> name_forms("KIM Jong Un", "President")
    ('Kim Jong Un', ('Kim',))
    """
    words = _NICKNAME.sub("", _AFTER_COMMA.sub("", written)).replace("\u00a0", " ").split()
    family = [i for i, word in enumerate(words) if _is_capitals(word)]
    plain = [_cased(word) if i in family else word for i, word in enumerate(words)]
    name = " ".join(plain)
    if not family:
        return name, ()
    first, last = family[0], family[-1]
    house = " ".join(plain[first : last + 1])
    forms = [name, " ".join(plain[: last + 1])]
    if first:
        forms.append(f"{plain[0]} {house}")
    forms.append(house)
    if house.lower().startswith(("al-", "el-")):
        forms.append(house[3:])
    if first == 2 and last == len(words) - 1 and _LESSER.fullmatch(plain[1]):
        name = f"{plain[0]} {house}"
    if re.fullmatch(r"[IVX]+", words[last]):
        forms.extend((f"{office} {plain[0]}", f"{office} {name}"))
    distinct = dict.fromkeys(form.strip() for form in forms)
    return name, tuple(form for form in distinct if form and form != name)


def _is_capitals(word: str) -> bool:
    """Whether a word, or a part of it after a hyphen, is written in capitals ("al-BASHIR")."""
    return any(_loud(part) for part in word.replace("'", "-").split("-"))


def _loud(part: str) -> bool:
    lower = sum(char.islower() for char in part)
    return len(part) > 1 and part[0].isupper() and lower <= (1 if len(part) > 4 else 0)


def _cased(word: str) -> str:
    if re.fullmatch(r"[IVX]+", word) and word != "XI":  # the family name
        return word
    cased = re.sub(
        r"[^\W\d_]+",
        lambda part: part.group().capitalize() if _loud(part.group()) else part.group(),
        word,
    )
    return cased.lower() if cased in _PARTICLES else cased


_HEIRS = {"260": "255", "678": "679"}
"""COW codes of states that went on under another: West Germany, North Yemen."""


def state_of(row: TsvRow, states: Iterable[TsvRow]) -> str | None:
    """The state with the row's COW code when the ruler came: 345 is Yugoslavia, then Serbia and
    Montenegro, then Serbia; of two at once the one that has ended ("Soviet Union")."""
    since = row.text("from")
    code = _HEIRS.get(row.text("cow"), row.text("cow"))
    found: str | None = None
    for state in states:
        if state.text("cow") == code:
            until = state.text("valid_until")
            if state.text("valid_from") <= since and (not until or since < until):
                if until:
                    return state.text("iso3")
                found = found or state.text("iso3")
    return found


_NO_PERSON = re.compile(r"\b(?:Committee|Council|Government|Junta)\b")
"""Bodies that ruled: as persons they would make every "French Government" one of them."""


def past_leaders(rows: Iterable[TsvRow], states: list[TsvRow]) -> list[Leader]:
    """REIGN's rulers since `SINCE`; a month of leaving ends where the next one began.

    Its letters were once read in the wrong encoding; ftfy puts most right, and a name that has
    lost a letter for good is left out, and so is a body that ruled.
    """
    homes = [(row, state_of(row, states)) for row in rows]
    known = [row for row, home in homes if home]
    home_of = {id(row): home for row, home in homes if home}
    found: list[Leader] = []
    for place, row in enumerate(known):
        until = row.text("to")
        if until and until < SINCE:
            continue
        after = known[place + 1] if place + 1 < len(known) else None
        country = home_of[id(row)]
        written = fix_text(row.text("leader"))
        if LOST_LETTER in written or _NO_PERSON.search(written):
            continue
        name, names = _ruler(written, country)
        end = _end(row, after) if until else ""
        since = row.text("from")
        found.append(Leader(name, names, country, "Leader", "GOV", since, end, "reign"))
    return found


def _ruler(written: str, country: str) -> tuple[str, tuple[str, ...]]:
    """ "Gandhi, I." is Gandhi, "H. Aliyev" Aliyev, "Xi Jinping" also Xi."""
    bare = _AFTER_COMMA.sub("", _NICKNAME.sub("", written.replace("(f)", ""))).strip()
    words = [word for word in bare.split() if not re.fullmatch(r"(\w\.)+", word)]
    name = " ".join(words) or bare
    if len(words) < 2:
        return name, ()
    return name, (words[0] if country in _FAMILY_FIRST else words[-1],)


def _end(row: TsvRow, after: TsvRow | None) -> str:
    until = row.text("to")[:7]
    if after is not None and after.text("cow") == row.text("cow"):
        start = after.text("from")
        if start[:7] == until:
            return start
    year, _, month = until.partition("-")
    if not month:
        return str(int(year) + 1)
    return f"{int(year) + 1}-01" if month == "12" else f"{year}-{int(month) + 1:02d}"


def with_full_names(rows: Iterable[Leader], names: Iterable[TsvRow]) -> list[Leader]:
    """Leaders with the names the press uses and the offices, from `leader_names.tsv`.

    A row of that table holds for one year of coming (`from`), or for every spell; its `until`
    is for those who ruled when REIGN ended (March 2021) and have left since.
    """
    table = {(n.text("country"), n.text("leader"), n.text("from")): n for n in names}
    found: list[Leader] = []
    for row in rows:
        key = (row.country, row.name)
        full = table.get((*key, row.since[:4])) or table.get((*key, ""))
        if full is not None:
            short = () if " " in row.name else (row.name,)
            forms = dict.fromkeys((*full.texts("names"), *short))
            names_of = tuple(form for form in forms if form != full.text("name"))
            row = replace(
                row,
                name=full.text("name"),
                names=names_of,
                office=full.text("office"),
                until=full.text("until") or row.until,
                source=f"{row.source} (dates); own (names)",
            )
        found.append(row)
    return found


def join(today: list[Leader], past: list[Leader]) -> list[Leader]:
    """Both tables as one: who rules on keeps the full name, who does not gets an end."""
    rows: list[Leader] = list(today)
    starts: dict[str, str] = {}
    for leader in today:
        starts[leader.country] = max(leader.since, starts.get(leader.country, ""))
    for ruler in past:
        same = next((row for row in today if _same(row, ruler)), None)
        if ruler.until:
            rows.append(ruler)
        elif same is not None:
            rows[rows.index(same)] = replace(same, since=min(same.since, ruler.since))
            today = [row for row in today if row is not same]
        elif starts.get(ruler.country, "") > ruler.since:
            rows.append(replace(ruler, until=starts[ruler.country]))
    return rows


def _same(row: Leader, ruler: Leader) -> bool:
    if row.country != ruler.country:
        return False
    forms = {pieces(form) for form in (row.name, *row.names)}
    return bool(forms & {pieces(form) for form in (ruler.name, *ruler.names)})


def without_own(rows: list[Leader], own: Iterable[TsvRow]) -> list[Leader]:
    """Leaves out the time that the table written by hand holds: same state, same name; one known
    by the family name alone counts as the same.

    What it leaves of a spell, and other spells of such a person, stay with the name as written
    there: of Nkrumah, prime minister there until 1960, the years as president.
    """
    written: dict[tuple[str, tuple[str, ...]], list[TsvRow]] = {}
    for row in own:
        house = row.text("name").split()[0 if row.text("country") in _FAMILY_FIRST else -1]
        for form in dict.fromkeys((row.text("name"), *row.texts("names"), house)):
            written.setdefault((row.text("country"), pieces(form)), []).append(row)
    kept: list[Leader] = []
    for leader in rows:
        same = [
            row
            for form in (leader.name, *leader.names)
            if form == leader.name or not is_family_name(form)
            for row in written.get((leader.country, pieces(form)), ())
        ]
        held = [row for row in same if _overlap(leader, row)]
        full = held + [row for row in same if _is_named(leader, row)]
        if not is_family_name(leader.name):
            leader = _as_written(leader, full[0]) if full else leader
        elif len({row.text("name") for row in held}) == 1:
            leader = _as_written(leader, held[0])
        kept.extend(_left_of(leader, held))
    return kept


def _overlap(leader: Leader, row: TsvRow) -> bool:
    """Whether the spells share more than the days around a change."""
    begin = max(leader.since[:7], row.text("from")[:7])
    return begin < min(leader.until[:7] or "9", row.text("until")[:7] or "9")


def _is_named(leader: Leader, row: TsvRow) -> bool:
    """Whether one calls the other by the name he has there: "Benigno Aquino" is a form of both
    "Benigno Aquino III" and "Ninoy Aquino", his father, and tells nothing at another time."""
    mine = {pieces(form) for form in leader.names} | {pieces(leader.name)}
    theirs = {pieces(form) for form in row.texts("names")} | {pieces(row.text("name"))}
    return pieces(leader.name) in theirs or pieces(row.text("name")) in mine


def _left_of(leader: Leader, rows: list[TsvRow]) -> Iterator[Leader]:
    """The parts of a spell that none of `rows` covers, a few days around a change left out.

    What is left at the end of a spell counts only where REIGN itself tells the end.
    """
    if not rows:
        yield leader
    if not rows or not leader.source.startswith("reign"):
        return
    begin = leader.since
    for row in sorted(rows, key=lambda row: row.text("from")):
        if begin < row.text("from") > SINCE and _days(begin, row.text("from")) >= LEAST_DAYS:
            yield replace(leader, since=begin, until=row.text("from"))
        begin = max(begin, row.text("until") or "9")
    end = leader.until
    if end and end <= REIGN_ENDS and begin < end and _days(begin, end) >= LEAST_DAYS:
        yield replace(leader, since=begin)


REIGN_ENDS = "2021-03"
LEAST_DAYS = 62
"""Two tables tell a change of rulers by a month apart: "in office since", "sworn in"."""


def _days(begin: str, end: str) -> int:
    """The days from one ISO prefix to another."""
    first, last = (date.fromisoformat(day + "-01-01"[len(day) - 4 :]) for day in (begin, end))
    return (last - first).days


def _as_written(leader: Leader, row: TsvRow) -> Leader:
    """With the name and the forms of the row; the forms of the leader's own stay."""
    name = row.text("name")
    forms = dict.fromkeys((*row.texts("names"), *leader.names))
    return replace(leader, name=name, names=tuple(form for form in forms if form != name))


def build(reference: Path) -> Path:
    """Makes the shipped `leaders.tsv` again; returns its path. Raises as `build_leaders`."""
    actors = Path(__file__).parent / "actors"
    build_leaders(reference, actors)
    return actors / "leaders.tsv"


def main() -> None:
    """``python -m dragoman.data.build --from FOLDER``."""
    import argparse

    parser = argparse.ArgumentParser(description="Make leaders.tsv from two public tables.")
    parser.add_argument("--from", dest="reference", type=Path, required=True)
    build(parser.parse_args().reference)


if __name__ == "__main__":
    main()
