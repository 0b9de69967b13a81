"""From head words to actors: which party to the event a filled slot names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce

from dragoman.coding.slots import Place, fill
from dragoman.coding.tree import Tree, unique
from dragoman.records import Actor, ActorMention, EventType, Span

COUNTING = frozenset(
    """band bulk coalition couple crowd delegation dozen group half handful hundred majority member
    million number one people pair percent score section series some supporter team thousand
    total wave unit rest faction contingent part three two four five six seven eight nine ten
    several many most both all each convoy column""".split()
)
"""Words whose "of" phrase is the party: "dozens of protesters", "members of parliament"."""

STATES = frozenset(
    """commonwealth country emirate island kingdom nation republic sheikhdom state""".split()
)
"""Words of states that say their names after "of": "the island nation of Fiji"."""

PERSONS = frozenset(
    """adversary aide ally associate attacker aunt baby bodyguard boyfriend brother captain captor
    child colleague companion comrade cook counterpart cousin critic daughter deputy driver enemy
    envoy family father fiancee flatmate foe follower friend girlfriend grandfather grandson guard
    guest helper host husband interpreter killer kinsman lawyer loyalist mother neighbor neighbour
    nephew niece nurse opponent owner parent partner patient pilot predecessor prisoner relative
    rival secretary servant sister son spokesperson staff student subject successor supporter
    sympathiser sympathizer teacher trainer uncle victim visitor voter widow wife worker""".split()
)
"""People who are not whose they are: whoever kills "Bin Laden's son" kills another, and "his
opponents" are not he."""
PERSON_ENDINGS = ("man", "woman", "mate", "ist", "ee")

SPEAKING_FOR = frozenset(
    """accusation act action advance aggression allegation annexation announcement appeal argument
    attack bid call campaign claim command comment complaint concession criticism decision
    demand draft effort government initiative invasion leadership military motion move
    objection offer operation order petition plan policy position proposal question regime
    remark request resolution result rule sovereignty special_operation speech stance
    statement suggestion support territory threat troops ultimatum victory visit war warning
    willingness""".split()
)
"""Nouns that stand for their owner as a party: "supported Russia's invasion"."""

TARGETS = frozenset(
    """academy aircraft airbase airfield barracks base building camp checkpoint checkpost compound
    consulate convoy depot drone embassy facility headquarters installation jail jet missile outpost
    patrol plane position post prison ship site station stronghold tank tanker target vehicle vessel
    village warplane warship""".split()
)
"""Things that stand for whose they are when something is done to or with them: "Hamas targets",
"an Iranian tanker"."""

