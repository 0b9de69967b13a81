"""Golden reports, sentences that must give nothing, known failures, and the replay of traces."""

from __future__ import annotations

import dataclasses

import pytest

import dragoman
from dragoman.api import default_coder
from dragoman.records import Status
from dragoman.trace import build
from tests.golden_lines import FOLDER, STRICT, Case, cases, coded

GOLDEN = [
    case for path in sorted(FOLDER.glob("*.txt")) if path.stem not in STRICT for case in cases(path)
]
KNOWN_FAILURES = list(cases(FOLDER / "known_failures.txt"))


def sentences(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


NEGATIVES = sentences("negatives.txt")
NO_DEED = sentences("no_deed.txt")
DEEDS = {"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "AID"}


@pytest.mark.parametrize("case", GOLDEN, ids=lambda c: c.name)
def test_golden(case: Case) -> None:
    assert coded(case) == case.expected, case.title


@pytest.mark.parametrize("sentence", NEGATIVES)
def test_negatives_give_nothing(sentence: str) -> None:
    assert coded(Case("", "2024-06-19", sentence, (), "negatives.txt", 0)) == ()


ORDERED = "The president ordered the army to attack the rebels."


@pytest.mark.parametrize("sentence", [line for line in NO_DEED if line != ORDERED])
def test_what_is_not_said_to_have_happened_is_no_deed(sentence: str) -> None:
    for event in dragoman.code(sentence, published="2024-06-19"):
        deed = event.event_type.value in DEEDS and not event.alleged
        assert not (deed and event.status is Status.ACTUAL), event.trigger_text


def test_an_order_is_no_deed() -> None:
    assert ORDERED in NO_DEED
    test_what_is_not_said_to_have_happened_is_no_deed(ORDERED)


def test_four_traps_in_one_report() -> None:
    report = (
        "The defence ministry denied that its troops had shelled the port of Al Mukha. "
        "The president plans to send tanks to the rebels next month. "
        "If the truce breaks, the navy will blockade the island. "
        "The rebel commander threatened to execute two captured pilots."
    )
    deeds = [e for e in dragoman.code(report) if e.event_type.value in DEEDS]
    assert all(e.status is not Status.ACTUAL for e in deeds)
    said = {e.event_type.value for e in dragoman.code(report) if e.status is Status.ACTUAL}
    assert {"REJECT", "THREATEN"} <= said


@pytest.mark.parametrize("case", KNOWN_FAILURES, ids=lambda c: c.name)
def test_known_failures_still_fail(case: Case) -> None:
    assert coded(case) != case.expected, "a surprise success: move it up to a golden file"


@pytest.mark.parametrize("case", GOLDEN, ids=lambda c: c.name)
def test_a_trace_played_again_gives_its_event(case: Case) -> None:
    result = default_coder().run(case.report, published=case.published)
    assert [t.event_id for t in result.traces] == [e.id for e in result.events]
    for event, trace in zip(result.events, result.traces, strict=True):
        assert build(trace.steps) == event
        set_fields = {step.field for step in trace.steps if not step.refused}
        assert {f.name for f in dataclasses.fields(event)} <= set_fields


@pytest.mark.parametrize("case", GOLDEN, ids=lambda c: c.name)
def test_every_span_is_its_words(case: Case) -> None:
    result = default_coder().run(case.report, published=case.published)
    text = result.article.text
    for event in result.events:
        assert text[event.trigger.start : event.trigger.end] == event.trigger_text
        for actor in (*event.actors, *event.recipients):
            assert text[actor.span.start : actor.span.end] == actor.text
        for mention in event.mentions:
            assert mention.span.covers(mention.trigger)
        if event.date and event.date.span:
            assert text[event.date.span.start : event.date.span.end] == event.date.text


def test_coding_twice_is_coding_once() -> None:
    case = GOLDEN[0]
    one = dragoman.code(case.report, published=case.published)
    assert one == dragoman.code(case.report, published=case.published)


def test_the_order_of_reports_does_not_change_the_events() -> None:
    reports = [case.report for case in GOLDEN[:6]]
    forward = {e.id for e in dragoman.code_many(reports) if isinstance(e, dragoman.Event)}
    back = {e.id for e in dragoman.code_many(reports[::-1]) if isinstance(e, dragoman.Event)}
    assert forward == back
