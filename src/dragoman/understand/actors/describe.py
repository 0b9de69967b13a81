"""From a phrase to its actor: country, sector, office, identity; one rule, one function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Actor, MentionLabel, Token
from dragoman.understand.actors.body_names import is_body_name, name_sector
from dragoman.understand.actors.companies import is_company
from dragoman.understand.actors.doers import BEFORE_NOUNS, acts
from dragoman.understand.actors.holders import holder_of, is_office
from dragoman.understand.actors.joins import BODY_NOUNS
from dragoman.understand.actors.phrases import NAMED_LIKE_THE_UN, Phrase
from dragoman.understand.actors.scan import NAME_KINDS, NOUN_KINDS
from dragoman.understand.actors.sectors import BODIES, noun_sectors
from dragoman.understand.actors.setting import (
    Setting,
    entry_of,
    owner_country,
    slug,
    unit_text,
    words_of,
)
from dragoman.understand.knowledge import NO_COUNTRY, Entry, Kind

OF_A_PRONOUN = "actors.of_pronoun"
"""The rule of "his country", "their people": an actor only where the pronoun has a state."""
OF_A_PLACE = "actors.place"
_OTHERS = frozenset({"ally", "neighbour", "partner", "rival", "side"})


def describe(phrase: Phrase, setting: Setting) -> Actor | None:
    """The actor of a phrase that holds no person."""
    kind = phrase.core.kind
    if kind in NAME_KINDS:
        return state_actor(phrase, setting)
    if kind is Kind.PLACE:
        return place_actor(phrase, setting)
    if kind is Kind.ORGANISATION:
        return organisation_actor(phrase, setting)
    if kind in NOUN_KINDS:
        return noun_actor(phrase, setting)
    return unknown_name(phrase, setting)


def state_actor(phrase: Phrase, setting: Setting) -> Actor:
    """A state by its name, its capital, its adjective; or its people ("Russians")."""
    entry = entry_of(phrase.core, setting.day)
    if entry.kind is Kind.ADJECTIVE:
        entry = _people(phrase, setting) or entry
    text, span = words_of(phrase, setting)
    if entry.kind is Kind.DEMONYM and entry.country == "IND" and _of_america(setting):
        rule = f"{NATIVES} {entry.row}"
        return Actor(text, span, text, NO_COUNTRY, "CVL", ("CVL",), made_by=rule)
    people = entry.kind is Kind.DEMONYM
    return Actor(
        text,
        span,
        entry.name,
        entry.country,
        entry.sector,
        (entry.sector,),
        entity_id=None if people else f"state:{entry.country}",
        known=True,
        made_by=f"actors.{entry.kind.value} {entry.row}",
    )


NATIVES = "actors.natives"
"""The rule of "Indians" in a report on the Americas: of the state where the report takes place."""
_AMERICAS = frozenset(
    "ARG BLZ BOL BRA CAN CHL COL CRI ECU GTM GUF GUY HND MEX NIC PAN PER PRY SLV SUR URY USA"
    " VEN".split()
)
_INDIA = frozenset({"india", "delhi", "mumbai", "bombay", "calcutta", "kolkata", "kashmir"})


def _of_america(setting: Setting) -> bool:
    """Whether a report names a state of the Americas, and nothing of India but "Indians"."""
    words = (token.text.lower() for tokens in setting.tokens.values() for token in tokens)
    return bool(_AMERICAS & set(setting.countries)) and not any(word in _INDIA for word in words)


def place_actor(phrase: Phrase, setting: Setting) -> Actor:
    """A region or city by itself: of its state, but no government and nobody's identity; or its
    people ("Chechens")."""
    entry = entry_of(phrase.core, setting.day)
    text, span = words_of(phrase, setting)
    if _are_people(phrase, entry, setting):
        rule = f"actors.demonym {entry.row}"
        return Actor(text, span, text, entry.country, "CVL", ("CVL",), known=True, made_by=rule)
    return Actor(
        text,
        span,
        entry.name,
        entry.country,
        "UNK",
        ("UNK",),
        known=True,
        made_by=f"{OF_A_PLACE} {entry.row}",
    )


def _are_people(phrase: Phrase, entry: Entry, setting: Setting) -> bool:
    """Whether words of a place name those who live there, or one of them: "Tibetans", "a Zulu"."""
    token = setting.tokens[phrase.sentence][phrase.core.last]
    if token.deprel in ("compound", "amod", "nmod:desc", "flat"):
        return False
    plural = token.feats.get("Number") == "Plur" and entry.form != entry.name
    return entry.note == "people" or (plural and entry.note == "region")


def _people(phrase: Phrase, setting: Setting) -> Entry | None:
    """ "a Russian", "the Chinese" are people where the word heads its phrase as a noun."""
    tokens = setting.tokens[phrase.sentence]
    token = tokens[phrase.head]
    demonyms = [e for e in phrase.core.entries if e.kind is Kind.DEMONYM]
    if not demonyms or phrase.first == 0:
        return None
    before = tokens[phrase.first - 1]
    if _stands_alone(token, before, tokens):
        return demonyms[0]
    if token.upos not in ("NOUN", "PROPN"):
        return None
    determined = before.upos in ("DET", "NUM")
    heads = token.deprel not in ("compound", "amod", "nmod:desc", "flat")
    return demonyms[0] if determined and heads else None


def _stands_alone(token: Token, before: Token, tokens: Sequence[Token]) -> bool:
    """ "An Italian, Carlo Neri", "an Israeli and two Palestinians": an adjective after "a" with
    nothing that it could belong to; not in "an Israeli and Egyptian plan"."""
    upos = [t.upos for t in tokens[token.index + 1 : token.index + 3]]
    if upos[:1] == ["CCONJ"]:
        alone = upos[1:] in (["DET"], ["NUM"])
    elif upos == ["PUNCT", "ADJ"]:
        alone = False  # "an Israeli, Egyptian and Qatari plan"
    else:
        alone = not set(upos[:1]) & {"ADJ", "ADV", "NOUN", "NUM", "PROPN"}
    return alone and token.upos == "ADJ" and before.text.lower() in ("a", "an")


def organisation_actor(phrase: Phrase, setting: Setting) -> Actor:
    """An organisation of the tables."""
    entry = _nearest(phrase, setting)
    text, span = words_of(phrase, setting)
    owner = owner_country(phrase, setting)
    many = entry.note in _NAMESAKES or entry.form.lower() in NAMED_LIKE_THE_UN
    if many and owner not in (NO_COUNTRY, entry.country, *BODIES):
        return _namesake(phrase, entry, owner, setting)
    return Actor(
        text,
        span,
        entry.name,
        entry.country,
        entry.sector,
        (entry.sector,),
        entity_id=f"org:{slug(entry.name)}",
        known=True,
        made_by=f"actors.organisation {entry.row}",
    )


_NAMESAKES = frozenset({"party", "state organ"})
"""Kinds of bodies that many states have under one name."""


def _namesake(phrase: Phrase, entry: Entry, owner: str, setting: Setting) -> Actor:
    """ "Georgia's Central Election Commission", where the tables know the one of Ukraine."""
    text, span = words_of(phrase, setting)
    name = unit_text(phrase, phrase.core, setting)
    sector = "GOV" if entry.note not in _NAMESAKES else entry.sector
    return Actor(
        text,
        span,
        name,
        owner,
        sector,
        (sector,),
        entity_id=f"unknown:{slug(name)}:{owner}",
        made_by=f"actors.namesake {entry.row}",
    )


def _nearest(phrase: Phrase, setting: Setting) -> Entry:
    """Of organisations with one name, the one of the state beside it or of the article's states;
    of one that was another thing at another time, what it was on the day."""
    rows = [e for e in phrase.core.entries if e.kind is Kind.ORGANISATION]
    rows = [e for e in rows if e.valid_on(setting.day)] or rows
    owner = owner_country(phrase, setting)
    for country in (owner, *setting.countries):
        for entry in rows:
            if entry.country == country:
                return entry
    return rows[0]


def noun_actor(phrase: Phrase, setting: Setting) -> Actor | None:
    """ "Russian police", "US officials", "Hamas fighters", "the opposition leader"."""
    named = _named_body(phrase)
    if named is not None:
        return describe(named, setting)
    entry = phrase.core.entries[0]
    token = setting.tokens[phrase.sentence][phrase.head]
    country = owner_country(phrase, setting)
    rule = _noun_rule(phrase, country) or _of_people(phrase, token)
    if rule is None or (token.deprel in BEFORE_NOUNS and not acts(phrase, setting)):
        return None
    sectors, data = noun_sectors(phrase, setting)
    sectors = _of_its_name(phrase, setting) or sectors
    if entry.note in ("ngo", "igo") and country == NO_COUNTRY:
        country = entry.note.upper()
    text, span = words_of(phrase, setting)
    holder = holder_of(phrase, country, setting)
    if holder is not None:
        return Actor(
            text,
            span,
            holder.name,
            country,
            holder.sector,
            (holder.sector,),
            office=holder.office,
            entity_id=f"person:{slug(holder.name)}:{country}",
            known=True,
            made_by=f"actors.holder {holder.row}@{setting.day}",
        )
    return Actor(
        text,
        span,
        _without_article(_name_of(phrase, setting)),
        country,
        sectors[0],
        sectors,
        office=unit_text(phrase, phrase.core, setting) if is_office(entry) else None,
        made_by=f"{rule} {data}",
    )


def _of_its_name(phrase: Phrase, setting: Setting) -> tuple[str, ...]:
    """ "The Committee of Concerned Mothers": a body of those that its name tells, no organ."""
    core = phrase.core
    words = [
        token.text for token in setting.tokens[phrase.sentence][core.last + 1 : phrase.last + 1]
    ]
    if core.entries[0].note != "weak" or not any(word[:1].isupper() for word in words):
        return ()
    head = core.entries[0].name
    named = name_sector(" ".join((head, *words)))
    return (named,) if named not in ("UNK", "GOV", "PTY") and is_body_name(head) else ()


def _noun_rule(phrase: Phrase, country: str) -> str | None:
    """The rule under which a noun is an actor; None where it is nobody's."""
    entry = phrase.core.entries[0]
    bare = country == NO_COUNTRY and entry.note in ("weak", "kin")
    if entry.note != "country" and not bare:
        return f"actors.{entry.kind.value}"
    if entry.note == "weak" and any(unit.kind in NOUN_KINDS for unit in phrase.titles):
        return f"actors.{entry.kind.value}"  # "a group of lawmakers"
    if phrase.pronoun is None or entry.note == "kin" or entry.name in _OTHERS:
        return None
    return OF_A_PRONOUN