MAKING = frozenset(
    """author draft file issue launch lead make move offer organise organize present propose
    publish put release send sponsor submit table write""".split()
)
"""What its maker does with such a thing: "an appeal filed by X", "the plan put forward by X"."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one sentence by the word that stands for them; "the two leaders" are two."""

    tree: Tree
    by_word: Mapping[int, tuple[Actor, ...]]

    @classmethod
    def of(cls, tree: Tree, mentions: Iterable[ActorMention]) -> Cast:
        """The actors whose head word is in this tree; at one word, those of whom nothing is known
        give way."""
        at: dict[int, list[Actor]] = {}
        for mention in mentions:
            at.setdefault(mention.token, []).append(mention.actor)
        return cls(tree, {word: _known_first(actors) for word, actors in at.items()})

    def party(self, place: Place, slot: str) -> tuple[Actor, ...]:
        """The actors a slot names, each once, in text order; empty where it names none."""
        found: dict[tuple[str, str], Actor] = {}
        for word in fill(place, slot):
            for actor in self.at(word):
                found.setdefault((actor.code, actor.entity_id or actor.name), actor)
        return tuple(found.values())

    def at(self, word: int, depth: int = 3) -> Iterator[Actor]:
        """The actor a word stands for, else the one its phrase names."""
        actors = self.by_word.get(word, ())
        inside = tuple(self._inside(word, depth - 1)) if depth and _is_nobody(actors) else ()
        if any(a.known or a.country != NO_COUNTRY for a in inside):
            yield from _in_words_of(actors[0], inside)
        elif len(actors) == 1:
            yield from self._shared(word, actors[0])
        elif actors:
            yield from actors
        elif depth:
            yield from self._inside(word, depth - 1)

    def _shared(self, word: int, actor: Actor) -> Iterator[Actor]:
        """ "the foreign ministers of Israel and Egypt", "French and German troops": one noun,
        an actor for each country."""
        countries = self._countries(word, actor) if self._plural(word) else ()
        if len(countries) < 2:
            yield actor
            return
        noun = self.tree.token(word).text
        span = reduce(Span.joined, (country.span for country in countries), actor.span)
        words = self.tree.words(span)
        for country in countries:
            name = f"{noun} of {country.name}"
            sector = "GOV" if actor.sector == "UNK" else actor.sector
            yield replace(
                actor,
                text=words,
                span=span,
                country=country.country,
                sector=sector,
                sectors=(sector, *(s for s in actor.sectors if s not in (sector, "UNK"))),
                name=name,
                entity_id=None,
            )

    def _plural(self, word: int) -> bool:
        return self.tree.token(word).feats.get("Number") == "Plur"

    def _countries(self, word: int, actor: Actor) -> tuple[Actor, ...]:
        """The countries joined before or after a noun. The first of them is often not an actor
        of its own: it has given the noun its country."""
        tree = self.tree
        owners = [c for c in tree.oblique(word) if tree.case(c) in ("of", "from")]
        owners += tree.under(word, "amod", "compound", "nmod:poss")
        for owner in owners:
            both = self.by_word.get(owner, ())
            if len(both) > 1 and all(a.country != NO_COUNTRY for a in both):
                return both  # "the leaders of the two countries"
            first, *others = (*tree.conjuncts(owner), *self._beside(owner))
            named = [a for other in others for a in self.by_word.get(other, ())[:1]]
            if named and all(a.country != "---" for a in named):
                held = self.by_word.get(first) or (replace(actor, name=tree.token(first).text),)
                return (held[0], *named)
        return ()

    def _beside(self, owner: int) -> Iterator[int]:
        """ "Egypt" of "of Israel and Egypt", where the tree hangs both on the noun."""
        tree = self.tree
        token = tree.token(owner)
        for other in tree.under(token.head, token.deprel):
            joined = any(True for _ in tree.under(other, "cc"))
            if other > owner and joined and not tree.case(other):
                yield from tree.conjuncts(other)

    def _inside(self, word: int, depth: int) -> Iterator[Actor]:
        tree = self.tree
        lemma = tree.lemma(word)
        if lemma in COUNTING | STATES or tree.token(word).upos == "NUM":
            counted = (c for c in tree.oblique(word) if tree.case(c) == "of")
            heads = unique(
                joined
                for child in counted
                for joined in (*tree.conjuncts(child), *self._beside(child))
            )
            found = [actor for head in heads for actor in self.at(head, depth)]
            if lemma in STATES:
                found = [actor for actor in found if actor.made_by.startswith("actors.state")]
            yield from (self._counted(word, found[0]),) if len(found) == 1 else found
            return
        for child in tree.under(word, "appos", "nmod:desc", "flat"):
            named = list(self.at(child, depth))
            if named:
                yield from named
                return
        yield from self._owner(word, lemma, depth)

    def _counted(self, word: int, actor: Actor) -> Actor:
        """The actor with the words that count it: "34 of them", "a column of pensioners"."""
        tree = self.tree
        before = [c for c in tree.under(word, "det", "nummod", "amod", "compound") if c < word]
        first = tree.token(min(before, default=word)).span
        if first.start >= actor.span.start:
            return actor
        span = first.joined(actor.span)
        return replace(actor, text=tree.words(span), span=span)

    def _owner(self, word: int, lemma: str, depth: int) -> Iterator[Actor]:
        """The possessor of a thing that stands for its owner, else who made it: "the offer of X",
        "a request from X", "an appeal filed by X"."""
        tree = self.tree
        if is_person(lemma):
            return
        owners = list(tree.under(word, "nmod:poss"))
        if not owners and lemma in TARGETS:
            owners = list(tree.under(word, "amod", "compound"))
        elif not owners and lemma in SPEAKING_FOR:
            clauses = (c for c in tree.under(word, "acl") if tree.lemma(c) in MAKING)
            made = (c for clause in clauses for c in tree.oblique(clause))
            owners = [
                *tree.under(word, "amod", "compound"),
                *(c for c in tree.oblique(word) if tree.case(c) in ("of", "by", "from")),
                *(c for c in made if tree.case(c) == "by"),
            ]
        for owner in owners:
            for joined in tree.conjuncts(owner):
                yield from self.at(joined, depth)

    def possessors(self, word: int) -> tuple[Actor, ...]:
        """Whose somebody is: "his opponents", "Kabila's guards"."""
        owners = self.tree.under(word, "nmod:poss")
        return tuple(actor for owner in owners for actor in self.at(owner))


