"""The network: one encoder, and on it a head for each thing to be known of a word.

A further head (events, roles, status, attribution) is one more module in `Parser.heads`: it
gets the same word vectors, and its loss joins the sum in `training.train`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn

from dragoman.parse.features import LETTER_NUMBERS, SHAPE_NUMBERS
from training.encoder import WIDTH, Encoder


@dataclass(frozen=True, slots=True)
class Labels:
    """The closed lists the heads choose from, in the order of their outputs."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    recipes: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]

    def as_dict(self) -> dict[str, list[str]]:
        """For the model's description file."""
        return {name: list(values) for name, values in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the heads, chosen as in the trial (see the model card)."""

    letters: int = 32
    letter_filters: int = 64
    shape: int = 16
    tags: int = 384
    names: int = 192
    arc: int = 400
    relation: int = 100


class Letters(nn.Module):
    """A character network: what the letters of a word say (capitals, endings, digits)."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.table = nn.Embedding(LETTER_NUMBERS, sizes.letters, padding_idx=0)
        self.filter = nn.Conv1d(sizes.letters, sizes.letter_filters, 3, padding=1)

    def forward(self, letters: Tensor) -> Tensor:
        """`letters` [batch, words, letters] -> [batch, words, filters]."""
        batch, words, count = letters.shape
        x = self.table(letters).view(batch * words, count, -1).transpose(1, 2)
        return torch.relu(self.filter(x)).amax(-1).view(batch, words, -1)


class Biaffine(nn.Module):
    """Scores of pairs of words: Dozat and Manning 2017."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(outputs, width + 1, width + 1))
        if outputs > 1:
            nn.init.normal_(self.weight, std=0.01)

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        """[batch, n, width] x [batch, m, width] -> [batch, outputs, n, m]."""
        ones = torch.ones_like(dependent[..., :1])
        dependent = torch.cat([dependent, ones], -1).unsqueeze(1)
        head = torch.cat([head, torch.ones_like(head[..., :1])], -1).unsqueeze(1)
        return (dependent @ self.weight) @ head.transpose(-1, -2)


class Parser(nn.Module):
    """Words to tags, morphology, lemma recipes, names and trees."""

    def __init__(self, vocabulary_size: int, labels: Labels, sizes: Sizes | None = None) -> None:
        super().__init__()
        sizes = sizes or Sizes()
        self.encoder = Encoder(vocabulary_size, SHAPE_NUMBERS)
        self.letters = Letters(sizes)
        self.shape = nn.Embedding(SHAPE_NUMBERS, sizes.shape)
        self.drop = nn.Dropout(0.33)
        width = WIDTH + sizes.letter_filters + sizes.shape
        counts = {
            "upos": len(labels.upos),
            "feats": len(labels.feats),
            "recipes": len(labels.recipes),
        }
        self.tags = self._block(width, sizes.tags)
        self.heads = nn.ModuleDict({n: nn.Linear(sizes.tags, c) for n, c in counts.items()})
        self.naming = self._block(width, sizes.names)
        self.heads["names"] = nn.Linear(sizes.names, len(labels.names))
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dependent = self._block(width, sizes.arc)
        self.arc_head = self._block(width, sizes.arc)
        self.relation_dependent = self._block(width, sizes.relation)
        self.relation_head = self._block(width, sizes.relation)
        self.arcs = Biaffine(sizes.arc, 1)
        self.relations = Biaffine(sizes.relation, len(labels.relations))

    def _block(self, width: int, out: int) -> nn.Sequential:
        return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(0.33))

    def words(
        self,
        pieces: Tensor,
        piece_shapes: Tensor,
        piece_mask: Tensor,
        first: Tensor,
        last: Tensor,
        word_shapes: Tensor,
        letters: Tensor,
    ) -> Tensor:
        """Word vectors [batch, words, width]: the mean of a word's first and last piece, its
        letters and its shape."""
        x = self.encoder(pieces, piece_shapes, piece_mask)

        def pick(places: Tensor) -> Tensor:
            return x.gather(1, places.unsqueeze(-1).expand(-1, -1, x.shape[-1]))

        seen = (pick(first) + pick(last)) * 0.5
        return self.drop(torch.cat([seen, self.letters(letters), self.shape(word_shapes)], -1))

    def forward(self, *inputs: Tensor) -> dict[str, Tensor]:
        """Scores of all heads, and what the relation head needs to score a pair.

        upos, feats, recipes, names: [batch, words, labels]; arcs: [batch, words, words + 1]
        with the root in column 0; dependents [batch, words, width] and governors
        [batch, words + 1, width] for `relation_scores`.
        """
        x = self.words(*inputs)
        tagged = self.tags(x)
        out = {name: self.heads[name](tagged) for name in ("upos", "feats", "recipes")}
        out["names"] = self.heads["names"](self.naming(x))
        root = self.root.expand(x.shape[0], 1, -1)
        rooted = torch.cat([root, x], 1)
        out["arcs"] = self.arcs(self.arc_dependent(x), self.arc_head(rooted)).squeeze(1)
        out["dependents"] = self.relation_dependent(x)
        out["governors"] = self.relation_head(rooted)
        return out

    def relation_scores(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Scores [batch, words, labels] of the relation of each word to its head `heads`.

        Only the chosen pairs are scored: all pairs would cost more than the encoder.
        """
        places = heads.unsqueeze(-1).expand(-1, -1, out["governors"].shape[-1])
        governors = out["governors"].gather(1, places)
        ones = torch.ones_like(governors[..., :1])
        governors = torch.cat([governors, ones], -1)
        dependents = torch.cat([out["dependents"], ones], -1)
        turned = torch.einsum("bwi,rij->bwrj", dependents, self.relations.weight)
        return (turned @ governors.unsqueeze(-1)).squeeze(-1)
