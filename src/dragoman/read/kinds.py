"""Which container is read by what: by the suffix of its name, else by its first bytes.

Another container is one function here, one line in `READERS`, and one module.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.read.encoding import MOST_BYTES, decode, refuse_unreadable, repair
from dragoman.read.jsonl import STAGE, read_jsonl
from dragoman.read.linked import PageAt, pages_of_entry
from dragoman.read.original import original, with_original
from dragoman.read.several import split
from dragoman.read.sniffing import kind_in, mended
from dragoman.read.text import read_text
from dragoman.records import Article, Failure, Moment, OriginalOf

SNIFFED_BYTES = 4096
"""First bytes that tell containers apart."""


@dataclass(frozen=True, slots=True)
class Source:
    """An open input: its bytes, the name it goes by, its path, the publication time given, and
    which column is which field."""

    stream: BinaryIO
    name: str
    file: str | None
    published: Moment | None
    mapped: Mapping[str, str] = field(default_factory=dict)
    packed: bool = False
    page: PageAt | None = None
    """What reads the page at an address, where the linked pages are asked for."""


Items = Iterator[Article | Failure]
Reader = Callable[[Source], Items]


def whole(source: Source) -> bytes:
    """All bytes; one more than allowed is enough to refuse."""
    return source.stream.read(MOST_BYTES + 1)


def named(source: Source, data: bytes) -> str:
    """The name of a report that is all of its input."""
    return source.name or hashlib.sha256(data).hexdigest()[:16]


def text_file(source: Source) -> Items:
    """Plain text: one report."""
    data = whole(source)
    decoded = decode(data, file=source.file)
    article = read_text(
        repair(decoded.text),
        id=named(source, data),
        published=source.published,
        source=source.file,
        notes=decoded.notes,
    )
    yield from split(with_original(article, data))


def page_file(source: Source) -> Items:
    """A saved page: one report."""
    from dragoman.read.html import read_page

    data = whole(source)
    refuse_unreadable(data, source.file)
    article = read_page(
        data, id=named(source, data), published=source.published, source=source.file
    )
    yield from split(with_original(article, data))


def jsonl_file(source: Source) -> Items:
    """JSON Lines: a report a line."""
    found = False
    items = read_jsonl(
        source.stream, file=source.file, published=source.published, mapped=source.mapped
    )
    for item in items:
        found = True
        yield item
    if not found:
        raise InputError("the file is empty", source.file)


def json_file(source: Source) -> Items:
    """A JSON array, or one object."""
    from dragoman.read.rows import read_json

    return read_json(
        source.stream,
        file=source.file,
        published=source.published,
        mapped=source.mapped,
        page=source.page,
    )


def table_file(source: Source) -> Items:
    """CSV, or what else is parted by one mark."""
    from dragoman.read.rows import read_table

    return read_table(
        source.stream,
        file=source.file,
        published=source.published,
        mapped=source.mapped,
        page=source.page,
    )


def tabs_file(source: Source) -> Items:
    """TSV."""
    from dragoman.read.rows import read_table

    return read_table(
        source.stream,
        file=source.file,
        published=source.published,
        mapped=source.mapped,
        delimiter="\t",
        page=source.page,
    )


def parquet_file(source: Source) -> Items:
    """Parquet, which must be a file of its own."""
    from dragoman.read.rows import read_parquet

    if source.packed or source.file in (None, "-"):
        raise InputError("Parquet is read from a file of its own alone", source.file)
    assert source.file is not None
    return read_parquet(
        source.file,
        file=source.file,
        published=source.published,
        mapped=source.mapped,
        page=source.page,
    )


def xml_file(source: Source) -> Items:
    """NITF, NewsML-G2, RSS, Atom, PETRARCH."""
    from dragoman.read.xml import read_xml

    data = whole(source)
    told = original(data, OriginalOf.FILE)
    items = read_xml(data, name=named(source, data), file=source.file, published=source.published)
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif source.page is not None and item.url is not None:
            yield from pages_of_entry(item, source.page, STAGE)
        else:
            yield replace(item, original=told)


def message_file(source: Source) -> Items:
    """One mail."""
    from dragoman.read.mail import read_message

    data = whole(source)
    if len(data) > MOST_BYTES:
        raise InputError(f"larger than {MOST_BYTES // 1_000_000} MB", source.file)
    article = read_message(
        data, name=named(source, data), file=source.file, published=source.published
    )
    yield from split(with_original(article, data))


def mailbox_file(source: Source) -> Items:
    """An mbox of mails."""
    from dragoman.read.mail import read_mailbox

    return read_mailbox(
        source.stream, name=source.name, file=source.file, published=source.published
    )


def warc_file(source: Source) -> Items:
    """WARC, packed or not."""
    from dragoman.read.warc import read_warc

    return read_warc(source.stream, file=source.file, published=source.published)


def pdf_file(source: Source) -> Items:
    """PDF: one report."""
    from dragoman.read.pdf import read_pdf

    data = whole(source)
    if len(data) > MOST_BYTES:
        raise InputError(f"larger than {MOST_BYTES // 1_000_000} MB", source.file)
    article = read_pdf(data, name=named(source, data), file=source.file, published=source.published)
    yield from split(with_original(article, data))


def gzip_file(source: Source) -> Items:
    """What the name inside says: `news.jsonl.gz` is JSON Lines."""
    from dragoman.read.packed import unzipped_gzip

    return _unpacked(source, unzipped_gzip(source.stream, source.file or source.name))


def zstandard_file(source: Source) -> Items:
    """As gzip."""
    from dragoman.read.packed import unpacked_zstandard

    return _unpacked(source, unpacked_zstandard(source.stream, source.file or source.name))


def _unpacked(source: Source, stream: BinaryIO) -> Items:
    if source.packed:
        raise InputError("an archive inside an archive is not opened", source.file)
    inner = PurePosixPath(source.name).stem if source.name else ""
    reader = reader_for(inner)
    if isinstance(reader, str):
        raise InputError(reader, source.file)
    own = replace(source, stream=stream, name=inner or source.name, packed=True)
    return kinded(reader, own)


def zip_file(source: Source) -> Items:
    """Every file of the archive that is of a kind that is read."""
    from dragoman.read.packed import entries_of_zip

    if source.packed:
        raise InputError("an archive inside an archive is not opened", source.file)
    stream = source.stream
    if not stream.seekable():
        stream = io.BytesIO(whole(source))
    found = False
    for name, inner in entries_of_zip(stream, source.file or source.name):
        path = PurePosixPath(name)
        if path.name.startswith(".") or "__MACOSX" in path.parts:
            continue
        found = True
        own = f"{source.name}/{name}" if source.name else name
        file = f"{source.file}/{name}" if source.file else name
        if isinstance(inner, InputError):
            yield Failure(own, STAGE, inner.reason, file)
            continue
        reader = reader_for(name)
        if isinstance(reader, str):
            yield Failure(own, STAGE, reader, file)
            continue
        yield from guarded(reader, replace(source, stream=inner, name=own, file=file, packed=True))
    if not found:
        raise InputError("no report in this archive", source.file)


KINDS: dict[str, Reader] = {
    "csv": table_file,
    "gzip": gzip_file,
    "html": page_file,
    "json": json_file,
    "jsonl": jsonl_file,
    "mail": message_file,
    "mbox": mailbox_file,
    "parquet": parquet_file,
    "pdf": pdf_file,
    "text": text_file,
    "tsv": tabs_file,
    "warc": warc_file,
    "xml": xml_file,
    "zip": zip_file,
    "zstandard": zstandard_file,
}
"""Kind and its reader."""

_NAMES = {reader: kind for kind, reader in KINDS.items()}

READERS: dict[str, Reader] = {
    suffix: KINDS[kind]
    for kind, suffixes in {
        "csv": ".csv",
        "gzip": ".gz",
        "html": ".htm .html .xhtml",
        "json": ".json",
        "jsonl": ".jsonl .ndjson",
        "mail": ".eml",
        "mbox": ".mbox",
        "parquet": ".parquet",
        "pdf": ".pdf",
        "text": ".text .txt",
        "tsv": ".tsv",
        "warc": ".warc",
        "xml": ".atom .rss .xml",
        "zip": ".zip",
        "zstandard": ".zst",
    }.items()
    for suffix in suffixes.split()
}
"""Suffix and its reader."""


def reader_for(name: str) -> Reader | str:
    """The reader for a name, by its first bytes where it has no suffix; else why there is none."""
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    if suffix == ".gz" and PurePosixPath(path.stem).suffix.lower() == ".warc":
        return warc_file
    reader = READERS.get(suffix)
    if reader is not None:
        return reader
    if not suffix:
        return sniffed
    return f"unknown kind of file {suffix}; read are {', '.join(READERS)}"


def sniffed(source: Source) -> Items:
    """An input without a suffix, by its first bytes; plain text where nothing else fits."""
    head, stream = _looked_at(source.stream)
    return kind_of(head)(replace(source, stream=stream))


def kind_of(head: bytes) -> Reader:
    """The reader for what begins with these bytes."""
    return KINDS[kind_in(head)]


def kinded(reader: Reader, source: Source) -> Items:
    """What the reader gives, each report with the kind its name declares and the kind its first
    bytes speak for; read as `mended` says."""
    head, stream = _looked_at(source.stream)
    own = replace(source, stream=stream)
    declared = _NAMES.get(reader)
    sound = KINDS[mended(declared, head)] if declared else reader
    for item in sound(own):
        if isinstance(item, Failure) or item.original is None or item.original.sniffed is not None:
            yield item
            continue
        kinds = replace(item.original, declared=declared, sniffed=kind_in(head))
        yield replace(item, original=kinds)


def _looked_at(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes, and the stream from its start. A file is wound back, for what is packed in
    it is found by place; where the stream breaks at once, its reader says how."""
    if stream.seekable():
        start = stream.tell()
        head = stream.read(SNIFFED_BYTES)
        stream.seek(start)
        return head, stream
    head = stream.read(SNIFFED_BYTES)
    joined: BinaryIO = io.BufferedReader(_Joined(head, stream))  # type: ignore[type-var]
    return head, joined


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


def guarded(reader: Reader, source: Source) -> Items:
    """What a reader gives; its error is a `Failure` in that place."""
    name = source.name or source.file or "-"
    try:
        yield from kinded(reader, source)
    except InputError as error:
        yield Failure(name, STAGE, error.reason, error.file or source.file, error.line)
    except (OSError, EOFError) as error:
        yield Failure(name, STAGE, f"cannot be read ({said(error)})", source.file)


def said(error: Exception) -> str:
    """The system's own words, without the path."""
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return told or type(error).__name__
