"""The examples of the event lexicon as passages of the corpus.

Every entry of the lexicon carries a sentence that shows it, with its type and mode: two thousand
short lessons by the same hand. The parties are the phrases that fill the entry's slots; a sentence
in which the entry does not read a word, or whose act is not told as done, is left out.

    python -m training.examples --to training/corpus/train/lexicon.jsonl
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.coding.lexicon import Entry, Lexicon
from dragoman.coding.parties import Cast
from dragoman.coding.reading import Reading, readings
from dragoman.coding.rules.linked import noun_phrase
from dragoman.coding.slots import fill
from dragoman.coding.tree import Tree
from dragoman.parse import parse
from dragoman.pipeline import Resources, load_resources
from dragoman.read.pairs import plain_article
from dragoman.records import Predicate, Status
from dragoman.trace import Journal
from dragoman.understand import understand

SURE = 0.6
"""Least strength of an entry that teaches: a weaker one mostly means something else."""


def examples(lexicon: Lexicon) -> dict[str, Entry]:
    """Each example once, with the first entry that it shows."""
    found: dict[str, Entry] = {}
    for _, entries in sorted(lexicon.by_word.items()):
        for entry in entries:
            if entry.strength >= SURE and entry.example:
                found.setdefault(entry.example, entry)
    return found


def records(known: Resources) -> Iterator[dict[str, Any]]:
    """The examples whose entry reads a word of them."""
    for number, (text, entry) in enumerate(sorted(examples(known.lexicon).items()), 1):
        events = list(_events(text, entry, known))
        if events:
            yield {
                "id": f"lexicon-{number:04}",
                "text": text,
                "style": "example",
                "region": None,
                "period": None,
                "made": "lexicon",
                "none": None,
                "contexts": None,
                "events": events,
            }


def _events(text: str, entry: Entry, known: Resources) -> Iterator[dict[str, Any]]:
    """The entry's event; none where the sentence tells of others too, which nobody has coded."""
    parsed = parse(plain_article("example", text), known.model)
    told = understand(parsed, known.knowledge, known.cues, Journal())
    status = {(p.sentence, p.token): p for p in told.predicates}
    for sentence in parsed.sentences:
        actors = [m for m in told.actors if m.sentence == sentence.index]
        tree = Tree.of(sentence, known.lexicon.lemma)
        found = readings(Cast.of(tree, actors), known.lexicon)
        others = {r.entry.type for r in found.values() if r.entry.strength >= SURE}
        for word, reading in found.items():
            same = reading.entry.type is entry.type and reading.entry.mode == entry.mode
            if same and others <= {entry.type}:
                yield _event(reading, status.get((sentence.index, word)))
                return


def _event(reading: Reading, predicate: Predicate | None) -> dict[str, Any]:
    entry = reading.entry
    actor = _phrases(reading, entry.actor)
    recipient = [p for p in _phrases(reading, entry.recipient) if p not in actor]
    if entry.reciprocal:
        actor, recipient = [*actor, *recipient], []
    place = [p for p in _phrases(reading, ("in", "at", "near")) if p not in (*actor, *recipient)]
    return {
        "type": entry.type.value,
        "mode": entry.mode,
        "status": (predicate.status if predicate else Status.ACTUAL).value,
        "alleged": False,
        "stance": None,
        "trigger": phrase(reading.tree, [reading.word]),
        "actor": actor,
        "recipient": recipient,
        "place": place,
        "date": [],
        "speaker": [],
        "carrier": [],
    }


def _phrases(reading: Reading, slots: tuple[str, ...]) -> list[list[int]]:
    """The phrases in the first slot that is filled by nouns or pronouns."""
    for slot in slots:
        heads = [
            word
            for word in fill(reading.place, slot)
            if reading.tree.token(word).upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
        ]
        if heads:
            return [phrase(reading.tree, noun_phrase(word, reading.tree)) for word in heads]
    return []


def phrase(tree: Tree, words: list[int]) -> list[int]:
    """[start, end] of words that stand together."""
    return [tree.token(words[0]).span.start, tree.token(words[-1]).span.end]


def main() -> None:
    """Write the records."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    lines = [json.dumps(r, ensure_ascii=False) for r in records(load_resources(threads=1))]
    options.to.parent.mkdir(parents=True, exist_ok=True)
    options.to.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} examples")


if __name__ == "__main__":
    main()
