"""Speakers that stand outside the claim's own sentence or clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from dragoman.records import ActorMention, Claim, Parsed, Span, Token
from dragoman.understand.actors.genders import FEMALE, MALE
from dragoman.understand.claims.candidates import candidates, key_of
from dragoman.understand.claims.carried import with_carried_on
from dragoman.understand.claims.choice import Asked, Candidate, Choose, chosen
from dragoman.understand.claims.page import Page

GIVING_BACK = frozenset("fire hit shoot shout snap write".split())
"""Verbs that with "back" are a reply."""
REPLYING = frozenset("answer correct counter object rejoin reply respond retort riposte".split())
HE, SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
IT, THEY = frozenset({"it", "its"}), frozenset({"they", "them", "their"})
SPEAKING = HE | SHE | {"it", "they"}
_PLACES = frozenset({"before 1 subject", "before 1 object", "charged before 1"})
_TOLD = frozenset({"obj", "iobj", "obl"})


def with_speakers(
    claims: Sequence[Claim],
    parsed: Parsed,
    quotes: Sequence[Span],
    mentions: Sequence[ActorMention],
    given_names: Mapping[str, str],
    choose: Choose = chosen,
) -> list[Claim]:
    """The claims with pronoun speakers told, and those of sentences that are all quotation.

    `given_names` are given names in small letters to "female" or "male".
    """
    page = Page(parsed, quotes, mentions)
    genders = _genders(mentions, given_names)
    known = list(claims)
    for number, claim in enumerate(known):
        token = _pronoun(claim, page)
        if token is not None and not page.is_inside(claim):
            told = known[number] = _told(number, token, known, page, genders, choose)
            word = token.text.lower()
            if told.speaker is not None and word in HE | SHE:  # "she told him" makes her a woman
                own = genders.setdefault(key_of(told.speaker), set())
                own.add("female" if word in SHE else "male")
    return with_carried_on(known, page, choose)


def _pronoun(claim: Claim, page: Page) -> Token | None:
    """The pronoun that is all of a claim's source."""
    if len(claim.source) != 1 or claim.source[0].of(page.text).lower() not in SPEAKING:
        return None
    tokens = page.sentences[claim.sentence].tokens
    return next((t for t in tokens if t.span == claim.source[0]), None)


def _told(
    number: int,
    token: Token,
    claims: Sequence[Claim],
    page: Page,
    genders: Mapping[str, AbstractSet[str]],
    choose: Choose,
) -> Claim:
    """A claim with the person or body that its pronoun stands for, where somebody fits."""
    claim = claims[number]
    words = (
        Span(claim.content[0].start, claim.content[-1].end) if claim.content else claim.source[0]
    )
    asked = Asked(claim.sentence, claim.sentence, words, token.index)
    before = [
        n
        for n, other in enumerate(claims[:number])
        if other.speaker is not None and not page.is_inside(other)
    ]
    before.sort(key=lambda n: (claims[n].sentence, n))
    reply = _is_reply(claim, page)
    hearers = set(_hearers(claim, page))
    own = key_of(claim.speaker) if claim.speaker is not None else None
    word = token.text.lower()
    may = []
    for one in candidates(asked, before, claims, page):
        if one.speaker is None or one.key in hearers or not _fits(one, word, page, genders):
            continue
        more = {*_more(one, own, word, reply=reply), *_of_whom(one, word, words.of(page.text))}
        if genders.get(one.key):
            more.add("gender told")
        if _is_plural(one, page):
            more.add(f"{word}, plural")
        may.append(replace(one, features=frozenset({*one.features, *more})))
    who = choose(may, "pronoun", asked)
    return claim if who is None else replace(claim, speaker=who.speaker)


def _more(one: Candidate, own: str | None, word: str, *, reply: bool) -> Iterator[str]:
    """What speaks for a candidate beside its place."""
    if one.key == own:
        yield "resolved"
    if reply:
        yield from (f"reply, {name}" for name in one.features if name[:7] in ("spoke 1", "spoke 2"))
        yield "reply, spoke" if one.claim is not None else "reply, silent"
        yield from (f"reply, {name}" for name in one.features if name[:9] == "before 1 ")
    kind = "person" if word in HE | SHE else word
    yield from (f"{kind}, {name}" for name in one.features if name in ("body", "nameless"))


def _of_whom(one: Candidate, word: str, words: str) -> Iterator[str]:
    """Where a candidate stands, by whom the words are of: "He had not, he said" of who speaks,
    "He should go, she said" of another."""
    told = set(re.findall(r"[a-z]+", words.lower()))
    ways = (HE, SHE, IT, THEY)
    mine = next((way for way in ways if word in way), frozenset[str]())
    if told & mine:
        whom = "of self"
    elif any(told & way for way in ways):
        whom = "of another"
    else:
        return
    yield from (f"{name}, {whom}" for name in one.features if name in _PLACES)


def _genders(
    mentions: Sequence[ActorMention], given_names: Mapping[str, str]
) -> dict[str, set[str]]:
    """What the names, titles and other pronouns of each actor say it is."""
    found: dict[str, set[str]] = {}
    for mention in mentions:
        actor = mention.actor
        told = found.setdefault(key_of(actor), set())
        words = actor.name.lower().split()
        if len(words) > 1 and words[0] in given_names:
            told.add(given_names[words[0]])
        text = set(actor.text.lower().split())
        if text & FEMALE:
            told.add("female")
        if text & MALE:
            told.add("male")
    return found


def _fits(one: Candidate, word: str, page: Page, genders: Mapping[str, AbstractSet[str]]) -> bool:
    """Whether a pronoun can stand for a candidate, by number, gender and kind."""
    person = "person" in one.features
    plural = _is_plural(one, page)
    if word in HE | SHE:
        wanted = "female" if word in SHE else "male"
        told = genders.get(one.key, ())
        human = "person" in one.features or "titled" in one.features
        return not plural and human and (not told or wanted in told)
    if word == "it":
        return not person and "titled" not in one.features and not plural
    return not person


def _is_plural(one: Candidate, page: Page) -> bool:
    """Whether the head of the candidate's words is in the plural."""
    if one.speaker is None or not one.source:
        return False
    for mention in page.mentions:
        if mention.actor.span == one.speaker.span:
            token = page.sentences[mention.sentence].tokens[mention.token]
            return token.feats.get("Number") == "Plur"
    return False


def _hearers(claim: Claim, page: Page) -> Iterator[str]:
    """Who is told: "he told Kim", "she answered him"."""
    sentence = page.sentences[claim.sentence]
    verbs = {t.index for t in sentence.tokens if any(cue.covers(t.span) for cue in claim.cue)}
    for mention in page.mentions:
        if mention.sentence == claim.sentence:
            token = sentence.tokens[mention.token]
            if token.head in verbs and token.deprel in _TOLD and token.index > min(verbs):
                yield key_of(mention.actor)


def _is_reply(claim: Claim, page: Page) -> bool:
    tokens = page.sentences[claim.sentence].tokens
    for token in tokens:
        if any(cue.covers(token.span) for cue in claim.cue):
            after = tokens[token.index + 1 : token.index + 2]
            back = token.lemma in GIVING_BACK and any(t.text == "back" for t in after)
            if token.lemma in REPLYING or back:
                return True
    return False
