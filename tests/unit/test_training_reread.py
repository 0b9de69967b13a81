"""Reading the corpus again: what is listed, and how answers change a passage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from training.card import STEPS
from training.plans import PLANS
from training.reread import Answer, Doubt, answers, changed, line_of, main, shown
from training.written import WrongLineError, event_of

from dragoman.records import EventType

TEXT = "Rebels took Bunia after government troops fled, and urged Mobutu to resign, officials said."
MARKED = (
    "ASSAULT asserts @ took | a: Rebels | r: Bunia | s: officials",
    "REQUEST/change asserts @ urged | a: Rebels | r: Mobutu | s: officials",
)


def passage(*lines: str) -> dict[str, Any]:
    return {
        "id": "mixed-11-001",
        "text": TEXT,
        "made": "written",
        "none": None if lines else "history",
        "contexts": ["military"] if lines else [],
        "events": [event_of(line, 1, TEXT) for line in lines],
    }


def read(*lines: str) -> Answer:
    wrong: list[WrongLineError] = []
    (answer,) = answers(["= mixed-11-001", *lines], wrong)
    assert not wrong
    return answer


def test_a_line_is_read_back_as_it_was_written() -> None:
    record = passage(*MARKED)
    assert [line_of(event, TEXT) for event in record["events"]] == list(MARKED)


def test_words_that_stand_twice_are_numbered_where_they_must_be() -> None:
    text = "Iran attacked Iraq, and Turkey attacked Syria."
    for line in ("ASSAULT @ attacked | a: Iran", "ASSAULT @ attacked#2 | a: Turkey | r: Syria"):
        assert line_of(event_of(line, 1, text), text) == line


def test_what_the_model_does_not_hear_is_marked() -> None:
    heard = [Doubt("fled", EventType.RETREAT, 0.73)]
    text = shown(passage(*MARKED), heard, {1: Doubt("urged", EventType.REQUEST, 0.1)})
    assert text.splitlines()[2:] == [
        f" 1 {MARKED[0]}",
        f"?2 {MARKED[1]}",
        "+ RETREAT 0.73 @ fled",
    ]


def test_an_event_is_added_struck_and_put_in_the_place_of_another() -> None:
    answer = read(
        "+ RETREAT/withdraw @ fled | a: government troops", "- 2", f"1 {MARKED[0]} | p: Bunia"
    )
    events = changed(passage(*MARKED), answer)["events"]
    assert [(e["type"], TEXT[slice(*e["trigger"])]) for e in events] == [
        ("ASSAULT", "took"),
        ("RETREAT", "fled"),
    ]
    assert events[0]["place"]


def test_where_no_event_is_left_the_kind_is_asked_for() -> None:
    with pytest.raises(WrongLineError, match="neither events"):
        changed(passage(*MARKED), read("- 1", "- 2"))
    record = changed(passage(*MARKED), read("- 1", "- 2", "none: history"))
    assert (record["none"], record["events"], record["contexts"]) == ("history", [], [])


def test_a_passage_without_events_may_get_one() -> None:
    record = changed(passage(), read("+ RETREAT/withdraw @ fled | a: government troops"))
    assert record["none"] is None
    assert len(record["events"]) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("- 3", "has no event 3"),
        ("+ ASSAULT @ shelled | a: Rebels", "not in the text"),
        (f"+ {MARKED[0]}", "two events of one type"),
        (f"- 1\n1 {MARKED[0]}", "struck and replaced"),
    ],
)
def test_what_cannot_be_taken_is_told(line: str, reason: str) -> None:
    with pytest.raises(WrongLineError, match=reason):
        changed(passage(*MARKED), read(*line.split("\n")))


def test_contexts_come_with_a_first_event() -> None:
    lines = ("+ RETREAT/withdraw @ fled | a: government troops", "x: military")
    assert changed(passage(), read(*lines))["contexts"] == ["military"]


def test_lines_that_answer_nothing_are_told() -> None:
    wrong: list[WrongLineError] = []
    list(answers(["- 1", "= mixed-11-001", "yes"], wrong))
    assert [fault.line for fault in wrong] == [1, 3]


def test_good_answers_are_written_and_bad_ones_leave_the_passage_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "corpus" / "train" / "mixed-11.jsonl"
    file.parent.mkdir(parents=True)
    other = passage(*MARKED) | {"id": "mixed-11-002"}
    file.write_text("\n".join(json.dumps(r) for r in (passage(*MARKED), other)) + "\n")
    said = tmp_path / "one.said"
    said.write_text("= mixed-11-001\n- 2\n\n= mixed-11-002\n- 7\n\n= mixed-99-001\n- 1\n")
    before = file.read_text()
    assert main(["check", str(said), "--corpus", str(tmp_path / "corpus")]) == 1
    assert file.read_text() == before
    assert main(["apply", str(said), "--corpus", str(tmp_path / "corpus")]) == 1
    counts = [len(json.loads(line)["events"]) for line in file.read_text().splitlines()]
    assert counts == [1, 2]
    told = capsys.readouterr().err
    assert "has no event 7" in told
    assert "no such passage: mixed-99-001" in told


def test_a_passage_answered_twice_is_told(tmp_path: Path) -> None:
    file = tmp_path / "corpus" / "train" / "mixed-11.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(passage(*MARKED)) + "\n")
    said = tmp_path / "one.said"
    said.write_text("= mixed-11-001\n- 2\n\n= mixed-11-001\n- 1\n")
    assert main(["apply", str(said), "--corpus", str(tmp_path / "corpus")]) == 1
    assert len(json.loads(file.read_text())["events"]) == 1


def test_every_plan_has_its_line_on_the_card() -> None:
    assert list(STEPS) == list(PLANS)
