"""The disputed matters and their terms, read from `lexicon/terms.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from dragoman.errors import LexiconError
from dragoman.understand.rows import Row, read_rows

TERMS_FILE = "lexicon/terms.yaml"
KINDS = frozenset({"conflict", "group", "territory", "name", "act"})
_KEYS = frozenset({"matter", "kind", "about", "terms", "source"})


@dataclass(frozen=True, slots=True)
class Matter:
    """A disputed matter: its terms by form, and the words that tell that it is meant."""

    name: str
    kind: str
    about: re.Pattern[str] | None
    forms: re.Pattern[str]
    terms: Mapping[str, str]
    where: str

    def term(self, form: str) -> str:
        """The term that a form, as written, stands for."""
        return self.terms.get(form) or self.terms[form.lower()]


@dataclass(frozen=True, slots=True)
class Terms:
    """All matters, in the order of the table."""

    matters: tuple[Matter, ...]

    def with_more(self, more: Terms) -> Terms:
        """These matters and others; one of the same name goes before."""
        names = {matter.name for matter in more.matters}
        return Terms((*(m for m in self.matters if m.name not in names), *more.matters))


@cache
def load_terms() -> Terms:
    """The table that ships; `LexiconError` at a wrong line."""
    return read_terms(files("dragoman") / "data")


def read_terms(folder: Traversable, name: str = TERMS_FILE) -> Terms:
    """The table `name` under a folder; raises `LexiconError` at the first wrong line."""
    rows = read_rows(folder, name, "matter")
    for fault in _faults(rows):
        raise fault
    return Terms(tuple(_matter(row) for row in rows))


def check_terms(folder: Traversable) -> Iterator[LexiconError]:
    """Every fault of `lexicon/terms.yaml`; none for a sound file."""
    try:
        rows = read_rows(folder, TERMS_FILE, "matter")
    except LexiconError as error:
        yield error
        return
    yield from _faults(rows)


def _faults(rows: tuple[Row, ...]) -> Iterator[LexiconError]:
    before = ""
    for row in rows:
        for key in sorted(set(row.values) - _KEYS):
            yield row.error(f"unknown key {key}")
        if not row.name or not isinstance(row.values.get("source"), str):
            yield row.error("matter and source must be given")
        if row.values.get("kind") not in KINDS:
            yield row.error(f"kind must be one of {', '.join(sorted(KINDS))}")
        if row.name.lower() <= before:
            yield row.error(f"out of order, or given twice: stands after {before}")
        before = row.name.lower()
        terms = row.values.get("terms")
        if not isinstance(terms, dict) or not terms:
            yield row.error("terms must be a mapping from a term to its forms")
            continue
        seen: dict[str, str] = {}
        for term, forms in terms.items():
            if not isinstance(forms, list) or not forms:
                yield row.error(f"{term}: its forms must be a list")
                continue
            for form in forms:
                if not isinstance(form, str) or not form.strip():
                    yield row.error(f"{term}: every form must be a word (quote numbers)")
                elif form in seen:
                    yield row.error(f"{form} stands for {seen[form]} and for {term}")
                else:
                    seen[form] = str(term)


def _matter(row: Row) -> Matter:
    listed = row.values["terms"]
    assert isinstance(listed, dict)
    terms = {str(form): str(term) for term, forms in listed.items() for form in forms}
    about = row.words("about")
    return Matter(
        row.name,
        row.text("kind"),
        _pattern(about) if about else None,
        _pattern(terms),
        terms | {form.lower(): term for form, term in terms.items() if form.islower()},
        row.where,
    )


def _pattern(forms: Mapping[str, str] | tuple[str, ...]) -> re.Pattern[str]:
    """Any of the forms as whole words, the longest first; one with a capital only as written."""
    longest = sorted(forms, key=lambda form: (-len(form), form))
    parts = (
        re.escape(form) if form != form.lower() else f"(?i:{re.escape(form)})" for form in longest
    )
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")(?![\w-])")
