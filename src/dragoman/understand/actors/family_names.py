"""A family name alone that the parser took for a body or a place: somebody of the same report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.records import MentionLabel, Token
from dragoman.understand.actors.phrases import Phrase
from dragoman.understand.actors.scan import NOUN_KINDS

_MISTAKEN = frozenset({MentionLabel.ORGANISATION, MentionLabel.LOCATION})


def with_family_names(
    phrases: Sequence[Phrase], tokens: Mapping[int, Sequence[Token]]
) -> list[Phrase]:
    """The phrases, a lone "Rathbun" of no table being the "Mark Rathbun" of the report."""
    full = [p for p in phrases if p.core.person and p.core.last > p.core.first]
    families = {tokens[p.sentence][p.core.last].text for p in full}
    return [_as_person(phrase, tokens, families) for phrase in phrases]


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
