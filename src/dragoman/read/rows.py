"""Records of named fields -> articles: the rows of CSV, TSV, Parquet and JSON.

A field is found under its own name or one of the names that other people's files give it (NGEC's
`event_text`, a crawl's `maintext`); `--map text=body` says which column is meant where none fits.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from dragoman.errors import InputError
from dragoman.read.body import read_body
from dragoman.read.encoding import MOST_BYTES
from dragoman.read.jsonl import STAGE, numbered_lines, record_id
from dragoman.read.linked import PageAt, gdelt_columns, is_gdelt, named_by
from dragoman.read.original import original, original_of_line, original_of_stream
from dragoman.read.times import moment_in, published_moment
from dragoman.records import Article, Failure, Moment, Original, OriginalOf

Mapped = Mapping[str, str]
"""Which column holds which field: {"text": "body"}."""

NAMES: dict[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "text": "text body content maintext article article_text event_text story story_text"
        " full_text fulltext raw_text",
        "headline": "headline title heading head",
        "published": "published date pubdate pub_date publication_date date_publish publish_date"
        " published_at datetime story_date sqldate",
        "publisher": "publisher source source_domain outlet sourcecommonname publication"
        " newspaper pub_name",
        "url": "url link source_url sourceurl uri href",
        "id": "id article_id doc_id docid story_id storyid guid uuid",
        "language": "language lang",
    }.items()
}
"""The fields of a report, each with the column names it goes by."""

_DIGITS = re.compile(r"\d{8}|\d{14}")
CHUNK = 1 << 16


def checked_map(pairs: Sequence[str]) -> Mapped:
    """The mapping of ``--map text=body,published=date``. Raises `InputError` for another field."""
    found: dict[str, str] = {}
    for pair in (part for given in pairs for part in given.split(",") if part.strip()):
        name, sign, column = (piece.strip() for piece in pair.partition("="))
        if not sign or not column or name not in NAMES:
            fields = ", ".join(NAMES)
            raise InputError(f"{pair.strip()!r} maps nothing: FIELD=COLUMN, a field of {fields}")
        found[name] = column
    return found


def columns_of(
    columns: Sequence[str], mapped: Mapped, file: str | None, *, linked: bool = False
) -> dict[str, str]:
    """Which of the columns is which field. Raises `InputError` where no text is among them, nor,
    where the linked pages are asked for, an address."""
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(_plain(column), column)
    found = {}
    for name, names in NAMES.items():
        if name in mapped:
            if mapped[name] not in columns:
                raise InputError(f"there is no column {mapped[name]!r}", file)
            found[name] = mapped[name]
            continue
        fitting = next((by_name[own] for own in names if own in by_name), None)
        if fitting is not None:
            found[name] = fitting
    if "text" not in found and not (linked and "url" in found):
        told = ", ".join(str(column) for column in columns)[:200]
        asked = "; --linked asks for the pages" if "url" in found else ""
        raise InputError(
            f"no column is the text (there are: {told}); say --map text=COLUMN{asked}", file
        )
    return found


def _plain(column: object) -> str:
    return str(column).strip().lower().replace(" ", "_").replace("-", "_")


@dataclass(slots=True)
class _Rows:
    """The rows of a file: where it is, what time is given, what reads the linked pages."""

    file: str | None
    published: Moment | None
    page: PageAt | None
    asked: set[str] = field(default_factory=set)

    def reports(
        self, row: Mapping[str, Any], fields: Mapping[str, str], number: int, told: Original
    ) -> Iterator[Article]:
        """The report of a row, or of the page it links to; a page is read once. Raises `InputError`
        for a row without either."""
        url = _value(row.get(fields.get("url", "")))
        if self.page is None or url is None or _value(row.get(fields.get("text", ""))):
            article = article_of_row(
                row, fields, file=self.file, number=number, published=self.published
            )
            yield replace(article, original=told)
        elif url not in self.asked:
            self.asked.add(url)
            day = _moment(_value(row.get(fields.get("published", ""))), self.file, number)
            publisher = _value(row.get(fields.get("publisher", "")))
            name = _value(row.get(fields.get("id", ""))) or url
            yield from named_by(self.page(url), name, day or self.published, publisher)


def article_of_row(
    row: Mapping[str, Any],
    fields: Mapping[str, str],
    *,
    file: str | None,
    number: int | None,
    published: Moment | None,
) -> Article:
    """The report of one row. Raises `InputError` for a row without text, or a date that is none."""
    told = {field: _value(row.get(column)) for field, column in fields.items()}
    text = told.get("text")
    if not text:
        raise InputError("the text is empty", file, number)
    given: dict[str, Any] = {"id": told["id"]} if told.get("id") else {}
    return read_body(
        text,
        id=record_id(given, text, file, number),
        headline=told.get("headline"),
        published=_moment(told.get("published"), file, number) or published,
        publisher=told.get("publisher"),
        url=told.get("url"),
        language=told.get("language"),
        source=f"{file}:{number}" if file and number else file,
    )


def _value(value: object) -> str | None:
    """The cell as a string; None for an empty one."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    told = value if isinstance(value, str) else getattr(value, "isoformat", value.__str__)()
    return told if told.strip() else None


