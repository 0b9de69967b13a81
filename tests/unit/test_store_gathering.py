"""Gathering many reports at once: straight from the rows, by day, and as if one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from bench.store import made_reports
from tests.made import made
from tests.stores import KINDS, coded, content, place_of, version

from dragoman.merge import report_id, tellings_of
from dragoman.pipeline import Result
from dragoman.store import Store, writing
from dragoman.store.tellings import tellings_of_reports


def _retold(result: Result) -> Result:
    """The same events told by another paper in the same words."""
    text = f"{result.article.text} Again."
    article = replace(result.article, id=f"{result.article.id}-again", text=text, publisher="B")
    return replace(result, article=article)


FIRST = tuple(made_reports(400, Random(3), days=20))
MANY = (*FIRST, *(_retold(result) for result in FIRST[::3]))
"""Reports of twenty days, a third of them told twice: many of their events have neighbours."""


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with place_of(request.param, tmp_path) as where:
        yield where


@pytest.mark.parametrize("results", [coded, made])
def test_tellings_from_rows_are_those_of_the_records(
    place: str, results: Callable[[], Sequence[Result]]
) -> None:
    told = results()
    with Store(place) as store:
        store.write(told, "1", merged=False)
        articles = {report_id(result.article): result.article for result in told}
        found = tellings_of_reports(store._database, articles)
        wanted = [each for r in told for each in tellings_of(r.article, r.events)]
        assert sorted(found, key=lambda t: t.key) == sorted(wanted, key=lambda t: t.key)


@pytest.mark.parametrize("seed", [1, 2])
def test_gathered_in_any_pieces_it_is_the_same(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = Random(seed)
    mixed = list(MANY)
    chance.shuffle(mixed)
    with Store(tmp_path / "whole.duckdb") as store:
        store.write(MANY, "made")
        whole = content(store)
        assert len(store.sql("SELECT * FROM merged WHERE reports > 1")) > 10
    monkeypatch.setattr(writing, "GATHERED_AT_ONCE", 30)
    with Store(place) as store:
        half = len(mixed) // 2
        for at in range(0, half, 7):
            store.write(mixed[at : min(at + 7, half)], "made")
        store.write(mixed[half:], "made", merged=False)
        pieces = list(store.gather())
        assert sum(pieces) == sum(len(r.events) for r in mixed[half:]) and len(pieces) > 4
        assert content(store) == whole


def test_a_report_that_waits_may_be_replaced(place: str) -> None:
    with Store(place) as store, Store(":memory:") as other:
        store.write(coded(), "1", merged=False)
        assert len(store.events()) == 0 and store.write(coded(), "1").known == len(coded())
        store.write(coded(), version(), merged=False)
        assert sum(store.gather()) == sum(len(r.events) for r in coded())
        other.write(coded(), version())
        assert content(store) == content(other)
