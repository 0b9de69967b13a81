from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding.codebook import codebook_markdown
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
