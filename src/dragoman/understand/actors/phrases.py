"""Joins units into phrases: title, name, nationality, possessor, "of", apposition.

"North Korean leader Kim Jong Un" is one phrase of three units. Its core is the unit that
names the actor; the others say of what state and in what office.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.records import MentionLabel
from dragoman.understand.actors.led import OF_ANY_BODY, is_body_led
from dragoman.understand.actors.scan import HONORIFICS, NOUN_KINDS, OWNER_KINDS, Unit
from dragoman.understand.branches import Branches
from dragoman.understand.knowledge import Kind

FORMER = frozenset({"former", "ex", "ex-", "erstwhile", "ousted", "deposed", "late"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_FREE = frozenset({"then", "-", "vice", "deputy", "acting", "interim", "outgoing", "top", "senior"})
_DIVISIONS = frozenset({"region", "province", "state", "city", "district", "county", "oblast"})
_LOCAL = frozenset({"authority", "official", "local government", "health official"})
"""Nouns of government whose "in Pakistan" tells their state; a diplomat's does not."""
_EMPLOYED = {
    "for": frozenset({"JRN"}),
    "with": frozenset({"JRN"}),
    "at": frozenset({"JRN", "EDU", "MED", "LAB", "BUS"}),
}
"""Words after which the employer stands: "a reporter for Novaya Gazeta", "a clerk at Gazprom"."""
NAMED_LIKE_THE_UN = frozenset(
    {
        "economic and social council",
        "general assembly",
        "human rights commission",
        "human rights committee",
        "human rights council",
        "security council",
    }
)
"""Names that bodies of a state bear as well as those of the UN: "Russia's Security Council"."""
_POSTS = frozenset({"consulate", "embassy", "high commission", "legation"})
_OFFICE_OF = frozenset({"of"})
_STAYS_HOME = frozenset(
    {"REB", "UAF", "CVL", "COP", "OPP", "LEG", "JUD", "LAB", "AGR", "EDU", "CRM"}
)
"""Sectors whose "in Sudan" tells their state; soldiers in Iraq may be anyone's."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words [first, last] of one actor and what they hold; `head` is their UD head."""

    sentence: int
    first: int
    last: int
    head: int
    core: Unit
    titles: tuple[Unit, ...] = ()
    owner: Unit | None = None
    pronoun: int | None = None
    former: bool = False
    honorific: int | None = None
    named_from: int | None = None
    """Where the name begins when a count stands before it: "students" in "dozens of students"."""


def build_phrases(tree: Branches, units: tuple[Unit, ...]) -> list[Phrase]:
    """The phrases of a sentence by their last word; an owner may be a phrase of its own inside.

    "Putin's government" holds "Putin", "a spokesman for the army" holds "the army".
    """
    scene = _Scene(tree, units)
    taken: set[int] = set()
    found: list[Phrase] = []
    for unit in sorted(units, key=_strength):
        if taken.isdisjoint(range(unit.first, unit.last + 1)):
            phrase = scene.phrase(unit, taken)
            taken.update(range(phrase.first, phrase.last + 1))
            scene.add(phrase)
            found.append(phrase)
    found.sort(key=lambda phrase: (phrase.last, -phrase.first))
    return found


def _strength(unit: Unit) -> tuple[int, int]:
    """Who may take others in: persons, nouns (rightmost first), bodies, then the rest."""
    if unit.person:
        return (0, unit.first)
    if unit.kind in NOUN_KINDS:
        return (1, -unit.first)
    body = unit.kind in (Kind.ORGANISATION, MentionLabel.ORGANISATION)
    return (2 if body else 3, unit.first)