PEOPLE = "actors.people"
"""The rule of "two men", "a crowd": somebody only where the report tells in which state."""


def _of_people(phrase: Phrase, token: Token) -> str | None:
    entry = phrase.core.entries[0]
    if entry.note != "weak" or entry.sector != "CVL" or phrase.pronoun is not None:
        return None
    plural = token.feats.get("Number") == "Plur"
    acts = token.deprel in ("nsubj", "nsubj:pass", "obl:agent")
    return PEOPLE if acts or (plural and token.deprel == "obj") else None


def _named_body(phrase: Phrase) -> Phrase | None:
    """ "the Islamic State group", "TASS news agency": the noun says what the name is."""
    owner, core = phrase.owner, phrase.core
    if owner is None or owner.kind not in (Kind.ORGANISATION, MentionLabel.ORGANISATION):
        return None
    if core.entries[0].name not in BODY_NOUNS or owner.last + 1 != core.first:
        return None
    if owner.entries and owner.entries[0].country in BODIES:
        return None  # "a UN agency" is one of its bodies
    return replace(phrase, core=owner, owner=None, titles=(core, *phrase.titles))


def _name_of(phrase: Phrase, setting: Setting) -> str:
    """The words of a phrase without the count before them."""
    if phrase.named_from is None:
        return words_of(phrase, setting)[0]
    return words_of(replace(phrase, first=phrase.named_from), setting)[0]


