"""Read again what a model of the corpus doubts: where it hears, of a passage that it was taught,
something else than the coder marked.

    python -m training.reread list FOLDER           doubted passages of the train part, by batch
    python -m training.reread check SAID...         whether a coder's answers can be taken
    python -m training.reread apply SAID...         take them into the corpus

A model that still contradicts a passage after many passes has usually been taught otherwise by the
rest: an event forgotten, a trigger marked at another word than elsewhere, a type that wavers. A
coder with the guide decides each case; the model only says where to look. The parts that measure
(dev, test) are never listed.

A listed passage shows its events by number, what the model hears beside them ("+") and what it does
not hear ("?"). An answer names the passage and the lines to change; what is right needs none:

    = mixed-11-001
    + ASSAULT historical @ fought | a: the two Yemens | d: 1979
    - 2
    3 REQUEST @ demand | a: the union | r: the ministry

adds an event, strikes the second and puts another in the place of the third. Where nothing is left,
a line `none: KIND` says what the passage is.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.parse.article import parse
from dragoman.parse.model import LanguageModel
from dragoman.records import Article, EventType, Part, Proposal, Role, Span
from training.records import corpus_files, records
from training.written import (
    CORPUS,
    ROLES,
    Passage,
    WrongLineError,
    check_passage,
    event_of,
    found_at,
    places_of,
    take_line,
)

HEARD = 0.55
"""Least probability of an event heard where none is marked."""
UNHEARD = 0.2
"""Largest probability of a marked event that counts as not heard."""
A_BATCH = 100
"""Passages in a list."""

Record = dict[str, Any]
_NUMBERED = re.compile(r"^(?P<number>\d+)\s+(?P<line>[A-Z].*)$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where model and coder differ: the words, the type heard (or marked), its probability."""

    words: str
    type: EventType
    probability: float


@dataclass(slots=True)
class Answer:
    """What a coder changes in a passage, with the number of its first line."""

    id: str
    line: int
    contexts: str | None = None
    """A line `x: ...` for a passage that has its first event."""
    added: list[str] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)
    replaced: dict[int, str] = field(default_factory=dict)
    none: str | None = None


def doubts(record: Record, model: LanguageModel) -> tuple[list[Doubt], dict[int, Doubt]]:
    """What the model hears and the coder did not mark; what was marked, by its place among the
    events, and the model does not hear."""
    text = record["text"]
    article = Article(record["id"], text, (Part(Span(0, len(text)), Role.BODY),))
    heard = [
        (sentence.tokens[proposal.word].span, proposal)
        for sentence in parse(article, model).sentences
        for proposal in sentence.proposals or ()
    ]
    marked = [Span(*event["trigger"]) for event in record["events"]]
    beside = [
        Doubt(text[span.start : span.end], best.type, best.probability)
        for span, proposal in heard
        if (best := proposal.types[0]).probability >= HEARD
        and not any(span.meets(trigger) for trigger in marked)
    ]
    missed = {}
    for place, (event, trigger) in enumerate(zip(record["events"], marked, strict=True)):
        here = [proposal for span, proposal in heard if span.meets(trigger)]
        type = EventType(event["type"])
        if _most(here, type) < UNHEARD:
            missed[place] = Doubt(text[trigger.start : trigger.end], type, _most(here, type))
    return beside, missed


def _most(proposals: Sequence[Proposal], type: EventType) -> float:
    return max((proposal.probability(type) for proposal in proposals), default=0.0)


def shown(record: Record, beside: Sequence[Doubt], missed: dict[int, Doubt]) -> str:
    """A passage as the coder sees it."""
    lines = [f"= {record['id']}", record["text"]]
    for place, event in enumerate(record["events"]):
        mark = "?" if place in missed else " "
        lines.append(f"{mark}{place + 1} {line_of(event, record['text'])}")
    lines.extend(f"+ {doubt.type} {doubt.probability:.2f} @ {doubt.words}" for doubt in beside)
    return "\n".join(lines)


def line_of(event: dict[str, Any], text: str) -> str:
    """An event as the line that marks it, as in training/corpus/GUIDE.md."""
    kind = event["type"] + (f"/{event['mode']}" if event["mode"] else "")
    flags = [event["status"]] if event["status"] != "actual" else []
    flags += ["alleged"] if event["alleged"] else []
    flags += [event["stance"]] if event["stance"] else []
    parts = [" ".join([kind, *flags, "@", _words(event["trigger"], text, None)])]
    for letter, role in ROLES.items():
        if event[role]:
            told = (_words(span, text, event["trigger"]) for span in event[role])
            parts.append(f"{letter}: {'; '.join(told)}")
    return " | ".join(parts)


def _words(span: list[int], text: str, near: list[int] | None) -> str:
    """The words of a span, numbered where they would be found at another place."""
    words = text[slice(*span)]
    places = places_of(words, text)
    if span not in places or found_at(places, near) == span:
        return words
    return f"{words}#{places.index(span) + 1}"


def answers(lines: Sequence[str], wrong: list[WrongLineError]) -> Iterator[Answer]:
    """The answers of a file; lines that are none go to `wrong`."""
    current: Answer | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if line.startswith("= "):
            if current is not None:
                yield current
            current = Answer(line[2:].strip(), number)
        elif line and current is None:
            wrong.append(WrongLineError(number, "no passage is named: = ID"))
        elif line and current is not None and not _answered(line, current):
            wrong.append(WrongLineError(number, f"no answer: {line!r}"))
    if current is not None:
        yield current


