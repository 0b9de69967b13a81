"""Who acts and is acted upon: every actor of a report at its place in the tree.

In this order: units of the tables and of the parser (`scan`), joined into phrases
(`phrases`), persons over the whole article (`people`), each phrase described (`describe`),
short forms told in full (`abbreviations`), those named again by their noun (`again`), then the
pronouns (`pronouns`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from dragoman.records import Actor, ActorMention, Parsed
from dragoman.trace import Journal
from dragoman.understand.actors.abbreviated import with_abbreviations
from dragoman.understand.actors.again import named_again
from dragoman.understand.actors.bodies import body_actors
from dragoman.understand.actors.describe import OF_A_PRONOUN, describe
from dragoman.understand.actors.family_names import with_family_names
from dragoman.understand.actors.genders import person_genders
from dragoman.understand.actors.joins import find_phrases
from dragoman.understand.actors.owners import with_owners
from dragoman.understand.actors.people import (
    Person,
    find_people,
    identity,
    name_key,
    office_holder,
    person_actor,
)
from dragoman.understand.actors.phrases import Phrase
from dragoman.understand.actors.pronouns import pair_actors, placed, pronoun_actors
from dragoman.understand.actors.roles import with_roles
from dragoman.understand.actors.scan import OWNER_KINDS, find_units
from dragoman.understand.actors.setting import Setting, entry_of, words_of
from dragoman.understand.actors.told import Told
from dragoman.understand.branches import Branches
from dragoman.understand.claims.quotes import find_quotes
from dragoman.understand.knowledge import NO_COUNTRY, Knowledge

__all__ = ["resolve_actors"]


def resolve_actors(
    parsed: Parsed,
    knowledge: Knowledge,
    journal: Journal,
    trees: Mapping[int, Branches] | None = None,
) -> tuple[ActorMention, ...]:
    """Every actor of a report, in text order; unknown ones are kept with their words.

    Two mentions may share a word ("the two leaders"). What could act and was left out is
    written to the journal. `trees` may hand in the sentences' branches by sentence index.
    """
    known = trees or {}
    branches = {s.index: known.get(s.index) or Branches(s) for s in parsed.sentences}
    day = parsed.article.published.day if parsed.article.published else None
    phrases = [
        phrase
        for sentence in parsed.sentences
        for phrase in find_phrases(branches[sentence.index], find_units(sentence, knowledge, day))
    ]
    tokens = {sentence.index: sentence.tokens for sentence in parsed.sentences}
    phrases = with_roles(with_family_names(phrases, tokens), branches)
    setting = Setting(parsed.article, tokens, knowledge, day, _countries(phrases, day))
    people = find_people(phrases, setting)
    homes = {key: person.country for key, person in people.items()}
    setting = replace(setting, homes=homes)
    described = _described(phrases, people, setting, journal)
    described = with_abbreviations(described, parsed.article, setting.countries)
    mentions = named_again(described, branches)
    genders = person_genders(phrases, people, setting)
    parts = {sentence.part for sentence in parsed.sentences}
    told_parts = [part for n, part in enumerate(parsed.article.parts) if n in parts]
    quotes = find_quotes(parsed.article.text, told_parts)
    told = Told(branches, _by_sentence(mentions), _identities(people), genders, quotes)
    mentions.extend(pronoun_actors(parsed, told))
    mentions = with_owners(mentions, branches)
    pairs = list(pair_actors(parsed, told))
    pairs += [
        placed(actor, token, sentence, parsed)
        for actor, sentence, token in body_actors(parsed, told)
    ]
    places = {(pair.sentence, pair.token) for pair in pairs}
    mentions = [m for m in mentions if (m.sentence, m.token) not in places and not _nobody(m)]
    mentions += pairs
    return tuple(sorted(mentions, key=lambda m: (m.sentence, m.token)))


def _nobody(mention: ActorMention) -> bool:
    """ "his country" where "his" is nobody known."""
    return mention.actor.country == NO_COUNTRY and mention.actor.made_by.startswith(OF_A_PRONOUN)


def _countries(phrases: list[Phrase], day: str | None) -> tuple[str, ...]:
    """The codes of the states a report names, the most frequent first."""
    counts: Counter[str] = Counter()
    for phrase in phrases:
        for unit in (phrase.core, phrase.owner):
            if unit is not None and unit.kind in OWNER_KINDS:
                counts[entry_of(unit, day).country] += 1
    return tuple(code for code, _ in counts.most_common())


def _described(
    phrases: list[Phrase],
    people: Mapping[tuple[str, ...], Person],
    setting: Setting,
    journal: Journal,
) -> list[ActorMention]:
    mentions: list[ActorMention] = []
    holders: list[tuple[Phrase, Person]] = []
    for phrase in phrases:
        if phrase.core.person and not people[name_key(phrase, setting)].named:
            continue
        holder = office_holder(phrase, holders, setting)
        if phrase.core.person:
            holders.append((phrase, people[name_key(phrase, setting)]))
        actor = holder or _actor(phrase, people, setting)
        if actor is None:
            words, span = words_of(phrase, setting)
            reason = f"{words!r} names a kind of people, not whose they are"
            journal.refuse("actors.noun", reason, span, sentence=phrase.sentence)
            mentions.extend(_owner_alone(phrase, setting))
            continue
        mentions.append(ActorMention(actor, phrase.sentence, phrase.head))
    return mentions


def _owner_alone(phrase: Phrase, setting: Setting) -> Iterator[ActorMention]:
    """ "US drone strike", "Afghan army base": the noun is no actor there, but the state beside it
    is whose the strike or the base is."""
    owner = phrase.owner
    if owner is None or owner.kind not in OWNER_KINDS:
        return
    tokens = setting.tokens[phrase.sentence]
    inside = range(owner.first, owner.last + 1)
    head = next((i for i in inside if tokens[i].head not in inside), owner.last)
    alone = Phrase(phrase.sentence, owner.first, owner.last, head, owner)
    actor = describe(alone, setting)
    if actor is not None:
        yield ActorMention(actor, phrase.sentence, head)


def _actor(
    phrase: Phrase, people: Mapping[tuple[str, ...], Person], setting: Setting
) -> Actor | None:
    if phrase.core.person:
        return person_actor(phrase, people[name_key(phrase, setting)], setting)
    return describe(phrase, setting)


def _by_sentence(mentions: list[ActorMention]) -> dict[int, list[ActorMention]]:
    found: dict[int, list[ActorMention]] = {}
    for mention in mentions:
        found.setdefault(mention.sentence, []).append(mention)
    return found


def _identities(people: Mapping[tuple[str, ...], Person]) -> frozenset[str]:
    return frozenset(identity(person) for person in people.values())
