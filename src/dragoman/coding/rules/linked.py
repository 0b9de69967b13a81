"""Who takes part, as the model hears it: where the slots of the tree name nobody, where the model
alone reads the word, and where it does not hear a party that a slot names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from dragoman.coding.named import party_at
from dragoman.coding.parties import NO_COUNTRY, joined, without
from dragoman.coding.proposed import LIKELY_LINK, links, links_of
from dragoman.coding.reading import Reading
from dragoman.coding.rules.parties import DYING, hurting_verb
from dragoman.coding.scene import Scene
from dragoman.coding.slots import fill, objects, subject
from dragoman.coding.suffered import befallen
from dragoman.coding.tree import SUBJECTS, unique
from dragoman.coding.twins import twins
from dragoman.records import Actor, EventType, Proposal
from dragoman.trace import Draft, Step

RULE = "coding.linked"
LINKED_ALONE = 0.5
"""Probability a link needs to name a party where no slot does."""
LINKED_BESIDE = 0.85
"""The same where a slot names one, too: "the army and the security corps"."""
UNHEARD = 0.05
"""Probability below which a link is none. Of the parties that slots name and the model does not
hear, one in fifteen was right on the development part: of him in "his guards were beaten"."""
PLACED = 0.9
"""Probability from which a link tells where an act was."""
EVENT_HEARD = 0.3
"""Likelihood of the event from which the model is asked who is no party to it."""
ROLES = ("actor", "recipient")
STATES_AND_TOWNS = ("actors.state", "actors.seat", "actors.place", "actors.unknown_place")
SEATED = frozenset(("at", "in"))
"""Case words after which a body's seat stands."""
PARTIES = ("nsubj:pass", "obj", "obl:agent")
WHERE = frozenset(("around", "at", "in", "inside", "near", "outside", "throughout"))
"""Case words of places where something was done."""


