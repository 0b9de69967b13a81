"""Time expressions and their values."""

import pytest

from dragoman.records import (
    Article,
    DateExpression,
    Moment,
    Parsed,
    Part,
    Role,
    Sentence,
    Span,
    Token,
)
from dragoman.understand import load_cues
from dragoman.understand.dates import find_dates


def dates(text: str, published: str | None = "2024-06-19") -> list[DateExpression]:
    """The dates of a sentence without a tree: no tense is known."""
    span = Span(0, len(text))
    moment = Moment(published, "given") if published else None
    words: list[Token] = []
    start = 0
    for word in text.split(" "):
        at = Span(start, start + len(word))
        words.append(Token(len(words), at, word, word, "X", {}, -1, "root"))
        start += len(word) + 1
    article = Article("a", text, (Part(span, Role.BODY),), published=moment)
    parsed = Parsed(article, (Sentence(0, span, 0, tuple(words)),))
    return list(find_dates(parsed, load_cues().calendar))


# Published on Wednesday, 19 June 2024.
GOLDEN = [
    ("They met on Wednesday.", "Wednesday", "2024-06-19"),
    ("They met on Thursday.", "Thursday", "2024-06-13"),
    ("They met last Friday.", "last Friday", "2024-06-14"),
    ("They met on 3 May. Laos agreed on the same day.", "the same day", "2024-05-03"),
    (
        "They met on 3 May. Laos agreed the very same evening.",
        "the very same evening",
        "2024-05-03TEV",
    ),
    ("They meet next Friday.", "next Friday", "2024-06-21"),
    ("They met on Friday night.", "Friday night", "2024-06-14TNI"),
    ("They met yesterday.", "yesterday", "2024-06-18"),
    ("They met the day before yesterday.", "the day before yesterday", "2024-06-17"),
    ("They meet tomorrow.", "tomorrow", "2024-06-20"),
    ("They meet tonight.", "tonight", "2024-06-19TNI"),
    ("They met last week.", "last week", "2024-W24"),
    ("They met earlier this month.", "earlier this month", "2024-06"),
    ("They meet next year.", "next year", "2025"),
    ("They met in June last year.", "June last year", "2023-06"),
    ("They met on June 19.", "June 19", "2024-06-19"),
    ("They met on 19 June 2024.", "19 June 2024", "2024-06-19"),
    ("They met on the 5th of June 2023.", "the 5th of June 2023", "2023-06-05"),
    ("They met on Monday, June 3, 2024.", "Monday, June 3, 2024", "2024-06-03"),
    ("They met on Sept. 11, 2001.", "Sept. 11, 2001", "2001-09-11"),
    ("They met on 2024-06-03.", "2024-06-03", "2024-06-03"),
    ("They met on 6/3/2024.", "6/3/2024", "2024-06-03"),
    ("They met June 3-5.", "June 3-5", "2024-06-03/2024-06-05"),
    ("They met 3–5 June 2023.", "3–5 June 2023", "2023-06-03/2023-06-05"),
    ("They fought in 2011.", "2011", "2011"),
    ("They have fought since 2011.", "2011", "2011"),
    ("They met in March.", "March", "2024-03"),
    ("They met in mid-March.", "mid-March", "2024-03"),
    ("They met in early March 2022.", "early March 2022", "2022-03"),
    ("They fought in the 1990s.", "the 1990s", "199"),
    ("They fought in the 19th century.", "the 19th century", "18"),
    ("They fought three weeks ago.", "three weeks ago", "2024-W22"),
    ("They fought 10 years ago.", "10 years ago", "2014"),
    ("They fought a decade ago.", "a decade ago", "2014"),
    ("They fought decades ago.", "decades ago", "PAST_REF"),
    ("The war of 1950-53 ended.", "1950-53", "1950/1953"),
    ("The siege lasted twenty-two days.", "twenty-two days", "P22D"),
    ("They meet every Friday.", "every Friday", "XXXX-WXX-5"),
    ("They met at 2:30 p.m.", "2:30 p.m.", "2024-06-19T14:30"),
    ("They met on Saturday, at the weekend.", "the weekend", "2024-W24-WE"),
    ("They grew in recent years.", "recent years", "PAST_REF"),
    ("They will grow in coming months.", "coming months", "FUTURE_REF"),
    ("They met in nineteen ninety-six.", "nineteen ninety-six", "1996"),
    ("They feared the year two thousand.", "the year two thousand", "2000"),
    ("They meet in April next year.", "April next year", "2025-04"),
    ("They meet as early as Friday.", "Friday", "2024-06-21"),
    ("They close the plant by August.", "August", "2024-08"),
    ("Sales fell in the 2023 third quarter.", "the 2023 third quarter", "2023-Q3"),
    ("Sales fell in last year's first quarter.", "last year's first quarter", "2023-Q1"),
    ("Sales fell in the year ended March 31.", "the year", "P1Y"),
    ("Sales fell in the fiscal year.", "the fiscal year", "2024"),
    ("They meet by year-end.", "year-end", "2024"),
    ("The siege lasted 2 1/2 years.", "2 1/2 years", "P2Y6M"),
    ("They pay each quarter.", "each quarter", "P1Q"),
    ("They met this past spring.", "this past spring", "2024-SP"),
    ("They met at 10 p.m. Tuesday.", "10 p.m. Tuesday", "2024-06-18T22:00"),
    ("They met at noon Saturday.", "noon Saturday", "2024-06-15T12:00"),
    ("They met the previous Friday.", "the previous Friday", "2024-06-14"),
    ("It lasted a couple of years.", "a couple of years", "P2Y"),
    ("It took two more weeks.", "two more weeks", "P2W"),
    ("They march every July.", "every July", "XXXX-07"),
    ("It fell in the first half of 2023.", "the first half of 2023", "2023-H1"),
    ("It grew in the nineties.", "the nineties", "199"),
    ("They rested over the summer.", "the summer", "2024-SU"),
    ("They met last November.", "last November", "2023-11"),
    ("In 2011 he was freed, and later that year he fled.", "later that year", "2011"),
    ("They met on June 5 and the next morning.", "the next morning", "2024-06-06TMO"),
    ("He was named in March 2020 and the following month left.", "the following month", "2020-04"),
    ("The hearing fell in the week of June 5.", "the week of June 5", "2024-W23"),
    ("He was shot on Christmas Day.", "Christmas Day", "2023-12-25"),
    ("Churches were bombed on Easter Sunday 2019.", "Easter Sunday 2019", "2019-04-21"),
    ("They had met last Thanksgiving.", "last Thanksgiving", "2023-11-23"),
    ("It was the winter of nineteen ninety-four.", "the winter of nineteen ninety-four", "1994-WI"),
    ("They met at noon.", "noon", "2024-06-19T12:00"),
    ("He left at 4 in the morning.", "4 in the morning", "2024-06-19T04:00"),
    ("They gave him a week to leave.", "a week", "P1W"),
    ("They held a day-long meeting.", "day-long", "P1D"),
    ("They marched for three consecutive days.", "three consecutive days", "P3D"),
    ("It opens by year's end.", "year's end", "2024"),
]


