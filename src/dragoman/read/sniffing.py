"""First bytes -> the kind of a container, by name."""

from __future__ import annotations

import json
import re

_PAGE = re.compile(rb"<!doctype\s+html|<(?:html|head|body|article|meta|title)\b", re.IGNORECASE)
_PAGE_AT_ONCE = re.compile(rb"(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html\b)", re.I | re.DOTALL)
_FIRST_TAG = re.compile(rb"<([A-Za-z][\w:.-]*)")
_NEWS = frozenset(
    b"rss feed rdf:rdf nitf newsitem newsmessage packageitem newsml sentences".split()
)
"""Outermost elements of news XML, in small letters."""
_MAIL = re.compile(rb"\A(?:[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_HEADS = (b"subject:", b"from:", b"message-id:", b"received:", b"return-path:")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"PK\x03\x04", "zip"),
    (b"%PDF-", "pdf"),
    (b"WARC/", "warc"),
    (b"PAR1", "parquet"),
    (b"From ", "mbox"),
)


def kind_in(head: bytes) -> str:
    """The kind of what begins with these bytes; "text" where nothing else fits.

    >>> kind_in(b'{"text": "He left."}'), kind_in(b"He left.")
    ('jsonl', 'text')
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    start = _begun(head)
    if start.startswith(b"[") and re.match(rb"\[\s*[{\]]", start):
        return "json"
    if start.startswith(b"{") and not start.startswith(b"{\\rtf"):
        return "jsonl"
    first = _FIRST_TAG.search(start[:2048]) if start.startswith(b"<") else None
    outer = first[1].lower() if first else b""
    if outer in _NEWS or (start.startswith(b"<?xml") and outer != b"html"):
        return "xml"
    if _PAGE.search(start[:2048]):
        return "html"
    mail = _MAIL.match(start)
    if mail and any(b"\n" + name in b"\n" + mail[0].lower() for name in _MAIL_HEADS):
        return "mail"
    return "text"


def mended(declared: str, head: bytes) -> str:
    """The kind a file is read as: its name's, but where its first bytes leave no doubt.

    A page saved as `.txt` or `.xml`, JSON Lines named `.json`, an array named `.jsonl`, one mail
    named `.mbox`.

    >>> mended("text", b"<!DOCTYPE html><html>"), mended("text", b"Envoy recalled")
    ('html', 'text')
    """
    start = _begun(head)
    if declared == "text" and _PAGE_AT_ONCE.match(start):
        return "html"
    if declared == "json" and _has_lines(start):
        return "jsonl"
    told = (declared, kind_in(head))
    return told[1] if told in _MISNAMED else declared


_MISNAMED = frozenset({("jsonl", "json"), ("xml", "html"), ("mbox", "mail")})


def _has_lines(start: bytes) -> bool:
    """Whether the first line is an object of its own, and another follows."""
    line, end, rest = start.partition(b"\n")
    if not line.startswith(b"{") or not end or not rest.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _begun(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()
