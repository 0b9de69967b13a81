"""Attributions against PolNeAR: ``python -m measure.attribution [--data DATA] [--part dev]``.

Found and gold attributions are paired one to one, those that share most characters of cue and
content first. A source, a cue or a content is right when its words meet those of the gold it is
paired with ("overlap"), or are the same but for marks and blanks at the ends ("exact"); precision
counts over the found that have one, recall over the gold that have one. A triple is right when all
three parts are, one that is missing on both sides included.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.pipeline import Resources, load_resources, run
from dragoman.read import published_moment, read_text
from dragoman.records import Span

DATA = Path("../shared/data")
PARTS = ("source", "cue", "content")
ENDS = " \t\n\"'“”‘’.,;:!?()[]-–—`"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where source, cue and content stand; any of them may be empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]

    def characters(self, *parts: str) -> set[int]:
        """The places of the characters of the parts named."""
        spans = [span for part in parts for span in getattr(self, part)]
        return {place for span in spans for place in range(span.start, span.end)}


def documents(path: Path) -> Iterator[tuple[dict[str, Any], list[Attribution]]]:
    """Every document of a part with its gold attributions."""
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
    for line in text.rstrip("\n").split("\n"):
        row = json.loads(line)
        told = [
            Attribution(*(tuple(Span(*s) for s in one[part]) for part in PARTS))
            for one in row["attributions"]
        ]
        yield row, [one for one in told if one.characters(*PARTS)]


def found_in(row: dict[str, Any], known: Resources) -> list[Attribution]:
    """What Dragoman finds in the document."""
    article = read_text(row["text"], id=row["id"], published=published_moment(row["published"]))
    result = run(article, known)
    assert result.understood is not None
    assert article.text == row["text"]
    return [Attribution(c.source, c.cue, c.content) for c in result.understood.claims]


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Those whose cue stands in no other's content."""
    kept = []
    for one in found:
        cue = one.characters("cue")
        others = (other.characters("content") for other in found if other is not one)
        if not cue or not any(cue <= content for content in others):
            kept.append(one)
    return kept


def paired(
    found: Sequence[Attribution], gold: Sequence[Attribution]
) -> list[tuple[Attribution, Attribution]]:
    """One to one, the greatest share first."""
    shares = []
    for i, one in enumerate(found):
        mine = one.characters("cue", "content")
        for j, other in enumerate(gold):
            theirs = other.characters("cue", "content")
            both = len(mine & theirs)
            if both:
                cue = bool(one.characters("cue") & other.characters("cue"))
                shares.append((cue, both / len(mine | theirs), i, j))
    pairs, left, right = [], set(), set()
    for _, _, i, j in sorted(shares, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((found[i], gold[j]))
    return pairs


def trimmed(places: set[int], text: str) -> set[int]:
    """Without blanks and marks, which stand between words or at the ends."""
    return {place for place in places if text[place] not in ENDS}


class Tally:
    """Counts of what was found, told and right."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.found: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.right: Counter[str] = Counter()

    def add(self, found: Sequence[Attribution], gold: Sequence[Attribution], text: str) -> None:
        """One document."""
        for part in PARTS:
            self.found[part] += sum(bool(getattr(a, part)) for a in found)
            self.told[part] += sum(bool(getattr(a, part)) for a in gold)
        self.found["triple"] += len(found)
        self.told["triple"] += len(gold)
        for one, other in paired(found, gold):
            meets, same = [], []
            for part in PARTS:
                mine, theirs = one.characters(part), other.characters(part)
                meet = bool(mine & theirs) or not (mine or theirs)
                equal = trimmed(mine, text) == trimmed(theirs, text)
                if mine and theirs:
                    self.right[part] += meet
                    self.right[f"{part} exact"] += equal
                meets.append(meet)
                same.append(equal)
            self.right["triple"] += all(meets)
            self.right["triple exact"] += all(same)

    def lines(self) -> Iterator[str]:
        """Precision, recall and F1 of each part."""
        for name in (*PARTS, "triple"):
            for kind in ("", " exact"):
                right = self.right[name + kind]
                precision = 100 * right / max(self.found[name], 1)
                recall = 100 * right / max(self.told[name], 1)
                f1 = 2 * precision * recall / max(precision + recall, 1e-9)
                yield (
                    f"{name + kind:14} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}"
                    f"  ({right} of {self.told[name]} told, {self.found[name]} found)"
                )


def main() -> None:
    """Print the figures of a part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--part", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--nested", action="store_true", help="count those inside others")
    options = parser.parse_args()
    folder = options.data / "attribution"
    path = next(folder.glob(f"polnear_{options.part}.jsonl*"))
    known = load_resources()
    tally = Tally()
    for row, gold in documents(path):
        found = found_in(row, known)
        tally.add(found if options.nested else outermost(found), gold, row["text"])
    print(f"PolNeAR {options.part}")
    for line in tally.lines():
        print(line)


if __name__ == "__main__":
    main()
