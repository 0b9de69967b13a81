"""Words of saying left out the second time: "A speaks of 'buoys' and B of 'saws'"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.records import Claim, Quote, Span
from dragoman.understand.branches import Branches
from dragoman.understand.claims.along import actor_among, phrase_after
from dragoman.understand.claims.scene import Scene, quote_over
from dragoman.understand.claims.source import spans_of

_AND = frozenset({"and", "but", "while", ";"})
_AFTER = frozenset({"of", "as", "that", "a", "an", "the"})


def gap_sources(scene: Scene) -> dict[Span, list[int]]:
    """The quotations before which only "and" and somebody's name stand, with the words of it."""
    tree = scene.tree
    found: dict[Span, list[int]] = {}
    for quote in scene.quotes:
        first = next((t.index for t in tree.tokens if quote.meets(t.span)), None)
        words = _source(scene, first) if first is not None else []
        if words and actor_among(tree, words, scene.actors) is not None:
            found[quote] = words
    return found


def by_gap(scene: Scene, found: Sequence[Claim], gaps: Mapping[Span, list[int]]) -> Iterator[Claim]:
    """The claims of such quotations; the word of saying is that of the claim before."""
    for quote, words in gaps.items():
        earlier = [c for c in found if c.cue and c.source and c.cue[-1].end < quote.start]
        if earlier and not any(span.meets(quote) for c in found for span in c.content):
            yield _claim(scene.tree, earlier[-1], words, quote, scene)


def _source(scene: Scene, first: int) -> list[int]:
    """The words between "and" and the quotation that name somebody; empty where a verb is there."""
    tree = scene.tree
    for place in range(first - 1, max(first - 16, -1), -1):
        if quote_over(scene, place) is not None or tree.tokens[place].upos in ("VERB", "AUX"):
            return []
        if tree.lowers[place] in _AND:
            words = _with_name(tree, phrase_after(tree, place + 1))
            rest = range(max(words, default=place) + 1, first)
            gap = any(tree.lowers[p] in _AFTER or tree.lowers[p] == "," for p in rest)
            return words if words and gap else []
    return []


def _with_name(tree: Branches, words: list[int]) -> list[int]:
    """ "Total's man in the city, Hervé Colin, of 'history repeating'": with the name he bears."""
    comma = max(words, default=-2) + 1
    if not words or comma >= len(tree.lowers) or tree.lowers[comma] != ",":
        return words
    name = phrase_after(tree, comma + 1)
    end = max(name, default=-2) + 1
    closed = bool(name) and end < len(tree.lowers) and tree.lowers[end] == ","
    return [*words, comma, *name] if closed else words


def _claim(tree: Branches, like: Claim, source: list[int], quote: Span, scene: Scene) -> Claim:
    return Claim(
        source=spans_of(tree, source),
        cue=like.cue,
        content=(quote,),
        quote=Quote.PARTIAL,
        stance=like.stance,
        speaker=actor_among(tree, source, scene.actors),
        carrier=None,
        sentence=tree.sentence.index,
        made_by="claims.gap",
    )
