"""Outlets: agencies, papers and stations, known by the tables or by the words of their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.records import Actor, MentionLabel, Span
from dragoman.understand.branches import Branches
from dragoman.understand.claims.along import actor_among
from dragoman.understand.claims.source import Actors

OUTLETS = frozenset({"MED", "JRN"})
_MEDIA_WORDS = frozenset(
    """agency agencies blog broadcaster channel courier daily dispatch echo gazette globe herald
    journal magazine mail media mirror monitor network news newspaper newspapers newswire observer
    outlet outlets paper papers post press radio record sentinel site standard star station sun
    telegraph television times tribune tv website weekly wire""".split()
)
_ENDINGS = ("press", "tv", "radio", "news")
_COMMON = frozenset(
    """affiliate broadcaster channel daily magazine media newspaper newspapers newswire outlet
    outlets paper papers podcast press radio station tabloid television tv website weekly""".split()
)
"""Nouns that make an outlet of a phrase in small letters: "Danish radio", "state television"."""
_PEOPLE = frozenset({"reporters", "journalists", "correspondents", "newsmen"})
_AGENCY = re.compile(r"^(?:news|press|information|telegraph) agency$")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9]{1,5}$")


def is_outlet(actor: Actor) -> bool:
    """Whether an actor is in the trade of passing words on, by sector or, if unknown, by name."""
    words = set(re.findall(r"[^\W\d_]+", f"{actor.name} {actor.text}".lower()))
    if words & _PEOPLE:
        return False
    told = bool(words & _MEDIA_WORDS) or any(word.endswith(_ENDINGS) for word in words)
    if OUTLETS & {actor.sector, *actor.sectors}:
        return actor.entity_id is not None or actor.sector == "MED" or told
    return not actor.known and actor.sector in ("UNK", "BUS") and told


def outlet_among(
    tree: Branches, words: Sequence[int], actors: Actors, *, sure: bool
) -> Actor | None:
    """The outlet that the words of a noun phrase name; None where they name none.

    Where no table knows it, the phrase says it ("Greek television", "Fox affiliate KTVX"), or, if
    `sure`, its place does: who published an interview is an outlet, whatever its name.
    """
    index = tree.sentence.index
    found = (actors[index, word] for word in words if (index, word) in actors)
    named = next((actor for actor in found if is_outlet(actor)), None)
    if named is not None and not (named.entity_id or "unknown:").startswith("unknown:"):
        return named
    core = _core(tree, words)
    if not core:
        return named
    if _says_outlet(tree, core) or (sure and _is_strange_name(tree, core, actors)):
        return _made(tree, core)
    return named


def _core(tree: Branches, words: Sequence[int]) -> list[int]:
    """The phrase without its article and without what hangs on it by a preposition."""
    end = next((n for n, w in enumerate(words) if n and tree.tokens[w].upos == "ADP"), len(words))
    core = list(words[:end])
    while core and tree.tokens[core[0]].upos in ("DET", "PRON", "PUNCT"):
        core.pop(0)
    owner = [n for n, word in enumerate(core) if tree.tokens[word].upos == "PART"]
    return core[owner[-1] + 1 :] if owner else core


def _says_outlet(tree: Branches, core: Sequence[int]) -> bool:
    last = tree.lowers[core[-1]]
    if any(tree.lowers[word] in _COMMON for word in core):
        return last in _COMMON or tree.tokens[core[-1]].upos == "PROPN"
    if _AGENCY.match(" ".join(tree.lowers[word] for word in core[-2:])):
        return True
    capital = tree.tokens[core[-1]].text[:1].isupper()
    return capital and len(core) > 1 and (last in _MEDIA_WORDS or last.endswith(_ENDINGS))


def _is_strange_name(tree: Branches, core: Sequence[int], actors: Actors) -> bool:
    """A name in capitals that is no person and no actor that a table knows."""
    if not all(tree.tokens[word].text[:1].isupper() for word in (core[0], core[-1])):
        return False
    actor = actor_among(tree, core, actors)
    if actor is not None and (actor.known or actor.sector not in ("UNK", "BUS")):
        return False
    persons = (m for m in tree.sentence.mentions if m.label is MentionLabel.PERSON)
    return not any(m.first <= core[-1] and m.last >= core[0] for m in persons)


def is_acronym(tree: Branches, words: Sequence[int]) -> bool:
    """ "the ABC", "KTVX": a name in capitals alone."""
    core = _core(tree, words)
    return len(core) == 1 and bool(_ACRONYM.match(tree.tokens[core[0]].text))


def _made(tree: Branches, core: Sequence[int]) -> Actor:
    """An outlet that only this phrase knows."""
    text = " ".join(tree.tokens[word].text for word in core)
    names = [tree.tokens[word].text for word in core if tree.tokens[word].text[:1].isupper()]
    common = tree.lowers[core[-1]] in _COMMON and len(names) == len(core) - 1
    span = Span(tree.tokens[core[0]].span.start, tree.tokens[core[-1]].span.end)
    return Actor(
        text=text,
        span=span,
        name=" ".join(names) if common and len(names) > 1 else text,
        sector="JRN",
        made_by="claims.outlets",
    )
