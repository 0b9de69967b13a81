"""Paragraphs with the roles their markup gives them -> Article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.errors import InputError
from dragoman.read.blocks import Block
from dragoman.read.layout import lay_out
from dragoman.read.text import noted, printed_times, storable
from dragoman.records import Article, Form, Moment, Role, Span

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph to be, with the role and form its markup gives it; None where it gives none."""

    text: str
    role: Role | None
    form: Form | None = None


def joined(pieces: Sequence[Piece]) -> tuple[str, list[Block], dict[int, Role]]:
    """The text, its blocks, and the roles the markup gave."""
    blocks: list[Block] = []
    roles: dict[int, Role] = {}
    offset = 0
    for number, piece in enumerate(pieces):
        blocks.append(Block(Span(offset, offset + len(piece.text)), piece.text))
        offset += len(piece.text) + len(GAP)
        if piece.role is not None:
            roles[number] = piece.role
    return GAP.join(p.text for p in pieces), blocks, roles


def marked_forms(pieces: Sequence[Piece], blocks: Sequence[Block]) -> dict[int, Form]:
    """The forms that markup gave, by where the paragraph starts."""
    pairs = zip(pieces, blocks, strict=True)
    return {block.span.start: piece.form for piece, block in pairs if piece.form is not None}


def article_of_pieces(
    pieces: Sequence[Piece],
    *,
    id: str,
    published: Moment | None = None,
    updated: Moment | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str | None = None,
    source: str | None = None,
    notes: tuple[str, ...] = (),
) -> Article:
    """A report from its paragraphs, each on one line. Raises `InputError` where none has words."""
    lines = [Piece(storable(" ".join(p.text.split())), p.role) for p in pieces]
    lines = [piece for piece in lines if piece.text]
    if not lines:
        raise InputError("no text in it", source)
    text, blocks, roles = joined(lines)
    layout = lay_out(text, blocks, roles, has_headline=Role.HEADLINE in roles.values())
    first, printed = printed_times(layout, published)
    return Article(
        id=id,
        text=text,
        parts=noted(text, layout.parts, published or first),
        published=published or first,
        updated=updated or printed,
        publisher=publisher,
        agency=layout.agency,
        url=url,
        language=language,
        source=source,
        notes=notes,
    )
