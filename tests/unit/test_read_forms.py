"""Forms of paragraphs, closing marks, captions of foreign make, lines that send elsewhere."""

from __future__ import annotations

import pytest

from dragoman.read import read_text
from dragoman.read.forms import form_of
from dragoman.read.html import read_page
from dragoman.read.language import refuse_other_languages, with_language
from dragoman.records import Article, Form, Role

NEWS = "Envoy recalled\n\nThe envoy left Geneva on Monday after the vote, his ministry said.\n\n"


def parts(text: str) -> list[tuple[str, str]]:
    article = read_text(NEWS + text, id="a")
    return [(p.role.value, article.words(p.span)) for p in article.parts][2:]


@pytest.mark.parametrize(
    ("words", "role", "form"),
    [
        ("• halt further removals until a court has heard them;", Role.BODY, Form.LIST),
        ("- two more water trucks for the parks;", Role.BODY, Form.LIST),
        ("1. Iran and Saudi Arabia exchanged ambassadors.", Role.BODY, Form.LIST),
        ("* Unions threaten stoppage", Role.DECK, Form.LIST),
        ("“No worker should lose a day’s wage to get a blood test.”", Role.BODY, Form.QUOTATION),
        ('"We are ready. We have been ready since May," Dell said.', Role.BODY, Form.QUOTATION),
        ('"Ready" is what he was, Dell told his party in the old town hall.', Role.BODY, None),
        ("The envoy left Geneva on Monday.", Role.BODY, None),
        ("Correction: An earlier version said 50 clinics.", Role.OTHER, Form.CORRECTION),
        ("Also read: Talks in doubt", Role.OTHER, Form.NOTICE),
        ("1. Talks", Role.HEADLINE, None),
    ],
)
def test_forms(words: str, role: Role, form: Form | None) -> None:
    assert form_of(words, role) is form


def test_a_page_marks_its_lists_and_quotations() -> None:
    told = "The envoy left Geneva on Monday after the vote, his ministry said in a statement."
    page = (
        f"<html><body><article><h1>Envoy recalled</h1><p>{told}</p>"
        "<ul><li>Talks end after nine days of talk</li><li>Truce holds in the hills</li></ul>"
        f"<blockquote><p>We regret what happened in the hall last night.</p></blockquote>"
        f"<p>He flew home in the evening, and the talks were put off until the spring.</p>"
        "</article></body></html>"
    )
    article = read_page(page.encode(), id="a")
    forms = {article.words(p.span).split()[0]: p.form for p in article.parts}
    assert forms["Talks"] is Form.LIST and forms["We"] is Form.QUOTATION
    assert forms["The"] is None and forms["He"] is None


@pytest.mark.parametrize(
    ("closing", "mark"),
    [
        ("It meets again in May. Enditem", "Enditem"),
        ("It meets again next week. EFE", "EFE"),
        ('"We meet in May," he said. ENDS', "ENDS"),
    ],
)
def test_the_mark_that_closes_a_report_is_a_credit(closing: str, mark: str) -> None:
    body, credit = parts(closing)
    assert body[0] == "body" and credit == ("credit", mark)


def test_an_hour_in_a_headline_closes_nothing() -> None:
    text = "Talks resume at 6:04 p.m. EST\n\nThe envoys met in Geneva again on Monday evening."
    assert read_text(text, id="a").parts[0].role is Role.HEADLINE


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("— Robert Maguire (@RobertMaguire_) November 18, 2019", "credit"),
        ("Refugees wait at the bridge. Image: Gage Skidmore.", "caption"),
        ("Visit The Courier's homepage for more stories.", "other"),
        ("The talks. Click here for more information.", "other"),
    ],
)
def test_lines_of_foreign_make(line: str, role: str) -> None:
    found = parts(f"{line}\n\nHe flew home in the evening with his staff, the ministry said.")
    assert found[0] == (role, line) or (role == "caption" and found[0][0] == role)


def test_a_question_of_an_interview_is_no_link() -> None:
    found = parts("((WN)) What comes next?\n\nThe truce.\n\nQ: Will you go home now")
    assert [role for role, _ in found] == ["body", "body", "body"]


def page_of(inside: str) -> Article:
    told = "The envoy left Geneva on Monday after the vote, his ministry said in a statement."
    more = "He flew home in the evening, and the talks were put off until the spring, it said."
    page = f"<article><h1>Envoy recalled</h1><p>{told}</p>{inside}<p>{more}</p></article>"
    return read_page(f"<html><body>{page}</body></html>".encode(), id="a")


