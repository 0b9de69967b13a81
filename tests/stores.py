"""Stores for tests: a DuckDB file, and a schema of the PostgreSQL server that is named."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from measure.same_events import article_of, reports

from dragoman.api import default_coder
from dragoman.pipeline import Result, run

SERVER = os.environ.get("DRAGOMAN_TEST_POSTGRES")
KINDS = [
    "duckdb",
    pytest.param("postgres", marks=pytest.mark.skipif(not SERVER, reason="no server is named")),
]
"""What a test that is asked of both databases is parametrized with."""
TABLES = """articles parts signatures events mentions actors attributions traces merged parties
    details days stories tellings telling_blocks telling_links story_parts story_blocks story_links
    waiting corrections foreign_events
    foreign_parties""".split()
SAMPLE = 40
"""Reports of the tuned half that the tests write."""


@contextmanager
def place_of(kind: str, folder: Path) -> Iterator[str]:
    """Where an empty store may be made: a path, or an address with a schema of its own."""
    if kind == "duckdb":
        yield str(folder / "store.duckdb")
        return
    import psycopg

    assert SERVER is not None
    schema = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE SCHEMA {schema}")
        mark = "&" if "?" in SERVER else "?"
        try:
            yield f"{SERVER}{mark}options=-csearch_path%3D{schema}"
        finally:
            server.execute(f"DROP SCHEMA {schema} CASCADE")


@lru_cache(maxsize=1)
def coded() -> tuple[Result, ...]:
    """What comes of the sample."""
    known = default_coder().resources
    rows = reports("tune")[:SAMPLE]
    return tuple(run(article_of(row), known) for row in rows)


def version() -> str:
    return default_coder().resources.version


def content(store: Any, but: Sequence[str] = ()) -> dict[str, list[str]]:
    """Everything in a store, in an order of its own; but the order of arrival and times of day."""
    found = {}
    for table in TABLES:
        if table in but:
            continue
        answer = store.sql(f"SELECT * FROM {table}")
        kept = [n for n, name in enumerate(answer.columns) if name not in ("number", "made_at")]
        found[table] = sorted(repr([_plain(row[n]) for n in kept]) for row in answer.rows)
    return found


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, (bytes, bytearray, memoryview)) else value
