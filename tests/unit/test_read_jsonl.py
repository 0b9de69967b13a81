import io
import json

import pytest

from dragoman.read import jsonl, published_moment
from dragoman.read.jsonl import read_jsonl
from dragoman.records import Article, Failure, Role


def items_of(*lines: str | bytes) -> list[Article | Failure]:
    raw = b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines)
    return list(read_jsonl(io.BytesIO(raw), file="in.jsonl"))


def test_a_record_with_all_its_fields() -> None:
    record = {
        "id": "7",
        "text": "  LIMA (AP) — The envoy left. \r\n\r\nHe flew home.",
        "headline": "Envoy  recalled",
        "published": "2024-06-19T14:35+05:30",
        "publisher": "The Courier",
        "url": "https://courier.example/7",
        "language": "en",
    }
    (article,) = items_of(json.dumps(record))
    assert isinstance(article, Article)
    assert article.text == record["text"] + "\n\nEnvoy recalled"
    assert [p.role.value for p in article.parts] == ["dateline", "body", "body", "headline"]
    assert article.words(article.parts[1].span) == "The envoy left."
    assert (article.publisher, article.language, article.agency) == ("The Courier", "en", "AP")
    assert article.published is not None and article.published.basis == "record"


def test_a_headline_given_apart_is_no_repeat() -> None:
    line = {"id": "1", "text": "The envoy of Lutania left Geneva on Monday.", "headline": "x"}
    line["headline"] = "The envoy of Lutania left Geneva on Monday"
    (article,) = items_of(json.dumps(line))
    assert isinstance(article, Article)
    assert article.parts[-1].role is Role.HEADLINE and article.parts[-1].repeats is None


def test_a_lone_surrogate_keeps_the_offsets() -> None:
    (article,) = items_of('{"id": "1", "text": "A \\ud800 left."}')
    assert isinstance(article, Article) and article.text == "A \ufffd left."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not JSON"),
        ("[1, 2]", "a list, not an object"),
        ('"words"', "a string, not an object"),
        ('{"id": "1"}', 'no "text"'),
        ('{"id": "1", "text": 5}', "a number, not a string"),
        ('{"id": "1", "text": null}', "null, not a string"),
        ('{"id": "1", "text": " \\n"}', '"text" is empty'),
        ('{"id": "", "text": "He left."}', '"id" is not a name'),
        ('{"id": ["1"], "text": "He left."}', '"id" is not a name'),
        ('{"id": "1", "text": "He left.", "headline": 3}', '"headline" is a number'),
        ('{"id": "1", "text": "He left.", "published": "soon"}', "not a publication time"),
        (b'{"id": "1", "text": "caf\xe9"}', "not UTF-8"),
        ("[" * 200_000, "too deep"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(line: str | bytes, reason: str) -> None:
    first, failure, last = items_of(
        '{"id": "a", "text": "He left."}', line, "", '{"id": "b", "text": "She came."}'
    )
    assert isinstance(first, Article) and isinstance(last, Article)
    assert isinstance(failure, Failure)
    assert reason in failure.reason
    assert (failure.file, failure.line, failure.stage) == ("in.jsonl", 2, "read")


def test_a_second_record_with_the_same_id_names_the_first() -> None:
    _, failure = items_of('{"id": "a", "text": "He left."}', '{"id": "a", "text": "She came."}')
    assert isinstance(failure, Failure) and "on line 1" in failure.reason


def test_a_huge_line_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MOST_BYTES", 60)
    huge = '{"id": "h", "text": "' + "x" * 500 + '"}'
    failure, article = items_of(huge, '{"id": "b", "text": "She came."}')
    assert isinstance(failure, Failure) and failure.line == 1
    assert isinstance(article, Article) and article.id == "b"


def test_the_given_day_counts_where_the_record_has_none() -> None:
    lines = b'{"id": "a", "text": "He left."}\n{"id": 8, "text": "No.", "published": "2020-01-02"}'
    given = published_moment("2024-06-19")
    one, other = read_jsonl(io.BytesIO(lines), published=given)
    assert isinstance(one, Article) and one.published == given
    assert isinstance(other, Article) and other.id == "8"
    assert other.published is not None and other.published.value == "2020-01-02"


def test_a_record_without_id_goes_by_the_hash_of_its_text() -> None:
    one, other = items_of('{"text": "He left."}', '{"text": "She came."}')
    assert isinstance(one, Article) and isinstance(other, Article)
    assert len(one.id) == len(other.id) == 16 and one.id != other.id
