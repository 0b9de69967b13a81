import pytest

from dragoman.read import read_text
from dragoman.read.datelines import dateline_of
from dragoman.records import Role, Span

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
    "The Palestinian National Authority (PNA) accused Israel.",
    "The Associated Press (AP) – an agency – said so.",
    "DPRK, a Nuclear Weapons State: so ran the banner.",
    "North Korea (the DPRK) – a closed state – fired a rocket.",
]


FORMS = [
    ("PARIS, June 19, 2024 (AFP) -", "PARIS", "June 19, 2024", "AFP"),
    ("Paris (AFP) –", "Paris", None, "AFP"),
    ("Beirut, Lebanon, June 19 (AFP) -", "Beirut", "June 19", "AFP"),
    ("BEIJING, June 19 (Xinhua) --", "BEIJING", "June 19", "Xinhua"),
    ("MOSCOW, June 19. /TASS/.", "MOSCOW", "June 19", "TASS"),
    ("MOSCOW, June 19 (Sputnik) -", "MOSCOW", "June 19", "Sputnik"),
    ("MOSCOW. June 19 (Interfax) -", "MOSCOW", "June 19", "Interfax"),
    ("KYIV. June 19 (Interfax-Ukraine) –", "KYIV", "June 19", "Interfax-Ukraine"),
    ("Tehran, June 19, IRNA –", "Tehran", "June 19", "IRNA"),
    ("Tehran, IRNA –", "Tehran", None, "IRNA"),
    ("TEHRAN, Jun. 19 (MNA) –", "TEHRAN", "Jun. 19", "Mehr"),
    ("TEHRAN (Tasnim) –", "TEHRAN", None, "Tasnim"),
    ("Damascus, SANA-", "Damascus", None, "SANA"),
    ("Damascus, SANA –", "Damascus", None, "SANA"),
    ("Riyadh, SPA --", "Riyadh", None, "SPA"),
    ("ABU DHABI, 19th June, 2024 (WAM) --", "ABU DHABI", "19th June, 2024", "WAM"),
    ("Amman, June 19 (Petra) --", "Amman", "June 19", "Petra"),
    ("SEOUL, June 19 (Yonhap) --", "SEOUL", "June 19", "Yonhap"),
    ("TOKYO -", "TOKYO", None, None),
    ("Tokyo, June 19 (Jiji Press)--", "Tokyo", "June 19", "Jiji"),
    ("Berlin (dpa) -", "Berlin", None, "dpa"),
    ("Madrid, 19 Jun (EFE).-", "Madrid", "19 Jun", "EFE"),
    ("Havana, Jun 19 (Prensa Latina)", "Havana", "Jun 19", "Prensa Latina"),
    ("(ANSA) - ROME, JUN 19 -", "ROME", "JUN 19", "ANSA"),
    ("ANKARA (AA) -", "ANKARA", None, "Anadolu"),
    ("New Delhi [India], June 19 (ANI):", "New Delhi", "June 19", "ANI"),
    ("NEW DELHI, June 19:", "NEW DELHI", "June 19", None),
    ("ISLAMABAD, Jun 19 (APP):", "ISLAMABAD", "Jun 19", "APP"),
    ("ISLAMABAD:", "ISLAMABAD", None, None),
    ("KATHMANDU, June 19:", "KATHMANDU", "June 19", None),
    ("Dhaka, June 19 (UNB) -", "Dhaka", "June 19", "UNB"),
    ("JAKARTA, KOMPAS.com –", "JAKARTA", None, None),
    ("Jakarta (ANTARA) -", "Jakarta", None, "Antara"),
    ("MANILA, Philippines —", "MANILA", None, None),
    ("KUALA LUMPUR, June 19 (Bernama) --", "KUALA LUMPUR", "June 19", "Bernama"),
    ("HANOI, June 19 (VNA) –", "HANOI", "June 19", "VNA"),
    ("HÀ NỘI —", "HÀ NỘI", None, None),
    ("NAIROBI, Kenya, June 19 -", "NAIROBI", "June 19", None),
    ("ADDIS ABABA, 19 June 2024 (ENA) -", "ADDIS ABABA", "19 June 2024", "ENA"),
    ("GENEVA (19 June 2024) –", "GENEVA", "19 June 2024", None),
    ("GENEVA, 19 June 2024 —", "GENEVA", "19 June 2024", None),
    ("Geneva/New York, 19 June 2024 -", "Geneva/New York", "19 June 2024", None),
    ("WASHINGTON, D.C. —", "WASHINGTON", None, None),
    ("SALT LAKE CITY, Utah (KSL) —", "SALT LAKE CITY", None, "KSL"),
    ("ABOARD THE PAPAL PLANE (AP) —", "ABOARD THE PAPAL PLANE", None, "AP"),
    ("ST. JOHN'S, Antigua (CMC) —", "ST. JOHN'S", None, "CMC"),
    ("UNITED NATIONS, June 19 (APP):", "UNITED NATIONS", "June 19", "APP"),
    ("BAGHDAD/CAIRO, June 19 (Reuters) -", "BAGHDAD/CAIRO", "June 19", "Reuters"),
    ("KYIV, Ukraine, June 19 —", "KYIV", "June 19", None),
    ("BELGRADE, Wed 19 June 2024 (Tanjug) -", "BELGRADE", "Wed 19 June 2024", "Tanjug"),
    ("LONDON, Wednesday (Reuters) -", "LONDON", "Wednesday", "Reuters"),
    ("SARAJEVO, June 19 (FENA) -", "SARAJEVO", "June 19", "FENA"),
    ("Ramallah, 19 June (WAFA) —", "Ramallah", "19 June", "WAFA"),
    ("RAMALLAH, Wednesday, June 19, 2024 (WAFA) –", "RAMALLAH", "Wednesday, June 19, 2024", "WAFA"),
    (
        "Vatican City, Jun 19, 2024 / 10:30 am (CNA). -",
        "Vatican City",
        "Jun 19, 2024 / 10:30 am",
        "CNA",
    ),
    ("Buenos Aires, June 19 (MercoPress) –", "Buenos Aires", "June 19", "MercoPress"),
    ("TUNIS - UNI -", "TUNIS", None, "UNI"),
    ("CAIRO — 19 June 2024:", "CAIRO", "19 June 2024", None),
    ("CAIRO – 19 June 2024:", "CAIRO", "19 June 2024", None),
    ("Canberra, Jun 19, AAP -", "Canberra", "Jun 19", "AAP"),
    ("PORT-AU-PRINCE, Haiti (AP) —", "PORT-AU-PRINCE", None, "AP"),
    ("N'DJAMENA, Chad (AP) —", "N'DJAMENA", None, "AP"),
    ("SRINAGAR, India - June 19, 2024 -", "SRINAGAR", "June 19, 2024", None),
    ("LAGOS, Nigeria (AP) _", "LAGOS", None, "AP"),
    ("BRUSSELS (Reuters) –", "BRUSSELS", None, "Reuters"),
    ("BRUSSELS, June 19, (Reuters) -", "BRUSSELS", "June 19", "Reuters"),
    ("Nairobi —", "Nairobi", None, None),
]
"""Words of a dateline, its place, day and agency, as agencies and papers print them."""

