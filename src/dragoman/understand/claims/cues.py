"""The words of saying, read from `lexicon/reporting.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from dragoman.errors import LexiconError
from dragoman.records import Stance
from dragoman.understand.inflect import forms_of
from dragoman.understand.rows import Row, check_rows, read_rows

REPORTING_FILE = "lexicon/reporting.yaml"
_KEYS = frozenset({"lemma", "pos", "particle", "stance", "takes", "needs", "example", "source"})


@dataclass(frozen=True, slots=True)
class ReportingCue:
    """One row: a word of saying, its stance, and its line."""

    lemma: str
    pos: str
    particle: str | None
    stance: Stance
    takes: frozenset[str]
    needs_quote: bool
    where: str


@dataclass(frozen=True, slots=True)
class ReportingCues:
    """All rows by (lemma, part of speech) and by (written form, part of speech)."""

    by_word: Mapping[tuple[str, str], tuple[ReportingCue, ...]]
    by_form: Mapping[tuple[str, str], tuple[ReportingCue, ...]]

    def of(self, lemma: str, form: str, pos: str) -> tuple[ReportingCue, ...]:
        """The rows of a lemma, or, where the parser's lemma is none of ours, of its form."""
        return self.by_word.get((lemma, pos)) or self.by_form.get((form, pos), ())


def read_reporting_cues(folder: Traversable) -> ReportingCues:
    """The cues of `lexicon/reporting.yaml` under `folder`; `LexiconError` at a wrong line."""
    rows = read_rows(folder, REPORTING_FILE, "lemma")
    for fault in _faults(rows):
        raise fault
    by_word: dict[tuple[str, str], tuple[ReportingCue, ...]] = {}
    for cue in map(_cue, rows):
        key = (cue.lemma, cue.pos)
        by_word[key] = (*by_word.get(key, ()), cue)
    by_form = {
        (form, pos): cues for (lemma, pos), cues in by_word.items() for form in forms_of(lemma)
    }
    return ReportingCues(by_word, by_form)


def check_reporting(folder: Traversable) -> Iterator[LexiconError]:
    """Every fault of `lexicon/reporting.yaml`; none for a sound file."""
    try:
        rows = read_rows(folder, REPORTING_FILE, "lemma")
    except LexiconError as error:
        yield error
        return
    yield from _faults(rows)


def _faults(rows: tuple[Row, ...]) -> Iterator[LexiconError]:
    yield from check_rows(rows, _KEYS)
    seen: set[tuple[str, object, object]] = set()
    for row in rows:
        if row.values.get("pos") not in ("verb", "noun"):
            yield row.error("pos must be verb or noun")
        if row.values.get("stance") not in {stance.value for stance in Stance}:
            yield row.error("stance must be one of " + ", ".join(s.value for s in Stance))
        if row.values.get("needs") not in (None, "quote"):
            yield row.error("needs can only be quote")
        key = (row.name, row.values.get("pos"), row.values.get("needs"))
        if key in seen:
            yield row.error("given twice")
        seen.add(key)


def _cue(row: Row) -> ReportingCue:
    particle = row.values.get("particle")
    return ReportingCue(
        lemma=row.name,
        pos=row.text("pos"),
        particle=None if particle is None else row.text("particle"),
        stance=Stance(row.text("stance")),
        takes=frozenset(row.words("takes")),
        needs_quote=row.values.get("needs") == "quote",
        where=row.where,
    )
