"""The plans of training: one for each version of the shipped model, each from the last."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of the shipped model."""

    seed: int = 20240619
    tree_shares: tuple[float, ...] = (1.0, 1.0, 0.5, 0.5, 0.75, 0.75, 0.75, 1.0, 0.4, 0.7, 0.5, 1.0)
    """Share of the trees and names in each pass, drawn anew; as many passes as there are shares."""
    event_rounds: tuple[int, ...] = (0, 0, 4, 4, 4, 4, 4, 3, 4, 4, 4, 4)
    """Times that each pass goes over the written corpus. None in the first passes: the event heads
    then start on word vectors that know the language of the news."""
    falls: tuple[tuple[int, float], ...] = ((7, 1.0), (1, 0.2), (2, 0.4), (2, 0.3))
    """The rate falls to nothing over so many passes, from this share of it. The second fall took
    back half of what the trees had lost to the events; the third came with a grown corpus and with
    sentences joined, the fourth with its negatives."""
    words: int = 700
    """Words in a batch, padding counted."""
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    masked: float = 0.05
    """Share of words hidden from the encoder, so that it learns to lean on their neighbours."""
    bfloat16: bool = True
    """Half the bits in the products (not in the weights): twice as fast on recent processors."""
    averaged: float = 0.0
    """Share of the mean of the weights that stays at each step; the mean is then what is scored and
    shipped. 0: the weights of the last step."""
    threads: int = 2
    watched: int = 600
    """Sentences of each development part scored after every pass."""

    @property
    def passes(self) -> int:
        """How many passes over the corpora there are."""
        return len(self.tree_shares)


GROWN = Plan(
    tree_shares=(0.6, 0.25, 0.25, 0.25, 0.25, 0.3, 0.3, 0.35, 0.4, 0.4),
    event_rounds=(1,) * 10,
    falls=((10, 0.8),),
    masked=0.08,
)
"""The settings of version 3, taught a corpus three times as large from the weights of the version
before (`training.restore`)."""

FURTHER = Plan(
    tree_shares=(0.6, 0.7, 0.9),
    event_rounds=(1,) * 3,
    falls=((3, 0.5),),
    masked=0.08,
)
"""The settings of version 4: twice as much of the trees, to win back what they lost to the events,
and the corpus grown by a quarter, from the weights of version 3."""

DEEPER = Plan(
    tree_shares=(0.4, 0.35, 0.35, 0.4, 0.5, 0.6),
    event_rounds=(1,) * 6,
    falls=((6, 0.8),),
    masked=0.08,
)
"""The settings of version 5: three layers more, from the weights of version 4."""

SETTLED = Plan(
    tree_shares=(0.8, 0.8, 1.0),
    event_rounds=(1,) * 3,
    falls=((3, 0.5),),
    masked=0.08,
)
"""The settings of version 6: most of the trees at a lower rate, to win back what the deeper layers
cost them, from the weights of version 5."""

EVENED = Plan(
    tree_shares=(0.6, 0.8),
    event_rounds=(1,) * 2,
    falls=((2, 0.6),),
    masked=0.08,
    averaged=0.999,
)
"""A trial from version 6, not shipped (docs/decisions/0005-two-voices.md): two passes
over the corpus half as large again, the mean of the weights kept."""

TALLER = replace(EVENED, tree_shares=(0.7,), event_rounds=(1,), falls=((3, 0.8),))
"""Three layers more, twelve in all, from the weights of `EVENED`: the first third of a fall."""

STEADIED = replace(TALLER, tree_shares=(1.0,), falls=((1, 0.6),))
"""The settings of version 7: one pass with all trees and the corpus grown again, the rate falling
to nothing, from the weights of `TALLER`."""

RIPENED = replace(STEADIED, tree_shares=(1.0, 1.0), event_rounds=(1, 1), falls=((2, 0.6),))
"""Two passes with all trees, to win back what the twelve layers had not yet learned of them, and
pairs of sides taught what `coding.turned` reads in them; from the weights of `STEADIED`."""

PLANS = {
    "whole": Plan(),
    "grown": GROWN,
    "further": FURTHER,
    "deeper": DEEPER,
    "settled": SETTLED,
    "evened": EVENED,
    "taller": TALLER,
    "steadied": STEADIED,
    "ripened": RIPENED,
}
