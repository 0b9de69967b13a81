"""The command line: ``dragoman code``, ``read``, ``parse``, ``annotate``, ``why``, ``data``.

Heavy imports wait inside the commands, so that ``dragoman --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.errors import DragomanError, InputError
from dragoman.serve.actors import actors as actors_command
from dragoman.serve.asking import dyad, events, sql, stories
from dragoman.serve.comparing import compare
from dragoman.serve.correcting import corrections
from dragoman.serve.data import data
from dragoman.serve.duplicates import duplicates
from dragoman.serve.evaluating import evaluate
from dragoman.serve.foreign import foreign
from dragoman.serve.linked import linked_option, pages_are_asked
from dragoman.serve.relating import relate
from dragoman.serve.running import Output, Run
from dragoman.serve.serving import serve
from dragoman.serve.storing import Storing
from dragoman.serve.terms import terms
from dragoman.serve.writing import OUTSIDE_FORMS, OWN_FORMS, checked_form, write_results

if TYPE_CHECKING:
    from dragoman.pipeline import Result
    from dragoman.records import Article, Failure

FEW = 8
"""Reports coded in one process by default: starting others takes longer than coding these."""

published_option = click.option(
    "--published",
    metavar="DATE",
    help="Publication date or time (ISO), for reports that do not say.",
)
actors_option = click.option(
    "--actors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A book of actors of your own (see `dragoman actors`); it stands before the tables.",
)
out_option = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
)
map_option = click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of a table is which field: text=body,published=date.",
)
inputs_argument = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")


class Commands(click.Group):
    """A group whose commands end quietly when nobody reads on (``dragoman code ... | head``)."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a closed pipe is no failure of a report, so the status is 0."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123  flushed by the interpreter
            ctx.exit(0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dragoman", prog_name="dragoman")
def main() -> None:
    """Read news reports and keep the record of politics: who did what to whom, when, where,
    according to whom, and whether it is said to have happened.

    INPUT is a file (.txt, .html, .jsonl), a folder, a pattern, or "-" for standard input.
    """


@main.command()
@inputs_argument
@click.option(
    "--to",
    "form",
    type=click.Choice([*OWN_FORMS, *OUTSIDE_FORMS]),
    help="Form of the output: a table on a terminal, jsonl into a pipe or file by default.",
)
@out_option
@published_option
@click.option("--workers", type=click.IntRange(min=1), help="Processes that code side by side.")
@click.option("--all", "everything", is_flag=True, help="Show what was refused, and why, too.")
@click.option(
    "--every-status",
    is_flag=True,
    help="Write what did not happen or is only alleged into formats that cannot say so, too.",
)
@map_option
@linked_option
@actors_option
@click.option(
    "--db",
    "place",
    metavar="PATH",
    help="Write into this store, too; reports it holds already are not coded again.",
)
def code(
    inputs: tuple[str, ...],
    form: str | None,
    out: Path | None,
    published: str | None,
    workers: int | None,
    everything: bool,
    every_status: bool,
    maps: tuple[str, ...],
    actors: Path | None,
    place: str | None,
) -> None:
    """News in, events out."""
    chosen = form or ("table" if out is None and sys.stdout.isatty() else "jsonl")
    checked_form(chosen, out)
    checked_date(published)
    items = given_inputs(inputs, published, maps)
    ids: list[str] = []
    with Output(out, by_name=chosen == "parquet") as output, Storing(place, actors) as storing:
        run = Run(output if chosen == "jsonl" and out is not None else None)
        html, traces = chosen == "html", place is not None
        coded = _coded(storing.unknown(items), workers, actors, html=html, traces=traces)
        seen = _noting(storing.kept(run.results(coded)), ids)
        if place is not None and form is None and out is None:
            deque(seen, maxlen=0)
        else:
            write_results(seen, chosen, output, refused=everything, every_status=every_status)
        said = storing.said()
    from dragoman.serve.remember import remember
    from dragoman.serve.table import counted

    remember(inputs, published, ids)
    run.finish(", ".join([counted(len(ids), "event"), *said]))


@main.command()
@inputs_argument
@out_option
@published_option
@map_option
@linked_option
def read(
    inputs: tuple[str, ...], out: Path | None, published: str | None, maps: tuple[str, ...]
) -> None:
    """The article as read: its parts, roles and dates, as JSON Lines."""
    from dragoman.export.jsonl import article_to_dict, line

    checked_date(published)
    with Output(out) as output:
        run = Run(output if out is not None else None)
        for article in run.articles(given_inputs(inputs, published, maps)):
            output.write(line(article_to_dict(article)))
    run.finish()


@main.command()
@inputs_argument
@click.option("--to", "form", type=click.Choice(["conllu"]), default="conllu", show_default=True)
@click.option(
    "--pretokenized",
    is_flag=True,
    help="INPUT is CoNLL-U: keep its words, give new tags, lemmas and heads.",
)
@out_option
def parse(inputs: tuple[str, ...], form: str, pretokenized: bool, out: Path | None) -> None:
    """Words, tags, trees and names of each sentence, as CoNLL-U."""
    from dragoman.parse import LanguageModel, parse_conllu, to_conllu
    from dragoman.parse import parse as parse_article

    model = LanguageModel()
    with Output(out) as output:
        run = Run(None)
        if pretokenized:
            for name, text in _conllu_files(inputs, run):
                try:
                    output.write(parse_conllu(text, model, file=name).rstrip("\n") + "\n")
                except InputError as error:
                    run.failed_with(name, "parse", error)
        else:
            for article in run.articles(given_inputs(inputs, None)):
                output.write(to_conllu(parse_article(article, model)).rstrip("\n") + "\n")
    run.finish()


@main.command()
@inputs_argument
@out_option
@published_option
@map_option
@linked_option
@actors_option
def annotate(
    inputs: tuple[str, ...],
    out: Path | None,
    published: str | None,
    maps: tuple[str, ...],
    actors: Path | None,
) -> None:
    """Everything understood, one article a line: names, places, dates, claims, events."""
    from dragoman.export.jsonl import annotation_to_dict, line
    from dragoman.pipeline import run_many

    checked_date(published)
    with Output(out) as output:
        run = Run(output if out is not None else None)
        for result in run.results(run_many(given_inputs(inputs, published, maps), actors=actors)):
            output.write(line(annotation_to_dict(result)))
    run.finish()


@main.command()
@click.argument("event_id", required=False)
@click.argument("inputs", nargs=-1, metavar="[INPUT...]")
@click.option("--text", help="Code this text and explain every event in it.")
@published_option
def why(
    event_id: str | None, inputs: tuple[str, ...], text: str | None, published: str | None
) -> None:
    """The trace: which words, rule and data line made every field, and what was refused.

    EVENT_ID is looked for in the INPUTs, or in the last runs of ``dragoman code``; the first
    few letters of an id are enough.
    """
    from dragoman.serve.explain import print_trace
    from dragoman.serve.table import console

    checked_date(published)
    out = console(sys.stdout)
    if (text is None) == (event_id is None):
        raise click.UsageError("give either EVENT_ID or --text")
    if text is not None and not text.strip():
        raise click.BadParameter("the text is empty", param_hint="--text")
    found = 0
    run = Run(None)
    for result in run.results(_explained(event_id, inputs, text, published)):
        for event, trace in zip(result.events, result.traces, strict=True):
            if event_id is None or event.id.startswith(event_id):
                if found:
                    out.print()
                print_trace(event, trace, result.article, out)
                found += 1
        if text is not None and not result.events:
            _print_refusals(result, out)
        if any(event.id == event_id for event in result.events):
            break  # a whole id is found once; the first letters of one may be found again
    if event_id is not None and not found:
        raise click.ClickException(
            f"no event {event_id} in these reports; ids change with versions"
        )
    run.finish()


main.add_command(data)
main.add_command(actors_command)
main.add_command(compare)
main.add_command(foreign)
main.add_command(relate)
main.add_command(duplicates)
main.add_command(evaluate)
main.add_command(serve)
main.add_command(terms)
for command in (events, dyad, stories, sql, corrections):
    main.add_command(command)


# --- what the commands share ----------------------------------------------------------


def checked_date(published: str | None) -> None:
    """Raise `click.BadParameter` for a publication date that is none."""
    from dragoman.read import published_moment

    if published is not None:
        try:
            published_moment(published)
        except InputError as error:
            raise click.BadParameter(error.reason, param_hint="--published") from error


def given_inputs(
    inputs: Iterable[str], published: str | None, maps: Sequence[str] = ()
) -> Iterator[Article | Failure]:
    """The reports of the INPUTs of a command, standard input among them."""
    from dragoman.read import checked_map, read_inputs

    try:
        mapped = checked_map(maps)
    except InputError as error:
        raise click.BadParameter(error.reason, param_hint="--map") from error
    stdin, told = sys.stdin.buffer, list(inputs)
    linked = pages_are_asked()
    return read_inputs(told, published=published, stdin=stdin, mapped=mapped, linked=linked)


def _coded(
    items: Iterator[Article | Failure],
    workers: int | None,
    actors: Path | None,
    *,
    html: bool = False,
    traces: bool = False,
) -> Iterator[Result | Failure]:
    """Outcomes in order: in one process for a few reports, in several for many.

    A page needs everything understood of a report, which stays in the process that made it:
    a page is made in one process, whatever is asked for.
    """
    from dragoman.parse.model import usable_processors
    from dragoman.pipeline import run_many

    first = []
    for item in items:
        first.append(item)
        if len(first) > FEW:
            break
    count = workers or (1 if len(first) <= FEW else usable_processors())
    together = 1 if html else count
    yield from run_many(_chained(first, items), workers=together, actors=actors, traces=traces)


def _chained(
    first: Iterable[Article | Failure], rest: Iterable[Article | Failure]
) -> Iterator[Article | Failure]:
    yield from first
    yield from rest


def _noting(results: Iterator[Result], ids: list[str]) -> Iterator[Result]:
    """The results; the ids of their events are added to `ids` on the way."""
    for result in results:
        ids.extend(event.id for event in result.events)
        yield result


def _conllu_files(inputs: Iterable[str], run: Run) -> Iterator[tuple[str, str]]:
    """(name, text) of CoNLL-U files; "-" is standard input."""
    for name in inputs:
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            content = raw.decode("utf-8-sig")
        except OSError as error:
            run.failed_with(name, "read", InputError(error.strerror or str(error), name))
        except UnicodeDecodeError as error:
            run.failed_with(name, "read", InputError(f"not UTF-8: {error}", name))
        else:
            run.read += 1
            yield name, content


def _explained(
    event_id: str | None, inputs: tuple[str, ...], text: str | None, published: str | None
) -> Iterator[Result | Failure]:
    """The reports to look for an event in, coded."""
    from dragoman.api import as_article
    from dragoman.pipeline import run_many
    from dragoman.serve.remember import recall

    if text is not None:
        yield from run_many([as_article(text, published)])
        return
    assert event_id is not None
    if not inputs:
        known = recall(event_id)
        if known is None:
            raise click.ClickException(
                f"no run is remembered that gave {event_id}; name the report: "
                f"dragoman why {event_id} INPUT"
            )
        remembered, day = known
        inputs, published = tuple(remembered), published or day
    if "-" in inputs:
        raise click.ClickException("standard input is gone; name the report as a file")
    yield from run_many(given_inputs(inputs, published))


def _print_refusals(result: Result, out: Any) -> None:
    from dragoman.serve.table import print_result

    print_result(result, out, refused=True)


def run() -> None:
    """The console script: `main`, with our own errors told plainly."""
    try:
        main()
    except DragomanError as error:
        click.echo(f"dragoman: {error}", err=True)
        sys.exit(1)
