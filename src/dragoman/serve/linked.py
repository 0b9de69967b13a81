"""The option `--linked`, the same for every command that reads news."""

from __future__ import annotations

import click

_KEY = "dragoman.linked"


def _noted(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.meta[_KEY] = value


linked_option = click.option(
    "--linked",
    is_flag=True,
    expose_value=False,
    callback=_noted,
    help="Ask for the page of each entry of a feed, and of each row with an address and no text.",
)


def pages_are_asked() -> bool:
    """Whether the command at work was given `--linked`."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(_KEY))
