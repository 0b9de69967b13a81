"""A book of actors of one's own: a TSV file beside the shipped tables.

    name	names	country	sector	kind	office	from	until	same_as	source	added

`kind` is "person" or "organisation"; `names` other forms, parted by " | "; dates are ISO prefixes,
half open. A row with `same_as` says that the identity in `name` ("unknown:ali-hassan:SOM") is the
one in `same_as`; rows are only ever added, so that what was believed when stays to be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dragoman.errors import InputError
from dragoman.records import Actor, ActorMention
from dragoman.understand.knowledge import (
    NO_COUNTRY,
    Entry,
    Kind,
    Knowledge,
    is_exact,
    is_family_name,
    load_knowledge,
)
from dragoman.understand.tsv import BETWEEN, TsvRow, read_tsv

COLUMNS = (
    "name",
    "names",
    "country",
    "sector",
    "kind",
    "office",
    "from",
    "until",
    "same_as",
    "source",
    "added",
)
KINDS = {"person": Kind.LEADER, "organisation": Kind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Written:
    """A row to be added; see the columns."""

    name: str
    names: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    kind: str = "organisation"
    office: str = ""
    since: str = ""
    until: str = ""
    same_as: str = ""
    source: str = ""


def read_book(path: Path) -> tuple[TsvRow, ...]:
    """The rows of a book; raises `InputError` where the file is missing or a column is, and
    `LexiconError` where a row has not the cells of its header."""
    if not path.is_file():
        raise InputError("there is no such file of actors", str(path))
    rows = read_tsv(path.parent, path.name)
    for row in rows:
        if not row.text("name"):
            raise InputError("a row without a name", str(path), row.line)
        if not row.text("same_as") and row.text("kind") not in ("", *KINDS):
            raise InputError('kind is "person" or "organisation"', str(path), row.line)
    return rows


def entries(rows: Sequence[TsvRow]) -> Iterator[Entry]:
    """The forms that the rows of a book name."""
    for row in rows:
        if row.text("same_as"):
            continue
        kind = KINDS.get(row.text("kind"), Kind.ORGANISATION)
        for form in dict.fromkeys((row.text("name"), *row.texts("names"))):
            yield Entry(
                kind,
                form,
                row.text("name"),
                f"{row.file}:{row.text('name')}",
                country=row.text("country") or NO_COUNTRY,
                sector=row.text("sector") or "UNK",
                office=row.text("office") or None,
                since=row.day("from"),
                until=row.day("until"),
                exact=is_exact(form),
                short=kind is Kind.LEADER and is_family_name(form),
            )


def with_book(path: Path | None) -> Knowledge:
    """The shipped tables, and before them what a book says."""
    if path is None:
        return load_knowledge()
    rows = read_book(path)
    same = {row.text("name"): row.text("same_as") for row in rows if row.text("same_as")}
    return replace(load_knowledge(own=tuple(entries(rows))), same=_ends(same))


def _ends(same: dict[str, str]) -> dict[str, str]:
    """Each identity with the one it was merged into at last; a ring of merges ends where it
    would begin again."""
    found = {}
    for first in same:
        seen, now = {first}, first
        while now in same and same[now] not in seen:
            now = same[now]
            seen.add(now)
        found[first] = now
    return found


def with_identities(
    actors: Sequence[ActorMention], knowledge: Knowledge
) -> tuple[ActorMention, ...]:
    """The actors, those that were merged with another under the other's identity."""
    if not knowledge.same:
        return tuple(actors)
    return tuple(replace(m, actor=_same(m.actor, knowledge)) for m in actors)


def _same(actor: Actor, knowledge: Knowledge) -> Actor:
    into = knowledge.same.get(actor.entity_id or "")
    if into is None:
        return actor
    kind, _, rest = into.partition(":")
    _, _, country = rest.rpartition(":")
    told = country if kind in ("person", "unknown") and country else actor.country
    reason = f"{actor.made_by}, actors.merged {into}"
    return replace(actor, entity_id=into, country=told, made_by=reason)


def add_row(path: Path, row: Written) -> None:
    """Write a row at the end of a book, which is begun where there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\t".join(COLUMNS) + "\n", encoding="utf-8")
    read_book(path)
    cells = (
        row.name,
        BETWEEN.join(row.names),
        row.country,
        row.sector,
        "" if row.same_as else row.kind,
        row.office,
        row.since,
        row.until,
        row.same_as,
        row.source,
        date.today().isoformat(),
    )
    if any("\t" in cell or "\n" in cell for cell in cells):
        raise InputError("a cell holds a tab or a line end", str(path))
    with path.open("a", encoding="utf-8") as book:
        book.write("\t".join(cells) + "\n")
