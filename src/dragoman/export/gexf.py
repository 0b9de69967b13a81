"""Events as a graph of actors in GEXF 1.2, for Gephi, Cytoscape and networkx.

A node is an actor; an edge leads from who acts to whom it is done and counts the events of each
type between them, with their mean score. The parties of a mutual act have an edge both ways; an
event with one side alone adds its actors and no edge. Groups without a name of their own are one
node for each name and code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from dragoman.export.cells import cell, day_of, number
from dragoman.export.pairs import Reported, pairs
from dragoman.records import Actor, Event, EventType

NODE = {"code": "string", "country": "string", "sector": "string", "events": "integer"}
EDGE = {
    "events": "integer",
    "mean_score": "double",
    "first": "string",
    "last": "string",
    **{type.value: "integer" for type in EventType},
}


@dataclass(slots=True)
class Node:
    """An actor and in how many events it stands."""

    actor: Actor
    events: int = 0


@dataclass(slots=True)
class Edge:
    """What one actor did to another: counts by type, the sum of scores, the days."""

    types: Counter[str] = field(default_factory=Counter)
    score: float = 0.0
    days: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Graph:
    """The graph as it grows: memory holds actors and pairs, not events."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        """Count one event in."""
        for actor in {_key(a): a for a in (*event.actors, *event.recipients)}.values():
            self.nodes.setdefault(_key(actor), Node(actor)).events += 1
        seen = set()
        for one, other in pairs(event, both_ways=True):
            if one is not None and other is not None:
                seen.add((_key(one), _key(other)))
        for way in sorted(seen):
            edge = self.edges.setdefault(way, Edge())
            edge.types[event.event_type.value] += 1
            edge.score += event.score
            day = day_of(event)
            edge.days = {*_ends(edge.days, day)}


def _ends(days: set[str], day: str | None) -> set[str]:
    """The first and last of the days."""
    every = {*days, day} if day else days
    return {min(every), max(every)} if every else set()


def _key(actor: Actor) -> str:
    return actor.entity_id or f"{cell(actor.name).casefold()}:{actor.code}"


def lines(events: Iterable[Reported]) -> Iterator[str]:
    """The file's lines: all events are counted before the first of them."""
    graph = Graph()
    for told in events:
        graph.add(told.event)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    yield '<graph mode="static" defaultedgetype="directed">'
    yield from _attributes("node", NODE)
    yield from _attributes("edge", EDGE)
    yield "<nodes>"
    for key, node in graph.nodes.items():
        yield from _node(key, node)
    yield "</nodes>"
    yield "<edges>"
    for number_, ((one, other), edge) in enumerate(graph.edges.items()):
        yield from _edge(number_, one, other, edge)
    yield "</edges>"
    yield "</graph></gexf>"


def _attributes(of: str, names: dict[str, str]) -> Iterator[str]:
    yield f'<attributes class="{of}">'
    for name, type in names.items():
        yield f'<attribute id="{name}" title="{name}" type="{type}"/>'
    yield "</attributes>"


def _node(key: str, node: Node) -> Iterator[str]:
    actor = node.actor
    yield f"<node id={_quoted(key)} label={_quoted(actor.name)}>"
    values = (actor.code, actor.country, actor.sector, node.events)
    yield _values(dict(zip(NODE, values, strict=True)))
    yield "</node>"


def _edge(number_: int, one: str, other: str, edge: Edge) -> Iterator[str]:
    count = edge.types.total()
    yield (f'<edge id="{number_}" source={_quoted(one)} target={_quoted(other)} weight="{count}">')
    told = {"events": count, "mean_score": number(round(edge.score / count, 4))}
    if edge.days:
        told |= {"first": min(edge.days), "last": max(edge.days)}
    yield _values({**told, **{type.value: edge.types[type.value] for type in EventType}})
    yield "</edge>"


def _values(values: dict[str, object]) -> str:
    inside = "".join(f'<attvalue for="{k}" value={_quoted(v)}/>' for k, v in values.items())
    return f"<attvalues>{inside}</attvalues>"


def _quoted(value: object) -> str:
    return quoteattr(cell(value))
