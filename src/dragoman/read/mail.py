"""EML and mbox: a message with its subject as headline; alerts and press releases come so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import InputError
from dragoman.read.encoding import MOST_BYTES, repair
from dragoman.read.jsonl import STAGE, numbered_lines
from dragoman.read.original import with_original
from dragoman.read.pieces import Piece, article_of_pieces
from dragoman.read.times import published_moment
from dragoman.records import Article, Failure, Moment, OriginalOf, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGNATURE = re.compile(r"\n-- ?\n.*\Z", re.DOTALL)
_FROM_LINE = b"From "
_QUOTED_FROM = re.compile(rb"(?m)^>From ")


def read_message(data: bytes, *, name: str, file: str | None, published: Moment | None) -> Article:
    """The report of one message. Raises `InputError` for a message without text."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        subject = " ".join(str(message.get("subject") or "").split())
        text = _text(message)
    except (LookupError, ValueError, TypeError, IndexError, AttributeError) as error:
        raise InputError(f"not a message that can be read ({error})", file) from error
    if not text.strip():
        raise InputError("a message without text", file)
    paragraphs = re.split(r"\n\s*\n", _SIGNATURE.sub("", text.replace("\r\n", "\n")))
    pieces = [Piece(subject, Role.HEADLINE)] if subject else []
    pieces += [Piece(repair(paragraph), None) for paragraph in paragraphs]
    sender = " ".join(str(message.get("from") or "").split())
    return article_of_pieces(
        pieces,
        id=str(message.get("message-id") or "").strip("<> \t\r\n") or name,
        published=_sent(message) or published,
        publisher=re.sub(r"\s*<.*", "", sender).strip(' "') or None,
        source=file,
    )


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = part.get_content()
    if not isinstance(content, str):
        return ""
    if part.get_content_type() == "text/html":
        from lxml import etree, html

        try:
            tree = html.fromstring(content)
        except (etree.ParserError, ValueError):
            return ""
        blocks = tree.iter("p", "li", "h1", "h2", "h3", "td", "blockquote")
        lines = [_words(block) for block in blocks if not block.findall(".//p")]
        return "\n\n".join(line for line in lines if line) or _words(tree)
    return content


def _words(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _sent(message: EmailMessage) -> Moment | None:
    try:
        when = parsedate_to_datetime(str(message.get("date") or ""))
        return published_moment(when.isoformat(timespec="minutes"), "record")
    except (ValueError, TypeError, IndexError, InputError):
        return None


def read_mailbox(
    stream: BinaryIO, *, name: str, file: str | None, published: Moment | None
) -> Iterator[Article | Failure]:
    """The messages of an mbox in order; memory holds one of them."""
    number = 0
    for data in _messages(stream):
        number += 1
        own = f"{name}#{number}"
        try:
            if len(data) > MOST_BYTES:
                raise InputError(f"a message above {MOST_BYTES // 1_000_000} MB", file)
            plain = _QUOTED_FROM.sub(b"From ", data)
            article = read_message(plain, name=own, file=file, published=published)
            yield with_original(article, data, OriginalOf.MESSAGE)
        except InputError as error:
            yield Failure(own, STAGE, error.reason, file, number)
    if not number:
        raise InputError("no message in it", file)


def _messages(stream: BinaryIO) -> Iterator[bytes]:
    """Each message as it stands between two "From " lines."""
    lines: list[bytes] = []
    size = 0
    blank, begun = True, False
    for _, line in numbered_lines(stream):
        if blank and line.startswith(_FROM_LINE):
            if begun:
                yield b"".join(lines)
            lines, size, begun = [], 0, True
        elif begun and size <= MOST_BYTES:
            lines.append(line)
            size += len(line)
        blank = not line.strip()
    if begun:
        yield b"".join(lines)
