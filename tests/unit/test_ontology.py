from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding.codebook import codebook_markdown
from dragoman.coding.crosswalk import crosswalk_markdown
from dragoman.coding.ontology import load_ontology, read_ontology
from dragoman.errors import LexiconError
from dragoman.records import EventType

ONTOLOGY = load_ontology()
CODEBOOK = Path(__file__).parents[2] / "docs" / "codebook.md"

QUADS = {
    1: "AGREE CONSULT SUPPORT CONCEDE",
    2: "COOPERATE AID RETREAT",
    3: "REQUEST ACCUSE REJECT THREATEN SANCTION",
    4: "PROTEST MOBILIZE COERCE ASSAULT",
}


def test_every_type_and_every_pair_has_quad_score_and_known_code() -> None:
    assert {type for type, _ in ONTOLOGY.kinds} == set(EventType)
    for (type, mode), kind in ONTOLOGY.kinds.items():
        assert kind.quad in QUADS, (type, mode)
        assert -10 <= kind.score <= 10, (type, mode)
        assert kind.cameo in ONTOLOGY.codes, (type, mode)
        assert ONTOLOGY.goldstein(type, mode) is not None


@pytest.mark.parametrize(("quad", "types"), QUADS.items())
def test_quads_follow_the_decision_log(quad: int, types: str) -> None:
    assert {type.value for type in EventType if ONTOLOGY.quad(type) == quad} == set(types.split())


@pytest.mark.parametrize(
    ("type", "mode", "score"),
    [
        ("ACCUSE", None, -3),
        ("CONSULT", "visit", 4),
        ("RETREAT", "disarm", 10),
        ("THREATEN", "arrest", -3.5),
        ("COERCE", "arrest", -7),
        ("REQUEST", "yield", -1),
        ("REJECT", "yield", -2),
        ("ASSAULT", "unconventional", -10),
    ],
)
def test_scores(type: str, mode: str | None, score: float) -> None:
    assert ONTOLOGY.score(EventType(type), mode) == score


def test_modes_of_the_manual_and_those_added() -> None:
    assert len(ONTOLOGY.kinds) == 16 + 75
    for type, mode in [
        ("RETREAT", "return"),
        ("THREATEN", "ban"),
        ("THREATEN", "rights"),
        ("COERCE", "ban"),
        ("COERCE", "martial-law"),
        ("ASSAULT", "targeted"),
        ("ASSAULT", "execute"),
        ("ASSAULT", "assassinate"),
        ("ASSAULT", "cleansing"),
        ("ASSAULT", "massacre"),
        ("PROTEST", "vandalize"),
    ]:
        assert mode in ONTOLOGY.modes(EventType(type))
    assert ONTOLOGY.modes(EventType.AGREE) == ()


def test_who_needs_a_recipient() -> None:
    needing = {type.value for type in EventType if ONTOLOGY.requires_recipient(type)}
    assert needing == {"COOPERATE", "AID", "SANCTION"}


def test_contexts_and_sectors() -> None:
    assert len(ONTOLOGY.contexts) == 37
    assert {"cbrn", "lgbt", "pro_democracy"} <= set(ONTOLOGY.contexts)
    assert {"COP", "GOV", "UNK", "SOC", "IGO", "MNC"} <= set(ONTOLOGY.sectors)


def test_every_cameo_code_has_its_place_or_is_a_mere_statement() -> None:
    roots = {code[:2] for code in ONTOLOGY.codes}
    assert roots == {f"{root:02d}" for root in range(1, 21)}
    for code in ONTOLOGY.codes.values():
        assert code.type is not None or code.code.startswith("01"), code
        assert len(code.code) == 2 or code.code[:-1] in ONTOLOGY.codes, code


def test_the_code_of_a_kind_reads_back_as_its_type() -> None:
    for (type, mode), kind in ONTOLOGY.kinds.items():
        back = ONTOLOGY.plover(kind.cameo)
        assert back is not None
        assert back[0] is type, (type, mode, kind.cameo)


