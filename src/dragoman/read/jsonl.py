"""JSON Lines -> articles: one object a line, {"id", "text"} and what else is known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from dragoman.errors import InputError
from dragoman.read.body import read_body
from dragoman.read.encoding import MOST_BYTES
from dragoman.read.original import original_of_line
from dragoman.read.times import published_moment
from dragoman.records import Article, Failure, Moment

STAGE = "read"


def read_jsonl(
    lines: BinaryIO,
    *,
    file: str | None = None,
    published: Moment | None = None,
    mapped: Mapping[str, str] | None = None,
) -> Iterator[Article | Failure]:
    """The reports of a JSON Lines stream in order; a bad line is a `Failure` naming it.

    Blank lines are skipped. A second record with the same id is a failure that names the line
    of the first: two reports under one id could not be told apart in the output. `mapped` says
    which key holds which field, where they go by other names.
    """
    first_lines: dict[str, int] = {}
    for number, raw in numbered_lines(lines):
        try:
            article = _article(raw, file, number, published, mapped or {})
        except InputError as error:
            yield Failure(
                id_of_line(raw, file, number), STAGE, error.reason, error.file, error.line
            )
            continue
        if article is None:
            continue
        earlier = first_lines.setdefault(article.id, number)
        if earlier != number:
            reason = f"the id {article.id!r} was given before, on line {earlier}"
            yield Failure(article.id, STAGE, reason, file, number)
        else:
            yield replace(article, original=original_of_line(raw))


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers from 1; of a line that is too long, `MOST_BYTES` + 1 bytes."""
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        yield number, line
        rest = line
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MOST_BYTES + 1)


def _article(
    raw: bytes,
    file: str | None,
    number: int,
    published: Moment | None,
    mapped: Mapping[str, str],
) -> Article | None:
    """The report of one line; None for a blank line."""
    record = checked_record(raw, file, number)
    if record is None:
        return None
    if mapped or "text" not in record:
        return _of_other_names(record, file, number, published, mapped)
    text = text_of(record, file, number)
    return read_body(
        text,
        id=record_id(record, text, file, number),
        headline=_optional(record, "headline", file, number) or _by_other_name(record, "headline"),
        published=_published(record, file, number) or _other_day(record) or published,
        publisher=_optional(record, "publisher", file, number),
        url=_optional(record, "url", file, number),
        language=_optional(record, "language", file, number),
        source=f"{file}:{number}" if file else None,
    )


def _by_other_name(record: dict[str, Any], field: str) -> str | None:
    """A field that the contract names otherwise ("title", "date"); None where it is no string."""
    from dragoman.read.rows import NAMES

    told = (record.get(name) for name in NAMES[field])
    return next((value.strip() for value in told if isinstance(value, str) and value.strip()), None)


def _other_day(record: dict[str, Any]) -> Moment | None:
    """The day by another name; None where there is none, or what stands there is no day."""
    value = None if record.get("published") else _by_other_name(record, "published")
    try:
        return published_moment(value, "record") if value else None
    except InputError:
        return None


def _of_other_names(
    record: dict[str, Any],
    file: str | None,
    number: int,
    published: Moment | None,
    mapped: Mapping[str, str],
) -> Article:
    """A record whose fields go by the names of other programs ("event_text", "pub_date")."""
    from dragoman.read.rows import article_of_row, columns_of

    try:
        fields = columns_of(list(record), mapped, file)
    except InputError as error:
        reason = error.reason if mapped else 'no "text"'
        raise InputError(reason, file, number) from error
    return article_of_row(record, fields, file=file, number=number, published=published)


def checked_record(raw: bytes, file: str | None, number: int) -> dict[str, Any] | None:
    """The object of one line; None for a blank line. Raises `InputError` for anything else."""
    if len(raw) > MOST_BYTES:
        raise InputError(f"a line above {MOST_BYTES // 1_000_000} MB", file, number)
    if number == 1:
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    return _record(raw, file, number) if raw.strip() else None


def text_of(record: dict[str, Any], file: str | None, number: int | None) -> str:
    """The text of a record, which must hold something."""
    text = record.get("text")
    if "text" not in record:
        raise InputError('no "text"', file, number)
    if not isinstance(text, str):
        raise InputError(f'"text" is {_kind(text)}, not a string', file, number)
    if not text.strip():
        raise InputError('"text" is empty', file, number)
    return text


def _record(raw: bytes, file: str | None, number: int) -> dict[str, Any]:
    try:
        record = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 (byte {error.start})", file, number) from error
    except json.JSONDecodeError as error:
        reason = f"not JSON: {error.msg} (character {error.colno})"
        raise InputError(reason, file, number) from error
    except (RecursionError, ValueError) as error:
        raise InputError(
            "not JSON that can be read: too deep or a number too long", file, number
        ) from error
    if not isinstance(record, dict):
        raise InputError(f"{_kind(record)}, not an object", file, number)
    return record


def record_id(record: dict[str, Any], text: str, file: str | None, number: int | None) -> str:
    """The record's id, a number as its digits; the text's hash where it has none."""
    given = record.get("id")
    if given is None:
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    if not isinstance(given, str) or not given.strip():
        raise InputError('"id" is not a name', file, number)
    return given


def _optional(record: dict[str, Any], name: str, file: str | None, number: int) -> str | None:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise InputError(f'"{name}" is {_kind(value)}, not a string', file, number)
    return value.strip() or None if value else None


def _published(record: dict[str, Any], file: str | None, number: int) -> Moment | None:
    value = _optional(record, "published", file, number)
    if value is None:
        return None
    try:
        return published_moment(value, "record")
    except InputError as error:
        raise InputError(f'"published": {error.reason}', file, number) from error


def id_of_line(raw: bytes, file: str | None, number: int) -> str:
    """The id of a line that failed, where it can be told."""
    try:
        record = json.loads(raw) if len(raw) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        record = None
    given = record.get("id") if isinstance(record, dict) else None
    return (
        str(given)
        if isinstance(given, str | int) and str(given).strip()
        else f"{file or '-'}:{number}"
    )


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    names = {dict: "an object", list: "a list", str: "a string", type(None): "null"}
    return names.get(type(value), "a number")