MORE = (
    "They met on 3 May. Laos agreed on the same day.",
    "They met on 3 May. Laos agreed the very same evening.",
    "In 2011 he was freed, and later that year he fled.",
    "They met on June 5 and the next morning.",
    "He was named in March 2020 and the following month left.",
    "They met on Saturday, at the weekend.",
    "Sales fell in the year ended March 31.",
)
"""Golden lines that hold a second date."""


@pytest.mark.parametrize(("text", "words", "value"), GOLDEN)
def test_value(text: str, words: str, value: str) -> None:
    found = [(date.span.of(text), date.value) for date in dates(text)]
    assert (words, value) in found
    assert len(found) == 1 or text in MORE


@pytest.mark.parametrize(
    "text",
    [
        "Troops may march on the city.",
        "Prime Minister May met April Jones.",
        "He paid $2011 for it.",
        "They counted 2,011 votes.",
        "It was 1650 metres away.",
        "They met on June 45.",
        "The sun set.",
        "The man, 37 years old, left.",
        "They import three-quarters of it.",
        "Leave as soon as you can.",
        "He spoke on 60 Minutes.",
        "They said that year in, year out.",
        "It was high noon.",
    ],
)
def test_no_date(text: str) -> None:
    assert dates(text) == []


def test_bounds_are_iso_prefixes() -> None:
    (week,) = dates("They met last week.")
    assert (week.start, week.end, week.relative) == ("2024-06-10", "2024-06-16", True)
    (decade,) = dates("They fought in the 1990s.")
    assert (decade.start, decade.end, decade.relative) == ("1990", "1999", False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Wednesday.", "XXXX-WXX-3"),
        ("They met yesterday.", "PAST_REF"),
        ("They met on June 19.", "XXXX-06-19"),
        ("They met last week.", "PAST_REF"),
    ],
)
def test_without_a_publication_date_nothing_is_resolved(text: str, value: str) -> None:
    (found,) = dates(text, published=None)
    assert (found.value, found.start, found.relative) == (value, None, True)


def test_a_year_ago_is_the_quarter_told_of() -> None:
    text = "Sales rose in the third quarter of 2023 from those a year earlier, and the quarter"
    values = [date.value for date in dates(text + " was good, as was the year-ago period.")]
    assert values == ["2023-Q3", "2023-Q3", "2023-Q3", "2023-Q3"]


def test_without_a_quarter_a_year_ago_is_a_year() -> None:
    (found,) = dates("The party won a year ago.")
    assert found.value == "2023"
