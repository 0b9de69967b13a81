"""Live blogs and digests in entries with their times; paragraphs that only recall are marked."""

from __future__ import annotations

import pytest

from dragoman.read import published_moment, read_text
from dragoman.records import Article

LIVE = """Budget talks live: partners return to the table

15.18 GMT
Negotiators have gone back in. The farmers' leader told reporters that he would listen.

14.02 GMT
A new text has been handed round. It keeps the rise in fuel duty, two people said.

00.40 GMT
Bond yields have edged up as traders wait for news from the room where they sit.

23.05 GMT
Talks broke up when the farmers' delegation left the building by a side door.

Share
"""
DIGEST = """World news in brief

Border reopened

Velania and Costara agreed to open three crossings on December 1, their ministers said.

Ferry aground

A ferry with 80 people ran aground off Cebu, and all were rescued, the coast guard said.

Pension reform

Chile's Senate passed a reform of pensions by 27 votes to 19, its president said on Monday.
"""


def article(text: str, day: str | None = "2025-03-04") -> Article:
    return read_text(text, id="a", published=published_moment(day) if day else None)


def times(read: Article) -> dict[int, str | None]:
    """Entries with their times."""
    return {p.entry: p.time.value if p.time else None for p in read.parts if p.entry is not None}


def test_entries_of_a_live_blog_have_their_own_times() -> None:
    read = article(LIVE)
    assert times(read) == {
        1: "2025-03-04T15:18+00:00",
        2: "2025-03-04T14:02+00:00",
        3: "2025-03-04T00:40+00:00",
        4: "2025-03-03T23:05+00:00",
    }
    (bonds,) = (p for p in read.parts if read.words(p.span).startswith("Bond yields"))
    assert bonds.entry == 3


def test_entries_told_in_the_order_of_the_day() -> None:
    lines = ["Night of the storm: live", "22:10 — Rain began to fall on the harbour of Beira."]
    lines += ["23:55 — The bridge was closed, the railway said."]
    lines += ["00:20 — Power failed in the port."]
    assert list(times(article("\n\n".join(lines))).values()) == [
        "2025-03-04T22:10",
        "2025-03-04T23:55",
        "2025-03-05T00:20",
    ]


def test_entries_without_a_day_have_numbers_alone() -> None:
    assert times(article(LIVE, day=None)) == dict.fromkeys((1, 2, 3, 4))


def test_the_stories_of_a_digest() -> None:
    read = article(DIGEST)
    assert [p.entry for p in read.parts] == [None, 1, 1, 2, 2, 3, 3]


def test_a_report_with_one_hour_is_no_live_blog() -> None:
    text = "Ministers meet\n\n11:20 Teams are out.\n\nThey left on Monday, the minister said."
    assert not times(article(text))


NEWS = (
    "Velania and Costara signed an agreement on Wednesday to reopen their border.\n\n"
    "Three crossings will open on December 1, the Swiss mediators said.\n\n"
)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The border was shut in 2012 after Costara granted asylum to a general.",
        "The two countries fought a war three decades ago over the river.",
        "Last year the neighbours expelled each other's ambassadors.",
        "Since the war, both armies have been kept ten kilometres from the line.",
    ],
)
def test_background(paragraph: str) -> None:
    assert article(NEWS + paragraph).parts[-1].background


@pytest.mark.parametrize(
    "paragraph",
    [
        "The ministers had shaken hands before the cameras on Tuesday.",
        "The minister said the border was shut in 2012 for good reasons.",
        "A joint commission will meet every three months from 2026.",
        "Trucks will pay a single customs duty of 6 percent.",
    ],
)
def test_no_background(paragraph: str) -> None:
    assert not article(NEWS + paragraph).parts[-1].background


def test_the_news_itself_is_no_background() -> None:
    assert not any(p.background for p in article("The border was shut in 2012.").parts)


def test_all_under_a_subhead_of_background() -> None:
    text = NEWS + "Background\n\nCostara granted asylum to a general, and the border was shut."
    assert article(text + "\n\nNothing crossed it but birds.").parts[-1].background
