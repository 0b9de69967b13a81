from __future__ import annotations

import shutil
from dataclasses import FrozenInstanceError
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from dragoman.coding.inflection import read_irregular, word_forms
from dragoman.coding.lexicon import Entry, load_lexicon, read_lexicon
from dragoman.coding.lexicon_check import check_lexicon
from dragoman.coding.ontology import load_ontology
from dragoman.coding.tables import data_folder
from dragoman.errors import LexiconError
from dragoman.records import EventType

LEXICON = load_lexicon()
ALL = [entry for entries in LEXICON.by_word.values() for entry in entries]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the shipped data with empty entry files, to be spoilt."""
    with as_file(files("dragoman") / "data" / "lexicon") as shipped:
        shutil.copytree(shipped, tmp_path / "lexicon")
    for type in EventType:
        (tmp_path / "lexicon" / "events" / f"{type.value}.yaml").write_text("[]\n")
    return tmp_path


def write(folder: Path, type: str, text: str) -> None:
    (folder / "lexicon" / "events" / f"{type}.yaml").write_text(text)


def test_the_shipped_lexicon_is_sound() -> None:
    assert [str(fault) for fault in check_lexicon()] == []


def test_it_is_broad() -> None:
    assert len(ALL) > 1200
    for type in EventType:
        assert sum(entry.type is type for entry in ALL) >= 40, type


def test_every_mode_can_be_told_or_comes_from_content() -> None:
    told = {(entry.type, entry.mode) for entry in ALL}
    told |= {(line.becomes or line.type, line.mode) for line in LEXICON.content}
    assert {kind for kind in load_ontology().kinds if kind[1]} - told == set()


def readings(lemma: str, pos: str = "verb", slot: str = "object", word: str = "") -> set[str]:
    """What a word can tell when `slot` holds `word`, judged by that slot alone."""
    return {
        f"{entry.type.value}/{entry.mode}"
        for entry in LEXICON.entries(lemma, pos)
        if word in entry.when.get(slot, {word})
        and word not in entry.unless.get(slot, ())
        and slot in entry.when
    }


@pytest.mark.parametrize(
    ("lemma", "pos", "slot", "word", "expected"),
    [
        ("attack", "verb", "object", "budget", "ACCUSE/disapprove"),
        ("withdraw", "verb", "object", "troop", "RETREAT/withdraw"),
        ("withdraw", "verb", "object", "ambassador", "SANCTION/withdraw"),
        ("withdraw", "verb", "object", "bill", "CONCEDE/None"),
        ("withdraw", "verb", "object", "aid", "SANCTION/discontinue"),
        ("fire", "verb", "object", "rocket", "ASSAULT/heavy-weapons"),
        ("fire", "verb", "object", "minister", "SANCTION/expel"),
        ("expel", "verb", "object", "diplomat", "SANCTION/expel"),
        ("release", "verb", "object", "hostage", "RETREAT/release"),
        ("call", "verb", "object", "strike", "CONCEDE/None"),
        ("call", "verb", "on", "ANY", "REQUEST/None"),
        ("call", "noun", "modifier", "phone", "CONSULT/phone"),
        ("strike", "noun", "modifier", "hunger", "PROTEST/hunger"),
        ("strike", "noun", "modifier", "air", "ASSAULT/aerial"),
        ("strike", "noun", "modifier", "drone", "ASSAULT/drone"),
        ("strike", "verb", "object", "deal", "SUPPORT/None"),
        ("sign", "verb", "object", "treaty", "SUPPORT/None"),
        ("deny", "verb", "object", "allegation", "REJECT/None"),
        ("impose", "verb", "object", "sanction", "SANCTION/discontinue"),
        ("impose", "verb", "object", "curfew", "COERCE/curfew"),
        ("summon", "verb", "object", "ambassador", "ACCUSE/disapprove"),
        ("lift", "verb", "object", "embargo", "CONCEDE/None"),
        ("scramble", "verb", "object", "jet", "MOBILIZE/weapons"),
        ("agree", "verb", "clause", "ANY", "AGREE/None"),
    ],
)
def test_the_object_decides_the_sense(
    lemma: str, pos: str, slot: str, word: str, expected: str
) -> None:
    assert expected in readings(lemma, pos, slot, word)


@pytest.mark.parametrize(
    ("lemma", "word"),
    [
        ("meet", "deadline"),
        ("visit", "website"),
        ("kill", "bill"),
        ("shoot", "film"),
        ("beat", "record"),
        ("defend", "title"),
        ("invade", "privacy"),
        ("execute", "plan"),
        ("charge", "fee"),
    ],
)
def test_senses_outside_politics_are_kept_out(lemma: str, word: str) -> None:
    open_to_all = [
        entry
        for entry in LEXICON.entries(lemma, "verb")
        if not entry.when and entry.particle is None
    ]
    assert open_to_all
    assert all(word in entry.unless.get("object", ()) for entry in open_to_all)


def test_narrow_readings_come_first() -> None:
    for entries in LEXICON.by_word.values():
        bare = [not e.when and e.particle is None for e in entries]
        assert bare == sorted(bare), entries[0].lemma
    first, *_ = LEXICON.entries("strike", "noun")
    assert first.when.keys() >= {"modifier"}


def test_defaults_and_places() -> None:
    (thank,) = LEXICON.entries("thank", "verb")
    assert thank.actor == ("subject",)
    assert thank.recipient == ("object",)
    assert thank.where.startswith("lexicon/events/SUPPORT.yaml:")
    with pytest.raises(FrozenInstanceError):
        thank.lemma = "curse"  # type: ignore[misc]


def test_unknown_words_have_no_entries() -> None:
    assert LEXICON.entries("xyzzy", "verb") == ()


def test_classes_are_resolved_in_conditions() -> None:
    sign: list[Entry] = [e for e in LEXICON.entries("sign", "verb") if "object" in e.when]
    assert any(LEXICON.classes["agreement"] <= entry.when["object"] for entry in sign)


def test_on_off_yes_no_are_words_here(own: Path) -> None:
    write(
        own,
        "REQUEST",
        "- {lemma: call, pos: verb, particle: off, recipient: [on], when: {on: ANY}, "
        "example: They call off.}\n",
    )
    (entry,) = read_lexicon(own, load_ontology()).entries("call", "verb")
    assert (entry.particle, entry.recipient, dict(entry.when)) == (
        "off",
        ("on",),
        {"on": frozenset({"ANY"})},
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{lemma: thank, pos: verb, mode: visit, example: They thank us.}", "visit is no mode"),
        ("{lemma: thank, pos: adverb, example: They thank us.}", "pos must be one of"),
        ("{lemma: thank, pos: verb, actor: [agent], example: They thank.}", "agent is no slot"),
        ("{lemma: thank, pos: verb, when: {object: nope}, example: x}", "no class nope"),
        ("{lemma: thank, pos: verb, when: {mood: [x]}, example: x}", "mood is no slot"),
        ("{lemma: thank, pos: verb, strength: 2, example: x}", "strength must lie"),
        ("{lemma: thank, pos: verb, colour: red, example: x}", "unknown key colour"),
        ("{lemma: thank, pos: verb}", "example must be given"),
        ("{pos: verb, example: x}", "lemma must be given"),
    ],
)
def test_a_wrong_entry_stops_at_once_and_is_named(own: Path, line: str, reason: str) -> None:
    write(own, "SUPPORT", f"# first line\n- {line}\n")
    with pytest.raises(LexiconError, match=rf"lexicon/events/SUPPORT\.yaml:2: {reason}"):
        read_lexicon(own, load_ontology())
    assert any(reason in str(fault) for fault in check_lexicon(own))


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (
            "- {lemma: thank, pos: verb, example: They thank us.}\n"
            "- {lemma: praise, pos: verb, example: They praise us.}\n",
            "out of order: stands after thank",
        ),
        (
            "- {lemma: thank, pos: verb, example: They thank us.}\n"
            "- {lemma: thank, pos: verb, example: We thanked them.}\n",
            "the same reading as line 1",
        ),
        ("- {lemma: thank, pos: verb, example: They praise us.}\n", "the example lacks the word"),
    ],
)
def test_careless_lines_are_named(own: Path, lines: str, reason: str) -> None:
    write(own, "SUPPORT", lines)
    (fault,) = check_lexicon(own)
    assert reason in str(fault)


def test_a_class_may_include_another_but_not_itself(own: Path) -> None:
    classes = own / "lexicon" / "classes.yaml"
    classes.write_text(classes.read_text() + "zz: [+zy]\nzy: [a, +zz]\n")
    with pytest.raises(LexiconError, match="the class includes itself"):
        read_lexicon(own, load_ontology())


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("stop", "stopped"), ("deny", "denied"), ("strike", "struck"), ("raze", "razing")],
)
def test_word_forms(lemma: str, form: str) -> None:
    assert form in word_forms(lemma, read_irregular(data_folder()))


def test_content_names_the_mode_of_what_is_threatened_or_asked() -> None:
    said = {
        (line.type.value, line.event and line.event.value, line.event_mode): line.mode
        for line in LEXICON.content
        if line.event
    }
    assert said["THREATEN", "ASSAULT", None] == "violence"
    assert said["REQUEST", "RETREAT", None] == "yield"
    assert said["REQUEST", "RETREAT", "resign"] == "change"
    assert said["REJECT", "CONSULT", None] == "meet"
    harm = [line for line in LEXICON.content if line.becomes is EventType.THREATEN]
    assert {line.type for line in harm} == {EventType.AGREE}


@pytest.mark.parametrize(
    ("form", "upos", "guess", "lemma"),
    [
        ("staged", "VERB", "stag", "stage"),
        ("Held", "VERB", "he", "hold"),
        ("raped", "VERB", "rap", "rape"),
        ("ties", "NOUN", "ti", "tie"),
        ("gunmen", "NOUN", "gunmen", "gunman"),
        ("xyzzied", "VERB", "xyzzy", "xyzzy"),
        ("held", "ADJ", "held", "held"),
    ],
)
def test_a_known_form_gives_its_lemma_whatever_was_guessed(
    form: str, upos: str, guess: str, lemma: str
) -> None:
    assert LEXICON.lemma(form, upos, guess) == lemma


def test_no_form_of_one_verb_is_taken_for_another() -> None:
    verbs = {entry.lemma for entry in ALL if entry.pos == "verb"}
    assert [verb for verb in verbs if LEXICON.verb_lemmas[verb] != verb] == []
