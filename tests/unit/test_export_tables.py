"""What is handed on as tables, read back by pandas with the headers those data sets publish."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from tests.exported import ARTICLE, CROWD, DATE, KIM, KOREA, PLACE, PUTIN, SOMEONE, event, told

from dragoman.export import flat, gdelt, icews, phoenix, polecat
from dragoman.export.cells import day_of, whole_number
from dragoman.export.formats import FORMATS, lines
from dragoman.export.pairs import Reported, pairs
from dragoman.export.parquet import write_parquet
from dragoman.foreign.codes import load_codes
from dragoman.records import EventType, Span, Status

HEADERS = Path(__file__).parents[1] / "foreign/headers"


def header(name: str) -> list[str]:
    return (HEADERS / f"{name}.txt").read_text("utf-8").splitlines()


def table(written: list[str], names: list[str] | None = None) -> pd.DataFrame:
    """The lines as pandas reads them, every cell as text."""
    return pd.read_csv(
        io.StringIO("\n".join(written) + "\n"),
        sep="\t",
        header=None if names else 0,
        names=names,
        dtype=str,
        keep_default_na=False,
        quoting=csv.QUOTE_NONE,
    )


def test_polecat_has_the_published_columns() -> None:
    written = list(polecat.lines([told()]))
    assert written[0].split("\t") == header("polecat")
    row = table(written).iloc[0]
    assert row["Event ID"] == "c87ef3456c6e49e5" and row["Event Date"] == "2024-06-19"
    assert (row["Event Type"], row["Event Mode"], row["Intensity"]) == ("CONSULT", "visit", "4")
    assert row["Quad Code"] == "VERBAL COOPERATION" and row["Contexts"] == "diplomatic; executive"
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == (
        "Vladimir Putin",
        "RUS",
        "365",
    )
    assert (row["Recipient COW"], row["Recipient Name Raw"]) == ("731", "Pyongyang")
    assert (row["City"], row["Province"], row["GeoNames ID"]) == (
        "Pyongyang",
        "Pyongyang",
        "1871859",
    )
    assert row["Wikipedia Actor ID"] == "None" and row["Language"] == "en"
    assert float(row["Latitude"]) == PLACE.lat


def test_polecat_writes_none_where_nothing_is_known() -> None:
    bare = Reported(event(actors=(), recipients=(SOMEONE,), place=None, date=None, published=None))
    row = table(list(polecat.lines([bare]))).iloc[0]
    for name in ("Actor Name", "Recipient Country", "Recipient COW", "Latitude", "Event Date"):
        assert row[name] == "None"
    assert row["Primary Recipient Sector"] == "UNK"


def test_icews_has_the_published_columns() -> None:
    written = list(icews.lines([told()]))
    assert written[0].split("\t") == header("icews")
    row = table(written).iloc[0]
    assert row["Event ID"].isdigit() and row["Event Date"] == "2024-06-19"
    assert row["Source Name"] == "Vladimir Putin" and row["Source Country"] == "Russian Federation"
    assert row["Source Sectors"] == "Government" and row["Target Country"] == "North Korea"
    assert (row["CAMEO Code"], row["Event Text"], row["Intensity"]) == (
        "042",
        "Makes a visit",
        "1.9",
    )
    assert row["Sentence Number"] == "2" and row["Story ID"] == "a1"
    assert row["Country"] == "North Korea" and row["Longitude"] == "125.7543"


def test_icews_writes_a_mutual_act_both_ways() -> None:
    talks = told(event_type=EventType.CONSULT, actors=(PUTIN, KIM), recipients=())
    rows = table(list(icews.lines([talks])))
    names = list(zip(rows["Source Name"], rows["Target Name"], strict=True))
    assert names == [("Vladimir Putin", "Kim Jong Un"), ("Kim Jong Un", "Vladimir Putin")]
    assert rows["Event ID"].nunique() == 2


def test_gdelt_has_the_published_columns() -> None:
    rows = table(list(gdelt.event_lines([told()])), header("gdelt_events"))
    assert list(gdelt.EVENT_COLUMNS) == header("gdelt_events") and rows.shape == (1, 61)
    row = rows.iloc[0]
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == ("20240619", "202406", "2024")
    assert row["FractionDate"] == "2024.5452"
    assert (row["Actor1Code"], row["Actor1Name"]) == ("RUSGOV", "VLADIMIR PUTIN")
    assert (row["Actor1CountryCode"], row["Actor1Type1Code"]) == ("RUS", "GOV")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("042", "042", "04")
    assert (row["QuadClass"], row["NumMentions"], row["IsRootEvent"]) == ("1", "2", "1")
    assert row["Actor1Geo_Type"] == "0" and row["ActionGeo_Type"] == "4"
    assert row["ActionGeo_CountryCode"] == "KN" and row["ActionGeo_Lat"] == "39.0339"
    assert row["ActionGeo_FullName"] == "Pyongyang, North Korea"
    assert row["DATEADDED"] == "20240619090500"
    assert row["SOURCEURL"] == "https://news.example.org/a1"


def test_gdelt_mentions_have_the_published_columns() -> None:
    rows = table(list(gdelt.mention_rows(told())), header("gdelt_mentions"))
    assert list(gdelt.MENTION_COLUMNS) == header("gdelt_mentions") and rows.shape == (2, 16)
    first, second = rows.iloc[0], rows.iloc[1]
    assert first["GLOBALEVENTID"] == str(whole_number("c87ef3456c6e49e5"))
    assert (first["MentionType"], first["MentionSourceName"]) == ("1", "The Daily")
    assert (first["SentenceID"], first["ActionCharOffset"]) == ("2", "62")
    assert (first["Actor1CharOffset"], second["Actor1CharOffset"]) == ("47", "-1")
    assert (first["Confidence"], first["MentionDocLen"]) == ("90", str(len(ARTICLE.text)))
    written = ARTICLE.text[int(first["ActionCharOffset"]) :]
    assert written.startswith("arrived")


def test_phoenix_has_the_published_columns() -> None:
    rows = table(list(phoenix.lines([told()])), header("phoenix"))
    assert rows.shape == (1, 26) and len(phoenix.COLUMNS) == len(header("phoenix"))
    row = rows.iloc[0]
    assert (row["story_date"], row["year"], row["month"], row["day"]) == (
        "20240619",
        "2024",
        "06",
        "19",
    )
    assert (row["source"], row["source_root"], row["source_agent"]) == ("RUSGOV", "RUS", "GOV")
    assert (row["target"], row["code"], row["root_code"], row["quad_class"]) == (
        "PRKGOV",
        "042",
        "04",
        "1",
    )
    assert row["issues"] == "diplomatic,1;executive,1"
    assert row["urls(;)"] == "https://news.example.org/a1"


def test_a_body_has_its_cameo_parts() -> None:
    nations = replace(KOREA, country="EUR", sector="UNK", sectors=())
    row = table(list(phoenix.lines([told(actors=(nations,))])), header("phoenix")).iloc[0]
    assert (row["source"], row["source_root"], row["source_others"]) == (
        "IGOEUREEC",
        "IGO",
        "EUR;EEC",
    )


def test_csv_has_a_row_an_event_and_a_column_a_field() -> None:
    text = "\n".join(flat.csv_lines([told(), told(id="b", alleged=True, status=Status.FUTURE)]))
    rows = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    assert list(rows.columns) == [column.name for column in flat.COLUMNS]
    row = rows.iloc[0]
    assert row["actor_names"] == "Vladimir Putin" and row["date"] == "2024-06-19"
    assert row["contexts"] == "diplomatic | executive" and row["mention_parts"] == "body | headline"
    assert (
        row["sentence_text"].startswith("PYONGYANG, June 19") and row["speakers"] == "Kim Jong Un"
    )
    assert (rows.iloc[1]["status"], rows.iloc[1]["alleged"]) == ("future", "true")


FIELDS = """id article_id url publisher published event_type mode contexts quad score cameo
    goldstein status alleged date trigger sentence sentence_span confidence why version""".split()


def test_every_field_of_the_contract_has_its_column() -> None:
    names = {column.name for column in flat.COLUMNS}
    assert names >= set(FIELDS)
    for side in ("actor", "recipient"):
        parts = "names countries sectors codes offices ids known texts spans".split()
        assert {f"{side}_{part}" for part in parts} <= names
    assert {"place", "lat", "lon", "geonames_id", "speakers", "carriers", "cues"} <= names


def test_parquet_holds_the_same_with_native_lists(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "events.parquet"
    write_parquet([told(), told(id="b", actors=(), place=None, contexts=())], path)
    found = duckdb.sql(
        f"SELECT id, actor_names, contexts, lat, geonames_id, alleged, mention_sentences, quad, "
        f"speakers, carriers FROM '{path}'"
    ).fetchall()
    assert found[0] == (
        "c87ef3456c6e49e5",
        ["Vladimir Putin"],
        ["diplomatic", "executive"],
        39.0339,
        1871859,
        False,
        [1, 0],
        1,
        ["Kim Jong Un"],
        [""],
    )
    assert found[1][:5] == ("b", [], [], None, None)
    assert [p.name for p in tmp_path.iterdir()] == ["events.parquet"]


@pytest.mark.parametrize("form", [name for name, f in FORMATS.items() if not f.keeps_status])
def test_what_did_not_happen_stays_out_of_formats_that_cannot_say_so(form: str) -> None:
    given = [
        told(id="1"),
        told(id="2", status=Status.NEGATED),
        told(id="3", alleged=True),
        told(id="4", status=Status.FUTURE),
    ]
    some = sum(1 for _ in lines(given, form))
    every = sum(1 for _ in lines(given, form, every_status=True))
    assert some == sum(1 for _ in lines(given[:1], form))
    assert every > some or form == "gexf"


def test_parties_side_by_side_are_no_pair() -> None:
    workers = replace(CROWD, name="workers", sector="LAB")
    protest = event(event_type=EventType.PROTEST, actors=(CROWD, workers), recipients=())
    assert pairs(protest) == ((CROWD, None), (workers, None))
    fight = event(event_type=EventType.ASSAULT, actors=(CROWD, workers), recipients=())
    assert pairs(fight) == ((CROWD, workers),)
    assert pairs(event(actors=(), recipients=())) == ((None, None),)


@pytest.mark.parametrize(
    ("value", "published", "day"),
    [
        ("2024-06-19", "2024-06-20", "2024-06-19"),
        ("2024-06", "2024-06-20", "2024-06-20"),
        ("2024-05", "2024-06-20", "2024-05-01"),
        ("2023", None, "2023-01-01"),
        ("199", "2024-06-20", "2024-06-20"),
    ],
)
def test_a_day_is_found_for_tables_that_want_one(
    value: str, published: str | None, day: str
) -> None:
    assert day_of(event(date=replace(DATE, value=value), published=published)) == day
    assert day_of(event(date=None, published=None)) is None


def test_codes_of_countries_are_those_of_our_own_tables() -> None:
    states = Path(__file__).parents[2] / "src/dragoman/data/actors/states.tsv"
    rows = [line.split("\t") for line in states.read_text("utf-8").splitlines()[1:]]
    codes = load_codes()
    for iso3, cow, name, *_ in rows:
        country = codes.countries[iso3]
        assert (country.cow, country.name) == (cow, name)


def test_every_sector_of_the_ontology_has_its_place() -> None:
    from dragoman.coding.ontology import load_ontology

    codes = load_codes()
    for sector in load_ontology().sectors:
        assert sector in codes.sector_to_cameo or sector in codes.groups
    assert set(codes.agent_to_sector) >= {c for c in codes.sector_to_cameo.values() if c}


def test_words_stay_on_one_line() -> None:
    name = 'the\t"Rapid"\nForces'
    rows = table(list(icews.lines([told(actors=(replace(PUTIN, name=name),))])))
    assert rows.iloc[0]["Source Name"] == "the 'Rapid' Forces"


def test_a_span_without_article_gives_no_sentence() -> None:
    column = next(c for c in flat.COLUMNS if c.name == "sentence_text")
    assert column.value(Reported(event(sentence_span=Span(0, 3)))) is None
