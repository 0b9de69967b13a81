"""Bytes -> text: the one place where characters are decoded and repaired.

The order: byte order mark, the declared character set, UTF-8, what charset-normalizer finds
likeliest. Then ftfy once (mojibake, NULs, line ends), before any offset exists.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dragoman.errors import InputError

MOST_BYTES = 20_000_000
"""A single report above 20 MB is no report; it is refused and named."""

MOST_CONTROL_SHARE = 0.05
"""Share of control characters above which bytes are no text."""

SAMPLE_BYTES = 16_384
"""Bytes looked at to tell text from binary, and for a declared character set."""

GUESS_BYTES = 200_000
"""Bytes charset-normalizer sees: enough to tell, and it stays quick."""

WESTERN = "cp1252"
"""The set of western newspapers, taken where nothing speaks for another."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
_WIDER = {
    # What pages call by the narrow name is written in the wider set (WHATWG).
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{2,40})", re.I)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the name of the encoding it was read by."""

    text: str
    encoding: str

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the article should know: any encoding but UTF-8 may be a guess."""
        return () if self.encoding.startswith("utf-8") else (f"read as {self.encoding}",)


def decode(data: bytes, *, declared: str | None = None, file: str | None = None) -> Decoded:
    """The text of these bytes, unrepaired.

    `declared`: a character set named from outside. Raises `InputError` for what is empty,
    binary, or above `MOST_BYTES`.
    """
    refuse_unreadable(data, file)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"), name)
    for candidate in (declared, _wide(data), "utf-8"):
        decoded = _strictly(data, candidate)
        if decoded is not None:
            return decoded
    return _guessed(data)


def declared_in(data: bytes) -> str | None:
    """The character set a page declares in its first bytes (meta or XML declaration)."""
    match = _DECLARED.search(data[:SAMPLE_BYTES])
    return match.group(1).decode("ascii") if match else None


def repair(text: str, *, entities: bool = True) -> str:
    """Mojibake, control characters and line ends put right; curly quotes stay.

    `entities`: whether "&amp;" may be a leftover of HTML and is unescaped.

    >>> repair("\\u201cS\\u00c3\\u00a3o Tom\\u00c3\\u00a9\\u201d\\r\\n")
    '“São Tomé”\\n'
    """
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html="auto" if entities else False,
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        explain=False,
    )
    return ftfy.fix_text(text, config)


def refuse_unreadable(data: bytes, file: str | None = None) -> None:
    """Raises `InputError` for bytes that are empty, too many, or no text."""
    if len(data) > MOST_BYTES:
        raise InputError(
            f"larger than {MOST_BYTES // 1_000_000} MB, the most read as one report; split it,"
            " or give JSON Lines with one report a line",
            file,
        )
    if not data.strip():
        raise InputError("the file is empty" if not data else "only white space", file)
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"binary: it is {name}, not text", file)
    if _is_binary(data):
        raise InputError("binary: not text in any character set known here", file)


def _is_binary(data: bytes) -> bool:
    if any(data.startswith(mark) for mark, _ in _MARKS) or _wide(data):
        return False
    sample = data[:SAMPLE_BYTES]
    control = len(sample) - len(sample.translate(None, _CONTROLS))
    return control > MOST_CONTROL_SHARE * len(sample)


_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    sample = data[:SAMPLE_BYTES]
    if len(sample) < 4 or sample.count(0) < 0.3 * len(sample):
        return None
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = sample[offset::2]
        if half.count(0) > 0.6 * len(half) and sample[1 - offset :: 2].count(0) < 0.1 * len(half):
            return name
    return None


def _strictly(data: bytes, name: str | None) -> Decoded | None:
    if name is None:
        return None
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    codec = _WIDER.get(codec, codec)
    try:
        return Decoded(str(data, codec), codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def _guessed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:GUESS_BYTES])
    best = matches.best()
    # The Latin sets tie on short texts; among equals western newspapers write cp1252.
    western = best is None or any(
        WESTERN in match.could_be_from_charset
        and match.chaos <= best.chaos
        and match.coherence >= best.coherence
        for match in matches
    )
    name = WESTERN if western or best is None else best.encoding
    return Decoded(data.decode(name, "replace"), name)
