"""Events in the columns of Phoenix: 26, tab separated, no head line.

Source: `postprocess.py` of openeventdata/phoenix_pipeline, which also gives the quad classes (0 to
4). A row is a pair; the parties of a mutual act stand once in each pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.coding.ontology import load_ontology
from dragoman.export.cells import cell, day_of, number, row
from dragoman.export.pairs import Pair, Reported, pairs
from dragoman.foreign.codes import agents, cameo_code, load_codes
from dragoman.records import Actor, Event, EventPlace

COLUMNS = (
    "id story_date year month day source source_root source_agent source_others target "
    "target_root target_agent target_others code root_code quad_class goldstein issues lat lon "
    "placeName stateName countryName sentence_ids urls sources"
).split()
AGENTS = frozenset("GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL".split())
"""The agents that have a column of their own; the others stand in `others`."""
QUADS = {
    **dict.fromkeys(("01", "02"), 0),
    **dict.fromkeys(("03", "04", "05"), 1),
    **dict.fromkeys(("06", "07", "08"), 2),
    **dict.fromkeys(("09", "10", "11", "12", "13", "16"), 3),
    **dict.fromkeys(("14", "15", "17", "18", "19", "20"), 4),
}


def lines(events: Iterable[Reported]) -> Iterator[str]:
    """The file's lines."""
    for told in events:
        both = pairs(told.event)
        for number_, pair in enumerate(both, start=1):
            id = told.event.id if len(both) == 1 else f"{told.event.id}_{number_}"
            yield row(_cells(id, told.event, pair))


def _cells(id: str, event: Event, pair: Pair) -> Sequence[object]:
    day = day_of(event) or ""
    code = load_ontology().leaf(event.cameo)
    leaf = code.code if code else event.cameo or ""
    return (
        id,
        day.replace("-", ""),
        day[:4],
        day[5:7],
        day[8:10],
        *_actor(pair[0]),
        *_actor(pair[1]),
        leaf,
        leaf[:2],
        QUADS.get(leaf[:2], ""),
        number(event.goldstein),
        ";".join(f"{context},1" for context in event.contexts),
        *_place(event.place),
        f"{_plain(event.article_id)}_{event.sentence + 1}",
        _plain(event.url),
        _plain(event.publisher),
    )


def _plain(value: str | None) -> str:
    """A member of a list that is parted by semicolons."""
    return cell(value).replace(";", ",")


def _actor(actor: Actor | None) -> tuple[str, str, str, str]:
    """The whole code, its root, its agent and the rest."""
    if actor is None:
        return "", "", "", ""
    codes = load_codes()
    country, group = codes.country(actor.country), codes.groups.get(actor.country)
    code = cameo_code(actor)
    root = country.iso3 if country else group.cameo[:3] if group else ""
    more = group.cameo[3:] if group else ""
    kinds = [*(more[i : i + 3] for i in range(0, len(more), 3)), *agents(actor)]
    agent = kinds[0] if kinds and kinds[0] in AGENTS else ""
    return code, root, agent, ";".join(kinds[1:] if agent else kinds)


def _place(place: EventPlace | None) -> Sequence[str]:
    """Latitude, longitude, names of place, state and country; empty without a point."""
    if place is None or place.lat is None or place.lon is None:
        return ("",) * 5
    country = load_codes().country_name(place.country)
    return number(place.lat), number(place.lon), place.name, place.admin1 or "", country
