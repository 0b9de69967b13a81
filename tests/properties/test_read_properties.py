"""Whatever the text: parts in order, apart, inside the text, and nothing left out."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.read import read_body, read_inputs, read_text
from dragoman.records import Article, Failure

PIECES = st.sampled_from(
    [
        *("\n", "\n\n", "\r\n", " ", "    ", "\t", "\u2028", "\x0b"),
        *("Envoy recalled", "Updated02:35 PM IST", "By Ana Lopez", "(AFP)", "Photo: A bridge"),
        *("MOSCOW (AP) — ", "Pyongyang, June 19 (KCNA) --", "LIMA, 3 JAN 90 -- [TEXT]"),
        *("The envoy left Geneva on Monday after the talks.", "He flew", "home.", "Read more: x"),
        *("Putin (L) meets Kim. (AFP)", "March 01, 2008", "World", "“", "-", "—", "\ufeff", "\x00"),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map("".join))


def assert_well_formed(article: Article) -> None:
    end = 0
    for part in article.parts:
        assert end <= part.span.start < part.span.end <= len(article.text)
        assert not article.text[end : part.span.start].strip()
        assert article.words(part.span) == article.words(part.span).strip()
        end = part.span.end
    assert not article.text[end:].strip()
    for index, part in enumerate(article.parts):
        if part.repeats is not None:
            assert part.repeats < index
            assert article.parts[part.repeats].repeats is None


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_parts_cover_any_text(text: str) -> None:
    try:
        article = read_text(text, id="x")
    except InputError:
        assert not text.strip()
        return
    assert len(article.text) == len(text)
    assert_well_formed(article)


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.one_of(st.none(), TEXTS))
def test_a_body_keeps_its_offsets(text: str, headline: str | None) -> None:
    try:
        article = read_body(text, id="x", headline=headline)
    except InputError:
        assert not text.strip()
        return
    kept = article.text[: len(text)]
    assert all(a == b or "\ud800" <= b <= "\udfff" for a, b in zip(kept, text, strict=True))
    assert_well_formed(article)


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.binary(max_size=300), TEXTS.map(lambda t: t.encode("utf-8", "replace"))))
def test_any_bytes_give_reports_or_failures(data: bytes) -> None:
    for item in read_inputs(["-"], stdin=io.BytesIO(data)):
        if isinstance(item, Article):
            assert_well_formed(item)
        else:
            assert isinstance(item, Failure) and item.reason