LABELS = [
    "LIVE UPDATES: Cyclone nears the coast, ports shut.",
    "EXCLUSIVE: Kim to visit Moscow, officials say.",
    "ANALYSIS - What the vote means for the government.",
    "BREAKING NEWS: The president resigned.",
    "FACT CHECK: No, the minister did not resign.",
    "EXPLAINER — Why the strait matters.",
    "UPDATE 2-Talks began in Geneva.",
    "WATCH: The moment the bridge fell.",
    "OPINION | The vote was a sham.",
    "FACTBOX - Who is who in the talks.",
    "TIMELINE: How the crisis began.",
    "CORRECTION: The talks began Monday.",
    "NATO - the alliance of 32 - met.",
    "QUESTION: Will you resign?",
    "MR. MILLER: Good afternoon, everybody.",
    "USA: Ford recalls cars.",
    "NOTE: All times are local.",
    "EDITORIAL: A vote that failed.",
    "Q: Will you go?",
    "President Putin (Russia) - spoke.",
    "Kim (the leader) said.",
    "Moscow, June 19 was cold.",
    "In Paris, June 19 - the day of the vote - was calm.",
    "OPEC+ - the cartel - met.",
    "On Wednesday, June 19 – the eve of talks – he left.",
    "MAIN POINTS: The talks failed.",
    "POLL-Turkish rate seen unchanged.",
    "WRAPUP 1 - Talks fail.",
    "Photos: Kim in Moscow.",
    "WHO: No sign of plague.",
    "Moscow, Russia – a city of 13 million – voted.",
    "Biden — who is 81 — spoke.",
]


@pytest.mark.parametrize(("text", "words", "agency"), FOUND)
def test_datelines(text: str, words: str, agency: str | None) -> None:
    found = dateline_of(text, Span(0, len(text)))
    assert found is not None
    assert found.span.of(text).rstrip() == words
    assert found.agency == agency


@pytest.mark.parametrize("text", NONE + LABELS)
def test_no_dateline(text: str) -> None:
    assert dateline_of(text, Span(0, len(text))) is None


@pytest.mark.parametrize(("words", "place", "day", "agency"), FORMS)
def test_forms_of_agencies_and_papers(
    words: str, place: str, day: str | None, agency: str | None
) -> None:
    text = f"{words} The two ministers met for talks on the truce."
    found = dateline_of(text, Span(0, len(text)))
    assert found is not None
    assert found.span.of(text).rstrip() == words
    assert (found.place, found.date, found.agency) == (place, day, agency)


def test_speakers_of_a_transcript_are_no_places() -> None:
    text = "PUTIN: We are ready.\n\nQUESTION: When?\n\nPUTIN: Tomorrow.\n\nPESKOV: Thank you."
    roles = [part.role for part in read_text(text, id="a").parts]
    assert Role.DATELINE not in roles


def test_blanks_in_brackets_are_no_agency() -> None:
    text = "( ) – Reuters of Kim"
    assert dateline_of(text, Span(0, len(text))) is None
    assert read_text("« \n( ) – Reuters ‘‘ of[ Kim ", id="1").text
