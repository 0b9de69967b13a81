"""WARC and WARC.gz, CC-NEWS included: every HTML response a report. Wants the extra `warc`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from dragoman.errors import InputError
from dragoman.read.encoding import MOST_BYTES
from dragoman.read.jsonl import STAGE
from dragoman.read.xml import moment_of_xml
from dragoman.records import Article, Failure, Moment

PANIC = "PanicException"
"""What a fault inside the Rust of fastwarc comes as; it is no `Exception`."""
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
        data = record.reader.read(MOST_BYTES + 1)
        refuse_unreadable(data, file)
        article = read_page(data, id=name, published=published, source=file)
    except InputError as error:
        yield Failure(name, STAGE, error.reason, file, number)
        return
    crawled = moment_of_xml(headers.get("WARC-Date"))
    notes = (*article.notes, f"crawled {crawled.value}") if crawled else article.notes
    yield replace(article, url=article.url or name, notes=notes)
