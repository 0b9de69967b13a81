"""Scores on gold words: tags, trees, lemmas, names."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from dragoman.parse.lemmas import apply_recipe
from dragoman.parse.tree import best_tree
from training.batches import Encoding, batches
from training.corpora import Sample, name_spans
from training.network import Labels, Parser


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
