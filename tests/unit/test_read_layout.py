from pathlib import Path

import pytest

from dragoman.read import published_moment, read_text
from dragoman.read.blocks import blocks_of
from dragoman.records import Article, Role

FIXTURES = Path(__file__).parents[1] / "fixtures" / "read"


def roles(article: Article) -> list[str]:
    return [part.role.value for part in article.parts]


def words(article: Article, role: Role) -> list[str]:
    return [article.words(p.span) for p in article.parts if p.role is role]


@pytest.fixture(scope="module")
def border() -> Article:
    text = (FIXTURES / "border.txt").read_text(encoding="utf-8")
    return read_text(text, id="border", published=published_moment("2024-06-19"))


def test_a_report_as_pages_print_it(border: Article) -> None:
    assert roles(border) == [
        *("headline", "deck", "updated", "caption", "caption", "credit"),
        *("body", "body", "body", "body", "subhead", "body"),
    ]
    assert words(border, Role.UPDATED) == ["Updated02:35 PM IST"]
    assert words(border, Role.CREDIT) == ["(AFP)"]
    assert words(border, Role.SUBHEAD) == ["Dell's visit to Port Sarre"]
    assert border.agency == "AFP"


def test_what_is_told_again_is_marked(border: Article) -> None:
    assert {i: p.repeats for i, p in enumerate(border.parts) if p.repeats is not None} == {
        4: 3,
        8: 1,
    }


def test_the_time_of_the_update_keeps_its_zone(border: Article) -> None:
    assert border.published is not None and border.published.value == "2024-06-19"
    assert border.updated is not None and border.updated.value == "2024-06-19T14:35+05:30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vladimir Putin arrived in Pyongyang on Wednesday.", ["body"]),
        ("Putin arrives in Pyongyang", ["body"]),
        ("Putin arrives in Pyongyang\nHe met Kim.", ["headline", "body"]),
        ("Putin arrived in Pyongyang.\n\nHe met Kim.", ["body", "body"]),
        ("Talks fail\n\n(AFP)", ["body", "credit"]),
        ("World News\n\nEnvoy recalled\n\nThe envoy left.", ["other", "headline", "body"]),
        (
            "Envoy recalled\nBy Ana Lopez and Li Wei in Geneva\nThe envoy left Geneva.",
            ["headline", "byline", "body"],
        ),
        (
            "Envoy recalled\nMarch 01, 2008\nThe envoy left Geneva.",
            ["headline", "updated", "body"],
        ),
        (
            "Envoy recalled\nThe envoy left Geneva.\nRead more: Talks in doubt\nHe flew home.",
            ["headline", "body", "other", "body"],
        ),
        (
            "Envoy recalled\nThe envoy left.\nReporting by A. Lopez; Editing by B. Wei",
            ["headline", "body", "credit"],
        ),
        (
            "Envoy recalled\nThe envoy left Geneva. (With inputs from agencies)",
            ["headline", "body", "credit"],
        ),
    ],
)
def test_roles_by_layout(text: str, expected: list[str]) -> None:
    assert roles(read_text(text, id="t")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Updated plans for the base were shown to the 3 ministers on Monday",
        "By Tuesday evening the army had taken the town.",
        "By 2025 both states want to end the dispute",
        "Published reports say 12 soldiers were killed",
        "Reuters reported that the envoy had left.",
        "Share of votes rose to 40 percent, the commission said.",
        "The army (the Tatmadaw)",
    ],
)
def test_sentences_that_only_begin_like_furniture_are_read(text: str) -> None:
    report = f"Envoy recalled\nThe envoy left Geneva on Monday.\n{text}\nHe flew home in the night."
    unread = {Role.UPDATED, Role.BYLINE, Role.CREDIT, Role.DATELINE, Role.OTHER}
    assert not unread & {part.role for part in read_text(report, id="t").parts}


