"""Who holds the office that a phrase names without a name: "the French foreign minister"."""

from __future__ import annotations

from dragoman.understand.actors.phrases import Phrase
from dragoman.understand.actors.setting import Setting
from dragoman.understand.knowledge import Entry, Kind

NOT_IN_OFFICE = frozenset(
    "deputy acting vice assistant junior shadow then next new future incoming outgoing ex former "
    "late".split()
)


def holder_of(phrase: Phrase, country: str, setting: Setting) -> Entry | None:
    """Who holds the office that a phrase names, on the report's day: "the French foreign
    minister". None where the tables know nobody, or more than one."""
    core, tokens = phrase.core, setting.tokens[phrase.sentence]
    singular = tokens[phrase.head].feats.get("Number") != "Plur"
    if not singular or phrase.former or not is_office(core.entries[0]) or setting.day is None:
        return None
    around = tokens[max(phrase.first - 1, 0) : core.last + 1]
    definite = any(t.text.lower() in ("the", "'s", "’s") or t.upos == "PROPN" for t in around)
    if not definite or any(t.text.lower() in NOT_IN_OFFICE for t in around):
        return None
    rows = setting.knowledge.offices.get((country, core.entries[0].name.lower()), ())
    valid = [entry for entry in rows if entry.valid_on(setting.day) and _holds_alone(entry)]
    return valid[0] if len({entry.name for entry in valid}) == 1 else None


_MANY_HOLD = frozenset(
    "adviser|ambassador|army commander|commander|commissioner|deputy|deputy minister|dissident"
    "|envoy|general|governor|judge|junta member|mayor|member|minister|minister of state"
    "|negotiator|official|opposition figure|opposition politician|politburo member|politician"
    "|presidential adviser|presidential candidate|prince|secretary|senator|special envoy"
    "|spokesman|statesman".split("|")
)
"""Offices that a state has several of, though the tables may know one holder."""
_ONE_HOLDS = frozenset({"GOV", "MIL", "SPY", "REL", "OPP"})
_ONE_ELSEWHERE = frozenset({"chief justice", "house speaker", "parliament speaker"})


def _holds_alone(entry: Entry) -> bool:
    """Whether a state has one such office: "a CNN reporter" is not the one in the tables."""
    office = (entry.office or "").lower()
    return office in _ONE_ELSEWHERE or (entry.sector in _ONE_HOLDS and office not in _MANY_HOLD)


def is_office(entry: Entry) -> bool:
    """Whether a noun is an office one person holds: "president", not "officials"."""
    return entry.kind is Kind.TITLE and (entry.note in ("", "mass") or entry.name == "leader")
