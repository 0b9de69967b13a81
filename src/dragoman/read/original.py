"""What a report was in its container: a hash of its bytes as they were read.

The bytes are the smallest run of the container that holds the report whole: the file, a line, the
lines of a row, a member of an array, a message, the body of an archived answer. They are hashed
before anything is decoded, repaired or unescaped, and after gzip, zstandard or zip were undone.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import BinaryIO

from dragoman.records import Article, Original, OriginalOf

CHUNK_BYTES = 1 << 20


def original(data: bytes, of: OriginalOf) -> Original:
    """The hash of these bytes.

    >>> original(b"He left.", OriginalOf.LINE).sha256[:16]
    '7ce6575d63f3ba1f'
    """
    return Original(hashlib.sha256(data).hexdigest(), of)


def original_of_line(raw: bytes, of: OriginalOf = OriginalOf.LINE) -> Original:
    """The hash of a line, or the lines of a row, without the last line end."""
    return original(raw.removesuffix(b"\n").removesuffix(b"\r"), of)


def original_of_stream(stream: BinaryIO) -> Original:
    """The hash of a file too large to be held."""
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK_BYTES):
        digest.update(chunk)
    return Original(digest.hexdigest(), OriginalOf.FILE)


def with_original(article: Article, data: bytes, of: OriginalOf = OriginalOf.FILE) -> Article:
    """The article with the hash of its bytes."""
    return replace(article, original=original(data, of))
