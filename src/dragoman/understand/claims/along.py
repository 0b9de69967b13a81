"""Phrases read along the line, word by word, where a tree is not to be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Actor
from dragoman.understand.branches import Branches
from dragoman.understand.claims.source import Actors

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BEFORE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"})
_JOINING = frozenset({"of", "for", "from", "in", "at", "de", "du", "del", "al"})
_HYPHENS = frozenset({"-", "‑", "–"})
_CLOSED = frozenset({"that", "who", "which", "whom", "what", "whose"})


def phrase_after(tree: Branches, start: int) -> list[int]:
    """The words of the noun phrase that begins at `start`; empty where none does.

    "the Global Times newspaper" of "told the Global Times newspaper in Beijing on Tuesday" goes on
    with "in Beijing", not with "on Tuesday".
    """
    words: list[int] = []
    place = start
    while place < len(tree.tokens):
        if not _is_of_phrase(tree, place, words):
            break
        words.append(place)
        place += 1
    while words and tree.tokens[words[-1]].upos not in _NOMINAL:
        words.pop()
    return words


def _is_of_phrase(tree: Branches, place: int, words: Sequence[int]) -> bool:
    token = tree.tokens[place]
    if tree.lowers[place] in _CLOSED:
        return False
    begun = any(tree.tokens[word].upos in _NOMINAL for word in words)
    if token.upos == "DET" and begun:
        return tree.lowers[place - 1] in _JOINING
    if token.upos == "PRON" and begun:
        return False
    if token.upos in _BEFORE:
        return True
    following = tree.tokens[place + 1].upos if place + 1 < len(tree.tokens) else ""
    if tree.lowers[place] in _JOINING:
        return begun and following in _BEFORE
    if token.text in _HYPHENS:
        return bool(words) and following in _BEFORE
    return token.upos == "PART" and begun and token.text[:1] in "'’"


def phrase_before(tree: Branches, end: int) -> list[int]:
    """The words of the noun phrase that ends right before `end`; empty where none does."""
    best: list[int] = []
    for start in range(end - 1, -1, -1):
        token = tree.tokens[start]
        joins = tree.lowers[start] in _JOINING or token.text in _HYPHENS or token.upos == "PART"
        if token.upos not in _BEFORE and not joins:
            break
        if phrase_after(tree, start)[-1:] == [end - 1]:
            best = list(range(start, end))
    return best


def actor_among(tree: Branches, words: Sequence[int], actors: Actors) -> Actor | None:
    """The actor that words name: at the word which governs the others, else the last of them."""
    here = [word for word in words if (tree.sentence.index, word) in actors]
    outer = [word for word in here if tree.heads[word] not in words]
    chosen = (outer or here)[-1:]
    return actors[tree.sentence.index, chosen[0]] if chosen else None
