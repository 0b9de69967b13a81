"""Quotations that no verb's clause has taken: "he called it a 'farce'", 'Kim: "We will."'"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from dragoman.records import Claim, Quote, Span, Stance
from dragoman.understand.branches import Branches
from dragoman.understand.claims.content import content_of, trimmed
from dragoman.understand.claims.gaps import by_gap, gap_sources
from dragoman.understand.claims.scene import (
    Scene,
    is_unsaid,
    make_claim,
    outside_quotes,
    quotes_at,
    source_of,
    verb_cues,
)
from dragoman.understand.claims.source import actor_at, possessor, spans_of, words_of

# A speaker before a colon is a name with a title, not half a sentence.
LONGEST_COLON_SPEAKER_WORDS = 6
_OPENING = frozenset({'"', "“"})
_TAIL_MARKS = frozenset({":", "-", "–", "—", "--"})


def with_quotations(scene: Scene, found: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence with the quotations left over given to their word of saying.

    One whose word of saying has a claim already ('"No," he said, "never."') joins it.
    """
    claims = list(found)
    gaps = gap_sources(scene)
    for verb, quotes in _by_verb(scene, found, gaps).items():
        cue = scene.tree.tokens[verb].span
        for number, claim in enumerate(claims):
            if any(span.meets(cue) for span in claim.cue):
                claims[number] = _joined(claim, quotes)
                break
        else:
            claims.append(_fresh(scene, verb, quotes))
    return [*claims, *by_gap(scene, claims, gaps)]


def _by_verb(scene: Scene, found: Sequence[Claim], gaps: Container[Span]) -> dict[int, list[Span]]:
    groups: dict[int, list[Span]] = {}
    for quote in (*scene.quotes, *scene.inner):
        if quote not in gaps and not any(
            is_taken(quote, claim) for claim in _beside(quote, scene, found)
        ):
            verb = _nearest_cue(scene, quote)
            if verb is not None:
                groups.setdefault(verb, []).append(quote)
    return groups


def _beside(quote: Span, scene: Scene, found: Sequence[Claim]) -> Iterator[Claim]:
    """The claims that may have taken a quotation: of one inside another, those told there too."""
    outer = next((o for o in scene.quotes if quote in scene.inner and o.covers(quote)), None)
    for claim in found:
        if outer is None or any(outer.covers(cue) for cue in claim.cue):
            yield claim


def is_taken(quote: Span, claim: Claim) -> bool:
    """Whether a claim holds words of a quotation; one whose cue stands in it holds not all."""
    inside = any(quote.covers(span) for span in claim.cue)
    return not inside and any(quote.meets(span) for span in claim.content)


def _joined(claim: Claim, quotes: Sequence[Span]) -> Claim:
    kind = claim.quote if claim.quote is Quote.DIRECT else Quote.PARTIAL
    return replace(claim, content=tuple(sorted((*claim.content, *quotes))), quote=kind)


def _fresh(scene: Scene, verb: int, quotes: Sequence[Span]) -> Claim:
    cue = verb_cues(scene, verb)[0]
    claim = make_claim(scene, verb, cue, source_of(scene.tree, verb), [], stance=cue.stance)
    whole = all(_is_whole(scene.tree, quote) for quote in quotes)
    return replace(claim, content=tuple(quotes), quote=Quote.DIRECT if whole else Quote.PARTIAL)


def by_colon(scene: Scene) -> Iterator[Claim]:
    """ "Kim: 'We will answer'", in headlines also "Kim: war is near", "War is near: Kim"."""
    tree = scene.tree
    colon = next((i for i, word in enumerate(tree.lowers) if word == ":"), -1)
    before = trimmed(tree, list(range(max(colon, 0))))
    if scene.headline and not _is_actor(scene, before):
        found = list(_by_tail(scene))
        if found:
            yield from found
            return
    if scene.turn is not None and before and tree.tokens[before[0]].text in _OPENING:
        before = before[1:]
    named = scene.turn is not None or _is_speaker(scene, before)
    if 0 < colon <= LONGEST_COLON_SPEAKER_WORDS and named:
        end = tree.tokens[colon].span.end
        quote = next((q for q in scene.quotes if 0 <= q.start - end <= 1), None)
        told = trimmed(tree, list(range(colon + 1, len(tree.tokens))))
        if scene.turn is not None and told:
            begin = tree.tokens[told[0]].span.start
            said = (Span(begin, scene.turn.end),)
            yield _by_mark(scene, before, colon, said, Quote.DIRECT)
            return
        shouted = all(tree.tokens[i].text.isupper() for i in before)
        if quote is not None:
            yield _by_mark(scene, before, colon, (quote,), Quote.DIRECT)
            return
        if told and (scene.headline or shouted):
            content, kind = content_of(tree, told, scene.quotes)
            yield _by_mark(scene, before, colon, content, kind)
            return
    yield from _by_clause_and_colon(scene)


def _by_clause_and_colon(scene: Scene) -> Iterator[Claim]:
    """'The minister had one message: "Go back to work."': who is the subject before the colon."""
    tree = scene.tree
    for colon, word in enumerate(tree.lowers):
        if word != ":" or colon == 0:
            continue
        end = tree.tokens[colon].span.end
        quote = next((q for q in scene.quotes if 0 <= q.start - end <= 1), None)
        if quote is None and colon == len(tree.lowers) - 1:
            quote = scene.after
        subject = _subject_before(scene.tree, colon)
        if quote is not None and subject is not None:
            yield _before_colon(scene, subject, colon, quote)
            return


