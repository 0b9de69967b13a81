"""Finds the words of a sentence that the tables know, and the names they do not know.

The parser marks names, but not all of them; so the words themselves are looked up. The longest
form wins, a name of the tables before a common noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.records import Mention, MentionLabel, Sentence, Token
from dragoman.understand.actors.body_names import is_body_name
from dragoman.understand.knowledge import Entry, Kind, Knowledge, pieces

NAME_KINDS = frozenset({Kind.STATE, Kind.SEAT, Kind.ADJECTIVE, Kind.DEMONYM})
OWNER_KINDS = NAME_KINDS | {Kind.PLACE}
"""Names that tell whose somebody is: "Russian", "Seoul's", "in Istanbul"."""
NOUN_KINDS = frozenset({Kind.TITLE, Kind.AGENT})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
HONORIFICS = frozenset("mr mrs ms dr sir mr. mrs. ms. dr. madam lady lord dame".split())
_REIGNS = frozenset({"administration", "regime", "government", "presidency", "era"})
_INSTITUTIONS = frozenset(
    """Academy Airport Avenue Bank Bridge Center Centre College Committee Foundation Fund Hall
    Hospital Institute Library Mausoleum Memorial Mosque Museum Palace Park Peninsula Prize School
    Square Stadium Street Theatre University""".split()
)
_STREETS = frozenset({"Avenue", "Boulevard", "Bridge", "Highway", "Road", "Square", "Street"})
_MONTHS = frozenset({"March", "April", "May", "June", "August"})
_NAMED = frozenset({MentionLabel.PERSON, MentionLabel.ORGANISATION, MentionLabel.LOCATION})


@dataclass(frozen=True, slots=True)
class Unit:
    """Words [first, last] that name something: with entries where a table knows them."""

    first: int
    last: int
    kind: Kind | MentionLabel
    entries: tuple[Entry, ...] = ()
    marked: bool = False
    """Whether the parser too takes the words for a person."""

    @property
    def person(self) -> bool:
        """Whether the unit names a person, known or not."""
        return self.kind is Kind.LEADER or self.kind is MentionLabel.PERSON


def find_units(
    sentence: Sentence, knowledge: Knowledge, day: str | None = None
) -> tuple[Unit, ...]:
    """The units of a sentence in text order; they do not overlap. `day` is the report's."""
    matches = list(_matches(sentence.tokens, knowledge, _before_persons(sentence)))
    matches = [unit for unit in matches if not _is_over(unit, day)]
    mentions = [
        _whole_name(_after_state(_after_possessor(m, sentence.tokens), matches), sentence.tokens)
        for m in sentence.mentions
    ]
    people = [m for m in mentions if m.label is MentionLabel.PERSON]
    names = [
        _as_ruler(_as_person(unit, people), sentence.tokens)
        for unit in matches
        if unit.kind not in NOUN_KINDS
    ]
    names = [
        _as_institution(_widened(unit, people, matches), sentence.tokens, matches) for unit in names
    ]
    kept = [unit for unit in names if not _inside_a_name(unit, people, sentence.tokens)]
    kept.extend(
        _unknown_names(
            sentence.tokens, mentions, kept, [u for u in matches if u.kind in NOUN_KINDS]
        )
    )
    taken = {i for unit in kept for i in range(unit.first, unit.last + 1)}
    for unit in matches:
        if unit.kind in NOUN_KINDS and taken.isdisjoint(range(unit.first, unit.last + 1)):
            kept.append(unit)
            taken.update(range(unit.first, unit.last + 1))
    kept.extend(_unmarked_names(sentence.tokens, taken))
    return tuple(sorted(kept, key=lambda unit: unit.first))


def _after_possessor(mention: Mention, tokens: tuple[Token, ...]) -> Mention:
    """No name runs over a possessor: "N Korea's Kim" marked as one is the parser's slip."""
    body = mention.label is MentionLabel.ORGANISATION and is_body_name(tokens[mention.last].text)
    for place in range(mention.last - 1, mention.first, -1):
        if body and tokens[place - 1].feats.get("Number") == "Plur":
            continue  # "the Farmers' League"
        if tokens[place].text in _POSSESSIVE:
            return replace(mention, first=place + 1)
    if mention.last > mention.first and tokens[mention.last].text in _POSSESSIVE:
        return replace(mention, last=mention.last - 1)
    return mention


