"""Blocks -> parts with roles, by where they stand and how they are worded.

The order is in `PASSES`: each pass names the blocks it recognises, and the first pass that
names a block has it. Then a dateline and a closing credit become parts of their own, and
what is told again is marked. Nothing is dropped: every block is in the parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.read import furniture
from dragoman.read.agencies import PICTURE_HOUSES, agency_in, credit_at_end
from dragoman.read.blocks import Block
from dragoman.read.captions import is_caption, told_twice
from dragoman.read.datelines import Dateline, dateline_of, is_speaker
from dragoman.read.headings import (
    ends_sentence,
    is_asked,
    may_be_deck,
    may_be_headline,
    may_be_link,
    may_be_subhead,
)
from dragoman.read.repeats import holds, repeats_of, tokens
from dragoman.records import Part, Role, Span

FEWEST_BODY_WORDS = 8
"""A plain paragraph that opens the body has at least so many words."""

MOST_HEAD_BLOCKS = 8
"""The head of a report (headline to last caption) is at most so many blocks."""

Roles = Mapping[int, Role]


@dataclass(frozen=True, slots=True)
class Scene:
    """A report's blocks and what is known of them so far."""

    text: str
    blocks: Sequence[Block]
    roles: Roles
    has_headline: bool

    def open(self) -> list[int]:
        """Blocks without a role yet."""
        return [i for i in range(len(self.blocks)) if i not in self.roles]


@dataclass(frozen=True, slots=True)
class Layout:
    """Parts in text order, with what the furniture says."""

    parts: tuple[Part, ...]
    agency: str | None
    dateline: Dateline | None
    updated: tuple[str, ...]


def _updated(scene: Scene) -> Roles:
    return {i: Role.UPDATED for i in scene.open() if furniture.is_updated_line(scene.blocks[i])}


def _bylines(scene: Scene) -> Roles:
    return {i: Role.BYLINE for i in scene.open() if furniture.is_byline(scene.blocks[i])}


def _credits(scene: Scene) -> Roles:
    return {i: Role.CREDIT for i in scene.open() if furniture.is_credit_line(scene.blocks[i])}


def _notices(scene: Scene) -> Roles:
    return {i: Role.OTHER for i in scene.open() if furniture.is_notice(scene.blocks[i])}


def _section_labels(scene: Scene) -> Roles:
    """Only above the headline: "World" inside the body is a subhead."""
    found: dict[int, Role] = {}
    for index in scene.open():
        block = scene.blocks[index]
        above = (furniture.is_section_label, furniture.is_breadcrumb, furniture.is_document_number)
        if not any(rule(block) for rule in above):
            break
        found[index] = Role.OTHER
    return found


def _captions_told_twice(scene: Scene) -> Roles:
    open_ = set(scene.open())
    twice = told_twice(scene.blocks, scene.text)
    return {i: Role.CAPTION for i in twice if i in open_}


def _captions(scene: Scene) -> Roles:
    found: dict[int, Role] = {}
    last = len(scene.blocks) - 1
    before_body = True
    for number, index in enumerate(scene.open()):
        block = scene.blocks[index]
        if number == 0 and not scene.has_headline and may_be_headline(block):
            continue
        lone = number == 0 and index == last
        if not lone and is_caption(block, scene.text, before_body=before_body and index < last):
            found[index] = Role.CAPTION
        elif ends_sentence(block) and number > 1:
            before_body = False
    return found


def _headline(scene: Scene) -> Roles:
    """The first open block, when it is set like a headline and something follows it."""
    open_ = scene.open()
    if scene.has_headline or not open_:
        return {}
    first = open_[0]
    told = [i for i, role in scene.roles.items() if role is Role.CAPTION and i > first]
    if not may_be_headline(scene.blocks[first]) or not (open_[1:] or told):
        return {}
    if dateline_of(scene.text, scene.blocks[first].span):
        return {}
    return {first: Role.HEADLINE}


def _deck(scene: Scene) -> Roles:
    """The block under the headline, when a body comes after it and it is not the body's start.

    It is a deck when furniture or a caption parts it from the body, when it has no final
    period, or when the body tells it again.
    """
    headline = [i for i, role in scene.roles.items() if role is Role.HEADLINE]
    open_ = scene.open()
    if not (headline or scene.has_headline) or len(open_) < 2:
        return {}
    index, following = open_[0], open_[1]
    block = scene.blocks[index]
    if index > MOST_HEAD_BLOCKS or not may_be_deck(block) or dateline_of(scene.text, block.span):
        return {}
    adjoins = index == (headline[0] + 1 if headline else 0)
    parted = adjoins and any(scene.roles.get(i) in _PARTING for i in range(index + 1, following))
    unclosed = not ends_sentence(block) and may_be_headline(block)
    if parted or unclosed or _retold(scene, index, open_[1:]):
        return {index: Role.DECK}
    return {}


_PARTING = frozenset((Role.UPDATED, Role.BYLINE, Role.CAPTION))


def _retold(scene: Scene, index: int, later: Sequence[int]) -> bool:
    words = tokens(scene.blocks[index].text)
    if len(words) < FEWEST_BODY_WORDS:
        return False
    return any(
        holds(tokens(scene.blocks[i].text), words) or holds(words, told)
        for i in later
        if len(told := tokens(scene.blocks[i].text)) >= FEWEST_BODY_WORDS
    )


def _subheads(scene: Scene) -> Roles:
    """Set lines between paragraphs, with a paragraph after them."""
    open_ = scene.open()
    return {
        index: Role.SUBHEAD
        for number, index in enumerate(open_)
        if 0 < number < len(open_) - 1
        and may_be_subhead(scene.blocks[index])
        and not dateline_of(scene.text, scene.blocks[index].span)
        and len(scene.blocks[open_[number + 1]].words) >= FEWEST_BODY_WORDS
        and ends_sentence(scene.blocks[open_[number - 1]])
    }


