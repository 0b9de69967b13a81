"""Questions to a store: ``dragoman events``, ``dyad``, ``stories`` and ``sql``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.serve.running import Output
from dragoman.serve.writing import OUTSIDE_FORMS, write_events

if TYPE_CHECKING:
    from dragoman.store import Answer

DEFAULT_STORE = "dragoman.duckdb"
FORMS = ("table", "csv", "jsonl", "parquet")
HANDED_ON = tuple(form for form in OUTSIDE_FORMS if form not in FORMS)
"""Formats of other data sets and tools, for merged events."""
SHOWN_COLUMNS = (
    "first_day event_type mode status actor_codes recipient_codes place killed sources reports "
    "words"
).split()
"""Columns of events at a terminal; the other forms have all."""
WIDEST = 160
"""Characters of a table where the terminal does not say."""
MOST_SHOWN = 200
"""Rows of a table; the other forms have all."""

Command = TypeVar("Command", bound=Callable[..., Any])


def db_option(command: Command) -> Command:
    """The store that is asked."""
    return click.option(
        "--db",
        "place",
        metavar="PATH",
        default=DEFAULT_STORE,
        show_default=True,
        envvar="DRAGOMAN_STORE",
        help="The store: a DuckDB file, or postgresql://... of a server.",
    )(command)


def form_options(command: Command) -> Command:
    """Form of the answer, and where it goes."""
    command = click.option(
        "--as",
        "form",
        type=click.Choice(FORMS),
        help="Form of the answer: a table on a terminal, csv into a pipe or file by default.",
    )(command)
    return click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
    )(command)


def span_options(command: Command) -> Command:
    """The days that are asked for."""
    command = click.option("--since", metavar="DATE", help="From this day, month or year.")(command)
    return click.option("--until", metavar="DATE", help="To this one, itself included.")(command)


def origin_option(command: Command) -> Command:
    """Whose events are asked for."""
    return click.option(
        "--origin",
        type=click.Choice(["dragoman", "polecat", "icews", "gdelt", "phoenix"]),
        help="Events of this data set (`dragoman foreign add`); our own by default.",
    )(command)


@click.command()
@db_option
@origin_option
@click.option("--actor", help="A country (RUS), code (RUSGOV), identity or name that acts.")
@click.option("--recipient", help="The same of who is acted upon.")
@click.option("--type", "event_type", help="A PLOVER type, such as SUPPORT.")
@click.option("--mode", help="A mode of it.")
@span_options
@click.option("--place", "where", help="A country (PRK) or a place's name.")
@click.option("--status", help="actual, negated, hypothetical, future or historical.")
@click.option(
    "--min-sources",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Only what so many independent sources tell.",
)
@click.option("--first", type=click.IntRange(min=1), help="Only the first so many.")
@click.option(
    "--every-status",
    is_flag=True,
    help="Write what did not happen or is only alleged into formats that cannot say so, too.",
)
@click.option(
    "--as",
    "form",
    type=click.Choice([*FORMS, *HANDED_ON]),
    help="Form of the answer: a table on a terminal, csv into a pipe or file by default.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def events(
    place: str, form: str | None, out: Path | None, every_status: bool, **asked: Any
) -> None:
    """Events of a store, each once, with how many reports and independent sources tell it."""
    from dragoman.store import Store

    asked["type"], asked["place"] = asked.pop("event_type"), asked.pop("where")
    asked["limit"] = asked.pop("first")
    if form in HANDED_ON and asked["origin"] not in (None, "dragoman"):
        raise click.UsageError(f"--as {form} writes our events only")
    with Store(place, read_only=True) as store:
        found = store.events(**asked)
        if form not in HANDED_ON:
            give(found, form, out, SHOWN_COLUMNS)
            return
        from dragoman.serve.recorded import recorded

        with Output(out) as output:
            write_events(recorded(store, found), form, output, every_status=every_status)


@click.command()
@click.argument("actor")
@click.argument("recipient")
@db_option
@origin_option
@click.option(
    "--by", type=click.Choice(["day", "month", "year"]), default="month", show_default=True,
    help="The period of a line.",
)  # fmt: skip
@click.option("--status", default="actual", show_default=True, help="A status, or `any`.")
@span_options
@form_options
def dyad(
    actor: str,
    recipient: str,
    place: str,
    origin: str | None,
    by: str,
    status: str,
    since: str | None,
    until: str | None,
    form: str | None,
    out: Path | None,
) -> None:
    """What ACTOR does to RECIPIENT over time: counts, mean score, share of all events."""
    from dragoman.store import Store

    told = None if status == "any" else status
    with Store(place, read_only=True) as store:
        days = {"since": since, "until": until}
        answer = store.dyad(actor, recipient, by=by, status=told, origin=origin, **days)
        give(answer, form, out)


@click.command()
@db_option
@click.option("--actor", help="Only stories in which this country, code, identity or name is.")
@span_options
@click.option(
    "--least", type=click.IntRange(min=1), default=2, show_default=True, help="Events of a story."
)
@click.option(
    "--first", type=click.IntRange(min=1), default=50, show_default=True, help="Only so many."
)
@form_options
def stories(
    place: str,
    actor: str | None,
    since: str | None,
    until: str | None,
    least: int,
    first: int,
    form: str | None,
    out: Path | None,
) -> None:
    """Stories: events that belong together, the largest first."""
    from dragoman.store import Store

    with Store(place, read_only=True) as store:
        answer = store.stories(actor=actor, since=since, until=until, least=least, limit=first)
        give(answer, form, out)


@click.command()
@click.argument("question")
@db_option
@form_options
def sql(question: str, place: str, form: str | None, out: Path | None) -> None:
    """Any QUESTION in SQL; the store is opened to be read only."""
    from dragoman.store import Store

    with Store(place, read_only=True) as store:
        give(store.sql(question), form, out)


def give(
    answer: Answer, form: str | None, out: Path | None, columns: list[str] | None = None
) -> None:
    """Print an answer, or write it to a file."""
    chosen = form or ("table" if out is None and sys.stdout.isatty() else "csv")
    if chosen == "parquet":
        if out is None:
            raise click.UsageError("--as parquet writes a file: give --out PATH")
        answer.to_parquet(out)
    elif chosen == "table":
        _print(answer, columns or list(answer.columns))
    else:
        text = answer.to_csv() if chosen == "csv" else answer.to_jsonl()
        if out is None:
            click.echo(text, nl=False)
        else:
            out.write_text(text, encoding="utf-8")


def _print(answer: Answer, columns: list[str]) -> None:
    import shutil

    from rich.table import Table

    from dragoman.serve.table import console

    table = Table(box=None, pad_edge=False)
    for name in columns:
        long = name in ("words", "title")
        table.add_column(name, overflow="fold", no_wrap=not long, min_width=24 if long else None)
    places = [answer.columns.index(name) for name in columns]
    for row in answer.rows[:MOST_SHOWN]:
        table.add_row(*(_cell(row[place]) for place in places))
    out = console(sys.stdout)
    out.width = max(out.width, shutil.get_terminal_size((WIDEST, 24)).columns)
    out.print(table)
    if len(answer) > MOST_SHOWN:
        click.echo(f"and {len(answer) - MOST_SHOWN} more; --as csv gives all", err=True)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.3g}" if isinstance(value, float) else str(value)
