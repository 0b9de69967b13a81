"""Whose the police are: the country of those who are named by what they do alone.

"Police arrested nine students in Nairobi": nothing beside "police" tells of which state they are,
but the report does, by where it happens.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from dragoman.records import (
    DATELINE,
    Actor,
    ActorMention,
    Parsed,
    Place,
    PlaceKind,
    Sentence,
)
from dragoman.understand.actors.describe import PEOPLE
from dragoman.understand.actors.past import state_of_the_day
from dragoman.understand.actors.setting import slug
from dragoman.understand.knowledge import NO_COUNTRY, is_exact

RULE = "actors.where"
AT_HOME = frozenset(
    (
        "COP GOV MIL LEG JUD PTY OPP REB PRM SPY CVL LAB EDU MED REL AGR CRM UAF ELI SOC RET BUS"
    ).split()
)
"""Sectors of people who mostly act where they live."""
BODIES_UNKNOWN = "actors.unknown_organisation"
PERSONS = ("actors.unknown_person", "actors.titled_person")
OF_PEOPLES = ("actors.demonym",)
AGAIN = ("actors.pronoun", "actors.again")
"""Rules that name somebody again."""
AIMS = frozenset(("to", "into", "towards", "toward", "for"))
FROM_ABROAD = re.compile(
    r"\b(?:foreign(?! (?:minist|secretar|office|affairs|policy|service))|expatriate|global"
    r"|african|arab|asian|caribbean|european|international|latin(?: american)?|multinational"
    r"|overseas|scandinavian|western|worldwide)\b",
    re.IGNORECASE,
)
"""Words of people who are not of the country they are in: "foreign creditors"."""
ARMED = frozenset(("CRM", "REB", "UAF"))
"""Who fights in a country counts there, wherever he is from."""
LEAST_NAMED, MOST = 4, 0.75
"""How often, and in what share of all that has a country, a report must name the country that it
is taken to tell of."""
LEAST_OF_OFFICIALS, TIMES_OF_OFFICIALS = 2, 2
"""How often, and how many times as often as the next, for the home of an official."""
OFFICES = frozenset(("GOV", "LEG", "MIL"))
BORNE_BY_MANY = frozenset(
    """central election commission|civil guard|constitutional court|defense department
    |department of defense|department of justice|general intelligence service|house of commons
    |house of representatives|justice department|legislative council|national intelligence service
    |national investigation agency|national police agency|national security agency
    |national security council|republican guards|state council|state security council
    |supreme constitutional court|supreme election board|supreme electoral council
    |supreme judicial council""".replace("\n    ", "").split("|")
)
"""Names of organs that several states have, of which the tables know one."""
BACK = 2
"""Sentences before this one whose places still tell."""


def with_countries(
    actors: Sequence[ActorMention], places: Sequence[Place], parsed: Parsed
) -> tuple[ActorMention, ...]:
    """The actors, those without a country with that of the place the report tells of, if it is
    one."""
    by_sentence: dict[int, list[Place]] = {}
    for place in places:
        if place.kind in (PlaceKind.LITERAL, PlaceKind.OTHER) and place.country:
            by_sentence.setdefault(place.sentence, []).append(place)
    aims = {
        (place.sentence, place.token)
        for place in places
        if place.sentence >= 0 and _is_aim(place, parsed.sentences[place.sentence])
    }
    only = _country_of_report(actors, places, aims)
    abroad = _abroad(actors, places, only)
    at = {(place.sentence, place.token): place for place in places}
    settled: list[ActorMention] = []
    homes: dict[tuple[str, str | None], Actor] = {}
    of_persons = _homes_of_persons(actors, by_sentence, only, parsed)
    named = _named(actors, places, aims)
    main = _named_most(named)
    if main is not None:
        of_persons |= _homes_of_officials(actors, main)
    of_persons |= _of_their_people(actors, parsed)
    for mention in actors:
        before = mention.actor
        key = (before.name, before.entity_id)
        here = at.get((mention.sentence, mention.token))
        if before.made_by.startswith(AGAIN):
            mention = _as_named(mention, homes.get(key))
        elif before.entity_id in of_persons:
            mention = _in(mention, of_persons[before.entity_id])
        elif (
            main is not None
            and before.country not in named
            and _is_borne_by_many(before)
            and _named_beside(main, mention.sentence, actors)
        ):
            mention = replace(mention, actor=_namesake(before, main))
        elif _is_homeless(before):
            home = None if mention.sentence in abroad else only
            mention = _settled(mention, by_sentence, home, parsed)
        elif before.made_by == "actors.unknown_place" and here and here.country:
            mention = _in(mention, here.country)
        mention = _as_citizen(_on_the_day(mention, parsed))
        homes[key] = mention.actor
        settled.append(mention)
    return tuple(mention for mention in settled if not _nobody(mention))


def _country_of_report(
    actors: Sequence[ActorMention], places: Sequence[Place], aims: Container[tuple[int, int | None]]
) -> str | None:
    """The one country that a report tells of, or the one most of what it names belongs to.

    Where one country alone is named, by places and states, one naming is enough; else all who
    have a country count.
    """
    named = _named(actors, places, aims)
    if len(named) == 1:
        return next(iter(named))
    everyone = named + Counter(
        m.actor.country
        for m in actors
        if m.actor.country != NO_COUNTRY and m.actor.entity_id != f"state:{m.actor.country}"
    )
    if not everyone:
        return None
    country, count = everyone.most_common(1)[0]
    most = count >= LEAST_NAMED and count >= MOST * everyone.total()
    return country if most else None


def _named(
    actors: Sequence[ActorMention], places: Sequence[Place], aims: Container[tuple[int, int | None]]
) -> Counter[str]:
    """How often a report names each country, by places and states."""
    told = Counter(p.country for p in places if p.country and (p.sentence, p.token) not in aims)
    states = Counter(
        m.actor.country
        for m in actors
        if m.actor.entity_id == f"state:{m.actor.country}" and (m.sentence, m.token) not in aims
    )
    return told + states


def _named_most(named: Counter[str]) -> str | None:
    """The country that the report names at least twice, and twice as often as any other."""
    first = named.most_common(2)
    if not first or first[0][1] < LEAST_OF_OFFICIALS:
        return None
    if len(first) > 1 and first[0][1] < TIMES_OF_OFFICIALS * first[1][1]:
        return None
    return first[0][0]


def _homes_of_officials(actors: Sequence[ActorMention], main: str) -> dict[str, str]:
    """The country of unknown persons in an office of state: the one that the report names most. A
    trade minister in Geneva is no Swiss for that."""
    return {
        m.actor.entity_id: main
        for m in actors
        if m.actor.entity_id is not None
        and _is_homeless(m.actor)
        and m.actor.sector in OFFICES
        and m.actor.made_by.startswith("actors.titled_person")
    }


def _is_borne_by_many(actor: Actor) -> bool:
    name = actor.text.lower().removeprefix("the ")
    return actor.made_by.startswith("actors.organisation") and name in BORNE_BY_MANY


def _named_beside(country: str, sentence: int, actors: Sequence[ActorMention]) -> bool:
    """Whether another sentence than this one has somebody of the country."""
    return any(m.actor.country == country and m.sentence != sentence for m in actors)


def _namesake(actor: Actor, country: str) -> Actor:
    """ "The House of Representatives" of a report on Nigeria that never names the United States."""
    return replace(
        actor,
        country=country,
        entity_id=f"unknown:{slug(actor.name)}:{country}",
        known=False,
        made_by=f"actors.namesake {actor.made_by.removeprefix('actors.organisation ')}",
    )


def _abroad(actors: Sequence[ActorMention], places: Sequence[Place], home: str | None) -> set[int]:
    """The sentences that name a state or place of another country than the report's: the rebels
    of such a sentence may be theirs."""
    found = {p.sentence for p in places if p.country and p.country != home}
    return found | {
        m.sentence
        for m in actors
        if m.actor.country != home and m.actor.entity_id == f"state:{m.actor.country}"
    }


def _nobody(mention: ActorMention) -> bool:
    """ "Two men", of whom the report does not tell where they are."""
    made_by = mention.actor.made_by.split(" <- ")[-1]
    return made_by.startswith(PEOPLE) and mention.actor.country == NO_COUNTRY


def _on_the_day(mention: ActorMention, parsed: Parsed) -> ActorMention:
    """The state that the place of somebody's home was in on the report's day."""
    published = parsed.article.published
    if published is None or RULE not in mention.actor.made_by:
        return mention
    country = state_of_the_day(mention.actor.country, published.day)
    actor = mention.actor
    if country == actor.country:
        return mention
    identity = actor.entity_id
    if identity is not None:
        identity = identity.removesuffix(actor.country) + country
    return replace(mention, actor=replace(actor, country=country, entity_id=identity))


def _homes_of_persons(
    actors: Sequence[ActorMention],
    places: Mapping[int, Sequence[Place]],
    only: str | None,
    parsed: Parsed,
) -> dict[str, str]:
    """The one country of each unknown person: where most of his mentions take place, of several
    the first. Rathbun in Los Angeles on one line and nowhere on the next is one man.
    """
    told: dict[str, Counter[str]] = {}
    for mention in actors:
        identity = mention.actor.entity_id
        if identity is None or not _is_homeless(mention.actor):
            continue
        country = _settled(mention, places, only, parsed).actor.country
        told.setdefault(identity, Counter())[country] += country != NO_COUNTRY
    homes = {identity: counts.most_common(1)[0] for identity, counts in told.items()}
    return {identity: country for identity, (country, count) in homes.items() if count}


def _of_their_people(actors: Sequence[ActorMention], parsed: Parsed) -> dict[str, str]:
    """The country of unknown persons by the word of a people they are named beside: "a Briton,
    John Smith" is no Kenyan for being in Nairobi."""
    people = {
        (m.sentence, m.token): m.actor.country
        for m in actors
        if m.actor.made_by.startswith(OF_PEOPLES)
    }
    found = {}
    for mention in actors:
        identity, sentence = mention.actor.entity_id, mention.sentence
        token = parsed.sentences[sentence].tokens[mention.token]
        country = people.get((sentence, token.head)) if token.deprel == "appos" else None
        if identity is not None and country is not None and _is_homeless(mention.actor):
            found[identity] = country
    return found


