"""Places against coordinates of gold: ``python -m measure.places --data DATA``.

DATA holds geo/geowebnews.jsonl.gz, geo/lgl.jsonl.gz and geo/geovirus.jsonl.gz (see docs/places.md
for where they come from). Of each set:

    end to end   share of gold places that are found and put within 161 km of the gold point
    found        share that any place of ours meets
    spans given  share put within 161 km when the names are handed over; a name without candidate
                 is a miss

Gold places are the literal ones; where a set does not tell the kind (LGL, GeoVirus), all of them.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.parse import parse
from dragoman.pipeline import load_resources
from dragoman.read.pairs import plain_article
from dragoman.records import Parsed, Place, kilometres
from dragoman.trace import Journal
from dragoman.understand import understand
from dragoman.understand.places import Atlas, load_atlas
from dragoman.understand.places.choose import Name, decided
from dragoman.understand.places.gazetteer import Candidate
from dragoman.understand.places.spot import Spot, followed

SETS = ("geowebnews", "lgl", "geovirus")
NEAR = 161.0
"""Kilometres: a hundred miles, as the field counts."""

Gold = dict[str, Any]


def documents(data: Path, name: str) -> Iterator[Gold]:
    """The articles of a set with their `toponyms`."""
    with gzip.open(data / f"geo/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def literal(document: Gold) -> list[Gold]:
    """The gold places that have a point and are meant as places."""
    kinds = ("literal", None)
    return [t for t in document["toponyms"] if t["lat"] is not None and t["kind"] in kinds]


def is_near(place: Place | Candidate, gold: Gold) -> bool:
    """Whether a place lies within 161 km of the gold point."""
    return kilometres(place.lat, place.lon, gold["lat"], gold["lon"]) <= NEAR


def end_to_end(places: tuple[Place, ...], golds: list[Gold]) -> Counter[str]:
    """How many gold places are met, and rightly put."""
    told: Counter[str] = Counter(gold=len(golds))
    for gold in golds:
        met = [p for p in places if p.span.start < gold["end"] and gold["start"] < p.span.end]
        told["found"] += bool(met)
        told["right"] += bool(met) and is_near(met[0], gold)
    return told


def spans_given(parsed: Parsed, golds: list[Gold], atlas: Atlas) -> Counter[str]:
    """How many are put rightly when their words are handed over."""
    told: Counter[str] = Counter()
    spots: list[tuple[Gold, Spot]] = []
    for gold in golds:
        words = [
            (sentence, token.index)
            for sentence in parsed.sentences
            for token in sentence.tokens
            if token.span.start < gold["end"] and gold["start"] < token.span.end
        ]
        name = atlas.demonyms.get(gold["text"], gold["text"])
        candidates = atlas.gazetteer.named(name) or atlas.gazetteer.partly(name)
        if gold["text"] in atlas.demonyms:
            candidates = candidates[:1]  # "Russian" is of Russia, and of no village of that name
        if words and candidates:
            (sentence, first), (_, last) = words[0], words[-1]
            spots.append((gold, Spot(sentence, first, max(first, last), candidates)))
    with_outer = followed(
        sorted((s for _, s in spots), key=lambda s: s.sentence.tokens[s.first].span)
    )
    outer = {(s.sentence.index, s.first): s.followed for s in with_outer}
    names = [Name(s.text, s.candidates, 1, outer[s.sentence.index, s.first]) for _, s in spots]
    for (gold, _), place in zip(spots, decided(names), strict=True):
        told["given"] += place is not None and is_near(place, gold)
    return told


def measured(data: Path, name: str) -> dict[str, float]:
    """The three shares of a set, in percent, with the number of gold places."""
    known, atlas = load_resources(), load_atlas()
    told: Counter[str] = Counter()
    for document in documents(data, name):
        parsed = parse(plain_article(document["id"], document["text"]), known.model)
        understood = understand(parsed, known.knowledge, known.cues, Journal())
        golds = literal(document)
        told += end_to_end(understood.places, golds)
        told += spans_given(parsed, golds, atlas)
    count = told["gold"]
    return {
        "gold": count,
        "end to end": round(100 * told["right"] / count, 1),
        "found": round(100 * told["found"] / count, 1),
        "spans given": round(100 * told["given"] / count, 1),
    }


def main() -> None:
    """Measure the named sets, all of them by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("sets", nargs="*", default=SETS)
    options = parser.parse_args()
    for name in options.sets:
        print(name, measured(options.data, name), flush=True)


if __name__ == "__main__":
    main()
