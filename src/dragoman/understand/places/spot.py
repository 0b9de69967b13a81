"""Finds the names of places in a sentence, and says whether a place is meant.

The parser marks places, but not all, and the gazetteer knows words that are no places where they
stand: people called London, companies called Amazon, the town of Police. So every run of words
with a capital that the gazetteer knows is looked at, the longest first, and signs are counted for
and against: what the parser marked, the preposition before, a state or country after, how large the
place is, names around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.records import Mention, MentionLabel, Sentence, Token, kilometres
from dragoman.understand.places.gazetteer import AFTER, Candidate, Feature, Gazetteer
from dragoman.understand.places.words import (
    AROUND_NAMES,
    BREAKS,
    DESIGNATORS,
    FOLLOWING,
    HONORIFICS,
    INSTITUTIONS,
    JOINING,
    PLACING,
    QUARTERS,
    SURELY,
    TOWNSPEOPLE,
    marked_places,
    surnames,
)

LONGEST = 6
LARGE = 100_000
WANTED = 1.5
"""Signs needed before a name is taken for a place's."""


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


@dataclass(frozen=True, slots=True)
class Around:
    """What the article says elsewhere: last names of people, names of common nouns."""

    surnames: frozenset[str]
    given: frozenset[str]
    """Given names of the tables."""
    places: frozenset[str]
    """Names that the parser marks as places somewhere in the article."""
    never: frozenset[str]
    """Words that are places too, but hardly ever mean one."""
    states: frozenset[tuple[int, int]] = frozenset()
    """Words (sentence, word) that the tables of actors take for a state or its seat."""


def spots(sentence: Sentence, gazetteer: Gazetteer, around: Around) -> list[Spot]:
    """The names of places in a sentence, in text order; they do not overlap."""
    return _kept(named(sentence, gazetteer), around)


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


def _kept(found: Iterable[Spot], around: Around) -> list[Spot]:
    """The names that stand for places, those that open an institution's name."""
    kept = []
    for spot in found:
        if spot.first == spot.last and spot.text in around.never:
            continue
        if _signs(spot, around) >= WANTED:
            kept.append(spot)
        elif _opens_an_institution(spot) and _is_known(spot, around):
            kept.append(replace(spot, part=True))
    return kept


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
        candidates = gazetteer.named(text) or (gazetteer.partly(text) if marked else ())
        if quarter:
            candidates = tuple(c for c in candidates if c.feature is Feature.COUNTRY)
        if candidates:
            return Spot(sentence, first, last, candidates, marked=marked)
    return None


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
    if not kinds and max(_weight(c) for c in spot.candidates) >= 1.0:
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


def _is_known(spot: Spot, around: Around) -> bool:
    """Whether a name inside another is a large place's, or a place's elsewhere in the report."""
    large = max(_weight(c) for c in spot.candidates) >= 1.0
    return large or spot.text.lower() in around.places


def _opens_an_institution(spot: Spot) -> bool:
    """Whether the words begin a longer name that says what it is: a police, a university."""
    tokens = spot.sentence.tokens
    for token in tokens[spot.last + 1 : spot.last + 7]:
        if not (token.text[:1].isupper() or token.text.lower() in ("of", "for", "and", "the", "-")):
            return False
        if token.text.lower().rstrip("s") in INSTITUTIONS:
            return True
    return False


def _signs(spot: Spot, around: Around) -> float:
    """How much speaks for a place; below `WANTED` the words are left alone."""
    tokens = spot.sentence.tokens
    before = tokens[spot.first - 1] if spot.first else None
    after = tokens[spot.last + 1] if spot.last + 1 < len(tokens) else None
    text = spot.text
    if len(text) < 3 and not _is_short_form(spot, before):
        return 0.0
    signs = _size(spot)
    signs += _marks(spot)
    if before is not None and before.text.lower() in SURELY:
        signs += 1.5
    elif before is not None and before.text.lower() in PLACING:
        signs += 0.7
    if spot.followed:
        signs += 2.5
    if after is not None and after.text.lower() in DESIGNATORS:
        signs += 1.0
    if after is not None and after.text.lower().rstrip("s") in TOWNSPEOPLE:
        signs += 1.0
    if _is_dateline(spot):
        signs += 1.5
    if text.lower() in around.places:
        signs += 1.0
    words = range(spot.first, spot.last + 1)
    if any((spot.sentence.index, word) in around.states for word in words):
        signs += 2.0
    signs -= _against(spot, before, after, around)
    return signs


