"""Training sentences: treebanks and names, with the same words for both.

A `Sample` is a list of words with whatever its source knows: tags and trees, names, or both.
What a source does not know is `None` and costs nothing in the loss.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.parse.conllu import Tree, read_trees
from dragoman.parse.lemmas import recipe_for

NAMES = ("PER", "ORG", "LOC", "NAT")
ROLES = ("actor", "recipient", "place", "date", "speaker", "carrier")
LONGEST = 100
"""Words. Longer training sentences (tables, lists) cost memory and teach nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one word of a sentence tells it; parties by the numbers of their head words."""

    word: int
    type: str
    mode: str | None
    status: str
    alleged: bool
    stance: str | None
    roles: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Pair:
    """The relation of two marked sides: places of their first marks, None for a side not named."""

    actor: int | None
    recipient: int | None
    type: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence for training or scoring; parallel lists, one item a word."""

    words: tuple[str, ...]
    upos: tuple[str, ...] | None = None
    feats: tuple[str, ...] | None = None
    recipes: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    events: tuple[Told, ...] | None = None
    contexts: tuple[str, ...] | None = None
    pair: Pair | None = None


def opened(path: Path) -> str:
    """The text of a file, gzipped or not."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            return stream.read()
    return path.read_text(encoding="utf-8")


def trees(path: Path) -> list[Tree]:
    """All trees of a CoNLL-U file."""
    return list(read_trees(opened(path)))


def treebank(path: Path) -> list[Sample]:
    """The sentences of a treebank."""
    return [from_tree(tree) for tree in trees(path)]


def from_tree(tree: Tree) -> Sample:
    """A tree as a sample; heads stay 1-based with 0 for the root."""
    rows = tree.rows
    return Sample(
        words=tuple(row.form for row in rows),
        upos=tuple(row.upos for row in rows),
        feats=tuple(row.feats for row in rows),
        recipes=tuple(recipe_for(row.form, row.lemma) for row in rows),
        heads=tuple(row.head for row in rows),
        relations=tuple(row.deprel for row in rows),
    )


def items(path: Path) -> list[dict[str, Any]]:
    """The items of a JSON Lines file."""
    return [json.loads(line) for line in opened(path).splitlines() if line.strip()]


_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}|[A-Za-z]+(?=n't\b)|n't\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|\d+(?:[.,:]\d+)+|\w+(?:\.(?=\w))?|\S",
    re.UNICODE,
)


def words_of(text: str) -> list[tuple[int, int]]:
    """Word borders by rule, near enough to UD English for learning names from plain text."""
    return [match.span() for match in _WORD.finditer(text)]


def named(
    text: str,
    entities: Iterable[Sequence[Any]],
    demonyms: frozenset[str],
) -> Sample:
    """A plain sentence with its named entities as BIO tags over rule-made words."""
    spans = words_of(text)
    tags = name_tags(spans, entities, text, demonyms)
    return Sample(words=tuple(text[a:b] for a, b in spans), names=tags)


def name_tags(
    spans: Sequence[tuple[int, int]],
    entities: Iterable[Sequence[Any]],
    text: str,
    demonyms: frozenset[str],
) -> tuple[str, ...]:
    """BIO tags of words; the longest of nested names wins, nationality words are NAT."""
    tags = ["O"] * len(spans)
    for start, end, label, *_ in sorted(entities, key=lambda e: e[1] - e[0], reverse=True):
        if label not in NAMES:
            continue
        inside = [i for i, (a, b) in enumerate(spans) if a >= start and b <= end]
        if not inside or any(tags[i] != "O" for i in inside):
            continue
        for place, index in enumerate(inside):
            tags[index] = ("B-" if place == 0 else "I-") + label
    for index, (a, b) in enumerate(spans):
        if tags[index] == "O" and text[a:b] in demonyms:
            tags[index] = "B-NAT"
    return tuple(tags)


def name_spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Named spans [first, last] of a BIO sequence; a stray I opens a name."""
    found: set[tuple[int, int, str]] = set()
    start, label = -1, ""
    for index, tag in enumerate([*tags, "O"]):
        if start >= 0 and tag != f"I-{label}":
            found.add((start, index - 1, label))
            start = -1
        if tag != "O" and start < 0:
            start, label = index, tag[2:]
    return found


