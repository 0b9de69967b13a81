"""Classes of wording, each in many forms: who speaks and who carries, whatever the tree says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.api import default_coder
from dragoman.records import Claim

FILE = Path(__file__).parent.parent / "fixtures" / "wordings.tsv"
ROWS = [
    tuple(line.replace("|", "\n").split("\t"))
    for line in FILE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]

MISREAD = {
    "Peter Obi said on Channels Television that the count was rigged.",
    "Villagers recalled that the army had assured them the road was safe.",
    "The dam, Ortega promised engineers, would hold.",
}
"""Whose tree or antecedent the shipped model gets wrong."""


def marked(row: tuple[str, ...]) -> Any:
    """A row with the mark of those that are known to fail."""
    wrong = pytest.mark.xfail(strict=False, reason="the model reads it otherwise")
    return pytest.param(*row[1:], marks=[wrong] if row[-1] in MISREAD else [])


def holding(text: str, words: str) -> Claim:
    """The tightest claim that holds the words."""
    result = default_coder().run(text, published="2024-06-19")
    assert result.understood is not None
    start = text.lower().index(words.lower())
    end = start + len(words)
    held = [
        claim
        for claim in result.understood.claims
        if any(span.start <= start and end <= span.end for span in claim.content)
    ]
    assert held, [span.of(text) for c in result.understood.claims for span in c.content]
    return min(held, key=lambda claim: sum(span.end - span.start for span in claim.content))


@pytest.mark.parametrize(("speaker", "carrier", "words", "text"), [marked(row) for row in ROWS])
def test_who_speaks_and_who_carries(speaker: str, carrier: str, words: str, text: str) -> None:
    claim = holding(text, words)
    told = " ".join(span.of(text) for span in claim.source)
    named = claim.speaker.name if claim.speaker else ""
    assert speaker.lower() in f"{told} {named}".lower()
    through = f"{claim.carrier.name} {claim.carrier.text}" if claim.carrier else ""
    assert carrier.lower() in through.lower()
