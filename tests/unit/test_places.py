"""Places: names told apart by kind, put on the map, and the place of an event."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman
from dragoman.api import default_coder
from dragoman.errors import LexiconError
from dragoman.records import Place
from dragoman.understand.places import load_gazetteer
from dragoman.understand.places.choose import Name, decided
from dragoman.understand.places.gazetteer import Feature, Gazetteer, fold
from dragoman.understand.places.tables import check_places


def places(text: str) -> dict[str, Place]:
    result = default_coder().run(text, published="2024-06-19")
    assert result.understood is not None
    return {result.article.words(p.span): p for p in result.understood.places}


@pytest.mark.parametrize(
    ("one", "other"),
    [("St. Petersburg", "Saint Petersburg"), ("Sana’a", "Sanaa"), ("D.C.", "DC"), ("U.S.", "US")],
)
def test_names_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Kenya", "KEN", Feature.COUNTRY),
        ("Britain", "GBR", Feature.COUNTRY),
        ("Louisiana", "USA", Feature.DIVISION),
        ("Calif.", "USA", Feature.DIVISION),
        ("Nairobi", "KEN", Feature.CAPITAL),
        ("Rapides Parish", "USA", Feature.COUNTY),
        ("Red Sea", None, Feature.REGION),
    ],
)
def test_the_gazetteer_knows(name: str, country: str | None, feature: Feature) -> None:
    found = load_gazetteer().named(name)
    assert any(c.country == country and c.feature in (feature, Feature.COUNTY_ABOUT) for c in found)


def test_a_name_nobody_has() -> None:
    assert load_gazetteer().named("Xyzzyville-upon-Nothing") == ()
    assert load_gazetteer().named("") == ()


def test_what_is_called_after_a_place_lies_there() -> None:
    near = load_gazetteer().partly("Lake Manassas")
    assert near and near[0].admin1 == "Virginia"
    assert load_gazetteer().partly("University") == ()


def test_a_gazetteer_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LexiconError):
        Gazetteer(tmp_path)
    assert list(check_places(tmp_path))


def test_every_place_is_on_the_map() -> None:
    assert load_gazetteer().off_the_map() == 0


def test_a_state_after_a_town_decides() -> None:
    assert places("A tornado hit Paris, Texas, on Monday.")["Paris"].admin1 == "Texas"
    assert places("Talks were held in Paris on Monday.")["Paris"].country == "FRA"


def test_a_county_stands_at_its_seat() -> None:
    (georgia,) = [c for c in load_gazetteer().named("Oconee County") if c.division == "US.GA"]
    assert (round(georgia.lat, 1), round(georgia.lon, 1)) == (33.9, -83.4)


def test_what_is_called_after_another_place_lies_where_it_stands() -> None:
    text = "Rima Khoury, a nurse at St George hospital in Beirut, carried three infants down."
    assert {place.country for place in places(text).values()} == {"LBN"}


def test_neighbours_decide() -> None:
    told = places("Rebels left Tripoli for Sidon and Tyre, south of Beirut in Lebanon.")
    assert told["Tripoli"].country == "LBN"
    assert places("Rebels left Tripoli for Benghazi and Misrata.")["Tripoli"].country == "LBY"


def test_one_name_is_one_place_in_a_report() -> None:
    text = "Police in Springfield, Illinois, said so. Springfield has two stations."
    result = default_coder().run(text)
    assert result.understood is not None
    assert {p.admin1 for p in result.understood.places if p.name == "Springfield"} == {"Illinois"}


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton sang on Monday.",
        "Michael Jordan played well.",
        "Mr. London left the company.",
        "Police said nothing.",
    ],
)
def test_no_place(text: str) -> None:
    assert not [p for p in places(text).values() if p.kind in ("literal", "metonymic")]


def test_kinds() -> None:
    assert places("Washington warned Tehran on Monday.")["Washington"].kind == "metonymic"
    assert places("The talks in Washington failed.")["Washington"].kind == "literal"
    assert places("Russian troops left.")["Russian"].kind == "demonym"
    told = places("The Athens Police Department arrested a man.")
    assert told["Athens"].kind == "other"


def test_the_body_of_a_name_is_no_town() -> None:
    assert "UN" not in places("The UN condemned the attack in Goma.")


def test_an_event_has_its_point() -> None:
    (event,) = dragoman.code("Gunmen attacked a police post in Mandera on Monday.")
    assert event.place is not None
    assert event.place.country == "KEN" and event.place.basis == "clause"
    assert event.place.lat == pytest.approx(3.9, abs=0.7)
    assert event.place.precision in ("town", "admin1")


def test_the_dateline_is_the_last_resort() -> None:
    text = "NAIROBI, June 19 (Reuters) - Kenyan police arrested the editor of a weekly."
    (event,) = [e for e in dragoman.code(text) if e.event_type == "COERCE"]
    assert event.place is not None and event.place.basis == "dateline"
    assert event.place.name == "Nairobi"


def test_a_town_of_the_report_is_heard_in_the_name_of_its_police() -> None:
    told = places("A fire broke out in Torrington. The Torrington Fire Department put it out.")
    assert told["Torrington"].kind == "other"  # the last of the two


def test_no_candidate_no_place() -> None:
    assert decided([Name("Nowhere", ())]) == [None]


def test_a_state_whose_quarter_is_written_small() -> None:
    text = "Protesters marched in south Korea on Monday. The army crossed into Korea in 1950."
    found = [(p.name, p.country, p.precision) for p in dragoman.annotate(text).places]
    assert found == [("South Korea", "KOR", "country")]


def test_a_state_in_short_is_a_place_of_its_own() -> None:
    told = places("He walked from Virginia Beach, Va., to Richmond.")
    assert told["Va"].name == "Virginia"
    assert not places("Ma said that Pa was ill.")


def test_names_before_counties_are_counties() -> None:
    told = places("Volunteers of Camden and Charlton counties in Georgia met.")
    assert {told["Camden"].name, told["Charlton"].name} == {"Camden County", "Charlton County"}
    assert places("Volunteers met in Camden, New Jersey.")["Camden"].name == "Camden"


def test_a_place_of_the_very_name_goes_before_a_larger_one_called_so_too() -> None:
    assert places("They flew to Cancun.")["Cancun"].country == "MEX"
