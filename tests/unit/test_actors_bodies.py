"""Bodies and their offices: short forms, presidents of companies, whose party, whose trade; and
who is told of by the word of a people."""

from __future__ import annotations

import pytest

from dragoman.api import default_coder
from dragoman.records import Actor


def actors(text: str, day: str = "2012-02-01") -> dict[str, Actor]:
    """The last actor of each wording."""
    result = default_coder().run(text, published=day)
    assert result.understood is not None
    return {m.actor.text: m.actor for m in result.understood.actors}


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        (
            "Uganda's Popular Resistance Front (PRF) took the town. The PRF killed nine soldiers.",
            "PRF",
            "UGA",
            "REB",
        ),
        (
            "He chairs the National Defence Commission of the DPRK. The NDC met in Pyongyang.",
            "NDC",
            "PRK",
            "GOV",
        ),
        (
            "Tokyo's Self-Defense Forces will send ships. The SDF said so on Monday.",
            "SDF",
            "JPN",
            "MIL",
        ),
    ],
)
def test_a_short_form_is_the_body_told_in_full(
    text: str, words: str, country: str, sector: str
) -> None:
    actor = actors(text)[words]
    assert (actor.country, actor.sector) == (country, sector)
    assert actor.made_by.startswith("actors.again.short_form <- ")


def test_letters_that_the_tables_hold_stay_where_their_state_is_named() -> None:
    told = actors("Syria's army met the Southern Desert Front of Jordan. The SDF shelled Raqqa.")
    assert told["SDF"].country == "SYR"


def test_a_short_form_of_nobody_is_nobody() -> None:
    told = actors("Uganda's Popular Resistance Front took the town. The XYZ said so.")
    assert told["XYZ"].name == "XYZ"


@pytest.mark.parametrize(
    ("text", "words", "sector"),
    [
        ("Exxon's new president Lee Raymond spoke.", "Exxon's new president Lee Raymond", "BUS"),
        ("Acme Corp president John Miller spoke.", "Acme Corp president John Miller", "BUS"),
        ("The president of the university spoke.", "The president of the university", "EDU"),
        ("The union's president was shot in Bogota.", "president", "LAB"),
        ("The Chilean president spoke.", "The Chilean president", "GOV"),
        ("The president of the republic spoke.", "The president of the republic", "GOV"),
    ],
)
def test_whose_president_he_is(text: str, words: str, sector: str) -> None:
    told = actors(text)
    assert next(a.sector for t, a in told.items() if t.startswith(words)) == sector


def test_a_reporter_is_no_holder_of_an_office() -> None:
    told = actors("Former aide Joe Lockhart told a CNN reporter so.", "2023-05-01")
    assert all(actor.name != "Evan Gershkovich" for actor in told.values())


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Japanese drummer Ken Sato died in Lagos.", "Japanese drummer Ken Sato", "JPN"),
        ("The Unity Party of Kenya won.", "Unity Party of Kenya", "KEN"),
        ("The Unity Party won in Monrovia.", "Unity Party", "LBR"),
        ("The Rice Growers Commission of the DPRK met.", "of the DPRK", "PRK"),
        ("Masked Indians occupied San Cristobal in Mexico.", "Indians", "MEX"),
        ("Indians mourned in Delhi while Mexico looked on.", "Indians", "IND"),
        ("European officials met in Tokyo.", "European officials", "---"),
        ("The American Samoan governor spoke.", "The American Samoan governor", "USA"),
    ],
)
def test_whose_they_are(text: str, words: str, country: str) -> None:
    told = actors(text)
    assert next(a.country for t, a in told.items() if t.endswith(words)) == country


def test_the_nationality_of_another_noun_is_not_the_name_s() -> None:
    told = actors("The Japanese car killed Ken Sato in Lagos.")
    assert told["Ken Sato"].country == "NGA"


def test_a_name_told_elsewhere_is_no_trade() -> None:
    told = actors("English drummer Ginger Baker died. Ginger Baker was born in London.")
    assert told["Ginger Baker"].made_by.startswith("actors.titled_person titles.tsv:drummer")


@pytest.mark.parametrize(
    "text",
    [
        "The charges include murder, a court in Lima heard.",
        "The speakers at the rally in Lima were cheered.",
        "UK figures showed growth.",
    ],
)
def test_words_that_are_no_officers(text: str) -> None:
    told = actors(text)
    assert not {"charges", "The charges", "The speakers", "UK figures"} & set(told)


def test_a_street_called_after_a_seat_is_no_government() -> None:
    told = actors("Truckers were towed from Wellington Street in Ottawa.")
    assert "Wellington" not in told
    assert told["Truckers"].country == "CAN"


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Ford Motor Company is under inquiry. Ford said so in a filing.", "Ford", "USABUS"),
        ("Henry Ford founded Ford Motor Company. Ford was from Michigan.", "Ford", "USACVL"),
        ("President Ford met workers of Ford Motor Company.", "President Ford", "USAELI"),
        ("Police in Nairobi arrested a Briton, John Smith, on Tuesday.", "John Smith", "GBRCVL"),
        ("The rebels freed an Italian, Carlo Neri, near Kano in Nigeria.", "Italian", "ITACVL"),
        ("A French court jailed an Algerian and a Belgian.", "Algerian", "DZACVL"),
        ("An Israeli, Egyptian and Qatari plan was rejected by Hamas.", "Israeli", "ISRGOV"),
        ("An Israeli and Egyptian plan was rejected by Hamas.", "Israeli", "ISRGOV"),
    ],
)
def test_companies_and_people_by_one_word(text: str, words: str, code: str) -> None:
    assert actors(text)[words].code == code
