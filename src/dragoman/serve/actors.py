"""``dragoman actors``: who the tables know, and a book of one's own beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dragoman.understand.knowledge import Entry, Knowledge

book_option = click.option(
    "--book",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A book of actors of your own (TSV), as `code --actors` reads it.",
)
needed_book = click.option(
    "--book",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("actors.tsv"),
    show_default=True,
    help="The book to write to; begun where there is none.",
)
SHOWN = 50


@click.group()
def actors() -> None:
    """The actors that are known: list, show, add, merge."""


@actors.command("list")
@click.argument("words", nargs=-1)
@click.option("--country", help="Only of this state or body (ISO-3 or UNO, EUR, ...).")
@click.option("--sector", help="Only of this PLOVER sector.")
@click.option("--on", "day", metavar="DATE", help="Only who held an office on that day.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=SHOWN,
    show_default=True,
    help="How many are shown.",
)
@book_option
def list_(
    words: tuple[str, ...],
    country: str | None,
    sector: str | None,
    day: str | None,
    most: int,
    book: Path | None,
) -> None:
    """Actors whose name or office holds all WORDS."""
    found = [
        entry
        for entry in _actors(_knowledge(book))
        if (country is None or entry.country == country)
        and (sector is None or entry.sector == sector)
        and (day is None or entry.valid_on(day))
        and all(w.lower() in f"{entry.name} {entry.office or ''}".lower() for w in words)
    ]
    for entry in found[:most]:
        click.echo(_line(entry))
    if len(found) > most:
        click.echo(f"... and {len(found) - most} more (--most)", err=True)
    if not found:
        raise click.ClickException("nobody of that kind is in the tables")


@actors.command()
@click.argument("identity")
@book_option
def show(identity: str, book: Path | None) -> None:
    """All that is known of one IDENTITY, as events give it in `entity_id`."""
    knowledge = _knowledge(book)
    now = knowledge.same.get(identity, identity)
    if now != identity:
        click.echo(f"{identity} was merged into {now}")
    rows = [entry for entry in _actors(knowledge) if _identity(entry) == now]
    for entry in rows:
        click.echo(_line(entry))
    forms = [e.form for es in knowledge.names.values() for e in es if _identity(e) == now]
    if forms:
        click.echo("also: " + ", ".join(sorted(set(forms))))
    merged = [one for one, into in knowledge.same.items() if into == now]
    for one in merged:
        click.echo(f"merged into it: {one}")
    if not rows and not merged:
        raise click.ClickException(f"no table and no book knows {identity}")


@actors.command()
@click.argument("name")
@click.option("--names", multiple=True, metavar="FORM", help="Another form of the name.")
@click.option("--country", required=True, help="ISO-3, or UNO, EUR, NATO, AU, ARAB, IGO, NGO, ---.")
@click.option("--sector", required=True, help="PLOVER sector.")
@click.option(
    "--kind",
    type=click.Choice(["person", "organisation"]),
    default="organisation",
    help="A person or a body.",
)
@click.option("--office", default="", help="The office a person holds.")
@click.option("--from", "since", default="", metavar="DATE", help="First day in the office.")
@click.option("--until", default="", metavar="DATE", help="Day after the last.")
@click.option("--source", required=True, help="Where you know it from.")
@needed_book
def add(
    name: str,
    names: tuple[str, ...],
    country: str,
    sector: str,
    kind: str,
    office: str,
    since: str,
    until: str,
    source: str,
    book: Path,
) -> None:
    """Write an actor into a book."""
    from dragoman.coding.ontology import load_ontology
    from dragoman.understand.book import Written, add_row

    if sector not in load_ontology().sectors:
        raise click.UsageError(f"{sector} is no PLOVER sector")
    row = Written(name, names, country, sector, kind, office, since, until, source=source)
    add_row(book, row)
    click.echo(f"added to {book}: {name}")


@actors.command()
@click.argument("identity")
@click.argument("into")
@click.option("--why", "source", required=True, help="How you know that they are one.")
@needed_book
def merge(identity: str, into: str, source: str, book: Path) -> None:
    """Say that IDENTITY is INTO from now on; the row and its reason stay in the book."""
    from dragoman.understand.book import Written, add_row

    if identity == into:
        raise click.UsageError("an identity cannot be merged with itself")
    if ":" not in identity or ":" not in into:
        raise click.UsageError("identities look like unknown:ali-hassan:SOM (see entity_id)")
    add_row(book, Written(identity, same_as=into, source=source))
    click.echo(f"{identity} is {into} for everyone who codes with --actors {book}")


def _knowledge(book: Path | None) -> Knowledge:
    from dragoman.understand.book import with_book

    return with_book(book)


def _actors(knowledge: Knowledge) -> Iterator[Entry]:
    """Each row of the tables once: persons and organisations, by country and name."""
    from dragoman.understand.knowledge import Kind

    rows = {
        (entry.row, entry.since): entry
        for entries in knowledge.names.values()
        for entry in entries
        if entry.kind in (Kind.LEADER, Kind.ORGANISATION)
    }
    yield from sorted(rows.values(), key=lambda e: (e.country, e.name, e.since or ""))


def _identity(entry: Entry) -> str | None:
    from dragoman.understand.actors.setting import slug
    from dragoman.understand.knowledge import Kind

    if entry.kind is Kind.LEADER:
        return f"person:{slug(entry.name)}:{entry.country}"
    return f"org:{slug(entry.name)}" if entry.kind is Kind.ORGANISATION else None


def _line(entry: Entry) -> str:
    since, until = entry.since or "", entry.until or ""
    when = f"{since} - {until}" if since or until else ""
    cells = (entry.country + entry.sector, entry.name, entry.office or "", when)
    return "  ".join(cell for cell in (*cells, _identity(entry) or "", entry.row) if cell)
