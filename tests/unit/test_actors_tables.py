"""The tables of actors: the index, the checker, and how leaders.tsv is made."""

from pathlib import Path

import pytest

from dragoman.data.build import (
    Leader,
    build_leaders,
    join,
    name_forms,
    with_full_names,
    without_own,
)
from dragoman.errors import InputError
from dragoman.understand.knowledge import (
    Kind,
    actors_folder,
    check_actors,
    load_knowledge,
    pieces,
)
from dragoman.understand.tsv import TsvRow, read_tsv

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


def write_leaders(folder: Path, *rows: str) -> list[str]:
    """What the checker says of a table of leaders beside the shipped tables."""
    for table in SHIPPED.glob("*.tsv"):
        (folder / table.name).write_text(table.read_text(encoding="utf-8"), encoding="utf-8")
    head = "name\tnames\tcountry\toffice\tsector\tfrom\tuntil\tsource"
    (folder / "leaders_more.tsv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return [str(error) for error in check_actors(folder)]


ANA = "Ana Sol\tSol\tFRA\tPresident\tGOV\t2001-05-01\t2005-05-01\town"


def test_two_presidents_at_one_time_are_told(tmp_path: Path) -> None:
    juan = "Juan Mar\tMar\tFRA\tPresident\tGOV\t2004-05-01\t\town"
    assert write_leaders(tmp_path, ANA, juan) == [
        "leaders_more.tsv:3: president of FRA at one time with Ana Sol (entry: Juan Mar)"
    ]


@pytest.mark.parametrize(
    "row",
    [
        "Juan Mar\tMar\tFRA\tPresident\tGOV\t2005-05-01\t\town",
        "Juan Mar\tMar\tFRA\tMinister\tGOV\t2004-05-01\t\town",
        "Juan Mar\tMar\tFRA\tPresident\tGOV\t2004-05-01\t\tanother",
    ],
)
def test_one_after_the_other_or_in_other_offices_is_sound(tmp_path: Path, row: str) -> None:
    assert write_leaders(tmp_path, ANA, row) == []


def test_nationality_words_are_adjectives_and_demonyms() -> None:
    words = load_knowledge().nationality_words
    assert {"russian", "russians", "south korean", "briton"} <= words
    assert not {"us", "russia", "moscow"} & words


def test_press_names_and_every_spell(tmp_path: Path) -> None:
    names = load_knowledge().names
    spells = {row.since for row in names[pieces("Silvio Berlusconi")]}
    assert {"1994-05-11", "2001-06-11", "2008-05-08"} <= spells
    assert any(row.country == "ESP" for row in names[pieces("Pedro Sanchez")])
    assert not any(row.valid_on("2022-06-01") for row in names[pieces("Sebastian Kurz")])


def test_another_spell_of_one_written_by_hand_stays() -> None:
    cells = {"name": "Ana Sol", "names": "Sol", "country": "XYZ", "from": "2010", "until": "2014"}
    own = [TsvRow(cells, "leaders_more.tsv", 2)]
    early = leader("Ana Sol Paz", "Ana Sol", since="2001", until="2005", source="reign")
    late = leader("Ana Sol Paz", "Ana Sol", since="2011", until="2013", source="reign")
    (kept,) = without_own([early, late], own)
    assert (kept.name, kept.since) == ("Ana Sol", "2001")


def test_what_the_table_by_hand_leaves_of_a_spell_stays() -> None:
    cells = {"name": "Ana Sol", "names": "Sol", "country": "XYZ", "from": "2010", "until": "2014"}
    own = [TsvRow(cells, "leaders_more.tsv", 2)]
    whole = leader("Sol", since="2008-05-01", until="2015-05-01", source="reign")
    kept = [(row.name, row.since, row.until) for row in without_own([whole], own)]
    assert kept == [("Ana Sol", "2008-05-01", "2010"), ("Ana Sol", "2014", "2015-05-01")]
    open_end = leader("Sol", since="2009-12-01", until="2024", source="reign")
    assert without_own([open_end], own) == []


def test_a_father_of_one_name_at_another_time_is_another() -> None:
    cells = {"name": "Nin Sol", "names": "Ben Sol", "country": "XYZ", "from": "1972"}
    own = [TsvRow({**cells, "until": "1983"}, "leaders_more.tsv", 2)]
    son = leader("Ben Sol III", "Ben Sol", since="2010", until="2016", source="reign")
    assert without_own([son], own) == [son]


def test_no_leader_stands_in_both_tables() -> None:
    """Who came into the table by hand leaves the other one at the next `data build`."""
    rows = [
        Leader(
            row.text("name"), row.texts("names"), row.text("country"), row.text("office"),
            row.text("sector"), row.text("from"), row.text("until"), row.text("source"),
        )
        for row in read_tsv(SHIPPED, "leaders.tsv")
    ]  # fmt: skip
    assert without_own(rows, read_tsv(SHIPPED, "leaders_more.tsv")) == rows


def test_father_and_son_of_one_name_each_have_their_time() -> None:
    names = load_knowledge().names

    def ruler(form: str, day: str) -> set[str]:
        rows = names[pieces(form)]
        return {row.name for row in rows if row.kind is Kind.LEADER and row.valid_on(day)}

    assert ruler("Kenyatta", "1970-01-01") == {"Jomo Kenyatta"}
    assert ruler("Kenyatta", "2015-01-01") == {"Uhuru Kenyatta"}
    assert ruler("Duvalier", "1980-01-01") == {"Jean-Claude Duvalier"}
    assert ruler("Deby", "2010-01-01") == {"Idriss Deby"}
    assert ruler("Deby", "2024-01-01") == {"Mahamat Deby"}


def test_full_names_are_given_by_the_year_of_coming() -> None:
    rows = [leader("Bush", since="1989-01-20", until="1993-01-20", source="reign")]
    cells = {
        "country": "XYZ", "leader": "Bush", "from": "1989", "name": "George Bush",
        "names": "George H. W. Bush", "office": "President", "until": "",
    }  # fmt: skip
    (full,) = with_full_names(rows, [TsvRow(cells, "leader_names.tsv", 2)])
    assert (full.name, full.names) == ("George Bush", ("George H. W. Bush", "Bush"))
    assert full.source == "reign (dates); own (names)"


@pytest.mark.parametrize(
    ("form", "country", "sector"),
    [
        ("Upper Volta", "BFA", "GOV"),
        ("Dahomey", "BEN", "GOV"),
        ("Rhodesians", "ZWE", "CVL"),
        ("Kosovo Albanians", "KOS", "CVL"),
        ("CGT", "FRA", "LAB"),
        ("TANU", "TZA", "PTY"),
        ("CONAIE", "ECU", "CVL"),
        ("Jogorku Kenesh", "KGZ", "LEG"),
        ("Bundespolizei", "DEU", "COP"),
        ("Symbionese Liberation Army", "USA", "UAF"),
        ("Economic Commission for Africa", "UNO", "UNK"),
        ("Torre Tagle", "PER", "GOV"),
    ],
)
def test_bodies_and_former_states_of_the_world(form: str, country: str, sector: str) -> None:
    entry = load_knowledge().names[pieces(form)][0]
    assert (entry.country, entry.sector) == (country, sector)


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("rubbish collectors", "LAB"),
        ("cockle picker", "AGR"),
        ("anarchists", "UAF"),
        ("copts", "REL"),
        ("drummer", "SOC"),
        ("deminers", "MIL"),
        ("pawnbroker", "BUS"),
        ("vaccinators", "MED"),
    ],
)
def test_kinds_of_people(noun: str, sector: str) -> None:
    assert load_knowledge().nouns[pieces(noun)][0].sector == sector