def _without_article(text: str) -> str:
    article, _, rest = text.partition(" ")
    return rest if article.lower() in ("the", "a", "an") and rest else text


_KOREAS = {"North": "PRK", "South": "KOR"}


def _half_of_korea(name: str, phrase: Phrase, setting: Setting) -> Actor | None:
    """ "the North", where the report speaks of a Korea."""
    code = _KOREAS.get(name)
    before = setting.tokens[phrase.sentence][max(phrase.core.first - 1, 0)].text.lower()
    if code is None or before != "the" or not {"PRK", "KOR"} & set(setting.countries):
        return None
    state = setting.knowledge.state(code)
    if state is None:
        return None
    text, span = words_of(phrase, setting)
    return Actor(
        text,
        span,
        state.name,
        code,
        "GOV",
        ("GOV",),
        entity_id=f"state:{code}",
        known=True,
        made_by=f"actors.half {state.row}",
    )


def unknown_name(phrase: Phrase, setting: Setting) -> Actor:
    """An organisation or place that no table holds, kept with its words."""
    text, span = words_of(phrase, setting)
    name = unit_text(phrase, phrase.core, setting)
    half = _half_of_korea(name, phrase, setting)
    if half is not None:
        return half
    organisation = phrase.core.kind is MentionLabel.ORGANISATION
    organisation = organisation or is_body_name(name)
    country = NO_COUNTRY
    inside = phrase.core.entries
    told = inside[-1] if inside and inside[-1].kind in NOUN_KINDS else None
    sector = told.sector if told is not None else "UNK"
    if organisation and (told is None or told.note == "weak" or sector == "UNK"):
        named = name_sector(name)
        sector = named if named != "UNK" else sector
    if organisation:
        country = inside[0].country if inside else NO_COUNTRY
        if country == NO_COUNTRY:
            country = owner_country(phrase, setting)
    kinds = [unit.entries[0] for unit in phrase.titles if unit.kind in NOUN_KINDS]
    if is_company(name):
        sector = "BUS"
    elif sector == "UNK" and kinds:
        sector = kinds[0].sector
    if organisation and country == NO_COUNTRY and kinds and kinds[0].note in ("ngo", "igo"):
        country = kinds[0].note.upper()
    label = "organisation" if organisation else "place"
    return Actor(
        text,
        span,
        name,
        country,
        sector,
        (sector,),
        entity_id=f"unknown:{slug(name)}:{country}" if organisation else None,
        made_by=f"actors.unknown_{label}",
    )
