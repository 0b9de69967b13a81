"""Fits who speaks, of several who may: data/weights/speakers.json.

    python -m training.weigh_speakers [--folds] [--check] [--data DATA]

A row is a choice that claims come to: its candidates, one or more of them right. A conditional
logit (a softmax over the candidates) is fitted on the rows of the tuned half of
`measure/quotes.jsonl`, of `training/quotations.jsonl`, and of the pronouns that speak in the
training part of GUM, whose entities tell who they are. Who spoke before is told right while the
rows are gathered.

`--folds` prints the share of the quotations' choices that is right with weights fitted on the other
passages. `--check` prints the share of the choices of PolNeAR's dev part that is right; nothing is
fitted or left out by it, for PolNeAR may train nothing that is shipped.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from measure.attribution import DATA, Attribution, documents
from measure.quotes import identity, is_right, passages
from numpy.typing import NDArray

from dragoman.parse import parse
from dragoman.pipeline import Resources, load_resources
from dragoman.read import read_text
from dragoman.records import Article, Claim, Quote, Span, Stance, Understood
from dragoman.trace import Journal
from dragoman.understand import understand
from dragoman.understand.claims import choice, find_claims
from dragoman.understand.claims.choice import Asked, Candidate
from dragoman.understand.claims.speakers import SPEAKING
from measure import links

HERE = Path(__file__).parent
Vector = NDArray[np.float64]
STIFFNESS = 1.0
"""Pull of every weight towards nothing (a Gaussian prior)."""
STEPS = 15
FAINT = 0.05
"""Weights below are left out of the file."""
RAREST = 3
"""Rows in which a feature must tell candidates apart to be weighed."""
FOLDS = 10
Judge = Callable[[Candidate, Asked, Understood], bool | None]
"""Whether a candidate speaks the words asked of; None where the gold does not tell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One choice: the features of each candidate, which are right, the passage it is of."""

    kind: str
    candidates: tuple[frozenset[str], ...]
    right: tuple[bool, ...]
    passage: str


def as_claim(one: Candidate) -> Claim:
    """A candidate as the source of a claim."""
    return Claim(one.source, (), (), Quote.DIRECT, Stance.ASSERTS, one.speaker, None, 0)


def own_rows(known: Resources) -> Iterator[Row]:
    """The choices in the quotations of our own."""
    for half in ("tune", "own"):
        for number, row in enumerate(passages(half)):
            article = read_text(row["text"], id=f"{half} {number}")
            yield from rows(article, _own_judge(row), known)


def _own_judge(row: dict[str, Any]) -> Judge:
    text = row["text"]
    spans = []
    for quote in row["quotes"]:
        start = text.index(quote["content"])
        spans.append((Span(start, start + len(quote["content"])), quote))

    def judge(one: Candidate, asked: Asked, told: Understood) -> bool | None:
        at = asked.words
        met = [pair for pair in spans if pair[0].meets(at)]
        if not met:
            return None
        near = min(met, key=lambda pair: abs(pair[0].start - at.start) + abs(pair[0].end - at.end))
        return is_right(as_claim(one), near[1], text, told.actors)

    return judge


def gum_rows(path: Path, known: Resources) -> Iterator[Row]:
    """The choices of pronouns that speak in GUM, whose entities tell who they are."""
    for document in links.documents(path):
        article = Article(document.name, document.text, tuple(document.parts))
        if any(word.strip(".,;") in SPEAKING for word in document.text.split()):
            yield from rows(article, _gum_judge(document.mentions), known)


def _gum_judge(mentions: Sequence[links.Mention]) -> Judge:
    def at(span: Span) -> str | None:
        over = [m for m in mentions if m.start <= span.start and span.end <= m.end]
        return min(over, key=lambda m: m.end - m.start).entity if over else None

    def judge(one: Candidate, asked: Asked, told: Understood) -> bool | None:
        if asked.pronoun is None:
            return None
        sentence = next(s for s in told.parsed.sentences if s.index == asked.first)
        entity = at(sentence.tokens[asked.pronoun].span)
        return None if entity is None else any(at(span) == entity for span in one.source)

    return judge


def news_rows(path: Path, known: Resources) -> Iterator[Row]:
    """The choices in the news of PolNeAR."""
    for row, gold in documents(path):
        yield from rows(read_text(row["text"], id=row["id"]), _news_judge(gold), known)


def _news_judge(gold: Sequence[Attribution]) -> Judge:
    def judge(one: Candidate, asked: Asked, told: Understood) -> bool | None:
        if asked.pronoun is not None:  # who it is, PolNeAR does not tell
            return None
        here = [a for a in gold if a.source and any(c.meets(asked.words) for c in a.content)]
        sources = [span for a in here for span in a.source]
        if not here:
            return None
        if any(span.meets(mine) for span in sources for mine in one.source):
            return True
        named = (m for m in told.actors if any(span.meets(m.actor.span) for span in sources))
        meant = {identity(mention.actor) for mention in named}
        return one.speaker is not None and identity(one.speaker) in meant

    return judge


def rows(article: Article, judge: Judge, known: Resources) -> Iterator[Row]:
    """The choices of a text that have a right and a wrong candidate."""
    told = understand(parse(article, known.model), known.knowledge, known.cues, Journal())
    found: list[Row] = []

    def choose(candidates: Sequence[Candidate], kind: str, asked: Asked) -> Candidate | None:
        judged = [judge(one, asked, told) for one in candidates]
        right = tuple(bool(answer) for answer in judged)
        if any(right) and not all(right):
            names = tuple(frozenset(one.features) for one in candidates)
            found.append(Row(kind, names, right, article.id))
        if True in judged:
            return candidates[judged.index(True)]
        return None

    cues, names = known.cues, known.knowledge.genders
    find_claims(
        told.parsed, told.actors, cues.reporting, cues.attitudes, given_names=names, choose=choose
    )
    yield from found


def fitted(found: Sequence[Row]) -> dict[str, float]:
    """The weights of the conditional logit, by Newton's method."""
    counts = Counter(
        name
        for row in found
        for name in frozenset.union(*row.candidates) - frozenset.intersection(*row.candidates)
    )
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    place = {name: number for number, name in enumerate(names)}
    tables = []
    for row in found:
        table: Vector = np.zeros((len(row.candidates), len(names)))
        for number, features in enumerate(row.candidates):
            table[number, [place[name] for name in features if name in place]] = 1.0
        tables.append((table, np.array(row.right, dtype=float)))
    w: Vector = np.zeros(len(names))
    for _ in range(STEPS):
        slope, curve = STIFFNESS * w, STIFFNESS * np.eye(len(names))
        for table, right in tables:
            z = table @ w
            p = np.exp(z - z.max())
            p /= p.sum()
            wanted = p * right / (p * right).sum()
            slope += table.T @ (p - wanted)
            middle = table.T @ p
            curve += (table.T * p) @ table - np.outer(middle, middle)
        w = w - np.linalg.solve(curve, slope)
    return {n: round(float(v), 2) for n, v in zip(names, w, strict=True) if abs(v) >= FAINT}


