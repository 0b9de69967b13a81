"""The command ``dragoman compare``: our events beside those of another data set."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.foreign.compare import Comparison, Read, Shared, Side
    from dragoman.records import ForeignEvent

KINDS = ("dragoman", "polecat", "icews", "gdelt", "phoenix")
MOST_PAIRS = 20
MOST_MONTHS = 24
FAILURES_NAMED = 20


@click.command()
@click.argument("ours")
@click.argument("theirs")
@click.option("--ours-is", type=click.Choice(KINDS), help="What OURS is, where it is not told.")
@click.option("--theirs-is", type=click.Choice(KINDS), help="What THEIRS is, likewise.")
@click.option(
    "--every-status",
    is_flag=True,
    help="Count events of ours that did not happen or are only alleged, too.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
def compare(
    ours: str,
    theirs: str,
    ours_is: str | None,
    theirs_is: str | None,
    every_status: bool,
    as_json: bool,
) -> None:
    """Our events beside those of POLECAT, ICEWS, GDELT or Phoenix, or of another run.

    OURS and THEIRS are each JSON Lines of dragoman or a file of theirs, plain, .gz or .zip; the
    first line tells which. Either may be a store: its merged events, or with --theirs-is icews
    those of ICEWS in it.
    """
    from dragoman.foreign.compare import compare as compare_files

    try:
        with ExitStack() as stores:
            found = compare_files(
                _reader(ours, ours_is, stores),
                _reader(theirs, theirs_is, stores),
                every_status=every_status,
            )
    except InputError as error:
        raise click.ClickException(str(error)) from error
    _name_failures(found)
    if as_json:
        click.echo(json.dumps(_as_json(found), ensure_ascii=False))
    else:
        for line in _told(found, Path(ours).name, Path(theirs).name):
            click.echo(line)
    if found.ours.failures or found.theirs.failures:
        sys.exit(1)


def _reader(place: str, kind: str | None, stores: ExitStack) -> Read:
    """What reads a file from its beginning, or a store, which stays open with `stores`."""
    from dragoman.foreign.files import read_events
    from dragoman.store import Store, is_store

    if not is_store(place):
        if not Path(place).is_file():
            raise click.UsageError(f"there is no file {place}")
        return lambda: read_events(place, kind)
    store = stores.enter_context(Store(place, read_only=True))
    return lambda: store.foreign(kind or "dragoman")


def _name_failures(found: Comparison) -> None:
    for side in (found.ours, found.theirs):
        for failure in side.failures[:FAILURES_NAMED]:
            click.echo(f"{failure.file}:{failure.line}: {failure.reason}", err=True)
        more = len(side.failures) - FAILURES_NAMED
        if more > 0:
            click.echo(f"{side.failures[0].file}: {more} more lines failed", err=True)


def _told(found: Comparison, ours: str, theirs: str) -> Iterable[str]:
    """The whole comparison in lines."""
    one, other = found.ours, found.theirs
    yield f"{'':24}{'ours':>12}{'theirs':>12}"
    yield f"{'file':24}{ours[-11:]:>12}{theirs[-11:]:>12}"
    for name, of in (("events", "events"), ("without a PLOVER type", "untyped")):
        yield f"{name:24}{getattr(one, of):12}{getattr(other, of):12}"
    yield f"{'without a day':24}{one.undated:12}{other.undated:12}"
    yield f"{'not told as happened':24}{one.left_out:12}{other.left_out:12}"
    yield f"{'lines that failed':24}{len(one.failures):12}{len(other.failures):12}"
    yield from _table("type", one.types, other.types, 16)
    yield from _table("month", one.months, other.months, MOST_MONTHS, by_name=True)
    pairs = [Counted({f"{a} > {r}": n for (a, r), n in s.pairs.items()}) for s in (one, other)]
    yield from _table("pair", pairs[0], pairs[1], MOST_PAIRS)
    yield from _correlations(found)
    yield from _shares("theirs that ours has too", found.theirs_in_ours)
    yield from _shares("ours that theirs has too", found.ours_in_theirs)


class Counted(dict[str, int]):
    """Counts by name; 0 for a name that is not there."""

    def __missing__(self, key: str) -> int:
        return 0


def _table(
    name: str,
    one: Mapping[str, int],
    other: Mapping[str, int],
    most: int,
    *,
    by_name: bool = False,
) -> Iterable[str]:
    """Counts of both by a name; the most frequent first, or by name with the last kept."""
    names = sorted({*one, *other})
    if not by_name:
        names.sort(key=lambda key: -max(one.get(key, 0), other.get(key, 0)))
    shown = names[-most:] if by_name else names[:most]
    yield ""
    yield f"{name}" + (f" ({len(shown)} of {len(names)})" if len(shown) < len(names) else "")
    for key in shown:
        yield f"  {key:22}{one.get(key, 0):12}{other.get(key, 0):12}"


def _correlations(found: Comparison) -> Iterable[str]:
    yield ""
    yield f"correlation of monthly counts over {len(found.months)} months of both"
    for name, value in found.correlations.items():
        yield f"  {name:22}{_figure(value):>12}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _shares(name: str, shared: Shared) -> Iterable[str]:
    """One way: the share, and examples of what the other lacks."""
    yield ""
    share = "-" if shared.share is None else f"{100 * shared.share:.1f} %"
    yield f"{name}: {shared.found} of {shared.looked_at} in the days of both ({share})"
    if shared.own:
        yield "  not there, for example:"
    for event in shared.own:
        yield f"  {event_in_words(event)}"


def event_in_words(event: ForeignEvent) -> str:
    """ "2024-06-19 CONSULT visit: Vladimir Putin (RUSGOV) > North Korea (PRKGOV) [x.tsv:7]"."""
    kind = event.event_type.value if event.event_type else f"CAMEO {event.cameo}"
    sides = [
        ", ".join(f"{party.name} ({party.code})" for party in side) or "---"
        for side in (event.actors, event.recipients)
    ]
    place = f" in {event.place.name}" if event.place and event.place.name else ""
    mode = f" {event.mode}" if event.mode else ""
    where = f"{Path(event.file).name}:{event.line}" if event.file else event.id
    return f"{event.date} {kind}{mode}: {' > '.join(sides)}{place} [{where}]"


def _as_json(found: Comparison) -> dict[str, Any]:
    return {
        "ours": _side(found.ours),
        "theirs": _side(found.theirs),
        "months_of_both": list(found.months),
        "correlations": found.correlations,
        "theirs_in_ours": _share(found.theirs_in_ours),
        "ours_in_theirs": _share(found.ours_in_theirs),
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "events": side.events,
        "untyped": side.untyped,
        "undated": side.undated,
        "left_out": side.left_out,
        "failures": [{"file": f.file, "line": f.line, "reason": f.reason} for f in side.failures],
        "types": dict(side.types),
        "months": dict(sorted(side.months.items())),
        "pairs": [
            {"actor": a, "recipient": r, "events": n} for (a, r), n in side.pairs.most_common()
        ],
    }


def _share(shared: Shared) -> dict[str, Any]:
    return {
        "looked_at": shared.looked_at,
        "found": shared.found,
        "share": shared.share,
        "not_there": [{"id": e.id, "line": e.line, "told": event_in_words(e)} for e in shared.own],
    }
