"""Scores on evaluation sets: gold in, precision, recall and F1 out, with what went wrong."""

from __future__ import annotations

from dragoman.evaluate.gold import Gold, GoldEvent, gold_of, read_gold
from dragoman.evaluate.sets import SETS, known_set

__all__ = ["SETS", "Gold", "GoldEvent", "gold_of", "known_set", "read_gold"]
