"""Samples to tensors: the same numbers the runtime makes, and targets beside them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import torch
from torch import Tensor

from dragoman.coding.ontology import load_ontology
from dragoman.parse.features import letters_of, shape_of
from dragoman.parse.wordpieces import WordPieces
from dragoman.records import EventType, Stance, Status
from training.corpora import NAMES, ROLES, Sample
from training.network import Labels

IGNORED = -100


def labels_from(samples: Sequence[Sample]) -> Labels:
    """The lists of labels seen at least twice (recipes and feats), or at all (the rest)."""

    def ranked(lists: Iterable[Sequence[str] | None], least: int) -> tuple[str, ...]:
        counts = Counter(label for labels in lists if labels for label in labels)
        return tuple(sorted(label for label, count in counts.items() if count >= least))

    return Labels(
        upos=ranked((s.upos for s in samples), 1),
        feats=ranked((s.feats for s in samples), 3),
        recipes=ranked((s.recipes for s in samples), 3),
        relations=ranked((s.relations for s in samples), 2),
        names=("O", *(f"{border}-{name}" for name in NAMES for border in "BI")),
        **event_labels(),
    )


def event_labels() -> dict[str, tuple[str, ...]]:
    """The closed lists of the event heads, from the ontology and the records."""
    ontology = load_ontology()
    return {
        "types": ("-", *(type.value for type in EventType)),
        "kinds": tuple(sorted(f"{type.value}/{mode or ''}" for type, mode in ontology.kinds)),
        "statuses": tuple(status.value for status in Status),
        "stances": tuple(stance.value for stance in Stance),
        "roles": ROLES,
        "contexts": tuple(ontology.contexts),
    }


def batches(
    samples: Sequence[Sample], words_each: int, random_: random.Random | None
) -> Iterator[list[Sample]]:
    """Groups of samples of like length, about `words_each` words (padding counted)."""
    noise = random_.random if random_ else lambda: 0.0
    order = sorted(range(len(samples)), key=lambda i: len(samples[i].words) + 3 * noise())
    groups: list[list[Sample]] = [[]]
    for index in order:
        longest = len(samples[index].words)
        if groups[-1] and longest * (len(groups[-1]) + 1) > words_each:
            groups.append([])
        groups[-1].append(samples[index])
    if random_:
        random_.shuffle(groups)
    yield from (group for group in groups if group)


class Encoding:
    """Turns samples into model inputs and targets."""

    def __init__(self, pieces: WordPieces, labels: Labels) -> None:
        self.pieces = pieces
        self.numbers = {
            name: {label: i for i, label in enumerate(values)}
            for name, values in labels.as_dict().items()
        }
        types = [kind.split("/")[0] for kind in labels.kinds]
        self.siblings = torch.tensor([[a == b for b in types] for a in types])
        """[kinds, kinds]: whether two kinds are modes of one type."""

    def inputs(self, group: Sequence[Sample], masked: float = 0.0) -> tuple[Tensor, ...]:
        """pieces, piece_shapes, piece_mask, first, last, word_shapes, letters."""
        rows = [self._row(sample.words, masked) for sample in group]
        wide = max(len(row[0]) for row in rows)
        words = max(len(sample.words) for sample in group)
        pieces = torch.zeros(len(rows), wide, dtype=torch.long)
        piece_shapes = torch.full((len(rows), wide), 0, dtype=torch.long)
        mask = torch.zeros(len(rows), wide, dtype=torch.long)
        first = torch.zeros(len(rows), words, dtype=torch.long)
        last = torch.zeros(len(rows), words, dtype=torch.long)
        shapes = torch.zeros(len(rows), words, dtype=torch.long)
        letters = torch.zeros(len(rows), words, 16, dtype=torch.long)
        for i, (numbers, over, begin, end, shape, letter) in enumerate(rows):
            pieces[i, : len(numbers)] = torch.tensor(numbers)
            piece_shapes[i, : len(numbers)] = torch.tensor(over)
            mask[i, : len(numbers)] = 1
            count = len(begin)
            first[i, :count] = torch.tensor(begin)
            last[i, :count] = torch.tensor(end)
            shapes[i, :count] = torch.tensor(shape)
            letters[i, :count] = torch.tensor(letter)
        return pieces, piece_shapes, mask, first, last, shapes, letters

    def _row(self, words: Sequence[str], masked: float) -> tuple[list[int], ...]:
        numbers, over = [self.pieces.start], [0]
        first: list[int] = []
        last: list[int] = []
        shapes = [shape_of(word, index == 0) for index, word in enumerate(words)]
        letters = []
        for word, shape in zip(words, shapes, strict=True):
            cut = self.pieces(word)
            if masked and random.random() < masked:
                cut = (self.pieces.mask,) * len(cut)
            first.append(len(numbers))
            numbers.extend(cut)
            over.extend([shape + 1] * len(cut))
            last.append(len(numbers) - 1)
            letters.append(letters_of(word))
        numbers.append(self.pieces.end)
        over.append(0)
        return numbers, over, first, last, shapes, letters

    def targets(self, group: Sequence[Sample]) -> dict[str, Tensor]:
        """Targets of each head [batch, words], `IGNORED` where the source does not know."""
        words = max(len(sample.words) for sample in group)
        out = {}
        for name in ("upos", "feats", "recipes", "relations", "names"):
            table = torch.full((len(group), words), IGNORED, dtype=torch.long)
            for i, sample in enumerate(group):
                known = getattr(sample, name)
                if known is not None:
                    numbers = [self.numbers[name].get(label, IGNORED) for label in known]
                    table[i, : len(numbers)] = torch.tensor(numbers)
            out[name] = table
        heads = torch.full((len(group), words), IGNORED, dtype=torch.long)
        for i, sample in enumerate(group):
            if sample.heads is not None:
                heads[i, : len(sample.heads)] = torch.tensor(sample.heads)
        out["heads"] = heads
        return out | self._event_targets(group, words)

    def _event_targets(self, group: Sequence[Sample], words: int) -> dict[str, Tensor]:
        """types [batch, words]; contexts [batch, labels] of 0 and 1, -1 where unknown; told [n, 2]:
        row and word of each trigger, with kind, status, alleged, stance [n] and links [n, roles,
        words] of 0 and 1; pairs [m, 4]: row, places of the two marks (-1: none), type."""
        numbers = self.numbers
        types = torch.full((len(group), words), IGNORED, dtype=torch.long)
        contexts = torch.full((len(group), len(numbers["contexts"])), -1.0)
        told, states, pairs = [], [], []
        links = []
        for i, sample in enumerate(group):
            if sample.contexts is not None:
                contexts[i] = 0
                for context in sample.contexts:
                    contexts[i, numbers["contexts"][context]] = 1
            if sample.pair is not None:
                marks = (sample.pair.actor, sample.pair.recipient)
                places = (-1 if mark is None else mark for mark in marks)
                pairs.append([i, *places, numbers["types"][sample.pair.type] - 1])
            if sample.events is None:
                continue
            types[i, : len(sample.words)] = 0
            for event in sample.events:
                types[i, event.word] = numbers["types"][event.type]
                told.append([i, event.word])
                states.append(
                    [
                        numbers["kinds"][f"{event.type}/{event.mode or ''}"],
                        numbers["statuses"][event.status],
                        int(event.alleged),
                        IGNORED if event.stance is None else numbers["stances"][event.stance],
                    ]
                )
                link = torch.zeros(len(ROLES), words)
                for role, heads in event.roles.items():
                    for head in heads:
                        link[numbers["roles"][role], head] = 1
                links.append(link)
        return {
            "types": types,
            "contexts": contexts,
            "told": torch.tensor(told, dtype=torch.long).view(-1, 2),
            "states": torch.tensor(states, dtype=torch.long).view(-1, 4),
            "links": torch.stack(links) if links else torch.zeros(0, len(ROLES), words),
            "pairs": torch.tensor(pairs, dtype=torch.long).view(-1, 4),
        }
