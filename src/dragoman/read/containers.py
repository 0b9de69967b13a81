"""Inputs -> reports: files, folders, patterns, standard input.

`kinds.READERS` says which suffix is read by what. Whatever cannot be read becomes a `Failure` with
its file and reason, and the rest goes on.
"""

from __future__ import annotations

import glob
import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import InputError
from dragoman.read.jsonl import STAGE
from dragoman.read.kinds import READERS, Reader, Source, guarded, kinded, reader_for, said, sniffed
from dragoman.read.linked import PageAt
from dragoman.read.times import published_moment
from dragoman.records import Article, Failure, Moment

if TYPE_CHECKING:
    from dragoman.read.web import Answer

_URL = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)
READ_SUFFIXES = tuple(READERS)


@dataclass(slots=True)
class _Seen:
    """The files of a run so far, the names their reports go by, how columns are mapped, and what
    reads linked pages where they are asked for."""

    mapped: Mapping[str, str]
    page: PageAt | None = None
    files: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def read_inputs(
    inputs: Sequence[str],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    mapped: Mapping[str, str] | None = None,
    linked: bool = False,
) -> Iterator[Article | Failure]:
    """Every report of the inputs, in order: files, folders, patterns, "-" for standard input.

    A folder is read with its subfolders, sorted by name; hidden files are skipped. A file
    named twice is read once. `published` (ISO) counts where a report does not tell its own.
    `mapped` says which column of a table is which field ({"text": "body"}).
    `linked`: of a feed's entry, and of a row with an address and no text, the page is asked for.
    Raises `InputError` for a `published` that is no time; all else is a `Failure`.
    """
    given = published_moment(published) if published else None
    seen = _Seen(mapped or {}, _pages(given) if linked else None)
    for item in inputs:
        if item == "-":
            yield from guarded(sniffed, _source(stdin or io.BytesIO(), "", "-", given, seen))
        else:
            yield from _read_named(item, given, seen)


def read(path: str | Path, *, published: str | None = None) -> Article:
    """The one report of a file. Raises `InputError` where there is none, or more than one."""
    items = list(_at_most(read_inputs([str(path)], published=published), 2))
    if not items:
        raise InputError("no report in it", str(path))
    first = items[0]
    if isinstance(first, Failure):
        raise InputError(first.reason, first.file, first.line)
    if len(items) > 1:
        raise InputError("more than one report; use read_inputs or code_many", str(path))
    return first


def _at_most(items: Iterator[Article | Failure], count: int) -> Iterator[Article | Failure]:
    for _, item in zip(range(count), items, strict=False):
        yield item


def _read_named(item: str, published: Moment | None, seen: _Seen) -> Iterator[Article | Failure]:
    """A file, folder or pattern."""
    path = Path(item)
    if _URL.match(item):
        yield from guarded(_address, _source(io.BytesIO(), item, item, published, seen))
        return
    try:
        kind = "folder" if path.is_dir() else "file" if path.exists() else "none"
    except (OSError, ValueError) as error:
        yield _failure(item, f"not a path that can be opened ({said(error)})")
        return
    if kind == "folder":
        yield from _read_folder(path, path, published, seen, ())
    elif kind == "file":
        yield from _read_file(path, path.name, published, seen)
    elif glob.has_magic(item):
        yield from _read_pattern(item, published, seen)
    else:
        yield _failure(item, "no such file or folder")


def _source(
    stream: BinaryIO, name: str, file: str, published: Moment | None, seen: _Seen
) -> Source:
    return Source(stream, name, file, published, seen.mapped, page=seen.page)


def _pages(published: Moment | None) -> PageAt:
    """What reads the page at an address, for one run."""
    from dragoman.read.web import Visits

    visits = Visits()

    def page(url: str) -> tuple[Article, ...]:
        answer = visits.fetch(url)
        source = Source(answer.stream, url, url, published, packed=True)
        items = list(_of_answer(answer, source))
        failed = next((item.reason for item in items if isinstance(item, Failure)), "no report")
        found = tuple(item for item in items if isinstance(item, Article))
        if not found:
            raise InputError(failed, url)
        return found

    return page


def _address(source: Source) -> Iterator[Article | Failure]:
    """What a web address gives, read by the kind the server tells, else by its first bytes."""
    from dragoman.read.web import fetch

    answer = fetch(source.name)
    return _of_answer(answer, replace(source, stream=answer.stream, packed=True))


def _of_answer(answer: Answer, told: Source) -> Iterator[Article | Failure]:
    reader = reader_for(f"page{answer.suffix}")
    assert not isinstance(reader, str)
    for item in kinded(reader, told):
        if isinstance(item, Failure) or item.url is not None:
            yield item
        else:
            yield replace(item, url=answer.url)


def _read_pattern(
    pattern: str, published: Moment | None, seen: _Seen
) -> Iterator[Article | Failure]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (keeps the pattern's own form)
    if not matches:
        yield _failure(pattern, "no file fits this pattern")
    for match in matches:
        yield from _read_named(match, published, seen)


def _read_folder(
    folder: Path, top: Path, published: Moment | None, seen: _Seen, above: tuple[Path, ...]
) -> Iterator[Article | Failure]:
    """The files of a folder and its subfolders, sorted; a link back to a folder above fails."""
    real = folder.resolve()
    if real in above:
        yield _failure(str(folder), "a link back to a folder above it; not followed")
        return
    try:
        entries = sorted(e for e in folder.iterdir() if not e.name.startswith("."))
    except OSError as error:
        yield _failure(str(folder), f"cannot be opened ({said(error)})")
        return
    if not entries and folder == top:
        yield _failure(str(folder), "no report in this folder")
    for entry in entries:
        if entry.is_dir():
            yield from _read_folder(entry, top, published, seen, (*above, real))
        else:
            name = entry.relative_to(top).as_posix()
            yield from _read_file(entry, name, published, seen, in_folder=True)


def _read_file(
    path: Path, name: str, published: Moment | None, seen: _Seen, *, in_folder: bool = False
) -> Iterator[Article | Failure]:
    real = os.path.realpath(path)  # `Path.resolve` raises where a link leads to itself
    if real in seen.files:
        return
    # Two folders may each hold a "monday.txt": the second goes by its path.
    name = path.as_posix() if name in seen.names else name
    seen.files.add(real)
    seen.names.add(name)
    reader = _reader_for(path, in_folder)
    if isinstance(reader, str):
        yield Failure(name, STAGE, reader, str(path))
        return
    if not path.is_file():
        yield Failure(
            name, STAGE, "not a plain file" if path.exists() else "a broken link", str(path)
        )
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        yield Failure(name, STAGE, f"cannot be opened ({said(error)})", str(path))
        return
    with stream:
        yield from guarded(reader, _source(stream, name, str(path), published, seen))


def _reader_for(path: Path, in_folder: bool) -> Reader | str:
    """The reader for a file, or the reason why there is none."""
    if in_folder and not path.suffix:
        return f"unknown kind of file (no suffix); read are {', '.join(READ_SUFFIXES)}"
    return reader_for(path.name)


def _failure(item: str, reason: str) -> Failure:
    return Failure(item, STAGE, reason, item)
