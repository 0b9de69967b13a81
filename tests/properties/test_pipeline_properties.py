"""The whole way on text nobody wrote: no fault of ours, and every span is its words."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.api import default_coder
from dragoman.pipeline import run_or_fail
from dragoman.read import read_text
from dragoman.records import Article, Failure, Span
from dragoman.trace import build

WORDS = st.sampled_from(
    [
        *"Putin Kim Russia Ukraine Iran the police rebels President said says attacked".split(),
        *"killed met visited signed treaty with to in on Wednesday denied that will not".split(),
        *"if threatened accused of by and , . ? ! ( ) - -- : ; 's n't (AFP) 2024 U.S.".split(),
        *"Mr. “ ” ‘ ’ \" ' 🙂 שלומו 北京 é".split(),
        "\n",
        "\n\n",
        "\u202e",
    ]
)
TEXTS = st.one_of(st.lists(WORDS, min_size=1, max_size=60).map(" ".join), st.text(max_size=120))
TEXTS = TEXTS.filter(lambda text: bool(text.strip()))


def english(text: str, name: str) -> Article:
    """Any text, taken for English."""
    return replace(read_text(text, id=name), language="en")


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_any_text_is_coded_and_its_spans_hold(text: str) -> None:
    article = english(text, "any")
    result = run_or_fail(article, default_coder().resources)
    assert not isinstance(result, Failure), result
    whole = Span(0, len(article.text))
    for event, trace in zip(result.events, result.traces, strict=True):
        assert build(trace.steps) == event
        assert article.words(event.trigger) == event.trigger_text
        for actor in (*event.actors, *event.recipients):
            assert article.words(actor.span) == actor.text
        for step in trace.steps:
            assert all(whole.covers(span) for span in step.evidence)
    assert result.understood is not None
    for claim in result.understood.claims:
        assert all(whole.covers(s) for s in (*claim.source, *claim.cue, *claim.content))


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_the_name_of_a_report_changes_nothing_but_ids(text: str) -> None:
    known = default_coder().resources
    one = run_or_fail(english(text, "one"), known)
    two = run_or_fail(english(text, "two"), known)
    assert not isinstance(one, Failure) and not isinstance(two, Failure)
    same = [replace(e, id="", article_id="") for e in one.events]
    assert same == [replace(e, id="", article_id="") for e in two.events]
