"""The flat table of events: one row an event, one readable column for every field.

CSV and Parquet hold the same columns; a list is joined by " | " in CSV and native in Parquet.
Members of lists about actors stand at the same place in each: the second of `actor_codes` is that
of the second of `actor_names`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.export.cells import cell, joined
from dragoman.export.pairs import Reported
from dragoman.records import Actor, Attribution, Event, Span

Cell = str | int | float | bool | None | list[str] | list[int]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type it has in Parquet, and how it is read off an event."""

    name: str
    type: str
    value: Callable[[Reported], Cell]


def _of(read: Callable[[Event], object]) -> Callable[[Reported], Cell]:
    """A column that a field of the event gives."""

    def value(told: Reported) -> Cell:
        found = read(told.event)
        return found if found is None or isinstance(found, int | float) else cell(found)

    return value


def _list(read: Callable[[Event], Iterable[object]]) -> Callable[[Reported], Cell]:
    return lambda told: [cell(value) for value in read(told.event)]


def _span(span: Span | None) -> str:
    return "" if span is None else f"{span.start}-{span.end}"


def _parties(name: str, side: Callable[[Event], Sequence[Actor]]) -> list[Column]:
    """The columns of one side."""
    fields: dict[str, Callable[[Actor], object]] = {
        "names": lambda actor: actor.name,
        "countries": lambda actor: actor.country,
        "sectors": lambda actor: actor.sector,
        "codes": lambda actor: actor.code,
        "offices": lambda actor: actor.office,
        "ids": lambda actor: actor.entity_id,
        "known": lambda actor: "true" if actor.known else "false",
        "texts": lambda actor: actor.text,
        "spans": lambda actor: _span(actor.span),
    }
    return [Column(f"{name}_{of}", "VARCHAR[]", _field(side, read)) for of, read in fields.items()]


def _field(
    side: Callable[[Event], Sequence[Actor]], read: Callable[[Actor], object]
) -> Callable[[Reported], Cell]:
    return _list(lambda event: (read(actor) for actor in side(event)))


def _said(read: Callable[[Attribution], object]) -> Callable[[Reported], Cell]:
    return _list(lambda event: (read(a) for a in event.attributions))


def _sentence(told: Reported) -> Cell:
    return cell(told.article.words(told.event.sentence_span)) if told.article else None


COLUMNS: tuple[Column, ...] = (
    Column("id", "VARCHAR", _of(lambda e: e.id)),
    Column("article_id", "VARCHAR", _of(lambda e: e.article_id)),
    Column("url", "VARCHAR", _of(lambda e: e.url)),
    Column("publisher", "VARCHAR", _of(lambda e: e.publisher)),
    Column("published", "VARCHAR", _of(lambda e: e.published)),
    Column("event_type", "VARCHAR", _of(lambda e: e.event_type.value)),
    Column("mode", "VARCHAR", _of(lambda e: e.mode)),
    Column("contexts", "VARCHAR[]", _list(lambda e: e.contexts)),
    Column("quad", "INTEGER", _of(lambda e: e.quad)),
    Column("score", "DOUBLE", _of(lambda e: e.score)),
    Column("cameo", "VARCHAR", _of(lambda e: e.cameo)),
    Column("goldstein", "DOUBLE", _of(lambda e: e.goldstein)),
    *_parties("actor", lambda e: e.actors),
    *_parties("recipient", lambda e: e.recipients),
    Column("status", "VARCHAR", _of(lambda e: e.status.value)),
    Column("alleged", "BOOLEAN", _of(lambda e: e.alleged)),
    Column("speakers", "VARCHAR[]", _said(lambda a: a.speaker.name if a.speaker else None)),
    Column("speaker_codes", "VARCHAR[]", _said(lambda a: a.speaker.code if a.speaker else None)),
    Column("carriers", "VARCHAR[]", _said(lambda a: a.carrier.name if a.carrier else None)),
    Column("cues", "VARCHAR[]", _said(lambda a: a.cue)),
    Column("quotes", "VARCHAR[]", _said(lambda a: a.quote.value if a.quote else None)),
    Column("stances", "VARCHAR[]", _said(lambda a: a.stance.value)),
    Column("claim_spans", "VARCHAR[]", _said(lambda a: _span(a.span))),
    Column("date", "VARCHAR", _of(lambda e: e.date and e.date.value)),
    Column("date_end", "VARCHAR", _of(lambda e: e.date and e.date.end)),
    Column("date_text", "VARCHAR", _of(lambda e: e.date and e.date.text)),
    Column("date_basis", "VARCHAR", _of(lambda e: e.date and e.date.basis.value)),
    Column("place", "VARCHAR", _of(lambda e: e.place and e.place.name)),
    Column("place_text", "VARCHAR", _of(lambda e: e.place and e.place.text)),
    Column("place_country", "VARCHAR", _of(lambda e: e.place and e.place.country)),
    Column("place_admin1", "VARCHAR", _of(lambda e: e.place and e.place.admin1)),
    Column("geonames_id", "BIGINT", _of(lambda e: e.place and e.place.geonames_id)),
    Column("lat", "DOUBLE", _of(lambda e: e.place and e.place.lat)),
    Column("lon", "DOUBLE", _of(lambda e: e.place and e.place.lon)),
    Column("place_precision", "VARCHAR", _of(lambda e: e.place and e.place.precision)),
    Column("place_basis", "VARCHAR", _of(lambda e: e.place and e.place.basis)),
    Column("trigger", "VARCHAR", _of(lambda e: e.trigger_text)),
    Column("trigger_span", "VARCHAR", _of(lambda e: _span(e.trigger))),
    Column("mention_parts", "VARCHAR[]", _list(lambda e: (m.part.value for m in e.mentions))),
    Column("mention_sentences", "INTEGER[]", lambda t: [m.sentence for m in t.event.mentions]),
    Column(
        "mention_triggers", "VARCHAR[]", _list(lambda e: (_span(m.trigger) for m in e.mentions))
    ),
    Column("sentence", "INTEGER", _of(lambda e: e.sentence)),
    Column("sentence_span", "VARCHAR", _of(lambda e: _span(e.sentence_span))),
    Column("sentence_text", "VARCHAR", _sentence),
    Column("confidence", "DOUBLE", _of(lambda e: e.confidence)),
    Column("confidence_type", "DOUBLE", _of(lambda e: e.confidences.get("event_type"))),
    Column("confidence_actors", "DOUBLE", _of(lambda e: e.confidences.get("actors"))),
    Column("confidence_recipients", "DOUBLE", _of(lambda e: e.confidences.get("recipients"))),
    Column("why", "VARCHAR[]", _list(lambda e: e.why)),
    Column("version", "VARCHAR", _of(lambda e: e.version)),
)
"""Every column, in order."""


def csv_lines(events: Iterable[Reported]) -> Iterator[str]:
    """The table as CSV (RFC 4180, comma, UTF-8), head line first, without line ends."""
    yield csv_line([column.name for column in COLUMNS])
    for told in events:
        yield csv_line([as_text(column.value(told)) for column in COLUMNS])


def csv_line(cells: Sequence[str]) -> str:
    """One line of CSV, quoted where it must be."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def as_text(value: Cell) -> str:
    """A value of the flat table as a cell of text."""
    if isinstance(value, list):
        return joined(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return cell(value)
