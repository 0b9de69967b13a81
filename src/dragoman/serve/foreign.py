"""``dragoman foreign``: events of other data sets into a store, apart from ours."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.serve.asking import db_option, form_options, give

if TYPE_CHECKING:
    from dragoman.records import Failure, ForeignEvent

KINDS = ("polecat", "icews", "gdelt", "phoenix")
FAILURES_NAMED = 20


@click.group()
def foreign() -> None:
    """Events of POLECAT, ICEWS, GDELT and Phoenix in a store: add, list."""


@foreign.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--is", "kind", type=click.Choice(KINDS), help="What FILES are, where not told.")
@db_option
def add(files: tuple[Path, ...], kind: str | None, place: str) -> None:
    """Write the events of FILES, plain, .gz or .zip, into a store, each once.

    They stay apart from ours: ask for them with `dragoman events --origin icews`. Of each file all
    is written, but for bad lines, which are named, or nothing.
    """
    from dragoman.errors import InputError
    from dragoman.foreign.files import read_events
    from dragoman.store import Store

    failures: list[Failure] = []
    with Store(place) as store:
        for file in files:
            try:
                new, known = store.add_foreign(_sound(read_events(file, kind), failures))
            except InputError as error:
                raise click.ClickException(str(error)) from error
            click.echo(f"{file.name}: {new} events" + (f", {known} known already" * bool(known)))
    for failure in failures[:FAILURES_NAMED]:
        click.echo(f"{failure.file}:{failure.line}: {failure.reason}", err=True)
    if len(failures) > FAILURES_NAMED:
        click.echo(f"{len(failures) - FAILURES_NAMED} more lines failed", err=True)
    if failures:
        sys.exit(1)


def _sound(
    items: Iterator[ForeignEvent | Failure], failures: list[Failure]
) -> Iterator[ForeignEvent]:
    """The events among the items; failures are put aside."""
    from dragoman.records import Failure

    for item in items:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            yield item


@foreign.command("list")
@db_option
@form_options
def list_(place: str, form: str | None, out: Path | None) -> None:
    """The data sets a store holds events of, with their number, first and last day."""
    from dragoman.store import Store

    with Store(place, read_only=True) as store:
        give(store.origins(), form, out)
