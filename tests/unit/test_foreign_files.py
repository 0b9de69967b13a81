"""Files of POLECAT, ICEWS, GDELT and Phoenix as events; each bad line is a named failure."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exported import KIM, KOREA, PUTIN, event, told

from dragoman.errors import InputError
from dragoman.export.formats import lines as written
from dragoman.export.jsonl import event_to_dict
from dragoman.foreign.cells import Line, cameo, day, several
from dragoman.foreign.files import READERS, read_events, sniffed
from dragoman.records import EventType, Failure, ForeignEvent, Status

FOREIGN = Path(__file__).parents[1] / "foreign"


def read(name: str) -> tuple[list[ForeignEvent], list[Failure]]:
    items = list(read_events(FOREIGN / name))
    events = [item for item in items if isinstance(item, ForeignEvent)]
    return events, [item for item in items if isinstance(item, Failure)]


def sides(found: ForeignEvent) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    actors = [(p.name, p.country, p.sector) for p in found.actors]
    return actors, [(p.name, p.country, p.sector) for p in found.recipients]


def test_polecat_with_all_that_real_files_hold() -> None:
    events, _ = read("polecat.txt")
    assert [e.id for e in events] == ["a1_1", "a1_2", "a2_1", "a3_1", "a4_1"]
    visit, talks, protest, strike, aid = events
    assert (visit.event_type, visit.mode, visit.cameo) == (EventType.CONSULT, "visit", "042")
    assert (visit.date, visit.score, visit.publisher) == ("2024-06-19", 4.0, "The Daily")
    assert sides(visit) == (
        [("Vladimir Putin", "RUS", "GOV")],
        [("North Korea", "PRK", "GOV")],
    )
    assert visit.place is not None and visit.place.country == "PRK" and visit.place.lat == 39.0339
    assert [p.country for p in talks.actors] == ["RUS", "PRK"] and talks.recipients == ()
    assert talks.mode is None and talks.place is None
    assert protest.actors[0].name == "José Pérez" and protest.recipients[0].country == "EUR"
    assert strike.recipients[0].sector == "UAF" and strike.line == 5
    assert aid.recipients[0].country == "KEN"


def test_polecat_names_each_line_it_cannot_mend() -> None:
    _, failures = read("polecat.txt")
    assert [(f.line, f.reason) for f in failures] == [
        (8, "42 cells, the head line has 41"),
        (9, "'yesterday' is no date"),
        (10, "'FIGHT' is no PLOVER type"),
        (11, "4 cells, the head line has 41"),
    ]
    assert all(f.stage == "read" and f.file and f.file.endswith("polecat.txt") for f in failures)


def test_icews() -> None:
    events, failures = read("icews.tab")
    visit, host, fight, said, march = events
    assert (visit.event_type, visit.mode, visit.cameo) == (EventType.CONSULT, "visit", "042")
    assert sides(visit) == (
        [("Vladimir Putin", "RUS", "GOV")],
        [("North Korea", "PRK", "UNK")],
    )
    assert host.cameo == "043" and host.mode == "visit"
    assert sides(host) == sides(visit)  # the guest is the actor
    assert (fight.event_type, fight.mode) == (EventType.ASSAULT, "firearms")
    assert (fight.actors[0].sector, fight.recipients[0].sector) == ("UAF", "MIL")
    assert said.event_type is None and said.cameo == "010"
    assert march.actors[0].sector == "CVL" and march.place is not None
    assert march.place.name == "Paris"
    assert [f.reason for f in failures] == [
        "4 cells, the head line has 20",
        "'2024-13-45' is no date",
        "'abc' is no CAMEO code",
    ]


def test_gdelt_of_both_versions() -> None:
    events, failures = read("gdelt.export.CSV")
    visit, appeal, fight, said, older = events
    assert (visit.date, visit.mode, visit.url) == (
        "2024-06-19",
        "visit",
        "https://news.example.org/a1",
    )
    assert sides(visit) == (
        [("VLADIMIR PUTIN", "RUS", "GOV")],
        [("NORTH KOREA", "PRK", "UNK")],
    )
    assert visit.place is not None and visit.place.country == "PRK"
    assert (visit.place.lat, visit.place.lon) == (39.0194, 125.755)
    assert sides(appeal) == (
        [("UNITED NATIONS", "UNO", "UNK")],
        [("JOURNALIST", "ROU", "JRN")],
    )
    assert fight.actors[0].sector == "REB" and fight.recipients == ()
    assert said.event_type is None
    assert (older.id, older.date) == ("260000001", "2014-06-19")
    assert older.place is not None and older.place.lon == 125.755
    assert [f.line for f in failures] == [6, 7]


def test_phoenix() -> None:
    events, failures = read("phoenix.txt")
    visit, critique, bomb = events
    assert sides(visit) == ([("RUSGOV", "RUS", "GOV")], [("PRKGOV", "PRK", "GOV")])
    assert (visit.publisher, visit.url) == ("reuters", "https://news.example.org/a1")
    assert visit.place is not None and visit.place.country == "PRK"
    assert critique.actors[0].country == "EUR" and critique.recipients[0].sector == "JRN"
    assert (bomb.event_type, bomb.mode) == (EventType.ASSAULT, "suicide-attack")
    assert (bomb.actors[0].country, bomb.actors[0].sector) == ("PSE", "REB")
    assert bomb.publisher is None and bomb.place is None
    assert [f.line for f in failures] == [4, 5]


def test_ours(tmp_path: Path) -> None:
    path = tmp_path / "ours.jsonl"
    rows = [event_to_dict(event()), event_to_dict(event(id="b", status=Status.FUTURE))]
    rows += [{"failure": True, "article_id": "x"}, {"refused": True}]
    text = "\n".join(json.dumps(row) for row in rows)
    path.write_text(text + '\n{"id": "c"}\nno json {\n[1]\n', "utf-8")
    items = list(read_events(path))
    events = [i for i in items if isinstance(i, ForeignEvent)]
    assert [(e.id, e.happened, e.date) for e in events] == [
        ("c87ef3456c6e49e5", True, "2024-06-19"),
        ("b", False, "2024-06-19"),
    ]
    assert events[0].actors[0].entity_id == "person:vladimir-putin:RUS"
    assert [i.line for i in items if isinstance(i, Failure)] == [5, 6, 7]


@pytest.mark.parametrize("name", ["polecat.txt", "icews.tab", "gdelt.export.CSV", "phoenix.txt"])
def test_a_kind_is_told_by_the_first_line(name: str) -> None:
    first = (FOREIGN / name).read_bytes().split(b"\n")[0].decode("iso-8859-1")
    assert sniffed(first) == name.split(".")[0]


def test_packed_files(tmp_path: Path) -> None:
    raw = (FOREIGN / "icews.tab").read_bytes()
    (tmp_path / "x.tab.gz").write_bytes(gzip.compress(raw))
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("x.tab", raw)
    plain = [i.id for i in read("icews.tab")[0]]
    for name in ("x.tab.gz", "x.zip"):
        items = read_events(tmp_path / name)
        assert [i.id for i in items if isinstance(i, ForeignEvent)] == plain


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("x.csv", b"a,b,c\n1,2,3\n", "none of a file of"),
        ("x.gz", b"no gzip", "cannot be read"),
        ("x.zip", b"no zip", "cannot be read"),
        ("cut.tab", b"Event ID\tCAMEO Code\n", "there is no column 'event date'"),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=reason):
        list(read_events(tmp_path / name))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_events(tmp_path / "gone"))


@pytest.mark.parametrize("form", ["polecat", "icews", "gdelt", "phoenix"])
def test_what_we_write_we_read_as_it_was(form: str) -> None:
    given = [
        told(),
        told(
            id="b",
            event_type=EventType.CONSULT,
            mode=None,
            cameo="04",
            actors=(PUTIN, KIM),
            recipients=(),
        ),
    ]
    lines = [Line(n, text) for n, text in enumerate(written(given, form), start=1)]
    items = list(READERS[form](lines, "x"))
    events = [i for i in items if isinstance(i, ForeignEvent)]
    assert len(events) == len(items)
    visit = events[0]
    assert (visit.event_type, visit.mode, visit.date) == (
        EventType.CONSULT,
        "visit",
        "2024-06-19",
    )
    assert (visit.actors[0].country, visit.recipients[0].country) == (PUTIN.country, KOREA.country)
    assert visit.actors[0].sector == "GOV"
    assert visit.place is not None and visit.place.country == "PRK"
    assert visit.place.lat == 39.0339
    talks = {(e.actors[0].country, e.recipients[0].country) for e in events[1:]}
    assert talks == ({("RUS", "PRK"), ("PRK", "RUS")} if form == "icews" else {("RUS", "PRK")})


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(READERS)), st.lists(st.text(max_size=60), max_size=4), st.data())
def test_no_line_stops_a_reader(kind: str, texts: list[str], data: st.DataObject) -> None:
    name = {"polecat": "polecat.txt", "icews": "icews.tab"}.get(kind)
    head = [(FOREIGN / name).read_bytes().split(b"\n")[0].decode()] if name else []
    width = {"polecat": 41, "icews": 20, "gdelt": 61, "phoenix": 26, "dragoman": 1}[kind]
    cell = st.sampled_from(
        ["", "None", "2024-06-19", "20240619", "AID", "042", "nan", "1e999", '"']
    )
    texts.append("\t".join(data.draw(st.lists(cell, min_size=width, max_size=width))))
    texts.append('{"id": 1, "event_type": "AID", "actors": 3}')
    plain = [text.replace("\n", " ").replace("\r", " ") for text in texts]
    lines = [Line(n, text) for n, text in enumerate([*head, *plain], start=1)]
    for item in READERS[kind](lines, "x"):
        assert isinstance(item, ForeignEvent | Failure)


@pytest.mark.parametrize("form", ["polecat", "icews", "gdelt", "phoenix"])
def test_an_event_without_a_day_is_no_failure(form: str, tmp_path: Path) -> None:
    text = "\n".join(written([told(date=None, published=None)], form))
    (tmp_path / "x").write_text(text + "\n", "utf-8")
    (item,) = list(read_events(tmp_path / "x"))
    assert isinstance(item, ForeignEvent) and item.date is None


def test_cells() -> None:
    assert day("None") is None
    assert several("RUS; PRK|None") == ["RUS", "PRK"] and several(None) == []
    assert day("20240619") == day("2024-06-19T10:00") == "2024-06-19"
    with pytest.raises(InputError):
        cameo("04a")


def test_a_line_of_a_gigabyte_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.foreign.files.LONGEST_LINE", 1000)
    (tmp_path / "x.jsonl").write_text("{" + " " * 2000 + "}\n")
    with pytest.raises(InputError, match="a line above"):
        list(read_events(tmp_path / "x.jsonl"))
