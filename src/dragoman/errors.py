"""The exceptions of Dragoman.

The tree::

    DragomanError
    ├── InputError      a report that cannot be read (names file and line)
    ├── LexiconError    a line of our own data that is wrong (names file, line and entry)
    ├── ModelError      the language model is missing, damaged or of another version
    └── StoreError      the event store cannot be opened or written

One bad report never ends a run: the pipeline turns an `InputError` into a
`dragoman.records.Failure` and goes on. A bad lexicon line stops at once, because every
event coded after it would be suspect.
"""

from __future__ import annotations


class DragomanError(Exception):
    """Anything Dragoman can say about what went wrong."""


class InputError(DragomanError):
    """A report that cannot be read: what happened, where, and what to do."""

    def __init__(self, reason: str, file: str | None = None, line: int | None = None) -> None:
        self.reason = reason
        self.file = file
        self.line = line
        super().__init__(_placed(reason, file, line))


class LexiconError(DragomanError):
    """A line of the shipped or user-given tables that breaks their rules."""

    def __init__(
        self, reason: str, file: str, line: int | None = None, entry: str | None = None
    ) -> None:
        self.reason = reason
        self.file = file
        self.line = line
        self.entry = entry
        said = f"{reason} (entry: {entry})" if entry else reason
        super().__init__(_placed(said, file, line))


class ModelError(DragomanError):
    """The language model cannot be loaded or run."""


class StoreError(DragomanError):
    """The event store cannot be opened or written."""


def _placed(reason: str, file: str | None, line: int | None) -> str:
    """`file:line: reason`, leaving out what is not known."""
    if file is None:
        return reason
    return f"{file}:{line}: {reason}" if line is not None else f"{file}: {reason}"