def _subject_before(tree: Branches, mark: int) -> int | None:
    """The subject of the clause that a colon ends; of "his verdict:" the owner."""
    last = mark - 1
    for word in (last, *tree.upwards(last)):
        subject = tree.child(word, "nsubj", "nsubj:pass")
        if subject is not None and subject < mark:
            owner = possessor(tree, subject)
            return subject if owner is None else owner
    root = next((i for i in (last, *tree.upwards(last)) if tree.heads[i] < 0), last)
    return possessor(tree, root) if tree.tokens[root].upos == "NOUN" else None


def _before_colon(scene: Scene, subject: int, colon: int, quote: Span) -> Claim:
    words = [word for word in words_of(scene.tree, subject) if word < colon]
    made = _by_mark(scene, words, colon, (quote,), Quote.DIRECT)
    return replace(made, speaker=actor_at(scene.tree, subject, scene.actors))


def _by_tail(scene: Scene) -> Iterator[Claim]:
    """ "No talks with rebels: minister", "'No talks with rebels' - minister"."""
    tree = scene.tree
    marks = [i for i, word in enumerate(tree.lowers) if word in _TAIL_MARKS and i > 0]
    if not marks:
        return
    mark = marks[-1]
    after = trimmed(tree, list(range(mark + 1, len(tree.tokens))))
    told = trimmed(tree, list(range(mark)))
    known = any((tree.sentence.index, i) in scene.actors for i in after)
    if not told or not known or len(after) > LONGEST_COLON_SPEAKER_WORDS:
        return
    if _is_speaker(scene, after):
        content, kind = content_of(tree, told, scene.quotes)
        yield _by_mark(scene, after, mark, content, kind)


def _is_actor(scene: Scene, words: Sequence[int]) -> bool:
    """Whether one actor's name or title is all that the words say."""
    spans = [
        actor.span
        for (sentence, _), actor in scene.actors.items()
        if sentence == scene.tree.sentence.index
    ]
    tokens = [scene.tree.tokens[i] for i in words]
    return bool(tokens) and any(all(span.covers(t.span) for t in tokens) for span in spans)


def _is_speaker(scene: Scene, words: Sequence[int]) -> bool:
    """Whether words name somebody and tell nothing; outside headlines, by a proper name."""
    tokens = [scene.tree.tokens[i] for i in words]
    kinds = ("PROPN", "NOUN") if scene.headline else ("PROPN",)
    named = any(token.upos in kinds for token in tokens)
    return named and not any(token.upos in ("VERB", "AUX") for token in tokens)


def _by_mark(
    scene: Scene, words: list[int], mark: int, content: tuple[Span, ...], kind: Quote
) -> Claim:
    tree = scene.tree
    head = next((i for i in words if tree.heads[i] not in words), words[0])
    known = [i for i in words if (tree.sentence.index, i) in scene.actors]
    if known and head not in known:
        head = known[0]
    return Claim(
        source=spans_of(tree, words),
        cue=(tree.tokens[mark].span,),
        content=content,
        quote=kind,
        stance=Stance.ASSERTS,
        speaker=actor_at(tree, head, scene.actors),
        carrier=None,
        sentence=tree.sentence.index,
        made_by="claims.by_colon",
    )


def _nearest_cue(scene: Scene, quote: Span) -> int | None:
    """The cue above the quotation in the tree, else the nearest in the line."""
    tree = scene.tree
    head = next((t.index for t in tree.tokens if quote.meets(t.span)), None)
    for above in tree.upwards(head) if head is not None else ():
        if _can_speak(scene, above, quote):
            return above
    best: tuple[bool, int, int] | None = None
    for token in tree.tokens:
        if not _can_speak(scene, token.index, quote):
            continue
        gap = max(quote.start - token.span.end, token.span.start - quote.end)
        found = (_is_parted(scene, quote, token.span), gap, token.index)
        if best is None or found < best:
            best = found
    return None if best is None else best[2]


def _is_parted(scene: Scene, quote: Span, cue: Span) -> bool:
    """Whether a semicolon outside the quotations stands between a quotation and a cue."""
    start, end = min(quote.end, cue.end), max(quote.start, cue.start)
    marks = (t.span for t in scene.tree.tokens if t.text == ";" and start <= t.span.start < end)
    return any(not any(q.covers(mark) for q in scene.quotes) for mark in marks)


def _can_speak(scene: Scene, verb: int, quote: Span) -> bool:
    """Whether a word of saying outside the quotation has a source to give it to."""
    token = scene.tree.tokens[verb]
    if token.upos != "VERB" or quote.meets(token.span) or is_unsaid(scene.tree, verb):
        return False
    if quote not in quotes_at(scene, verb):
        return False
    if not verb_cues(scene, verb):
        return False
    return outside_quotes(scene, verb, source_of(scene.tree, verb)) is not None


def _is_whole(tree: Branches, quote: Span) -> bool:
    """Whether the quoted words make a statement: a finite verb of their own, or a full stop."""
    inside = [token for token in tree.tokens if quote.covers(token.span)]
    first = inside[0].index if inside else 0
    if first > 0 and tree.tokens[first - 1].upos not in ("PUNCT", "VERB"):
        return False  # "called it a 'farce'": the words around go on
    verbs = any(token.feats.get("VerbForm") == "Fin" for token in inside)
    stopped = any(token.text in (",", ".", "!", "?") for token in inside[-2:])
    return verbs and (stopped or (len(inside) > 1 and inside[1].text[:1].isupper()))
