"""Everybody who may speak some words, and what speaks for each of them.

Candidates are the actors named in the sentences around and those who spoke before or speak after.
A person's mentions are one candidate: "General Safi", "the general", "he".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.records import Actor, ActorMention, Claim, ClaimKind, Quote, Sentence, Span
from dragoman.understand.claims.choice import Asked, Candidate
from dragoman.understand.claims.page import Page
from dragoman.understand.claims.standing import (
    HEARING,
    MARKS,
    author_beside,
    clause_of,
    doing,
    role_of,
)

BEFORE, AFTER = 4, 2
"""Sentences looked at before and after the words."""
FARTHEST_PART = 2
"""Paragraphs looked at before and after them."""
EARLIER_CLAIMS = 4
_ASK = frozenset({"ask", "enquire", "inquire", "question", "wonder"})
_I = re.compile(r"\b(?:I|me|my|mine)\b")
_WE = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Who:
    source: tuple[Span, ...]
    speaker: Actor | None
    carrier: Actor | None = None
    claim: int | None = None
    features: set[str] = field(default_factory=set)


def key_of(actor: Actor) -> str:
    """What an actor is known by within a report."""
    return actor.entity_id or actor.name.lower()


def claim_key(claim: Claim, page: Page) -> str:
    """What the speaker of a claim is known by."""
    if claim.speaker is not None:
        return key_of(claim.speaker)
    return " ".join(span.of(page.text) for span in claim.source).lower()


def candidates(
    asked: Asked, spoken: Sequence[int], claims: Sequence[Claim], page: Page
) -> list[Candidate]:
    """Who may speak, in the order in which they are met; `spoken` are the claims with a source, in
    text order, that are no part of a quotation."""
    found: dict[str, _Who] = {}
    same = _same(asked, page)
    _add_speakers(found, asked, spoken, claims, page, same)
    _add_mentions(found, asked, page, same)
    for key, who in found.items():
        who.features.update(_of_kind(key, who, asked, page))
    return [
        Candidate(key, who.source, who.speaker, frozenset(who.features), who.carrier, who.claim)
        for key, who in found.items()
    ]


def _window(asked: Asked, page: Page) -> Iterator[tuple[str, Sentence]]:
    """The sentences around that are not all quotation, with their place: "before 1", ..."""
    part = page.part(asked.first)
    if asked.pronoun is not None:
        yield "here 0", page.sentences[asked.first]
    for name, places, most in (
        ("before", range(asked.first - 1, asked.first - 12, -1), BEFORE),
        ("after", range(asked.last + 1, asked.last + 8), AFTER),
    ):
        far = 0
        if asked.pronoun is not None and name == "after":
            break
        for index in places:
            sentence = page.sentences.get(index)
            if sentence is None or abs(sentence.part - part) > FARTHEST_PART or far >= most:
                break
            if any(quote.covers(sentence.span) for quote in page.quotes):
                continue
            far += 1
            yield f"{name} {far}", sentence


def _same(asked: Asked, page: Page) -> Mapping[str, str]:
    """Keys that stand for another: "the general" for General Safi, "its author" for who follows."""
    named: dict[str, str] = {}
    nameless: list[tuple[str, str]] = []
    same: dict[str, str] = {}
    for _, sentence in _window(asked, page):
        here = {m.token: m for m in page.mentioned.get(sentence.index, ())}
        for mention in here.values():
            actor = mention.actor
            token = sentence.tokens[mention.token]
            if token.deprel == "appos" and token.head in here:
                other = here[token.head].actor
                if other.entity_id is None and key_of(other) != key_of(actor):
                    same[key_of(other)] = key_of(actor)
            if "actors.pronoun" in actor.made_by:
                continue
            if actor.entity_id is None:
                nameless.append((key_of(actor), token.text.lower()))
            else:
                for word in actor.text.lower().split():
                    named[word] = key_of(actor)
    for key, word in nameless:
        if word in named:
            same.setdefault(key, named[word])
    return same


def _add_mentions(
    found: dict[str, _Who], asked: Asked, page: Page, same: Mapping[str, str]
) -> None:
    part = page.part(asked.first)
    often: Counter[str] = Counter()
    for place, sentence in _window(asked, page):
        here = _here(asked, place, sentence, page)
        beside = "" if sentence.part == part else ", other paragraph"
        people = {
            same.get(key_of(m.actor), key_of(m.actor))
            for m in here
            if _is_person(m.actor) or (m.sentence, m.token) in page.people
        }
        author = author_beside(place, sentence, page)
        for mention in here:
            actor = mention.actor
            key = same.get(key_of(actor), key_of(actor))
            who = found.setdefault(key, _Who((actor.span,), actor))
            if who.claim is None and who.speaker is not None and key_of(who.speaker) != key:
                who.source, who.speaker = (actor.span,), actor
            if key == key_of(actor) and "actors.pronoun" in (
                who.speaker.made_by if who.speaker else ""
            ):
                who.source, who.speaker = (actor.span,), actor
            role = role_of(mention.token, sentence)
            side, far = place.split()
            who.features.add(f"{side} {role}")
            who.features.add(f"{side} {far if far in '012' else 'far'}{beside}")
            if far == "1":
                who.features.add(f"{place} {role}")
            if len(people) == 1 and key in people and far in "12":
                who.features.add(f"{place}, only person")
            if author is not None and author[0] is mention:
                who.features.add(f"{author[1]} {place.split()[0]}")
            who.features.update(doing(mention.token, place, sentence))
            often[key] += 1
    for key, count in often.items():
        if count > 1:
            found[key].features.add("named again")


def _here(asked: Asked, place: str, sentence: Sentence, page: Page) -> Sequence[ActorMention]:
    """The mentions of a sentence; of the pronoun's own those before it, in other clauses."""
    here = page.mentioned.get(sentence.index, ())
    if place != "here 0" or asked.pronoun is None:
        return here
    clause = clause_of(asked.pronoun, sentence)
    return [m for m in here if m.token < asked.pronoun and clause_of(m.token, sentence) != clause]


