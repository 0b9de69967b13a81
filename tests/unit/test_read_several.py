"""Files of several reports are split: digests, round-ups, live blogs; nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.read import read_inputs, read_text
from dragoman.read.several import split
from dragoman.records import Article, Role

WIRE = """AP News in Brief at 6:04 p.m. EST

Senate passes spending bill after long night

WASHINGTON (AP) — The Senate passed a spending bill on Thursday. The president will sign it.

Leaders said the bill was fair.

___

Kenya sends police to Haiti

NAIROBI, Kenya (AP) — Kenya sent 200 police officers to Haiti on Tuesday, its president said.

___

Fire in a market

DHAKA, Bangladesh (AP) — A fire killed nine people in a market on Monday.
"""
FILED = """World news roundup

KABUL, June 19 (Reuters) - Taliban fighters detained 12 teachers on Wednesday, residents said.

LIMA, June 19 (AFP) - Peru's president swore in a new prime minister after a cabinet row.

OSLO, June 19 (Reuters) - Norway will give Ukraine 20 air defence missiles, its minister said.
"""
NUMBERED = """Morning briefing

1. Iran and Saudi Arabia exchanged ambassadors after seven years, state media said.

2. Chad's army said it killed 70 rebels near the border with Libya on Sunday.

3. Fiji's parliament passed a budget after a walkout of the opposition.
"""
STARS = """Chad army kills rebels

Chad's army said it killed 70 rebels near Libya.

* * *

Fiji passes budget

Fiji's parliament passed a budget on Friday.

* * *

Iran envoy in Riyadh

Iran's ambassador arrived in Riyadh on Monday.
"""
LIVE = """Budget talks live: partners return to the table

Coalition leaders met again on Tuesday.

15.18 GMT
Negotiators have gone back in. The farmers' leader told reporters that he would listen.

14.02 GMT
A new text has been handed round. It keeps the rise in fuel duty, two people said.

13.30 GMT
The chancellor has left the room. She did not answer questions on the stairs.

23.05 GMT
Talks broke up when the farmers' delegation left the building by a side door.
"""


def reports(tmp_path: Path, text: str, day: str = "2025-03-04") -> list[Article]:
    path = tmp_path / "news.txt"
    path.write_text(text, encoding="utf-8")
    items = list(read_inputs([str(path)], published=day))
    assert all(isinstance(item, Article) for item in items)
    return [item for item in items if isinstance(item, Article)]


def headline(article: Article) -> str | None:
    return next((article.words(p.span) for p in article.parts if p.role is Role.HEADLINE), None)


def test_briefs_between_lines_are_reports_of_their_own(tmp_path: Path) -> None:
    found = reports(tmp_path, WIRE)
    assert [article.id for article in found] == ["news.txt#1", "news.txt#2", "news.txt#3"]
    assert [headline(article) for article in found] == [
        "Senate passes spending bill after long night",
        "Kenya sends police to Haiti",
        "Fire in a market",
    ]
    lines = [a.words(p.span) for a in found for p in a.parts if p.role is Role.DATELINE]
    assert lines == ["WASHINGTON (AP) —", "NAIROBI, Kenya (AP) —", "DHAKA, Bangladesh (AP) —"]
    assert {article.agency for article in found} == {"AP"}


def test_each_brief_credits_its_own_agency(tmp_path: Path) -> None:
    assert [a.agency for a in reports(tmp_path, FILED)] == ["Reuters", "AFP", "Reuters"]


@pytest.mark.parametrize("text", [NUMBERED, STARS, FILED, WIRE])
def test_three_reports(tmp_path: Path, text: str) -> None:
    assert len(reports(tmp_path, text)) == 3


def test_entries_of_a_live_blog_have_their_own_day_and_hour(tmp_path: Path) -> None:
    first, *entries = reports(tmp_path, LIVE)
    assert first.id == "news.txt" and headline(first) is not None
    assert [a.published.value for a in entries if a.published] == [
        "2025-03-04T15:18+00:00",
        "2025-03-04T14:02+00:00",
        "2025-03-04T13:30+00:00",
        "2025-03-03T23:05+00:00",
    ]


@pytest.mark.parametrize("text", [WIRE, FILED, NUMBERED, STARS, LIVE])
def test_every_word_is_in_one_of_the_reports_at_the_place_its_note_tells(
    tmp_path: Path, text: str
) -> None:
    whole = read_text(text, id="a")
    found = reports(tmp_path, text)
    told = " ".join(a.text for a in found).split()
    title = [headline(whole) or ""] if found[0].id.endswith("#1") and text is not STARS else []
    assert " ".join([*title, *told]).split() == text.split()
    for article in found:
        for part in article.parts:
            assert article.words(part.span).strip()
        if not article.notes:
            continue
        start, end = article.notes[-1].rpartition("characters ")[2].split(" to ")
        assert whole.text[int(start) : int(end)] == article.text


def test_all_of_a_file_keep_its_hash(tmp_path: Path) -> None:
    assert len({a.original.sha256 for a in reports(tmp_path, WIRE) if a.original}) == 1


@pytest.mark.parametrize(
    "title",
    [
        "Envoy briefs council on truce",
        "Reader's Digest Association sells unit",
        "Brief biography of Kim Il Sung published",
        "Police roundup of migrants draws protest",
        "White House briefing on Iran turns sour",
    ],
)
def test_headlines_that_call_nothing_a_digest(title: str) -> None:
    paragraph = "The minister told the council that the truce would hold until Friday, he said."
    text = f"{title}\n\n" + "\n\n".join(f"Point {n}\n\n{paragraph} {n}." for n in range(4))
    assert len(list(split(read_text(text, id="a")))) == 1


def test_one_report_with_a_row_of_stars_is_one(tmp_path: Path) -> None:
    text = "Envoy recalled\n\nThe envoy left Geneva on Monday.\n\n***\n\nReporting by Ana Lopez"
    assert len(reports(tmp_path, text)) == 1


def test_a_record_with_an_id_of_its_own_stays_one(tmp_path: Path) -> None:
    import json

    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "7", "text": FILED}), encoding="utf-8")
    (article,) = read_inputs([str(path)])
    assert isinstance(article, Article) and article.id == "7"
