"""JSON Lines -> pairs to relate: {"id", "text", "actor": [[start, end], ...], "recipient": ...}."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from dragoman.errors import InputError
from dragoman.read.jsonl import checked_record, id_of_line, numbered_lines, record_id, text_of
from dragoman.records import Article, Failure, NamedPair, Part, Role, Span

STAGE = "read"


def read_pairs(
    inputs: Iterable[str], *, stdin: BinaryIO | None = None
) -> Iterator[NamedPair | Failure]:
    """The pairs of JSON Lines files in order; "-" is standard input. A bad line, or a file that
    cannot be opened, is a `Failure` that names it."""
    for name in inputs:
        if name == "-":
            yield from pairs_of(stdin or sys.stdin.buffer, file=None)
            continue
        try:
            with Path(name).open("rb") as stream:
                yield from pairs_of(stream, file=name)
        except OSError as error:
            yield Failure(name, STAGE, error.strerror or str(error), name)


def pairs_of(lines: BinaryIO, *, file: str | None) -> Iterator[NamedPair | Failure]:
    """The pairs of a JSON Lines stream; blank lines are skipped."""
    for number, raw in numbered_lines(lines):
        try:
            record = checked_record(raw, file, number)
            if record is not None:
                yield pair_of(record, file, number)
        except InputError as error:
            name = id_of_line(raw, file, number)
            yield Failure(name, STAGE, error.reason, error.file, error.line)


def pair_of(
    record: dict[str, Any], file: str | None = None, number: int | None = None
) -> NamedPair:
    """The pair of one record; raises `InputError` for one that cannot be read."""
    text = text_of(record, file, number)
    name = record_id(record, text, file, number)
    sides = [
        tuple(_spans(record.get(side) or [], side, text, file, number))
        for side in ("actor", "recipient")
    ]
    if not any(sides):
        raise InputError("neither actor nor recipient is marked", file, number)
    article = plain_article(name, text)
    return NamedPair(name, article, sides[0], sides[1])


def plain_article(name: str, text: str) -> Article:
    """A text as one body, its layout not looked at."""
    return Article(name, text, (Part(Span(0, len(text)), Role.BODY),))


def _spans(
    values: Any, side: str, text: str, file: str | None, number: int | None
) -> Iterator[Span]:
    if not isinstance(values, list):
        raise InputError(f'"{side}" is not a list of [start, end]', file, number)
    for value in values:
        whole = isinstance(value, list) and len(value) == 2 and all(type(x) is int for x in value)
        if not whole or not 0 <= value[0] < value[1] <= len(text):
            raise InputError(f'"{side}": {value!r} is no [start, end] of the text', file, number)
        yield Span(value[0], value[1])
