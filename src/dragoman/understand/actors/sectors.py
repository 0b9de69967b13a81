"""Of what sectors a title or a noun of people is, by itself and by the body beside it."""

from __future__ import annotations

from dragoman.records import MentionLabel
from dragoman.understand.actors.companies import is_company
from dragoman.understand.actors.led import OF_ANY_BODY, is_body_led
from dragoman.understand.actors.phrases import Phrase
from dragoman.understand.actors.scan import NOUN_KINDS
from dragoman.understand.actors.setting import Setting, entry_of, owner_country, unit_text
from dragoman.understand.knowledge import NO_COUNTRY, Entry, Kind

_ARMED = frozenset({"REB", "UAF", "PTY", "PRM", "CRM"})
_FIGHTING = frozenset({"MIL", "UAF", "REB", "PRM", "CRM", "PTY", "UNK"})
"""Sectors of nouns that an armed group's name narrows: "Hamas fighters"; not "Hamas police"."""
BODIES = frozenset({"UNO", "EUR", "NATO", "AU", "ARAB", "IGO", "NGO"})


def noun_sectors(phrase: Phrase, setting: Setting) -> tuple[tuple[str, ...], str]:
    """The sectors of a title or noun, with the data row that gave the first.

    A bare "leader", "forces", "spokesman" is what the word or body beside it is: "rebel
    leader", "Hamas spokesman"; beside a state alone it is the government's.
    """
    nouns = [u for u in (phrase.core, *phrase.titles) if u.kind in NOUN_KINDS]
    body = body_of(phrase, setting)
    if not nouns:
        return ((body.sector,), body.row) if body is not None else (("UNK",), "")
    rows = [unit.entries[0] for unit in nouns]
    if rows[0].name in _ALLIED and _is_led(phrase, setting):
        return ("MIL",), rows[0].row
    led = _body_led(rows, body, phrase, setting)
    if led is not None:
        return (led[0],), led[1]
    own = [row for row in rows if row.note not in ("neutral", "kin") and not _says_nothing(row)]
    own.sort(key=lambda row: (row.note == "weak", row.note == "weak" and row is rows[0]))
    armed = body is not None and body.sector in _ARMED and bool(own)
    armed = armed and own[0].sector in _FIGHTING
    if body is not None and (armed or not own) and body.sector != "UNK":
        rest = [row.sector for row in own if row.sector != body.sector]
        sectors, data = (body.sector, *rest), body.row
    elif own:
        sectors, data = tuple(dict.fromkeys(row.sector for row in own)), own[0].row
    else:
        sectors, data = (_of_state(rows[0], phrase, setting),), rows[0].row
    if phrase.former and sectors[0] == "GOV":
        sectors = ("ELI", *sectors[1:])
    return sectors, data


_ALLIED = frozenset({"coalition", "alliance"})


def _is_led(phrase: Phrase, setting: Setting) -> bool:
    """ "The U.S.-led coalition", "the international coalition" is one of armies, no party."""
    tokens = setting.tokens[phrase.sentence][phrase.first : phrase.core.first]
    words = [token.text.lower() for token in tokens]
    return any(w in ("led", "international", "multinational") or w.endswith("-led") for w in words)


_NO_STATE = frozenset({"BUS", "EDU", "LAB", "MED", "JRN", "REL", "AGR", "SOC", "CVL"})


def _body_led(
    rows: list[Entry], body: Entry | None, phrase: Phrase, setting: Setting
) -> tuple[str, str] | None:
    """ "Exxon's president", "the university's chancellor", "company president Ana Sol": the sector
    of the body whose office it is, with its row."""
    if not any(row.name in OF_ANY_BODY for row in rows):
        return None
    if body is not None:
        return (body.sector, body.row) if body.sector in (*_NO_STATE, "PTY") else None
    owner = phrase.owner
    if owner is not None and owner.kind is MentionLabel.ORGANISATION:
        if is_company(unit_text(phrase, owner, setting)):
            return "BUS", ""
        inside = owner.entries[-1] if owner.entries else None
        named = inside is not None and inside.kind in NOUN_KINDS and inside.sector in _NO_STATE
        return (inside.sector, inside.row) if inside is not None and named else None
    return next(((row.sector, row.row) for row in rows if is_body_led(row)), None)


def _says_nothing(row: Entry) -> bool:
    """ "group", "head", "member": by themselves of no sector."""
    return row.note == "weak" and row.sector == "UNK"


def body_of(phrase: Phrase, setting: Setting) -> Entry | None:
    """The organisation that owns the noun."""
    owner = phrase.owner
    if owner is None or owner.kind is not Kind.ORGANISATION:
        return None
    return entry_of(owner, setting.day)


def _is_somebodys(phrase: Phrase, setting: Setting) -> bool:
    """Whether the words tell whose kin somebody is: "Assad's brother", "brother of the president",
    but not "a Syrian mother"."""
    words = [t.text for t in setting.tokens[phrase.sentence][phrase.first : phrase.last + 1]]
    owned = phrase.pronoun is not None or (phrase.owner is not None and phrase.owner.person)
    return owned or bool({"'s", "’s", "'", "’", "of", "to"} & set(words))


_FOLLOWING = frozenset({"supporter", "follower"})
"""Of a state or a ruler, they are no government: "Putin's supporters"."""


def _of_state(row: Entry, phrase: Phrase, setting: Setting) -> str:
    country = owner_country(phrase, setting)
    if row.name in _FOLLOWING:
        return "CVL"
    if row.sector != "UNK":
        return "UNK" if row.sector == "GOV" and country in BODIES else row.sector
    if row.note == "kin" and country != NO_COUNTRY:
        return "ELI" if _is_somebodys(phrase, setting) else "CVL"
    if row.note == "kin":
        return "UNK"
    return "UNK" if country in BODIES or country == NO_COUNTRY else "GOV"