def _moment(value: str | None, file: str | None, number: int | None) -> Moment | None:
    """An ISO date or time, digits as GDELT writes them, or a date in words."""
    if value is None:
        return None
    plain = value.strip()
    if _DIGITS.fullmatch(plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:8]}"
    try:
        return published_moment(plain.replace(" ", "T", 1), "record")
    except InputError as error:
        read = moment_in(value, "record")
        if read is None:
            raise InputError(f"the date {value!r} cannot be read", file, number) from error
        return read


def read_table(
    stream: BinaryIO,
    *,
    file: str | None,
    published: Moment | None,
    mapped: Mapped,
    delimiter: str | None = None,
    page: PageAt | None = None,
) -> Iterator[Article | Failure]:
    """The reports of a CSV or TSV file with a head line; a bad row is a `Failure` that names it.

    Without a delimiter given, it is the one of comma, semicolon, tab and bar that the head line
    has most of. The first row is the line after the head.
    """
    csv.field_size_limit(MOST_BYTES)
    row_lines: list[bytes] = []
    lines = _text_lines(stream, file, row_lines)
    head = next(lines, "")
    if not head.strip():
        raise InputError("the file is empty", file)
    mark = delimiter or max(",;\t|", key=head.count)
    reader = csv.reader(_chained(head, lines), delimiter=mark)
    try:
        columns, opening = _columns(next(reader))
        fields = columns_of(columns, mapped, file, linked=page is not None)
        rows = _Rows(file, published, page)
        if not opening:
            row_lines.clear()
        for cells in chain(opening, reader):
            told = original_of_line(b"".join(row_lines), OriginalOf.ROW)
            row_lines.clear()
            if not any(cell.strip() for cell in cells):
                continue
            number = reader.line_num
            row = dict(zip(columns, cells, strict=False))
            try:
                if any("\udc80" <= char <= "\udcff" for cell in cells for char in cell):
                    raise InputError("not UTF-8", file, number)
                yield from rows.reports(row, fields, number, told)
            except InputError as error:
                yield Failure(_name(row, fields, file, number), STAGE, error.reason, file, number)
    except csv.Error as error:
        raise InputError(f"not a table: {error}", file, reader.line_num) from error


def _columns(first: list[str]) -> tuple[list[str], list[list[str]]]:
    """The columns of a table, and the first row where it has no head line, as GDELT's events."""
    if is_gdelt(first):
        return gdelt_columns(len(first)), [first]
    return [column.lstrip("\ufeff") for column in first], []


def _name(row: Mapping[str, Any], fields: Mapping[str, str], file: str | None, number: int) -> str:
    given = _value(row.get(fields.get("id", ""), None))
    return given or f"{file or '-'}:{number}"


def _text_lines(stream: BinaryIO, file: str | None, read: list[bytes]) -> Iterator[str]:
    """The lines as text, each of them added to `read` as it stands."""
    for number, raw in numbered_lines(stream):
        if len(raw) > MOST_BYTES:
            raise InputError(f"a line above {MOST_BYTES // 1_000_000} MB", file, number)
        read.append(raw)
        yield raw.decode("utf-8", "surrogateescape")