_HONORIFIC = frozenset(
    """president prime minister premier senator sen. rep. representative mr mr. mrs mrs. ms ms.
    dr dr. sir lord lady king queen prince princess pope general gen. colonel col. captain
    governor gov. mayor judge justice secretary chancellor professor prof. saint st. rev.
    reverend bishop archbishop cardinal emperor sultan sheikh ambassador foreign defense defence
    vice chief chairman minister's uncle aunt""".split()
)
_EDGE = frozenset("the a an 's ’s , . “ ” \" ' ( )".split())


def clean_entities(text: str, entities: Iterable[Sequence[Any]]) -> list[tuple[int, int, str]]:
    """Names without articles, titles, possessive signs and trailing descriptions.

    GUM marks whole noun phrases ("President Obama of the United States"); the other sets and
    the evaluation sets mark the name alone. A phrase with a comma, a relative or more than
    six words is not taken.
    """
    kept: list[tuple[int, int, str]] = []
    for start, end, label, *_ in entities:
        spans = [(a + start, b + start) for a, b in words_of(text[start:end])]
        while spans and text[slice(*spans[0])].lower() in _EDGE:
            spans.pop(0)
        while label == "PER" and len(spans) > 1 and text[slice(*spans[0])].lower() in _HONORIFIC:
            spans.pop(0)
        while spans and text[slice(*spans[-1])].lower() in _EDGE:
            spans.pop()
        inner = [text[slice(*span)] for span in spans]
        if not inner or len(inner) > 6 or "," in inner or not _looks_named(inner):
            continue
        kept.append((spans[0][0], spans[-1][1], label))
    return kept


def _looks_named(words: Sequence[str]) -> bool:
    small = {"of", "the", "and", "for", "de", "la", "al", "-", "'s", "’s", "on", "in", "&", "van"}
    return words[0][:1].isupper() and all(
        word[:1].isupper() or word[:1].isdigit() or word in small or not word[0].isalpha()
        for word in words
    )


_MORE_NATIONALITIES = """african arab asian british brit briton chechen english european
frenchman iraqi israeli korean kurd kurdish palestinian scottish soviet spaniard swede tamil
taiwanese tibetan turk welsh yugoslav yugoslavian"""


def demonyms(countries: Path) -> frozenset[str]:
    """Nationality words, capitalised, single: adjectives and peoples of the CIA Factbook
    (columns `adjective` and `people` alone), their plurals, and a few it lacks."""
    found: set[str] = set()
    with countries.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            for word in re.findall(r"\b[A-Z][a-z]{3,}\b", f"{row['adjective']} {row['people']}"):
                found.update((word, word + "s"))
    found -= {"Central", "Island", "Islander", "Saint", "South", "Virgin"}
    for word in _MORE_NATIONALITIES.split():
        found.update((word.capitalize(), word.capitalize() + "s"))
    return frozenset(found)


def gum_names(trees_: list[Tree], path: Path, nationalities: frozenset[str]) -> list[Sample]:
    """GUM's trees and names joined: tags and heads from one, names from the other."""
    by_id = {item["id"]: item for item in items(path)}
    joined: list[Sample] = []
    for tree in trees_:
        sample = from_tree(tree)
        item = by_id.get(_sentence_id(tree))
        if item is not None:
            spans = _row_spans(tree)
            clean = clean_entities(item["text"], item["entities"])
            sample = replace(sample, names=name_tags(spans, clean, item["text"], nationalities))
        joined.append(quiet(tree, sample))
    return joined


def _sentence_id(tree: Tree) -> str:
    for comment in tree.comments:
        if comment.startswith("# sent_id = "):
            return comment.removeprefix("# sent_id = ")
    return ""


