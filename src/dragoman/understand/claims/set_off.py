"""Speech by a clause set off from what is said: "The bill was dead, she conceded, and ...".

Read along the line where the tree finds nothing: a comma, who speaks, a word of saying and the end
of its clause, or a comma, the word of saying and who speaks ("The bishops had lied, claimed
Ortega").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.records import Claim
from dragoman.understand.branches import Branches
from dragoman.understand.claims.along import actor_among, phrase_after, phrase_before
from dragoman.understand.claims.content import content_of, trimmed
from dragoman.understand.claims.cues import ReportingCue
from dragoman.understand.claims.scene import (
    Scene,
    is_unsaid,
    make_claim,
    quote_over,
    quotes_at,
    source_of,
    verb_cues,
)
from dragoman.understand.claims.source import RELATIVE, spans_of, words_of

_HEARD = frozenset("assure inform promise remind tell warn".split())
"""Verbs after which who is told may stand: "..., Kim told the committee"."""
_BESIDE = frozenset(
    """after as as amid at before by during for from in late on over outside through to under upon
    when while with without""".split()
)
"""What may follow the word of saying: where, when and how, but nothing said."""
_DOING = frozenset({"begin", "call", "cite", "decide", "expect", "post", "quote"})
"""Words of saying that, without what is said, tell what somebody does."""
_WHILE = frozenset("argue begin close continue go speak talk".split())
"""After "as", they tell the hour: "As they argued, the crowd grew"."""
_ENDS = frozenset({",", "-", "–", "—", "--", ".", ";"})
_WHEN = frozenset("earlier last later next this today tonight yesterday".split())
_SUBORDINATE = frozenset(
    """after although amid as because before despite during following if once since though unless
    until when whereas while with""".split()
)
FARTHEST_THAT = 8
"""Words between the word of saying and "that": whom, where and how."""
_STOPS = frozenset({",", ".", ";", ":", "!", "?", "-", "–", "—", '"', "”", "’", "'"})
_MODALS = frozenset("can could may might must shall should will would".split())
"""After "and", they go on with what is said: "It was late, it said, and would pay"."""
_PARTICLES = frozenset({"back", "out"})


def by_set_off(scene: Scene, verb: int) -> Iterator[Claim]:
    """The claim of a word of saying that stands, with who says it, between or after commas."""
    tree = scene.tree
    rows = verb_cues(scene, verb)
    if not rows or is_unsaid(tree, verb) or tree.tokens[verb].lemma in _DOING:
        return
    that = _after_that(tree, verb)
    who = source_of(tree, verb) if that else None
    if who is not None:
        yield make_claim(scene, verb, rows[0], who, that, stance=rows[0].stance)
        return
    if quote_over(scene, verb) is not None:
        return
    if tree.tokens[verb].feats.get("VerbForm") != "Fin":
        return
    source, words = _after_as(tree, verb)
    if words:
        yield _claim(scene, verb, rows[0], source, words)
        return
    for source, first, end in (_subject_first(tree, verb), _verb_first(tree, verb)):
        words = _around(tree, first, end) if source else []
        if words:
            yield _claim(scene, verb, rows[0], source, words)
            return


def _after_that(tree: Branches, verb: int) -> list[int]:
    """What follows "that" in "announced through a megaphone that the road was open"."""
    if verb + 2 >= len(tree.tokens):
        return []
    near = tree.lowers[verb + 1] == "that" or tree.tokens[verb + 1].upos in ("ADP", "ADV")
    if not near and tree.tokens[verb].lemma not in _HEARD:
        return []  # "denied allegations that"
    for place in range(verb + 1, min(verb + FARTHEST_THAT, len(tree.tokens) - 2)):
        token = tree.tokens[place]
        if tree.lowers[place] == "that" and token.upos in ("SCONJ", "PRON"):
            end = next(
                (p for p in range(place, len(tree.tokens)) if tree.lowers[p] == ";"),
                len(tree.tokens),
            )
            words = trimmed(tree, list(range(place, end)))
            return words if tree.lowers[place + 1] not in _STOPS and _tells(tree, words) else []
        if token.upos in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"):
            return []
    return []


def _claim(
    scene: Scene, verb: int, cue: ReportingCue, source: list[int], words: list[int]
) -> Claim:
    tree = scene.tree
    content, quote = content_of(tree, words, quotes_at(scene, verb))
    made = make_claim(scene, verb, cue, None, [], stance=cue.stance)
    return replace(
        made,
        source=spans_of(tree, source),
        speaker=actor_among(tree, source, scene.actors),
        content=content,
        quote=quote,
        made_by=f"claims.set_off {cue.where}",
    )


def _after_as(tree: Branches, verb: int) -> tuple[list[int], list[int]]:
    """Who says and what is said in "As the envoy put it, the truce was dead" and "The truce, as he
    noted, was dead"."""
    begin = verb
    while begin > 0 and tree.tokens[begin - 1].upos in ("AUX", "ADV"):
        begin -= 1
    subject = tree.child(verb, "nsubj")
    source = words_of(tree, subject) if subject is not None else []
    if not source or source[-1] >= verb or tree.lowers[source[0] - 1] != "as":
        source = phrase_before(tree, begin)
    start = source[0] - 1 if source else -1
    if start < 0 or tree.lowers[start] != "as" or tree.tokens[verb].lemma in _WHILE:
        return [], []
    if start > 0 and tree.tokens[start - 1].upos != "PUNCT":
        return [], []
    thing = tree.child(verb, "obj", "ccomp")
    end = next((p for p in range(verb, len(tree.tokens)) if tree.lowers[p] in _ENDS), None)
    if end is None or (thing is not None and verb < thing < end and tree.lowers[thing] != "it"):
        return [], []
    before = trimmed(tree, list(range(start)))
    stop = next((p for p in range(end, len(tree.tokens)) if tree.lowers[p] == ";"), None)
    after = trimmed(tree, list(range(end + 1, len(tree.tokens) if stop is None else stop)))
    words = [*before, *after]
    return (source, words) if _tells(tree, words) else ([], [])


