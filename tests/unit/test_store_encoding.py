"""A database that says no encoding (a server set up without a locale) holds and gives back text."""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

import pytest
from tests.stores import SERVER, coded, version

from dragoman.store import Store


@pytest.mark.skipif(not SERVER, reason="no server is named")
def test_text_comes_back_from_a_database_without_an_encoding() -> None:
    import psycopg

    assert SERVER is not None
    name = f"test_{uuid.uuid4().hex[:12]}"
    place = urlsplit(SERVER)._replace(path=f"/{name}").geturl()
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(
            f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' TEMPLATE template0 "
            "LC_COLLATE 'C' LC_CTYPE 'C'"
        )
        try:
            with Store(place) as store:
                store.write(coded()[:3], version())
                store.write(coded()[:3], version())
                texts = {row["text"] for row in store.sql("SELECT text FROM articles")}
        finally:
            server.execute(f"DROP DATABASE {name}")
    assert texts == {result.article.text for result in coded()[:3]}