def _after_state(mention: Mention, matches: list[Unit]) -> Mention:
    """No name of a person runs over the state of an office: "President of France Emmanuel
    Macron"."""
    state = next((u for u in matches if u.first == mention.first and u.kind is Kind.STATE), None)
    if mention.label is not MentionLabel.PERSON or state is None or mention.last < state.last + 2:
        return mention
    office = any(u.kind is Kind.TITLE and u.last == mention.first - 2 for u in matches)
    return replace(mention, first=state.last + 1) if office else mention


def _whole_name(mention: Mention, tokens: tuple[Token, ...]) -> Mention:
    """A person's name whole: where "Chretien" alone is marked, "Jean" is joined by `flat`."""
    if mention.label is not MentionLabel.PERSON:
        return mention
    first, last = mention.first, mention.last
    while first > 0 and _flat_to(tokens, first, first - 1):
        first -= 1
    while last + 1 < len(tokens) and _flat_to(tokens, last + 1, last):
        last += 1
    return replace(mention, first=first, last=last)


def _flat_to(tokens: tuple[Token, ...], place: int, before: int) -> bool:
    """Whether the tree joins a word by `flat` to the one before it, both parts of a name."""
    token = tokens[place]
    return (
        token.deprel == "flat"
        and token.upos == tokens[before].upos == "PROPN"
        and token.head in (before, tokens[before].head if tokens[before].deprel == "flat" else -1)
    )


def _before_persons(sentence: Sentence) -> frozenset[int]:
    """The words with a capital right before a person's name."""
    return frozenset(
        m.first - 1
        for m in sentence.mentions
        if m.label is MentionLabel.PERSON
        and m.first
        and sentence.tokens[m.first - 1].text[:1].isupper()
    )


def _matches(
    tokens: tuple[Token, ...], knowledge: Knowledge, ranks: frozenset[int]
) -> Iterator[Unit]:
    """The longest entries from left to right; `ranks` are words that may be one whatever their
    part of speech."""
    found = [(piece, token.index) for token in tokens for piece in pieces(token.text)]
    words = tuple(piece for piece, _ in found)
    at, count, longest = 0, len(found), knowledge.longest
    while at < count:
        step = 1
        for size in range(min(longest.get(words[at], 0), count - at), 0, -1):
            first, last = found[at][1], found[at + size - 1][1]
            within = tokens[first : last + 1]
            entries = _entries(words[at : at + size], within, knowledge, last in ranks)
            if entries:
                yield Unit(first, last, entries[0].kind, entries)
                step = size
                break
        at += step


def _is_over(unit: Unit, day: str | None) -> bool:
    """Whether the words are but the short form of bodies that were gone by the day, or may have
    been: "the EC" of 2019 is no European Community."""
    return all(
        entry.kind is Kind.ORGANISATION
        and entry.exact
        and entry.until is not None
        and (day is None or day >= entry.until)
        for entry in unit.entries
    )


def _entries(
    key: tuple[str, ...], tokens: tuple[Token, ...], knowledge: Knowledge, rank: bool = False
) -> tuple[Entry, ...]:
    named = knowledge.names.get(key, ())
    if named and any(not token.text.islower() for token in tokens):
        named = tuple(e for e in named if _spelled(e, tokens) and _as_a_name(e, tokens))
        if named and not (named[0].short and tokens[0].upos != "PROPN"):
            return named
    nouns = knowledge.nouns.get(key, ())
    if len(key) > 1 or tokens[-1].upos in ("NOUN", "PROPN") or rank or _is_rank(tokens[-1]):
        return tuple(entry for entry in nouns if _spelled(entry, tokens))
    return ()


def _as_a_name(entry: Entry, tokens: tuple[Token, ...]) -> bool:
    """ "Border patrol police" that opens a sentence names no Border Patrol."""
    if entry.kind is not Kind.ORGANISATION or len(tokens) == 1 or tokens[0].index:
        return True
    return any(not token.text.islower() for token in tokens[1:]) or entry.form[1:].islower()


def _is_rank(token: Token) -> bool:
    """ "Major Khan": a tagger takes the rank for an adjective, its tree does not."""
    return token.deprel == "nmod:desc" and token.text[:1].isupper()


