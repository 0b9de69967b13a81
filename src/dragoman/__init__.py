"""Dragoman reads news reports and keeps the record of politics.

Who did what to whom, when, where, according to whom, and whether it is said to have happened.

>>> import dragoman
>>> events = dragoman.code("Putin thanked Kim Jong Un.", published="2024-06-19")
>>> [(e.event_type.value, e.actors[0].code, e.recipients[0].code) for e in events]
[('SUPPORT', 'RUSGOV', 'PRKGOV')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

# The folders `read` and `parse` hold stages, the names `dragoman.read` and `dragoman.parse` are
# functions. A folder puts its name on the package when it is first loaded, so both are loaded
# before the functions take the names for good.
import dragoman.parse
import dragoman.read  # noqa: F401
from dragoman.api import annotate, code, code_many, explain, parse, read, relate
from dragoman.errors import DragomanError, InputError, LexiconError, ModelError, StoreError
from dragoman.records import Article, Event, Failure, Relation
from dragoman.trace import Step, Trace

if TYPE_CHECKING:
    from dragoman.store import Store

__all__ = [
    "Article",
    "DragomanError",
    "Event",
    "Failure",
    "InputError",
    "LexiconError",
    "ModelError",
    "Relation",
    "Step",
    "Store",
    "StoreError",
    "Trace",
    "annotate",
    "code",
    "code_many",
    "explain",
    "parse",
    "read",
    "relate",
]


def __getattr__(name: str) -> Any:
    """`Store`, loaded when it is asked for: it brings what is heavy."""
    if name == "Store":
        from dragoman.store import Store

        return Store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