def test_heads_that_advertise_are_no_subheads() -> None:
    article = page_of("<h2>Most read in world news</h2>")
    roles = [p.role for p in article.parts if "Most read" in article.words(p.span)]
    assert Role.SUBHEAD not in roles


def test_what_opens_over_a_name_is_not_read() -> None:
    box = '<span class="rollover-block"><a>Ana Lopez</a><a>Other story of hers</a></span>'
    article = page_of(f"<p>Minister <span><a>Ana Lopez</a>{box}</span> called it a mistake.</p>")
    assert "Minister Ana Lopez called it a mistake." in article.text


def test_a_credit_that_is_called_one_needs_no_agency() -> None:
    article = page_of(
        "<figure><img src='a.jpg'><figcaption>The city of Uglii was closed in May"
        " Credit: Vesti/The Siberian Times</figcaption></figure>"
    )
    told = {p.role: article.words(p.span) for p in article.parts}
    assert told[Role.CAPTION] == "The city of Uglii was closed in May"
    assert told[Role.CREDIT] == "Credit: Vesti/The Siberian Times"


ENGLISH = (
    "The envoy left Geneva on Monday after the vote, his ministry said in a statement that it sent"
    " to reporters. He flew home in the evening, and the talks were put off until the spring. The"
    " two governments have been at odds over the river for thirty years, and neither wants to give"
    " up its dam. The mediators said that they would try again when the snow has gone."
)
GERMAN = (
    "Der Gesandte verließ Genf am Montag nach der Abstimmung, teilte sein Ministerium in einer"
    " Erklärung mit. Er flog am Abend nach Hause, und die Gespräche wurden auf das Frühjahr"
    " verschoben. Die beiden Regierungen streiten seit dreißig Jahren über den Fluss, und keine"
    " will ihren Damm aufgeben. Die Vermittler wollen es nach der Schneeschmelze noch einmal"
    " versuchen."
)


def test_an_english_report_on_a_german_site_is_english() -> None:
    article = with_language(read_text(ENGLISH, id="a", language="de"))
    assert article.language == "en" and "declared as de" in article.notes[-1]
    refuse_other_languages(article)


def test_a_german_report_that_is_declared_english_is_german() -> None:
    assert with_language(read_text(GERMAN, id="a", language="en")).language == "de"


@pytest.mark.parametrize("text", ["Kim thanked Putin.", ENGLISH[:120]])
def test_what_is_declared_counts_where_the_body_says_the_same_or_little(text: str) -> None:
    assert with_language(read_text(text, id="a", language="en-GB")).language == "en-GB"


BODY = "The ministry gave no further word on Monday, and the talks went on in the old hall."


@pytest.mark.parametrize(
    "title",
    [
        "PHILLIPS <P> RAISES CRUDE OIL PRICES",
        "Serious Joblessness in U.S.",
        "Philologist Who Contributed to Development of Korean Language",
        "Rivals Merge Into Lotus Steel Inc.",
    ],
)
def test_headlines_that_look_like_something_else(title: str) -> None:
    article = read_text(f"{title}\n\n{BODY}\n\n{BODY} It rained.", id="a")
    assert article.parts[0].role is Role.HEADLINE


def test_a_first_sentence_that_ends_in_a_short_form_is_told() -> None:
    article = read_text(f"The minister flew to the U.S.\n\n{BODY}\n\n{BODY} It rained.", id="a")
    assert article.parts[0].role is Role.BODY


@pytest.mark.parametrize(
    "closing",
    [
        'They expressed their will to go on, chanting slogans "Foreign forces, get out!"',
        "In other results of the day Maroochydore defeated Caboolture 43-5 and Noosa lost to them",
    ],
)
def test_a_last_sentence_short_of_its_period_is_told(closing: str) -> None:
    assert parts(f"{BODY}\n\n{closing}")[-1] == ("body", closing)


def test_titles_after_the_last_sentence_are_links() -> None:
    found = parts(f"{BODY}\n\nTalks in doubt\n\nFerry runs aground off Cebu")
    assert [role for role, _ in found[-2:]] == ["other", "other"]


def test_who_said_a_pulled_quotation_is_no_subhead() -> None:
    found = parts(f"—Sabrina Bennoui, of the league\n\n{BODY}")
    assert found[0][0] == "body"
