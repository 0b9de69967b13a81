import pytest

from dragoman.read.datelines import dateline_of
from dragoman.records import Span

FOUND = [
    ("PYONGYANG, June 19 (Reuters) - Kim spoke.", "PYONGYANG, June 19 (Reuters) -", "Reuters"),
    ("MOSCOW (AP) — Kim spoke.", "MOSCOW (AP) —", "AP"),
    ("Pyongyang, June 19 (KCNA) -- Kim spoke.", "Pyongyang, June 19 (KCNA) --", "KCNA"),
    ("GENEVA/BERLIN, Jan 3 - Talks began.", "GENEVA/BERLIN, Jan 3 -", None),
    ("KABUL, Afghanistan — Talks began.", "KABUL, Afghanistan —", None),
    ("WASHINGTON — Talks began.", "WASHINGTON —", None),
    ("NEW DELHI: The minister spoke.", "NEW DELHI:", None),
    ("New Delhi, June 19 (PTI) The minister spoke.", "New Delhi, June 19 (PTI)", "PTI"),
    (
        "UNITED NATIONS, Sept. 3 (Xinhua) -- Talks began.",
        "UNITED NATIONS, Sept. 3 (Xinhua) --",
        "Xinhua",
    ),
    ("ST. PETERSBURG, Russia (AP) — Talks.", "ST. PETERSBURG, Russia (AP) —", "AP"),
    ("LIMA, 3 JAN 90 -- [REPORT] [TEXT] THE ARMY LEFT.", "LIMA, 3 JAN 90 -- [REPORT] [TEXT]", None),
    ("(Reuters) - Talks began.", "(Reuters) -", "Reuters"),
    ("Geneva, 3 January 2024 – Talks began.", "Geneva, 3 January 2024 –", None),
]

NONE = [
    "Putin - the president - spoke.",
    "Kim Jong Un spoke on Wednesday.",
    "AVON RENT-A-CAR bought a rival.",
    "THE PRESIDENT: WE WILL STAY.",
    "The ministry (of defence) said so.",
    "UN: talks began.",
    "DPRK, a Nuclear Weapons State: so ran the banner.",
    "North Korea (the DPRK) – a closed state – fired a rocket.",
]


@pytest.mark.parametrize(("text", "words", "agency"), FOUND)
def test_datelines(text: str, words: str, agency: str | None) -> None:
    found = dateline_of(text, Span(0, len(text)))
    assert found is not None
    assert found.span.of(text).rstrip() == words
    assert found.agency == agency


@pytest.mark.parametrize("text", NONE)
def test_no_dateline(text: str) -> None:
    assert dateline_of(text, Span(0, len(text))) is None
