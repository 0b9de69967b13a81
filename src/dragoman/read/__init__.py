"""Anything -> Article: files, folders, standard input, texts. Offsets are fixed here."""

from __future__ import annotations

from dragoman.read.body import read_body
from dragoman.read.containers import READ_SUFFIXES, read, read_inputs
from dragoman.read.rows import checked_map
from dragoman.read.text import read_text
from dragoman.read.times import published_moment

__all__ = [
    "READ_SUFFIXES",
    "checked_map",
    "published_moment",
    "read",
    "read_body",
    "read_inputs",
    "read_text",
]
