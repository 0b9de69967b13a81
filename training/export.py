"""From a checkpoint to the shipped files: parser.onnx (int8), parser.json and two word lists."""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import torch
from torch import Tensor, nn

from dragoman.parse.lemmas import apply_recipe
from training.corpora import Sample
from training.network import Labels, Parser

INPUTS = ("pieces", "piece_shapes", "piece_mask", "first", "last", "word_shapes", "letters")
TABLED = frozenset(("ADJ", "ADV", "AUX", "NOUN", "VERB"))
OUTPUTS = ("upos", "feats", "recipes", "names", "arcs", "relations")
EVENT_OUTPUTS = ("types", "kinds", "statuses", "alleged", "stances", "pairs")


class Shipped(nn.Module):
    """The graph as shipped: best tags chosen inside, the best relation of every pair of words."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """upos, feats, recipes [batch, words] (numbers of labels), names [batch, words, labels],
        arcs [batch, words, words + 1], relations [batch, words, words + 1] (numbers), then the
        scores of the event heads as `network.Events` gives them."""
        out = self.parser(*inputs)
        pairs = self.parser.relations(out["dependents"], out["governors"])
        return (
            out["upos"].argmax(-1).to(torch.int32),
            out["feats"].argmax(-1).to(torch.int32),
            out["recipes"].argmax(-1).to(torch.int32),
            out["names"],
            out["arcs"],
            pairs.argmax(1).to(torch.uint8),
            *(out[name] for name in (*EVENT_OUTPUTS, "links", "contexts", "pair_whole")),
        )


def load_parser(checkpoint: Path, vocabulary_size: int) -> tuple[Parser, Labels]:
    """The trained network and its labels."""
    saved = torch.load(checkpoint, weights_only=True)
    labels = Labels(**{name: tuple(values) for name, values in saved["labels"].items()})
    parser = Parser(vocabulary_size, labels)
    parser.load_state_dict(saved["state"])
    return parser.eval(), labels


def to_onnx(parser: Parser, path: Path) -> None:
    """Write the graph in 32-bit numbers; every size but the width is free."""
    batch, pieces, words = 2, 9, 6
    example = (
        torch.randint(0, 1000, (batch, pieces)),
        torch.randint(0, 16, (batch, pieces)),
        torch.ones(batch, pieces, dtype=torch.long),
        torch.randint(0, pieces, (batch, words)),
        torch.randint(0, pieces, (batch, words)),
        torch.randint(0, 16, (batch, words)),
        torch.randint(0, 60, (batch, words, 16)),
    )
    piece_axes = {0: "batch", 1: "pieces"}
    word_axes = {0: "batch", 1: "words"}
    axes: dict[str, dict[int, str]] = dict.fromkeys(INPUTS[:3], piece_axes)
    axes |= dict.fromkeys(INPUTS[3:], word_axes)
    axes |= dict.fromkeys(OUTPUTS[:4], word_axes)
    axes |= {name: {**word_axes, 2: "heads"} for name in OUTPUTS[4:]}
    axes |= dict.fromkeys(EVENT_OUTPUTS, word_axes)
    axes["links"] = {0: "batch", 2: "words", 3: "words"}
    axes |= {name: {0: "batch"} for name in ("contexts", "pair_whole")}
    torch.onnx.export(
        Shipped(parser),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=[*OUTPUTS, *EVENT_OUTPUTS, "links", "contexts", "pair_whole"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Weights to 8 bits, a scale for each column; 7 of the 8 bits used, so that processors
    without VNNI do not overflow and every machine gives the same answer."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    biaffine = [
        node.name
        for node in onnx.load(str(source)).graph.node
        if node.op_type == "MatMul"
        and any(f"/{name}/" in node.name for name in ("relations", "arcs", "links"))
    ]
    quantize_dynamic(
        str(source),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=biaffine,
        extra_options={"MatMulConstBOnly": True},
    )


def lemma_table(samples: Iterable[Sample]) -> list[tuple[str, str, str]]:
    """(form, UPOS, lemma) of every word of letters in the treebanks, the commonest lemma each.

    Names are left out: their lemma is the form, and there is no end of them.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sample in samples:
        if sample.recipes is None or sample.upos is None:
            continue
        for form, upos, recipe in zip(sample.words, sample.upos, sample.recipes, strict=True):
            if upos in TABLED and form.isalpha():
                counts[form.lower(), upos][apply_recipe(recipe, form)] += 1
    return sorted((*word, lemmas.most_common(1)[0][0]) for word, lemmas in counts.items())


def export(
    checkpoint: Path, encoder: Path, samples: Iterable[Sample], out: Path, version: str
) -> None:
    """Write parser.onnx, parser.json, lemmas.tsv and vocab.txt to the folder `out`."""
    vocabulary = (encoder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n")
    network, labels = load_parser(checkpoint, len(vocabulary.split("\n")))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "parser.onnx"
        to_onnx(network, full)
        quantise(full, out / "parser.onnx")
    (out / "vocab.txt").write_text(vocabulary, encoding="utf-8")
    rows = ("\t".join(row) + "\n" for row in lemma_table(samples))
    (out / "lemmas.tsv").write_text("".join(rows), encoding="utf-8")
    description = {"version": version, "labels": labels.as_dict()}
    (out / "parser.json").write_text(
        json.dumps(description, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