def linked(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Fill empty sides from the links of the model, both sides of what it alone reads; weigh the
    parties of the other slots by them."""
    if reading.proposal is None:
        return draft
    for side, role, other in (
        ("actors", "actor", "recipients"),
        ("recipients", "recipient", "actors"),
    ):
        before = cast("tuple[Actor, ...]", draft.value(side, ()))
        opposite = cast("tuple[Actor, ...]", draft.value(other, ()))
        slotted = before
        if reading.by_model and _hears_any(reading):
            slotted = opposite = ()
        kept = _heard(slotted, role, reading, scene)
        sure = befallen(reading) if role == "recipient" else _meets_others(reading)
        kept = joined(kept, (actor for actor in slotted if actor in sure))
        least = LINKED_BESIDE if kept else LINKED_ALONE
        heads = _no_carriers(links(reading.proposal, role, least), reading, scene)
        heads = unique(_whose_seat(word, reading, scene) for word in heads)
        beside = [w for w in heads if not any(a.span.covers(scene.span(w)) for a in kept)]
        found = without(joined(*(party_at(word, scene) for word in beside)), opposite)
        found = _but_scenes(_but_their_states(found, kept), scene)
        if found or kept != before:
            everyone = joined(kept, found)
            reason = "the model links the words to the trigger" if found else "heard in no role"
            spans = tuple(actor.span for actor in everyone)
            draft = draft.with_steps(Step(side, everyone, RULE, spans, "the model", reason))
    draft = _guests_are_foreign(_dead_are_victims(draft, reading, scene), reading, scene)
    return _without_both(draft, reading, scene)


def _whose_seat(word: int, reading: Reading, scene: Scene) -> int:
    """Of a place that the model takes for a party right after a noun, the noun: "A court in
    Belarus" is the court, wherever the tree hangs the place."""
    tree = scene.tree
    case = next(iter(tree.under(word, "case")), 0)
    noun = case - 1
    if noun < 0 or tree.lemma(case) not in SEATED or noun == reading.word:
        return word
    token = tree.token(noun)
    beside = token.head == tree.token(word).head and token.deprel in (*SUBJECTS, *PARTIES)
    nominal = token.upos in ("NOUN", "PROPN")
    return noun if nominal and (beside or tree.token(word).head == noun) else word


def _hears_any(reading: Reading) -> bool:
    """Whether the model is sure of any party."""
    return any(links(reading.proposal, role) for role in ROLES)


def _meets_others(reading: Reading) -> tuple[Actor, ...]:
    """ "His talks with Kohl": whose the talks are takes part in them."""
    if not reading.entry.reciprocal or not reading.place.is_noun:
        return ()
    return reading.cast.possessors(reading.word) if fill(reading.place, "with") else ()


def _dead_are_victims(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """ "Ten people died in the attack": the subject is whom it befell, not who did it."""
    if scene.tree.lemma(reading.word) not in DYING or reading.entry.type is not EventType.ASSAULT:
        return draft
    actors = cast("tuple[Actor, ...]", draft.value("actors", ()))
    dead = reading.cast.party(reading.place, "subject")
    heads = tuple(scene.span(word) for word in fill(reading.place, "subject"))
    befallen = tuple(a for a in actors if a in dead or any(a.span.covers(h) for h in heads))
    if not befallen:
        return draft
    everyone = joined(cast("tuple[Actor, ...]", draft.value("recipients", ())), befallen)
    reason = "who dies does nothing"
    return draft.with_steps(
        Step("actors", without(actors, befallen), RULE, (), None, reason),
        Step("recipients", everyone, RULE, tuple(a.span for a in everyone), None, reason),
    )


def _guests_are_foreign(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """ "Putin was embraced by North Korea's Kim during a visit to Pyongyang": where a foreigner is
    named who may be the guest, among the actors or as the clause's subject or object, he is it."""
    if draft.value("mode") != "visit" or not reading.place.is_noun:
        return draft
    actors = cast("tuple[Actor, ...]", draft.value("actors", ()))
    hosts = {a.country for a in cast("tuple[Actor, ...]", draft.value("recipients", ()))}
    at_home = tuple(a for a in actors if a.country in hosts and a.country != NO_COUNTRY)
    guests = without(actors, at_home)
    if not at_home:
        return draft
    for above in () if guests else scene.tree.above(reading.word):
        for words in (subject(scene.tree, above), objects(scene.tree, above)):
            named = joined(*(reading.cast.at(word) for word in words))
            found = (a for a in named if a.known and a.country not in (*hosts, NO_COUNTRY))
            guests = guests or tuple(found)
        if guests:
            break
    if not guests:
        return draft
    reason = "nobody is a guest of his own state"
    spans = tuple(actor.span for actor in guests)
    return draft.with_steps(Step("actors", guests, RULE, spans, None, reason))


def _heard(
    slotted: tuple[Actor, ...], role: str, reading: Reading, scene: Scene
) -> tuple[Actor, ...]:
    """The parties of the slots that the model does not rule out. It rules out whom it does not hear
    in the role, where it hears the event: neither at this word nor at another of the same act; of
    what is done together, in no role."""
    proposal = reading.proposal
    if proposal is None or proposal.probability(reading.entry.type) < EVENT_HEARD:
        return slotted
    others = [twin.proposal for twin in twins(reading, scene)]
    effect = hurting_verb(reading, scene)
    heard = [proposal, *others, effect.proposal if effect else None]
    roles = ROLES if reading.entry.reciprocal else (role,)
    heads = {word for p in heard for one in roles for word in links(p, one, UNHEARD)}
    heads |= {_whose_seat(word, reading, scene) for word in heads}
    if not reading.entry.reciprocal:
        heads -= _where(heard, role, reading, scene)
    if not any(links(proposal, one, UNHEARD) for one in ROLES):
        return slotted
    spans = [scene.span(word) for word in heads]
    return tuple(actor for actor in slotted if any(actor.span.covers(span) for span in spans))


def _where(heard: Sequence[Proposal | None], role: str, reading: Reading, scene: Scene) -> set[int]:
    """The words that the model hears as the place of the act, and hardly in the role; of an attack
    told with "in" or "near", rather than in the role."""
    attack = reading.entry.type is EventType.ASSAULT
    taking: dict[int, float] = {}
    for word, likely in (link for one in heard for link in links_of(one, role)):
        taking[word] = max(likely, taking.get(word, 0.0))
    return {
        word
        for one in heard
        for word, placed in links_of(one, "place")
        if placed >= PLACED
        and (
            taking.get(word, 0.0) < LIKELY_LINK
            or (attack and scene.tree.case(word) in WHERE and taking[word] < placed)
        )
    }


def _but_their_states(found: tuple[Actor, ...], kept: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The state beside its people is where it was done: "a strike on Gaza killed civilians"."""
    countries = {actor.country for actor in kept}
    return tuple(
        actor
        for actor in found
        if actor.country not in countries or not (actor.entity_id or "").startswith("state:")
    )


def _but_scenes(found: tuple[Actor, ...], scene: Scene) -> tuple[Actor, ...]:
    """Not the state or town in which it was: "killed three militants in Somalia"."""
    return tuple(
        actor
        for actor in found
        if not actor.made_by.startswith(STATES_AND_TOWNS)
        or not any(
            actor.span.covers(scene.span(token.index)) and scene.tree.case(token.index) in WHERE
            for token in scene.sentence.tokens
        )
    )


def _no_carriers(heads: tuple[int, ...], reading: Reading, scene: Scene) -> tuple[int, ...]:
    """Who only passes words on takes no part in what they tell: "was quoted as saying by TASS"."""
    carriers = [claim.carrier for claim, _ in scene.claims_over(reading.word) if claim.carrier]
    return tuple(
        word for word in heads if not any(c.span.covers(scene.span(word)) for c in carriers)
    )


def _without_both(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Nobody stands on both sides: who does is kept where the model hears him, else as actor."""
    actors = cast("tuple[Actor, ...]", draft.value("actors", ()))
    recipients = cast("tuple[Actor, ...]", draft.value("recipients", ()))
    both = without(recipients, without(recipients, actors))
    befallen = tuple(
        one
        for one in both
        if _likely(one, "recipient", reading, scene)
        > max(LINKED_ALONE, _likely(one, "actor", reading, scene))
    )
    if befallen:
        kept = without(actors, befallen)
        reason = "heard as a recipient"
        draft = draft.with_steps(Step("actors", kept, RULE, (), "the model", reason))
    kept = without(recipients, without(both, befallen))
    if len(kept) == len(recipients):
        return draft
    return draft.with_steps(Step("recipients", kept, RULE, (), None, "named as actor too"))


def _likely(actor: Actor, role: str, reading: Reading, scene: Scene) -> float:
    """How likely the model finds a party in a role; 0 where it does not hear it there."""
    told = links_of(reading.proposal, role)
    heard = (likely for word, likely in told if actor.span.covers(scene.span(word)))
    return max(heard, default=0.0)