def _subject_first(tree: Branches, verb: int) -> tuple[list[int], int, int]:
    """ "..., she conceded": who speaks, the first word of the clause and the word after it."""
    begin = verb
    while begin > 0 and tree.tokens[begin - 1].upos in ("AUX", "ADV"):
        begin -= 1
    source = phrase_before(tree, begin)
    nothing: tuple[list[int], int, int] = ([], 0, 0)
    if not source or tree.lowers[source[0]] in RELATIVE:
        return nothing
    end = _end_of_cue(tree, verb)
    return nothing if end is None else (source, source[0], end)


def _end_of_cue(tree: Branches, verb: int) -> int | None:
    """The place after the word of saying and whom it tells; None where something is said there."""
    end = verb + 1
    while end < len(tree.tokens) and (
        tree.lowers[end] in _PARTICLES
        or (tree.tokens[end].upos == "ADV" and tree.lowers[end].endswith("ly"))
    ):
        end += 1
    if tree.tokens[verb].lemma in _HEARD:
        end = max([end - 1, *phrase_after(tree, end)]) + 1
    if end >= len(tree.tokens) or tree.lowers[end] in _STOPS - {":"}:
        return end
    day = tree.tokens[end].upos == "PROPN" and tree.tokens[end].deprel.startswith("obl")
    return end if tree.lowers[end] in _BESIDE | _WHEN or day else None


def _verb_first(tree: Branches, verb: int) -> tuple[list[int], int, int]:
    """ "..., claimed Ortega"; not "The council, which met in May, called a meeting"."""
    subject = tree.child(verb, "nsubj", "nsubj:pass")
    if subject is not None and subject < verb:
        return [], 0, 0
    source = phrase_after(tree, verb + 1)
    end = max([verb, *source]) + 1
    finite = any(
        tree.tokens[place].upos in ("VERB", "AUX")
        for place in range(end, min(end + 1, len(tree.tokens)))
    )
    return ([], 0, 0) if finite else (source, verb, end)


def _around(tree: Branches, first: int, end: int) -> list[int]:
    """What is said before, and after a comma, a clause that begins at `first`; may be nothing."""
    comma = first - 1
    if comma < 1 or tree.lowers[comma] not in (",", "?", "!", "-", "–", "—"):
        return []
    start = max((p + 1 for p in range(comma) if tree.lowers[p] in (";", ":")), default=0)
    before = trimmed(tree, list(range(start, comma)))
    goes_on = end < len(tree.tokens) and tree.lowers[end] in (",", "-", "–", "—")
    after = trimmed(tree, list(range(end + 1, len(tree.tokens)))) if goes_on else []
    semicolon = next((n for n, w in enumerate(after) if tree.lowers[w] == ";"), len(after))
    after = after[:semicolon]
    if not before:
        return []
    if _tells(tree, before):
        bare = tree.lowers[before[0]] in _SUBORDINATE
        return [] if bare and not after else [*before, *(after if _tells(tree, after) else [])]
    return [*before, *after] if _tells(tree, after) else []


def going_on(tree: Branches, verb: int) -> list[int]:
    """What goes on after a comma and "and": "The bill was dead, she conceded, and nobody would
    miss it"; nothing where that has no subject of its own (", and left the room")."""
    end = _end_of_cue(tree, verb)
    if end is None or end + 2 >= len(tree.tokens) or tree.lowers[end] != ",":
        return []
    opens = tree.tokens[end + 2].upos in ("DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ")
    opens = opens or tree.lowers[end + 2] in _MODALS
    if tree.lowers[end + 1] not in ("and", "but", "or", "nor") or not opens:
        return []
    words: list[int] = []
    for word in range(end + 1, len(tree.tokens)):
        if tree.lowers[word] in (";", ":"):
            break
        words.append(word)
    words = trimmed(tree, words)
    return words if _tells(tree, words) and tree.tokens[end + 2].upos != "VERB" else []


def _tells(tree: Branches, words: list[int]) -> bool:
    """Whether words make a statement."""
    return any(
        tree.tokens[word].upos == "AUX" or tree.tokens[word].feats.get("VerbForm") == "Fin"
        for word in words
    )
