"""Sentences for the tests of coding: trees in one line, actors by hand, a small lexicon.

A tree is written word by word, ``form/UPOS/head/deprel`` with ``/lemma`` where it is not the form
in lower case, ``/feats`` where they matter, and ``/LOC`` or ``/ORG`` on each word of a name; heads
count from 1, the root's head is 0.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import yaml

from dragoman.coding import Lexicon, code, load_ontology
from dragoman.coding.lexicon import read_lexicon
from dragoman.coding.voices import load_weights
from dragoman.parse import sentences_from_conllu
from dragoman.records import (
    Actor,
    ActorMention,
    Article,
    Claim,
    DateExpression,
    EventType,
    Mention,
    MentionLabel,
    Parsed,
    Predicate,
    Sentence,
    Span,
    Understood,
)
from dragoman.trace import Draft, Journal

HERE = Path(__file__).parent


@cache
def small_lexicon() -> Lexicon:
    """The lexicon of ``coding_lexicon.yaml``, with the shipped classes and contents."""
    rows = yaml.safe_load((HERE / "coding_lexicon.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with as_file(files("dragoman") / "data" / "lexicon") as shipped:
            shutil.copytree(shipped, folder / "lexicon")
        for type in EventType:
            text = yaml.safe_dump(rows.get(type.value, []))
            (folder / "lexicon" / "events" / f"{type.value}.yaml").write_text(text)
        return read_lexicon(folder, load_ontology())


def conllu(tree: str) -> str:
    """The tree in ten columns."""
    lines = []
    for number, word in enumerate(tree.split(), 1):
        form, upos, head, deprel, *rest = word.split("/")
        lemma = rest[0] if rest and rest[0] else form.lower()
        feats = rest[1] if len(rest) > 1 else "_"
        columns = (str(number), form, lemma, upos, "_", feats, head, deprel, "_", "_")
        lines.append("\t".join(columns))
    return "\n".join(lines) + "\n\n"


def names(tree: str, sentence: Sentence) -> tuple[Mention, ...]:
    """The one name of the sentence: all words that carry its label."""
    fields = [word.split("/") for word in tree.split()]
    inside = [n for n, parts in enumerate(fields) if len(parts) > 6]
    if not inside:
        return ()
    first, last = inside[0], inside[-1]
    span = Span(sentence.tokens[first].span.start, sentence.tokens[last].span.end)
    return (Mention(span, MentionLabel(fields[first][6]), 0, first, last, last),)


def actor(code_name: str, span: Span, text: str) -> Actor:
    """ "RUSGOV" -> country RUS, sector GOV; "CVL" -> no country."""
    found = re.fullmatch(r"([A-Z]{3})?([A-Z]{3})", code_name)
    assert found, code_name
    country, sector = found[1] or "---", found[2]
    return Actor(text, span, text, country, sector, (sector,), known=True)


def understood(
    tree: str,
    actors: str = "",
    claims: tuple[Claim, ...] = (),
    dates: tuple[DateExpression, ...] = (),
    predicates: tuple[Predicate, ...] = (),
) -> tuple[Article, tuple[Sentence, ...], Understood]:
    """The tree with its actors, "Russia=RUSGOV troops=RUSMIL" by word (first one of that form)."""
    article, sentences = sentences_from_conllu(conllu(tree))
    sentences = tuple(replace(s, mentions=names(tree, s)) for s in sentences)
    mentions = []
    for pair in actors.split():
        word, _, code_name = pair.partition("=")
        token = next(t for t in sentences[0].tokens if t.text == word)
        mentions.append(ActorMention(actor(code_name, token.span, word), 0, token.index))
    parsed = Parsed(article, sentences)
    return article, sentences, Understood(parsed, tuple(mentions), dates, claims, predicates)


def drafts(tree: str, actors: str = "", **given: object) -> tuple[tuple[Draft, ...], Journal]:
    """The drafts of a tree, and what was refused."""
    journal = Journal()
    *_, record = understood(tree, actors, **given)  # type: ignore[arg-type]
    coded = code(record, small_lexicon(), load_ontology(), load_weights(), journal)
    return coded.drafts, journal


def line(draft: Draft) -> str:
    """ "ASSAULT Russia -> Georgia actual" """
    mode = draft.value("mode")
    kind = f"{draft.value('event_type')}.{mode}" if mode else str(draft.value("event_type"))
    doers = "+".join(a.name for a in draft.value("actors")) or "?"  # type: ignore[attr-defined]
    others = "+".join(a.name for a in draft.value("recipients"))  # type: ignore[attr-defined]
    status = str(draft.value("status")) + (" alleged" if draft.value("alleged") else "")
    return f"{kind} {doers}{' -> ' + others if others else ''} {status}"
