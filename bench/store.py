"""A store of a million events: ``python bench/store.py [--events 1000000] [--db PATH|DSN]``.

Made reports with made events, the same for one seed: few countries have most events, of the hundred
towns of each few have most; types and days are even; a tenth of the reports is printed again by
another paper. Told are: events inserted a second, events
gathered a second, the size, and the time of the questions, the best of some. With `--merged` they
are written as `dragoman code --db` does, so many reports at a time and gathered at once.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Any

from dragoman.coding.ontology import load_ontology
from dragoman.pipeline import Result
from dragoman.records import (
    Actor,
    Article,
    DateBasis,
    Event,
    EventDate,
    EventMention,
    EventPlace,
    EventType,
    Moment,
    Part,
    Role,
    Span,
    Status,
)
from dragoman.store import Store

SEED = 1972
COUNTRIES = """USA RUS CHN ISR PSE UKR IRN SYR IND PAK GBR FRA DEU TUR SAU EGY IRQ AFG PRK KOR JPN
    NGA ETH SDN SOM KEN ZAF COD MLI VEN COL BRA MEX ARG CHL PER
    CUB HTI POL BLR LTU SRB GRC ITA ESP MAR
    TUN LBY YEM QAT ARE KWT LBN JOR AZE ARM GEO KAZ MNG VNM LAO KHM THA MMR PHL IDN MYS
    AUS""".split()
SECTORS = ("GOV", "GOV", "MIL", "OPP", "CVL", "COP", "REB")
FIRST, DAYS = date(2014, 1, 1), 3650
BATCH = 5_000
REPORTS_WRITTEN_AT_ONCE = 50
"""Of `dragoman code --db`."""
EVENTS_A_REPORT = 4
TOWNS = 100
"""Of a country: with one alone a decade of its events would be one place's."""
TEXT = "{0} forces met those of {1} in a town of {1}, "
WORDS = tuple(sorted(set((Path(__file__).parent / "sentences.txt").read_text().split())))
WORDS_A_SENTENCE = 12
PRINTED_AGAIN = 0.1
"""Share of the reports that other papers print, with a line of their own at the end."""


def made_reports(count: int, chance: Random, days: int = DAYS) -> Iterator[Result]:
    """Reports with events, `count` events in all, of so many days."""
    weights = [1 / (n + 2) for n in range(len(COUNTRIES))]
    last: Result | None = None
    for number in range(0, count, EVENTS_A_REPORT):
        if last and chance.random() < PRINTED_AGAIN and count - number >= EVENTS_A_REPORT:
            last = printed_again(last, number)
        else:
            sides = chance.choices(COUNTRIES, weights, k=2)
            day = (FIRST + timedelta(chance.randrange(days))).isoformat()
            last = made_report(number, sides, day, min(EVENTS_A_REPORT, count - number), chance)
        yield last


def made_report(number: int, sides: list[str], day: str, events: int, chance: Random) -> Result:
    """A report of so many events between two countries on a day, a sentence each."""
    sentences = [
        f"{TEXT.format(*sides)}{' '.join(chance.choices(WORDS, k=WORDS_A_SENTENCE))}. "
        for _ in range(EVENTS_A_REPORT)
    ]
    text = "".join(sentences)
    article = Article(
        id=f"made-{number}",
        text=text,
        parts=(Part(Span(0, len(text)), Role.BODY),),
        published=Moment(day, "given"),
        publisher=f"Paper {number % 97}",
        language="en",
    )
    starts = accumulate((len(sentence) for sentence in sentences), initial=0)
    made = (
        made_event(article, sides, day, start, len(sentence), chance)
        for start, sentence in zip(starts, sentences[:events], strict=False)
    )
    return Result(article, None, tuple(made), (), ())


def printed_again(result: Result, number: int) -> Result:
    """The same report in another paper, which says so."""
    text = f"{result.article.text}Paper {number % 97} has this of others."
    article = replace(
        result.article,
        id=f"made-{number}",
        text=text,
        parts=(Part(Span(0, len(text)), Role.BODY),),
        publisher=f"Paper {number % 97}",
    )
    events = (
        replace(
            event,
            id=f"{article.id}-{event.sentence_span.start}",
            article_id=article.id,
            publisher=article.publisher,
        )
        for event in result.events
    )
    return replace(result, article=article, events=tuple(events))


def made_event(
    article: Article, sides: list[str], day: str, start: int, length: int, chance: Random
) -> Event:
    """An event in the sentence at `start`."""
    type = chance.choice(TYPES)
    mode = chance.choice((None, *MODES[type]))
    one, other = sides if chance.random() < 0.7 else reversed(sides)
    trigger = Span(start + 11, start + 14)
    sentence = Span(start, start + length)
    return Event(
        id=f"{article.id}-{start}",
        article_id=article.id,
        url=None,
        publisher=article.publisher,
        published=day,
        event_type=type,
        mode=mode,
        contexts=("military",),
        quad=BOOK.quad(type, mode),
        score=BOOK.score(type, mode),
        cameo=BOOK.cameo(type, mode),
        goldstein=BOOK.goldstein(type, mode),
        actors=(made_actor(one, start, chance),),
        recipients=(made_actor(other, start, chance),),
        status=Status.ACTUAL if chance.random() < 0.85 else chance.choice(list(Status)),
        alleged=False,
        attributions=(),
        date=EventDate(day, day, "Monday", Span(start, start + 6), DateBasis.RELATIVE),
        place=made_place(other, start, chance),
        trigger=trigger,
        trigger_text="met",
        mentions=(EventMention(0, sentence, trigger, Role.BODY),),
        sentence=0,
        sentence_span=sentence,
        confidence=round(chance.random(), 3),
        confidences={},
        why=("made",),
        version="made",
    )