def _row_spans(tree: Tree) -> list[tuple[int, int]]:
    """Where the words of a tree stand in its text."""
    spans: list[tuple[int, int]] = []
    place = 0
    for row in tree.rows:
        found = tree.text.find(row.form, place)
        start = found if found >= 0 else place
        spans.append((start, start + len(row.form)))
        place = start + len(row.form) if found >= 0 else place
    return spans


def uner(trees_: list[Tree], path: Path) -> list[Sample]:
    """A UNER set over its treebank, for scoring: names as annotated, nothing cleaned."""
    by_text = {item["text"]: item for item in items(path)}
    by_id = {item["id"]: item for item in items(path)}
    found: list[Sample] = []
    for tree in trees_:
        item = by_id.get(_sentence_id(tree)) or by_text.get(tree.text)
        if item is None:
            continue
        tags = name_tags(_row_spans(tree), item["entities"], item["text"], frozenset())
        found.append(replace(from_tree(tree), names=tags))
    return found


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Rough sentence borders of a plain document, for learning names only."""
    start = 0
    for match in re.finditer(r"[.!?][\"”’')]*\s+(?=[A-Z“\"'(])|\n+", text):
        before = text[start : match.end()].split()
        last = before[-1] if before else ""
        if re.fullmatch(r"(?:[A-Z]|Mr|Mrs|Dr|Gen|Lt|Col|Sgt|Maj|Sen|Rep|St|No)\.", last):
            continue
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def plain_names(path: Path, nationalities: frozenset[str], *, clean: bool) -> list[Sample]:
    """Sentences with names from a plain set (wikigold, CrossNER, re3d)."""
    found: list[Sample] = []
    for item in items(path):
        text = item["text"]
        entities = clean_entities(text, item["entities"]) if clean else item["entities"]
        for start, end in sentences_of(text):
            inside = [
                (a - start, b - start, label)
                for a, b, label, *_ in entities
                if a >= start and b <= end
            ]
            sample = named(text[start:end], inside, nationalities)
            if 2 <= len(sample.words) <= LONGEST:
                found.append(sample)
    return found


QUIET = ("reviews-", "answers-", "GUM_vlog_")
"""Sentences about restaurants, pets, make-up: no word of them tells a political event, though they
meet, agree, attack and refuse all day long. So the treebanks teach what is none."""


PUBLIC = frozenset(
    """al-qaeda american arab army britain bush china chinese court europe government hamas india
    iran iraq israel jail judge korea law military minister muslim nation obama pakistan palestinian
    party police political president prison protest russia russian soldiers state states terrorist
    troops u.s. un usa war""".split()
)
"""Words that may make an answer or a review political after all: of such a sentence, nothing is
said."""


def quiet(tree: Tree, sample: Sample) -> Sample:
    """The sample, told to hold no event where its genre holds none."""
    silent = _sentence_id(tree).startswith(QUIET)
    public = any(word.lower() in PUBLIC for word in sample.words)
    return replace(sample, events=(), contexts=()) if silent and not public else sample


def training_samples(data: Path) -> tuple[list[Sample], list[Sample]]:
    """(samples with trees, samples with names alone) that may train shipped weights."""
    nationalities = demonyms(data / "reference/countries.tsv")
    gum = gum_names(
        trees(data / "parse/gum_train.conllu.gz"), data / "ner/gum_train.jsonl.gz", nationalities
    )
    bank = trees(data / "parse/ewt_train.conllu.gz")
    ewt = [quiet(tree, from_tree(tree)) for tree in bank]
    alone = [
        *plain_names(data / "ner/wikigold.jsonl.gz", nationalities, clean=False),
        *plain_names(data / "ner/crossner_politics_train.jsonl", nationalities, clean=True),
        *plain_names(data / "ner/re3d.jsonl", nationalities, clean=True),
    ]
    return [s for s in ewt + gum if len(s.words) <= LONGEST], alone
