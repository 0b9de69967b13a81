from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.read.html import read_page
from dragoman.records import Article, Role

PAGES = Path(__file__).parents[1] / "fixtures" / "html"


def page(name: str) -> Article:
    return read_page((PAGES / name).read_bytes(), id=name)


def words(article: Article, role: Role) -> list[str]:
    return [article.words(p.span) for p in article.parts if p.role is role]


def test_the_parts_of_a_page() -> None:
    article = page("courier.html")
    assert [p.role.value for p in article.parts] == [
        *("headline", "deck", "caption", "credit", "dateline", "body", "body"),
        *("subhead", "body", "body"),
    ]
    assert words(article, Role.HEADLINE) == ["Ministers sign river treaty"]
    assert words(article, Role.DATELINE) == ["BASEL, May 3 (Reuters) -"]
    assert words(article, Role.SUBHEAD) == ["Farmers had blocked the road"]
    caption = "The foreign ministers of both states shake hands in Basel on Friday."
    assert words(article, Role.CAPTION) == [caption]
    assert "Copyright" not in article.text and "Home" not in article.text


def test_what_the_page_says_of_itself() -> None:
    article = page("courier.html")
    assert article.published is not None and article.updated is not None
    assert article.published.value == "2024-05-03T18:20+02:00"
    assert article.published.basis == "json-ld"
    assert article.updated.value == "2024-05-03T17:05+00:00"
    assert article.publisher == "The Example Courier"
    assert article.agency == "Reuters"
    assert article.url == "https://courier.example/world/river-treaty"
    assert article.language == "en"


def test_a_day_in_the_meta_tags_takes_its_hour_from_the_page() -> None:
    article = page("meta_only.html")
    assert article.published is not None
    assert article.published.value == "2019-11-20T11:10+08:00"
    assert article.updated is not None and article.updated.value == "2019-11-20T13:42+08:00"


def test_the_declared_character_set() -> None:
    assert "José Martín" in page("meta_only.html").text


def test_a_page_without_an_article() -> None:
    with pytest.raises(InputError, match="no article text"):
        page("no_article.html")


@pytest.mark.parametrize("markup", [b"<html></html>", b"<!-- only a comment -->", b"<p>Short.</p>"])
def test_pages_with_hardly_anything(markup: bytes) -> None:
    with pytest.raises(InputError):
        read_page(markup, id="x")


def test_the_day_given_counts_where_the_page_is_silent() -> None:
    from dragoman.read import published_moment

    plain = (PAGES / "courier.html").read_bytes()
    start, end = plain.index(b"<head>"), plain.index(b"</head>")
    given = published_moment("2001-02-03")
    article = read_page(plain[:start] + plain[end:], id="x", published=given)
    assert article.published == given


def test_text_straight_in_the_body_is_read() -> None:
    told = [
        "The government of the northern state recalled its envoy on Monday after the vote.",
        "The neighbouring state said it would answer in kind before the end of the week.",
        "Mediators in Geneva asked both to keep the talks on the border going in May.",
    ]
    lines = "<br><br>".join(told)
    markup = f"<html><body><article><h1>Envoy recalled</h1>{lines}</article></body></html>"
    text = read_page(markup.encode(), id="x").text
    assert all(line in text for line in told)


STORY = (
    "<p>The government of the northern state recalled its envoy on Monday after the vote.</p>"
    "<p>The neighbouring state said it would answer in kind before the end of the week.</p>"
    "<p>Mediators in Geneva asked both to keep the talks on the border going in May.</p>"
)


def told(inside: str = "", head: str = "", above: str = "") -> Article:
    body = f"<article><h1>Envoy recalled</h1>{above}{STORY}{inside}</article>"
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), id="x")


@pytest.mark.parametrize(
    ("head", "above", "value"),
    [
        (
            '<meta property="article:published_time" content="November 19, 2019, 07:47 PM EST">',
            "",
            "2019-11-19T19:47-05:00",
        ),
        (
            '<script type="application/ld+json">{"@type": "MedicalWebPage",'
            ' "datePublished": "2019-11-14T08:00:00.000Z"}</script>',
            "",
            "2019-11-14T08:00+00:00",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle",'
            ' "datePublished": "0001-01-01T00:00:00Z"}</script>',
            "<div>Published 11:34 PM EST Nov 19, 2019</div>",
            "2019-11-19T23:34-05:00",
        ),
        ("", "<p><em>November 15, 2019</em></p>", "2019-11-15"),
        ('<link rel="canonical" href="https://a.example/2019/11/18/envoy/">', "", "2019-11-18"),
    ],
)
def test_where_a_page_states_its_day(head: str, above: str, value: str) -> None:
    article = told(head=head, above=above)
    assert article.published is not None and article.published.value == value


def test_a_page_that_states_no_day_has_none() -> None:
    assert told().published is None


def test_titles_of_other_stories_are_none_of_its_text() -> None:
    links = (
        '<div class="latest-news-box"><ul><li><a href="/a">Gunmen hold a bus in Karsa</a></li></ul>'
        '</div><p><a href="/b">Photos: the bridge of Karsa before the war</a></p>'
        '<div class="Newsletter-container"><h3>Our morning letter</h3></div>'
    )
    article = told(inside=links)
    assert "Gunmen" not in article.text and "morning letter" not in article.text
    assert not any("Photos" in body for body in words(article, Role.BODY))
