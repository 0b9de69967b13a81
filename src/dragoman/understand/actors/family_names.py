"""A family name alone that the parser took for a body or a place: somebody of the same report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.records import MentionLabel, Token
from dragoman.understand.actors.phrases import Phrase
from dragoman.understand.actors.scan import NOUN_KINDS, Unit

_MISTAKEN = frozenset({MentionLabel.ORGANISATION, MentionLabel.LOCATION})


def with_family_names(
    phrases: Sequence[Phrase], tokens: Mapping[int, Sequence[Token]]
) -> list[Phrase]:
    """The phrases, a lone "Rathbun" of no table being the "Mark Rathbun" of the report."""
    full = [p for p in phrases if p.core.person and p.core.last > p.core.first]
    families = {tokens[p.sentence][p.core.last].text for p in full}
    names = {_words(p.sentence, p.core.first, p.core.last, tokens) for p in full}
    return [_as_named(_as_person(p, tokens, families), tokens, names) for p in phrases]


def _words(
    sentence: int, first: int, last: int, tokens: Mapping[int, Sequence[Token]]
) -> tuple[str, ...]:
    return tuple(token.text for token in tokens[sentence][first : last + 1])


def _as_named(
    phrase: Phrase, tokens: Mapping[int, Sequence[Token]], names: set[tuple[str, ...]]
) -> Phrase:
    """ "Ginger Baker" of whom the report tells elsewhere: no baker."""
    core = phrase.core
    words = _words(phrase.sentence, phrase.first, phrase.last, tokens)
    if core.kind not in NOUN_KINDS or phrase.last != core.last or words not in names:
        return phrase
    unit = Unit(phrase.first, phrase.last, MentionLabel.PERSON, marked=True)
    return Phrase(phrase.sentence, phrase.first, phrase.last, phrase.head, unit)


def _as_person(phrase: Phrase, tokens: Mapping[int, Sequence[Token]], families: set[str]) -> Phrase:
    core = phrase.core
    alone = core.first == core.last and core.kind in _MISTAKEN and not core.entries
    text = tokens[phrase.sentence][core.first].text
    if text not in families or not (alone or _is_name(phrase, text)):
        return phrase
    return replace(phrase, core=replace(core, kind=MentionLabel.PERSON, marked=True))


def _is_name(phrase: Phrase, text: str) -> bool:
    """ "Shepherd said" after "Freddy Shepherd": no shepherd."""
    core = phrase.core
    noun = core.kind in NOUN_KINDS and core.first == core.last and text[:1].isupper()
    return noun and phrase.first == core.first and phrase.last == core.last
