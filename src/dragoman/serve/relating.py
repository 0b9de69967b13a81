"""The command ``dragoman relate``: the relation of given pairs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.errors import InputError
from dragoman.serve.running import Output, Run

if TYPE_CHECKING:
    from dragoman.records import Failure, NamedPair, Relation


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def relate(inputs: tuple[str, ...], out: Path | None) -> None:
    """The relation of a given pair: what one side does to the other.

    INPUT is JSON Lines, {"id", "text", "actor": [[start, end], ...], "recipient": [...]} with
    places in characters; the answer is the type, its mode, and the probability of all 16 types.
    """
    from dragoman.export.jsonl import line, relation_to_dict
    from dragoman.read.pairs import read_pairs

    with Output(out) as output:
        run = Run(output if out is not None else None)
        for found in run.answers(_related(read_pairs(inputs, stdin=sys.stdin.buffer))):
            output.write(line(relation_to_dict(found)))
    run.finish()


def _related(pairs: Iterator[NamedPair | Failure]) -> Iterator[Relation | Failure]:
    from dragoman.pipeline import load_resources
    from dragoman.pipeline import relate as relate_pair
    from dragoman.records import Failure

    known = load_resources()
    for pair in pairs:
        if isinstance(pair, Failure):
            yield pair
            continue
        try:
            yield relate_pair(pair, known)
        except InputError as error:
            yield Failure(pair.id, "relate", error.reason, error.file, error.line)
