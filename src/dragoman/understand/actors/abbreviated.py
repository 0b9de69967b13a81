"""Abbreviations that a report explains: "the European Community (EC)", and "EC" from then on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.records import Actor, ActorMention, Token

RULE = "actors.abbreviation"
ABBREVIATION = re.compile(r"[A-Z](?:[A-Z&-]|\.(?=[A-Z])){1,7}\.?")
BODIES = ("org:", "unknown:")


def with_abbreviations(
    mentions: Iterable[ActorMention], tokens: Mapping[int, tuple[Token, ...]]
) -> list[ActorMention]:
    """The mentions, in text order, those by an abbreviation made the body that it was explained
    as; what the tables know stays as it is. `tokens` are each sentence's."""
    explained: dict[str, Actor] = {}
    found = []
    for mention in sorted(mentions, key=lambda m: (m.sentence, m.token)):
        actor = mention.actor
        body = explained.get(_bare(actor.text))
        if body is not None and not actor.known:
            mention = replace(mention, actor=_as(body, actor))
        elif (actor.entity_id or "").startswith(BODIES) and "_person" not in actor.made_by:
            short = _explained(actor, tokens[mention.sentence])
            if short is not None:
                explained.setdefault(short, actor)
        found.append(mention)
    return found


def _explained(actor: Actor, tokens: tuple[Token, ...]) -> str | None:
    """The abbreviation in brackets right after a name, where its letters begin words of it."""
    after = [token for token in tokens if token.span.start >= actor.span.end][:3]
    if len(after) < len("(X)") or after[0].text != "(" or after[2].text != ")":
        return None
    short = after[1].text
    initials = {word[0] for word in re.findall(r"\w+", actor.name + " " + actor.text)}
    known = all(letter in initials for letter in short if letter.isalpha())
    return _bare(short) if ABBREVIATION.fullmatch(short) and known else None


def _bare(text: str) -> str:
    return text.removeprefix("the ").removeprefix("The ").replace(".", "")


def _as(body: Actor, actor: Actor) -> Actor:
    made_by = f"{RULE} <- {body.made_by}"
    return replace(body, text=actor.text, span=actor.span, made_by=made_by)