def share(found: Sequence[Row], weights: dict[str, float]) -> float:
    """The share of the choices that is right."""
    return sum(is_hit(row, weights) for row in found) / max(len(found), 1)


def is_hit(row: Row, weights: dict[str, float]) -> bool:
    """Whether the candidate that weighs most is right."""
    scores = [sum(weights.get(n, 0.0) for n in features) for features in row.candidates]
    return row.right[int(np.argmax(scores))]


def cross(own: Sequence[Row], more: Sequence[Row]) -> float:
    """The share of our own that is right, each passage by weights of the others and of `more`."""
    names = sorted({row.passage for row in own})
    random.Random(1).shuffle(names)
    hits = 0.0
    for fold in range(FOLDS):
        left = set(names[fold::FOLDS])
        weights = fitted([*[row for row in own if row.passage not in left], *more])
        hits += sum(is_hit(row, weights) for row in own if row.passage in left)
    return hits / max(len(own), 1)


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument(
        "--to", type=Path, default=HERE.parent / "src/dragoman/data" / choice.WEIGHTS_FILE
    )
    options = parser.parse_args()
    known = load_resources()
    found = list(own_rows(known))
    gum = list(gum_rows(options.data / "parse/gum_train.conllu.gz", known))
    path = next((options.data / "attribution").glob("polnear_dev.jsonl*"), None)
    news = list(news_rows(path, known)) if options.check and path is not None else []
    values = {}
    for kind in choice.KINDS:
        own, more, check = ([r for r in part if r.kind == kind] for part in (found, gum, news))
        values[kind] = fitted([*own, *more])
        print(f"{kind}: {len(own)} own choices, {len(more)} of GUM")
        print(f"  fitted {share(own, values[kind]):.3f}, {share(more, values[kind]):.3f}")
        if options.folds:
            print(f"  other passages {cross(own, more):.3f}")
        if check:
            print(f"  PolNeAR, not fitted {share(check, values[kind]):.3f} of {len(check)}")
    options.to.write_text(json.dumps(values, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