def _spelled(entry: Entry, tokens: tuple[Token, ...]) -> bool:
    """An abbreviation counts only as written: "us" is not the US."""
    if not entry.exact:
        return True
    written = "".join(token.text for token in tokens).replace(".", "")
    return written == entry.form.replace(".", "").replace(" ", "")


def _as_person(unit: Unit, people: list[Mention]) -> Unit:
    """Where a form is a state's and a leader's ("Jordan"), the parser's PER decides."""
    leaders = tuple(entry for entry in unit.entries if entry.kind is Kind.LEADER)
    if leaders and any(m.first == unit.first and m.last == unit.last for m in people):
        return Unit(unit.first, unit.last, Kind.LEADER, leaders, marked=True)
    return unit


def _as_ruler(unit: Unit, tokens: tuple[Token, ...]) -> Unit:
    """ "the Assad regime": the word after the family name says that it is the leader's."""
    after = unit.last + 1
    if unit.kind is Kind.LEADER and after < len(tokens) and tokens[after].text in _REIGNS:
        return replace(unit, marked=True)
    return unit


def _as_institution(unit: Unit, tokens: tuple[Token, ...], matches: list[Unit]) -> Unit:
    """ "Kim Il Sung University" is a university, no man."""
    after = unit.last + 1
    if unit.kind is not Kind.LEADER or after >= len(tokens):
        return unit
    if tokens[after].text not in _INSTITUTIONS:
        return unit
    kinds = next((m.entries for m in matches if m.first == after and m.kind in NOUN_KINDS), ())
    return Unit(unit.first, after, MentionLabel.ORGANISATION, kinds)


def _widened(unit: Unit, people: list[Mention], matches: list[Unit]) -> Unit:
    """A leader with all names the report gives: "Adil" before "Abdul Mahdi"."""
    if unit.kind is not Kind.LEADER or unit.entries[0].short:
        return unit
    for mention in people:
        wider = mention.first < unit.first and mention.last == unit.last
        if wider and not any(
            m.first < unit.first and mention.first <= m.last for m in matches if m != unit
        ):
            return replace(unit, first=mention.first, marked=True)
    return unit


def _inside_a_name(unit: Unit, people: list[Mention], tokens: tuple[Token, ...]) -> bool:
    """ "Jordan" in "Michael Jordan" is no state, "Kim" in "Kim Yo Jong" not the leader alone."""
    if unit.kind is Kind.LEADER and not unit.entries[0].short:
        return False
    if unit.kind is Kind.LEADER and not unit.marked and tokens[unit.first].text in _MONTHS:
        return True
    if unit.kind is Kind.SEAT and _is_street(unit, tokens):
        return True
    for mention in people:
        wider = mention.last - mention.first > unit.last - unit.first
        if wider and mention.first <= unit.first and unit.last <= mention.last:
            return True
    token = tokens[unit.first]
    if unit.first != unit.last or token.deprel != "flat" or unit.first == 0:
        return False
    return token.head < unit.first and tokens[unit.first - 1].text not in _POSSESSIVE


def _is_street(unit: Unit, tokens: tuple[Token, ...]) -> bool:
    """ "Wellington Street in Ottawa": no seat of New Zealand's government."""
    after = unit.last + 1
    if after >= len(tokens) or tokens[after].text not in _STREETS:
        return False
    return tokens[unit.last].head == after


def _unknown_names(
    tokens: tuple[Token, ...], mentions: list[Mention], known: list[Unit], nouns: list[Unit]
) -> Iterator[Unit]:
    """Names that only the parser marked; an organisation may hold a state's name."""
    for mention in mentions:
        last = mention.last
        first = _without_nouns(mention, nouns, tokens)
        if tokens[first].text in _POSSESSIVE:
            first += 1
        if mention.label not in _NAMED or first > last or tokens[first].upos == "PRON":
            continue
        if any(first <= u.first <= last < u.last and _is_title(u, tokens) for u in nouns):
            continue  # "Yugoslav Finance" of "Yugoslav Finance Minister X"
        inside = [u for u in known if u.first <= last and first <= u.last]
        if mention.label is MentionLabel.ORGANISATION and (
            organisation := _organisation(tokens, first, last, inside, nouns)
        ):
            known[:] = [u for u in known if u not in inside]
            yield organisation
        elif not inside and not _all_nouns(mention, nouns, first, tokens):
            yield Unit(first, last, mention.label, marked=True)


