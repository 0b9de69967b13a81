"""The language model at run time: words in, one analysis a sentence out.

One pass of the encoder for a batch of sentences, all heads on top, by ONNX Runtime on the CPU.
The files are made by ``python -m training.make`` and described in data/models/CARD.md.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import ModelError
from dragoman.parse.conllu import feats_from_text
from dragoman.parse.features import letters_of, shape_of
from dragoman.parse.lemmas import apply_recipe
from dragoman.parse.repairs import repaired
from dragoman.parse.told import EventLabels, proposals, softmax
from dragoman.parse.tree import best_tree
from dragoman.parse.wordpieces import WordPieces
from dragoman.records import EventType, Proposal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH_SENTENCES = 16
"""Sentences in one pass. 8 to 16, sorted by length, ran fastest; 64 was slower."""

OUTPUTS = ("upos", "feats", "recipes", "names", "arcs", "relations")
EVENT_OUTPUTS = ("types", "kinds", "statuses", "alleged", "stances", "links", "contexts")
"""Of a model trained on the written corpus too; one without them proposes nothing."""

MOST_POSITIONS = 510
"""Pieces of one sentence: the encoder knows 512 places, two of them its own signs."""


_Row = tuple[list[int], list[int], list[int], list[int], list[int], list[tuple[int, ...]]]
"""pieces, their shapes, first and last piece of each word, word shapes, letters"""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the model says of one sentence; parallel tuples, one item a word.

    `heads` are 0-based, -1 for the root; `names` are BIO tags; `proposals` are by word, one for
    each word that may tell an event, `None` from a model without event heads.
    """

    upos: tuple[str, ...]
    feats: tuple[Mapping[str, str], ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    proposals: tuple[Proposal, ...] | None = None
    contexts: Mapping[str, float] = field(default_factory=dict)


def usable_processors() -> int:
    """How many processors this process may use; the runtime would else count the host's."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


class LanguageModel:
    """A loaded model. Not for sharing between processes; safe to use again and again."""

    def __init__(self, folder: Path | None = None, *, threads: int | None = None) -> None:
        folder = folder or Path(str(resources.files("dragoman").joinpath("data/models")))
        try:
            description = json.loads((folder / "parser.json").read_text(encoding="utf-8"))
            vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
            self._known_lemmas = _lemmas(folder / "lemmas.tsv")
        except (OSError, ValueError) as error:
            raise ModelError(f"the language model in {folder} cannot be read: {error}") from error
        labels: dict[str, list[str]] = description["labels"]
        self.version: str = description["version"]
        self._upos = labels["upos"]
        self._feats = [feats_from_text(text) for text in labels["feats"]]
        self._recipes = labels["recipes"]
        self._relations = labels["relations"]
        self._names = labels["names"]
        self._events = EventLabels.of(labels) if "types" in labels else None
        self._outputs = [*OUTPUTS, *(EVENT_OUTPUTS if self._events else ())]
        self._pieces = WordPieces(vocabulary)
        self._session = _session(folder / "parser.onnx", threads or usable_processors())

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """One analysis a sentence, in the order given; sentences must not be empty."""
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        found: dict[int, Analysis] = {}
        for start in range(0, len(order), BATCH_SENTENCES):
            group = order[start : start + BATCH_SENTENCES]
            batch = [sentences[i] for i in group]
            outputs = self.run(self.inputs(batch))
            for row, index in enumerate(group):
                found[index] = self._read(outputs, row, batch[row])
        return [found[i] for i in range(len(sentences))]

    def relation(
        self, words: Sequence[str], actor: Sequence[Side], recipient: Sequence[Side]
    ) -> dict[EventType, float]:
        """The probability of each type as the relation of two sides named in a sentence; a side
        may be empty. Raises `ModelError` for a model without the event heads."""
        if self._events is None:
            raise ModelError("this language model knows no relations; make it with the corpus")
        shown, place = marked(words, actor, recipient)
        names = ["pairs", "pair_whole"]
        pairs, whole = self._session.run(names, dict(self.inputs([shown])))
        half = len(self._events.types) - 1
        scores = whole[0]
        if actor:
            scores = scores + pairs[0, place[min(actor)[0]] - 1, :half]
        if recipient:
            scores = scores + pairs[0, place[min(recipient)[0]] - 1, half:]
        types = (EventType(name) for name in self._events.types[1:])
        return dict(zip(types, softmax(scores).tolist(), strict=True))

    def run(self, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """The graph's raw outputs by name."""
        return dict(zip(self._outputs, self._session.run(self._outputs, dict(inputs)), strict=True))

    def inputs(self, batch: Sequence[Sequence[str]]) -> dict[str, NDArray[np.int64]]:
        """The graph's inputs for a batch of sentences, padded to the longest."""
        import numpy as np

        rows = [self._row(words) for words in batch]
        wide = max(len(row[0]) for row in rows)
        longest = max(len(words) for words in batch)
        shape = (len(rows), wide)
        pieces = np.zeros(shape, dtype=np.int64)
        piece_shapes = np.zeros(shape, dtype=np.int64)
        mask = np.zeros(shape, dtype=np.int64)
        first, last, shapes = (np.zeros((len(rows), longest), dtype=np.int64) for _ in range(3))
        letters = np.zeros((len(rows), longest, 16), dtype=np.int64)
        for i, (numbers, over, begin, end, word_shapes, spelled) in enumerate(rows):
            pieces[i, : len(numbers)] = numbers
            piece_shapes[i, : len(numbers)] = over
            mask[i, : len(numbers)] = 1
            count = len(begin)
            first[i, :count] = begin
            last[i, :count] = end
            shapes[i, :count] = word_shapes
            letters[i, :count] = spelled
        return {
            "pieces": pieces,
            "piece_shapes": piece_shapes,
            "piece_mask": mask,
            "first": first,
            "last": last,
            "word_shapes": shapes,
            "letters": letters,
        }

    def _row(self, words: Sequence[str]) -> _Row:
        cut = [self._pieces(word) for word in words]
        if sum(map(len, cut)) > MOST_POSITIONS:
            fair = max(1, MOST_POSITIONS // len(words))
            cut = [pieces[:fair] for pieces in cut]
        cased = unshouted(words)
        shapes = [shape_of(word, index == 0) for index, word in enumerate(cased)]
        numbers, over = [self._pieces.start], [0]
        first: list[int] = []
        last: list[int] = []
        for pieces, shape in zip(cut, shapes, strict=True):
            first.append(len(numbers))
            numbers.extend(pieces)
            over.extend([shape + 1] * len(pieces))
            last.append(len(numbers) - 1)
        numbers.append(self._pieces.end)
        over.append(0)
        return numbers, over, first, last, shapes, [letters_of(word) for word in cased]

    def _read(self, outputs: Mapping[str, Any], row: int, words: Sequence[str]) -> Analysis:
        count = len(words)
        best = best_tree(outputs["arcs"][row, :count, : count + 1])
        shares = outputs["relations"][row]
        upos = tuple(self._upos[i] for i in outputs["upos"][row, :count].tolist())
        named = [
            self._relations[int(shares[word, head])] if head else "root"
            for word, head in enumerate(best)
        ]
        heads, relations = repaired([head - 1 for head in best], named, upos)
        return Analysis(
            upos=upos,
            feats=tuple(self._feats[i] for i in outputs["feats"][row, :count].tolist()),
            lemmas=tuple(
                self._known_lemmas.get((word.lower(), tag)) or apply_recipe(self._recipes[i], word)
                for i, word, tag in zip(
                    outputs["recipes"][row, :count].tolist(), unshouted(words), upos, strict=True
                )
            ),
            heads=heads,
            relations=relations,
            names=tuple(self._names[i] for i in outputs["names"][row, :count].argmax(-1).tolist()),
            **self._told(outputs, row, count),
        )

    def _told(self, outputs: Mapping[str, Any], row: int, count: int) -> dict[str, Any]:
        if self._events is None:
            return {}
        return {
            "proposals": tuple(proposals(outputs, row, count, self._events)),
            "contexts": self._events.likely_contexts(outputs["contexts"][row]),
        }


Side = tuple[int, int]
"""First and last word, both inclusive, of a place where a side of a pair is named."""

MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
"""Signs of the vocabulary that stand around the actor and around the recipient of a pair."""


def marked(
    words: Sequence[str], actor: Sequence[Side], recipient: Sequence[Side]
) -> tuple[list[str], list[int]]:
    """The words with signs around both sides, and the new place of each old word.

    >>> marked(["Iran", "thanked", "Iraq"], [(0, 0)], [(2, 2)])[1]
    [1, 3, 5]
    """
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for sides, first, last in ((actor, *MARKS[:2]), (recipient, *MARKS[2:])):
        for start, end in sides:
            before[start] = first
            after[end] = last
    found: list[str] = []
    place: list[int] = []
    for index, word in enumerate(words):
        if index in before:
            found.append(before[index])
        place.append(len(found))
        found.append(word)
        if index in after:
            found.append(after[index])
    return found, place


def _lemmas(path: Path) -> dict[tuple[str, str], str]:
    """The lemmas of words the treebanks know, by form and part of speech.

    The model finds a recipe for any word, but for the words it learned from the book is surer:
    97.4 % against 96.6 % of the lemmas of EWT's development part.
    """
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {(form, upos): lemma for form, upos, lemma in rows}


def unshouted(words: Sequence[str]) -> Sequence[str]:
    """Words of a sentence set all in capitals, in lower case; any other sentence as it is.

    A teletype or a tabloid headline has no case to learn from, and CAPITALS would be read as
    acronyms throughout.

    >>> unshouted(["REBELS", "ATTACK", "ARMY", "POST", "."])
    ['rebels', 'attack', 'army', 'post', '.']
    """
    letters = [word for word in words if word[0].isalpha()]
    if len(letters) < 4 or sum(word.isupper() for word in letters) < 0.8 * len(letters):
        return words
    return [word.lower() for word in words]


def _session(path: Path, threads: int) -> Any:
    """An ONNX Runtime session that uses so many threads and no more memory than it must."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"the language model {path.name} cannot be loaded: {error}") from error
