"""The nouns that report a happening, read from `lexicon/event_nouns.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

import yaml

from dragoman.errors import LexiconError
from dragoman.understand.inflect import forms_of

EVENT_NOUNS_FILE = "lexicon/event_nouns.yaml"


def read_event_nouns(folder: Traversable) -> frozenset[str]:
    """The nouns in all their forms; raises `LexiconError` at the first fault."""
    for fault in check_event_nouns(folder):
        raise fault
    kinds = _kinds(folder)
    return frozenset(
        form
        for words in kinds.values()
        for word in words
        for form in forms_of(word)
        if form == word or form.endswith("s")
    )


def check_event_nouns(folder: Traversable) -> Iterator[LexiconError]:
    """Every fault of `lexicon/event_nouns.yaml`: no mapping of sorted lists of words."""
    try:
        kinds = _kinds(folder)
    except LexiconError as error:
        yield error
        return
    if list(kinds) != sorted(kinds):
        yield LexiconError("the kinds must be sorted", EVENT_NOUNS_FILE)
    for kind, words in kinds.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            yield LexiconError("a kind must be a list of words", EVENT_NOUNS_FILE, entry=kind)
        elif [w.replace("-", "") for w in words] != sorted(w.replace("-", "") for w in words):
            yield LexiconError("the words must be sorted", EVENT_NOUNS_FILE, entry=kind)


def _kinds(folder: Traversable) -> dict[str, list[str]]:
    try:
        kinds = yaml.safe_load((folder / EVENT_NOUNS_FILE).read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError("the file is missing", EVENT_NOUNS_FILE) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise LexiconError(f"not YAML: {error.problem}", EVENT_NOUNS_FILE, line) from error
    if not isinstance(kinds, dict):
        raise LexiconError("a mapping of kinds to words is expected here", EVENT_NOUNS_FILE, 1)
    return kinds
