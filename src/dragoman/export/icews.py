"""Events in the columns of ICEWS (doi:10.7910/DVN/28075): 20, tab separated, no quoting.

A row is a pair of a source and a target; the parties of a mutual act stand both ways round, as
"Consult" does there. The event is named and weighed by its CAMEO code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.coding.ontology import load_ontology
from dragoman.export.cells import bare, day_of, number, row, whole_number
from dragoman.export.pairs import Pair, Reported, pairs
from dragoman.foreign.codes import load_codes
from dragoman.records import Actor, Event, EventPlace

COLUMNS = (
    "Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, "
    "Intensity, Target Name, Target Sectors, Target Country, Story ID, Sentence Number, "
    "Publisher, City, District, Province, Country, Latitude, Longitude"
).split(", ")


def lines(events: Iterable[Reported]) -> Iterator[str]:
    """The file's lines, head line first."""
    yield "\t".join(COLUMNS)
    for told in events:
        for number_, pair in enumerate(pairs(told.event, both_ways=True)):
            yield row(_cells(told.event, pair, number_))


def _cells(event: Event, pair: Pair, row_: int) -> Sequence[object]:
    code = load_ontology().leaf(event.cameo)
    return (
        whole_number(event.id, row_),
        day_of(event),
        *_party(pair[0]),
        code.name[:1].upper() + code.name[1:] if code else "",
        code.code if code else event.cameo,
        number(event.goldstein),
        *_party(pair[1]),
        event.article_id,
        event.sentence + 1,
        event.publisher,
        *_place(event.place),
    )


def _party(actor: Actor | None) -> tuple[str, str, str]:
    """Name, sectors, country."""
    if actor is None:
        return "", "", ""
    codes = load_codes()
    country = codes.country(actor.country)
    told = (codes.sector_to_icews.get(s, "") for s in (actor.sector, *actor.sectors))
    names = [name for sectors in told for name in sectors.split(",") if name]
    if actor.country in ("UNO", "EUR", "NATO", "AU", "ARAB", "IGO"):
        names.insert(0, "International Government Organization")
    elif actor.country == "NGO":
        names.insert(0, "Nongovernmental Organization")
    return bare(actor.name), ",".join(dict.fromkeys(names)), country.icews if country else ""


def _place(place: EventPlace | None) -> Sequence[object]:
    """City, district, province, country, latitude, longitude."""
    if place is None:
        return ("",) * 6
    country = load_codes().country(place.country)
    return (
        place.name if place.precision == "town" else "",
        place.name if place.precision == "admin2" else "",
        place.name if place.precision == "admin1" else place.admin1,
        country.icews if country else "",
        number(place.lat),
        number(place.lon),
    )
