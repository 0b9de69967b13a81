"""The table of states: forms the press uses, and forms that must not stand for a state."""

from __future__ import annotations

import pytest

from dragoman.understand.knowledge import Kind, Knowledge, load_knowledge, pieces

ALWAYS = "ARG BRA CHN COD DEU FRA GBR IND IRN JPN KOS MEX NGA PRK PSE RUS TWN UKR USA ZAF".split()
PAST = "CSK DDR RVN SCG SUN YMD YUG".split()


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    ("form", "country", "kind"),
    [
        ("N Korea", "PRK", Kind.STATE),
        ("Democratic People's Republic of Korea", "PRK", Kind.STATE),
        ("U.S.A.", "USA", Kind.STATE),
        ("Great Britain", "GBR", Kind.STATE),
        ("Congo", "COD", Kind.STATE),
        ("Congo-Brazzaville", "COG", Kind.STATE),
        ("Republic of Türkiye", "TUR", Kind.STATE),
        ("Plurinational State of Bolivia", "BOL", Kind.STATE),
        ("Türkiye", "TUR", Kind.STATE),
        ("Tripoli", "LBY", Kind.SEAT),
        ("Pyongyang", "PRK", Kind.SEAT),
        ("Kremlin", "RUS", Kind.SEAT),
        ("Downing Street", "GBR", Kind.SEAT),
        ("Zhongnanhai", "CHN", Kind.SEAT),
        ("Élysée", "FRA", Kind.SEAT),
        ("Kuwait City", "KWT", Kind.SEAT),
        ("Dominican", "DOM", Kind.ADJECTIVE),
        ("Argentinian", "ARG", Kind.ADJECTIVE),
        ("Nepalese", "NPL", Kind.ADJECTIVE),
        ("Singaporean", "SGP", Kind.ADJECTIVE),
        ("Britons", "GBR", Kind.DEMONYM),
        ("Sahrawis", "ESH", Kind.DEMONYM),
    ],
)
def test_a_form_stands_for_its_state(known: Knowledge, form: str, country: str, kind: Kind) -> None:
    found = [(e.country, e.kind) for e in known.names[pieces(form)] if e.until is None]
    assert found[0] == (country, kind)
    assert {code for code, _ in found} == {country}


@pytest.mark.parametrize(
    "form", ["Male", "Victoria", "San Jose", "National Palace", "Government House"]
)
def test_a_form_that_mostly_means_something_else_stands_for_none(
    known: Knowledge, form: str
) -> None:
    states = (Kind.STATE, Kind.SEAT, Kind.ADJECTIVE, Kind.DEMONYM)
    assert not [e for e in known.names.get(pieces(form), ()) if e.kind in states]


def test_present_and_past_states_are_there(known: Knowledge) -> None:
    for code in ALWAYS:
        state = known.state(code)
        assert state is not None and state.valid_on("2024-06-19"), code
    for code in PAST:
        state = known.state(code)
        assert state is not None and not state.valid_on("2024-06-19"), code
    assert len(known.states) >= 205


def test_a_short_word_in_small_letters_is_no_state(known: Knowledge) -> None:
    assert all(e.exact for e in known.names[pieces("US")] if e.kind is Kind.STATE)
