"""The way between PLOVER and CAMEO in Markdown: `docs/crosswalk.md` is its printed form."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.ontology import Cameo, Kind, Ontology, load_ontology

_HEAD = """# PLOVER and CAMEO

<!-- Made from src/dragoman/data/ontology by dragoman.coding.crosswalk.crosswalk_markdown. Change
     the tables there, not this file. -->

Older data (ICEWS, GDELT, Phoenix) is coded in CAMEO. Dragoman codes PLOVER, writes the nearest
CAMEO code beside it, and reads theirs back. Both ways are complete, and a test walks them:
every type and every mode has a code; every code has a type, or is a mere statement (root 01),
which PLOVER leaves out.

A way there and back ends at the type it began with. It loses the mode in the cases marked so,
because CAMEO has no code for them. The quad and the score are PLOVER's, never CAMEO's: SANCTION
is verbal conflict (3) and CAMEO's 16 material in GDELT; REQUEST is verbal conflict and CAMEO's
02 verbal cooperation there.

A code of another version of CAMEO that is not in the table is read as the longest beginning of
it that is: 1643 as 164, 0110 as 011. A root is written as its unspecified member where data
sets have no roots: 06 as 060.

Who hosts a visit (043) is its recipient in PLOVER, where the guest acts: readers change sides."""

_CONTEXTS = """## From PLOVER in a context

Where the model finds one of these contexts, the code is narrower. A context says what an event
is about and not what is demanded, so codes that name an aim (1413, demonstrates for rights) are
read and never written."""


def crosswalk_markdown(ontology: Ontology | None = None) -> str:
    """The whole crosswalk as one Markdown text: there, in a context, and back."""
    known = ontology or load_ontology()
    return (
        "\n\n".join(
            (
                _HEAD,
                "## From PLOVER",
                "\n".join(_there(known)),
                _CONTEXTS,
                "\n".join(_narrower(known)),
                "## From CAMEO",
                "\n".join(_back(known)),
            )
        )
        + "\n"
    )


def _there(known: Ontology) -> Iterator[str]:
    yield "| type | mode | CAMEO | name | reads back as |"
    yield "|---|---|---|---|---|"
    for kind in known.kinds.values():
        code = known.codes[kind.cameo]
        cells = (kind.type.value, kind.mode or "", code.code, code.name, _read(kind, code))
        yield f"| {' | '.join(cells)} |"


def _read(kind: Kind, code: Cameo) -> str:
    if (code.type, code.mode) == (kind.type, kind.mode):
        return "the same"
    type = code.type.value if code.type else "(none)"
    return f"**{type}{' ' + code.mode if code.mode else ''}**"


def _narrower(known: Ontology) -> Iterator[str]:
    yield "| type | mode | codes, the first context found decides |"
    yield "|---|---|---|"
    for (type, mode), codes in known.narrower.items():
        told = "; ".join(f"{context} {code}" for context, code in codes.items())
        yield f"| {type.value} | {mode or ''} | {told} |"


def _back(known: Ontology) -> Iterator[str]:
    yield "| CAMEO | name | type | mode | contexts |"
    yield "|---|---|---|---|---|"
    for code in known.codes.values():
        type = code.type.value if code.type else "(none)"
        contexts = ", ".join(code.contexts)
        yield f"| {code.code} | {code.name} | {type} | {code.mode or ''} | {contexts} |"
