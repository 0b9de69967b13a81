"""Hard quotations, their right speaker: ``python -m measure.quotes [--half held] [--wrong]``.

`quotes.jsonl` holds 300 passages of our own: floating quotations, pronouns, carriers, quotations
inside quotations, fragments, unnamed speakers, quotations over paragraphs and in turns, headlines
and odd marks. Every other passage was never read for faults ("held").
`training/quotations.jsonl` holds further ones, plainer, on which the choice of the speaker is
fitted (`training/weigh_speakers.py`); no figure of `docs/evaluation.md` is of them.

A speaker is right when, of the claim whose content is nearest to the quotation, the source stands
at a mention of the speaker that is no pronoun, or the actor bears the speaker's name or is the one
whom the name stands for ("it" = Iran = "Tehran"). Where the passage names no speaker, right is a
claim without one, or none.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.pipeline import load_resources, run
from dragoman.read import read_text
from dragoman.records import Actor, ActorMention, Claim, Span

HERE = Path(__file__).parent
WHOLE = 0.9
"""Share of the characters of a quotation that a claim must hold: all but marks and a "that"."""
PRONOUNS = frozenset("he she they it him her his them their we i one who".split())
ARTICLE = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)
EMPTY = frozenset("the a an of for and mr mrs ms sir general president minister one".split())


def passages(half: str) -> Iterator[dict[str, Any]]:
    """The passages of a half, all, or those of `training/quotations.jsonl` ("own")."""
    folder = HERE.parent / "training" if half == "own" else HERE
    name = "quotations.jsonl" if half == "own" else "quotes.jsonl"
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if half in ("all", "own") or (half == "held") == bool(number % 2):
            yield json.loads(line)


def nearest(claims: Sequence[Claim], content: Span) -> Claim | None:
    """The claim whose content holds the quotation, of several the tightest, else the nearest one.

    A claim may go on over sentences: of '"They told me, 'Go,'" he said. "I went."' the first
    quotation is his, though what they told him has more of its length.
    """
    best: tuple[tuple[bool, float], Claim] | None = None
    wanted = set(range(*content))
    for claim in claims:
        told = {place for span in claim.content for place in range(*span)}
        both = len(told & wanted)
        if both:
            share = (both >= WHOLE * len(wanted), both / len(told | wanted))
            if best is None or share > best[0]:
                best = (share, claim)
    return best[1] if best else None


def fault(claim: Claim | None, text: str) -> str:
    """Of what kind a wrong answer is."""
    if claim is None:
        return "no claim"
    if not claim.source and claim.speaker is None:
        return "no source"
    told = " ".join(span.of(text) for span in claim.source).lower()
    return "pronoun" if told in PRONOUNS else "another"


def words(name: str) -> set[str]:
    """The telling words of a name."""
    return set(re.findall(r"[^\W_]+", name.lower())) - EMPTY - PRONOUNS


def is_right(
    claim: Claim | None, quote: dict[str, Any], text: str, mentions: Sequence[ActorMention]
) -> bool:
    """Whether a claim has the speaker that a quotation has."""
    names = [name for name in (quote["speaker"], *quote["also"]) if name]
    if not names:
        return claim is None or (not claim.source and claim.speaker is None)
    if claim is None:
        return False
    if quote["source"].lower() not in PRONOUNS:
        names.append(quote["source"])
    spans = [
        Span(found.start(), found.end())
        for name in names
        if name
        for found in re.finditer(re.escape(name), text)
    ]
    if any(source.meets(span) for source in claim.source for span in spans):
        return True
    speaker = claim.speaker
    if speaker is None:
        return False
    meant = any(identity(speaker) == identity(m.actor) for m in mentions if is_named(m, names))
    return meant or any(words(speaker.name) & words(name) for name in names)


def identity(actor: Actor) -> str:
    """What makes two actors the same."""
    return actor.entity_id or actor.name


def is_named(mention: ActorMention, names: Sequence[str]) -> bool:
    """Whether a mention is the speaker's name, an article apart: "Tehran", whose actor is Iran."""
    bare = ARTICLE.sub("", mention.actor.text)
    return any(bare == ARTICLE.sub("", name) for name in names)


def main() -> None:
    """Print the share that is right, of all and by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("tune", "held", "all", "own"), default="tune")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    if options.wrong and options.half not in ("tune", "own"):
        parser.error("the held half is not read")
    known = load_resources()
    told: Counter[str] = Counter()
    right: Counter[str] = Counter()
    carried: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    for number, row in enumerate(passages(options.half)):
        result = run(read_text(row["text"], id=str(number)), known)
        assert result.understood is not None
        for quote in row["quotes"]:
            start = row["text"].index(quote["content"])
            claim = nearest(result.understood.claims, Span(start, start + len(quote["content"])))
            good = is_right(claim, quote, row["text"], result.understood.actors)
            told[row["kind"]] += 1
            right[row["kind"]] += good
            if not good:
                faults[fault(claim, row["text"])] += 1
            if quote["carrier"]:
                carried["told"] += 1
                carrier = claim.carrier if claim else None
                carried["right"] += carrier is not None and bool(
                    words(f"{carrier.name} {carrier.text}") & words(quote["carrier"])
                )
            if options.wrong and not good:
                mine = "no claim"
                if claim is not None:
                    source = " ".join(span.of(row["text"]) for span in claim.source)
                    name = claim.speaker.name if claim.speaker else None
                    mine = f"{source!r} = {name} ({claim.made_by})"
                print(f"{row['kind']} {quote['content'][:70]!r}: {quote['speaker']!r} not {mine}")
                print("     ", row["text"].replace("\n", "|"))
    for kind in sorted(told):
        print(f"{kind:10} {100 * right[kind] / told[kind]:5.1f}  of {told[kind]}")
    print(f"right speaker {100 * right.total() / told.total():.1f} % of {told.total()}")
    print("wrong: " + ", ".join(f"{kind} {n}" for kind, n in faults.most_common()))
    print(f"right carrier {100 * carried['right'] / carried['told']:.1f} % of {carried['told']}")


if __name__ == "__main__":
    main()
