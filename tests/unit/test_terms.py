"""What a disputed matter is called, and in whose voice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.api import default_coder
from dragoman.errors import LexiconError
from dragoman.serve.cli import main
from dragoman.understand.terms import TermUse, find_terms, load_terms, read_terms

UKRAINE = "Russia and Ukraine since 2022"


def uses(text: str, matter: str | None = UKRAINE) -> list[TermUse]:
    understood = default_coder().run(text, published="2024-06-19").understood
    assert understood is not None
    found = find_terms(understood, load_terms())
    return [use for use in found if matter is None or use.matter == matter]


def test_quoted_words_are_the_speakers() -> None:
    (use,) = uses('"We back the special military operation in Ukraine," Kim Jong Un said.')
    assert use.term == "special military operation"
    assert use.voice is not None
    assert use.voice.name == "Kim Jong Un"
    assert use.called_by == "Kim Jong Un"


def test_indirect_speech_is_in_the_words_of_the_report() -> None:
    (use,) = uses("Kim Jong Un said that he supported the invasion of Ukraine.")
    assert (use.term, use.voice, use.called_by) == ("invasion", None, "the report")
    assert use.telling is not None
    assert use.telling.name == "Kim Jong Un"


def test_a_word_in_marks_that_nobody_says_is_somebodys() -> None:
    (use,) = uses("The 'aggression' against Ukraine went on for another week.")
    assert (use.called_by, use.quoted) == ("somebody quoted", True)


def test_a_matter_just_named_is_taken_up() -> None:
    found = uses("Ukraine lost two towns on Monday. The war has lasted for years.")
    assert [use.form for use in found] == ["war"]


@pytest.mark.parametrize(
    "text",
    [
        "A war broke out between the two villages.",
        "Ukraine sent grain. It remembered the Korean War.",
        "Ukraine sent grain. Warsaw opened a warehouse.",
        "Ukraine joined the treaty. It holds in case of aggression against a party.",
    ],
)
def test_other_wars_are_of_no_matter(text: str) -> None:
    assert uses(text) == []


def test_a_name_tells_its_matter_by_itself() -> None:
    found = uses("London sent ships to the Malvinas, Buenos Aires wrote.", matter=None)
    assert [(use.matter, use.term) for use in found] == [("Falkland Islands", "Malvinas")]


def test_spans_are_the_words() -> None:
    text = "Police called the terrorists bandits. “Terrorists,” he said."
    for use in uses(text, matter=None):
        assert use.span.of(text) == use.form


def test_own_matters_go_before(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "- matter: The river\n  kind: name\n  terms:\n    Upper: [Upper Water]\n"
        "    Lower: [Lower Water]\n  source: own\n",
        encoding="utf-8",
    )
    report = tmp_path / "report.txt"
    report.write_text("Farmers met at the Upper Water on Monday.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["terms", str(report), "--terms", str(own)])
    assert done.exit_code == 0
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert (told["matter"], told["term"], told["called_by"]) == ("The river", "Upper", "the report")


def test_the_table_counts_by_voice(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Rebels shelled a town. Rebels fled. Militants fled.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["terms", str(report), "--as", "table", "--matter", "armed"])
    assert "2  rebel: the report" in done.stdout
    assert "1  militant: the report" in done.stdout


def test_an_unknown_matter_is_a_clear_error(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Rain fell.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["terms", str(report), "--matter", "atlantis"])
    assert done.exit_code != 0
    assert "atlantis" in str(done.exception) + done.output


def test_a_form_of_two_terms_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(
        "- matter: A\n  kind: act\n  terms:\n    one: [x]\n    two: [x]\n  source: own\n",
        encoding="utf-8",
    )
    with pytest.raises(LexiconError, match="x stands for one and for two"):
        read_terms(tmp_path, "t.yaml")
