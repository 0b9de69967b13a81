"""What the rules of actors look at besides the phrase, and what they ask of its units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.records import Article, Span, Token
from dragoman.understand.actors.phrases import Phrase
from dragoman.understand.actors.scan import Unit
from dragoman.understand.knowledge import NO_COUNTRY, Entry, Knowledge, pieces


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rules look at besides the phrase: the article, the tables, its day, its states.

    `countries` are the codes the article names, the most frequent first; `homes` gives the country
    of every person of the article by the pieces of the name.
    """

    article: Article
    tokens: Mapping[int, tuple[Token, ...]]
    knowledge: Knowledge
    day: str | None
    countries: tuple[str, ...]
    homes: Mapping[tuple[str, ...], str] = field(default_factory=dict)


def entry_of(unit: Unit, day: str | None) -> Entry:
    """The entry of a unit that holds on the day, of several the one that has an end ("the
    Kremlin" of 1979 is the Soviet Union's); the first where none does."""
    best = [entry for entry in unit.entries if entry.kind is unit.entries[0].kind]
    valid = [entry for entry in best if entry.valid_on(day)]
    ended = [entry for entry in valid if entry.until is not None]
    return (ended or valid or best)[0]


def words_of(phrase: Phrase, setting: Setting) -> tuple[str, Span]:
    """The phrase's words and their span."""
    tokens = setting.tokens[phrase.sentence]
    span = Span(tokens[phrase.first].span.start, tokens[phrase.last].span.end)
    return setting.article.words(span), span


def unit_text(phrase: Phrase, unit: Unit, setting: Setting) -> str:
    """The words of one unit of a phrase."""
    tokens = setting.tokens[phrase.sentence]
    span = Span(tokens[unit.first].span.start, tokens[unit.last].span.end)
    return setting.article.words(span)


def slug(name: str) -> str:
    """A name as part of an identity: "Kim Jong Un" is "kim-jong-un"."""
    return "-".join(pieces(name)) or "nameless"


def owner_country(phrase: Phrase, setting: Setting) -> str:
    """The state or body that the words around the core name; "---" where none does."""
    owner = phrase.owner
    if owner is None:
        return NO_COUNTRY
    if owner.person:
        key = pieces(unit_text(phrase, owner, setting))
        return setting.homes.get(key, NO_COUNTRY)
    if not owner.entries:
        return NO_COUNTRY
    return entry_of(owner, setting.day).country


def onward(rule: str, made_by: str) -> str:
    """How an actor was found whom a rule takes from an earlier mention: the rule, then what found
    that one. A rule that took part twice is told once.

    >>> onward("actors.again", "actors.pronoun <- actors.again <- actors.title")
    'actors.again <- actors.pronoun <- actors.title'
    """
    before = (step for step in made_by.split(" <- ") if step != rule)
    return " <- ".join((rule, *before))
