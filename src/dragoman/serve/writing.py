"""How the results of a run go out: a table for people, JSON Lines, a page, or an outside format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.serve.running import Output

if TYPE_CHECKING:
    from dragoman.export.formats import Format, Sieve
    from dragoman.export.pairs import Reported
    from dragoman.pipeline import Result

OWN_FORMS = ("table", "jsonl", "html")
OUTSIDE_FORMS = (
    "csv",
    "parquet",
    "polecat",
    "icews",
    "gdelt",
    "phoenix",
    "ftm",
    "geojson",
    "gexf",
)
"""Formats of others, as `export.formats` writes them."""


def checked_form(form: str, out: Path | None) -> None:
    """Raise `click.UsageError` for a format that cannot go where it is asked to."""
    if form == "parquet" and out is None:
        raise click.UsageError("--to parquet writes a file: give --out PATH")


def write_results(
    results: Iterator[Result], form: str, output: Output, *, refused: bool, every_status: bool
) -> None:
    """Write all results in a form, as they come where the form allows it."""
    if form == "html":
        from dragoman.export.html import page

        output.write(page(list(results)))
    elif form == "jsonl":
        _write_lines(results, output, refused)
    elif form == "table":
        _write_table(results, output, refused)
    else:
        from dragoman.export.pairs import reported

        write_events(reported(results), form, output, every_status=every_status)


def _write_lines(results: Iterator[Result], output: Output, refused: bool) -> None:
    from dragoman.export.jsonl import event_to_dict, line, refusal_to_dict

    for result in results:
        for event in result.events:
            output.write(line(event_to_dict(event)))
        if refused:
            for refusal in result.refusals:
                output.write(line(refusal_to_dict(refusal, result.article)))


def _write_table(results: Iterator[Result], output: Output, refused: bool) -> None:
    from dragoman.serve.table import console, print_result

    table = console(output.stream)
    for result in results:
        print_result(result, table, refused=refused)


def write_events(
    events: Iterable[Reported], form: str, output: Output, *, every_status: bool
) -> None:
    """Write events in an outside format, and say on standard error what it had no room for."""
    from dragoman.export.formats import FORMATS, Sieve

    if form == "parquet":
        from dragoman.export.parquet import write_parquet

        assert output.place is not None
        write_parquet(events, output.place)
        return
    chosen = FORMATS[form]
    sieve = Sieve(every_status or chosen.keeps_status)
    with ExitStack() as stack:
        stays = sieve.through(events)
        if chosen.second is not None and output.path is not None:
            second = stack.enter_context(Output(beside(output.path, chosen.second)))
            stays = _noted(stays, chosen, second)
        for line in chosen.lines(stays):
            output.write(line)
    _say(sieve, form)


def _noted(events: Iterable[Reported], form: Format, second: Output) -> Iterator[Reported]:
    """The events, each written into the second file before it goes on."""
    assert form.beside is not None
    for told in events:
        for line in form.beside(told):
            second.write(line)
        yield told


def _say(sieve: Sieve, form: str) -> None:
    said = sieve.said(form)
    if said:
        click.echo(said, err=True)


def beside(path: Path, name: str) -> Path:
    """The path with a name before its ending.

    >>> beside(Path("events.tsv"), "mentions").name
    'events.mentions.tsv'
    """
    return path.with_name(f"{path.stem}.{name}{path.suffix}")
