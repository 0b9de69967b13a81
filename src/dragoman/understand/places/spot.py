"""Finds the names of places in a sentence: every run of words with a capital that the gazetteer
knows, the longest first, with the state or country named right after it. Whether a place is meant
is for `meant.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.records import MentionLabel, Sentence, Token, kilometres
from dragoman.understand.places.gazetteer import AFTER, Candidate, Feature, Gazetteer
from dragoman.understand.places.words import (
    BREAKS,
    INSTITUTIONS,
    QUARTERS,
)

LARGE = 100_000
"""People of a large town."""
LONGEST = 6
"""Words of the longest name."""
MANY = 16
"""Words looked through for the "counties" after a list of them."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Words [first, last] of a sentence that name a place, with what they may stand for."""

    sentence: Sentence
    first: int
    last: int
    candidates: tuple[Candidate, ...]
    followed: tuple[Candidate, ...] = ()
    """What the state or country right after it may be."""
    marked: bool = False
    """Whether the parser takes the very words for a place."""
    part: bool = False
    """Whether they only open the name of an institution: "Athens" in "Athens Police Department"."""

    @property
    def text(self) -> str:
        """The words, joined by blanks."""
        return " ".join(t.text for t in self.sentence.tokens[self.first : self.last + 1])


def named(sentence: Sentence, gazetteer: Gazetteer) -> list[Spot]:
    """All names of a sentence that the gazetteer knows, whether places are meant or not."""
    found: list[Spot] = []
    located = frozenset(
        (m.first, m.last) for m in sentence.mentions if m.label is MentionLabel.LOCATION
    )
    at = 0
    while at < len(sentence.tokens):
        spot = _longest(sentence, at, gazetteer, located)
        if spot is None:
            at += 1
            continue
        found.append(spot)
        at = spot.last + 1
    return _standing_in(followed(found))


def _longest(
    sentence: Sentence, first: int, gazetteer: Gazetteer, located: frozenset[tuple[int, int]]
) -> Spot | None:
    """The longest name from a word on; `located` are the words that the parser takes for places."""
    tokens = sentence.tokens
    quarter = _is_quarter(tokens, first)
    if not quarter and not _begins(tokens[first]):
        return None
    past = min(first + LONGEST, len(tokens))
    past = next((i for i in range(first, past) if tokens[i].text in BREAKS), past)
    for last in range(past - 1, first - 1, -1):
        if not _ends(tokens[last]):
            continue
        text = _written(sentence, first, last)
        marked = (first, last) in located
        candidates = gazetteer.named(text)
        if is_of_counties(tokens, last) and not is_great(candidates):
            candidates = gazetteer.named(f"{text} County") or candidates
        if marked and not candidates:
            candidates = gazetteer.partly(text)
        if quarter:
            candidates = tuple(c for c in candidates if c.feature is Feature.COUNTRY)
        if candidates:
            return Spot(sentence, first, last, candidates, marked=marked)
    return None


def is_great(candidates: Iterable[Candidate]) -> bool:
    """Whether a name may be a state's: "In Ohio, Butler and Warren counties"."""
    return any(c.feature in (Feature.COUNTRY, Feature.DIVISION) for c in candidates)


def is_of_counties(tokens: tuple[Token, ...], last: int) -> bool:
    """Whether a name that ends at a word is one of several counties: "Cooke, Grayson and Love
    counties"."""
    for token in tokens[last + 1 : last + 1 + MANY]:
        if token.text.lower() == "counties":
            return True
        if token.text not in (",", "and", "or", "&") and not _begins(token):
            return False
    return False


def _written(sentence: Sentence, first: int, last: int) -> str:
    """The words with the blanks they have in the text, so far as the spans tell."""
    parts: list[str] = []
    end = sentence.tokens[first].span.start
    for token in sentence.tokens[first : last + 1]:
        parts.append((" " if token.span.start > end else "") + token.text)
        end = token.span.end
    return "".join(parts)


def _begins(token: Token) -> bool:
    return token.text[:1].isupper() and token.upos not in ("PRON", "DET", "AUX", "PUNCT", "NUM")


