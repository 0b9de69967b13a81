"""The text of a PDF, by pypdf. Wants the extra `pdf`."""

from __future__ import annotations

import io
import re

from dragoman.errors import InputError
from dragoman.read.text import read_text
from dragoman.records import Article, Moment

MOST_PAGES = 200
_BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_LINE_END = re.compile(r"(?m)^(.{40,}[^.!?:”\"\n])\n(?=\S)")


def read_pdf(data: bytes, *, name: str, file: str | None, published: Moment | None) -> Article:
    """The report in a PDF, words cut at line ends joined again. Raises `InputError` for a PDF that
    is locked, broken, of more than `MOST_PAGES` pages, or of pictures alone."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise InputError("PDF wants the extra: pip install dragoman[pdf]", file) from error
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("a PDF locked with a password", file)
        if len(reader.pages) > MOST_PAGES:
            raise InputError(f"a PDF of more than {MOST_PAGES} pages", file)
        pages = [page.extract_text() or "" for page in reader.pages]
    except InputError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        AssertionError,
        NotImplementedError,
    ) as error:
        raise InputError(f"not a PDF that can be read ({error})", file) from error
    text = _LINE_END.sub(r"\1 ", _BROKEN_WORD.sub("", "\n\n".join(pages)))
    if not text.strip():
        raise InputError("a PDF without text (pictures of pages are not read)", file)
    return read_text(text, id=name, published=published, source=file)
