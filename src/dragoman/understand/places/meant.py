"""Whether the words of a name mean a place where they stand.

The parser marks places, but not all, and the gazetteer knows words that are no places where they
stand: people called London, companies called Amazon, the town of Police. So signs are counted for
and against: what the parser marked, the preposition before, a state or country after, how large the
place is, names around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.records import Mention, MentionLabel, Sentence, Token
from dragoman.understand.places.gazetteer import Feature, Gazetteer
from dragoman.understand.places.spot import Spot, is_great, is_of_counties, named, weight
from dragoman.understand.places.words import (
    AROUND_NAMES,
    DESIGNATORS,
    FOLLOWING,
    HONORIFICS,
    INSTITUTIONS,
    JOINING,
    PLACING,
    SURELY,
    TOWNSPEOPLE,
    marked_places,
    surnames,
)

WANTED = 1.5
"""Signs needed before a name is taken for a place's."""


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


def _is_known(spot: Spot, around: Around) -> bool:
    """Whether a name inside another is a large place's, or a place's elsewhere in the report."""
    large = max(weight(c) for c in spot.candidates) >= 1.0
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
    if len(text.rstrip(".")) < 3 and not _is_short_form(spot, before):
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
    if is_of_counties(tokens, spot.last) and not is_great(spot.candidates):
        signs += 1.5
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
    best = max(weight(c) for c in spot.candidates)
    return best + (0.5 if spot.last > spot.first else 0.0)


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
    """ "LA", "UK", "Va.": two letters are a place's where they stand for a country, or for a
    division after a comma, in capitals or with a full stop."""
    if any(c.feature is Feature.COUNTRY for c in spot.candidates):
        return spot.text.isupper()
    tokens = spot.sentence.tokens
    stopped = spot.text.endswith(".") or any(
        t.text == "." and t.span.start == _end(spot) for t in tokens[spot.last + 1 : spot.last + 2]
    )
    ending = all(t.text == "." for t in tokens[spot.last + 1 :])
    stopped = stopped and (_is_marked(spot) or not ending)
    divisions = any(c.feature is Feature.DIVISION for c in spot.candidates)
    placed = before is not None and (before.text == "," or (stopped and _is_marked(spot)))
    return divisions and placed and (spot.text.isupper() or stopped)


def _end(spot: Spot) -> int:
    return spot.sentence.tokens[spot.last].span.end


def _is_marked(spot: Spot) -> bool:
    """Whether the parser marks a place that begins with the words."""
    return any(
        m.first == spot.first and m.label is MentionLabel.LOCATION for m in spot.sentence.mentions
    )


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
