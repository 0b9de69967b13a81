"""What is denied, planned, threatened or conditional is never coded as a deed."""

from __future__ import annotations

import pytest
from measure.no_deeds import TOLD, VIOLENT, sentences

from dragoman.api import default_coder
from dragoman.records import Span, Status

SENTENCES = sentences()
OTHER_DEEDS = ("had never executed any of the cap", "The siege ended without")
"""Sentences that tell another deed, too: soldiers captured, a siege."""


def test_there_are_a_hundred() -> None:
    assert len(SENTENCES) == 100


@pytest.mark.parametrize(("status", "text", "act"), SENTENCES, ids=lambda value: str(value)[:60])
def test_no_deed(status: Status, text: str, act: Span) -> None:
    if any(words in text for words in OTHER_DEEDS):
        pytest.xfail("another act of violence that did happen is told beside it")
    for event in default_coder().run(text, published="2024-06-19").events:
        here = event.trigger.meets(act) and event.event_type.value not in TOLD
        if here or event.event_type.value == VIOLENT:
            assert event.status is not Status.ACTUAL, event.trigger_text
