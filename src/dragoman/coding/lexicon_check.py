"""Checks the lexicon as its editors need it: every fault at once, each with file and line.

`load_lexicon` stops at the first line it cannot read. Here the whole lexicon is gone through,
and what would load but is careless is named as well: entries out of order, given twice, or
with an example that lacks the word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.resources.abc import Traversable

from dragoman.coding.inflection import Irregular, read_irregular, word_forms
from dragoman.coding.lexicon import (
    CLASSES_FILE,
    CONTENT_FILE,
    LIGHT_VERBS_FILE,
    PARTS_OF_SPEECH,
    Entry,
    events_file,
    read_classes,
    read_content,
    read_entry,
    read_light_verbs,
)
from dragoman.coding.ontology import Ontology, load_ontology
from dragoman.coding.tables import Row, data_folder, read_mapping, read_rows
from dragoman.errors import LexiconError
from dragoman.records import EventType


def check_lexicon(
    folder: Traversable | None = None, ontology: Ontology | None = None
) -> tuple[LexiconError, ...]:
    """Every fault of the lexicon under `folder` (default: the shipped one); empty when sound."""
    place = folder or data_folder()
    try:
        classes, irregular = read_classes(place), read_irregular(place)
    except LexiconError as error:
        return (error,)
    known = ontology or load_ontology()
    faults: list[LexiconError] = list(_unsorted_classes(place))
    for type in EventType:
        rows = read_rows(place, events_file(type))
        entries = _tried(
            rows, partial(read_entry, type=type, classes=classes, ontology=known), faults
        )
        faults.extend(_entry_faults(entries, irregular))
    _tried(
        read_rows(place, CONTENT_FILE),
        partial(read_content, classes=classes, ontology=known),
        faults,
    )
    try:
        read_light_verbs(place)
    except LexiconError as error:
        faults.append(error)
    faults.extend(_unsorted_verbs(read_rows(place, LIGHT_VERBS_FILE)))
    return tuple(faults)


def _tried(
    rows: Iterable[Row], read: Callable[[Row], object], faults: list[LexiconError]
) -> list[tuple[Row, Entry]]:
    """The rows that can be read, as entries; the faults of the others go to `faults`."""
    good: list[tuple[Row, Entry]] = []
    for row in rows:
        try:
            entry = read(row)
        except LexiconError as error:
            faults.append(error)
        else:
            if isinstance(entry, Entry):
                good.append((row, entry))
    return good


def _entry_faults(
    entries: Iterable[tuple[Row, Entry]], irregular: Irregular
) -> Iterator[LexiconError]:
    previous: tuple[str, int] | None = None
    seen: dict[object, Row] = {}
    for row, entry in entries:
        place = (entry.lemma, PARTS_OF_SPEECH.index(entry.pos))
        if previous is not None and place < previous:
            yield row.error(f"out of order: stands after {previous[0]}")
        previous = place
        reading = _reading(entry)
        if reading in seen:
            yield row.error(f"the same reading as line {seen[reading].line}")
        seen.setdefault(reading, row)
        if not _told(entry, irregular):
            yield row.error(f"the example lacks the word: {entry.example}")


def _reading(entry: Entry) -> object:
    """What makes two entries the same: the word and its conditions, whatever they lead to."""
    return (
        entry.lemma,
        entry.pos,
        entry.particle,
        entry.content,
        frozenset(entry.when.items()),
        frozenset(entry.unless.items()),
    )


def _told(entry: Entry, irregular: Irregular) -> bool:
    """Whether the example holds a form of the lemma, and the particle where there is one."""
    # the parser parts words at hyphens: "sit-in" is found as "in" with "sit" before it
    words = set(re.findall(r"[\w.'-]*\w|\w+", entry.example.lower()))
    words |= {part for word in words for part in word.split("-")}
    if entry.particle is not None and entry.particle not in words:
        return False
    return not words.isdisjoint(word_forms(entry.lemma, irregular))


def _unsorted_classes(folder: Traversable) -> Iterator[LexiconError]:
    rows = read_mapping(folder, CLASSES_FILE)
    for name, (words, line) in rows.items():
        if isinstance(words, list) and words != sorted(set(words)):
            yield LexiconError("not sorted, or a word twice", CLASSES_FILE, line, name)
    if list(rows) != sorted(rows):
        yield LexiconError("the classes are not sorted", CLASSES_FILE, 1)


def _unsorted_verbs(rows: tuple[Row, ...]) -> Iterator[LexiconError]:
    previous = ""
    for row in rows:
        verb, nouns = str(row.values.get("verb")), row.values.get("nouns")
        if verb < previous:
            yield row.error(f"{verb} is out of order: stands after {previous}")
        previous = verb
        if isinstance(nouns, list) and nouns != sorted(set(nouns)):
            yield row.error(f"the nouns of {verb} are not sorted, or one stands twice")
