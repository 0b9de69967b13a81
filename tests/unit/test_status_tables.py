"""The tables of cues: the shipped ones are sound, a broken one is named with its line."""

from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.understand import check_cues
from dragoman.understand.claims import check_reporting, read_reporting_cues
from dragoman.understand.dates import check_dates
from dragoman.understand.status import check_event_nouns, check_status, read_status_cues


def test_the_shipped_tables_are_sound() -> None:
    assert list(check_cues(files("dragoman") / "data")) == []


def written(tmp_path: Path, name: str, text: str) -> Path:
    folder = tmp_path / "lexicon"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return tmp_path


ROW = """- lemma: refuse
  pos: verb
  scope: [clause]
  effect: negated
  example: Iran refused to meet the envoys.
  source: own
"""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ROW.replace("negated", "denied"), "effect must be"),
        (ROW.replace("[clause]", "[everything]"), "scope must be"),
        (ROW.replace("  source: own\n", ""), "source must be given"),
        (ROW + "  colour: red\n", "unknown key"),
        (ROW + ROW.replace("refuse", "avoid", 1), "out of order"),
        ("lemma: refuse", "a list is expected"),
        ("- [", "not YAML"),
    ],
)
def test_a_wrong_status_line_is_named(tmp_path: Path, text: str, reason: str) -> None:
    folder = written(tmp_path, "status.yaml", text)
    faults = list(check_status(folder))
    assert any(reason in fault.reason for fault in faults)
    with pytest.raises(LexiconError):
        read_status_cues(folder)


def test_a_wrong_stance_is_named(tmp_path: Path) -> None:
    text = "- lemma: say\n  pos: verb\n  stance: shouts\n  example: a\n  source: own\n"
    folder = written(tmp_path, "reporting.yaml", text)
    (fault,) = check_reporting(folder)
    assert (fault.file, fault.line, fault.entry) == ("lexicon/reporting.yaml", 1, "say")
    with pytest.raises(LexiconError):
        read_reporting_cues(folder)


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert [len(list(check(tmp_path))) for check in (check_dates, check_event_nouns)] == [1, 1]


def test_an_era_needs_its_years(tmp_path: Path) -> None:
    text = "- name: Long War\n  kind: era\n  start: '1900'\n  example: a\n  source: own\n"
    (fault,) = check_dates(written(tmp_path, "dates.yaml", text))
    assert "start and end" in fault.reason
