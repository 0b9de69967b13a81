"""The codebook in Markdown, made from the ontology: `docs/codebook.md` is its printed form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.coding.ontology import Kind, Label, Ontology, load_ontology
from dragoman.records import EventType

_QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
_HEAD = """# Codebook

<!-- Made from src/dragoman/data/ontology by dragoman.coding.codebook.codebook_markdown. Change
     the tables there, not this file. -->

What Dragoman codes, after PLOVER (Political Language Ontology for Verifiable Event Records,
openeventdata/PLOVER). Facts and names are PLOVER's; the definitions are ours. A mode belongs to
its type: `arrest` of THREATEN and `arrest` of COERCE are two things.

The score runs from -10 (conflict) to 10 (cooperation). CAMEO names the nearest older code, and
Goldstein its value."""


def codebook_markdown(ontology: Ontology | None = None) -> str:
    """The whole codebook as one Markdown text: types and modes, contexts, sectors, crosswalk."""
    known = ontology or load_ontology()
    parts = [_HEAD, "## Types and modes", *(_type(type, known) for type in EventType)]
    parts += ["## Contexts", _labels(known.contexts.values())]
    parts += ["## Sectors", *_sectors(known.sectors.values())]
    parts += ["## CAMEO", _cameo(known)]
    return "\n\n".join(parts) + "\n"


def _type(type: EventType, ontology: Ontology) -> str:
    kind = ontology.kind(type)
    recipient = "needs a recipient" if kind.requires_recipient else "a recipient where there is one"
    lines = [
        f"### {type.value}",
        "",
        kind.definition,
        "",
        f"Quad {kind.quad}, {_QUADS[kind.quad]}; {recipient}.",
        "",
        "| mode | score | CAMEO | Goldstein | meaning |",
        "|---|---|---|---|---|",
        _row(kind, ontology),
        *(_row(ontology.kind(type, mode), ontology) for mode in ontology.modes(type)),
    ]
    return "\n".join(lines)


def _row(kind: Kind, ontology: Ontology) -> str:
    goldstein = ontology.goldstein(kind.type, kind.mode)
    value = "" if goldstein is None else f"{goldstein:g}"
    name, meaning = (kind.mode, kind.definition) if kind.mode else ("(none)", "")
    return f"| {name} | {kind.score:g} | {kind.cameo} | {value} | {meaning} |"


def _labels(labels: Iterable[Label]) -> str:
    rows = (f"| {label.code} | {label.name} | {label.definition} |" for label in labels)
    return "\n".join(("| code | name | meaning |", "|---|---|---|", *rows))


def _sectors(labels: Iterable[Label]) -> Iterator[str]:
    """One table for each group of sectors, in the order of the file."""
    groups: dict[str, list[Label]] = {}
    for label in labels:
        groups.setdefault(label.group, []).append(label)
    for group, members in groups.items():
        yield f"### {group.capitalize()}"
        yield _labels(members)


def _cameo(ontology: Ontology) -> str:
    head = ("| code | name | Goldstein | type | mode | contexts |", "|---|---|---|---|---|---|")
    rows = (
        f"| {code.code} | {code.name} | {code.goldstein:g} "
        f"| {code.type.value if code.type else '(none)'} | {code.mode or ''} "
        f"| {', '.join(code.contexts)} |"
        for code in ontology.codes.values()
    )
    return "\n".join((*head, *rows))
