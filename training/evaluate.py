"""Scores of the shipped model on the treebanks and name sets.

    python -m training.evaluate --data DATA [--models FOLDER] [--to-json FILE]

With gold words: percentages of words with the right UPOS, morphology, lemma, head (UAS), head
and universal relation (LAS). From raw text: F1 as the CoNLL 2018 shared task defines it (words
are aligned by their characters; a word missed or invented counts against both sides).
Names: exact-span F1 of PER, ORG and LOC, given words.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.parse.article import parse
from dragoman.parse.conllu import Tree, feats_to_text
from dragoman.parse.lemmas import apply_recipe
from dragoman.parse.model import Analysis, LanguageModel
from dragoman.records import Article, Part, Role, Span
from training.corpora import Sample, from_tree, name_spans, trees, uner

TREEBANKS = {
    "EWT dev": "parse/ewt_dev.conllu.gz",
    "EWT test": "parse/ewt_test.conllu.gz",
    "GUM test": "parse/gum_test.conllu.gz",
    "PUD open half": "parse/pud_open.conllu.gz",
}
NAMES = {
    "UNER EWT dev": ("parse/ewt_dev.conllu.gz", "ner/uner_ewt_dev.jsonl.gz"),
    "UNER EWT test": ("parse/ewt_test.conllu.gz", "ner/uner_ewt_test.jsonl.gz"),
    "UNER PUD open half": ("parse/pud_open.conllu.gz", "ner/uner_pud_open.jsonl"),
}


def analysed(model: LanguageModel, samples: Sequence[Sample]) -> list[Analysis]:
    """The model's analyses of given words."""
    return model.analyse([sample.words for sample in samples])


def gold_words(model: LanguageModel, samples: Sequence[Sample]) -> dict[str, float]:
    """Percentages with gold words."""
    right = dict.fromkeys(("UPOS", "UFeats", "Lemma", "UAS", "LAS"), 0)
    words = 0
    for sample, guess in zip(samples, analysed(model, samples), strict=True):
        words += len(sample.words)
        for i, word in enumerate(sample.words):
            attached = guess.heads[i] + 1 == sample.heads[i]
            right["UPOS"] += guess.upos[i] == sample.upos[i]
            right["UFeats"] += feats_to_text(guess.feats[i]) == sample.feats[i]
            right["Lemma"] += guess.lemmas[i] == apply_recipe(sample.recipes[i], word)
            right["UAS"] += attached
            right["LAS"] += attached and _universal(guess.relations[i]) == _universal(
                sample.relations[i]
            )
    return {name: 100 * count / words for name, count in right.items()}


def _universal(relation: str) -> str:
    return relation.split(":")[0]


@dataclass(frozen=True, slots=True)
class Placed:
    """A word by its characters (blanks not counted), with its tag and its head's place."""

    place: tuple[int, int]
    upos: str
    relation: str
    head: tuple[int, int] | None
    form: str


def raw_text(model: LanguageModel, trees_: Sequence[Tree]) -> dict[str, float]:
    """F1 from raw text, paragraph by paragraph, as CoNLL 2018 counts it."""
    gold: list[list[Placed]] = []
    mine: list[list[Placed]] = []
    offset = 0
    for number, paragraph in enumerate(paragraphs(trees_)):
        text = " ".join(tree.text for tree in paragraph)
        article = Article(str(number), text, (Part(Span(0, len(text)), Role.BODY),))
        parsed = parse(article, model)
        places = _blankless(text, offset)
        for sentence in parsed.sentences:
            at = [(places[t.span.start], places[t.span.end - 1] + 1) for t in sentence.tokens]
            mine.append(
                [
                    Placed(
                        p, t.upos, _universal(t.deprel), at[t.head] if t.head >= 0 else None, t.text
                    )
                    for p, t in zip(at, sentence.tokens, strict=True)
                ]
            )
        for tree in paragraph:
            placed, offset = _placed(tree, offset)
            gold.append(placed)
    return _f1s(gold, mine)


