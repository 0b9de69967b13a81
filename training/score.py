"""Scores on gold words: tags, trees, lemmas, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch
from torch import Tensor

from dragoman.parse.lemmas import apply_recipe
from dragoman.parse.tree import best_tree
from training.batches import Encoding, batches
from training.corpora import Sample, name_spans
from training.network import Labels, Parser, pair_scores
from training.passages import Lesson, with_marks


@torch.no_grad()
def score(
    parser: Parser, encoding: Encoding, samples: Sequence[Sample], labels: Labels
) -> dict[str, float]:
    """Percentages: UPOS, feats, lemma, UAS, LAS (universal relations), F1 of names
    (PER, ORG, LOC; exact spans)."""
    parser.eval()
    right = dict.fromkeys(("upos", "feats", "lemma", "uas", "las"), 0)
    words = hits = guessed = gold = 0
    for group in batches(samples, 1500, None):
        out = parser(*encoding.inputs(group))
        trees_ = [
            best_tree(out["arcs"][i, : len(s.words), : len(s.words) + 1].float().numpy())
            for i, s in enumerate(group)
        ]
        padded = torch.zeros(out["arcs"].shape[:2], dtype=torch.long)
        for i, heads in enumerate(trees_):
            padded[i, : len(heads)] = torch.tensor(heads)
        chosen = parser.relation_scores(out, padded)
        for i, sample in enumerate(group):
            n = len(sample.words)
            words += n
            upos = [labels.upos[j] for j in out["upos"][i, :n].argmax(-1)]
            feats = [labels.feats[j] for j in out["feats"][i, :n].argmax(-1)]
            recipes = [labels.recipes[j] for j in out["recipes"][i, :n].argmax(-1)]
            heads = trees_[i]
            relations = [labels.relations[j] for j in chosen[i, :n].argmax(-1)]
            names = [labels.names[j] for j in out["names"][i, :n].argmax(-1)]
            for j in range(n):
                right["upos"] += upos[j] == sample.upos[j]
                right["feats"] += feats[j] == sample.feats[j]
                lemma = apply_recipe(recipes[j], sample.words[j])
                right["lemma"] += lemma == apply_recipe(sample.recipes[j], sample.words[j])
                attached = heads[j] == sample.heads[j]
                same = relations[j].split(":")[0] == sample.relations[j].split(":")[0]
                right["uas"] += attached
                right["las"] += attached and same
            if sample.names is not None:
                mine = {s for s in name_spans(names) if s[2] != "NAT"}
                truth = name_spans(sample.names)
                hits += len(mine & truth)
                guessed += len(mine)
                gold += len(truth)
    found = {name: round(100 * count / max(1, words), 2) for name, count in right.items()}
    if gold:
        found["names"] = round(200 * hits / max(1, guessed + gold), 2)
    return found


@torch.no_grad()
def score_events(
    parser: Parser, encoding: Encoding, lessons: Sequence[Lesson], labels: Labels
) -> dict[str, float]:
    """Percentages on gold words: F1 of triggers with type, mode and status of found triggers, F1 of
    links of gold triggers, accuracy of marked pairs."""
    parser.eval()
    counts: Counter[str] = Counter()
    for group in batches([lesson.sample for lesson in lessons], 1500, None):
        out = parser(*encoding.inputs(group))
        for i, sample in enumerate(group):
            _count_events(counts, out, i, sample, labels)
    marked = [with_marks(le.sample, sides) for le in lessons for sides in le.sides]
    for group in batches(marked, 1500, None):
        out = parser(*encoding.inputs(group))
        pairs = encoding.targets(group)["pairs"]
        counts["pairs"] += len(pairs)
        counts["pairs right"] += int((pair_scores(out, pairs).argmax(-1) == pairs[:, 3]).sum())

    def share(a: str, *b: str) -> float:
        return round(100 * counts[a] / max(1, sum(counts[name] for name in b)), 1)

    return {
        "trigger+type": share("2 hits", "guessed", "gold"),
        "mode": share("mode", "hits"),
        "status": share("status", "hits"),
        **{r: share(f"2 {r}", f"{r} guessed", f"{r} gold") for r in labels.roles},
        "pairs": share("pairs right", "pairs"),
    }


def _count_events(
    counts: Counter[str], out: dict[str, Tensor], i: int, sample: Sample, labels: Labels
) -> None:
    types = [labels.types[j] for j in out["types"][i, : len(sample.words)].argmax(-1)]
    gold = {event.word: event for event in sample.events or ()}
    counts["guessed"] += sum(type != "-" for type in types)
    counts["gold"] += len(gold)
    for word, event in gold.items():
        for r, role in enumerate(labels.roles):
            mine = set((out["links"][i, r, word] > 0).nonzero()[:, 0].tolist())
            theirs = set(event.roles.get(role, ()))
            counts[f"2 {role}"] += 2 * len(mine & theirs)
            counts[f"{role} guessed"] += len(mine)
            counts[f"{role} gold"] += len(theirs)
        if types[word] != event.type:
            continue
        counts["hits"] += 1
        counts["2 hits"] += 2
        allowed = [k for k, kind in enumerate(labels.kinds) if kind.split("/")[0] == event.type]
        best = max(allowed, key=lambda k: float(out["kinds"][i, word, k]))
        counts["mode"] += labels.kinds[best] == f"{event.type}/{event.mode or ''}"
        counts["status"] += labels.statuses[int(out["statuses"][i, word].argmax())] == event.status