def _add_speakers(
    found: dict[str, _Who],
    asked: Asked,
    spoken: Sequence[int],
    claims: Sequence[Claim],
    page: Page,
    same: Mapping[str, str],
) -> None:
    before = [n for n in spoken if page.end(claims[n]) < asked.first + (asked.pronoun is not None)]
    after = (
        [] if asked.pronoun is not None else [n for n in spoken if claims[n].sentence > asked.last]
    )
    part = page.part(asked.first)
    said = [n for n in before if part - page.part(page.end(claims[n])) <= EARLIER_CLAIMS]
    order: list[str] = []
    asks = asked.words.of(page.text).rstrip(MARKS).endswith("?")
    for number in reversed(said):
        claim = claims[number]
        key = claim_key(claim, page)
        key = same.get(key, key)
        if key not in order:
            order.append(key)
            who = found.setdefault(key, _Who(claim.source, claim.speaker, claim.carrier, number))
            who.features.update(_spoke(len(order), claim, asked, page))
            if asks and _asks(claim, page):
                who.features.add("asks again")
        if len(order) > 2:
            break
    if said and order:
        last = claims[said[-1]]
        found[order[0]].features.update(_last(last, asked, page))
        if _asks(last, page):
            found[order[0]].features.add("has asked")
            for key in order[1:2]:
                found[key].features.add("was asked")
        if len(order) > 1 and _in_turns(said, claims, asked, page):
            found[order[0]].features.add("in turns, last")
            found[order[1]].features.add("in turns, other")
    for number in after[:1]:
        claim = claims[number]
        key = same.get(claim_key(claim, page), claim_key(claim, page))
        who = found.setdefault(key, _Who(claim.source, claim.speaker, claim.carrier))
        where = _apart(page.part(claim.sentence) - part)
        near = "" if claim.sentence == asked.last + 1 else " later"
        who.features.add(f"speaks{near} {where}")
        who.features.add(f"speaks {claim.kind}")
        if asks:
            who.features.add(f"speaks after a question {where}")
        if said and _asks(claims[said[-1]], page):
            who.features.add("may answer")


