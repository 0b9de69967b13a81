"""The stage as a whole: actors, dates, claims and predicates in one record."""

from pathlib import Path

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