class _Scene:
    """A sentence's tree with its units by word; made once for a sentence."""

    __slots__ = ("at", "done", "tree")

    def __init__(self, tree: Branches, units: tuple[Unit, ...]) -> None:
        self.tree = tree
        self.at = {i: unit for unit in units for i in range(unit.first, unit.last + 1)}
        self.done: dict[int, Phrase] = {}

    def add(self, phrase: Phrase) -> None:
        """Keeps a phrase for those that are made after it; the innermost holds its words."""
        for place in range(phrase.first, phrase.last + 1):
            self.done.setdefault(place, phrase)

    def phrase(self, core: Unit, taken: set[int]) -> Phrase:
        phrase = Phrase(self.tree.sentence.index, core.first, core.last, core.last, core)
        if core.person or core.kind in NOUN_KINDS:
            phrase = self._leftwards(phrase, taken)
        elif core.kind in (Kind.ORGANISATION, MentionLabel.ORGANISATION):
            phrase = self._of_state(self._nationality(phrase, taken), taken)
        if core.kind in NOUN_KINDS and phrase.owner is None:
            phrase = self._rightwards(phrase, taken)
        if core.kind in NOUN_KINDS:
            phrase = self._article(self._adjectives(phrase, taken))
        words = self.tree.lowers[phrase.first : phrase.last + 1]
        former = phrase.former or any(word.startswith("ex-") for word in words)
        head = head_of(self.tree, phrase.first, phrase.last, core)
        return replace(phrase, head=head, former=former)

    def _leftwards(self, phrase: Phrase, taken: set[int]) -> Phrase:
        """Titles, nationality and possessor before the core, as far as they reach."""
        trade = self._of_trade(phrase, taken)
        if trade is not None:
            return trade
        place = phrase.first - 1
        while place >= 0 and place not in taken:
            unit, word = self.at.get(place), self.tree.lowers[place]
            bound = bool(phrase.titles) or phrase.core.kind in NOUN_KINDS
            if unit is not None and self._takes(phrase, unit):
                phrase = replace(phrase, first=unit.first, titles=(*phrase.titles, unit))
            elif unit is not None and _owns(unit) and (bound or self._describes(unit, phrase)):
                return self._once(replace(phrase, first=unit.first, owner=unit))
            elif word in _POSSESSIVE and (bound or phrase.core.person):
                return self._possessor(phrase, place)
            elif word in _OWNERS and bound:
                return replace(phrase, first=place, pronoun=place)
            elif word in FORMER and bound:
                phrase = replace(phrase, first=place, former=True)
            elif word in HONORIFICS and phrase.core.person:
                phrase = replace(phrase, first=place, honorific=place)
            elif not (bound and (self._modifies(place) or self._joins_titles(phrase, place))):
                break
            place = (unit.first if unit is not None else place) - 1
        return self._of_person(phrase, place)

    def _of_trade(self, phrase: Phrase, taken: set[int]) -> Phrase | None:
        """ "Japanese drummer Ken Sato": a noun of no table between the nationality and the name."""
        place = phrase.first - 1
        if not phrase.core.person or place < 1 or place in self.at or not self._is_trade(place):
            return None
        noun = place
        while place > 0 and place not in self.at and (place == noun or self._modifies(place)):
            place -= 1
        if self.tree.lowers[place] in _POSSESSIVE and place > 0:
            place -= 1
        unit = self.at.get(place)
        tied = unit is not None and self.tree.heads[unit.last] == noun
        if unit is None or unit.kind not in OWNER_KINDS or not tied or unit.last in taken:
            return None
        if self.tree.tokens[unit.last].deprel not in ("amod", "nmod:poss"):
            return None
        return replace(phrase, first=unit.first, owner=unit)

    def _is_trade(self, place: int) -> bool:
        """Whether a word is a noun in small letters that the tree ties to the name after it."""
        token = self.tree.tokens[place]
        if token.upos != "NOUN" or not token.text.islower():
            return False
        above, below = self.tree.heads[place], self.tree.heads[place + 1]
        named = token.deprel in ("nmod:desc", "compound", "flat", "appos") and above > place
        name = self.tree.tokens[place + 1].deprel in ("appos", "flat", "nmod:desc")
        return named or (name and below == place)

    def _of_person(self, phrase: Phrase, place: int) -> Phrase:
        """ "the Obama administration", "the Assad regime": a name that the tree ties to a noun."""
        inner = self.done.get(place)
        if inner is None or not inner.core.person or phrase.core.kind not in NOUN_KINDS:
            return phrase
        tied = phrase.first <= self.tree.heads[inner.head] <= phrase.core.last
        relation = self.tree.tokens[inner.head].deprel
        if not tied or relation not in ("compound", "nmod", "nmod:desc", "amod"):
            return phrase
        return replace(phrase, first=inner.first, owner=inner.core)

    def _describes(self, unit: Unit, phrase: Phrase) -> bool:
        """ "Saudi Crown Prince Mohammed", where title and name are one form of the tables."""
        core = phrase.core
        tied = core.first <= self.tree.heads[unit.last] <= core.last
        relation = self.tree.tokens[unit.last].deprel
        return core.kind is Kind.LEADER and tied and relation in ("amod", "compound")

    def _once(self, phrase: Phrase) -> Phrase:
        """ "former Rwandan minister": what stands before the nationality."""
        place = phrase.first - 1
        if place >= 0 and self.tree.lowers[place] in FORMER and self._modifies(place):
            return replace(phrase, first=place, former=True)
        return phrase

    def _takes(self, phrase: Phrase, unit: Unit) -> bool:
        """A title before a name ("President Putin"), a noun before its head ("rebel leader")."""
        if unit.kind not in NOUN_KINDS:
            return False
        if phrase.core.person:
            return unit.last == phrase.first - 1 or self._between(unit.last, phrase)
        relation = self.tree.tokens[unit.last].deprel
        return relation in ("compound", "amod", "nmod", "nmod:desc") and unit.last == (
            phrase.first - 1
        )

    def _between(self, last: int, phrase: Phrase) -> bool:
        return all(
            self._modifies(place) or self._joins_titles(phrase, place)
            for place in range(last + 1, phrase.first)
        )

    def _modifies(self, place: int) -> bool:
        """Whether a word is a bare modifier that may stand between units."""
        token = self.tree.tokens[place]
        return self.tree.lowers[place] in _FREE or (
            token.deprel in ("amod", "compound", "nmod:desc", "nummod")
            and token.upos in ("ADJ", "VERB", "NOUN", "NUM", "PROPN", "ADV")
            and token.head > place
        )

    def _joins_titles(self, phrase: Phrase, place: int) -> bool:
        """ "top aide and party secretary Jo": both titles are the one person's."""
        before = self.at.get(place - 1)
        return (
            self.tree.lowers[place] == "and"
            and phrase.core.person
            and before is not None
            and before.kind is Kind.TITLE
        )

    def _possessor(self, phrase: Phrase, place: int) -> Phrase:
        unit = self.at.get(place - 1)
        if unit is None:
            return phrase
        if _owns(unit):
            return replace(phrase, first=unit.first, owner=unit)
        inner = self.done.get(place - 1)
        if unit.person and inner is not None:
            return replace(phrase, first=inner.first, owner=unit)
        if unit.kind in NOUN_KINDS and phrase.core.kind in (*NOUN_KINDS, MentionLabel.PERSON):
            led = (unit,) if _leads(phrase, unit) else ()
            owner = self.phrase(unit, set()).owner
            return replace(phrase, owner=owner, titles=(*phrase.titles, *led))
        return phrase

    def _nationality(self, phrase: Phrase, taken: set[int]) -> Phrase:
        """ "Russian news agency TASS", "Lebanon's Hezbollah": the state belongs to the name."""
        place = phrase.first - 1
        if place >= 0 and self.tree.lowers[place] in _POSSESSIVE:
            place -= 1
        unit = self.at.get(place)
        if unit is None or unit.kind not in OWNER_KINDS or place in taken:
            return phrase
        return replace(phrase, first=unit.first, owner=unit)

    def _of_state(self, phrase: Phrase, taken: set[int]) -> Phrase:
        """ "the Unity Party of Kenya", "the Defence Commission of the DPRK": a name that many
        states' bodies bear, or one that no table knows."""
        core, place = phrase.core, phrase.core.last + 2
        entry = core.entries[0] if core.kind is Kind.ORGANISATION else None
        shared = entry is None or entry.note == "party" or entry.form.lower() in NAMED_LIKE_THE_UN
        if not shared or self.tree.lowers[place - 1 : place] != ["of"]:
            return phrase
        place += self.tree.lowers[place : place + 1] == ["the"]
        unit = self.at.get(place)
        if unit is None or unit.kind is not Kind.STATE or unit.first != place or place in taken:
            return phrase
        if phrase.owner is not None or not self._hangs(unit, phrase):
            return phrase
        return replace(phrase, last=unit.last, owner=unit)

    def _rightwards(self, phrase: Phrase, taken: set[int]) -> Phrase:
        """ "the government of Sudan", "officials from Iran", "police in Kenya"."""
        lowers, place = self.tree.lowers, phrase.last + 1
        if place >= len(lowers) or not self._binds(phrase, lowers[place]):
            return phrase
        word = lowers[place]
        for end in range(place + 1, min(place + 4, len(lowers))):
            unit, inner = self.at.get(end), self.done.get(end)
            if inner is not None and word != "in":
                served = word != "at" or self._serves(phrase, inner)
                return self._of_phrase(phrase, inner) if served else phrase
            if unit is not None and word == "at" and not self._serves(phrase, None):
                return phrase
            if unit is not None:
                fits = _owns(unit) and unit.kind is not Kind.ADJECTIVE and end not in taken
                if fits and (word in _OFFICE_OF or self._hangs(unit, phrase)):
                    return replace(phrase, last=unit.last, owner=unit)
                return phrase
            if self.tree.tokens[end].upos not in ("DET", "ADJ"):
                return phrase
        return phrase

    def _of_phrase(self, phrase: Phrase, inner: Phrase) -> Phrase:
        """ "a spokesman for President Ghani", "the leader of the rebels", "a group of lawmakers".

        The state is the inner phrase's; a noun that is nothing by itself takes its sector too.
        """
        core = phrase.core
        if inner.first <= core.last or not core.first <= self.tree.heads[inner.head] <= core.last:
            return phrase
        bare = core.entries[0].note in ("neutral", "weak", "kin")
        bare = bare or _leads(phrase, inner.core)
        held = (inner.core,) if bare and inner.core.kind in NOUN_KINDS else ()
        owner = inner.core if _owns(inner.core) or inner.core.person else inner.owner
        if owner is None and not held:
            return phrase
        return replace(phrase, last=inner.last, owner=owner, titles=(*phrase.titles, *held))

    def _binds(self, phrase: Phrase, word: str) -> bool:
        entry = phrase.core.entries[0]
        if word == "from" and phrase.pronoun is not None:
            return False  # "recalled its ambassador from Beijing": from where, not whose
        if word == "in":
            return entry.sector in _STAYS_HOME or entry.name in _LOCAL
        if entry.sector in _EMPLOYED.get(word, ()):
            return True
        if word == "at":
            return entry.note in ("neutral", "weak") or entry.sector == "COP"
        if word == "for":
            return entry.name.startswith("spokes")
        return word in ("of", "from")

    def _serves(self, phrase: Phrase, inner: Phrase | None) -> bool:
        """ "A clerk at Gazprom"; "a guard at the American embassy" is America's."""
        if phrase.core.entries[0].sector in _EMPLOYED["at"]:
            return True
        return (
            inner is not None
            and bool(inner.core.entries)
            and (inner.core.entries[0].name in _POSTS)
        )

    def _hangs(self, unit: Unit, phrase: Phrase) -> bool:
        """Whether the tree ties the words after the preposition to the core."""
        above = self.tree.heads[head_of(self.tree, unit.first, unit.last, unit)]
        if above > unit.last and self.tree.lowers[above] in _DIVISIONS:
            above = self.tree.heads[above]  # "in Kharkiv region"
        return phrase.core.first <= above <= phrase.core.last

    def _adjectives(self, phrase: Phrase, taken: set[int]) -> Phrase:
        """ "a senior Indian diplomat", "federal police" begin with their adjectives."""
        place = phrase.first - 1
        while place >= 0 and place not in taken and place not in self.at:
            token = self.tree.tokens[place]
            if token.deprel not in ("amod", "compound") or not (
                phrase.first <= token.head <= phrase.core.last
            ):
                break
            if place and self.tree.lowers[place - 1] == "-":
                break
            phrase = replace(phrase, first=place)
            place -= 1
        return phrase

    def _article(self, phrase: Phrase) -> Phrase:
        """ "the government of Sudan" begins with its article."""
        place = phrase.first - 1
        if place >= 0 and self.tree.lowers[place] in ("the", "a", "an"):
            return replace(phrase, first=place)
        return phrase


def _leads(phrase: Phrase, body: Unit) -> bool:
    """ "the union's president", "the president of the company"."""
    offices = [unit.entries[0] for unit in (phrase.core, *phrase.titles) if unit.entries]
    led = any(is_body_led(entry) for entry in body.entries)
    return led and any(entry.name in OF_ANY_BODY for entry in offices)


def _owns(unit: Unit) -> bool:
    """Whether a unit can tell whose the core is."""
    return unit.kind in OWNER_KINDS or unit.kind in (
        Kind.ORGANISATION,
        MentionLabel.ORGANISATION,
    )


def head_of(tree: Branches, first: int, last: int, core: Unit) -> int:
    """The word of [first, last] whose governor stands outside; the core's where there are more."""
    outside = [
        i
        for i in range(first, last + 1)
        if not first <= tree.heads[i] <= last
        and tree.tokens[i].upos not in ("PUNCT", "DET", "ADP", "PART")
    ]
    inner = [i for i in outside if core.first <= i <= core.last]
    if core.kind in NOUN_KINDS and core.last in inner:
        return core.last
    return (inner or outside or [core.last])[0]
