"""The command ``dragoman terms``: which voice calls a disputed matter what."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.errors import InputError
from dragoman.serve.running import Output, Run

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.pipeline import Result
    from dragoman.understand.terms import Terms, TermUse

EXAMPLES = 3
"""Places told of each term and voice at a terminal."""


@dataclass(slots=True)
class Used:
    """A term in one voice: how often, and where."""

    count: int = 0
    places: list[str] = field(default_factory=list)


Counts = dict[str, dict[str, dict[str, Used]]]
"""Uses by matter, term and voice."""


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["table", "jsonl"]),
    help="A table of counts, or every use as JSON Lines (default: table on a terminal).",
)
@click.option("--published", metavar="DATE", help="Publication date, for reports that do not say.")
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of a table is which field: text=body,published=date.",
)
@click.option(
    "--terms",
    "own",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Disputed matters of your own, in the form of lexicon/terms.yaml.",
)
@click.option("--matter", help="Only matters with these words in their name.")
def terms(
    inputs: tuple[str, ...],
    out: Path | None,
    form: str | None,
    published: str | None,
    maps: tuple[str, ...],
    own: Path | None,
    matter: str | None,
) -> None:
    """Which voice calls a disputed matter what, how often, and where.

    A war is a "special military operation" to one and an "invasion" to another. Of each matter in
    the reports: the terms, who used them (or the report's own voice), how often, and the places.
    """
    from dragoman.export.jsonl import line, term_use_to_dict
    from dragoman.pipeline import run_many
    from dragoman.serve.cli import checked_date, given_inputs
    from dragoman.understand.terms import find_terms

    checked_date(published)
    table = _table(own, matter)
    as_table = form == "table" or (form is None and out is None and sys.stdout.isatty())
    counts: Counts = defaultdict(lambda: defaultdict(lambda: defaultdict(Used)))
    with Output(out) as output:
        run = Run(output if out is not None else None)
        for result in run.results(run_many(given_inputs(inputs, published, maps))):
            if result.understood is None:
                continue
            uses = find_terms(result.understood, table)
            if as_table:
                _count(uses, result, counts)
            else:
                for use in uses:
                    output.write(line(term_use_to_dict(use, result.article)))
        if as_table:
            from dragoman.serve.table import console

            _print(counts, console(sys.stdout))
    run.finish()


def _table(own: Path | None, matter: str | None) -> Terms:
    from dragoman.understand.terms import Terms, load_terms, read_terms

    table = load_terms()
    if own is not None:
        table = table.with_more(read_terms(own.parent, own.name))
    if matter is not None:
        kept = tuple(m for m in table.matters if matter.lower() in m.name.lower())
        if not kept:
            raise InputError(f"no matter has {matter!r} in its name")
        table = Terms(kept)
    return table


def _count(uses: Sequence[TermUse], result: Result, counts: Counts) -> None:
    article = result.article
    for use in uses:
        voice = use.called_by
        if voice == "the report" and article.publisher:
            voice = f"the report ({article.publisher})"
        used = counts[use.matter][use.term][voice]
        used.count += 1
        if len(used.places) < EXAMPLES:
            around = article.text[max(use.span.start - 30, 0) : use.span.end + 30]
            used.places.append(f"{article.id}:{use.span.start} …{' '.join(around.split())}…")


def _print(counts: Counts, out: Console) -> None:
    from rich.text import Text

    for matter, by_term in sorted(counts.items()):
        out.print(Text(matter, style="bold"))
        for term, by_voice in sorted(by_term.items(), key=lambda pair: -_total(pair[1])):
            for voice, used in sorted(by_voice.items(), key=lambda pair: -pair[1].count):
                out.print(Text(f"  {used.count:4}  {term}: {voice}"))
                for place in used.places:
                    out.print(Text(f"          {place}", style="dim"))
        out.print()


def _total(by_voice: dict[str, Used]) -> int:
    return sum(used.count for used in by_voice.values())