def _chained(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield head
    yield from lines


def read_json(
    stream: BinaryIO,
    *,
    file: str | None,
    published: Moment | None,
    mapped: Mapped,
    page: PageAt | None = None,
) -> Iterator[Article | Failure]:
    """The reports of a JSON array, of one object, or of the first list of objects inside one."""
    number = 0
    rows = _Rows(file, published, page)
    for record, told in _records(stream, file):
        number += 1
        if not isinstance(record, dict):
            yield Failure(f"{file or '-'}:{number}", STAGE, "not an object", file, number)
            continue
        try:
            fields = columns_of(list(record), mapped, file, linked=page is not None)
            yield from rows.reports(record, fields, number, told)
        except InputError as error:
            name = str(record.get("id") or f"{file or '-'}:{number}")
            yield Failure(name, STAGE, error.reason, file, number)
    if not number:
        raise InputError("no report in it", file)


def _records(stream: BinaryIO, file: str | None) -> Iterator[tuple[Any, Original]]:
    """The members of an array one by one, each with its bytes' hash; memory holds one of them and a
    chunk."""
    first = stream.read(CHUNK)
    text = first.decode("utf-8-sig", "strict") if len(first) < CHUNK else None
    start = first.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start != b"[":
        data = first + stream.read(MOST_BYTES)
        if len(data) > MOST_BYTES:
            raise InputError(f"one JSON value above {MOST_BYTES // 1_000_000} MB", file)
        value = _loaded(text if text is not None else data.decode("utf-8-sig"), file)
        lists = (
            [v for v in value.values() if isinstance(v, list)] if isinstance(value, dict) else []
        )
        inner = next((v for v in lists if v and isinstance(v[0], dict)), None)
        told = original(data, OriginalOf.FILE)
        yield from ((each, told) for each in (inner if inner is not None else [value]))
        return
    yield from _members(first, stream, file)


def _loaded(text: str, file: str | None) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {str(error)[:80]}", file) from error


def _members(first: bytes, stream: BinaryIO, file: str | None) -> Iterator[tuple[Any, Original]]:
    import codecs

    decoder = json.JSONDecoder()
    more = codecs.getincrementaldecoder("utf-8-sig")("strict")
    buffer = more.decode(first).lstrip()[1:]
    wanted = CHUNK
    while True:
        buffer = buffer.lstrip(" \t\r\n,")
        if buffer.startswith("]"):
            return
        try:
            value, end = decoder.raw_decode(buffer) if buffer else (None, -1)
            if end >= 0 and (end < len(buffer) or not isinstance(value, int | float)):
                yield value, original(buffer[:end].encode(), OriginalOf.MEMBER)
                buffer, wanted = buffer[end:], CHUNK
                continue
        except RecursionError as error:
            raise InputError("JSON that is nested too deep", file) from error
        except ValueError:
            pass  # not whole yet
        if len(buffer) > MOST_BYTES:
            raise InputError(f"one JSON value above {MOST_BYTES // 1_000_000} MB", file)
        chunk = stream.read(wanted)
        wanted = min(wanted * 2, MOST_BYTES)
        if not chunk:
            raise InputError("the JSON array ends in the middle, or is broken there", file)
        try:
            buffer += more.decode(chunk)
        except UnicodeDecodeError as error:
            raise InputError("not UTF-8", file) from error


def read_parquet(
    path: str,
    *,
    file: str | None,
    published: Moment | None,
    mapped: Mapped,
    page: PageAt | None = None,
) -> Iterator[Article | Failure]:
    """The reports of a Parquet file, a thousand rows at a time. Wants the extra `parquet`."""
    try:
        import duckdb
    except ImportError as error:
        raise InputError("Parquet wants the extra: pip install dragoman[parquet]", file) from error
    try:
        with Path(path).open("rb") as stream:
            told = original_of_stream(stream)
        with duckdb.connect(config={"enable_external_access": True}) as base:
            found = base.execute("SELECT * FROM read_parquet(?)", [path])
            columns = [str(column[0]) for column in found.description or ()]
            fields = columns_of(columns, mapped, file, linked=page is not None)
            number = 0
            reports = _Rows(file, published, page).reports
            while rows := found.fetchmany(1000):
                for cells in rows:
                    number += 1
                    row = dict(zip(columns, cells, strict=True))
                    try:
                        yield from reports(row, fields, number, told)
                    except InputError as error:
                        name = _name(row, fields, file, number)
                        yield Failure(name, STAGE, error.reason, file, number)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0][:160]
        raise InputError(f"not Parquet that can be read: {reason}", file) from error
