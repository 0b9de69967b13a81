"""The tables of actors: the index, the checker, and how leaders.tsv is made."""

from pathlib import Path

import pytest

from dragoman.data.build import Leader, build_leaders, join, name_forms, without_own
from dragoman.errors import InputError
from dragoman.understand.knowledge import (
    Kind,
    actors_folder,
    check_actors,
    load_knowledge,
    pieces,
)
from dragoman.understand.tsv import TsvRow

SHIPPED = Path(str(actors_folder()))


def test_the_shipped_tables_are_clean() -> None:
    assert [str(error) for error in check_actors(SHIPPED)] == []


@pytest.mark.parametrize(
    ("form", "kind", "country"),
    [
        ("Russian Federation", Kind.STATE, "RUS"),
        ("Pyongyang", Kind.SEAT, "PRK"),
        ("Iranian", Kind.ADJECTIVE, "IRN"),
        ("UN Security Council", Kind.ORGANISATION, "UNO"),
        ("NATO", Kind.ORGANISATION, "NATO"),
        ("Hezbollah", Kind.ORGANISATION, "LBN"),
        ("Kim Jong-un", Kind.LEADER, "PRK"),
    ],
)
def test_a_name_is_found(form: str, kind: Kind, country: str) -> None:
    entry = load_knowledge().names[pieces(form)][0]
    assert (entry.kind, entry.country) == (kind, country)


def test_dates_are_half_open() -> None:
    rows = load_knowledge().names[pieces("Angela Merkel")]
    assert any(row.valid_on("2005-11-22") for row in rows)
    assert not any(row.valid_on("2021-12-08") for row in rows)
    assert not any(row.valid_on(None) for row in rows)


def test_the_checker_names_file_line_and_reason(tmp_path: Path) -> None:
    for table in SHIPPED.glob("*.tsv"):
        (tmp_path / table.name).write_text(table.read_text(encoding="utf-8"), encoding="utf-8")
    titles = tmp_path / "titles.tsv"
    titles.write_text("title\tsector\tnote\tsource\nzar\tGOW\t\town\nabbot\tREL\t\t\n")
    told = [str(error) for error in check_actors(tmp_path)]
    assert told == [
        "titles.tsv:2: GOW is no sector (entry: zar)",
        "titles.tsv:3: the source must be given (entry: abbot)",
        "titles.tsv:3: out of order: stands after zar (entry: abbot)",
    ]


def test_a_row_with_a_cell_too_few_is_told(tmp_path: Path) -> None:
    (tmp_path / "titles.tsv").write_text("title\tsector\tnote\tsource\nabbot\tREL\n")
    told = [str(error) for error in check_actors(tmp_path)]
    assert "titles.tsv:2: 2 cells, the header has 4" in told
    assert "states.tsv: the table is missing" in told


def test_names_of_the_factbook() -> None:
    assert name_forms("Bashar al-ASSAD", "President")[1] == (
        "al-Assad",
        "Assad",
    )
    assert "King Charles" in name_forms("CHARLES III", "King")[1]


def leader(name: str, *names: str, since: str, until: str = "", source: str) -> Leader:
    return Leader(name, names, "XYZ", "President", "GOV", since, until, source)


def test_who_rules_on_keeps_the_full_name_and_who_left_gets_an_end() -> None:
    today = [leader("Ana Sol", "Sol", since="2021-05-01", source="factbook")]
    still = leader("Sol", since="2019-05-01", source="reign")
    assert join(today, [still]) == [leader("Ana Sol", "Sol", since="2019-05-01", source="factbook")]
    gone = leader("Mar", since="2015-01-01", source="reign")
    assert join(today, [gone])[1].until == "2021-05-01"


def test_rows_written_by_hand_go_before() -> None:
    own = [TsvRow({"name": "Ana Sol", "names": "Sol", "country": "XYZ"}, "leaders_more.tsv", 2)]
    same = leader("Ana Sol", "Sol", since="2021", source="factbook")
    other = leader("Juan Sol", "Sol", since="2001", source="factbook")
    assert without_own([same, other], own) == [other]


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="leaders_factbook"):
        build_leaders(tmp_path, SHIPPED)
