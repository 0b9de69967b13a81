"""The outside formats by name: what `dragoman code --to` and `dragoman events --as` can write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dragoman.export import flat, ftm, gdelt, geojson, gexf, icews, phoenix, polecat
from dragoman.export.pairs import Reported
from dragoman.records import Event, Status

Lines = Callable[[Iterable[Reported]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of lines of text.

    `lines` gives them as the events come. `keeps_status` says that it has room for whether an
    event happened; the others get what did, and nothing that is only alleged. `beside` gives the
    lines of a second file for one event, where the format has one: its name in `second`.
    """

    lines: Lines
    keeps_status: bool
    second: str | None = None
    beside: Callable[[Reported], Iterator[str]] | None = None


FORMATS: Mapping[str, Format] = {
    "csv": Format(flat.csv_lines, True),
    "polecat": Format(polecat.lines, False),
    "icews": Format(icews.lines, False),
    "gdelt": Format(gdelt.event_lines, False, "mentions", gdelt.mention_rows),
    "phoenix": Format(phoenix.lines, False),
    "ftm": Format(ftm.lines, True),
    "geojson": Format(geojson.lines, True),
    "gexf": Format(gexf.lines, False),
}
"""All formats of text. Parquet is written by `export.parquet`, and keeps the status."""


def happened(event: Event) -> bool:
    """Whether the event is told as one that happened, by more than a claim."""
    return event.status is Status.ACTUAL and not event.alleged


@dataclass(slots=True)
class Sieve:
    """Lets through what a format may hold, and counts the rest by why it was left out."""

    every_status: bool
    left_out: Counter[str] = field(default_factory=Counter)

    def through(self, events: Iterable[Reported]) -> Iterator[Reported]:
        """The events that stay."""
        for told in events:
            if self.every_status or happened(told.event):
                yield told
            else:
                status = told.event.status
                self.left_out["alleged" if status is Status.ACTUAL else status.value] += 1

    def said(self, form: str) -> str:
        """What was left out, in words; "" for nothing."""
        if not self.left_out:
            return ""
        parts = ", ".join(f"{count} {why}" for why, count in sorted(self.left_out.items()))
        total = self.left_out.total()
        return (
            f"{total} event{'' if total == 1 else 's'} left out: {form} has no column for the "
            f"status ({parts}); --every-status writes all"
        )


def lines(events: Iterable[Reported], form: str, *, every_status: bool = False) -> Iterator[str]:
    """The events in a format of `FORMATS`, line by line, without line ends.

    Without `every_status`, formats that cannot tell the status get only events that happened.
    Raises `KeyError` for another name.
    """
    chosen = FORMATS[form]
    sieve = Sieve(every_status or chosen.keeps_status)
    return chosen.lines(sieve.through(events))
