"""Which container is read by what: by the suffix of its name, else by its first bytes.

Another container is one function here, one line in `READERS`, and one module.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.read.encoding import MOST_BYTES, decode, refuse_unreadable, repair
from dragoman.read.jsonl import STAGE, read_jsonl
from dragoman.read.text import read_text
from dragoman.records import Article, Failure, Moment

SNIFFED_BYTES = 4096
"""First bytes that tell containers apart."""

_PAGE = re.compile(rb"<!doctype\s+html|<(?:html|head|body|article|meta|title)\b", re.IGNORECASE)
_FIRST_TAG = re.compile(rb"<([A-Za-z][\w:.-]*)")
_NEWS = frozenset(
    b"rss feed rdf:rdf nitf newsitem newsmessage packageitem newsml sentences".split()
)
"""Outermost elements of news XML, in small letters."""
_MAIL = re.compile(rb"\A(?:[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_HEADS = (b"subject:", b"from:", b"message-id:", b"received:", b"return-path:")


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
    yield read_text(
        repair(decoded.text),
        id=named(source, data),
        published=source.published,
        source=source.file,
        notes=decoded.notes,
    )


def page_file(source: Source) -> Items:
    """A saved page: one report."""
    from dragoman.read.html import read_page

    data = whole(source)
    refuse_unreadable(data, source.file)
    yield read_page(data, id=named(source, data), published=source.published, source=source.file)


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
        source.stream, file=source.file, published=source.published, mapped=source.mapped
    )


def table_file(source: Source) -> Items:
    """CSV, or what else is parted by one mark."""
    from dragoman.read.rows import read_table

    return read_table(
        source.stream, file=source.file, published=source.published, mapped=source.mapped
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
    )


def parquet_file(source: Source) -> Items:
    """Parquet, which must be a file of its own."""
    from dragoman.read.rows import read_parquet

    if source.packed or source.file in (None, "-"):
        raise InputError("Parquet is read from a file of its own alone", source.file)
    assert source.file is not None
    return read_parquet(
        source.file, file=source.file, published=source.published, mapped=source.mapped
    )


def xml_file(source: Source) -> Items:
    """NITF, NewsML-G2, RSS, Atom, PETRARCH."""
    from dragoman.read.xml import read_xml

    data = whole(source)
    return read_xml(data, name=named(source, data), file=source.file, published=source.published)


def message_file(source: Source) -> Items:
    """One mail."""
    from dragoman.read.mail import read_message

    data = whole(source)
    if len(data) > MOST_BYTES:
        raise InputError(f"larger than {MOST_BYTES // 1_000_000} MB", source.file)
    yield read_message(data, name=named(source, data), file=source.file, published=source.published)


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
    yield read_pdf(data, name=named(source, data), file=source.file, published=source.published)


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
    return reader(replace(source, stream=stream, name=inner or source.name, packed=True))


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


READERS: dict[str, Reader] = {
    ".atom": xml_file,
    ".csv": table_file,
    ".eml": message_file,
    ".gz": gzip_file,
    ".htm": page_file,
    ".html": page_file,
    ".json": json_file,
    ".jsonl": jsonl_file,
    ".mbox": mailbox_file,
    ".ndjson": jsonl_file,
    ".parquet": parquet_file,
    ".pdf": pdf_file,
    ".rss": xml_file,
    ".text": text_file,
    ".tsv": tabs_file,
    ".txt": text_file,
    ".warc": warc_file,
    ".xhtml": page_file,
    ".xml": xml_file,
    ".zip": zip_file,
    ".zst": zstandard_file,
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
    head = source.stream.read(SNIFFED_BYTES)
    stream: BinaryIO = io.BufferedReader(_Joined(head, source.stream))  # type: ignore[type-var]
    return kind_of(head)(replace(source, stream=stream))


def kind_of(head: bytes) -> Reader:
    """The reader for what begins with these bytes."""
    for magic, reader in _MAGIC:
        if head.startswith(magic):
            return reader
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"[") and re.match(rb"\[\s*[{\]]", start):
        return json_file
    if start.startswith(b"{") and not start.startswith(b"{\\rtf"):
        return jsonl_file
    first = _FIRST_TAG.search(start[:2048]) if start.startswith(b"<") else None
    outer = first[1].lower() if first else b""
    if outer in _NEWS or (start.startswith(b"<?xml") and outer != b"html"):
        return xml_file
    if _PAGE.search(start[:2048]):
        return page_file
    mail = _MAIL.match(start)
    if mail and any(f"\n{h.decode()}".encode() in b"\n" + mail[0].lower() for h in _MAIL_HEADS):
        return message_file
    return text_file


_MAGIC: tuple[tuple[bytes, Reader], ...] = (
    (b"\x1f\x8b", gzip_file),
    (b"\x28\xb5\x2f\xfd", zstandard_file),
    (b"PK\x03\x04", zip_file),
    (b"%PDF-", pdf_file),
    (b"WARC/", warc_file),
    (b"PAR1", parquet_file),
    (b"From ", mailbox_file),
)


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
        yield from reader(source)
    except InputError as error:
        yield Failure(name, STAGE, error.reason, error.file or source.file, error.line)
    except (OSError, EOFError) as error:
        yield Failure(name, STAGE, f"cannot be read ({said(error)})", source.file)


def said(error: Exception) -> str:
    """The system's own words, without the path."""
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return told or type(error).__name__
