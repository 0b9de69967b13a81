"""A store of a million events: ``python bench/store.py [--events 1000000] [--db PATH|DSN]``.

Made reports with made events, the same for one seed: parties, types and days as skewed as those of
the news. Told are: events inserted a second, events gathered a second, the size, and the time of
the questions, the best of some.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
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
EVENTS_A_REPORT = 4
TEXT = "{0} forces met those of {1} in a town of {1}, and officials of {0} spoke of it at length. "


def made_reports(count: int, chance: Random) -> Iterator[Result]:
    """Reports with events, `count` events in all."""
    weights = [1 / (n + 2) for n in range(len(COUNTRIES))]
    numbers = range(0, count, EVENTS_A_REPORT)
    for number in numbers:
        sides = chance.choices(COUNTRIES, weights, k=2)
        day = (FIRST + timedelta(chance.randrange(DAYS))).isoformat()
        text = TEXT.format(*sides) * EVENTS_A_REPORT
        length = len(text) // EVENTS_A_REPORT
        article = Article(
            id=f"made-{number}",
            text=f"{text}{number}",
            parts=(Part(Span(0, len(text)), Role.BODY),),
            published=Moment(day, "given"),
            publisher=f"Paper {number % 97}",
            language="en",
        )
        events = [
            made_event(article, sides, day, place * length, length, chance)
            for place in range(min(EVENTS_A_REPORT, count - number))
        ]
        yield Result(article, None, tuple(events), (), ())


def made_event(
    article: Article, sides: list[str], day: str, start: int, length: int, chance: Random
) -> Event:
    """An event in the sentence at `start`."""
    type = chance.choice(TYPES)
    mode = chance.choice((None, *MODES[type]))
    one, other = sides if chance.random() < 0.7 else reversed(sides)
    trigger = Span(start + 11, start + 14)
    lat, lon = (COUNTRIES.index(other) * 7 % 60, COUNTRIES.index(other) * 13 % 180)
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
        place=EventPlace(
            "town",
            Span(start, start + 4),
            f"Town of {other}",
            other,
            "clause",
            1,
            lat,
            lon,
            None,
            "town",
        ),
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
BOOK = load_ontology()
MODES = {type: BOOK.modes(type) for type in TYPES}


def insert(store: Store, count: int) -> tuple[float, float]:
    """Wall and processor seconds of inserting so many events; the making is not counted."""
    wall = cpu = 0.0
    batch: list[Result] = []
    for result in made_reports(count, Random(SEED)):
        batch.append(result)
        if len(batch) * EVENTS_A_REPORT >= BATCH:
            took = timed(partial(store.write, batch, "made", merged=False))
            wall, cpu = wall + took[0], cpu + took[1]
            batch = []
    if batch:
        took = timed(partial(store.write, batch, "made", merged=False))
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


def main() -> None:
    """Fill a store and ask it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--db", help="a store to fill and keep; a file that is thrown away if not")
    parser.add_argument("--gather", type=int, help="gather only about so many of the events")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.db or str(Path(folder) / "store.duckdb")
        with Store(place) as store:
            wall, cpu = insert(store, chosen.events)
            per = chosen.events / wall, chosen.events / cpu
            print(f"insert: {per[0]:,.0f} a second ({per[1]:,.0f} a second of processor)")
            wall, cpu = time.perf_counter(), time.process_time()
            done = 0
            for count in store.gather():
                done += count
                if chosen.gather and done >= chosen.gather:
                    break
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            print(f"gather: {done / wall:,.0f} a second ({done / cpu:,.0f} of processor)")
        if not place.startswith("postgres"):
            print(f"size: {Path(place).stat().st_size / 1e6:,.0f} MB")
        with Store(place, read_only=True) as store:
            for name, question in QUESTIONS.items():
                answer = question(store)
                best = min(timed(partial(question, store)) for _ in range(7))
                print(f"{name}: {1000 * best[0]:.0f} ms, {len(answer)} rows")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