def _size(spot: Spot) -> float:
    """Countries and large towns are meant more often than villages."""
    best = max(_weight(c) for c in spot.candidates)
    return best + (0.5 if spot.last > spot.first else 0.0)


def _weight(candidate: Candidate) -> float:
    if candidate.feature in (Feature.COUNTRY, Feature.REGION):
        return 2.0
    if candidate.feature in (Feature.DIVISION, Feature.CAPITAL):
        return 1.6
    if candidate.feature in (Feature.COUNTY, Feature.COUNTY_ABOUT):
        return 1.5
    return 1.0 if candidate.people >= LARGE else 0.4 if candidate.people >= 15_000 else 0.0


def _marks(spot: Spot) -> float:
    """What the parser says of the words."""
    signs = 0.0
    for mention in spot.sentence.mentions:
        if mention.last < spot.first or mention.first > spot.last:
            continue
        same = mention.first >= spot.first and mention.last <= spot.last
        wider = (mention.first, mention.last) != (spot.first, spot.last) and not same
        signs += _mark(mention, same, wider)
    return signs


def _mark(mention: Mention, same: bool, wider: bool) -> float:
    if mention.label is MentionLabel.LOCATION:
        return 1.5 if same else 0.5
    if mention.label is MentionLabel.PERSON:
        return -2.5 if wider else -1.5
    if mention.label is MentionLabel.ORGANISATION:
        return -2.5 if wider else 0.0
    return -2.0


def _against(spot: Spot, before: Token | None, after: Token | None, around: Around) -> float:
    tokens = spot.sentence.tokens
    against = 0.0
    words = [t.text for t in tokens[spot.first : spot.last + 1]]
    single = spot.first == spot.last
    if single and words[0].lower() in around.surnames:
        against += 2.0
    if single and words[0].lower() in around.given and not spot.marked:
        against += 1.5
    if before is not None and before.text.lower() in HONORIFICS:
        against += 2.0
    if after is not None and _is_name(after) and not spot.followed and after.text not in FOLLOWING:
        joined = after.deprel in JOINING or tokens[spot.last].deprel in JOINING
        against += 2.5 if joined or _runs_on(spot) else 0.8
    if before is not None and _is_name(before) and _same_name(tokens, spot.first):
        against += 2.0
    if all(t.upos not in ("PROPN", "X") for t in tokens[spot.first : spot.last + 1]):
        against += 2.5 if not spot.marked else 1.0
    if spot.first == 0 and single and not spot.marked:
        against += 0.5
    return against


def _is_name(token: Token) -> bool:
    return token.upos in AROUND_NAMES and token.text[:1].isupper()


def _runs_on(spot: Spot) -> bool:
    """Whether the tree makes the words a part of a name that goes on after them."""
    tokens = spot.sentence.tokens
    head = tokens[spot.last].head
    return head > spot.last and tokens[head].upos == "PROPN"


def _same_name(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether the name began before: "Michael" in front of "Jordan"."""
    token, before = tokens[first], tokens[first - 1]
    return (token.deprel in JOINING and token.head <= before.index) or (
        before.head == token.index and (before.deprel in JOINING)
    )


def _is_short_form(spot: Spot, before: Token | None) -> bool:
    """ "LA", "UK": two letters are a place's where they stand for a country or after a comma."""
    if any(c.feature is Feature.COUNTRY for c in spot.candidates):
        return spot.text.isupper()
    divisions = any(c.feature is Feature.DIVISION for c in spot.candidates)
    return divisions and spot.text.isupper() and before is not None and before.text == ","


def _is_dateline(spot: Spot) -> bool:
    """ "PYONGYANG, June 19": capitals at the head of a paragraph."""
    return spot.first == 0 and spot.text.isupper() and len(spot.text) > 3


def all_spots(
    sentences: tuple[Sentence, ...],
    gazetteer: Gazetteer,
    given: frozenset[str],
    never: frozenset[str] = frozenset(),
    states: frozenset[tuple[int, int]] = frozenset(),
) -> Iterator[Spot]:
    """The spots of all sentences, in text order."""
    around = Around(surnames(sentences), given, marked_places(sentences), never, states)
    found = [named(sentence, gazetteer) for sentence in sentences]
    first = [_kept(spots, around) for spots in found]
    meant = {s.text.lower() for spots in first for s in spots if not s.part}
    if not any(s.text.lower() in meant - around.places for spots in found for s in spots):
        yield from (s for spots in first for s in spots)
        return
    around = replace(around, places=around.places | meant)
    for spots in found:
        yield from _kept(spots, around)