def _as_named(mention: ActorMention, named: Actor | None) -> ActorMention:
    """A pronoun with the country and sector that its name was given."""
    if named is None:
        return mention
    actor = replace(
        mention.actor,
        country=named.country,
        sector=named.sector,
        sectors=named.sectors,
        entity_id=named.entity_id,
    )
    return replace(mention, actor=actor)


def _as_citizen(mention: ActorMention) -> ActorMention:
    """A person of a state of whom no role is told is one of its civilians, as PLOVER counts."""
    actor = mention.actor
    nobody = actor.made_by.startswith("actors.unknown_person") and actor.sector == "UNK"
    if not nobody or actor.country == NO_COUNTRY or actor.known:
        return mention
    return replace(mention, actor=replace(actor, sector="CVL", sectors=("CVL",)))


def _is_homeless(actor: Actor) -> bool:
    """Nobody's: a kind of people, or a person whom no table knows and the report leaves without a
    state."""
    person = actor.entity_id is not None and actor.made_by.startswith(PERSONS)
    guest = actor.sector not in ARMED and FROM_ABROAD.search(actor.text) is not None
    body = actor.made_by.startswith(BODIES_UNKNOWN) and not is_exact(actor.name)
    at_home = (actor.sector in AT_HOME or person or body) and not guest
    return actor.country == NO_COUNTRY and not actor.known and at_home


