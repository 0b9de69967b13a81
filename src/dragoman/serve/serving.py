"""The command ``dragoman serve``: API and web page on one's own machine."""

from __future__ import annotations

from pathlib import Path

import click

MOST_BYTES = 1_000_000
"""Longest body by default: a long report has some fifty thousand characters."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8600,
    show_default=True,
    help="Port; 0 takes a free one.",
)
@click.option(
    "--most-bytes",
    type=click.IntRange(min=1000),
    default=MOST_BYTES,
    show_default=True,
    help="Longest body that is taken.",
)
@click.option(
    "--actors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A book of actors of your own, as in `dragoman code`.",
)
@click.option(
    "--db",
    "store",
    metavar="PATH",
    help="A store for /events: a DuckDB file, or postgresql://... of a server.",
)
def serve(host: str, port: int, most_bytes: int, actors: Path | None, store: str | None) -> None:
    """API and web page: paste a report, see its events, or POST it to /code.

    Bound to this machine alone unless --host says otherwise. It knows no accounts: put it behind a
    server that does before others may reach it.
    """
    from dragoman.api import Coder
    from dragoman.pipeline import load_resources
    from dragoman.serve.http import Server, is_local
    from dragoman.serve.service import Service
    from dragoman.store import Store

    ask = Store(store, read_only=True).events if store else None
    service = Service(Coder(load_resources(actors=actors)), ask)
    try:
        server = Server((host, port), service, most_bytes)
    except OSError as error:
        raise click.ClickException(f"cannot listen at {host}:{port} ({error.strerror})") from error
    with server:
        click.echo(f"http://{host}:{server.server_port}/  (Ctrl-C ends it)", err=True)
        if not is_local(host):
            click.echo("anyone who reaches this address may use it", err=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("ended", err=True)
