"""Foreign event files: which kind one is, and its events.

A line that cannot be read is a `Failure` with its file, line and reason; the rest goes on.
"""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import InputError
from dragoman.foreign import gdelt, icews, ours, phoenix, polecat
from dragoman.foreign.cells import Line
from dragoman.records import Failure, ForeignEvent

Reader = Callable[[Iterable[Line], str], Iterator[ForeignEvent | Failure]]

READERS: dict[str, Reader] = {
    "dragoman": ours.read,
    "polecat": polecat.read,
    "icews": icews.read,
    "gdelt": gdelt.read,
    "phoenix": phoenix.read,
}
"""Every kind of file that can be read, by the name of its data set."""

LONGEST_LINE = 10_000_000
"""Bytes of a line; POLECAT's longest, with all names of a long story, are some ten thousand."""


def read_events(path: str | Path, kind: str | None = None) -> Iterator[ForeignEvent | Failure]:
    """The events of a file, plain or packed with gzip or zip, in its order.

    `kind` is a name of `READERS`; without it the first line tells. Raises `InputError` for a file
    that cannot be opened, or whose kind cannot be told.
    """
    file = str(path)
    try:
        with _opened(Path(path)) as stream:
            lines = _lines(stream, file)
            first = next(lines, None)
            if first is None:
                raise InputError("the file is empty", file)
            chosen = kind or sniffed(first.text)
            if chosen is None:
                raise InputError(
                    "none of a file of dragoman, POLECAT, ICEWS, GDELT or Phoenix", file
                )
            yield from READERS[chosen](chain((first,), lines), file)
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(f"cannot be read ({error})", file) from error


def sniffed(line: str) -> str | None:
    """The kind of file that begins with this line; None where none fits.

    >>> sniffed('{"id": "a", "event_type": "AID"}'), sniffed("Event ID\\tQuad Code")
    ('dragoman', 'polecat')
    """
    if line.lstrip("\ufeff ").startswith("{"):
        return "dragoman"
    cells = [cell.strip('"') for cell in line.lstrip("\ufeff").split("\t")]
    if "CAMEO Code" in cells:
        return "icews"
    if "Quad Code" in cells:
        return "polecat"
    if len(cells) in gdelt.WIDTHS and _dated(cells[1]):
        return "gdelt"
    if len(cells) == len(phoenix.COLUMNS) and _dated(cells[1]):
        return "phoenix"
    return None


def _dated(cell: str) -> bool:
    return cell.isdigit() or not cell


def _opened(path: Path) -> BinaryIO:
    if path.suffix == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    if path.suffix == ".zip":
        return _member(path)
    return path.open("rb")


def _member(path: Path) -> BinaryIO:
    """The one file of an archive, as GDELT and Dataverse pack theirs."""
    archive = zipfile.ZipFile(path)
    names = [name for name in archive.namelist() if not name.endswith("/")]
    if len(names) != 1:
        raise InputError(f"{len(names)} files in the archive; one is expected", str(path))
    return cast(BinaryIO, archive.open(names[0]))


def _lines(stream: BinaryIO, file: str) -> Iterator[Line]:
    """The lines that are not empty, numbered from 1; UTF-8, else ISO-8859-1 as POLECAT's older
    files are."""
    number = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            raise InputError(f"a line above {LONGEST_LINE // 1_000_000} MB", file, number)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("iso-8859-1")
        text = text.rstrip("\r\n")
        if text.strip():
            yield Line(number, text)
