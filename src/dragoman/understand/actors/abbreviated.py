"""What the short form of a body stands for: "the Popular Resistance Front (PRF) ... the PRF".

A report tells its short forms once, in brackets after the name, or leaves them to the reader, who
takes the first letters. Either goes before what the tables hold under the letters: the SDF of a
report on Tokyo is no army of Syria.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.records import Actor, ActorMention, Article
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
    return [_in_full(m, told, letters, countries) for m in found]


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
    made_by = f"{RULE} <- {body.made_by}"
    return replace(
        mention, actor=replace(body, text=actor.text, span=actor.span, office=None, made_by=made_by)
    )


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
