"""Copies: printed again, shortened, rewritten; formulas and look-alikes are none."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.read import published_moment, read_text
from dragoman.read.copies import Copies, CopyKind, compared, copies_of
from dragoman.read.signatures import Signature, signature
from dragoman.records import Article
from dragoman.serve.cli import main

LEAD = (
    "Rebels of the March 23 Movement shelled the lakeside town of Goma on Wednesday, killing nine"
    " civilians and wounding forty, the governor of North Kivu, Amani Bahati, told reporters."
)
MORE = (
    "The shells fell on the Virunga market shortly after 8 a.m., when it was full of women selling"
    " beans and charcoal, according to doctors at the Heal Africa hospital, who treated the"
    " wounded."
)
END = (
    "The government in Kinshasa condemned the attack and asked Rwanda, which it accuses of arming"
    " the rebels, to close its border. Kigali denies any part in the war."
)
REWRITE = (
    "GOMA - At least nine civilians were killed and forty wounded when rebels of the March 23"
    " Movement shelled the lakeside town of Goma, the governor of North Kivu, Amani Bahati, said on"
    " Wednesday. The shells fell on the Virunga market when it was full of women selling beans and"
    " charcoal, doctors at the Heal Africa hospital said. Kinshasa asked Rwanda, which it accuses"
    " of arming the rebels, to close its border."
)
LATER = (
    "Rebels of the March 23 Movement shelled the lakeside town of Sake on Friday, killing three"
    " soldiers and wounding eleven, the mayor of Sake, Chantal Furaha, told a radio station. The"
    " shells fell on a barracks shortly after noon, a priest at the cathedral said."
)
FORMULA = (
    "{0}, president of the Presidium of the Supreme People's Assembly, met and had a friendly talk"
    " with the delegation of {1} led by {2}, its chairman, which paid a courtesy call on him at the"
    " Mansudae Assembly Hall on {3}."
)


def report(name: str, *paragraphs: str, day: str | None = "2024-06-19") -> Article:
    published = published_moment(day) if day else None
    return read_text("\n\n".join(paragraphs), id=name, published=published)


def kind(one: Article, other: Article) -> CopyKind | None:
    return compared(signature(one), signature(other))[0]


def test_the_same_words_are_one_report_whatever_stands_around() -> None:
    one = report("a", "Nine die in Goma", "GOMA, June 19 (AFP) - " + LEAD, MORE, END)
    other = report("b", "Rebels strike", "GOMA (Reuters) - " + LEAD, MORE, END, "(Reuters)")
    assert kind(one, other) is CopyKind.EXACT


def test_small_edits_are_the_same_report() -> None:
    edited = report(
        "b", LEAD.replace("told reporters", "said"), MORE, END.replace("war", "fighting")
    )
    assert kind(report("a", LEAD, MORE, END), edited) is CopyKind.SAME


def test_a_shortened_report_is_a_copy_either_way() -> None:
    whole, short = report("a", LEAD, MORE, END), report("b", LEAD, MORE)
    assert kind(whole, short) is CopyKind.SHORTENED
    assert kind(short, whole) is CopyKind.SHORTENED


def test_a_rewritten_report_is_a_copy() -> None:
    assert kind(report("a", LEAD, MORE, END), report("b", REWRITE)) is CopyKind.REWRITTEN


TURNED = (
    "The shells fell on the Virunga market shortly after 8 a.m., when it was full of women selling"
    " beans and charcoal, the governor of North Kivu, Amani Bahati, told reporters on Wednesday."
    " Nine civilians were killed and forty wounded as rebels of the March 23 Movement shelled Goma,"
    " the lakeside town. Rwanda, which the government in Kinshasa accuses of arming the rebels,"
    " should close its border, it said, condemning the attack; Kigali denies any part in the war."
    " The wounded were treated by doctors at the Heal Africa hospital."
)
MESSAGE = (
    "Kim Jong Un, vice-chairman of the Central Military Commission of the Workers' Party of Korea,"
    " received a message of condolences from {0} on {1}. The message said: It was with great sorrow"
    " that I heard the sad news that Kim Jong Il, general secretary of the Workers' Party of Korea,"
    " passed away. {2}"
)


def test_sentences_turned_and_joined_are_a_rewrite() -> None:
    assert kind(report("a", LEAD, MORE, END), report("b", TURNED)) is CopyKind.REWRITTEN


def test_two_messages_to_one_form_are_two_reports() -> None:
    one = MESSAGE.format(
        "Guinean President Alpha Conde",
        "Monday",
        "Together with the Guinean people I share the grief of a friendly nation, and I recall the"
        " roads and the palace that its engineers built in Conakry.",
    )
    other = MESSAGE.format(
        "Donald Ramotar, president of Guyana",
        "Wednesday",
        "Our thoughts are with the bereaved, whose country sent teachers and seed rice to our"
        " farmers on the Essequibo when the floods had taken both.",
    )
    assert kind(report("a", one), report("b", other)) is None


def test_a_look_alike_of_another_day_is_none() -> None:
    assert kind(report("a", LEAD, MORE, END), report("b", LATER, day="2024-06-21")) is None


def test_a_formula_with_other_names_is_none() -> None:
    one = FORMULA.format("Kim Yong Nam", "the Communist Party of Vietnam", "Hoang Binh", "Friday")
    other = FORMULA.format("Kim Yong Nam", "the Lao Ministry of Tourism", "Bosengkham", "Monday")
    assert kind(report("a", one), report("b", other)) is None


def test_the_same_form_a_month_later_is_none() -> None:
    edited = LEAD.replace("nine", "six").replace("Wednesday", "Monday")
    assert kind(report("a", LEAD, MORE, END), report("b", edited, MORE, day="2024-08-19")) is None


def test_forty_sites_are_one_source() -> None:
    wire = [report(f"site {n}", f"Goma, again ({n})", LEAD, MORE, END) for n in range(40)]
    seen = Copies()
    copies = [seen.add(article) for article in [*wire, report("own", LATER, day="2024-06-21")]]
    assert seen.sources() == 2
    assert len(seen.groups()[0]) == 40
    assert copies[0].of is None
    assert {copy.group for copy in copies[:40]} == {"site 0"}
    assert copies[40].group == "own"


def test_the_groups_do_not_depend_on_the_order() -> None:
    reports = [
        report("a", LEAD, MORE, END),
        report("b", LEAD, MORE),
        report("c", REWRITE),
        report("d", LATER, day="2024-06-21"),
    ]
    found = set()
    for order in itertools.permutations(reports):
        seen = Copies()
        for article in order:
            seen.add(article)
        found.add(frozenset(frozenset(group) for group in seen.groups()))
    assert len(found) == 1


def test_a_signature_comes_back_from_its_bytes() -> None:
    own = signature(report("a", LEAD, MORE, END))
    back = Signature.from_bytes(own.to_bytes())
    assert (back.digest, back.day) == (own.digest, own.day)
    assert back.runs.tolist() == own.runs.tolist()
    assert back.names.tolist() == own.names.tolist()
    assert back.words.tolist() == own.words.tolist()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80).filter(str.strip), min_size=1, max_size=6))
def test_any_texts_are_compared(texts: list[str]) -> None:
    reports = [report(str(n), text, day=None) for n, text in enumerate(texts)]
    copies = list(copies_of(reports))
    assert [copy.id for copy in copies] == [str(n) for n in range(len(texts))]
    assert all(0 <= copy.common <= 1 and 0 <= copy.inside <= 1 for copy in copies)


def test_the_command_tells_copies_and_sources(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [
        {"id": "a", "text": LEAD + " " + MORE},
        {"id": "b", "text": LEAD},
        {"id": "c", "text": LATER},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = CliRunner().invoke(main, ["duplicates", str(path)])
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], row["group"], row["kind"]) for row in told] == [
        ("a", "a", None),
        ("b", "a", "shortened"),
        ("c", "c", None),
    ]
    table = CliRunner().invoke(main, ["duplicates", str(path), "--as", "table"])
    assert "2 independent sources" in table.stdout


@pytest.mark.parametrize("words", ["", "One.", "Kim met Putin."])
def test_reports_of_few_words_are_copies_only_word_for_word(words: str) -> None:
    text = words or "x"
    assert kind(report("a", text), report("b", text)) is CopyKind.EXACT
    assert kind(report("a", text), report("b", text + " Then he left.")) is None