def made_place(country: str, start: int, chance: Random) -> EventPlace:
    """A town of a country, few of them most of the time."""
    (town,) = chance.choices(range(TOWNS), TOWN_WEIGHTS)
    lat = COUNTRIES.index(country) % 9 * 18.0 - 80 + town // 10
    lon = COUNTRIES.index(country) * 5 - 175 + town % 10 / 2
    name = f"Town {town} of {country}"
    span = Span(start, start + 4)
    return EventPlace("town", span, name, country, "clause", 1, lat, lon, None, "town")


def made_actor(country: str, start: int, chance: Random) -> Actor:
    """An actor of a country."""
    sector = chance.choice(SECTORS)
    return Actor(
        text=country,
        span=Span(start, start + 3),
        name=f"{sector} of {country}",
        country=country,
        sector=sector,
        sectors=(sector,),
        entity_id=f"state:{country}",
        known=True,
        made_by="made",
    )


TYPES = tuple(EventType)
TOWN_WEIGHTS = [1 / (n + 1) for n in range(TOWNS)]
BOOK = load_ontology()
MODES = {type: BOOK.modes(type) for type in TYPES}


def insert(store: Store, count: int, at_once: int, *, merged: bool) -> tuple[float, float]:
    """Wall and processor seconds of inserting so many events, so many reports at a time; the
    making is not counted."""
    wall = cpu = 0.0
    reports = made_reports(count, Random(SEED))
    while batch := list(islice(reports, at_once)):
        took = timed(partial(store.write, batch, "made", merged=merged))
        wall, cpu = wall + took[0], cpu + took[1]
    return wall, cpu


def timed(act: Callable[[], Any]) -> tuple[float, float]:
    """Wall and processor seconds of an act."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - cpu


QUESTIONS: dict[str, Callable[[Store], Any]] = {
    "events RUS PRK SUPPORT since 2020, 1 source": lambda s: s.events(
        actor="RUS", recipient="PRK", type="SUPPORT", since="2020", status="actual"
    ),
    "events RUS, 2 sources, first 100": lambda s: s.events(actor="RUS", min_sources=2, limit=100),
    "events of a place and month": lambda s: s.events(
        place="UKR", since="2022-03", until="2022-03"
    ),
    "dyad RUS UKR by month": lambda s: s.dyad("RUS", "UKR", by="month"),
    "dyad USA CHN by year": lambda s: s.dyad("USA", "CHN", by="year"),
    "stories of PRK": lambda s: s.stories(actor="PRK"),
}


def gather(store: Store, most: int | None) -> tuple[int, float, float]:
    """Events gathered, wall and processor seconds; tells each tenth of a million as it goes."""
    wall, cpu, done, told = time.perf_counter(), time.process_time(), 0, 0
    for count in store.gather():
        done += count
        if done // 100_000 > told:
            told = done // 100_000
            took = time.perf_counter() - wall, time.process_time() - cpu
            print(f"  {done:,} gathered: {took[0]:,.0f} s, {took[1]:,.0f} of processor", flush=True)
        if most and done >= most:
            break
    return done, time.perf_counter() - wall, time.process_time() - cpu


def ask(place: str) -> None:
    """The size of the store, and the time of the questions."""
    if not place.startswith("postgres"):
        print(f"size: {Path(place).stat().st_size / 1e6:,.0f} MB")
    with Store(place, read_only=True) as store:
        if place.startswith("postgres"):
            (size,) = store.sql("SELECT pg_database_size(current_database()) / 1e6 AS mb")
            print(f"size: {size['mb']:,.0f} MB")
        (held,) = store.sql("SELECT count(*) AS events, sum(reports) AS told FROM merged")
        print(f"{held['events']:,} events, told {held['told']:,} times")
        for name, question in QUESTIONS.items():
            answer = question(store)
            best = min(timed(partial(question, store)) for _ in range(7))
            print(f"{name}: {1000 * best[0]:.0f} ms, {len(answer)} rows")


def main() -> None:
    """Fill a store and ask it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--db", help="a store to fill and keep; a file that is thrown away if not")
    parser.add_argument("--gather", type=int, help="gather only about so many of the events")
    parser.add_argument("--merged", action="store_true", help="write and gather at once")
    parser.add_argument("--ask", action="store_true", help="only ask a store that is there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.db or str(Path(folder) / "store.duckdb")
        if not chosen.ask:
            fill(place, chosen.events, chosen.gather, merged=chosen.merged)
        ask(place)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {peak:,.0f} MB")


def fill(place: str, events: int, most: int | None, *, merged: bool) -> None:
    """Write made events and gather them, all or about so many."""
    at_once = REPORTS_WRITTEN_AT_ONCE if merged else BATCH // EVENTS_A_REPORT
    with Store(place) as store:
        wall, cpu = insert(store, events, at_once, merged=merged)
        print(f"insert: {events / wall:,.0f} a second ({events / cpu:,.0f} of processor)")
        if not merged:
            done, wall, cpu = gather(store, most)
            print(f"gather: {done / wall:,.0f} a second ({done / cpu:,.0f} of processor)")


if __name__ == "__main__":
    main()
