"""Persons: who a name is, by the article's fuller mentions, its offices, and the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dragoman.records import Actor
from dragoman.understand.actors.foremost import (
    GOVERNMENTS,
    RULERS,
    foremost,
    one_name,
    ruled_by,
    rulers_named,
    rules,
)
from dragoman.understand.actors.phrases import Phrase
from dragoman.understand.actors.roles import same_office
from dragoman.understand.actors.scan import NOUN_KINDS
from dragoman.understand.actors.sectors import body_of, noun_sectors
from dragoman.understand.actors.setting import Setting, owner_country, slug, unit_text, words_of
from dragoman.understand.knowledge import NO_COUNTRY, Entry, Kind, pieces


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the article: the name in its fullest form, and what is known of them."""

    key: tuple[str, ...]
    name: str
    entry: Entry | None
    country: str = NO_COUNTRY
    sectors: tuple[str, ...] = ("UNK",)
    office: str | None = None
    made_by: str = "actors.unknown_person"
    named: bool = True
    """False where only a family name of the tables stands there, as in "Rice prices"."""


def name_key(phrase: Phrase, setting: Setting) -> tuple[str, ...]:
    """The pieces of the core's name."""
    return pieces(unit_text(phrase, phrase.core, setting))


def find_people(phrases: Iterable[Phrase], setting: Setting) -> Mapping[tuple[str, ...], Person]:
    """Every person of the article by the pieces of each form used of them."""
    forms: dict[tuple[str, ...], list[Phrase]] = {}
    for phrase in phrases:
        if phrase.core.person:
            forms.setdefault(name_key(phrase, setting), []).append(phrase)
    people: dict[tuple[str, ...], Person] = {}
    for key in sorted(forms, key=lambda key: -len(key)):
        fuller = _fuller(key, forms[key], people, setting)
        person = fuller or _new_person(key, forms[key], setting)
        people[key] = _filled(person, forms[key], setting)
        if fuller is not None:
            people[fuller.key] = people[key]
    return people


def _new_person(key: tuple[str, ...], phrases: list[Phrase], setting: Setting) -> Person:
    certain = len(key) > 1 or any(
        p.core.marked or p.titles or p.honorific is not None for p in phrases
    )
    certain = certain or _governs(phrases, setting) or _rules_today(_rows(key, setting), setting)
    entry = leader_for(key, phrases, setting) if certain else None
    if entry is None:
        name = unit_text(phrases[0], phrases[0].core, setting)
        return Person(key, name, None, named=certain)
    return _leader(key, entry, phrases, setting)


def _leader(key: tuple[str, ...], entry: Entry, phrases: list[Phrase], setting: Setting) -> Person:
    """A leader of the tables: in office on the day, or one of the elite; before the first office,
    what the title says ("General Suharto"), else a politician."""
    day = setting.day
    valid = entry.valid_on(day) or day is None or entry.just_left(day) or entry.just_takes(day)
    sector = entry.sector if valid else "ELI"
    if not valid and day is not None:
        titled = _sector_of_titles(phrases, setting)
        before = _before_office(entry, day, setting)
        soldier = titled == "MIL" and not before  # "General Suharto" after his rule
        anew = titled != "GOV" or (before and not same_office(entry, phrases))
        if titled is not None and anew and not soldier:
            sector = titled
        elif before:
            sector = "PTY" if entry.sector == "GOV" else entry.sector
    return Person(
        key,
        entry.name,
        entry,
        entry.country,
        (sector,),
        entry.office if valid else None,
        f"actors.leader {entry.row}{_on(setting)}",
    )


def _before_office(entry: Entry, day: str, setting: Setting) -> bool:
    """Whether the day lies before every office of the person in the tables."""
    rows = setting.knowledge.names.get(pieces(entry.name), ())
    own = [e for e in rows if e.kind is Kind.LEADER and e.country == entry.country] or [entry]
    return all((e.since or "") > day for e in own)


def _sector_of_titles(phrases: list[Phrase], setting: Setting) -> str | None:
    """What the titles beside a name say, where nothing calls the person a former one."""
    if any(phrase.former for phrase in phrases):
        return None
    for phrase in phrases:
        if phrase.titles:
            sector = noun_sectors(phrase, setting)[0][0]
            if sector != "UNK":
                return sector
    return None


def _on(setting: Setting) -> str:
    """The day on which the row was looked up, as `made_by` tells it."""
    return f"@{setting.day}" if setting.day else ""


def _filled(person: Person, phrases: list[Phrase], setting: Setting) -> Person:
    """An unknown person with the country, sector and office the article gives somewhere."""
    if person.entry is not None:
        return person
    for phrase in phrases:
        if person.country == NO_COUNTRY:
            person = replace(person, country=owner_country(phrase, setting))
        if person.sectors == ("UNK",) and (phrase.titles or body_of(phrase, setting)):
            sectors, data = noun_sectors(phrase, setting)
            made_by = f"actors.titled_person {data}" if data else person.made_by
            office = next(_offices(phrase, setting), None)
            person = replace(person, sectors=sectors, office=office, made_by=made_by)
    return person


