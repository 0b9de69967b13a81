"""The words that decide whether something happened, read from `lexicon/status.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources.abc import Traversable

from dragoman.errors import LexiconError
from dragoman.records import Certainty
from dragoman.understand.inflect import forms_of
from dragoman.understand.rows import Row, check_rows, read_rows

STATUS_FILE = "lexicon/status.yaml"


class Effect(StrEnum):
    """What a cue does to the happening in its scope."""

    ACTUAL = "actual"
    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"
    ALLEGED = "alleged"


PARTS_OF_SPEECH = frozenset("verb noun adjective adverb auxiliary conjunction".split())
SCOPES = frozenset(
    "clause to that ing object subject claim verb noun to-noun about against at by for from in"
    " into of on over with".split()
)
_KEYS = frozenset(
    "lemma pos particle scope effect negated past form certainty example source".split()
)

# What a word's effect becomes when the word itself is negated, where its row does not say:
# "no plan to attack", "did not refuse to talk", "did not begin to attack".
_WHEN_NEGATED = {
    Effect.ACTUAL: Effect.NEGATED,
    Effect.NEGATED: Effect.HYPOTHETICAL,
    Effect.FUTURE: Effect.NEGATED,
    Effect.HYPOTHETICAL: Effect.HYPOTHETICAL,
    Effect.HISTORICAL: Effect.NEGATED,
    Effect.ALLEGED: Effect.HYPOTHETICAL,
}
_USUAL_CERTAINTY = {
    Effect.HYPOTHETICAL: Certainty.POSSIBLE,
    Effect.ALLEGED: Certainty.POSSIBLE,
}


@dataclass(frozen=True, slots=True)
class StatusCue:
    """One row: a word, its scope, its effect, and its line."""

    lemma: str
    pos: str
    particle: str | None
    scope: frozenset[str]
    effect: Effect
    negated: Effect
    past: Effect | None
    passive: bool
    certainty: Certainty
    where: str


@dataclass(frozen=True, slots=True)
class StatusCues:
    """All rows by (lemma, part of speech), those with a particle or form first."""

    by_word: Mapping[tuple[str, str], tuple[StatusCue, ...]]

    by_form: Mapping[tuple[str, str], tuple[StatusCue, ...]]

    def of(self, lemma: str, pos: str) -> tuple[StatusCue, ...]:
        """The rows of a word; empty for a word that decides nothing."""
        return self.by_word.get((lemma, pos), ())

    def of_form(self, lemma: str, form: str, pos: str) -> tuple[StatusCue, ...]:
        """The rows of a lemma, or, where the parser's lemma is none of ours, of its form."""
        return self.by_word.get((lemma, pos)) or self.by_form.get((form, pos), ())


def read_status_cues(folder: Traversable) -> StatusCues:
    """The cues of `lexicon/status.yaml` under `folder`; `LexiconError` at a wrong line."""
    rows = read_rows(folder, STATUS_FILE, "lemma")
    for fault in _faults(rows):
        raise fault
    groups: dict[tuple[str, str], list[StatusCue]] = {}
    for row in rows:
        cue = _cue(row)
        groups.setdefault((cue.lemma, cue.pos), []).append(cue)
    by_word = {word: tuple(sorted(cues, key=_breadth)) for word, cues in groups.items()}
    by_form = {
        (form, pos): cues
        for (lemma, pos), cues in by_word.items()
        if pos in ("verb", "noun")
        for form in forms_of(lemma)
    }
    return StatusCues(by_word, by_form)


def check_status(folder: Traversable) -> Iterator[LexiconError]:
    """Every fault of `lexicon/status.yaml`; none for a sound file."""
    try:
        rows = read_rows(folder, STATUS_FILE, "lemma")
    except LexiconError as error:
        yield error
        return
    yield from _faults(rows)


def _faults(rows: tuple[Row, ...]) -> Iterator[LexiconError]:
    yield from check_rows(rows, _KEYS)
    for row in rows:
        yield from _wrong_values(row)
        particle = row.values.get("particle")
        if particle is not None and not (isinstance(particle, str) and particle.isalpha()):
            yield row.error("particle must be one word")
        scope = row.values.get("scope")
        if not isinstance(scope, list) or not scope or not set(map(str, scope)) <= SCOPES:
            yield row.error(f"scope must be a list out of {', '.join(sorted(SCOPES))}")


def _wrong_values(row: Row) -> Iterator[LexiconError]:
    effects = {effect.value for effect in Effect}
    closed = {
        "pos": (PARTS_OF_SPEECH, True),
        "effect": (effects, True),
        "negated": (effects, False),
        "past": (effects, False),
        "form": ({"passive"}, False),
        "certainty": ({certainty.value for certainty in Certainty}, False),
    }
    for key, (allowed, needed) in closed.items():
        value = row.values.get(key)
        if (value is None and needed) or (value is not None and value not in allowed):
            yield row.error(f"{key} must be one of {', '.join(sorted(allowed))}")


def _cue(row: Row) -> StatusCue:
    effect = Effect(row.text("effect"))
    past = row.values.get("past")
    particle = row.values.get("particle")
    certainty = row.values.get("certainty")
    negated = row.values.get("negated")
    return StatusCue(
        lemma=row.name,
        pos=row.text("pos"),
        particle=None if particle is None else row.text("particle"),
        scope=frozenset(row.words("scope")),
        effect=effect,
        negated=_WHEN_NEGATED[effect] if negated is None else Effect(str(negated)),
        past=None if past is None else Effect(str(past)),
        passive=row.values.get("form") == "passive",
        certainty=Certainty(str(certainty)) if certainty else _usual_certainty(effect, row),
        where=row.where,
    )


def _usual_certainty(effect: Effect, row: Row) -> Certainty:
    """What is only said or thought possible is; what is wanted, enabled or meant is not doubted."""
    scope = set(row.words("scope"))
    if effect is Effect.ALLEGED and row.text("pos") in ("verb", "noun"):
        return Certainty.CERTAIN  # as who claims it has it; that it is claimed is told apart
    meant = effect is Effect.HYPOTHETICAL and row.text("pos") in ("verb", "adjective", "noun")
    if meant and scope & {"to", "ing"} and "that" not in scope:
        return Certainty.CERTAIN
    return _USUAL_CERTAINTY.get(effect, Certainty.CERTAIN)


def _breadth(cue: StatusCue) -> tuple[bool, bool]:
    return (cue.particle is None, not cue.passive)
