"""Names from the tags of their words."""

from __future__ import annotations

import pytest

from dragoman.parse.article import mentions_of
from dragoman.records import Span, Token


def tokens(text: str) -> list[Token]:
    """Words with their parts of speech, "Scandinavia/PROPN and/CCONJ", each under the first."""
    found, start = [], 0
    for number, piece in enumerate(text.split()):
        word, upos = piece.split("/")
        span = Span(start, start + len(word))
        head, relation = (-1, "root") if number == 0 else (0, "dep")
        found.append(Token(number, span, word, word.lower(), upos, {}, head, relation))
        start += len(word) + 1
    return found


@pytest.mark.parametrize(
    ("text", "tags", "names"),
    [
        ("Scandinavia/PROPN and/CCONJ Belgium/PROPN", "B-LOC I-LOC B-LOC", [(0, 0), (2, 2)]),
        ("on/ADP Jeju/PROPN Island/PROPN", "B-LOC I-LOC I-LOC", [(1, 2)]),
        ("Trinidad/PROPN and/CCONJ Tobago/PROPN", "B-LOC I-LOC I-LOC", [(0, 2)]),
        ("and/CCONJ", "B-ORG", [(0, 0)]),
        ("Oslo/PROPN", "I-LOC", [(0, 0)]),
    ],
)
def test_no_name_begins_or_ends_with_a_joining_word(
    text: str, tags: str, names: list[tuple[int, int]]
) -> None:
    found = list(mentions_of(0, tokens(text), tags.split()))
    assert [(m.first, m.last) for m in found] == names
