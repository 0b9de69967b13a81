"""Places of a report: found in its sentences, told apart by kind, put on the map.

literal     where something is: "in Pyongyang", "the Gaza border"
metonymic   a government, a team, a people behind the name: "Washington warned"
demonym     whose, not where: "Russian", "Gazans"
other       part of an institution's name: "Athens" in "Athens Police Department"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.records import (
    DATELINE,
    Actor,
    ActorMention,
    Parsed,
    Place,
    PlaceKind,
    Role,
    Sentence,
    Span,
    Token,
)
from dragoman.understand.places.choose import Name, decided
from dragoman.understand.places.gazetteer import (
    PRECISION,
    Candidate,
    Feature,
    Gazetteer,
    fold,
    load_gazetteer,
)
from dragoman.understand.places.meant import all_spots
from dragoman.understand.places.spot import Spot
from dragoman.understand.places.words import PLACING
from dragoman.understand.tsv import read_tsv

ACTING = frozenset(("nsubj", "nsubj:pass", "obl:agent", "iobj"))
FILED = re.compile(r"[^,(/—–:]+?(?=\s*(?:[,(/—–:]|--|-\s|$))")
"""The place at the head of a dateline: "PYONGYANG" of "PYONGYANG, June 19 (Reuters) -"."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """The gazetteer with the words around it."""

    gazetteer: Gazetteer
    demonyms: Mapping[str, str]
    """Adjectives and peoples, as written, to the name of their place."""
    given: frozenset[str]
    """Given names and common family names, in lower case."""
    never: frozenset[str]
    """Words that are places too, but hardly ever mean one."""


@cache
def load_atlas() -> Atlas:
    """The atlas shipped with the package; raises `LexiconError` where a file is not in order."""
    data = files("dragoman") / "data"
    demonyms: dict[str, str] = {}
    for row in read_tsv(data / "places", "demonyms.tsv"):
        demonyms[row.text("demonym")] = row.text("place")
    for row in read_tsv(data / "actors", "states.tsv"):
        if not row.text("valid_until"):
            for word in (*row.texts("adjectives"), *row.texts("demonyms")):
                demonyms.setdefault(word, row.text("name"))
    names = frozenset(row.text("name").lower() for row in read_tsv(data / "actors", "names.tsv"))
    never = frozenset(row.text("word") for row in read_tsv(data / "places", "not_places.tsv"))
    return Atlas(load_gazetteer(), demonyms, names, never)


def find_places(
    parsed: Parsed, actors: Sequence[ActorMention] = (), atlas: Atlas | None = None
) -> tuple[Place, ...]:
    """The places of a report in text order; a name no table knows is left out."""
    atlas = atlas or load_atlas()
    known = {(a.sentence, a.token): a.actor for a in actors if a.actor.known}
    states = frozenset(
        at for at, actor in known.items() if actor.entity_id == f"state:{actor.country}"
    )
    found_spots = all_spots(parsed.sentences, atlas.gazetteer, atlas.given, atlas.never, states)
    spots = [spot for spot in found_spots if not _is_body(spot, known)]
    dateline = _dateline(parsed, atlas.gazetteer)
    chosen = _chosen(spots, dateline[1] if dateline else None)
    acting = set(known)
    found = []
    if dateline is not None:
        place = chosen[_key(dateline[1])]
        found.append(_place(dateline[0], DATELINE, None, PlaceKind.LITERAL, place))
    for spot in spots:
        place = chosen[_key_of(spot)]
        kind = _kind(spot, acting)
        found.append(_place(_span(spot), spot.sentence.index, _head(spot), kind, place))
    found.extend(_demonyms(parsed.sentences, found, atlas))
    return tuple(sorted(found, key=lambda place: place.span))


def _dateline(parsed: Parsed, gazetteer: Gazetteer) -> tuple[Span, Name] | None:
    article = parsed.article
    for part in article.parts:
        if part.role is not Role.DATELINE:
            continue
        told = FILED.match(article.text, part.span.start, part.span.end)
        if told is None:
            continue
        name = told[0].strip()
        candidates = gazetteer.named(name)
        if candidates:
            rest = article.text[told.end() : part.span.end].lstrip(", ")
            outer = gazetteer.named(re.split(r"[,(—–-]", rest)[0].strip())
            held = tuple(c for c in outer if c.feature in (Feature.COUNTRY, Feature.DIVISION))
            span = Span(told.start(), told.start() + len(name))
            return span, Name(name, candidates, 1, held, first=True)
    return None


def _chosen(spots: Sequence[Spot], dateline: Name | None) -> dict[tuple[object, ...], Candidate]:
    """What each name of the report stands for; a bare name is the one told in full elsewhere."""
    names: dict[tuple[object, ...], Name] = {}
    if dateline is not None:
        names[_key(dateline)] = dateline
    for spot in spots:
        key = _key_of(spot)
        if key in names:
            names[key].count += 1
        else:
            names[key] = Name(spot.text, spot.candidates, 1, spot.followed)
    told = {key[0]: name.followed for key, name in names.items() if name.followed}
    for key, name in names.items():
        if not name.followed and key[0] in told:
            name.followed = told[key[0]]
    places = decided(list(names.values()))
    return {key: place for key, place in zip(names, places, strict=True) if place is not None}


def _key_of(spot: Spot) -> tuple[object, ...]:
    return (fold(spot.text), tuple(c.row for c in spot.followed))


def _key(name: Name) -> tuple[object, ...]:
    return (fold(name.text), tuple(c.row for c in name.followed))


def _kind(spot: Spot, acting: set[tuple[int, int]]) -> PlaceKind:
    if spot.part:
        return PlaceKind.OTHER
    head = _head(spot)
    token = spot.sentence.tokens[head]
    political = any(c.feature in (Feature.COUNTRY, Feature.CAPITAL) for c in spot.candidates)
    if political and token.deprel in ACTING and (spot.sentence.index, head) in acting:
        before = spot.sentence.tokens[spot.first - 1].text.lower() if spot.first else ""
        if before not in PLACING:
            return PlaceKind.METONYMIC
    return PlaceKind.LITERAL


def _is_body(spot: Spot, known: Mapping[tuple[int, int], Actor]) -> bool:
    """Whether the very words are an organisation's: "UN" is no town in Gujarat."""
    actor = known.get((spot.sentence.index, _head(spot)))
    countries = {c.country for c in spot.candidates}
    return actor is not None and actor.span == _span(spot) and actor.country not in countries


