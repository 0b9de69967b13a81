"""The command ``dragoman duplicates``: which reports are one report printed again."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from dragoman.serve.running import Output, Run

SHOWN = 20
"""Groups told of at a terminal."""


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["table", "jsonl"]),
    help="The groups, or a line for every report (default: table on a terminal).",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of a table is which field: text=body,published=date.",
)
def duplicates(
    inputs: tuple[str, ...], out: Path | None, form: str | None, maps: tuple[str, ...]
) -> None:
    """Which reports are one report printed again, shortened or rewritten.

    Of each report: its group, the nearest report before it, and how they are copies. The number of
    groups is the number of independent sources.
    """
    from dragoman.export.jsonl import line
    from dragoman.read.copies import Copies
    from dragoman.serve.cli import given_inputs

    as_table = form == "table" or (form is None and out is None and sys.stdout.isatty())
    seen = Copies()
    kinds: Counter[str] = Counter()
    with Output(out) as output:
        run = Run(output if out is not None else None)
        for article in run.articles(given_inputs(inputs, None, maps)):
            copy = seen.add(article)
            kinds[copy.kind.value if copy.kind else "first"] += 1
            if not as_table:
                output.write(line(_told(copy)))
    if as_table:
        _print(seen, kinds)
    run.finish(f"{seen.sources()} sources")


def _told(copy: Any) -> dict[str, Any]:
    return {
        "id": copy.id,
        "group": copy.group,
        "of": copy.of,
        "kind": copy.kind.value if copy.kind else None,
        "common": round(copy.common, 3),
        "inside": round(copy.inside, 3),
        "source": copy.source or None,
    }


def _print(seen: Any, kinds: Counter[str]) -> None:
    groups = [group for group in seen.groups() if len(group) > 1]
    for group in groups[:SHOWN]:
        click.echo(f"{len(group):5}  {group[0]}")
        for name in group[1:6]:
            click.echo(f"       = {name}")
        if len(group) > 6:
            click.echo(f"       and {len(group) - 6} more")
    if len(groups) > SHOWN:
        click.echo(f"and {len(groups) - SHOWN} groups more")
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    click.echo(f"{len(seen)} reports ({told}), {seen.sources()} independent sources")
