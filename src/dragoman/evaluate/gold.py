"""What a person says a text tells: gold documents, read from record-shaped JSON Lines.

A line is {"id", "text", "events": [...]} and, optional, "headline", "published". An event is
shaped as in the contract (`event_type`, `actors: [{span}]`, `trigger: {span}`, ...) or as in the
written corpus (`type`, `actor: [[start, end]]`, `trigger: [start, end]`); whatever it leaves out
is not scored.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.records import Span

SIDES = ("actor", "recipient", "place", "date", "speaker")


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event as a person coded it; `None` in a field means that it was not coded.

    `roles` maps "actor", "recipient", "place", "date", "speaker" to the spans of their fillers.
    """

    type: str
    trigger: Span | None
    mode: str | None = None
    status: str | None = None
    alleged: bool | None = None
    roles: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    has_mode: bool = True


@dataclass(frozen=True, slots=True)
class Gold:
    """A text with its events; `label` where the set only says what the whole text is about."""

    id: str
    text: str
    events: tuple[GoldEvent, ...] = ()
    published: str | None = None
    headline: str | None = None
    label: str | None = None
    actor: tuple[Span, ...] = ()
    recipient: tuple[Span, ...] = ()


def opened(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, object) of a JSON Lines file, gzipped or not. Raises `InputError` naming file
    and line for what cannot be read."""
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8") as stream
        ):
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, _object(line, path, number)
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise InputError(f"cannot be read: {error}", str(path)) from error


def _object(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise InputError(f"not JSON: {error}", str(path), number) from error
    if not isinstance(found, dict):
        raise InputError("not an object", str(path), number)
    return found


def read_gold(path: Path) -> Iterator[Gold]:
    """The gold documents of a file, or of all .jsonl files of a folder."""
    paths = sorted(path.glob("*.jsonl*")) if path.is_dir() else [path]
    if not paths:
        raise InputError("holds no .jsonl file", str(path))
    for each in paths:
        for number, record in opened(each):
            try:
                yield gold_of(record)
            except (KeyError, TypeError, ValueError, IndexError) as error:
                raise InputError(f"not shaped as gold: {error!r}", str(each), number) from error


def gold_of(record: Mapping[str, Any]) -> Gold:
    """A gold document from its record. Raises `KeyError` where id, text or a type is missing."""
    return Gold(
        id=str(record["id"]),
        text=record["text"],
        events=tuple(_event(event) for event in record.get("events", ())),
        published=record.get("published"),
        headline=record.get("headline"),
    )


def _event(event: Mapping[str, Any]) -> GoldEvent:
    trigger = event.get("trigger")
    return GoldEvent(
        type=event["event_type"] if "event_type" in event else event["type"],
        trigger=_span(trigger) if trigger else None,
        mode=event.get("mode"),
        has_mode="mode" in event,
        status=event.get("status"),
        alleged=event.get("alleged"),
        roles={role: tuple(spans) for role in SIDES if (spans := _role(event, role)) is not None},
    )


def _role(event: Mapping[str, Any], role: str) -> list[Span] | None:
    """The spans of a role under its own name or its plural; `None` where it is not given."""
    for name in (role, f"{role}s"):
        if name in event:
            value = event[name]
            values = value if isinstance(value, list) else [value]
            return [_span(one) for one in values if one]
    return None


def _span(value: Any) -> Span:
    """[start, end], or an object with `span`."""
    start, end = value["span"] if isinstance(value, Mapping) else value
    return Span(start, end)
