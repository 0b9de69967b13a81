"""The network: one encoder, and on it a head for each thing to be known of a word.

A further head is one more module: it gets the same word vectors, and its loss joins the sum in
`training.train`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

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
    types: tuple[str, ...] = ()
    """"-" for a word that tells no event, then the 16 types."""
    kinds: tuple[str, ...] = ()
    """Every (type, mode), "ASSAULT/aerial"; "ASSAULT/" where no mode is told."""
    statuses: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()

    def with_lists(self, lists: Mapping[str, list[str]]) -> Labels:
        """These labels with the lists of a checkpoint, which its heads were made for."""
        return replace(self, **{name: tuple(values) for name, values in lists.items()})

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
    event: int = 256
    state: int = 128
    link: int = 160
    pair: int = 192


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


def block(width: int, out: int) -> nn.Sequential:
    """A layer of a head."""
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(0.33))


class Events(nn.Module):
    """Words to the events they tell, who takes part in them, and the relation of a marked pair."""

    def __init__(self, width: int, labels: Labels, sizes: Sizes) -> None:
        super().__init__()
        self.told = block(width, sizes.event)
        self.types = nn.Linear(sizes.event, len(labels.types))
        self.kinds = nn.Linear(sizes.event, len(labels.kinds))
        self.state = block(width, sizes.state)
        self.statuses = nn.Linear(sizes.state, len(labels.statuses))
        self.alleged = nn.Linear(sizes.state, 1)
        self.stances = nn.Linear(sizes.state, len(labels.stances))
        self.link_trigger = block(width, sizes.link)
        self.link_word = block(width, sizes.link)
        self.links = Biaffine(sizes.link, len(labels.roles))
        self.whole = block(width, sizes.pair)
        self.contexts = nn.Linear(sizes.pair, len(labels.contexts))
        self.pair = block(width, sizes.pair)
        self.pairs = nn.Linear(sizes.pair, 2 * (len(labels.types) - 1))
        self.pair_whole = nn.Linear(sizes.pair, len(labels.types) - 1)

    def forward(self, x: Tensor, there: Tensor) -> dict[str, Tensor]:
        """`x` [batch, words, width]; `there` [batch, words], 1 where a word is, 0 for padding.

        types, kinds, statuses, alleged, stances: [batch, words, labels]; links [batch, roles,
        words (triggers), words (parties)]; contexts [batch, labels]; pairs [batch, words, 2 *
        types], the scores of a mark of the actor and of the recipient, and pair_whole [batch,
        types], those of the sentence: the relation of a marked pair is their sum.
        """
        told, state = self.told(x), self.state(x)
        weights = (there / there.sum(1, keepdim=True).clamp(min=1)).unsqueeze(-1)
        whole = self.whole((x * weights).sum(1))
        return {
            "types": self.types(told),
            "kinds": self.kinds(told),
            "statuses": self.statuses(state),
            "alleged": self.alleged(state),
            "stances": self.stances(state),
            "links": self.links(self.link_trigger(x), self.link_word(x)),
            "contexts": self.contexts(whole),
            "pairs": self.pairs(self.pair(x)),
            "pair_whole": self.pair_whole(whole),
        }


class Parser(nn.Module):
    """Words to tags, morphology, lemma recipes, names, trees and events."""

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
        self.tags = block(width, sizes.tags)
        self.heads = nn.ModuleDict({n: nn.Linear(sizes.tags, c) for n, c in counts.items()})
        self.naming = block(width, sizes.names)
        self.heads["names"] = nn.Linear(sizes.names, len(labels.names))
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dependent = block(width, sizes.arc)
        self.arc_head = block(width, sizes.arc)
        self.relation_dependent = block(width, sizes.relation)
        self.relation_head = block(width, sizes.relation)
        self.arcs = Biaffine(sizes.arc, 1)
        self.relations = Biaffine(sizes.relation, len(labels.relations))
        self.events = Events(width, labels, sizes)

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
        [batch, words + 1, width] for `relation_scores`; and what `Events` gives.
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
        return out | self.events(x, (inputs[3] > 0).to(x.dtype))

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


def pair_scores(out: dict[str, Tensor], pairs: Tensor) -> Tensor:
    """Scores [m, types] of the relation of each marked pair (row, two places or -1, ...)."""
    rows, actor, recipient = pairs[:, 0], pairs[:, 1], pairs[:, 2]
    both = out["pairs"].float()
    half = both.shape[-1] // 2
    scores = out["pair_whole"].float()[rows]
    scores = scores + both[rows, actor.clamp(min=0), :half] * (actor >= 0)[:, None]
    return scores + both[rows, recipient.clamp(min=0), half:] * (recipient >= 0)[:, None]
