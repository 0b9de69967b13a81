"""The best tree under arc scores: Chu and Liu 1965, Edmonds 1967.

Most sentences need nothing of it: where every word's best head already makes a tree with one
root, that is the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """Heads of the highest-scoring tree with exactly one word under the root.

    `scores` is [n, n + 1]: row d holds the score of each head of word d + 1, column 0 being
    the root and column h word h. Returns n heads, 0 for the root, else 1-based.
    """
    heads = [int(h) for h in scores.argmax(axis=1)]
    if heads.count(0) == 1 and not _cycle(heads):
        return heads
    return _one_root(scores)


def _one_root(scores: NDArray[np.float32]) -> list[int]:
    """The best tree over the few likeliest words under the root, each tried alone."""
    import numpy as np

    count = scores.shape[0]
    square = np.full((count + 1, count + 1), -np.inf, dtype=np.float64)
    square[1:, :] = scores
    np.fill_diagonal(square, -np.inf)
    gain = square[1:, 0] - square[1:, 1:].max(axis=1, initial=-1e9)
    best: tuple[float, list[int]] | None = None
    for word in np.argsort(-gain)[:5]:
        trial = square.copy()
        trial[1:, 0] = -np.inf
        trial[word + 1, 0] = square[word + 1, 0]
        heads = _chu_liu_edmonds(trial)
        total = float(sum(square[d, h] for d, h in enumerate(heads) if d))
        if best is None or total > best[0]:
            best = (total, heads[1:])
    assert best is not None
    return best[1]


def _chu_liu_edmonds(scores: NDArray[np.float64]) -> list[int]:
    """Heads (index 0 is the root, its head 0) of the best tree of a square score matrix."""
    import numpy as np

    heads = [0, *(int(h) for h in scores[1:].argmax(axis=1))]
    cycle = _cycle(heads[1:])
    if not cycle:
        return heads
    inside = sorted(cycle)
    outside = [i for i in range(len(heads)) if i not in cycle]
    within = scores[inside, [heads[i] for i in inside]]
    to_cycle = scores[np.ix_(inside, outside)] - within[:, None]
    entry = to_cycle.argmax(axis=0)
    from_cycle = scores[np.ix_(outside, inside)]
    leave = from_cycle.argmax(axis=1)
    size = len(outside) + 1
    smaller = np.full((size, size), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = to_cycle.max(axis=0)
    smaller[:-1, -1] = from_cycle.max(axis=1)
    solved = _chu_liu_edmonds(smaller)
    return _expand(solved, heads, inside, outside, entry.tolist(), leave.tolist())


def _expand(
    solved: list[int],
    heads: list[int],
    inside: list[int],
    outside: list[int],
    entry: list[int],
    leave: list[int],
) -> list[int]:
    full = list(heads)
    last = len(solved) - 1
    for small, head in enumerate(solved[:-1]):
        word = outside[small]
        if word:
            full[word] = inside[leave[small]] if head == last else outside[head]
    broken = inside[entry[solved[last]]]
    full[broken] = outside[solved[last]]
    return full


def _cycle(heads: list[int]) -> set[int]:
    """The words (1-based) of one cycle among 1-based heads; empty where there is none."""
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for start in range(1, len(heads) + 1):
        path: list[int] = []
        word = start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word - 1]
        if state[word] == 1:
            return set(path[path.index(word) :])
        for seen in path:
            state[seen] = 2
    return set()
