"""The words of attitude, read from `lexicon/attitudes.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from dragoman.errors import LexiconError
from dragoman.understand.inflect import forms_of
from dragoman.understand.rows import Row, check_rows, read_rows

ATTITUDES_FILE = "lexicon/attitudes.yaml"
_KEYS = frozenset({"group", "pos", "takes", "words", "example", "source"})
_POS = frozenset({"verb", "noun", "adjective"})


@dataclass(frozen=True, slots=True)
class AttitudeCue:
    """How the matter may hang on a word, each way with the line that says so."""

    takes: Mapping[str, str]

    def __contains__(self, way: object) -> bool:
        """Whether the matter may hang on the word so."""
        return way in self.takes


@dataclass(frozen=True, slots=True)
class AttitudeCues:
    """All words by (lemma, part of speech) and by (written form, part of speech)."""

    by_word: Mapping[tuple[str, str], AttitudeCue]
    by_form: Mapping[tuple[str, str], AttitudeCue]
    messages: frozenset[str] = frozenset()
    """Nouns that are a message where a verb of giving has them: "issued a statement"."""

    def of(self, lemma: str, form: str, pos: str) -> AttitudeCue | None:
        """The cue of a lemma, or, where the parser's lemma is none of ours, of its form."""
        return self.by_word.get((lemma, pos)) or self.by_form.get((form, pos))


def read_attitude_cues(folder: Traversable) -> AttitudeCues:
    """The words of `lexicon/attitudes.yaml` under `folder`; `LexiconError` at a wrong line."""
    rows = read_rows(folder, ATTITUDES_FILE, "group")
    for fault in _faults(rows):
        raise fault
    ways: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        for word in row.words("words"):
            known = ways.setdefault((word, row.text("pos")), {})
            known.update((way, f"{row.where} ({word})") for way in row.words("takes"))
    by_word = {key: AttitudeCue(known) for key, known in ways.items()}
    by_form = {
        (form, pos): cue
        for (word, pos), cue in by_word.items()
        if pos == "verb"
        for form in _forms(word)
    }
    messages = {word for (word, pos), cue in by_word.items() if pos == "noun" and "message" in cue}
    return AttitudeCues(by_word, by_form, frozenset(messages))


def _forms(words: str) -> Iterator[str]:
    """The forms of a verb, each with its particle: "called on"."""
    verb, *particle = words.split(" ", 1)
    for form in forms_of(verb):
        yield " ".join([form, *particle])


def check_attitudes(folder: Traversable) -> Iterator[LexiconError]:
    """Every fault of `lexicon/attitudes.yaml`; none for a sound file."""
    try:
        rows = read_rows(folder, ATTITUDES_FILE, "group")
    except LexiconError as error:
        yield error
        return
    yield from _faults(rows)


def _faults(rows: tuple[Row, ...]) -> Iterator[LexiconError]:
    yield from check_rows(rows, _KEYS)
    for row in rows:
        if row.values.get("pos") not in _POS:
            yield row.error("pos must be verb, noun or adjective")
        for key in ("takes", "words"):
            try:
                words = row.words(key)
            except LexiconError as error:
                yield error
                continue
            if not words:
                yield row.error(f"{key} must be given")
            if key == "words" and list(words) != sorted(set(words)):
                yield row.error("words must stand by alphabet, each once")