def _answered(line: str, answer: Answer) -> bool:
    numbered = _NUMBERED.match(line)
    if line.startswith("+ "):
        answer.added.append(line[2:].strip())
    elif re.fullmatch(r"- ?\d+", line):
        answer.struck.add(int(line[1:]) - 1)
    elif line.startswith("none:"):
        answer.none = line
    elif line.startswith("x:"):
        answer.contexts = line
    elif numbered:
        answer.replaced[int(numbered["number"]) - 1] = numbered["line"]
    else:
        return False
    return True


def changed(record: Record, answer: Answer) -> Record:
    """The passage as the coder wants it.

    :raises WrongLineError: where a line cannot be taken or the passage would be wrong
    """
    text, number = record["text"], answer.line
    known = range(len(record["events"]))
    if unknown := [n + 1 for n in (*answer.struck, *answer.replaced) if n not in known]:
        raise WrongLineError(number, f"{record['id']} has no event {unknown[0]}")
    if both := answer.struck & set(answer.replaced):
        raise WrongLineError(number, f"event {min(both) + 1} is struck and replaced")
    events = [
        event_of(answer.replaced[place], number, text) if place in answer.replaced else event
        for place, event in enumerate(record["events"])
        if place not in answer.struck
    ]
    events.extend(event_of(line, number, text) for line in answer.added)
    passage = Passage(number, text, events, none=None if events else record["none"])
    for line in (answer.none, answer.contexts):
        if line:
            take_line(line, number, passage)
    for fault in check_passage(passage):
        raise fault
    contexts = passage.contexts or record["contexts"] if events else []
    return record | {"none": passage.none, "contexts": contexts, "events": events}


def write_lists(folder: Path, corpus: Path, part: tuple[int, int]) -> int:
    """Lists what is doubted of every `part[1]`-th passage from `part[0]` on, a batch a file; how
    many passages are listed."""
    folder.mkdir(parents=True, exist_ok=True)
    model = LanguageModel(threads=1)
    batch: list[str] = []
    count = 0
    for record in records(corpus_files(corpus, "train"))[part[0] :: part[1]]:
        if record["made"] == "lexicon":
            continue
        beside, missed = doubts(record, model)
        if beside or missed:
            batch.append(shown(record, beside, missed))
        if len(batch) == A_BATCH:
            _write(folder, part[0], count // A_BATCH, batch)
            count, batch = count + len(batch), []
    if batch:
        _write(folder, part[0], count // A_BATCH, batch)
    return count + len(batch)


def _write(folder: Path, part: int, number: int, batch: Sequence[str]) -> None:
    path = folder / f"{part}-{number:03}.list"
    path.write_text("\n\n".join(batch) + "\n", encoding="utf-8")


def take(files: Sequence[Path], corpus: Path, write: bool) -> tuple[int, int]:
    """Takes answers into the train part, if they are to be written; how many passages change and
    how many answers are wrong, which are told and left out."""
    told: dict[str, tuple[Path, Answer]] = {}
    faults: list[tuple[Path, WrongLineError]] = []
    for file in files:
        wrong: list[WrongLineError] = []
        lines = file.read_text(encoding="utf-8").splitlines()
        for answer in answers(lines, wrong):
            if answer.id in told:
                wrong.append(WrongLineError(answer.line, f"answered twice: {answer.id}"))
            else:
                told[answer.id] = (file, answer)
        faults.extend((file, fault) for fault in wrong)
    asked, taken = set(told), 0
    for path in corpus_files(corpus, "train"):
        held = records([path])
        if asked.isdisjoint(record["id"] for record in held):
            continue
        before = taken
        for place, record in enumerate(held):
            if record["id"] not in told:
                continue
            file, answer = told.pop(record["id"])
            try:
                held[place] = changed(record, answer)
                taken += 1
            except WrongLineError as fault:
                faults.append((file, fault))
        if write and taken > before:
            text = "\n".join(json.dumps(record, ensure_ascii=False) for record in held) + "\n"
            path.write_text(text, encoding="utf-8")
    faults.extend((f, WrongLineError(a.line, f"no such passage: {a.id}")) for f, a in told.values())
    for file, told_of in sorted(faults, key=lambda f: (f[0], f[1].line)):
        print(f"{file}:{told_of.line}: {told_of.reason}", file=sys.stderr)
    return taken, len(faults)


def main(arguments: list[str] | None = None) -> int:
    """List, check or apply; 1 where an answer is wrong."""
    parser = argparse.ArgumentParser(prog="python -m training.reread", description=__doc__)
    parser.add_argument("task", choices=("list", "check", "apply"))
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--part", type=int, nargs=2, default=(0, 1), metavar=("FROM", "STEP"))
    options = parser.parse_args(arguments)
    if options.task == "list":
        count = write_lists(options.paths[0], options.corpus, tuple(options.part))
        print(f"{count} passages")
        return 0
    taken, wrong = take(options.paths, options.corpus, options.task == "apply")
    print(f"{taken} passages, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
