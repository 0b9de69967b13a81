"""What disputed matters are called, and by whom."""

from __future__ import annotations

from dragoman.understand.terms.find import REPORT, TermUse, find_terms
from dragoman.understand.terms.table import Matter, Terms, check_terms, load_terms, read_terms

__all__ = [
    "REPORT",
    "Matter",
    "TermUse",
    "Terms",
    "check_terms",
    "find_terms",
    "load_terms",
    "read_terms",
]
