"""Probabilities and their log odds."""

from __future__ import annotations

import math

SUREST = 0.99
"""Probabilities of the model are cut here, and at one less this: beyond it they mean nothing."""


def logit(probability: float) -> float:
    """Log odds, cut at both ends."""
    cut = min(max(probability, 1 - SUREST), SUREST)
    return math.log(cut / (1 - cut))


def logistic(score: float) -> float:
    """Log odds to probability."""
    return 1 / (1 + math.exp(-score)) if score > -700 else 0.0
