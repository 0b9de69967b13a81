"""The page: one file, nothing from outside, every word of the report in its place."""

from __future__ import annotations

import re
from html import unescape

from dragoman.api import default_coder
from dragoman.export.html import page
from dragoman.export.marks import cut, marks
from dragoman.pipeline import Result

REPORT = """Kim voices full support for <b>Russia</b> & more

North Korean leader Kim Jong Un said on Wednesday that his country supported Russia.

"North Korea expresses full support for the Russian government," Kim said <script>alert(1)</script>.
"""


def result() -> Result:
    return default_coder().run(REPORT, published="2024-06-19")


def test_nothing_comes_from_outside() -> None:
    made = page([result()])
    assert not re.search(r'(?:src|href)="(?!#)', made)
    assert "http" not in made and "@import" not in made and "url(" not in made


def test_every_word_is_escaped() -> None:
    made = page([result()])
    assert made.count("<script>") == 1
    assert "<b>Russia" not in made and "&lt;b&gt;" in made


def test_the_pieces_put_together_are_the_text() -> None:
    one = result()
    for part in one.article.parts:
        pieces = list(cut(part.span, marks(one)))
        assert "".join(one.article.text[a:b] for a, b, _ in pieces) == one.article.words(part.span)
    shown = re.search(r'<article class="text">(.*?)</article>', page([one]), re.DOTALL)
    assert shown
    words = unescape(re.sub(r"<[^>]+>", "", shown.group(1))).split()
    assert words == REPORT.split()


def test_every_event_and_its_trigger_is_there() -> None:
    one = result()
    made = page([one])
    assert one.events
    for event in one.events:
        assert f'id="event-{event.id}"' in made
        assert f"{event.event_type.value}" in made
    assert 'class="m-trigger"' in made or "m-trigger" in made


def test_fields_open_what_they_name() -> None:
    made = page([result()])
    controls = re.findall(r'aria-controls="([^"]+)"', made)
    assert controls and len(controls) == len(set(controls))
    assert all(f'id="{name}"' in made for name in controls)


def test_several_reports_have_a_list_and_none_is_said() -> None:
    one = result()
    assert page([one, one]).count('<section class="report"') == 2
    assert 'aria-label="Reports"' in page([one, one])
    assert "No report." in page([])
