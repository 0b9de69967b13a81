"""The lexicon of events: which words tell of which event, and who stands where around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources.abc import Traversable

from dragoman.coding.inflection import lemma_table, read_irregular
from dragoman.coding.ontology import Ontology, load_ontology
from dragoman.coding.tables import Row, data_folder, read_mapping, read_rows
from dragoman.errors import LexiconError
from dragoman.records import EventType

CLASSES_FILE = "lexicon/classes.yaml"
LIGHT_VERBS_FILE = "lexicon/light_verbs.yaml"
CONTENT_FILE = "lexicon/content.yaml"

PARTS_OF_SPEECH = ("verb", "noun", "adjective")
# fmt: off
_CASES = (
    "with", "to", "from", "against", "on", "for", "over", "at", "in", "into", "between", "of",
    "by", "about", "towards", "toward", "upon", "through", "under", "as", "out", "around",
    "across", "near", "along", "behind", "before", "after", "off", "among", "amid", "outside",
    "inside",
)
# fmt: on
_ROLES = ("subject", "object", "indirect", "clause", *_CASES)
# `modifier` and `form` can be asked about, but hold no actor.
SLOTS = frozenset((*_ROLES, "clause.subject", "clause.object"))
CONDITIONS = (
    SLOTS
    | {"modifier", "form", "verb", "object.of", "object.clause"}
    | {f"{role}.modifier" for role in _ROLES}
)
# What a filler can be besides a word: filled at all, a resolved actor.
MARKS = frozenset({"ANY", "ACTOR"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a word: its event, its slots, and when it holds.

    `when` and `unless` map a condition slot to the lemmas (or marks `ANY`, `ACTOR`) its filler
    must, or must not, be in. `where` names the entry's line for traces.
    """

    type: EventType
    lemma: str
    pos: str
    mode: str | None
    particle: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    when: Mapping[str, frozenset[str]]
    unless: Mapping[str, frozenset[str]]
    content: str | None
    strength: float
    example: str
    source: str
    where: str


_KEYS = frozenset(part.name for part in fields(Entry)) - {"type", "where"}


@dataclass(frozen=True, slots=True)
class ContentMode:
    """What an event is about decides its mode, and sometimes its type.

    For an event of `type` whose content is an event of `event` (and `event_mode`, where given),
    or a word of `lemmas`: the mode is `mode`, and the type is `becomes` where that is given.
    """

    type: EventType
    event: EventType | None
    event_mode: str | None
    lemmas: frozenset[str]
    becomes: EventType | None
    mode: str | None
    where: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The whole lexicon, ready to be asked; built by `load_lexicon`."""

    by_word: Mapping[tuple[str, str], tuple[Entry, ...]]
    classes: Mapping[str, frozenset[str]]
    light_verbs: Mapping[str, frozenset[str]]
    content: tuple[ContentMode, ...]
    verb_lemmas: Mapping[str, str] = field(default_factory=dict)
    noun_lemmas: Mapping[str, str] = field(default_factory=dict)

    def lemma(self, form: str, upos: str, guess: str) -> str:
        """The lemma of a form as the lexicon knows it; `guess` where it does not.

        >>> load_lexicon().lemma("staged", "VERB", "stag")
        'stage'
        """
        if upos == "VERB":
            return self.verb_lemmas.get(form.lower(), guess)
        if upos == "NOUN":
            return self.noun_lemmas.get(form.lower(), guess)
        return guess

    def entries(self, lemma: str, pos: str) -> tuple[Entry, ...]:
        """The readings of a word, the narrowest first; empty for a word the lexicon lacks.

        >>> [entry.type.value for entry in load_lexicon().entries("thank", "verb")]
        ['SUPPORT']
        """
        return self.by_word.get((lemma, pos), ())


@cache
def load_lexicon() -> Lexicon:
    """The lexicon shipped with the package; raises `LexiconError` at a wrong line."""
    return read_lexicon(data_folder(), load_ontology())


def read_lexicon(folder: Traversable, ontology: Ontology) -> Lexicon:
    """The lexicon under `folder`; raises `LexiconError` at the first wrong line."""
    classes = read_classes(folder)
    entries: list[Entry] = []
    for type in EventType:
        name = events_file(type)
        entries.extend(read_entry(row, type, classes, ontology) for row in read_rows(folder, name))
    content = tuple(read_content(row, classes, ontology) for row in read_rows(folder, CONTENT_FILE))
    light_verbs = read_light_verbs(folder)
    irregular = read_irregular(folder)
    return Lexicon(
        _index(entries),
        classes,
        light_verbs,
        content,
        lemma_table(_verbs(entries, light_verbs), irregular),
        lemma_table(_nouns(entries, light_verbs), irregular),
    )


def _verbs(entries: Iterable[Entry], light_verbs: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Every verb the lexicon names: triggers, light verbs, and verbs asked for in clauses."""
    yield from light_verbs
    for entry in entries:
        if entry.pos == "verb":
            yield entry.lemma
        for asked in (entry.when, entry.unless):
            yield from (
                w for slot in ("clause", "verb") for w in asked.get(slot, ()) if w.islower()
            )


