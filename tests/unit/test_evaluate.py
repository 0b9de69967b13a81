"""Gold is read, matched and counted as the documents say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.evaluate import gold_of, known_set, read_gold
from dragoman.evaluate.run import evaluate
from dragoman.evaluate.scores import (
    Score,
    accuracy,
    calibration_error,
    interval,
    macro_f1,
    reliability,
    total,
    weighted_f1,
)
from dragoman.evaluate.sets import mapped
from dragoman.pipeline import load_resources
from dragoman.records import EventType, Span

RECORD = {
    "id": "1",
    "text": "Police arrested three students.",
    "events": [
        {
            "event_type": "COERCE",
            "mode": "arrest",
            "trigger": {"text": "arrested", "span": [7, 15]},
            "actors": [{"span": [0, 6]}],
            "recipients": [{"span": [16, 30]}],
            "status": "actual",
        }
    ],
}


def test_gold_is_read_in_both_shapes() -> None:
    contract = gold_of(RECORD).events[0]
    corpus = gold_of(
        {
            "id": "1",
            "text": RECORD["text"],
            "events": [
                {
                    "type": "COERCE",
                    "mode": "arrest",
                    "trigger": [7, 15],
                    "actor": [[0, 6]],
                    "recipient": [[16, 30]],
                    "status": "actual",
                }
            ],
        }
    ).events[0]
    assert contract.trigger == corpus.trigger == Span(7, 15)
    assert contract.roles == corpus.roles == {"actor": (Span(0, 6),), "recipient": (Span(16, 30),)}


def test_a_bad_line_of_gold_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(RECORD) + '\n{"id": "2"}\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(read_gold(path))
    assert caught.value.line == 2
    with pytest.raises(InputError, match="neither a known set"):
        known_set("nothing-of-the-kind")


def test_counts_become_scores() -> None:
    assert Score(3, 4, 6) == Score(3, 4, 6)
    assert (Score(3, 4, 6).precision, Score(3, 4, 6).recall, Score(3, 4, 6).f1) == (75, 50, 60)
    assert Score(0, 0, 0).f1 == 0
    documents = [{"event": (1, 1, 2)}, {"event": (2, 3, 4)}, {}]
    assert total(documents, "event") == Score(3, 4, 6)
    low, high = interval(documents, "event")
    assert low <= 60 <= high and low < high


def test_choices_become_scores() -> None:
    pairs = [("A", "A"), ("A", "B"), ("B", "B"), ("C", "A")]
    assert accuracy(pairs) == 50
    assert macro_f1(pairs) == pytest.approx((50 + 200 / 3 + 0) / 3)
    assert weighted_f1(pairs) == pytest.approx((2 * 50 + 200 / 3) / 4)


def test_confidence_is_calibrated_when_it_is_the_share_that_is_right() -> None:
    honest = [(0.75, True)] * 3 + [(0.75, False)]
    assert calibration_error(honest) == pytest.approx(0)
    assert calibration_error([(0.95, False)] * 5) == pytest.approx(0.95)
    assert reliability([(0.1, False), (1.0, True)]) == [(0.1, 0.0, 1), (1.0, 1.0, 1)]


def test_mappings_name_our_types_and_modes() -> None:
    ours = {type.value for type in EventType}
    for name in ("m2e2", "case2021"):
        mapping = mapped(name)
        assert set(mapping.types.values()) <= ours
        assert set(mapping.modes) <= ours
    assert set(mapped("m2e2").roles.values()) == {"actor", "recipient", "place"}


def test_events_in_reports_that_hold_hardly_any_are_counted_by_kind(tmp_path: Path) -> None:
    texts = {
        "sport": ["The striker scored twice and the fans went home happy."],
        "world": ["Police arrested three students in Nairobi.", "It rained on the hills."],
    }
    path = tmp_path / "news.jsonl"
    lines = [
        json.dumps({"id": f"{section}-{number}", "section": section, "text": text})
        for section, told in texts.items()
        for number, text in enumerate(told)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    bbc = known_set("bbc")
    report = evaluate(bbc, bbc.read(path), load_resources())
    assert report.figures["... of sport"] == 0
    assert report.figures["... of world"] == 50
    assert report.figures["events per 100 reports"] == pytest.approx(100 / 3)
