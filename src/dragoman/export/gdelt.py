"""Events in the columns of GDELT 2.0: events (61) and mentions (16), tab separated, no head line.

Source: the GDELT Event Database Data Format Codebook V2.0 (19 February 2015). A row is a pair;
the parties of a mutual act stand once in each pair. What we do not know stays empty: ethnic and
religious codes, tone, and where the actors themselves were (their place has type 0).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from dragoman.coding.ontology import load_ontology
from dragoman.export.cells import day_of, number, row, stamp, whole_number
from dragoman.export.pairs import Pair, Reported, pairs
from dragoman.foreign.codes import agents, cameo_code, load_codes
from dragoman.records import Actor, Event, EventMention, EventPlace, Role

ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code "
    "Type2Code Type3Code"
).split()
GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
EVENT_COLUMNS = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{name}" for n in (1, 2) for name in ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in GEO),
    *"DATEADDED SOURCEURL".split(),
)
MENTION_COLUMNS = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier "
    "SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence "
    "MentionDocLen MentionDocTone MentionDocTranslationInfo Extras"
).split()
NO_PLACE = ("0", *("",) * 7)
WEB, CITATION = 1, 2
"""MentionType: an address on the web, or a text that only has a name."""
LEAD = 2
"""Sentences of the lead: an event told in one of them is a root event."""


def event_lines(events: Iterable[Reported]) -> Iterator[str]:
    """The rows of the events table."""
    for told in events:
        yield from event_rows(told)


def event_rows(told: Reported) -> Iterator[str]:
    """The rows of one event, one a pair."""
    for number_, pair in enumerate(pairs(told.event)):
        yield row(_event(told, pair, number_))


def mention_rows(told: Reported) -> Iterator[str]:
    """Where the report tells the event: a row for every mention, of each of the event's rows."""
    for number_, pair in enumerate(pairs(told.event)):
        for mention in told.event.mentions:
            yield row(_mention(told, pair, number_, mention))


def _event(told: Reported, pair: Pair, row_: int) -> Sequence[object]:
    event = told.event
    day = day_of(event) or ""
    code = load_ontology().leaf(event.cameo)
    leaf = code.code if code else event.cameo or ""
    return (
        whole_number(event.id, row_),
        day.replace("-", ""),
        day[:7].replace("-", ""),
        day[:4],
        _fraction(day),
        *_actor(pair[0]),
        *_actor(pair[1]),
        int(_leads(event)),
        leaf,
        leaf[:3],
        leaf[:2],
        event.quad,
        number(event.goldstein),
        max(len(event.mentions), told.reports),
        told.sources,
        told.reports,
        "",
        *NO_PLACE,
        *NO_PLACE,
        *_geo(event.place),
        stamp(event.published),
        event.url or event.article_id,
    )


def _fraction(day: str) -> str:
    """The year and the share of it that is over, as the codebook counts: (month * 30 + day) / 365.

    >>> _fraction("2024-06-19")
    '2024.5452'
    """
    if not day:
        return ""
    when = date.fromisoformat(day)
    return f"{when.year + (when.month * 30 + when.day) / 365:.4f}"


def _leads(event: Event) -> bool:
    heads = (Role.HEADLINE, Role.DECK)
    return any(m.part in heads or m.sentence < LEAD for m in event.mentions)


def _actor(actor: Actor | None) -> Sequence[str]:
    if actor is None:
        return ("",) * len(ACTOR)
    codes = load_codes()
    country, group = codes.country(actor.country), codes.groups.get(actor.country)
    types = [*(("IGO",) if group and group.cameo.startswith("IGO") else ()), *agents(actor)]
    return (
        cameo_code(actor, gdelt=True),
        actor.name.upper(),
        country.gdelt if country else "",
        group.known if group else "",
        "",
        "",
        "",
        *(*types, "", "", "")[:3],
    )


def _geo(place: EventPlace | None) -> Sequence[object]:
    """A place as GDELT writes one. Its ids of places are GNS's and not ours: only that of a
    country is given."""
    country = load_codes().country(place.country) if place else None
    if place is None or place.lat is None or place.lon is None:
        return NO_PLACE
    fips = country.fips if country else ""
    names = (place.name, place.admin1, country.name if country else None)
    full = ", ".join(dict.fromkeys(name for name in names if name))
    whole = place.precision == "country"
    kind = _geo_type(place)
    return (kind, full, fips, fips, "", number(place.lat), number(place.lon), fips if whole else "")


def _geo_type(place: EventPlace) -> int:
    """1 country, 2 state of the US, 3 city of the US, 4 other city, 5 other state."""
    american = place.country == "USA"
    if place.precision in ("country", "region"):
        return 1
    if place.precision == "admin1":
        return 2 if american else 5
    return 3 if american else 4


def _mention(told: Reported, pair: Pair, row_: int, mention: EventMention) -> Sequence[object]:
    event = told.event
    when = stamp(event.published)
    web = event.url is not None
    return (
        whole_number(event.id, row_),
        when,
        when,
        WEB if web else CITATION,
        event.publisher or (urlsplit_host(event.url) if event.url else event.article_id),
        event.url or event.article_id,
        mention.sentence + 1,
        _offset(pair[0], mention),
        _offset(pair[1], mention),
        mention.trigger.start,
        1,
        _tenths(event.confidence),
        len(told.article.text) if told.article else "",
        "",
        "",
        "",
    )


def urlsplit_host(url: str) -> str:
    """The host of an address, or the whole of what is none."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _offset(actor: Actor | None, mention: EventMention) -> int:
    """Where the actor stands in the text; -1 where this mention does not name it."""
    return actor.span.start if actor and mention.span.covers(actor.span) else -1


def _tenths(confidence: float) -> int:
    """Confidence in percent, in steps of ten from 10 to 100."""
    return min(100, max(10, round(confidence * 10) * 10))
