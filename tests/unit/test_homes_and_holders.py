"""Whose the police are, who holds an office on a day, and a book of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.api import default_coder
from dragoman.errors import InputError
from dragoman.pipeline import load_resources, run
from dragoman.read import published_moment, read_text
from dragoman.records import Actor
from dragoman.serve.cli import main
from dragoman.understand.book import Written, add_row, read_book, with_book


def actors(text: str, day: str = "2024-06-19") -> dict[str, Actor]:
    result = default_coder().run(text, published=day)
    assert result.understood is not None
    return {m.actor.text: m.actor for m in result.understood.actors}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Police arrested nine students in Nairobi.", "Police", "KEN"),
        ("Gunmen shot dead three judges in Medellin.", "Gunmen", "COL"),
        ("Protesters burned tyres near Port-au-Prince.", "Protesters", "HTI"),
    ],
)
def test_those_without_a_country_are_of_the_place(text: str, words: str, country: str) -> None:
    assert actors(text)[words].country == country


def test_the_sentence_before_tells_too() -> None:
    told = actors("A bomb went off in Lima on Monday. Police closed the roads.")
    assert told["Police"].country == "PER"
    assert "actors.where" in told["Police"].made_by


REPORT = (
    "Kenyan President William Ruto spoke in Nairobi. He sent the Kenyan army to Mombasa. The "
    "Kenyan treasury paid for it, Kenya's finance minister said. "
)


def test_a_report_mostly_of_one_country_is_of_it() -> None:
    told = actors(REPORT + "Ethiopia took note. The measure was debated. Lawmakers shouted at him.")
    assert told["Lawmakers"].country == "KEN"


def test_beside_another_country_the_report_tells_nothing() -> None:
    told = actors(REPORT + "It was debated. It was long. Ethiopia accused rebels of shelling it.")
    assert told["rebels"].country != "KEN"


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("A Kenyan officer met the press. The officer blamed rebels.", "The officer", "KEN"),
        ("A Turkish envoy met a Greek general. The general left.", "The general", "GRC"),
        ("Tutsi rebels of Congo fled. Soldiers shot at the rebels.", "the rebels", "COD"),
    ],
)
def test_a_noun_with_the_is_whom_it_named_last(text: str, words: str, country: str) -> None:
    assert actors(text)[words].country == country


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A Kenyan officer spoke. The other officer, of the port, blamed rebels.", "officer"),
        ("A Kenyan officer spoke in Paris. The officers were glad.", "The officers"),
        ("A Ukrainian president resigned in Rome. The president may be removed.", "The president"),
    ],
)
def test_who_is_another_is_not_named_again(text: str, words: str) -> None:
    told = default_coder().run(text, published="2024-06-19").understood
    assert told is not None
    again = [m.actor for m in told.actors if m.actor.made_by.startswith("actors.again")]
    assert not [actor for actor in again if words in actor.text]


def test_foreigners_are_not_of_the_place() -> None:
    told = actors("Foreign creditors met the treasury in London. Bank managers came, too.")
    assert told["Foreign creditors"].country == "---"


def test_two_countries_tell_nothing() -> None:
    assert actors("Police met in Lima and in Quito.")["Police"].country == "---"


def test_where_somebody_goes_is_not_where_he_is_from() -> None:
    assert actors("The rebels fled to Chad.")["The rebels"].country == "---"


def test_a_company_has_no_home_by_place() -> None:
    assert actors("Somebody saw a man in Lima.").get("a man") is None


@pytest.mark.parametrize(
    ("day", "name"), [("2004-01-15", "Dominique de Villepin"), ("1999-01-01", "Hubert Vedrine")]
)
def test_an_office_is_its_holder_on_the_day(day: str, name: str) -> None:
    minister = actors("The French foreign minister left for Cairo.", day)[
        "The French foreign minister"
    ]
    assert minister.name == name and minister.known
    assert minister.made_by.startswith("actors.holder leaders_more.tsv")


@pytest.mark.parametrize(
    "phrase", ["A deputy French foreign minister", "The former French foreign minister"]
)
def test_who_does_not_hold_it(phrase: str) -> None:
    told = actors(f"{phrase} left for Cairo.", "2004-01-15")
    assert all(actor.name != "Dominique de Villepin" for actor in told.values())


def test_the_leader_of_a_state_is_whom_the_report_named() -> None:
    told = actors("Vladimir Putin met Xi Jinping. The Russian leader thanked his host.")
    assert told["The Russian leader"].name == "Vladimir Putin"


def test_pronouns_go_on_from_pronouns() -> None:
    told = default_coder().run(
        "Amina Otieno spoke in Nairobi. She thanked the crowd. Her speech was short. "
        "It rained. Nobody left. She laughed."
    )
    assert told.understood is not None
    last = [m.actor for m in told.understood.actors if m.sentence == 5]
    assert [actor.name for actor in last] == ["Amina Otieno"]


def test_himself_is_the_subject() -> None:
    told = actors("Vladimir Putin met Xi Jinping, and Xi praised himself.")
    assert told["himself"].name == "Xi Jinping"


def test_a_book_of_ones_own(tmp_path: Path) -> None:
    book = tmp_path / "actors.tsv"
    add_row(book, Written("Qarbo Front", ("QF",), "SOM", "REB", source="a test"))
    add_row(book, Written("unknown:ali-hassan:SOM", same_as="person:x-y:SOM", source="a test"))
    known = load_resources(actors=book)
    text = "The Qarbo Front attacked soldiers in Mogadishu."
    result = run(read_text(text, id="a", published=published_moment("2024-06-19")), known)
    assert result.events[0].actors[0].code == "SOMREB"
    assert with_book(book).same == {"unknown:ali-hassan:SOM": "person:x-y:SOM"}
    assert known.version != default_coder().resources.version


def test_merges_end_and_rings_do_not_hang(tmp_path: Path) -> None:
    book = tmp_path / "actors.tsv"
    for one, other in (
        ("a:a:A", "b:b:B"),
        ("b:b:B", "c:c:C"),
        ("x:x:X", "y:y:Y"),
        ("y:y:Y", "x:x:X"),
    ):
        add_row(book, Written(one, same_as=other, source="a test"))
    same = with_book(book).same
    assert same["a:a:A"] == "c:c:C"
    assert same["x:x:X"] in ("x:x:X", "y:y:Y")


def test_a_broken_book_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_book(tmp_path / "none.tsv")
    book = tmp_path / "actors.tsv"
    book.write_text("name\tkind\nA\tghost\n", encoding="utf-8")
    with pytest.raises(InputError, match="kind"):
        read_book(book)
    with pytest.raises(InputError, match="tab"):
        add_row(tmp_path / "new.tsv", Written("a\tb"))


def test_the_commands(tmp_path: Path) -> None:
    book = str(tmp_path / "actors.tsv")
    call = CliRunner().invoke
    done = call(
        main, ["actors", "list", "foreign", "minister", "--country", "FRA", "--on", "1999-01-01"]
    )
    assert done.exit_code == 0 and "Vedrine" in done.output
    assert call(main, ["actors", "list", "nobody-at-all"]).exit_code == 1
    add = ["actors", "add", "Qarbo Front", "--country", "SOM", "--sector", "REB", "--source", "x"]
    assert call(main, [*add, "--book", book]).exit_code == 0
    assert call(main, [*add[:6], "NOSUCH", "--source", "x", "--book", book]).exit_code == 2
    merge = ["actors", "merge", "unknown:ali:SOM", "org:qarbo-front", "--why", "x", "--book", book]
    assert call(main, merge).exit_code == 0
    shown = call(main, ["actors", "show", "unknown:ali:SOM", "--book", book]).output
    assert "merged into org:qarbo-front" in shown and "SOMREB" in shown
    assert (
        call(main, ["actors", "merge", "a:b", "a:b", "--why", "x", "--book", book]).exit_code == 2
    )


def test_a_person_without_a_role_is_a_civilian_of_the_place_also_as_he() -> None:
    told = actors("Daniel Kiprono met police in Eldoret. Later he left the town.")
    assert told["Daniel Kiprono"].code == "KENCVL"
    assert told["he"].code == "KENCVL"
    assert told["he"].entity_id == told["Daniel Kiprono"].entity_id


def test_a_person_of_nowhere_keeps_no_sector() -> None:
    assert actors("Daniel Kiprono met nobody.")["Daniel Kiprono"].code == "UNK"


@pytest.mark.parametrize(
    ("day", "sector"),
    [("2013-07-02", "GOV"), ("2013-07-05", "GOV"), ("2013-07-07", "ELI")],
)
def test_who_fell_the_day_before_is_still_called_by_the_office(day: str, sector: str) -> None:
    told = actors("The army took Mohamed Morsi to a barracks.", day)
    assert told["Mohamed Morsi"].sector == sector


def test_a_rank_before_a_name_is_read_where_the_tagger_sees_an_adjective() -> None:
    told = actors("Then Major Habibur Talukdar spoke in Chittagong.")
    assert told["Major Habibur Talukdar"].code == "BGDMIL"


def test_an_air_strike_is_not_told_of_the_air() -> None:
    result = default_coder().run("An Israeli air strike on Gaza killed six civilians.")
    assert [a.code for e in result.events for a in e.actors] == ["ISRGOV"]


def named(text: str, words: str) -> list[str]:
    """The names of the actors at each place where the words stand."""
    result = default_coder().run(text, published="2024-06-19")
    assert result.understood is not None
    return [m.actor.name for m in result.understood.actors if m.actor.text == words]


def test_an_unknown_person_has_one_home_in_a_report() -> None:
    text = (
        "Mark Rathbun, an editor, runs a blog. He was seen in Lima on Monday."
        " In Quito police said that Mr Rathbun had left."
    )
    result = default_coder().run(text, published="2024-06-19")
    assert result.understood is not None
    found = {m.actor.entity_id for m in result.understood.actors if "Rathbun" in m.actor.name}
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        (
            "General Karl Marten praised Isabel Ortega. He gave her a medal, and she kept it.",
            "she",
            "Isabel Ortega",
        ),
        (
            "Previously at the invitation of Premier Zhou Enlai, Yuen Chao returned to China."
            " He came again in May.",
            "He",
            "Yuen Chao",
        ),
        (
            'Carlos Mesa was an artist. "He wanted to be rich," Anna Water said.',
            "He",
            "Carlos Mesa",
        ),
    ],
)
def test_whom_a_pronoun_means(text: str, pronoun: str, name: str) -> None:
    assert named(text, pronoun)[:1] == [name]


def test_a_middle_initial_makes_no_other_man() -> None:
    text = "Eugene A. Norin was born in Ohio. Eugene Norin died in Madrid."
    assert {*named(text, "Eugene A. Norin"), *named(text, "Eugene Norin")} == {"Eugene A. Norin"}


@pytest.mark.parametrize(
    ("day", "text", "words", "code"),
    [
        ("2024-06-19", "Karo Tamm is a nurse. She left Lima.", "Karo Tamm", "PERMED"),
        ("2024-06-19", "Officer Karo Tamm left Lima.", "Officer Karo Tamm", "PERCOP"),
        ("2024-06-19", "Karo Tamm, who heads a party, left Lima.", "Karo Tamm", "PERPTY"),
        ("1965-10-02", "General Suharto spoke in Jakarta.", "General Suharto", "IDNMIL"),
        ("1979-01-15", "The Sandinistas shelled the bunker.", "The Sandinistas", "NICREB"),
        ("1999-01-15", "The Sandinistas lost.", "The Sandinistas", "NICPTY"),
        ("1989-11-20", "Police beat students in Prague.", "Police", "CSKCOP"),
        ("2024-06-19", "Two men robbed a bank in Lima.", "men", "PERCVL"),
    ],
)
def test_what_a_report_says_somebody_is(day: str, text: str, words: str, code: str) -> None:
    told = {text.removeprefix("The "): a.code for text, a in actors(text, day).items()}
    assert told[words.removeprefix("The ")] == code


def test_a_state_organ_beside_another_state_is_that_states() -> None:
    told = actors("Georgia's Central Election Commission met. Ukraine waited.")
    assert "GEOGOV" in {actor.code for actor in told.values()}


def test_the_north_is_a_korea_where_the_report_speaks_of_one() -> None:
    told = actors("South Korea said on Monday that the North fired a missile.")
    assert [a.country for a in told.values() if "North" in a.text] == ["PRK"]


def test_people_without_a_scene_are_nobody() -> None:
    assert "men" not in actors("Two men robbed a bank.")


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The French Government will be asked for money.", "The French Government", "FRAGOV"),
        ("The Kenyan Council said no.", "The Kenyan Council", ""),
    ],
)
def test_a_body_is_no_ruler(text: str, words: str, code: str) -> None:
    told = actors(text)
    assert not [a for a in told.values() if a.made_by.startswith("actors.leader")]
    assert not code or told[words].code == code


@pytest.mark.parametrize(
    ("text", "day", "words", "country"),
    [
        (
            "The Bush administration criticised China.",
            "2004-05-01",
            "The Bush administration",
            "USA",
        ),
        (
            "The Carter administration criticised China.",
            "2004-05-01",
            "The Carter administration",
            "USA",
        ),
        (
            "A senior Obama administration official spoke.",
            "2012-05-01",
            "A senior Obama administration official",
            "USA",
        ),
        ("Aides in the Singh cabinet spoke.", "2006-05-01", "the Singh cabinet", "IND"),
    ],
)
def test_a_family_name_before_a_government_is_a_rulers(
    text: str, day: str, words: str, country: str
) -> None:
    assert actors(text, day)[words].country == country


def test_of_two_presidents_the_one_of_the_day_has_the_government() -> None:
    then = actors("The Bush administration criticised China.", "1990-05-01")
    assert then["Bush"].name == "George H. W. Bush"
    later = actors("The Bush administration criticised China.", "2004-05-01")
    assert later["Bush"].name == "George W. Bush"


def test_a_family_name_alone_is_no_rulers() -> None:
    assert actors("Carter told the court that he had seen nothing.")["Carter"].country != "USA"


def test_an_organ_that_many_states_have_is_of_the_state_the_report_tells_of() -> None:
    told = actors(
        "Nigeria's president met governors in Abuja. "
        "The House of Representatives rejected the bill."
    )
    house = told["House of Representatives"]
    assert (house.code, house.known) == ("NGALEG", False)


@pytest.mark.parametrize(
    "text",
    [
        "The House of Representatives impeached the president.",
        "The House of Representatives voted for sanctions on Iran and Iraq.",
        "Iran and Iran's allies protested. The House of Representatives in Washington voted.",
    ],
)
def test_where_the_report_tells_of_no_other_state_it_is_that_of_the_tables(text: str) -> None:
    assert actors(text)["House of Representatives"].code == "USALEG"


def test_a_general_who_ruled_is_one_of_the_elite_when_he_is_gone() -> None:
    assert (
        actors("General Suharto spoke in Jakarta.", "1966-02-01")["General Suharto"].sector == "MIL"
    )
    assert (
        actors("General Suharto spoke in Jakarta.", "2000-02-01")["General Suharto"].sector == "ELI"
    )
