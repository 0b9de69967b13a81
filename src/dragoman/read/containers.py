"""Inputs -> reports: files, folders, patterns, standard input.

`READERS` says which suffix is read by what; another container is one line there and one
module. Whatever cannot be read becomes a `Failure` with its file and reason, and the rest
goes on.
"""

from __future__ import annotations

import glob
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.read.encoding import MOST_BYTES, decode, refuse_unreadable, repair
from dragoman.read.jsonl import STAGE, read_jsonl
from dragoman.read.text import read_text
from dragoman.read.times import published_moment
from dragoman.records import Article, Failure, Moment

SNIFFED_BYTES = 4096
"""Bytes of standard input that tell JSON Lines, HTML and plain text apart."""

_PAGE = re.compile(rb"<!doctype\s+html|<(?:html|head|body|article|meta|title)\b", re.IGNORECASE)
_URL = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """An open input: its bytes, the name it goes by, and the publication time given."""

    stream: BinaryIO
    name: str
    file: str | None
    published: Moment | None


@dataclass(slots=True)
class _Seen:
    """The files of a run so far, and the names their reports go by."""

    files: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


Reader = Callable[[Source], Iterator[Article | Failure]]


def _text_file(source: Source) -> Iterator[Article | Failure]:
    data = _whole(source)
    decoded = decode(data, file=source.file)
    yield read_text(
        repair(decoded.text),
        id=source.name or _digest(data),
        published=source.published,
        source=source.file,
        notes=decoded.notes,
    )


def _page_file(source: Source) -> Iterator[Article | Failure]:
    from dragoman.read.html import read_page

    data = _whole(source)
    refuse_unreadable(data, source.file)
    yield read_page(
        data, id=source.name or _digest(data), published=source.published, source=source.file
    )


def _jsonl_file(source: Source) -> Iterator[Article | Failure]:
    found = False
    for item in read_jsonl(source.stream, file=source.file, published=source.published):
        found = True
        yield item
    if not found:
        raise InputError("the file is empty", source.file)


READERS: dict[str, Reader | None] = {
    ".csv": None,
    ".gz": None,
    ".htm": _page_file,
    ".html": _page_file,
    ".json": None,
    ".jsonl": _jsonl_file,
    ".ndjson": _jsonl_file,
    ".parquet": None,
    ".pdf": None,
    ".rss": None,
    ".text": _text_file,
    ".tsv": None,
    ".txt": _text_file,
    ".warc": None,
    ".xhtml": _page_file,
    ".xml": None,
    ".zip": None,
}
"""Suffix and its reader; None for a container this version does not read."""

READ_SUFFIXES = tuple(suffix for suffix, reader in READERS.items() if reader)


def read_inputs(
    inputs: Sequence[str], *, published: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Failure]:
    """Every report of the inputs, in order: files, folders, patterns, "-" for standard input.

    A folder is read with its subfolders, sorted by name; hidden files are skipped. A file
    named twice is read once. `published` (ISO) counts where a report does not tell its own.
    Raises `InputError` for a `published` that is no time; all else is a `Failure`.
    """
    given = published_moment(published) if published else None
    seen = _Seen()
    for item in inputs:
        if item == "-":
            yield from _guarded(_sniffed, Source(stdin or io.BytesIO(), "", "-", given))
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
        yield _failure(item, "web addresses are not read by this version; save the page first")
        return
    try:
        kind = "folder" if path.is_dir() else "file" if path.exists() else "none"
    except (OSError, ValueError) as error:
        yield _failure(item, f"not a path that can be opened ({_said(error)})")
        return
    if kind == "folder":
        yield from _read_folder(path, path, published, seen, ())
    elif kind == "file":
        yield from _read_file(path, path.name, published, seen)
    elif glob.has_magic(item):
        yield from _read_pattern(item, published, seen)
    else:
        yield _failure(item, "no such file or folder")


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
        yield _failure(str(folder), f"cannot be opened ({_said(error)})")
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
    real = str(path.resolve())
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
        yield Failure(name, STAGE, f"cannot be opened ({_said(error)})", str(path))
        return
    with stream:
        yield from _guarded(reader, Source(stream, name, str(path), published))


def _reader_for(path: Path, in_folder: bool) -> Reader | str:
    """The reader for a file, or the reason why there is none."""
    suffix = path.suffix.lower()
    reader = READERS.get(suffix)
    if reader:
        return reader
    if not suffix and not in_folder:
        return _sniffed
    known = ", ".join(READ_SUFFIXES)
    if suffix in READERS:
        return f"{suffix} files are not read by this version; read are {known}"
    return f"unknown kind of file {suffix or '(no suffix)'}; read are {known}"


def _sniffed(source: Source) -> Iterator[Article | Failure]:
    """An input without a suffix: JSON Lines, a page or plain text by its first bytes."""
    head = source.stream.read(SNIFFED_BYTES)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    whole: BinaryIO = io.BufferedReader(_Joined(head, source.stream))  # type: ignore[type-var]
    joined = Source(whole, source.name, source.file, source.published)
    if start.startswith(b"{") and not start.startswith(b"{\\rtf"):
        return _jsonl_file(joined)
    if _PAGE.search(start[:2048]):
        return _page_file(joined)
    return _text_file(joined)


class _Joined(io.RawIOBase):
    """The bytes looked at, then the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        chunk = self._head[: len(buffer)]
        if chunk:
            self._head = self._head[len(chunk) :]
        else:
            chunk = self._rest.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _guarded(reader: Reader, source: Source) -> Iterator[Article | Failure]:
    """What a reader gives; its error is a `Failure` in that place."""
    try:
        yield from reader(source)
    except InputError as error:
        name = source.name or source.file or "-"
        yield Failure(name, STAGE, error.reason, error.file or source.file, error.line)
    except OSError as error:
        name = source.name or source.file or "-"
        yield Failure(name, STAGE, f"cannot be read ({_said(error)})", source.file)


def _whole(source: Source) -> bytes:
    """All bytes; one more than allowed is enough to refuse."""
    return source.stream.read(MOST_BYTES + 1)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _failure(item: str, reason: str) -> Failure:
    return Failure(item, STAGE, reason, item)


def _said(error: Exception) -> str:
    """The system's own words, without the path."""
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return told or type(error).__name__
