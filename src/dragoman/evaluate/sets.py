"""The evaluation sets Dragoman knows by name, and how each becomes gold.

None is shipped: docs/evaluation.md tells where to get them. Mappings from a set's types to ours are
in data/evaluation, frozen before the first score was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

from dragoman.coding.tables import data_folder, read_mapping
from dragoman.errors import InputError
from dragoman.evaluate.gold import Gold, GoldEvent, opened, read_gold
from dragoman.records import Span

MAPPINGS = "evaluation/mappings.yaml"


@dataclass(frozen=True, slots=True)
class Correspondence:
    """How a set's types and roles are ours."""

    types: Mapping[str, str]
    roles: Mapping[str, str] = field(default_factory=dict)
    modes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of a type of ours, the only modes that the set's types cover."""


@dataclass(frozen=True, slots=True)
class KnownSet:
    """A named set: its file under the data folder, what is measured, how it is read.

    `measure`: "events" (triggers, types, parties), "relation" (the type of a given pair), "label"
    (what a text is about), "silence" (texts that should give next to nothing).
    """

    name: str
    file: str
    measure: str
    about: str
    read: Callable[[Path], Iterator[Gold]]
    human: str | None = None


def mapped(name: str) -> Correspondence:
    """The mapping of a set; raises `KeyError` where it has none."""
    table = _mappings()[name]
    modes = {type: tuple(names) for type, names in table.get("modes", {}).items()}
    return Correspondence(table["types"], table.get("roles", {}), modes)


@cache
def _mappings() -> Mapping[str, Any]:
    table = read_mapping(data_folder(), MAPPINGS)
    return {name: cast("dict[str, Any]", values) for name, (values, _) in table.items()}


def _relation(path: Path) -> Iterator[Gold]:
    for _, record in opened(path):
        actor, recipient = (
            tuple(Span(*span) for span in record[side]) for side in ("actor", "recipient")
        )
        yield Gold(
            str(record["id"]),
            record["text"],
            label=record["type"],
            actor=actor,
            recipient=recipient,
        )


def _m2e2(path: Path) -> Iterator[Gold]:
    """VOA articles with ACE events; types without one of ours are left out on both sides."""
    mapping = mapped("m2e2")
    for _, record in opened(path):
        events = [
            GoldEvent(
                type=mapping.types[event["type"]],
                trigger=Span(event["start"], event["end"]),
                has_mode=False,
                roles=_ace_roles(event, mapping.roles),
            )
            for event in record["events"]
            if event["type"] in mapping.types
        ]
        yield Gold(str(record["id"]), record["text"], tuple(events), record.get("published"))


def _ace_roles(event: Mapping[str, Any], roles: Mapping[str, str]) -> dict[str, tuple[Span, ...]]:
    found: dict[str, list[Span]] = {"actor": [], "recipient": [], "place": []}
    for argument in event["arguments"]:
        role = roles.get(f"{event['type']} {argument['role']}") or roles.get(argument["role"])
        if role is not None:
            found[role].append(Span(argument["start"], argument["end"]))
    return {role: tuple(spans) for role, spans in found.items()}


def _case(path: Path) -> Iterator[Gold]:
    mapping = mapped("case2021")
    for _, record in opened(path):
        if record["type"] in mapping.types:
            label = mapping.types[record["type"]]
            yield Gold(str(record["id"]), record["text"], label=label)


def _news(path: Path) -> Iterator[Gold]:
    for number, record in opened(path):
        if record.get("text"):
            yield Gold(
                str(record.get("id", number)),
                record["text"],
                published=record.get("date"),
                headline=record.get("title"),
                label=record.get("section") or next(iter(record.get("topics", ())), None),
            )


CAMEO_CODERS = "trained coders of CAMEO: kappa 0.57 on codes, 0.61 on five classes"

_ALL = (
    KnownSet(
        "plv",
        "relation/plv_train.jsonl",
        "relation",
        "relation of a given pair, 15 types (zero-shot PLOVER, training part)",
        _relation,
        CAMEO_CODERS,
    ),
    KnownSet("m2e2", "events/m2e2.jsonl.gz", "events", "events in VOA reports, ACE types", _m2e2),
    KnownSet(
        "case2021", "events/case2021_task2.jsonl", "label", "type of a snippet, ACLED types", _case
    ),
    KnownSet(
        "reuters-business",
        "news/reuters_business.jsonl.gz",
        "silence",
        "earnings and takeovers of 1987: hardly a political event",
        _news,
    ),
    KnownSet("bbc", "news/bbc.jsonl.gz", "silence", "sport, technology, entertainment", _news),
)
SETS: Mapping[str, KnownSet] = {one.name: one for one in _ALL}


def known_set(name: str) -> KnownSet:
    """A set by name, or one of your own: a path to record-shaped gold.

    Raises `InputError` for a name that is neither.
    """
    if name in SETS:
        return SETS[name]
    if Path(name).exists():
        return KnownSet(name, name, "events", "gold of your own", read_gold)
    known = ", ".join(SETS)
    raise InputError(f"neither a known set ({known}) nor a file", name)
