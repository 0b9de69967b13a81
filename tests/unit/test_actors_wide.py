"""Bodies of no table by their names, peoples, whose kin, whose captain, titles cut short."""

import pytest

from dragoman.api import default_coder
from dragoman.records import Actor
from dragoman.understand.actors.body_names import is_body_name, name_sector


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Lusaka Herald", "JRN"),
        ("Kumasi Rifles", "MIL"),
        ("Mokoro Front", "REB"),
        ("Women's Circle of Kumasi", "CVL"),
        ("Kabwe Farmers' League", "AGR"),
        ("National Union of Teachers", "LAB"),
        ("Democratic Alliance", "PTY"),
        ("National Council", "UNK"),
        ("Islamic Front", "REB"),
        ("Black Lions", "UNK"),
    ],
)
def test_the_words_of_a_name_tell_its_sector(name: str, sector: str) -> None:
    assert name_sector(name) == sector


def test_a_lion_is_no_body() -> None:
    assert is_body_name("Front for Justice") and not is_body_name("Black Lions")


def acting(report: str, name: str) -> Actor:
    """The actor whose words hold a name."""
    understood = default_coder().run(report, published="1990-06-01").understood
    assert understood is not None
    return next(m.actor for m in understood.actors if name in m.actor.text)


@pytest.mark.parametrize(
    ("report", "name", "country", "sector"),
    [
        ("The Zambian Farmers' League protested.", "League", "ZMB", "AGR"),
        ("The Mokoro Front claimed the bombing in Lusaka.", "Front", "ZMB", "REB"),
        ("The Committee of Concerned Mothers marched in Lusaka.", "Committee", "ZMB", "CVL"),
        ("Russia's Security Council met.", "Council", "RUS", "GOV"),
        ("The Security Council condemned Iraq.", "Council", "UNO", "UNK"),
        ("The Human Rights Committee of South Korea met.", "Committee", "KOR", "GOV"),
        ("Rohingya crossed the river.", "Rohingya", "MMR", "CVL"),
        ("Tibetans marched.", "Tibetans", "CHN", "CVL"),
        ("Nur Begum, a Rohingya mother, waded the river.", "Nur", "MMR", "CVL"),
        ("Captain Adam Hashim of Malaysia Airlines landed.", "Hashim", "MYS", "BUS"),
        ("A guard at the American embassy in Nairobi left.", "guard", "USA", "GOV"),
        ("Sen. Rudy Hale of Ohio criticised Iran.", "Hale", "USA", "LEG"),
        ("Zambian Gen. Paul Kaunga criticised Iran.", "Kaunga", "ZMB", "MIL"),
        ("Rep. Tom Hale, an American, criticised Iran.", "Hale", "USA", "LEG"),
    ],
)
def test_who_they_are(report: str, name: str, country: str, sector: str) -> None:
    actor = acting(report, name)
    assert (actor.country, actor.sector) == (country, sector)


def test_an_office_with_its_state_before_the_name() -> None:
    report = (
        "The Slovak premier said he was ill. This comes a week after he attended a summit with "
        "President of France Emmanuel Macron, who was later diagnosed with the disease."
    )
    understood = default_coder().run(report, published="2020-12-21").understood
    assert understood is not None
    found = {
        m.actor.text: m.actor.country for m in understood.actors if "President" in m.actor.text
    }
    assert found == {"President of France Emmanuel Macron": "FRA"}
