"""The written corpus: marked passages to records, and the checks on every line.

The form of a marked passage stands in training/corpus/GUIDE.md; a record is one line of
training/corpus/*.jsonl (see README.md there).

    python -m training.written check FILE...          say what is wrong, file:line: reason
    python -m training.written add FILE...            write the records of each file, by part
    python -m training.written recheck                check every record of the corpus again
    python -m training.written counts                 how many passages and events of each kind
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.coding.ontology import load_ontology
from dragoman.records import EventType, Stance, Status

ROLES = {
    "a": "actor",
    "r": "recipient",
    "p": "place",
    "d": "date",
    "s": "speaker",
    "c": "carrier",
}
KINDS = frozenset(
    """sport business weather science court metaphor saying culture accident description
    statistics history daily""".split()
)
MOST_WORDS = 140
CORPUS = Path(__file__).parent / "corpus"
PARTS = {"5": "test", "3": "dev"}
"""Part of a batch by the last figure of its number, fixed before any was written: whole batches are
held out, not passages of a batch."""
NEEDS_RECIPIENT = frozenset((EventType.COOPERATE, EventType.AID, EventType.SANCTION))
_EVENT = re.compile(r"^(?P<type>[A-Z]+)(?:/(?P<mode>[a-z-]+))?(?P<flags>[^@]*)@(?P<rest>.*)$")
_NUMBERED = re.compile(r"^(?P<words>.*?)#(?P<number>[1-9])$")

Span = list[int]


class WrongLineError(Exception):
    """A line of a marked file that cannot be taken, with its number."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(slots=True)
class Passage:
    """One passage with its events as plain records."""

    line: int
    text: str
    events: list[dict[str, Any]] = field(default_factory=list)
    contexts: list[str] = field(default_factory=list)
    none: str | None = None
    source: str | None = None
    """The document a passage of real text was taken from: "wikinews:wn017"."""


def passages(lines: list[str], wrong: list[WrongLineError]) -> Iterator[Passage]:
    """The passages of a marked file; what cannot be taken goes to `wrong`."""
    current: Passage | None = None
    for number, raw in enumerate([*lines, ""], 1):
        line = raw.strip()
        if line.startswith("%"):
            continue
        if not line:
            if current is not None:
                yield current
            current = None
        elif current is None:
            current = Passage(number, line)
        else:
            try:
                take_line(line, number, current)
            except WrongLineError as error:
                wrong.append(error)


def take_line(line: str, number: int, passage: Passage) -> None:
    """Take what a line below a text says into its passage.

    :raises WrongLineError: where it says nothing that can be taken
    """
    if line.startswith("x:"):
        known = load_ontology().contexts
        passage.contexts = [c.strip() for c in line[2:].split(",") if c.strip()]
        for context in passage.contexts:
            if context not in known:
                raise WrongLineError(number, f"no such context: {context}")
    elif line.startswith("from:"):
        passage.source = line.removeprefix("from:").strip()
    elif line.startswith("none"):
        kind = line.partition(":")[2].strip().split(" ")[0]
        if kind not in KINDS:
            raise WrongLineError(number, f"no such kind of negative: {kind!r}")
        passage.none = kind
    else:
        passage.events.append(event_of(line, number, passage.text))


def event_of(line: str, number: int, text: str) -> dict[str, Any]:
    """The event that a line marks in a text, as a plain record.

    :raises WrongLineError: where it is no line of an event, or names words the text has not
    """
    match = _EVENT.match(line)
    if match is None:
        raise WrongLineError(number, "not an event line: TYPE/mode flags @ trigger | a: ...")
    event: dict[str, Any] = dict(_kind(match["type"], match["mode"], number))
    event.update(_flags(match["flags"].split(), number))
    trigger, *roles = (piece.strip() for piece in match["rest"].split("|"))
    event["trigger"] = _find(trigger, text, None, number)
    event.update({role: [] for role in ROLES.values()})
    for piece in roles:
        key, colon, words = piece.partition(":")
        if not colon or key.strip() not in ROLES:
            raise WrongLineError(number, f"no such role: {piece!r}")
        for words_of_one in words.split(";"):
            if words_of_one.strip():
                span = _find(words_of_one.strip(), text, event["trigger"], number)
                event[ROLES[key.strip()]].append(span)
    _check_roles(event, number)
    return event


