"""What holds for every event that is handed on, whatever words it holds."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exported import NASTY, nasty_events
from tests.unit.test_export_entities import check_entities

from dragoman.export import flat
from dragoman.export.cells import bare, cell, joined
from dragoman.export.formats import FORMATS, lines
from dragoman.export.pairs import Reported, pairs
from dragoman.export.parquet import write_parquet

COLUMNS = {"polecat": 40, "icews": 20, "gdelt": 61, "phoenix": 26}


@given(NASTY)
def test_a_cell_is_one_line_that_can_be_written(text: str) -> None:
    assert cell(text).encode("utf-8") is not None
    assert len(cell(text).splitlines()) <= 1 and "\t" not in cell(text)
    assert cell(cell(text)) == cell(text) and '"' not in bare(text)


@given(st.lists(NASTY, max_size=5))
def test_a_list_can_be_taken_apart_again(values: list[str]) -> None:
    members = joined(values).split(" | ")
    assert len(members) == max(1, len(values))


@pytest.mark.parametrize("form", COLUMNS)
@settings(max_examples=60, deadline=None)
@given(st.lists(nasty_events(), max_size=3))
def test_rows_have_their_columns_for_every_reader(form: str, events: list[Reported]) -> None:
    written = "\n".join(lines(events, form, every_status=True))
    head = form in ("polecat", "icews")
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        rows = list(csv.reader(io.StringIO(written), delimiter="\t", quoting=quoting))
        assert all(len(row) == COLUMNS[form] for row in rows if row)
        least = sum(len(pairs(told.event)) for told in events)
        assert len(rows) >= least + head


@settings(max_examples=60, deadline=None)
@given(st.lists(nasty_events(), max_size=3))
def test_second_files_have_their_columns(events: list[Reported]) -> None:
    for told in events:
        beside = FORMATS["gdelt"].beside
        assert beside is not None
        for line in beside(told):
            assert line.count("\t") == 15


@settings(max_examples=60, deadline=None)
@given(st.lists(nasty_events(), max_size=3))
def test_csv_gives_back_what_was_written(events: list[Reported]) -> None:
    written = "\r\n".join(flat.csv_lines(events))
    head, *rows = list(csv.reader(io.StringIO(written, newline="")))
    assert len(rows) == len(events) and len(head) == len(flat.COLUMNS)
    for row, told in zip(rows, events, strict=True):
        assert row == [flat.as_text(column.value(told)) for column in flat.COLUMNS]


@settings(max_examples=25, deadline=None)
@given(st.lists(nasty_events(), max_size=3))
def test_parquet_gives_back_what_was_written(events: list[Reported]) -> None:
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "it's.parquet"
        write_parquet(events, path)
        with duckdb.connect() as base:
            rows = base.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    assert rows == [tuple(column.value(told) for column in flat.COLUMNS) for told in events]


@settings(max_examples=60, deadline=None)
@given(st.lists(nasty_events(), max_size=3))
def test_json_and_xml_are_what_they_say(events: list[Reported]) -> None:
    found = json.loads("\n".join(lines(events, "geojson")))
    assert len(found["features"]) == len(events)
    ElementTree.fromstring("\n".join(lines(events, "gexf", every_status=True)))
    check_entities(list(lines(events, "ftm")))


@settings(max_examples=30, deadline=None)
@given(st.lists(nasty_events(), max_size=3))
def test_writing_twice_is_writing_the_same(events: list[Reported]) -> None:
    for form in FORMATS:
        assert list(lines(events, form)) == list(lines(events, form))
