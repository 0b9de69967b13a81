"""How `why` works: every field of an event is set by a step, and the steps are kept.

An event is never built by hand. A rule that knows something says so in a `Step`: the field,
its value, the words it rests on, the rule and the line of data. `Draft` collects steps;
`build` folds them, in order, into the event. So a trace *is* the recipe of its event, and
`build(trace.steps)` gives the same event again: a test replays every trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from dragoman.records import Event, Span, Understood


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: `rule` set `field` to `value`, resting on the words at `evidence`.

    `source` names the line of data it leaned on ("lexicon/verbs.yaml: thank"), `reason` is one
    plain sentence, `score` a model's probability where a model spoke. A refused step is kept
    to be shown, and sets nothing.
    """

    field: str
    value: object
    rule: str
    evidence: tuple[Span, ...] = ()
    source: str | None = None
    reason: str = ""
    score: float | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making: the steps so far."""

    steps: tuple[Step, ...] = ()

    def with_steps(self, *steps: Step) -> Draft:
        """A new draft with `steps` after the present ones."""
        return Draft(self.steps + steps)

    def value(self, name: str, default: object = None) -> object:
        """The value the last unrefused step gave to the field `name`."""
        for step in reversed(self.steps):
            if step.field == name and not step.refused:
                return step.value
        return default


@dataclass(frozen=True, slots=True)
class Coded:
    """An understood article with a draft for each place where an event is told, in text order."""

    understood: Understood
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reading that was looked at and not coded: the words, the rule, the reason."""

    rule: str
    reason: str
    evidence: tuple[Span, ...] = ()
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """All steps behind one event, in the order in which they were taken."""

    event_id: str
    steps: tuple[Step, ...]
    refusals: tuple[Refusal, ...] = ()

    def of(self, name: str) -> Iterator[Step]:
        """The steps that spoke about the field `name`, refused ones too."""
        return (step for step in self.steps if step.field == name)


@dataclass(slots=True)
class Journal:
    """What a run over one article writes down besides its records: refusals, per stage."""

    refusals: list[Refusal] = field(default_factory=list)

    def refuse(self, rule: str, reason: str, *evidence: Span, sentence: int | None = None) -> None:
        """Keep a reading that was not coded."""
        self.refusals.append(Refusal(rule, reason, tuple(evidence), sentence))


_EVENT_FIELDS = frozenset(f.name for f in fields(Event))


def build(steps: Iterable[Step]) -> Event:
    """The event its steps describe: the last unrefused step of a field wins.

    Raises `TypeError` when a field without default was never set.
    """
    values: dict[str, object] = {}
    for step in steps:
        if not step.refused and step.field in _EVENT_FIELDS:
            values[step.field] = step.value
    return Event(**values)  # type: ignore[arg-type]