def is_person(lemma: str) -> bool:
    """Whether a noun names somebody, who is another than whose he is."""
    return lemma in PERSONS or lemma.endswith(PERSON_ENDINGS)


NO_COUNTRY = "---"


def _is_nobody(actors: tuple[Actor, ...]) -> bool:
    """ "an ally", "the delegation": a word that leaves it to its phrase to say who that is."""
    return len(actors) == 1 and (
        actors[0].country == NO_COUNTRY and actors[0].sector == "UNK" and not actors[0].known
    )


def _in_words_of(whole: Actor, inside: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who a phrase names, told with the words of the phrase where it is one."""
    if len(inside) != 1:
        return inside
    return (replace(inside[0], text=whole.text, span=whole.span),)


def _known_first(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    actors = tuple(actors)
    return tuple(a for a in actors if a.known or a.sector != "UNK" or a.country != "---") or actors


def without(actors: Iterable[Actor], others: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors that are not among the others, by who they are."""
    known = {_identity(other) for other in others}
    return tuple(actor for actor in actors if _identity(actor) not in known)


def joined(*groups: Iterable[Actor]) -> tuple[Actor, ...]:
    """All actors of the groups, each once."""
    found: dict[tuple[str, str], Actor] = {}
    for group in groups:
        for actor in group:
            found.setdefault(_identity(actor), actor)
    return tuple(found.values())


def _identity(actor: Actor) -> tuple[str, str]:
    return (actor.code, actor.entity_id or actor.name)


NOBODY = "actors.unknown_person"
"""The rule of names that no table knows and no title tells of: often enough a company's."""
PRIVATE = frozenset(("BUS", "JRN", "MED", "SOC", "UNK"))
"""Sectors that do not make an act political by themselves."""


OF_NO_STATE = frozenset(("NGO", "MNC"))
"""Codes in the place of a country's for bodies that belong to none: the Olympic Committee."""
OF_TRADE = frozenset(("BUS", "SOC"))
"""Sectors of bodies that are no party of politics though the tables know them: an airline."""


def is_political(actor: Actor) -> bool:
    """Whether an actor belongs in a political record whatever he does: by his sector, or as one
    the tables know.

    A company, a singer or a person of whom nothing is known needs somebody of politics on the
    other side: "The bank offered loans" is no event, "The bank sued the ministry" is one.
    """
    if actor.made_by.startswith(NOBODY) and actor.sector in ("CVL", "UNK"):
        return False
    known = actor.known and actor.sector not in OF_TRADE
    at_home = actor.country not in (NO_COUNTRY, *OF_NO_STATE)
    if at_home and (known or actor.sector == "UNK"):
        return True
    return actor.sector not in PRIVATE


BY_ANYONE = frozenset((EventType.PROTEST, EventType.ASSAULT))
"""Acts that are political by what they are: workers who strike, students who are shot."""


def of_politics(type: EventType, parties: Iterable[Actor]) -> bool:
    """Whether the tables know some party as one of politics, or the act makes it one."""
    by_anyone = type in BY_ANYONE
    return any(is_political(a) or (by_anyone and a.sector != "UNK") for a in parties)


def is_team(actor: Actor) -> bool:
    """Whether an actor can be a player or a team: a state, its people, a person without office."""
    state = actor.entity_id is not None and actor.entity_id.startswith("state:")
    player = actor.sector in PRIVATE or actor.sector in ("CVL", "EDU", "LAB")
    return state or (player and not actor.known)