def _settled(
    mention: ActorMention,
    places: Mapping[int, Sequence[Place]],
    only: str | None,
    parsed: Parsed,
) -> ActorMention:
    sentence = parsed.sentences[mention.sentence]
    if mention.actor.made_by.startswith(PEOPLE):
        here = [p for p in places.get(mention.sentence, ()) if _is_scene(p, sentence)]
        scene = _one(here)
        return mention if scene is None else _in(mention, scene)
    country = (
        _beside(mention, sentence, places.get(mention.sentence, ()))
        or _one([p for p in places.get(mention.sentence, ()) if not _is_aim(p, sentence)])
        or _before(sentence, places, parsed)
        or only
        or _one(places.get(DATELINE, ()))
    )
    return mention if country is None else _in(mention, country)


def _in(mention: ActorMention, country: str) -> ActorMention:
    actor = mention.actor
    identity = actor.entity_id
    if identity is not None and identity.endswith(f":{NO_COUNTRY}"):
        identity = identity.removesuffix(NO_COUNTRY) + country
    made_by = f"{actor.made_by}, {RULE}"
    return replace(
        mention,
        actor=replace(actor, country=country, entity_id=identity, made_by=made_by),
    )


def _beside(mention: ActorMention, sentence: Sentence, places: Sequence[Place]) -> str | None:
    """The place that hangs on the actor's own word: "police in Nairobi"."""
    for place in places:
        if place.token is None:
            continue
        head = sentence.tokens[place.token].head
        if head == mention.token:
            return place.country
    return None


def _is_aim(place: Place, sentence: Sentence) -> bool:
    """ "fled to Chad", "condemned Iraq": where somebody goes, and the state that he deals with, is
    not where he is from; "left Lima" may be."""
    if place.token is None:
        return False
    state = place.precision in ("country", "region")
    if state and sentence.tokens[place.token].deprel in ("obj", "iobj"):
        return True
    return any(
        token.head == place.token and token.text.lower() in AIMS and token.deprel == "case"
        for token in sentence.tokens
    )


SCENES = frozenset(("in", "at", "near", "outside", "inside", "on", "around", "across", "of"))


def _is_scene(place: Place, sentence: Sentence) -> bool:
    """ "in Paris": where something happens, not whom it befalls ("accused Russia")."""
    if place.token is None:
        return False
    return any(
        token.head == place.token and token.text.lower() in SCENES and token.deprel == "case"
        for token in sentence.tokens
    )


def _one(places: Sequence[Place]) -> str | None:
    countries = {place.country for place in places}
    return next(iter(countries)) if len(countries) == 1 else None


def _before(
    sentence: Sentence, places: Mapping[int, Sequence[Place]], parsed: Parsed
) -> str | None:
    """The country of the nearest sentences before, in the same part of the report."""
    for index in range(sentence.index - 1, max(sentence.index - BACK - 1, -1), -1):
        if parsed.sentences[index].part != sentence.part:
            break
        country = _one(places.get(index, ()))
        if country is not None:
            return country
    return None
