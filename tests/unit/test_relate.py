"""The relation of a given pair, by the library and by the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import dragoman
from dragoman.coding.turned import turned
from dragoman.errors import InputError
from dragoman.records import EventType, Status
from dragoman.serve.cli import main

ARREST = "Police arrested three students."


def lines(tmp_path: Path, *records: object) -> str:
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return str(path)


def test_the_sixteen_probabilities_sum_to_one() -> None:
    told = dragoman.relate(ARREST, (0, 6), (16, 30))
    assert set(told.scores) == set(EventType)
    assert sum(told.scores.values()) == pytest.approx(1)
    assert told.event_type is EventType.COERCE
    assert told.mode == "arrest"
    assert told.why


def test_who_acts_on_whom_matters() -> None:
    text = "Police arrested three students who had stoned the ministry."
    assert dragoman.relate(text, (0, 6), (16, 30)).event_type is EventType.COERCE
    assert dragoman.relate(text, (16, 30), (46, 58)).event_type is EventType.PROTEST


@pytest.mark.parametrize(
    ("text", "recipient", "type"),
    [
        ("Norway failed to reach an agreement with Russia.", "Russia", "REJECT"),
        ("Norway reached an agreement with Russia.", "Russia", "SUPPORT"),
        ("Norway will boycott the talks with Russia.", "Russia", "THREATEN"),
    ],
)
def test_what_is_not_done_counts_for_what_it_stands_for(
    text: str, recipient: str, type: str
) -> None:
    start = text.index(recipient)
    told = dragoman.relate(text, (0, 6), (start, start + len(recipient)))
    assert told.event_type is EventType(type), told.scores


def test_each_act_has_one_relation_in_each_status() -> None:
    for status in Status:
        for type in EventType:
            once = turned(type, status)
            assert turned(once, Status.ACTUAL) is once
    assert turned(EventType.AID, Status.FUTURE) is EventType.AGREE
    assert turned(EventType.ASSAULT, Status.NEGATED) is EventType.ASSAULT


def test_a_side_may_be_left_out() -> None:
    assert dragoman.relate("Workers went on strike.", (0, 7)).event_type is EventType.PROTEST


def test_one_place_and_several_are_told_apart() -> None:
    one = dragoman.relate(ARREST, (0, 6), (16, 30))
    several = dragoman.relate(ARREST, [(0, 6)], [(16, 30)])
    assert one.scores == several.scores


@pytest.mark.parametrize("actor", [(0, 99), (-1, 3), (4, 4)])
def test_a_place_outside_the_text_is_said(actor: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="is no"):
        dragoman.relate(ARREST, actor)


def test_a_pair_without_sides_is_said() -> None:
    with pytest.raises(InputError, match="neither actor nor recipient"):
        dragoman.relate(ARREST, ())


def test_the_command_answers_line_by_line(tmp_path: Path) -> None:
    good = {"id": "a", "text": ARREST, "actor": [[0, 6]], "recipient": [[16, 30]]}
    bad = {"id": "b", "text": ARREST, "actor": [[0, 600]], "recipient": []}
    result = CliRunner().invoke(main, ["relate", lines(tmp_path, good, bad, {**good, "id": "c"})])
    assert result.exit_code == 1
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "c"]
    assert set(answers[0]) == {"id", "event_type", "mode", "scores", "why"}
    assert len(answers[0]["scores"]) == 16
    assert "pairs.jsonl:2" in result.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["relate", str(tmp_path / "none.jsonl")])
    assert result.exit_code == 1
    assert "none.jsonl" in result.stderr