def _kind(name: str, mode: str | None, number: int) -> Iterator[tuple[str, Any]]:
    if name not in EventType.__members__:
        raise WrongLineError(number, f"no such type: {name}")
    if (EventType(name), mode) not in load_ontology().kinds:
        raise WrongLineError(number, f"{name} has no mode {mode}")
    yield "type", name
    yield "mode", mode


def _flags(words: list[str], number: int) -> dict[str, Any]:
    status, alleged, stance = Status.ACTUAL.value, False, None
    for word in words:
        if word in {s.value for s in Status}:
            status = word
        elif word == "alleged":
            alleged = True
        elif word in {s.value for s in Stance}:
            stance = word
        else:
            raise WrongLineError(number, f"neither status nor alleged nor stance: {word}")
    return {"status": status, "alleged": alleged, "stance": stance}


def _find(words: str, text: str, near: Span | None, number: int) -> Span:
    """The place of the words in the text: the numbered one, the nearest, or the first."""
    numbered = _NUMBERED.match(words)
    wanted = numbered["words"] if numbered else words
    found = places_of(wanted, text)
    if not found:
        raise WrongLineError(number, f"not in the text: {wanted!r}")
    if numbered:
        place = int(numbered["number"]) - 1
        if place >= len(found):
            raise WrongLineError(number, f"not so often in the text: {words!r}")
        return found[place]
    return found_at(found, near)


