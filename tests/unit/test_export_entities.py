"""What is handed on as entities, features and graphs, read back against their own rules."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import yaml
from tests.exported import CROWD, KIM, KOREA, PUTIN, SOMEONE, UNITED_NATIONS, event, told

from dragoman.export import ftm, geojson, gexf
from dragoman.export.pairs import Reported
from dragoman.foreign.codes import load_codes
from dragoman.records import EventType, Status

FACTS = Path(__file__).parents[1] / "foreign/ftm_schema.yaml"
SCHEMAS: dict[str, dict[str, Any]] = yaml.safe_load(FACTS.read_text("utf-8"))
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2})?)?)?")
ISO2 = {c.iso2.lower() for c in load_codes().countries.values()} | {"eu"}


def lineage(name: str) -> list[str]:
    found = [name]
    for parent in SCHEMAS[name].get("extends", []):
        found += lineage(parent)
    return found


def properties(name: str) -> dict[str, str]:
    """Every property of a schema, its own before those it inherits."""
    return {
        prop: kind
        for schema in reversed(lineage(name))
        for prop, kind in SCHEMAS[schema].get("properties", {}).items()
    }


def check_entities(written: list[str]) -> dict[str, dict[str, Any]]:
    """Each entity against the published schema; gives them by id."""
    entities = [json.loads(line) for line in written]
    by_id = {entity["id"]: entity for entity in entities}
    assert len(by_id) == len(entities)
    for entity in entities:
        assert set(entity) == {"id", "schema", "properties"}
        known = properties(entity["schema"])
        for schema in lineage(entity["schema"]):
            for name in SCHEMAS[schema].get("requires", []):
                assert entity["properties"].get(name), (entity, name)
        for name, values in entity["properties"].items():
            assert name in known, f"{entity['schema']} has no {name}"
            assert values and all(isinstance(value, str) and value for value in values)
            for value in values:
                check_value(known[name], value, by_id)
    return by_id


def check_value(kind: str, value: str, by_id: dict[str, dict[str, Any]]) -> None:
    if kind.startswith("-> "):
        assert kind[3:] in lineage(by_id[value]["schema"])
    elif kind == "date":
        assert DATE.fullmatch(value), value
    elif kind == "country":
        assert value in ISO2, value
    elif kind == "url":
        assert value.startswith("http")
    elif kind == "number":
        float(value)


def test_ftm_entities_keep_to_the_schema() -> None:
    by_id = check_entities(list(ftm.lines([told(), told(id="b", actors=(KIM,), alleged=True)])))
    schemas = [entity["schema"] for entity in by_id.values()]
    assert schemas.count("Event") == 2 and schemas.count("Article") == 1
    assert schemas.count("Person") == 2 and schemas.count("PublicBody") == 1
    assert schemas.count("Address") == 1 and schemas.count("Mention") == 3


def test_ftm_says_what_happened_and_what_is_claimed() -> None:
    (visit,) = [
        e for e in map(json.loads, ftm.lines([told(alleged=True)])) if e["schema"] == "Event"
    ]
    words = visit["properties"]
    assert words["name"] == ["CONSULT visit: Vladimir Putin to North Korea"]
    assert {"status: actual", "alleged", "CONSULT", "visit"} <= set(words["keywords"])
    assert words["date"] == ["2024-06-19"] and words["country"] == ["kp"]
    assert any("said by: Kim Jong Un" in note for note in words["notes"])


def test_ftm_ids_are_those_of_the_last_run_and_shared_by_reports() -> None:
    one = [json.loads(line) for line in ftm.lines([told()])]
    other = [json.loads(line) for line in ftm.lines([told()])]
    assert one == other
    later = [json.loads(line) for line in ftm.lines([told(id="x", article_id="a2", url=None)])]
    people = {e["id"] for e in one if e["schema"] == "Person"}
    assert people and people == {e["id"] for e in later if e["schema"] == "Person"}


def test_ftm_groups_without_a_name_are_of_their_report() -> None:
    students = [told(actors=(CROWD,)), told(id="b", article_id="a2", actors=(CROWD,))]
    by_id = check_entities(list(ftm.lines(students)))
    assert sum(e["schema"] == "LegalEntity" for e in by_id.values()) == 2


def test_geojson_is_a_collection_of_features() -> None:
    written = "\n".join(geojson.lines([told(), told(id="b", place=None, status=Status.NEGATED)]))
    found = json.loads(written)
    assert found["type"] == "FeatureCollection" and len(found["features"]) == 2
    first, second = found["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [125.7543, 39.0339]}
    assert first["id"] == "c87ef3456c6e49e5" and first["type"] == "Feature"
    assert first["properties"]["actor_names"] == ["Vladimir Putin"]
    assert second["geometry"] is None and second["properties"]["status"] == "negated"
    assert json.loads("\n".join(geojson.lines([])))["features"] == []


def graph(events: list[Reported]) -> nx.DiGraph:
    text = "\n".join(gexf.lines(events))
    return nx.read_gexf(io.BytesIO(text.encode("utf-8")))


def test_gexf_counts_what_one_did_to_another() -> None:
    read = graph(
        [
            told(),
            told(id="b", score=-9.0, event_type=EventType.ASSAULT),
            told(id="c", actors=(PUTIN, KIM), recipients=()),
            told(id="d", actors=(SOMEONE,), recipients=()),
        ]
    )
    assert read.is_directed() and read.number_of_nodes() == 4
    edge = read.edges["person:vladimir-putin:RUS", "state:PRK"]
    assert (edge["weight"], edge["CONSULT"], edge["ASSAULT"], edge["AID"]) == (2, 1, 1, 0)
    assert edge["mean_score"] == -2.5 and edge["first"] == "2024-06-19"
    assert read.has_edge("person:kim-jong-un:PRK", "person:vladimir-putin:RUS")
    assert read.nodes["person:vladimir-putin:RUS"]["label"] == "Vladimir Putin"
    assert read.nodes["person:vladimir-putin:RUS"]["events"] == 3


def test_gexf_of_a_body_and_of_nobody() -> None:
    read = graph([told(actors=(UNITED_NATIONS,), recipients=(KOREA,))])
    assert read.nodes["org:united-nations"]["country"] == "UNO"
    assert graph([Reported(event(actors=(), recipients=()))]).number_of_nodes() == 0


def test_a_known_actor_is_one_node_under_all_its_names() -> None:
    other = replace(PUTIN, name="Putin", text="he")
    assert graph([told(), told(id="b", actors=(other,))]).number_of_nodes() == 2