def _is_quarter(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether a quarter of the sky in small letters stands before a name: some write "south Korea",
    and mean the state."""
    following = tokens[first + 1 : first + 2]
    return tokens[first].text in QUARTERS and any(_begins(token) for token in following)


def _ends(token: Token) -> bool:
    return token.text[:1].isalnum() and token.upos not in ("ADP", "DET", "CCONJ", "PART", "PRON")


def followed(found: list[Spot]) -> list[Spot]:
    """Each spot with the state or country named right after it: "Paris, Texas"."""
    told: list[Spot] = []
    for spot, after in zip(found, [*found[1:], None], strict=False):
        if after is None or not _adjoins(spot, after):
            told.append(spot)
            continue
        outer = tuple(c for c in after.candidates if c.feature in _OUTER)
        inner = [c for c in spot.candidates if any(_inside(c, o) for o in outer)]
        told.append(
            Spot(spot.sentence, spot.first, spot.last, spot.candidates, outer, spot.marked)
            if outer and inner
            else spot
        )
    return told


def _standing_in(found: list[Spot]) -> list[Spot]:
    """ "Wellington Street in Ottawa", "St George hospital in Beirut": what is called after a place
    elsewhere lies where the words after "in" say."""
    told: list[Spot] = []
    for spot in reversed(found):
        after = told[-1] if told else None
        if after is not None and _stands_in(spot, after):
            spot = replace(spot, candidates=after.candidates, followed=after.followed)
        told.append(spot)
    return told[::-1]


def _stands_in(spot: Spot, after: Spot) -> bool:
    words = [t.text.lower() for t in spot.sentence.tokens[spot.last + 1 : after.first]]
    if not words or words[-1] not in ("in", "near"):
        return False
    inside = [t.text.lower() for t in spot.sentence.tokens[spot.first + 1 : spot.last + 1]]
    own = inside[-1:] if inside and inside[-1] in _BUILT else []  # the parser's "Wellington Street"
    kinds = own + words[:-1]
    if not all(word in AFTER or word in INSTITUTIONS for word in kinds):
        return False
    if any(c.feature in _GREAT for c in spot.candidates) and not kinds:
        return False
    if not kinds and max(weight(c) for c in spot.candidates) >= 1.0:
        return False
    if own:
        return not any(_is_near(c, o) for c in spot.candidates for o in after.candidates)
    return not any(_inside(c, o) for c in spot.candidates for o in after.candidates)


IN_TOWN = 60.0
"""Kilometres within which a street may be called after a place of its own town."""


def _is_near(one: Candidate, other: Candidate) -> bool:
    return kilometres(one.lat, one.lon, other.lat, other.lon) < IN_TOWN


_BUILT = frozenset(("avenue", "bridge", "highway", "hospital", "road", "square", "street"))
"""What is built in a town and called after another one."""
_GREAT = frozenset((Feature.COUNTRY, Feature.DIVISION, Feature.CAPITAL))
_OUTER = frozenset((Feature.COUNTRY, Feature.DIVISION, Feature.REGION, Feature.COUNTY))


def _adjoins(spot: Spot, after: Spot) -> bool:
    between = spot.sentence.tokens[spot.last + 1 : after.first]
    words = [t.text for t in between]
    return words in ([","], ["("], [",", "in"], ["in"], ["in", "the"]) or (
        words == [] and after.first == spot.last + 1
    )


def _inside(inner: Candidate, outer: Candidate) -> bool:
    if inner.row == outer.row or inner.country != outer.country:
        return False
    return outer.feature in (Feature.COUNTRY, Feature.REGION) or inner.division == outer.division


def weight(candidate: Candidate) -> float:
    """How much a place is meant for its size: a country 2, a village nothing."""
    if candidate.feature in (Feature.COUNTRY, Feature.REGION):
        return 2.0
    if candidate.feature in (Feature.DIVISION, Feature.CAPITAL):
        return 1.6
    if candidate.feature in (Feature.COUNTY, Feature.COUNTY_ABOUT):
        return 1.5
    return 1.0 if candidate.people >= LARGE else 0.4 if candidate.people >= 15_000 else 0.0
