"""The stage as a whole: actors, dates, claims and predicates in one record."""

from pathlib import Path

import pytest

from dragoman.api import default_coder
from dragoman.parse.conllu import sentences_from_conllu
from dragoman.records import Article, Moment, Parsed
from dragoman.trace import Journal
from dragoman.understand import load_cues, understand
from dragoman.understand.knowledge import load_knowledge

TREES = Path(__file__).with_name("understand_trees.conllu")


def test_a_report_is_understood_in_text_order() -> None:
    written, sentences = sentences_from_conllu(TREES.read_text(encoding="utf-8"))
    article = Article("a", written.text, written.parts, published=Moment("2024-06-19", "given"))
    parsed = Parsed(article, sentences)
    understood = understand(parsed, load_knowledge(), load_cues(), Journal())
    assert understood.parsed is parsed
    assert understood.dates
    assert understood.claims
    for found in (understood.dates, understood.predicates):
        starts = [record.span.start for record in found]
        assert starts == sorted(starts)
    again = understand(parsed, load_knowledge(), load_cues(), Journal())
    assert again == understood


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Had parliament passed the law, students would have marched.", "marched", "negated"),
        ("If the army had attacked, the rebels would have fled.", "fled", "negated"),
        ("In 1974 Turkish troops landed on the island and took its north.", "took", "historical"),
        ("In 1974 Turkish troops landed there, and police now guard it.", "guard", "actual"),
    ],
)
def test_what_did_not_come_and_what_is_long_past(text: str, word: str, status: str) -> None:
    result = default_coder().run(text, published="2024-06-19")
    assert result.understood is not None
    (found,) = [p for p in result.understood.predicates if p.span.of(text) == word]
    assert found.status.value == status