def _offices(phrase: Phrase, setting: Setting) -> Iterator[str]:
    for unit in phrase.titles:
        if unit.kind is Kind.TITLE and unit.entries[0].note != "kin":
            yield unit_text(phrase, unit, setting)


def _fuller(
    key: tuple[str, ...],
    phrases: list[Phrase],
    people: Mapping[tuple[str, ...], Person],
    setting: Setting,
) -> Person | None:
    """The person of the article whose fuller name ends or begins with this short one.

    Of several, the one whose country the words beside the name tell, then a leader of the
    tables in office, then the first named.
    """
    if len(key) > 1 and not any(phrase.core.kind is Kind.LEADER for phrase in phrases):
        return _longer_name(key, people)
    found = [p for p in people.values() if len(p.key) > len(key) and _short_of(key, p)]
    found = list(dict.fromkeys(found))
    if len(found) < 2:
        return found[0] if found else None
    beside = {owner_country(phrase, setting) for phrase in phrases} - {NO_COUNTRY}
    offices = {office.lower() for phrase in phrases for office in _offices(phrase, setting)}
    return max(found, key=lambda p: _weight(p, beside, offices, setting))


def _longer_name(key: tuple[str, ...], people: Mapping[tuple[str, ...], Person]) -> Person | None:
    """ "Choe Son Hui" after "Choe Son Hui Kim": all pieces in order at one end; "Eugene Nida" after
    "Eugene A. Nida"."""
    for person in people.values():
        longer = person.key
        if len(longer) > len(key) and _without_initials(longer) == key:
            return person
        if len(longer) > len(key) and (longer[-len(key) :] == key or longer[: len(key)] == key):
            return person
    return None


def _without_initials(key: tuple[str, ...]) -> tuple[str, ...]:
    inner = tuple(piece for piece in key[1:-1] if len(piece) > 1)
    return (*key[:1], *inner, *key[-1:])


def _short_of(key: tuple[str, ...], person: Person) -> bool:
    """Whether a short form can be this person's: last name, one before it, or the leading family
    name."""
    size = len(key)
    if person.key[-size:] == key:
        return True
    if size == 1 and len(person.key) > 2 and key[0] in person.key[1:-1]:
        return True  # the father's name, by which Spanish names go
    if person.entry is not None:
        return person.key[:size] == key and person.entry.country in _FAMILY_FIRST
    return person.key[:size] == key and (
        person.country in _FAMILY_FIRST or person.country == NO_COUNTRY
    )


_FAMILY_FIRST = frozenset({"PRK", "KOR", "CHN", "TWN", "VNM", "HKG", "SGP", "KHM", "JPN", "HUN"})


def _weight(
    person: Person, beside: set[str], offices: set[str], setting: Setting
) -> tuple[bool, bool, bool]:
    office = (person.office or "").lower()
    in_office = person.entry is not None and person.entry.valid_on(setting.day)
    return (person.country in beside, bool(office) and office in offices, in_office)


def leader_for(key: tuple[str, ...], phrases: list[Phrase], setting: Setting) -> Entry | None:
    """The leader of the tables a name stands for, None where it may be another's.

    A full name needs no more. A family name alone needs a state beside it, a title, or a
    state the article speaks of; of several, one in office goes before, and still several
    is none.
    """
    rows = _rows(key, setting)
    if not rows and _governs(phrases, setting):
        rows = ruled_by(rulers_named(key, setting.knowledge.offices), setting.day)
    beside = {owner_country(phrase, setting) for phrase in phrases} - {NO_COUNTRY}
    if beside:
        rows = [entry for entry in rows if entry.country in beside] or (
            [] if any(entry.short for entry in rows) else rows
        )
    if not rows:
        return None
    full = [entry for entry in rows if not entry.short]
    if full:
        return _first_valid(_with_family_rows(key, full, setting), setting)
    return _family_name(rows, phrases, beside, setting)


def _rows(key: tuple[str, ...], setting: Setting) -> list[Entry]:
    """The leaders with this name; where a table holds the family name alone, that too."""
    names = setting.knowledge.names
    rows = [
        entry
        for entry in names.get(key, ())
        if entry.kind is Kind.LEADER and not entry.far_ahead(setting.day)
    ]
    if rows or len(key) == 1:
        return rows
    last = [entry for entry in names.get(key[-1:], ()) if entry.kind is Kind.LEADER]
    return [e for e in last if len(pieces(e.name)) == 1 and e.country in setting.countries]


def _with_family_rows(key: tuple[str, ...], rows: list[Entry], setting: Setting) -> list[Entry]:
    """The rows of a full name; where none holds on the day, those that give the family name alone
    in the same state and do."""
    if any(entry.valid_on(setting.day) for entry in rows) or len(key) == 1:
        return rows
    last = [e for e in setting.knowledge.names.get(key[-1:], ()) if e.kind is Kind.LEADER]
    home = rows[0].country
    bare = [
        replace(e, name=rows[0].name)
        for e in last
        if len(pieces(e.name)) == 1 and e.country == home and e.valid_on(setting.day)
    ]
    return [*rows, *bare]


