"""How many were killed and injured, as a sentence tells it.

A number counts for the nearest word of death or injury in the same clause: "killing 12 people and
wounding 30", "left 14 dead", "the death toll rose to 15". "Dozens" is no number. What is measured
("12 km", "3 June", "30 per cent") is no toll.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NAMED = {word: number for number, word in enumerate(_SMALL.split())}
_NAMED |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
_NAMED |= {"dozen": 12, "hundred": 100}
_KILLED = re.compile(
    r"kill(?:ed|ing|s)?|dead|die[ds]?|dying|deaths?|slain|murder(?:ed|ing)?|massacred?|fatalit\w+|"
    r"shot|gunned|beheaded|executed|toll|lives|claimed"
)
_INJURED = re.compile(r"injur\w+|wound\w*|hurt|maimed")
_ANY = re.compile(f"{_KILLED.pattern}|{_INJURED.pattern}")
_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:-[^\W\d_]+)*|[;:.!?]")
_MEASURED = frozenset(
    """km kilometres kilometers miles metres meters years year days day hours hour minutes months
    month weeks week percent per million billion dollars euros tonnes tons january february march
    april may june july august september october november december am pm times th rd people-strong
    -year-old provinces districts villages towns countries sites houses homes vehicles drones
    missiles rockets planes attackers gunmen suspects""".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
REACH = 7
"""Words between a number and the word that says what became of so many."""
TOLL_REACH = 14
"""The same after "toll": "the death toll from Monday's market bombing in the city rose to 14"."""


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed and injured; None where no number is told."""

    killed: int | None = None
    injured: int | None = None


@lru_cache(maxsize=1 << 10)
def toll_in(text: str) -> Toll:
    """The toll a sentence tells, the highest where it tells two.

    >>> toll_in("A bomb killed at least 12 people and wounded thirty in Kabul on 3 June.")
    Toll(killed=12, injured=30)
    >>> toll_in("The death toll rose from nine to 14.")
    Toll(killed=14, injured=None)
    """
    if not _ANY.search(text.lower()):
        return Toll()
    tokens = [found.group().lower() for found in _TOKEN.finditer(text)]
    killed: list[int] = []
    injured: list[int] = []
    for place, token in enumerate(tokens):
        number = _number(token)
        if number is None or _is_measure(tokens, place):
            continue
        kind = _kind(tokens, place)
        if kind is not None:
            (killed if kind == "killed" else injured).append(number)
    return Toll(max(killed, default=None), max(injured, default=None))


def _number(token: str) -> int | None:
    digits = token.replace(",", "")
    if digits.isdigit():
        return int(digits)
    if "-" in token:
        tens, _, ones = token.partition("-")
        if tens in _NAMED and ones in _NAMED:
            return _NAMED[tens] + _NAMED[ones]
    return _NAMED.get(token)


def _is_measure(tokens: list[str], place: int) -> bool:
    """A date, an age, a length: no number of people."""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    before = tokens[place - 1] if place else ""
    year = tokens[place].isdigit() and 1900 <= int(tokens[place]) <= 2100
    return after in _MEASURED or before in _MONTHS or year or before == "no"


def _kind(tokens: list[str], place: int) -> str | None:
    """What became of so many: by the nearest word of death or injury, one after it first where
    both are as near ("12 people were killed and 30 injured")."""
    best: tuple[int, str] | None = None
    for step in (1, -1):
        for far in range(1, REACH + 1):
            at = place + step * far
            if not 0 <= at < len(tokens) or tokens[at] in ";:.!?":
                break
            kind = _word_kind(tokens[at])
            if kind is not None:
                # in "killing 12 people and wounding 30" the verb before rules its own number
                cost = 2 * far + (1 if step < 0 else 0) + _crossed(tokens, place, at)
                if best is None or cost < best[0]:
                    best = (cost, kind)
                break
    if best is None and "toll" in tokens[max(place - TOLL_REACH, 0) : place]:
        return "killed"
    return best[1] if best else None


def _word_kind(token: str) -> str | None:
    if _INJURED.fullmatch(token):
        return "injured"
    return "killed" if _KILLED.fullmatch(token) else None


def _crossed(tokens: list[str], place: int, at: int) -> int:
    """What it costs to look past "and" or another number: they begin another count."""
    low, high = sorted((place, at))
    between = tokens[low + 1 : high]
    return 8 * sum(token in ("and", ",") or _number(token) is not None for token in between)
