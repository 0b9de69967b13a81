"""What is denied, planned, threatened or conditional is never coded as a deed."""

from __future__ import annotations

import pytest
from measure.no_deeds import is_deed, sentences

from dragoman.api import default_coder
from dragoman.records import Span, Status

SENTENCES = sentences()


def test_there_are_a_hundred() -> None:
    assert len(SENTENCES) == 100


@pytest.mark.parametrize(
    ("status", "text", "act", "done"), SENTENCES, ids=lambda value: str(value)[:60]
)
def test_no_deed(status: Status, text: str, act: Span, done: Span | None) -> None:
    for event in default_coder().run(text, published="2024-06-19").events:
        assert not is_deed(event, act, done), event.trigger_text
