"""Which of several leaders of one family name is meant."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.understand.actors.setting import Setting
from dragoman.understand.knowledge import Entry, pieces

RULERS = frozenset(
    "president|prime minister|premier|chancellor|leader|supreme leader|king|queen|emir|pope"
    "|secretary-general|secretary general|junta leader".split("|")
)
GOVERNMENTS = frozenset(
    "administration administrations government governments regime cabinet junta presidency".split()
)
"""Words that make the family name before them a ruler's."""


def one_name(rows: list[Entry]) -> bool:
    """Whether the rows are one person's."""
    return len({entry.name for entry in rows}) == 1


def foremost(rows: list[Entry], setting: Setting) -> list[Entry]:
    """Of several of one family name, who is of the state most spoken of, then who rules it.

    Where neither tells, nobody.
    """
    if len(rows) < 2 or one_name(rows):
        return rows
    main = next((c for c in setting.countries if any(e.country == c for e in rows)), None)
    rows = [entry for entry in rows if entry.country == main]
    if one_name(rows):
        return rows
    ruling = [entry for entry in rows if rules(entry)]
    if ruling and one_name(ruling):
        return ruling
    return _last_gone(rows, setting.day)


def _last_gone(rows: list[Entry], day: str | None) -> list[Entry]:
    """Of several who have all left, the one who left last."""
    if day is None or any(entry.valid_on(day) for entry in rows):
        return []
    gone = [entry for entry in rows if entry.until is not None and entry.until <= day]
    last = max((entry.until or "" for entry in gone), default="")
    rows = [entry for entry in gone if entry.until == last]
    return rows if one_name(rows) else []


def ruled_by(rows: list[Entry], day: str | None) -> list[Entry]:
    """Of those of one family name, who had a government: the ruler of the day, else the last one
    before it. On an unknown day, the last one. Nobody where two states had one."""
    begun = [e for e in rows if rules(e) and (day is None or (e.since or "") <= day)]
    holding = [entry for entry in begun if day is not None and entry.valid_on(day)]
    ruling = holding or begun
    if len({entry.country for entry in ruling}) != 1:
        return []
    latest = max(ruling, key=lambda entry: entry.since or "")
    return [entry for entry in ruling if entry.name == latest.name]


def rulers_named(
    key: tuple[str, ...], offices: Mapping[tuple[str, str], tuple[Entry, ...]]
) -> list[Entry]:
    """Every ruler whose name ends with these pieces, also where the tables give no short form."""
    return [
        entry
        for (_, office), entries in offices.items()
        if office in RULERS
        for entry in entries
        if pieces(entry.name)[-len(key) :] == key
    ]


def rules(entry: Entry) -> bool:
    """Whether an office is one that rules a state."""
    return (entry.office or "").lower() in RULERS
