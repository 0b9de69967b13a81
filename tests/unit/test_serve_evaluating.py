"""``dragoman evaluate``: your own gold, the named sets, and what is said when they are missing."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from dragoman.serve.cli import main

GOLD = {
    "id": "1",
    "text": "Police in Nairobi arrested three students on Monday.",
    "events": [
        {
            "type": "COERCE",
            "mode": "arrest",
            "status": "actual",
            "alleged": False,
            "trigger": [18, 26],
            "actor": [[0, 6]],
            "recipient": [[27, 41]],
        }
    ],
}
FALSE = {
    "id": "2",
    "text": "Iran and Iraq signed a treaty.",
    "events": [{"type": "ASSAULT", "trigger": [14, 20]}],
}


def gold_file(tmp_path: Path, *records: object) -> str:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return str(path)


def test_gold_of_your_own_is_scored(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", gold_file(tmp_path, GOLD), "--json"])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["documents"] == 1
    assert figures["event"] == 100
    assert figures["recipient"] == 100
    assert figures["mode of events found"] == 100


def test_what_is_wrong_costs_and_is_shown(tmp_path: Path) -> None:
    path = gold_file(tmp_path, GOLD, FALSE)
    result = CliRunner().invoke(main, ["evaluate", path, "--confusions"])
    assert result.exit_code == 0, result.output
    assert "ASSAULT coded as SUPPORT: 1" in result.stdout
    assert "Iran and Iraq [signed] a treaty." in result.stdout


def test_a_named_set_wants_its_folder() -> None:
    result = CliRunner().invoke(main, ["evaluate", "plv"])
    assert result.exit_code == 2
    assert "--data" in result.output


def test_an_unknown_name_is_said() -> None:
    result = CliRunner().invoke(main, ["evaluate", "no-such-set"])
    assert result.exit_code == 1
    assert "no-such-set" in str(result.exception)


def test_the_named_sets_are_read(tmp_path: Path) -> None:
    (tmp_path / "relation").mkdir()
    row = {"id": "1", "text": GOLD["text"], "actor": [[0, 6]], "recipient": [[27, 41]]}
    path = tmp_path / "relation/plv_train.jsonl"
    path.write_text(json.dumps({**row, "type": "COERCE", "quad": 4}), encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", "plv", "--data", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "types macro F1" in result.stdout
    assert "kappa 0.57" in result.stdout