def _organisation(
    tokens: tuple[Token, ...], first: int, last: int, inside: list[Unit], nouns: list[Unit]
) -> Unit | None:
    """ "Ford Motor Company", "U.S. Agriculture Department": a name around known words.

    Where nothing is left besides them ("Russian Foreign Ministry"), it is no name of its own.
    """
    within = [u for u in nouns if first <= u.first and u.last <= last]
    covered = {i for u in (*inside, *within) for i in range(u.first, u.last + 1)}
    rest = [i for i in range(first, last + 1) if i not in covered]
    if not (inside or within) or not any(tokens[i].upos == "PROPN" for i in rest):
        return None
    if any(u.kind not in OWNER_KINDS or u.first < first or u.last > last for u in inside):
        return None
    owned = any(tokens[i].text in _POSSESSIVE for i in rest)
    if (owned and not is_body_name(tokens[last].text)) or (inside and inside[-1].last == last):
        return None
    entries = (*(inside[0].entries if inside else ()), *(within[-1].entries if within else ()))
    return Unit(first, last, MentionLabel.ORGANISATION, entries, marked=True)


def _unmarked_names(tokens: tuple[Token, ...], taken: set[int]) -> Iterator[Unit]:
    """Persons the parser overlooked: proper nouns joined by `flat` ("Hossein Tehrani"), those after
    "Mr", and whose an administration is."""
    first = 0
    while first < len(tokens):
        last = first
        while last + 1 < len(tokens) and _continues(tokens, first, last + 1):
            last += 1
        named = last > first or _after_honorific(tokens, first) or _has_government(tokens, first)
        if named and taken.isdisjoint(range(first, last + 1)):
            yield Unit(first, last, MentionLabel.PERSON)
        first = last + 1


def _after_honorific(tokens: tuple[Token, ...], place: int) -> bool:
    """ "Mr Smith", marked or not."""
    if place == 0 or tokens[place].upos != "PROPN":
        return False
    return tokens[place - 1].text.lower() in HONORIFICS


def _has_government(tokens: tuple[Token, ...], place: int) -> bool:
    """ "the Carter administration": a name right before the word."""
    token = tokens[place]
    following = [t.text for t in tokens[place + 1 : place + 2]]
    beside = token.deprel == "compound" and token.head == place + 1
    return token.upos == "PROPN" and beside and following == ["administration"]


def _continues(tokens: tuple[Token, ...], first: int, place: int) -> bool:
    token = tokens[place]
    return (
        token.deprel == "flat"
        and token.head == first
        and token.upos == tokens[first].upos == "PROPN"
        and not token.text.islower()
    )


def _without_nouns(mention: Mention, nouns: list[Unit], tokens: tuple[Token, ...]) -> int:
    """The first word of a person's name after titles: "Foreign Minister Choe" is "Choe"."""
    first = mention.first
    if mention.label is not MentionLabel.PERSON:
        return first
    for unit in nouns:
        inside = first <= unit.last < mention.last
        if inside and (unit.first <= first or _is_title(unit, tokens)):
            first = unit.last + 1
    return first


def _is_title(unit: Unit, tokens: tuple[Token, ...]) -> bool:
    """ "Emergency Situations Minister Alexander Chupriyan", "US Secretary of Transportation Elaine
    Chao", but not "Martin Luther King Jr."."""
    told = tokens[unit.last].deprel in ("nmod:desc", "compound") or unit.last > unit.first + 1
    return unit.kind is Kind.TITLE and told


def _all_nouns(mention: Mention, nouns: list[Unit], first: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a common noun of the tables ends the words: "the Foreign Ministry"; a person may
    have one for a family name ("Salma Sheikh")."""
    last = mention.last
    if any(unit.first <= first and last <= unit.last for unit in nouns):
        return True
    if mention.label is MentionLabel.PERSON and _flat_to(tokens, last, last - 1):
        return any(unit.first == first and unit.last <= last for unit in nouns)
    return any(unit.last == last and first <= unit.first for unit in nouns) or any(
        unit.first == first and unit.last <= last for unit in nouns
    )
