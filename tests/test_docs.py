"""What is written about Dragoman is true of it."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import click
import pytest

from dragoman.coding.codebook import codebook_markdown
from dragoman.serve.cli import main
from dragoman.serve.writing import OUTSIDE_FORMS, OWN_FORMS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(group: click.Group, path: str = "dragoman") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found += commands(command, f"{path} {name}")
        else:
            found.append((f"{path} {name}", command))
    return found


@pytest.mark.parametrize(("name", "command"), commands(main), ids=lambda x: str(x))
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert f"## {name}" in text
    section = text.split(f"## {name}", 1)[1].split("\n## ", 1)[0]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert all(option in section for option in parameter.opts if "--" in option)
            assert parameter.help or parameter.name == "form"
    assert command.help


def test_every_format_is_documented() -> None:
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert all(f"`--to {form}`" in text for form in (*OWN_FORMS, *OUTSIDE_FORMS))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failures, _ = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert failures == 0


def marked(mark: str) -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- {mark} -->\n```\n(.+)\n```\n<!-- end -->", readme)
    assert found, f"README has no {mark}"
    return found.group(1)


def test_the_run_line_names_what_is_there() -> None:
    line = marked("run line")
    assert line.startswith("python3 -m venv .venv && ") and line.endswith("examples")
    assert list((ROOT / "examples").glob("*.txt"))


def test_the_test_line_is_what_ci_runs() -> None:
    assert "requirements.lock" in marked("test line")
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "<!-- test line -->" in script


def test_the_lock_names_no_host_and_every_dependency() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "http" not in lock and "file:" not in lock
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = project.split("dependencies = [", 1)[1].split("]", 1)[0]
    for name in re.findall(r'"([a-z0-9-]+)', needed):
        assert re.search(rf"^{name}==", lock, re.MULTILINE), name


def test_the_codebook_is_current() -> None:
    written = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
    assert written == codebook_markdown(), "run: python tasks.py docs"


def test_the_card_tells_of_the_shipped_model() -> None:
    models = ROOT / "src/dragoman/data/models"
    card = (models / "CARD.md").read_text(encoding="utf-8")
    megabytes = (models / "parser.onnx").stat().st_size / 1e6
    assert f"{megabytes:.1f} MB" in card
    assert "CC BY-SA 4.0" in card and "Apache-2.0" in card