def _nouns(entries: Iterable[Entry], light_verbs: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Every noun the lexicon names: triggers, nouns of light verbs, and fillers asked for."""
    for nouns in light_verbs.values():
        yield from nouns
    for entry in entries:
        if entry.pos == "noun":
            yield entry.lemma
        for slot, words in (*entry.when.items(), *entry.unless.items()):
            if slot not in ("clause", "form", "verb", "modifier"):
                yield from (word for word in words if word.islower())


def events_file(type: EventType) -> str:
    """The file of a type's entries, under the data folder."""
    return f"lexicon/events/{type.value}.yaml"


def read_classes(folder: Traversable) -> dict[str, frozenset[str]]:
    """The word classes, with every `+name` replaced by that class's words."""
    rows = read_mapping(folder, CLASSES_FILE)
    return {name: frozenset(_members(name, rows, ())) for name in rows}


def _members(
    name: str, rows: Mapping[str, tuple[object, int]], path: tuple[str, ...]
) -> Iterable[str]:
    """The words of a class; raises where it is missing, no list, or includes itself."""
    words, line = rows[name]
    if name in path:
        raise LexiconError("the class includes itself", CLASSES_FILE, line, name)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise LexiconError("a class must be a list of words", CLASSES_FILE, line, name)
    for word in words:
        if not word.startswith("+"):
            yield word
        elif word[1:] in rows:
            yield from _members(word[1:], rows, (*path, name))
        else:
            raise LexiconError(f"no class {word[1:]}", CLASSES_FILE, line, name)


def read_entry(
    row: Row, type: EventType, classes: Mapping[str, frozenset[str]], ontology: Ontology
) -> Entry:
    """An entry from its row; raises `LexiconError` where the row breaks the form."""
    unknown = set(row.values) - _KEYS
    if unknown:
        raise row.error(f"unknown key {sorted(unknown)[0]}")
    pos = _word(row, "pos")
    if pos not in PARTS_OF_SPEECH:
        raise row.error(f"pos must be one of {', '.join(PARTS_OF_SPEECH)}")
    return Entry(
        type=type,
        lemma=_word(row, "lemma"),
        pos=pos,
        mode=_mode(row, type, ontology),
        particle=_optional_word(row, "particle"),
        actor=_slots(row, "actor", ("subject",)),
        recipient=_slots(row, "recipient", ("object",)),
        reciprocal=row.values.get("reciprocal", False) is True,
        when=_conditions(row, "when", classes),
        unless=_conditions(row, "unless", classes),
        content=_content_slot(row),
        strength=_strength(row),
        example=_word(row, "example"),
        source=_optional_word(row, "source") or "own",
        where=row.where,
    )


def _mode(row: Row, type: EventType, ontology: Ontology) -> str | None:
    mode = _optional_word(row, "mode")
    if mode is not None and mode not in ontology.modes(type):
        raise row.error(f"{mode} is no mode of {type.value}")
    return mode


def _slots(row: Row, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    slots = row.values.get(key, default)
    if not isinstance(slots, list | tuple):
        raise row.error(f"{key} must be a list of slots")
    for slot in slots:
        if slot not in SLOTS:
            raise row.error(f"{slot} is no slot")
    return tuple(slots)


def _conditions(
    row: Row, key: str, classes: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """Slot by slot, the lemmas asked for, with class names replaced by their words."""
    given = row.values.get(key) or {}
    if not isinstance(given, dict):
        raise row.error(f"{key} must map slots to a class or a list of lemmas")
    conditions: dict[str, frozenset[str]] = {}
    for slot, wanted in given.items():
        if slot not in CONDITIONS:
            raise row.error(f"{slot} is no slot a condition can name")
        conditions[slot] = _wanted(row, wanted, classes)
    return conditions


def _wanted(row: Row, wanted: object, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """A class name; or a list of lemmas, marks and `+class`."""
    names = [f"+{wanted}"] if isinstance(wanted, str) and wanted not in MARKS else wanted
    words: set[str] = set()
    for name in [names] if isinstance(names, str) else _list(row, names):
        if not name.startswith("+"):
            words.add(name)
        elif name[1:] in classes:
            words |= classes[name[1:]]
        else:
            raise row.error(f"no class {name[1:]}")
    return frozenset(words)


def _list(row: Row, given: object) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
        raise row.error("a condition must be a class or a list of lemmas")
    return given


def _content_slot(row: Row) -> str | None:
    slot = _optional_word(row, "content")
    if slot is not None and slot not in SLOTS:
        raise row.error(f"{slot} is no slot")
    return slot


def _strength(row: Row) -> float:
    strength = row.values.get("strength", 0.8)
    if not isinstance(strength, int | float) or not 0 < strength <= 1:
        raise row.error("strength must lie above 0, up to 1")
    return float(strength)


def read_content(
    row: Row, classes: Mapping[str, frozenset[str]], ontology: Ontology
) -> ContentMode:
    """A line of content.yaml: `content` is a type, `TYPE/mode` or `class:name`."""
    said = _word(row, "content")
    type = _event_type(row, _word(row, "type"))
    becomes = _optional_word(row, "becomes")
    result = type if becomes is None else _event_type(row, becomes)
    mode = _mode(row, result, ontology)
    changed = None if becomes is None else result
    if said.startswith("class:"):
        name = said.removeprefix("class:")
        if name not in classes:
            raise row.error(f"no class {name}")
        return ContentMode(type, None, None, classes[name], changed, mode, row.where)
    head, _, tail = said.partition("/")
    event = _event_type(row, head)
    if tail and tail not in ontology.modes(event):
        raise row.error(f"{tail} is no mode of {event.value}")
    return ContentMode(type, event, tail or None, frozenset(), changed, mode, row.where)


def _event_type(row: Row, name: str) -> EventType:
    try:
        return EventType(name)
    except ValueError as error:
        raise row.error(f"{name} is no PLOVER type") from error


def read_light_verbs(folder: Traversable) -> dict[str, frozenset[str]]:
    """Light verbs, each with the nouns whose event it carries."""
    verbs: dict[str, frozenset[str]] = {}
    for row in read_rows(folder, LIGHT_VERBS_FILE):
        verb = _word(row, "verb")
        if verb in verbs:
            raise row.error(f"{verb} is given twice")
        verbs[verb] = frozenset(_list(row, row.values.get("nouns")))
    return verbs


def _index(entries: Iterable[Entry]) -> dict[tuple[str, str], tuple[Entry, ...]]:
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.lemma, entry.pos), []).append(entry)
    return {word: tuple(sorted(group, key=_breadth)) for word, group in groups.items()}


def _breadth(entry: Entry) -> tuple[int, float, int]:
    """Narrow before broad: what is asked for, words counting double; then strength."""
    wanted = sum(1 if words <= MARKS else 2 for words in entry.when.values())
    return (-wanted - 2 * (entry.particle is not None), -entry.strength, -len(entry.unless))


def _word(row: Row, key: str) -> str:
    word = row.values.get(key)
    if not isinstance(word, str) or not word:
        raise row.error(f"{key} must be given")
    return word


def _optional_word(row: Row, key: str) -> str | None:
    return None if row.values.get(key) is None else _word(row, key)
