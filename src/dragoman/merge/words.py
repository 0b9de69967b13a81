"""Words of two tellings made comparable: stems, without the words that every report has."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_IRREGULAR = {
    "shot": "shoot",
    "met": "meet",
    "struck": "strike",
    "sent": "send",
    "gave": "give",
    "given": "give",
    "flew": "fly",
    "flown": "fly",
    "left": "leave",
    "fought": "fight",
    "withdrew": "withdraw",
    "withdrawn": "withdraw",
    "slain": "kill",
    "slew": "kill",
    "dead": "kill",
    "died": "kill",
    "deaths": "kill",
    "death": "kill",
    "blew": "bomb",
    "held": "hold",
    "stood": "stand",
    "went": "go",
    "took": "take",
    "said": "say",
    "told": "tell",
    "hurt": "injure",
    "wounded": "injure",
    "wounding": "injure",
}
_ENDINGS = tuple("ations ation ments ment ings ing ions ion ers er ies ied ed es s e y".split())
SHORTEST_STEM = 3
"""Letters that an ending must leave, so that "red" stays "red"."""
_COMMON = frozenset(
    """a about after again against all also among an and any are as at away be because been before
    between both but by can could day did do during each eight eleven fifteen first five for four
    from fourteen further group had has have he her his hundreds if in into is it its last late
    later least leave left made many may month more morning most near new news night nine no nor not
    now of off office official officials on one only or other others our out over own part people
    president report reports said same say second several seven she since six so some state
    statement still such ten than that the their them then there they thirteen this thousands three
    through to today told took twelve twenty two under until up was we week were what when where
    which while who will with would year years monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december
    according spokesman spokeswoman local authorities source sources agency government""".split()
)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The part of a word that its forms share.

    >>> [stem(word) for word in ("bombing", "bombed", "bombs", "shot", "met")]
    ['bomb', 'bomb', 'bomb', 'shoot', 'meet']
    """
    word = _IRREGULAR.get(word.lower(), word.lower())
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            left = word[: -len(ending)]
            return left[:-1] if len(left) > SHORTEST_STEM and left[-1] == left[-2] else left
    return word


@lru_cache(maxsize=1 << 10)
def content_stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that say something of their own; may be empty."""
    words = (found.group().lower() for found in _WORD.finditer(text))
    return frozenset(stem(word) for word in words if word not in _COMMON and len(word) > 2)


def in_common(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the words of the shorter that the longer has, 0 to 1; 0 where one has none."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0
