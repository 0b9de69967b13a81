"""Pronouns and short names against the entities of GUM: ``python -m measure.links --data DATA``.

DATA holds parse/gum_test.conllu.gz (and gum_dev). Of the third-person pronouns and the shortened
names of persons, organisations and places that have an earlier, fuller mention:

    linked   share that get an actor here; a place's name also: a place on the map
    right    share whose actor, or place, is, by an earlier mention of ours, the same GUM entity
    right of linked
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.parse import parse
from dragoman.pipeline import load_resources
from dragoman.records import Article, Part, Role, Span, Understood
from dragoman.trace import Journal
from dragoman.understand import understand

PRONOUNS = frozenset("he him his himself she her hers herself they them their theirs".split())
KINDS = frozenset(("person", "organization", "place"))
_OPENING = re.compile(r"\((\d+)-([a-z]+)-[^()]*")
_CLOSING = re.compile(r"(\d+)?\)")


@dataclass(slots=True)
class Mention:
    """A gold mention: its entity, its kind, its span and its words."""

    entity: str
    kind: str
    start: int
    end: int = 0
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A text with its gold mentions in the order of their ends."""

    name: str
    text: str = ""
    parts: list[Part] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def documents(path: Path) -> Iterator[Document]:
    """The documents of a CoNLL-U file with GUM's `Entity` in MISC."""
    document: Document | None = None
    begun = 0
    held: list[Mention] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if document is not None:
                    yield _ended(document, begun)
                document, begun, held = Document(line.split("=")[1].strip()), 0, []
            elif line.startswith("# newpar") and document is not None and document.text:
                if line.strip() == "# newpar":
                    document.text = document.text.rstrip() + "\n\n"
                    document.parts.append(Part(Span(begun, len(document.text)), Role.BODY))
                    begun = len(document.text)
            elif document is not None and line[:1].isdigit():
                cells = line.rstrip("\n").split("\t")
                if cells[0].isdigit():
                    _add(document, held, cells[1], cells[9])
    if document is not None:
        yield _ended(document, begun)


def _ended(document: Document, begun: int) -> Document:
    if begun < len(document.text):
        document.parts.append(Part(Span(begun, len(document.text)), Role.BODY))
    return document


def _add(document: Document, held: list[Mention], word: str, misc: str) -> None:
    start = len(document.text)
    document.text += word
    end = len(document.text)
    told = next((v[7:] for v in misc.split("|") if v.startswith("Entity=")), "")
    for entity, kind in _OPENING.findall(told):
        held.append(Mention(entity, kind, start))
    for mention in held:
        mention.words.append(word)
    for piece in re.findall(r"\(\d+-[^()]*\)|\d+\)|\)", told):
        entity = _entity_of(piece)
        last = next((m for m in reversed(held) if entity is None or m.entity == entity), None)
        if last is not None:
            last.end = end
            held.remove(last)
            document.mentions.append(last)
    if "SpaceAfter=No" not in misc:
        document.text += " "


def _entity_of(piece: str) -> str | None:
    found = re.match(r"\(?(\d+)", piece)
    return found[1] if found else None


def wanted(document: Document) -> Iterator[tuple[Mention, list[Mention]]]:
    """The pronouns and short names, each with the earlier mentions of its entity."""
    before: dict[str, list[Mention]] = {}
    for mention in sorted(document.mentions, key=lambda m: (m.start, -m.end)):
        earlier = before.setdefault(mention.entity, [])
        fuller = [m for m in earlier if m.words[0].lower() not in PRONOUNS]
        if mention.kind in KINDS and fuller and _is_short(mention, fuller):
            yield mention, list(fuller)
        earlier.append(mention)


def _is_short(mention: Mention, fuller: list[Mention]) -> bool:
    if len(mention.words) > 1:
        return False
    word = mention.words[0]
    if word.lower() in PRONOUNS:
        return True
    named = any(len(m.words) > 1 and word in m.words for m in fuller)
    return word[:1].isupper() and named


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the text that stands for somebody or for a spot on the map."""

    span: Span
    identity: object
    place: bool = False


def references(told: Understood) -> list[Reference]:
    """The actors at their head words, and the places of the map."""
    actors = [
        Reference(
            told.parsed.sentences[mention.sentence].tokens[mention.token].span,
            mention.actor.entity_id or mention.actor.name.lower(),
        )
        for mention in told.actors
    ]
    places = [
        Reference(place.span, place.geonames_id or place.name.lower(), place=True)
        for place in told.places
        if place.name
    ]
    return [*actors, *places]


def linked(
    mention: Mention, earlier: list[Mention], told: Sequence[Reference]
) -> tuple[bool, bool]:
    """Whether the mention stands for an actor (a place's name also: for a place), and for the right
    one."""
    named = mention.kind == "place" and mention.words[0].lower() not in PRONOUNS
    known = [reference for reference in told if named or not reference.place]
    mine = {r.identity for r in known if r.span.start < mention.end and mention.start < r.span.end}
    same = [r.span for r in known if r.span.end <= mention.start and r.identity in mine]
    right = any(m.start <= span.start and span.end <= m.end for span in same for m in earlier)
    return bool(mine), right


def measured(path: Path) -> dict[str, float]:
    """The shares of a file, in percent, for pronouns and for names."""
    known = load_resources()
    counts: Counter[str] = Counter()
    for document in documents(path):
        parts = tuple(document.parts)
        article = Article(document.name, document.text, parts)
        parsed = parse(article, known.model)
        understood = understand(parsed, known.knowledge, known.cues, Journal())
        told = references(understood)
        for mention, earlier in wanted(document):
            kind = "pronouns" if mention.words[0].lower() in PRONOUNS else "names"
            has, right = linked(mention, earlier, told)
            for key in (kind, "all"):
                counts[key] += 1
                counts[f"{key} linked"] += has
                counts[f"{key} right"] += right
    found: dict[str, float] = {}
    for key in ("pronouns", "names", "all"):
        count, has = max(1, counts[key]), max(1, counts[f"{key} linked"])
        found[key] = counts[key]
        found[f"{key}: linked"] = round(100 * counts[f"{key} linked"] / count, 1)
        found[f"{key}: right"] = round(100 * counts[f"{key} right"] / count, 1)
        found[f"{key}: right of linked"] = round(100 * counts[f"{key} right"] / has, 1)
    return found


def main() -> None:
    """Measure the development and the test part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    for name in ("gum_dev", "gum_test"):
        print(name, measured(options.data / f"parse/{name}.conllu.gz"), flush=True)


if __name__ == "__main__":
    main()