def places_of(words: str, text: str) -> list[Span]:
    """Where the words stand in a text as whole words."""
    return [[m.start(), m.end()] for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def found_at(places: list[Span], near: Span | None) -> Span:
    """Which of several places is meant without a number: the nearest, else the first."""
    if near is None:
        return places[0]
    return min(places, key=lambda s: (max(near[0] - s[1], s[0] - near[1]), s))


def _check_roles(event: dict[str, Any], number: int) -> None:
    trigger = event["trigger"]
    for role in ROLES.values():
        for span in event[role]:
            if span[0] <= trigger[0] and trigger[1] <= span[1]:
                raise WrongLineError(number, f"the {role} holds the trigger")
    if event["speaker"] or event["carrier"]:
        event["stance"] = event["stance"] or Stance.ASSERTS.value
    elif event["stance"] is not None:
        raise WrongLineError(number, "a stance without a speaker")
    needs = EventType(event["type"]) in NEEDS_RECIPIENT
    if needs and not event["recipient"] and len(event["actor"]) < 2:
        raise WrongLineError(number, f"{event['type']} needs a recipient, or all parties as actors")
    if {tuple(s) for s in event["actor"]} & {tuple(s) for s in event["recipient"]}:
        raise WrongLineError(number, "actor and recipient are the same words")


def check_passage(passage: Passage) -> Iterator[WrongLineError]:
    """What is wrong with a passage as a whole."""
    if not passage.events and passage.none is None:
        yield WrongLineError(passage.line, "neither events nor `none: KIND`")
    if passage.events and passage.none is not None:
        yield WrongLineError(passage.line, "events, and `none` too")
    if len(passage.text.split()) > MOST_WORDS:
        yield WrongLineError(passage.line, f"more than {MOST_WORDS} words")
    if len(passage.text.split()) < 3:
        yield WrongLineError(passage.line, "fewer than three words")
    told = [(tuple(e["trigger"]), e["type"]) for e in passage.events]
    if len(told) != len(set(told)):
        yield WrongLineError(passage.line, "two events of one type on one trigger: word#2")


def header(lines: list[str]) -> dict[str, str]:
    """What the lines of `%` say of all passages of a file."""
    said = {}
    for line in lines:
        if line.startswith("%"):
            key, _, value = line[1:].partition(":")
            said[key.strip()] = value.strip()
    return said


def read_marked(path: Path) -> tuple[list[dict[str, Any]], list[WrongLineError]]:
    """The records of a marked file, and what is wrong in it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    about = header(lines)
    wrong: list[WrongLineError] = []
    records = []
    seen: set[str] = set()
    for passage in passages(lines, wrong):
        faults = list(check_passage(passage))
        if passage.text in seen:
            faults.append(WrongLineError(passage.line, "the same text twice"))
        seen.add(passage.text)
        wrong.extend(faults)
        if not faults:
            records.append(_record(passage, about, f"{path.stem}-{len(records) + 1:03}"))
    return records, sorted(wrong, key=lambda w: w.line)


def _record(passage: Passage, about: dict[str, str], name: str) -> dict[str, Any]:
    record = {
        "id": name,
        "text": passage.text,
        "style": about.get("style", "agency"),
        "region": about.get("region"),
        "period": about.get("period"),
        "made": about.get("made", "written"),
        "none": passage.none,
        "contexts": passage.contexts,
        "events": passage.events,
    }
    return record if passage.source is None else record | {"source": passage.source}


def part_of(name: str) -> str:
    """The part that a batch belongs to.

    >>> part_of("cooperation-15"), part_of("mixed-08")
    ('test', 'train')
    """
    return PARTS.get(name[-1], "train")


def recheck(corpus: Path) -> Iterator[str]:
    """What is wrong with the stored records: spans outside the text, unknown kinds, two passages
    with one id or one text."""
    ids: dict[str, str] = {}
    texts: dict[str, str] = {}
    for path in sorted(corpus.glob("*/*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            record = json.loads(line)
            where = f"{path.parent.name}/{path.name}:{number}"
            for reason in _faults(record):
                yield f"{where}: {reason}"
            for seen, key in ((ids, "id"), (texts, "text")):
                if record[key] in seen:
                    yield f"{where}: the same {key} as {seen[record[key]]}"
                seen[record[key]] = where


def _faults(record: dict[str, Any]) -> Iterator[str]:
    text = record["text"]
    kinds = load_ontology().kinds
    if not record["events"] and record["none"] not in KINDS:
        yield "neither events nor a kind of negative"
    for event in record["events"]:
        if (EventType(event["type"]), event["mode"]) not in kinds:
            yield f"no such kind: {event['type']}/{event['mode']}"
        for role in ("trigger", *ROLES.values()):
            spans = [event[role]] if role == "trigger" else event[role]
            for start, end in spans:
                whole = 0 <= start < end <= len(text)
                if not whole or text[start:end] != text[start:end].strip():
                    yield f"{role} [{start}, {end}] is no phrase of the text"


def counts(corpus: Path) -> str:
    """Passages and events by part, by maker and by kind, as the data card gives them."""
    parts: Counter[str] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    states: Counter[str] = Counter()
    negatives: Counter[str] = Counter()
    for path in sorted(corpus.glob("*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            parts[f"{path.parent.name}, {record['made']}"] += 1
            if record["none"]:
                negatives[record["none"]] += 1
            for event in record["events"]:
                kinds[event["type"], event["mode"] or ""] += 1
                states[event["status"]] += 1
                states["alleged"] += event["alleged"]
    lines = [f"{name}: {count} passages" for name, count in sorted(parts.items())]
    lines.append(f"negatives: {sum(negatives.values())}: {dict(negatives.most_common())}")
    lines.append(f"status: {dict(states.most_common())}")
    for type in EventType:
        modes = {m or "-": n for (t, m), n in sorted(kinds.items()) if t == type.value}
        lines.append(f"{type.value} {sum(modes.values())}: {modes}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Check marked files, or write their records; 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m training.written", description=__doc__)
    parser.add_argument("task", choices=("check", "add", "recheck", "counts"))
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args(arguments)
    if options.task == "counts":
        print(counts(options.corpus))
        return 0
    if options.task == "recheck":
        faults = list(recheck(options.corpus))
        print("\n".join([*faults, f"{len(faults)} wrong"]))
        return 1 if faults else 0
    return 1 if sum(_take_file(path, options) for path in options.files) else 0


def _take_file(path: Path, options: argparse.Namespace) -> int:
    """Check a marked file, and add its records if that is asked for; how many lines are wrong."""
    records, wrong = read_marked(path)
    for fault in wrong:
        print(f"{path}:{fault.line}: {fault.reason}", file=sys.stderr)
    if options.task == "add" and not wrong:
        lines = (json.dumps(record, ensure_ascii=False) for record in records)
        target = options.corpus / part_of(path.stem) / f"{path.stem}.jsonl"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    events = sum(len(r["events"]) for r in records)
    print(f"{path.name}: {len(records)} passages, {events} events, {len(wrong)} wrong")
    return len(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