def test_a_mode_of_another_type_is_refused() -> None:
    with pytest.raises(KeyError):
        ONTOLOGY.score(EventType.AGREE, "visit")


def test_a_wrong_line_names_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    folder.mkdir()
    (folder / "types.yaml").write_text(
        "# comment\n- {type: BELIEVE, quad: 1, score: 1, cameo: '03', definition: x}\n"
    )
    with pytest.raises(LexiconError, match=r"ontology/types\.yaml:2: BELIEVE is no PLOVER type"):
        read_ontology(tmp_path)


def test_the_codebook_is_current() -> None:
    assert CODEBOOK.read_text(encoding="utf-8") == codebook_markdown()


LOSE_THEIR_MODE = {
    ("THREATEN", "arrest"),
    ("PROTEST", "boycott"),
    ("PROTEST", "vandalize"),
    ("SANCTION", "withdraw"),
    ("MOBILIZE", "weapons"),
    ("MOBILIZE", "militia"),
    ("COERCE", "censor"),
    ("COERCE", "withhold"),
    ("COERCE", "misinformation"),
    ("ASSAULT", "targeted"),
    ("ASSAULT", "primitive"),
}
"""Modes without a CAMEO code of their own."""


def test_the_way_there_and_back_loses_no_more_than_is_written_down() -> None:
    lost = {
        (type.value, mode)
        for (type, mode), kind in ONTOLOGY.kinds.items()
        if ONTOLOGY.codes[kind.cameo].mode != mode
    }
    assert {pair for pair in lost if pair[1]} == LOSE_THEIR_MODE
    assert {pair for pair in lost if not pair[1]} == {("ACCUSE", None)}


def test_every_type_mode_and_context_has_its_code() -> None:
    for type, mode in ONTOLOGY.kinds:
        for context in ONTOLOGY.contexts:
            code = ONTOLOGY.cameo(type, mode, [context])
            assert ONTOLOGY.codes[code].type is type
            assert ONTOLOGY.goldstein(type, mode, [context]) is not None


def test_a_context_narrows_the_code() -> None:
    assert ONTOLOGY.cameo(EventType.AID) == "07"
    assert ONTOLOGY.cameo(EventType.AID, None, ["military"]) == "072"
    assert ONTOLOGY.cameo(EventType.AID, None, ["economic", "asylum"]) == "075"
    assert ONTOLOGY.cameo(EventType.PROTEST, "demo", ["executive"]) == "141"


def test_codes_of_other_versions_are_read_by_their_beginning() -> None:
    for given, found in [("1643", "164"), ("0110", "011"), ("06", "06"), ("204", "204")]:
        code = ONTOLOGY.nearest(given)
        assert code is not None and code.code == found
    assert ONTOLOGY.nearest("99") is None and ONTOLOGY.nearest("---") is None


def test_a_root_is_written_as_its_unspecified_member() -> None:
    for code in ONTOLOGY.codes.values():
        leaf = ONTOLOGY.leaf(code.code)
        assert leaf is not None and len(leaf.code) >= 3
    assert ONTOLOGY.leaf(None) is None


def test_a_code_that_does_not_read_back_is_refused(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "src/dragoman/data/ontology"
    folder = tmp_path / "ontology"
    folder.mkdir()
    for file in shipped.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "crosswalk.yaml").write_text("- {type: AID, codes: {military: '062'}}\n")
    with pytest.raises(LexiconError, match=r"crosswalk\.yaml:1: 062 does not read back as AID"):
        read_ontology(tmp_path)


def test_the_crosswalk_page_is_current() -> None:
    page = Path(__file__).parents[2] / "docs/crosswalk.md"
    assert page.read_text(encoding="utf-8") == crosswalk_markdown(), "run: python tasks.py docs"
