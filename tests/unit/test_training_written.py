"""Marked passages become records; what is wrong with a line is said with its number."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.records import records
from training.written import CORPUS, part_of, read_marked, recheck

GOOD = """% style: agency

Police in Nairobi arrested three students on Monday, Reuters said.
COERCE/arrest @ arrested | a: Police | r: three students | p: Nairobi | d: Monday | c: Reuters
x: repression

The rebels denied that they had burned Atiak; Atiak is empty.
REJECT @ denied | a: The rebels
ASSAULT/primitive negated alleged denies @ burned | a: they | r: Atiak | s: The rebels

The champions attacked from the first whistle.
none: sport
"""


def marked(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mixed-01.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_marked_file_becomes_records(tmp_path: Path) -> None:
    records, wrong = read_marked(marked(tmp_path, GOOD))
    assert not wrong
    first, second, third = records
    event = first["events"][0]
    assert (event["type"], event["mode"], event["stance"]) == ("COERCE", "arrest", "asserts")
    assert first["text"][slice(*event["trigger"])] == "arrested"
    assert first["text"][slice(*event["recipient"][0])] == "three students"
    assert (first["style"], first["contexts"]) == ("agency", ["repression"])
    burned = second["events"][1]
    assert (burned["status"], burned["alleged"], burned["stance"]) == ("negated", True, "denies")
    assert third["events"] == [] and third["none"] == "sport"


def test_words_that_stand_twice_are_the_nearest_to_the_trigger(tmp_path: Path) -> None:
    text = "Iran spoke. Then Iraq struck Iran.\nASSAULT @ struck | a: Iraq | r: Iran\n"
    records, _ = read_marked(marked(tmp_path, text))
    assert records[0]["events"][0]["recipient"] == [[29, 33]]
    numbered = text.replace("r: Iran", "r: Iran#1")
    records, _ = read_marked(marked(tmp_path, numbered))
    assert records[0]["events"][0]["recipient"] == [[0, 4]]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ATTACK @ struck | a: Iraq", "no such type: ATTACK"),
        ("ASSAULT/phone @ struck | a: Iraq", "ASSAULT has no mode phone"),
        ("ASSAULT @ hit | a: Iraq", "not in the text: 'hit'"),
        ("ASSAULT @ struck | a: Iraq struck", "the actor holds the trigger"),
        ("ASSAULT @ struck | q: Iraq", "no such role: 'q: Iraq'"),
        ("ASSAULT maybe @ struck | a: Iraq", "neither status nor alleged nor stance: maybe"),
        ("ASSAULT denies @ struck | a: Iraq", "a stance without a speaker"),
        ("SANCTION @ struck | a: Iraq", "SANCTION needs a recipient, or all parties as actors"),
        ("ASSAULT @ struck | a: Iran | r: Iran", "actor and recipient are the same words"),
        ("none: opera", "no such kind of negative: 'opera'"),
        ("x: war", "no such context: war"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    records, wrong = read_marked(marked(tmp_path, f"Then Iraq struck Iran.\n{line}\n"))
    assert [(w.line, w.reason) for w in wrong][-1] == (2, reason)
    if line.startswith(("x", "none")) is False:
        assert records == []


def test_batches_are_held_out_by_their_number() -> None:
    assert [part_of(f"mixed-{n:02}") for n in (1, 3, 5, 13, 15, 30)] == [
        *("train", "dev", "test", "dev", "test", "train")
    ]


def test_the_corpus_is_sound() -> None:
    assert list(recheck(CORPUS)) == []
    assert {path.name for path in CORPUS.iterdir() if path.is_dir()} == {
        "dev",
        "second",
        "test",
        "train",
    }


def test_the_second_coding_is_sound_and_of_passages_of_the_corpus() -> None:
    first = {record["text"] for record in records(sorted(CORPUS.glob("*/*.jsonl")))}
    for path in (CORPUS / "second").glob("*.txt"):
        coded, wrong = read_marked(path)
        assert not wrong
        assert {record["text"] for record in coded} <= first
