"""WARC and WARC.gz, CC-NEWS included: every HTML response a report. Wants the extra `warc`."""

from __future__ import annotations

import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from dragoman.errors import InputError
from dragoman.read.encoding import MOST_BYTES
from dragoman.read.jsonl import STAGE
from dragoman.read.original import with_original
from dragoman.read.xml import moment_of_xml
from dragoman.records import Article, Failure, Moment, OriginalOf

PANIC = "PanicException"
"""What a fault inside the Rust of fastwarc comes as; it is no `Exception`."""
GZIP = b"\x1f\x8b"
GZIP_OR_ZLIB = 47
"""What `zlib` calls a stream of either kind, told by its head."""
_CHUNK = re.compile(rb"(?:\r\n)?([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r\n")
_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(
    stream: BinaryIO, *, file: str | None, published: Moment | None
) -> Iterator[Article | Failure]:
    """The pages of a WARC file, one at a time. A page without its own date has none: the day of
    the crawl is no day of publication, and stands in a note."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise InputError("WARC wants the extra: pip install dragoman[warc]", file) from error
    number = 0
    with _seekable(stream) as archive:
        try:
            for record in ArchiveIterator(archive, record_types=WarcRecordType.response):
                number += 1
                yield from _page(record, number, file, published)
        except (OSError, ValueError, RuntimeError, EOFError) as error:
            reason = f"the archive breaks off after record {number} ({error})"
            raise InputError(reason, file) from error
        except BaseException as error:
            if type(error).__name__ != PANIC:
                raise
            raise InputError(f"the archive is broken after record {number}", file) from error
    if not number:
        raise InputError("no response record in it", file)


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream, or, where it cannot go back (a pipe), a copy of it on the disk."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield copy


def _unpacked(record: Any, file: str | None) -> bytes:
    """The body of an answer, put together and unpacked where the server sent it so. Crawlers often
    store it plain and leave the header, so what cannot be unpacked is taken as it is."""
    data: bytes = record.reader.read(MOST_BYTES + 1)
    told = {str(k).lower(): str(v).lower() for k, v in record.http_headers or ()}
    if "chunked" in told.get("transfer-encoding", ""):
        data = _joined(data)
    packed = told.get("content-encoding", "")
    if data.startswith(GZIP) or packed in ("gzip", "x-gzip", "deflate"):
        unpack = zlib.decompressobj(wbits=GZIP_OR_ZLIB)
        try:
            plain = unpack.decompress(data, MOST_BYTES + 1)
        except zlib.error:
            return data
        if not unpack.eof and len(plain) <= MOST_BYTES:
            raise InputError("its packed body is cut off in the middle", file)
        return plain
    return data


def _joined(data: bytes) -> bytes:
    """The chunks of an answer as one; the data as they are where they are no chunks."""
    found: list[bytes] = []
    at = 0
    while head := _CHUNK.match(data, at):
        size = int(head[1], 16)
        if not size:
            return b"".join(found)
        found.append(data[head.end() : head.end() + size])
        at = head.end() + size
    return b"".join(found) if at >= len(data) and found else data


def _page(
    record: Any, number: int, file: str | None, published: Moment | None
) -> Iterator[Article | Failure]:
    from dataclasses import replace

    from dragoman.read.encoding import refuse_unreadable
    from dragoman.read.html import read_page

    headers = record.headers
    name = headers.get("WARC-Target-URI") or f"{file or '-'}#{number}"
    kind = (record.http_content_type or "").lower() if record.http_headers else ""
    if kind and not kind.startswith(_PAGES):
        return
    try:
        data = _unpacked(record, file)
        refuse_unreadable(data, file)
        article = read_page(data, id=name, published=published, source=file)
    except InputError as error:
        yield Failure(name, STAGE, error.reason, file, number)
        return
    crawled = moment_of_xml(headers.get("WARC-Date"))
    notes = (*article.notes, f"crawled {crawled.value}") if crawled else article.notes
    told = replace(article, url=article.url or name, notes=notes)
    yield with_original(told, data, OriginalOf.RECORD)