def _span(spot: Spot) -> Span:
    tokens = spot.sentence.tokens
    return Span(tokens[spot.first].span.start, tokens[spot.last].span.end)


def _head(spot: Spot) -> int:
    """The word of the name whose governor stands outside it."""
    inside = range(spot.first, spot.last + 1)
    return next((i for i in inside if spot.sentence.tokens[i].head not in inside), spot.last)


def _place(
    span: Span, sentence: int, token: int | None, kind: PlaceKind, place: Candidate
) -> Place:
    return Place(
        span=span,
        sentence=sentence,
        token=token,
        kind=kind,
        name=place.name,
        geonames_id=place.geonames_id,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        precision=PRECISION[place.feature],
    )


def _demonyms(
    sentences: Sequence[Sentence], taken: Sequence[Place], atlas: Atlas
) -> Iterator[Place]:
    """Adjectives and peoples of one or two words that no place covers."""
    covered = {(p.sentence, i) for p in taken for i in _words_of(p, sentences)}
    for sentence in sentences:
        tokens = sentence.tokens
        at = 0
        while at < len(tokens):
            word = tokens[at].text
            asked = word[:1].isupper() or word in atlas.demonyms  # "papal"
            told = _demonym_at(tokens, at, atlas) if asked else None
            if told is None or any((sentence.index, i) in covered for i in range(at, told[1])):
                at += 1
                continue
            place, end = told
            span = Span(tokens[at].span.start, tokens[end - 1].span.end)
            yield _place(span, sentence.index, end - 1, PlaceKind.DEMONYM, place)
            at = end


def _demonym_at(tokens: Sequence[Token], at: int, atlas: Atlas) -> tuple[Candidate, int] | None:
    """The place of the adjective or people that begins at a word, and the word after it."""
    for end in (at + 2, at + 1):
        name = atlas.demonyms.get(" ".join(t.text for t in tokens[at:end]))
        places = atlas.gazetteer.named(name) if name and end <= len(tokens) else ()
        if places:
            return places[0], end
    return None


def _words_of(place: Place, sentences: Sequence[Sentence]) -> Iterator[int]:
    if place.sentence == DATELINE:
        return
    for token in sentences[place.sentence].tokens:
        if token.span.meets(place.span):
            yield token.index
