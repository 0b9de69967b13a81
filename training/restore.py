"""A checkpoint from the shipped files, to go on training where no checkpoint was kept.

    python -m training.restore training/work/parser/shipped.pt

The weights come back from their eight bits, the table of pieces (which is never trained) from the
encoder's own package. What is lost is under a hundredth of a point on the development parts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.encoder import LAYERS, PRETRAINED, deepened
from training.make import SHIPPED, encoder_folder
from training.network import Labels
from training.train import network_for

QUANTISED = "_quantized"
TRANSPOSED = "_Transposed"
TAGS = ("upos", "feats", "recipes", "names")
"""Heads that the graph names without the list they are kept in."""


def restore(shipped: Path, encoder: Path) -> dict[str, Any]:
    """The state and labels of the network in the folder `shipped`, as `training.train` saves them.
    One of six layers (version 4 and before) comes back with those that begin as copies.

    Raises `SystemExit` where the graph lacks a weight of the network.
    """
    description = json.loads((shipped / "parser.json").read_text(encoding="utf-8"))
    labels = Labels(**{name: tuple(values) for name, values in description["labels"].items()})
    parser, _ = network_for(encoder, labels)
    state = parser.state_dict()
    found = deepened(dict(weights_of(onnx.load(str(shipped / "parser.onnx")))))
    kept = "encoder.pieces.weight"
    missing = sorted(set(state) - set(found) - {kept})
    if missing:
        raise SystemExit(f"the graph lacks {missing[:5]}")
    for name, value in found.items():
        if name != kept:
            state[name] = value.reshape(state[name].shape)
    return {"state": state, "labels": labels.as_dict(), "pass": 0}


def weights_of(model: Any) -> Iterator[tuple[str, Tensor]]:
    """(name in the network, weight) of every weight of the graph."""
    held = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    for name, value in held.items():
        if name.startswith("parser.") and not name.endswith(("_scale", "_zero_point", QUANTISED)):
            yield name.removeprefix("parser."), torch.from_numpy(value.copy())
        elif name.startswith("parser.") and name.endswith(QUANTISED):
            plain = name.removesuffix(QUANTISED)
            value = real(held, plain)
            turned = plain.endswith(TRANSPOSED)
            plain = plain.removesuffix(TRANSPOSED).removeprefix("parser.")
            yield plain, torch.from_numpy(value.T.copy() if turned else value)
    for node in model.graph.node:
        if node.op_type == "MatMulInteger" and node.input[1].startswith("onnx::"):
            plain = node.input[1].removesuffix(QUANTISED)
            yield module_of(node.name) + ".weight", torch.from_numpy(real(held, plain).T.copy())
    yield "encoder.mix", torch.log(torch.tensor(mix_of(model, held)))


def real(held: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    """A weight from its eight bits; the scale is one number or one for each column."""
    bits = held[name + QUANTISED].astype(np.float32)
    zero = held[name + "_zero_point"].astype(np.float32)
    return np.asarray((bits - zero) * held[name + "_scale"], dtype=np.float32)


def module_of(node: str) -> str:
    """The network's name of the module that a node of the graph was made of.

    >>> module_of("/parser/encoder/layers.0/query/MatMul_quant")
    'encoder.layers.0.query'
    >>> module_of("/parser/tags/tags.0/MatMul_quant")
    'tags.0'
    >>> module_of("/parser/upos/MatMul_quant")
    'heads.upos'
    """
    names = node.strip("/").split("/")[1:-1]
    kept = [n for i, n in enumerate(names) if i + 1 == len(names) or not _repeated(n, names[i + 1])]
    return ".".join(["heads", *kept] if kept[0] in TAGS else kept)


def _repeated(name: str, following: str) -> bool:
    return following.startswith(name + ".")


def mix_of(model: Any, held: dict[str, NDArray[Any]]) -> list[float]:
    """How much each layer counts in the mix: single numbers, in the order of the layers."""
    numbers = [
        float(held[name])
        for node in model.graph.node
        if node.op_type == "Mul"
        for name in node.input
        if name.startswith("onnx::Mul_") and held[name].ndim == 0
    ]
    if not PRETRAINED < len(numbers) <= LAYERS + 1:
        raise SystemExit(f"the graph mixes {len(numbers)} layers, not {LAYERS + 1}")
    return numbers


def main() -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shipped", type=Path, default=SHIPPED)
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(restore(options.shipped, encoder_folder()), options.out)


if __name__ == "__main__":
    main()
