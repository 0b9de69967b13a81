"""What the short form of a body stands for: "the Popular Resistance Front (PRF) ... the PRF".

A report tells its short forms once, in brackets after the name, or leaves them to the reader, who
takes the first letters, or of a company's name the first word. Each goes before what the tables
hold under the letters: the SDF of a report on Tokyo is no army of Syria, and where Ford Motor
Company is told of, Ford is no president.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.records import Actor, ActorMention, Article
from dragoman.understand.actors.companies import is_company
from dragoman.understand.actors.setting import onward
from dragoman.understand.knowledge import NO_COUNTRY

RULE = "actors.again.short_form"
SHORT = re.compile(r"[A-Z][A-Za-z&.-]{0,6}[A-Z]\.?")
"""PRF, FoE, AL-Q, E.C.: at least two letters, a capital first and last."""
NAMED = ("actors.unknown_organisation", "actors.unknown_person", "actors.organisation")
BODIES = (
    "actors.unknown_organisation",
    "actors.organisation",
    "actors.agent",
    "actors.namesake",
)
SURNAMED = ("actors.leader", "actors.unknown_person")
"""Rules that take a single name for a person's."""
CAPITALISED = re.compile(r"[^\W\d_][\w.&'’]*")
LINKS = frozenset("of the and for in on to de la del du des et y a".split())
LEAST = 3
"""Letters that a short form needs where no bracket tells it."""


def with_abbreviations(
    mentions: Iterable[ActorMention], article: Article, countries: Sequence[str]
) -> list[ActorMention]:
    """The mentions, each short form made the body that the report gives in full.

    `countries` are the codes of the states the report names: a body of the tables from one of them
    stays what it is where only first letters speak.
    """
    found = list(mentions)
    full = [m.actor for m in found if m.actor.made_by.startswith(BODIES) and " " in m.actor.name]
    told = {_bare(short): body for body in full if (short := _in_brackets(body, article))}
    letters = {short: body for body in reversed(full) for short in _initials(body.text)}
    brands = _brands(found)
    return [_as_company(_in_full(m, told, letters, countries), brands) for m in found]


def _brands(mentions: Sequence[ActorMention]) -> dict[str, Actor]:
    """The companies named in full, by the first word of their names; not by one that is a person's
    in the report ("Henry Ford")."""
    actors = [m.actor for m in mentions]
    people = {a.text.split()[-1] for a in actors if " " in a.text and _is_person(a)}
    companies = [a for a in actors if a.sector == "BUS" and is_company(a.text)]
    return {a.text.split()[0]: a for a in companies if a.text.split()[0] not in people}


def _is_person(actor: Actor) -> bool:
    return "person" in actor.made_by or actor.made_by.startswith(SURNAMED)


def _as_company(mention: ActorMention, brands: dict[str, Actor]) -> ActorMention:
    actor = mention.actor
    company = brands.get(actor.text) if actor.made_by.startswith(SURNAMED) else None
    return _standing_for(company, mention) if company is not None else mention


def _in_full(
    mention: ActorMention,
    told: dict[str, Actor],
    letters: dict[str, Actor],
    countries: Sequence[str],
) -> ActorMention:
    actor = mention.actor
    short = _bare(actor.text)
    if not SHORT.fullmatch(short) or not actor.made_by.startswith(NAMED):
        return mention
    body = told.get(short)
    if body is None and len(short) >= LEAST:
        foreign = not actor.known or (
            actor.country not in countries and actor.country.isalpha() and len(actor.country) == 3
        )
        body = letters.get(short) if foreign else None
    if body is None or body.entity_id == actor.entity_id or _says_less(body, actor):
        return mention
    return _standing_for(body, mention)


def _standing_for(body: Actor, mention: ActorMention) -> ActorMention:
    """A mention as one of a body, in its own words."""
    own, made_by = mention.actor, onward(RULE, body.made_by)
    actor = replace(body, text=own.text, span=own.span, office=None, made_by=made_by)
    return replace(mention, actor=actor)


def _bare(text: str) -> str:
    return text.removeprefix("the ").removeprefix("The ").replace(".", "")


def _says_less(body: Actor, actor: Actor) -> bool:
    """Whether the tables know the letters, and of the full name only the words."""
    return actor.known and body.country == NO_COUNTRY


def _in_brackets(body: Actor, article: Article) -> str | None:
    """The short form in brackets right after a name."""
    rest = article.text[body.span.end : body.span.end + 12]
    told = re.match(r"\s?[(\[](?:the )?[\"“]?([^\s()\[\]\"”]+)[\"”]?[)\]]", rest)
    if told is None or not SHORT.fullmatch(told[1]):
        return None
    first = {word[0].upper() for word in CAPITALISED.findall(body.text)}
    return told[1] if told[1][0] in first else None


def _initials(text: str) -> set[str]:
    """The first letters of the capitalised words of a name, from each of its words on, up to its
    end or to an "of".

    >>> sorted(_initials("the National Defence Commission of the DPRK"))
    ['DCD', 'NDC', 'NDCD']
    >>> sorted(_initials("south Korean Confederation of Trade Unions"))
    ['CTU', 'KCTU']
    """
    found: set[str] = set()
    runs: list[str] = []
    for word in CAPITALISED.findall(text):
        if word[0].isupper():
            runs = [*(run + word[0] for run in runs), word[0]]
            continue
        found.update(runs)
        runs = runs if word.lower() in LINKS else []
    return {run for run in (*found, *runs) if len(run) >= LEAST}
