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

# Forms that no rule of spelling gives. Lemmas are those of the lexicon.
_IRREGULAR = {
    "beat": "beaten",
    "begin": "began begun",
    "bid": "bade bidden",
    "blow": "blew blown",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "come": "came",
    "deal": "dealt",
    "dig": "dug",
    "draw": "drew drawn",
    "drive": "drove driven",
    "fall": "fell fallen",
    "feed": "fed",
    "fight": "fought",
    "find": "found",
    "flee": "fled",
    "fly": "flew flown",
    "forgive": "forgave forgiven",
    "freeze": "froze frozen",
    "get": "got gotten",
    "give": "gave given",
    "go": "went gone",
    "hang": "hanged hung",
    "hold": "held",
    "lay": "laid",
    "lead": "led",
    "leave": "left",
    "lend": "lent",
    "meet": "met",
    "mislead": "misled",
    "overfly": "overflew overflown",
    "override": "overrode overridden",
    "overrun": "overran",
    "overthrow": "overthrew overthrown",
    "pay": "paid",
    "rebuild": "rebuilt",
    "repay": "repaid",
    "retake": "retook retaken",
    "ring": "rang rung",
    "rise": "rose risen",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "shoot": "shot",
    "sink": "sank sunk",
    "sit": "sat",
    "slay": "slew slain",
    "speak": "spoke spoken",
    "spend": "spent",
    "stand": "stood",
    "strike": "struck",
    "swear": "swore sworn",
    "take": "took taken",
    "tear": "tore torn",
    "tell": "told",
    "throw": "threw thrown",
    "undertake": "undertook undertaken",
    "unfreeze": "unfroze unfrozen",
    "uphold": "upheld",
    "waylay": "waylaid",
    "withdraw": "withdrew withdrawn",
    "withhold": "withheld",
    "write": "wrote written",
}


def check_lexicon(
    folder: Traversable | None = None, ontology: Ontology | None = None
) -> tuple[LexiconError, ...]:
    """Every fault of the lexicon under `folder` (default: the shipped one); empty when sound."""
    place = folder or data_folder()
    try:
        classes = read_classes(place)
    except LexiconError as error:
        return (error,)
    known = ontology or load_ontology()
    faults: list[LexiconError] = list(_unsorted_classes(place))
    for type in EventType:
        rows = read_rows(place, events_file(type))
        entries = _tried(
            rows, partial(read_entry, type=type, classes=classes, ontology=known), faults
        )
        faults.extend(_entry_faults(entries))
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


def word_forms(lemma: str) -> frozenset[str]:
    """The forms in which a lemma can stand in an example.

    >>> sorted(word_forms("deny"))
    ['denied', 'denies', 'deny', 'denyd', ...]
    """
    last = lemma[-1]
    forms = {lemma, *_IRREGULAR.get(lemma, "").split()}
    forms |= {lemma + end for end in ("s", "es", "ed", "d", "ing")}
    forms |= {lemma + last + end for end in ("ed", "ing", "es")}
    if last == "e":
        forms.add(lemma[:-1] + "ing")
    if last == "y":
        forms |= {lemma[:-1] + "ied", lemma[:-1] + "ies"}
    return frozenset(forms)


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


def _entry_faults(entries: Iterable[tuple[Row, Entry]]) -> Iterator[LexiconError]:
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
        if not _told(entry):
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


def _told(entry: Entry) -> bool:
    """Whether the example holds a form of the lemma, and the particle where there is one."""
    words = set(re.findall(r"[\w.'-]*\w", entry.example.lower()))
    if entry.particle is not None and entry.particle not in words:
        return False
    return not words.isdisjoint(word_forms(entry.lemma))


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