@pytest.mark.parametrize(
    "caption",
    [
        "Photo: Soldiers stand guard at the bridge",
        "FILE PHOTO: The president speaks to the press",
        "President Ana Cruz, left, meets her guest in Quito.",
        "In this photo released by the palace, the king signs the law.",
        "Protesters hold up placards during a march in Lima on May 3, 2019. (AP Photo/Li Wei)",
    ],
)
def test_captions_by_wording(caption: str) -> None:
    report = f"Envoy recalled\n\n{caption}\n\nThe envoy left Geneva on Monday.\n\nHe flew home."
    article = read_text(report, id="t")
    assert article.parts[1].role is Role.CAPTION


def test_a_body_paragraph_in_the_present_is_no_caption() -> None:
    report = (
        "Envoy recalled\n\nThe envoy left Geneva on Monday.\n\n"
        "The president attends the summit on Friday.\n\nHe flew home."
    )
    assert roles(read_text(report, id="t")) == ["headline", "body", "body", "body"]


WRAPPED = """\
ENVOY MEETS PRESIDENT

    Pyongyang, June 19 (KCNA) -- The president met the envoy of the
neighbouring country on Tuesday at the guest house and had a talk
with him on the matters of common concern.
    The envoy said his government would send rice to the region that
was hit by the flood. He also handed over a letter.
"""


def test_wrapped_lines_are_one_part_each_paragraph() -> None:
    article = read_text(WRAPPED, id="t")
    assert roles(article) == ["headline", "dateline", "body", "body"]
    assert article.words(article.parts[3].span).startswith("The envoy said")
    assert "\n" in article.words(article.parts[2].span)
    assert article.agency == "KCNA"


def test_a_paragraph_on_each_line_is_not_joined() -> None:
    lines = ["Ministers sign pact", "They met in Oslo.", "The pact runs ten years.", "All smiled."]
    assert [b.text for b in blocks_of("\n".join(lines))] == lines


def test_a_dateline_with_its_full_date_gives_the_day() -> None:
    article = read_text("LIMA, 3 JAN 90 (EFE) -- [TEXT] THE ARMY ATTACKED THE TOWN.", id="t")
    assert roles(article) == ["dateline", "body"]
    assert article.published is not None and article.published.value == "1990-01-03"
    assert article.agency == "EFE"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("(This Nov. 5 story has been corrected to say three months, not a year.)", Role.OTHER),
        ("Correction: an earlier version misspelt the name of the river.", Role.OTHER),
        ("Associated Press writer Yuki Brandt in Tokyo contributed to this report.", Role.CREDIT),
        ("© Nguyen Quoc Bao / AFP", Role.CREDIT),
        ("bur-tqh/pdw/sco", Role.CREDIT),
        ("The Daily Briefing newsletter brings you all the news. Sign up here.", Role.OTHER),
        ("((luz.arbelaez@example.com; +57 1 555 0142))", Role.OTHER),
        ("The accord was corrected by both parliaments on Monday and signed again.", Role.BODY),
    ],
)
def test_lines_at_the_end_of_a_report(line: str, role: Role) -> None:
    report = f"Peru and Chile sign\n\nLIMA, June 19 - Both signed the accord on Monday.\n\n{line}\n"
    article = read_text(report, id="a")
    assert [p.role for p in article.parts if line[:20] in article.words(p.span)] == [role]


def test_a_summary_may_stand_before_the_dateline() -> None:
    report = (
        "Peru and Chile sign accord\n\nMinister proposes a railway through the mountains\n"
        "The north seeks customers for its coal\n\n"
        "LIMA, June 19 (Reuters) - Both signed the accord on Monday, officials said.\n"
    )
    article = read_text(report, id="a")
    datelines = [article.words(p.span) for p in article.parts if p.role is Role.DATELINE]
    assert datelines == ["LIMA, June 19 (Reuters) -"]
    assert article.agency == "Reuters"