def _f1s(gold: list[list[Placed]], mine: list[list[Placed]]) -> dict[str, float]:
    truth = {word.place: word for sentence in gold for word in sentence}
    guess = {word.place: word for sentence in mine for word in sentence}
    shared = truth.keys() & guess.keys()
    total = len(truth) + len(guess)

    def f1(hits: int) -> float:
        return 200 * hits / total

    attached = [p for p in shared if truth[p].head == guess[p].head]
    ends = {(s[0].place[0], s[-1].place[1]) for s in gold if s}
    my_ends = {(s[0].place[0], s[-1].place[1]) for s in mine if s}
    return {
        "Words": f1(len(shared)),
        "Sentences": 200 * len(ends & my_ends) / (len(ends) + len(my_ends)),
        "UPOS": f1(sum(truth[p].upos == guess[p].upos for p in shared)),
        "UAS": f1(len(attached)),
        "LAS": f1(sum(truth[p].relation == guess[p].relation for p in attached)),
    }


def _blankless(text: str, offset: int) -> list[int]:
    """For each character its number among the non-blank ones, from `offset`."""
    places = []
    count = offset
    for letter in text:
        places.append(count)
        count += not letter.isspace()
    return places


def _placed(tree: Tree, offset: int) -> tuple[list[Placed], int]:
    at = []
    for row in tree.rows:
        size = len("".join(row.form.split()))
        at.append((offset, offset + size))
        offset += size
    words = [
        Placed(
            at[i],
            row.upos,
            _universal(row.deprel),
            at[row.head - 1] if row.head else None,
            row.form,
        )
        for i, row in enumerate(tree.rows)
    ]
    return words, offset


def paragraphs(trees_: Iterable[Tree]) -> Iterator[list[Tree]]:
    """Sentences grouped by the treebank's own paragraph and document marks."""
    current: list[Tree] = []
    for tree in trees_:
        if current and any(c.startswith(("# newpar", "# newdoc")) for c in tree.comments):
            yield current
            current = []
        current.append(tree)
    if current:
        yield current


def names(model: LanguageModel, samples: Sequence[Sample]) -> dict[str, float]:
    """Exact-span F1 of names, all together and by kind."""
    counts = {label: [0, 0, 0] for label in ("PER", "ORG", "LOC")}
    for sample, guess in zip(samples, analysed(model, samples), strict=True):
        mine = {s for s in name_spans(guess.names) if s[2] in counts}
        truth = {s for s in name_spans(sample.names) if s[2] in counts}
        for label, tally in counts.items():
            a = {s for s in mine if s[2] == label}
            b = {s for s in truth if s[2] == label}
            tally[0] += len(a & b)
            tally[1] += len(a)
            tally[2] += len(b)
    hits, guessed, gold = (sum(t[i] for t in counts.values()) for i in range(3))
    scores = {
        "Precision": 100 * hits / max(1, guessed),
        "Recall": 100 * hits / max(1, gold),
        "F1": 200 * hits / max(1, guessed + gold),
    }
    for label, (a, b, c) in counts.items():
        scores[f"F1 {label}"] = 200 * a / max(1, b + c)
    return scores


def evaluate(data: Path, model: LanguageModel) -> dict[str, dict[str, float]]:
    """All scores, by set and manner."""
    found: dict[str, dict[str, float]] = {}
    for name, file in TREEBANKS.items():
        bank = trees(data / file)
        found[f"{name}, gold words"] = gold_words(model, [from_tree(t) for t in bank])
        found[f"{name}, raw text"] = raw_text(model, bank)
    for name, (bank_file, names_file) in NAMES.items():
        found[name] = names(model, uner(trees(data / bank_file), data / names_file))
    return found


def main() -> None:
    """Print all scores, and write them as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--models", type=Path, default=None)
    parser.add_argument("--to-json", type=Path, default=None)
    options = parser.parse_args()
    scores = evaluate(options.data, LanguageModel(options.models))
    for name, values in scores.items():
        print(f"{name:28s}", "  ".join(f"{k} {v:.2f}" for k, v in values.items()), flush=True)
    if options.to_json:
        options.to_json.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