def _spoke(rank: int, claim: Claim, asked: Asked, page: Page) -> Iterator[str]:
    """How a speaker stands among those who spoke before, the latest first."""
    where = _apart(page.part(asked.first) - page.part(page.end(claim)))
    way = "quoted" if claim.quote in (Quote.DIRECT, Quote.PARTIAL) else "told"
    kind = "attitude" if claim.kind is ClaimKind.ATTITUDE else way
    yield f"spoke {rank}, {where}"
    yield f"spoke {rank}, {kind}"


def _last(claim: Claim, asked: Asked, page: Page) -> Iterator[str]:
    """How the last claim stands to the words."""
    if page.end(claim) == asked.first - 1:
        same = page.part(page.end(claim)) == page.part(asked.first)
        yield "spoke right before" + ("" if same else ", other paragraph")
        content = max((span.end for span in claim.content), default=0)
        start = page.sentences[asked.first].span.start
        if not same and not page.text[content:start].strip():
            yield "closed the paragraph before"
        elif same and claim.quote is Quote.DIRECT:
            yield "quoted right before"
    if not claim.cue:
        yield "spoke without a word of saying"
    tokens = page.sentences[claim.sentence].tokens
    if any(t.lemma in HEARING and cue.covers(t.span) for cue in claim.cue for t in tokens):
        yield "heard before"


def _apart(parts: int) -> str:
    names = ("same paragraph", "next paragraph", "two apart")
    return names[parts] if 0 <= parts < len(names) else "far"


def _asks(claim: Claim, page: Page) -> bool:
    tokens = page.sentences[claim.sentence].tokens
    if any(t.lemma in _ASK and cue.covers(t.span) for cue in claim.cue for t in tokens):
        return True
    words = claim.content[-1].of(page.text).rstrip(MARKS) if claim.content else ""
    return words.endswith("?")


def _in_turns(said: Sequence[int], claims: Sequence[Claim], asked: Asked, page: Page) -> bool:
    """Whether the two paragraphs before, and this one, begin with quotations of several."""
    parts = page.parsed.article.parts
    here = page.part(asked.first)
    if page.text[parts[here].span.start : asked.words.start].strip(MARKS + "\n"):
        return False
    starts = {parts[here - back].span.start for back in (1, 2) if here >= back}
    begun = {span.start for n in said for span in claims[n].content[:1]}
    return len(starts & begun) == 2


def _is_person(actor: Actor) -> bool:
    return (actor.entity_id or "").startswith("person:") or actor.office is not None


def kind_of(actor: Actor, page: Page) -> str:
    """ "person", a "titled" one without a name, a "nameless" other or a "body" with a name."""
    mention = next((m for m in page.mentions if m.actor.span == actor.span), None)
    if _is_person(actor):
        return "person"
    if mention is not None and (mention.sentence, mention.token) in page.people:
        return "person"
    if actor.entity_id is not None:
        return "body"
    token = page.sentences[mention.sentence].tokens[mention.token] if mention is not None else None
    noun = token is not None and token.upos == "NOUN" and token.feats.get("Number") != "Plur"
    return "titled" if noun and "title" in actor.made_by else "nameless"


def _of_kind(key: str, who: _Who, asked: Asked, page: Page) -> Iterator[str]:
    """What a candidate is, beside what the words say of their speaker."""
    words = asked.words.of(page.text)
    actor = who.speaker
    one, many = bool(_I.search(words)), bool(_WE.search(words))
    if actor is None:
        yield "no actor"
        return
    kind = kind_of(actor, page)
    yield kind
    if one:
        yield f"{kind}, I"
    if many and not one:
        yield f"{kind}, we"
    name = re.findall(r"[^\W_]+", actor.name)
    if name and len(name[-1]) > 2 and re.search(rf"\b{re.escape(name[-1])}\b", words):
        yield "named in the words"
