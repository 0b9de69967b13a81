"""``dragoman corrections``: what people know better, added, listed, and given back as lessons."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from dragoman.serve.asking import db_option


@click.group()
def corrections() -> None:
    """Corrections of a store: add, list, export."""


@corrections.command()
@click.argument("event")
@click.argument("field")
@click.argument("value")
@click.option("--reason", required=True, help="How you know.")
@click.option("--who", help="Who says so; your name on this machine by default.")
@db_option
def add(event: str, field: str, value: str, reason: str, who: str | None, place: str) -> None:
    """Say that FIELD of EVENT is VALUE; what the machine read is kept beside it.

    EVENT is an id of `dragoman events`, or of a report's event. FIELD is event_type, mode, status,
    alleged, date, killed, injured, actors or recipients; VALUE may be null. Actors are codes with
    names: "RUSGOV Vladimir Putin; PRKGOV".
    """
    from dragoman.store import Store

    with Store(place) as store:
        count = store.correct(event, field, value, who=who or getpass.getuser(), reason=reason)
    click.echo(f"{field} is {value} in {count} report{'s' if count > 1 else ''}")


@corrections.command("list")
@db_option
def list_(place: str) -> None:
    """All corrections, in the order in which they were made."""
    from dragoman.store import Store

    with Store(place, read_only=True) as store:
        for each in store.corrections():
            said = f"{each.made_at}  {each.who}  {each.key}  {each.field}: {each.old} -> {each.new}"
            click.echo(f"{said}  ({each.reason})")


@corrections.command()
@click.option(
    "--to",
    "form",
    type=click.Choice(["golden", "training", "jsonl"]),
    default="golden",
    show_default=True,
    help="Cases for tests/golden, lines of the training corpus, or the corrections themselves.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@db_option
def export(form: str, out: Path | None, place: str) -> None:
    """The corrected events, as lessons: test cases or training lines."""
    from dragoman.export.lessons import golden_cases, training_lines
    from dragoman.store import Store

    with Store(place, read_only=True) as store:
        if form == "golden":
            text = golden_cases(store.lessons())
        elif form == "training":
            text = training_lines(store.lessons())
        else:
            text = store.sql("SELECT * FROM corrections ORDER BY number").to_jsonl()
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
