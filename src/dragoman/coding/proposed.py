"""Readings of both voices: the lexicon's, the model's, and the one that wins where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.coding.lexicon import Entry, Lexicon
from dragoman.coding.parties import Cast
from dragoman.coding.reading import MODEL, Reading, barred, place_of, used_words
from dragoman.coding.slots import Place
from dragoman.coding.voices import Weights, chosen, proposed
from dragoman.records import EventType, Proposal

LEAST_TO_LOOK = 0.1
"""Confidence below which what the model alone proposes is not even looked at."""
MEETING = frozenset((EventType.CONSULT, EventType.COOPERATE))
WITH_CONTENT = frozenset(
    (
        EventType.REQUEST,
        EventType.THREATEN,
        EventType.REJECT,
        EventType.AGREE,
        EventType.ACCUSE,
    )
)
"""Types that are about an act told in their clause."""
NEGATING = frozenset(("not", "n't", "never", "no"))
VERB_SLOTS = (("subject", "by"), ("object", "indirect", "with", "to", "against", "on", "for"))
NOUN_SLOTS = (("subject", "by", "from"), ("object", "against", "with", "to", "on", "for"))


def with_proposals(
    cast: Cast,
    found: Mapping[int, Reading],
    proposals: tuple[Proposal, ...],
    lexicon: Lexicon,
    weights: Weights,
) -> dict[int, Reading]:
    """The readings of a sentence by word, the lexicon's `found` and what the model proposes.

    Each word is read as the type that both voices together find likeliest. A word that the model
    alone reads has an entry of its own making. A light verb is no word of its own: "paid" in "paid
    a visit" is heard at "visit".
    """
    carriers = {r.place.carrier for r in found.values() if r.place.carrier is not None}
    heard = heard_at(cast, found, proposals, lexicon)
    by_word = {word: p for word, p in heard.items() if word not in carriers}
    weighed: dict[int, Reading] = {}
    for word in sorted({*found, *by_word}):
        reading, proposal = found.get(word), by_word.get(word)
        entry = reading.entry if reading else None
        noun = cast.tree.token(word).upos in ("NOUN", "PROPN")
        type, confidence = chosen(entry, proposal, weights, noun=noun)
        if reading is not None and reading.entry.type is type:
            weighed[word] = replace(reading, proposal=proposal)
        elif proposal is not None and (reading or confidence >= LEAST_TO_LOOK):
            weighed[word] = _by_model(cast, word, type, proposal, entry, lexicon)
    return weighed


def heard_at(
    cast: Cast, found: Mapping[int, Reading], proposals: tuple[Proposal, ...], lexicon: Lexicon
) -> dict[int, Proposal]:
    """The proposals by the word that is to tell them, without the types an editor has barred there;
    each keeps the word it was heard at.

    "Never" and "not" tell nothing: their verb does. A noun that a verb's entry has used up ("talks"
    in "talks were held") speaks through that verb.
    """
    through = {
        (noun, reading.entry.type): word
        for word, reading in found.items()
        for noun in used_words(reading.place, reading.entry, lexicon)
        if noun not in found
    }
    told: dict[int, Proposal] = {}
    for proposal in proposals:
        likeliest = max(proposal.types, key=lambda p: p.probability).type
        word = through.get((proposal.word, likeliest), proposal.word)
        token = cast.tree.token(word)
        if token.text.lower() in NEGATING and token.head >= 0:
            word = token.head
        if word not in found:
            proposal = _allowed(proposal, barred(reading_place(cast, word, lexicon), cast, lexicon))
        best = told.get(word)
        if proposal.types and (best is None or _likeliest(best) < _likeliest(proposal)):
            told[word] = proposal
    return told


def _allowed(proposal: Proposal, barred: frozenset[EventType]) -> Proposal:
    return replace(proposal, types=tuple(p for p in proposal.types if p.type not in barred))


def _likeliest(proposal: Proposal) -> float:
    return max(p.probability for p in proposal.types)


def _by_model(
    cast: Cast,
    word: int,
    type: EventType,
    proposal: Proposal,
    lexical: Entry | None,
    lexicon: Lexicon,
) -> Reading:
    place = reading_place(cast, word, lexicon)
    return Reading(place, made_entry(place, type, proposal, lexicon), cast, proposal, lexical)


def reading_place(cast: Cast, word: int, lexicon: Lexicon) -> Place:
    """The word, with the light verb that carries it."""
    return place_of(cast.tree, word, lexicon)


def made_entry(place: Place, type: EventType, proposal: Proposal, lexicon: Lexicon) -> Entry:
    """An entry for what the model alone reads: the slots of the lexicon where it knows the word in
    this type under other conditions, else the usual ones."""
    tree, word = place.tree, place.word
    said = proposed(proposal, type)
    part = "noun" if place.is_noun else "verb"
    known = next((e for e in lexicon.entries(tree.lemma(word), part) if e.type is type), None)
    actor, recipient = NOUN_SLOTS if place.is_noun else VERB_SLOTS
    together = len(links(proposal, "actor")) > 1 and not links(proposal, "recipient")
    return Entry(
        type=type,
        lemma=tree.lemma(word),
        pos=part,
        mode=said.mode if said else None,
        particle=None,
        actor=known.actor if known else actor,
        recipient=known.recipient if known else recipient,
        reciprocal=known.reciprocal if known else type in MEETING and together,
        when={},
        unless={},
        content=known.content if known else "clause" if type in WITH_CONTENT else None,
        strength=said.probability if said else 0.0,
        example="",
        source=MODEL,
        where="the model",
    )


LIKELY_LINK = 0.5


def links(proposal: Proposal | None, role: str, least: float = LIKELY_LINK) -> tuple[int, ...]:
    """The head words that the model finds in a role, in text order."""
    return tuple(word for word, probability in links_of(proposal, role) if probability >= least)


def links_of(proposal: Proposal | None, role: str) -> tuple[tuple[int, float], ...]:
    """The head words that the model links in a role, each with its probability."""
    return tuple(proposal.links.get(role, ())) if proposal else ()