FEWEST_PARAGRAPHS = 2
"""Paragraphs that a report must have for what follows them to be links."""


def _links(scene: Scene) -> Roles:
    """Lines set like headlines after the last sentence: other stories' titles."""
    open_ = scene.open()
    told = [i for i in open_ if ends_sentence(scene.blocks[i])]
    if len(told) < FEWEST_PARAGRAPHS:
        return {}
    after = [i for i in open_ if i > told[-1] and not is_asked(scene.blocks[i])]
    alone = len(after) == 1
    return {i: Role.OTHER for i in after if may_be_link(scene.blocks[i], alone=alone)}


def _body(scene: Scene) -> Roles:
    return dict.fromkeys(scene.open(), Role.BODY)


PASSES: tuple[tuple[str, Callable[[Scene], Roles]], ...] = (
    ("updated line", _updated),
    ("byline", _bylines),
    ("credit line", _credits),
    ("notice", _notices),
    ("section label", _section_labels),
    ("caption told twice", _captions_told_twice),
    ("caption wording", _captions),
    ("headline", _headline),
    ("deck", _deck),
    ("subhead", _subheads),
    ("links", _links),
    ("body", _body),
)


def lay_out(
    text: str, blocks: Sequence[Block], given: Roles | None = None, *, has_headline: bool = False
) -> Layout:
    """The parts of a report.

    `given`: roles known from outside (a page's own marks); `has_headline`: the headline is
    not among the blocks, so none is looked for.
    """
    roles: dict[int, Role] = dict(given or {})
    layers = dict.fromkeys(roles, "markup")
    for name, recognise in PASSES:
        titled = has_headline or Role.HEADLINE in (given or {}).values()
        found = recognise(Scene(text, blocks, roles, titled))
        roles.update(found)
        layers.update(dict.fromkeys(found, name))
    parts = [Part(b.span, roles[i], None, layers[i]) for i, b in enumerate(blocks)]
    split, dateline = _with_dateline(text, parts)
    credited = [piece for part in split for piece in _without_credit(text, part)]
    marked = _mark_repeats(text, credited)
    return Layout(
        parts=tuple(marked),
        agency=_agency(text, marked, dateline),
        dateline=dateline,
        updated=tuple(text[p.span.start : p.span.end] for p in marked if p.role is Role.UPDATED),
    )


MOST_BEFORE_DATELINE = 6
"""Body paragraphs among which the dateline is looked for; past the first it must name a day or an
agency."""


FEWEST_SPEAKERS = 3
"""Paragraphs that open with a name in capitals and a colon: so many are a transcript."""


def _is_transcript(text: str, parts: Sequence[Part]) -> bool:
    spoken = sum(is_speaker(p.span.of(text)) for p in parts if p.role is Role.BODY)
    return spoken >= FEWEST_SPEAKERS


def _with_dateline(text: str, parts: Sequence[Part]) -> tuple[list[Part], Dateline | None]:
    """The dateline of the first body paragraph as a part of its own; a summary in points may stand
    before it."""
    looked_at = 0
    for index, part in enumerate(parts):
        if part.role is not Role.BODY:
            continue
        looked_at += 1
        if looked_at > MOST_BEFORE_DATELINE:
            break
        found = dateline_of(text, part.span)
        bare = found is not None and not (found.date or found.agency)
        if found is None or (bare and (looked_at > 1 or _is_transcript(text, parts))):
            continue
        pieces = [Part(_stripped(text, found.span), Role.DATELINE, None, "dateline")]
        rest = _stripped(text, Span(found.span.end, part.span.end))
        if rest.start < rest.end:
            pieces.append(replace(part, span=rest))
        return [*parts[:index], *pieces, *parts[index + 1 :]], found
    return list(parts), None


def _without_credit(text: str, part: Part) -> list[Part]:
    """A credit that closes a caption or a body paragraph as a part of its own."""
    if part.role not in (Role.CAPTION, Role.BODY):
        return [part]
    credit = credit_at_end(text, part.span)
    if credit is None:
        return [part]
    rest = _stripped(text, Span(part.span.start, credit.start))
    if rest.start == rest.end:
        return [part]
    own = Part(_stripped(text, credit), Role.CREDIT, None, "closing credit")
    return [replace(part, span=rest), own]


_TOLD = frozenset((Role.HEADLINE, Role.DECK, Role.CAPTION, Role.SUBHEAD, Role.BODY))


def _mark_repeats(text: str, parts: Sequence[Part]) -> list[Part]:
    """A headline is never a repeat: later stages want its mention."""
    repeats = repeats_of([p.span.of(text) if p.role in _TOLD else None for p in parts])
    return [
        replace(part, repeats=repeats[i])
        if i in repeats and part.role is not Role.HEADLINE
        else part
        for i, part in enumerate(parts)
    ]


def _agency(text: str, parts: Sequence[Part], dateline: Dateline | None) -> str | None:
    """Dateline first, then a credit that is not a picture's, then any credit."""
    if dateline and dateline.agency:
        return dateline.agency
    bodies: list[str] = []
    pictures: list[str] = []
    for before, part in zip((None, *parts), parts, strict=False):
        if part.role not in (Role.CREDIT, Role.BYLINE):
            continue
        named = agency_in(part.span.of(text).removeprefix("By "))
        if named and named not in PICTURE_HOUSES:
            pictured = before is not None and before.role is Role.CAPTION
            (pictures if pictured else bodies).append(named)
    return next(iter(bodies + pictures), None)


def _stripped(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