def _first_valid(rows: list[Entry], setting: Setting) -> Entry:
    """The row in force on the day, else the last one that began before it."""
    for entry in rows:
        if entry.valid_on(setting.day):
            return entry
    begun = [entry for entry in rows if (entry.since or "") <= (setting.day or "9")]
    if begun:
        return max(begun, key=lambda entry: entry.since or "")
    return min(rows, key=lambda entry: entry.since or "")


def _family_name(
    rows: list[Entry], phrases: list[Phrase], beside: set[str], setting: Setting
) -> Entry | None:
    ruling = ruled_by(rows, setting.day) if _governs(phrases, setting) else []
    if ruling:
        return _first_valid(ruling, setting)
    titled = any(u.kind in NOUN_KINDS for phrase in phrases for u in phrase.titles)
    marked = any(phrase.core.marked or phrase.honorific is not None for phrase in phrases)
    near = [e for e in rows if e.country in beside or e.country in setting.countries]
    valid = _in_force(near or rows, setting.day)
    alone = valid if titled or one_name(rows) else []
    if not alone and marked and _prominent(rows, setting):
        alone = rows
    if not alone and marked and rows[0].form.lower() not in setting.knowledge.common_names:
        alone = [e for e in valid if rules(e) and e.row.startswith("leaders_more")]
    chosen = (valid or (near if titled or beside or marked else [])) if near else alone
    chosen = foremost(chosen, setting)
    return _first_valid(chosen, setting) if chosen else None


def _governs(phrases: Iterable[Phrase], setting: Setting) -> bool:
    """ "The Bush administration", "Blair's cabinet": a name before a word for a government."""
    for phrase in phrases:
        after = setting.tokens[phrase.sentence][phrase.core.last + 1 : phrase.core.last + 3]
        words = [token.text.lower() for token in after if token.text not in ("'s", "’s", "'", "’")]
        if words and words[0] in GOVERNMENTS:
            return True
    return False


def _in_force(rows: list[Entry], day: str | None) -> list[Entry]:
    """The rows that hold on the day; on an unknown day, those that hold still, else all."""
    valid = [entry for entry in rows if entry.valid_on(day)]
    return valid or (rows if day is None else [])


def _rules_today(rows: list[Entry], setting: Setting) -> bool:
    """ "Putin arrives": a ruler's family name that the parser overlooked, if nobody else has it."""
    return (
        bool(rows)
        and _prominent(rows, setting)
        and any(entry.valid_on(setting.day) for entry in rows)
    )


def _prominent(rows: list[Entry], setting: Setting) -> bool:
    """ "Obama" after his time: the one bearer in the tables, no common name, one we wrote in."""
    begun = any((entry.since or "") <= (setting.day or "9") for entry in rows)
    return (
        begun
        and one_name(rows)
        and rows[0].row.startswith("leaders_more")
        and rows[0].form.lower() not in setting.knowledge.common_names
    )


def identity(person: Person) -> str:
    """The identity of a person: stable, and provisional where no table knows them."""
    prefix = "unknown" if person.entry is None else "person"
    return f"{prefix}:{slug(person.name)}:{person.country}"


def person_actor(phrase: Phrase, person: Person, setting: Setting) -> Actor:
    """The actor of a phrase that names a person."""
    text, span = words_of(phrase, setting)
    sector = person.sectors[0]
    if phrase.former and sector == "GOV":
        sector = "ELI"
    return Actor(
        text,
        span,
        person.name,
        person.country,
        sector,
        (sector, *(s for s in person.sectors if s != sector)),
        office=person.office,
        entity_id=identity(person),
        known=person.entry is not None,
        made_by=person.made_by,
    )


def office_holder(
    phrase: Phrase, before: list[tuple[Phrase, Person]], setting: Setting
) -> Actor | None:
    """ "the president", "the Russian leader": the one person so far whom the report gives that
    office, or who rules that state.

    Two of them, or none, and the words stay a title without a name.
    """
    core = phrase.core
    tokens = setting.tokens[phrase.sentence]
    country = owner_country(phrase, setting)
    told = phrase.pronoun is not None or phrase.former
    if core.kind is not Kind.TITLE or told or (phrase.owner and country == NO_COUNTRY):
        return None
    if country == NO_COUNTRY and tokens[phrase.first].text.lower() != "the":
        return None
    if tokens[phrase.head].feats.get("Number") == "Plur" or core.entries[0].note == "kin":
        return None
    office = core.entries[0].name
    found = {
        identity(p): p
        for earlier, p in before
        if country in (NO_COUNTRY, p.country)
        and (_holds(earlier, p, office) or (country != NO_COUNTRY and _leads(p, office)))
    }
    if len(found) != 1:
        return None
    person = next(iter(found.values()))
    rule = f"actors.office_holder <- {person.made_by}"
    return replace(person_actor(phrase, person, setting), made_by=rule)


def _holds(phrase: Phrase, person: Person, office: str) -> bool:
    named = any(unit.entries[0].name == office for unit in phrase.titles)
    return named or (person.office or "").lower() == office


def _leads(person: Person, office: str) -> bool:
    return office == "leader" and (person.office or "").lower() in RULERS
