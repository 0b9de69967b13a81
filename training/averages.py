"""The mean of the weights of a training, the last the most: flatter than its last step, and better
where the corpora pull apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

WARM = 10
"""The mean follows faster at first: after n steps a share of (n + 1) / (n + WARM) stays at most."""


class Averages:
    """A moving mean of the weights that are trained."""

    def __init__(self, network: nn.Module, keeps: float) -> None:
        """`keeps` is the share of the mean that stays at each step, below 1."""
        self.keeps = keeps
        self.steps = 0
        self.kept = {name: weight.detach().clone() for name, weight in trained(network)}

    @torch.no_grad()
    def add(self, network: nn.Module) -> None:
        """Take the weights after a step into the mean."""
        self.steps += 1
        keeps = min(self.keeps, (self.steps + 1) / (self.steps + WARM))
        weights = dict(trained(network))
        torch._foreach_lerp_(list(self.kept.values()), [weights[n] for n in self.kept], 1 - keeps)

    @contextmanager
    def within(self, network: nn.Module) -> Iterator[None]:
        """The network with the means for its weights, and its own again at the end."""
        own = {name: weight.detach().clone() for name, weight in trained(network)}
        _put(network, self.kept)
        try:
            yield
        finally:
            _put(network, own)


def trained(network: nn.Module) -> list[tuple[str, nn.Parameter]]:
    """The weights that a step changes, with their names."""
    return [(n, weight) for n, weight in network.named_parameters() if weight.requires_grad]


@torch.no_grad()
def _put(network: nn.Module, values: dict[str, Tensor]) -> None:
    for name, weight in trained(network):
        weight.copy_(values[name])
