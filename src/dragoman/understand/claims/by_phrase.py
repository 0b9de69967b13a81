"""Claims without a verb of saying: "in the words of Berg", "per two officials", "as the mayor puts
it", "The mayor was brief: not this year"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.records import Claim, MentionLabel, Quote, Span, Stance
from dragoman.understand.branches import Branches
from dragoman.understand.claims.along import actor_among, phrase_after, phrase_before
from dragoman.understand.claims.authors import WORDS
from dragoman.understand.claims.content import content_of, trimmed
from dragoman.understand.claims.quoted import is_taken
from dragoman.understand.claims.scene import Scene, quote_over, source_of, verb_cues
from dragoman.understand.claims.source import PERSONAL, possessor, spans_of, words_of

_OPINIONS = frozenset(
    """account assessment authority estimation eyes judgement judgment opinion phrase reading
    reckoning telling version view word words""".split()
)
_BEFORE_OPINION = frozenset({"in", "on", "by", "to"})
_OWNERS = frozenset({"his", "her", "their", "its"})
_PUTTING = frozenset({"put", "describe", "phrase", "read", "see", "tell", "term", "call"})
_RUNNING = frozenset({"go", "read", "run", "say", "think", "claim", "insist"})
_IT = frozenset({"it", "them", "him", "her"})
_MANNERS = frozenset(
    """adamant blunt blunter brief brusque candid categorical clear curt defiant emphatic explicit
    firm frank laconic plain succinct terse unequivocal unmoved""".split()
)
"""What one is who says a thing after a colon: "was brief: not this year"."""
_UNNAMED = frozenset({"people", "person", "source"})
_POINTING = frozenset({"such", "that", "this", "those", "these"})
_SPEECHES = WORDS | {"advice", "demand", "line", "message", "ruling", "term", "view", "word"}
_STOPS = frozenset({",", ".", ";", ":", "!", "?", "-", "–", "—", ")"})
LONGEST_NAME = 9
"""Words of a speaker right before a colon: a title, a name and a comma."""


def by_phrase(scene: Scene, found: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of such phrases that no claim found so far holds."""
    ways = (_per, _according, _opinions, _as_told, _to_whom, _attributed, _colons)
    for claim in (claim for way in ways for claim in way(scene)):
        cued = any(c.meets(cue) for other in found for c in other.cue for cue in claim.cue)
        carries = claim.made_by.endswith(("per", "according to"))
        if not cued and (carries or not any(_holds(other, claim) for other in found)):
            yield claim


def _holds(other: Claim, claim: Claim) -> bool:
    """Whether another claim has the words, or the phrase stands in what it tells."""
    quoted = [span for span in claim.content if claim.quote is not Quote.INDIRECT]
    if any(is_taken(span, other) for span in quoted):
        return True
    spans = claim.content[:1] if not quoted else ()
    told = any(span.covers(cue) for span in other.content for cue in claim.cue)
    return told or any(mine.covers(span) for mine in other.content for span in spans)


def _per(scene: Scene) -> Iterator[Claim]:
    """ "Per two people with knowledge of the plan, the base would close"."""
    tree = scene.tree
    for place, word in enumerate(tree.lowers):
        opens = place == 0 or tree.lowers[place - 1] in _STOPS
        if word != "per" or not opens or quote_over(scene, place) is not None:
            continue
        comma = next((p for p in range(place, len(tree.lowers)) if tree.lowers[p] == ","), None)
        words = (
            list(range(place + 1, comma)) if comma is not None else phrase_after(tree, place + 1)
        )
        unnamed = any(tree.tokens[word].lemma in _UNNAMED for word in words)
        if words and (unnamed or _is_somebody(scene, words)):
            yield from _made(scene, words, [place], "per")


def _according(scene: Scene) -> Iterator[Claim]:
    """ "The prisoners were alive, according to a delegate quoted by Le Soir", whatever the tree."""
    tree = scene.tree
    for place, word in enumerate(tree.lowers[:-2]):
        if word == "according" and tree.lowers[place + 1] == "to":
            source = phrase_after(tree, place + 2)
            if source and quote_over(scene, place) is None:
                yield from _made(scene, source, [place, place + 1], "according to")


def _to_whom(scene: Scene) -> Iterator[Claim]:
    """ "To Chief Whip Ron Sadler the rebels are 'tourists'": with quoted words only."""
    tree = scene.tree
    if not scene.quotes or tree.lowers[0] not in ("to", "for"):
        return
    source = phrase_after(tree, 1)
    if source and actor_among(tree, source, scene.actors) is not None:
        yield from (c for c in _made(scene, source, [0], "to whom") if c.quote is Quote.PARTIAL)


def _attributed(scene: Scene) -> Iterator[Claim]:
    """ "The words 'no Plan B' were attributed to the commissioner by two newspapers"."""
    tree = scene.tree
    for token in tree.tokens:
        if token.lemma not in ("attribute", "ascribe", "credit") or token.upos != "VERB":
            continue
        at = {tree.case(child): child for child in tree.children[token.index]}
        if not scene.quotes or "to" not in at or quote_over(scene, token.index) is not None:
            continue
        source = words_of(tree, at["to"])
        agent = at.get("by")
        carrier = actor_among(tree, words_of(tree, agent), scene.actors) if agent else None
        for claim in _made(scene, source, [token.index], "attributed"):
            yield replace(claim, carrier=carrier)


def _opinions(scene: Scene) -> Iterator[Claim]:
    """ "in the words of mediator Ulla Berg", "in Senator Falk's view", "on the word of an aide"."""
    tree = scene.tree
    for place, word in enumerate(tree.lowers):
        if word not in _OPINIONS or place < 2 or quote_over(scene, place) is not None:
            continue
        source: list[int] = []
        start = place
        if place + 2 < len(tree.lowers) and tree.lowers[place + 1] == "of":
            source = phrase_after(tree, place + 2)
            while start > 0 and tree.tokens[start - 1].upos in ("DET", "ADJ"):
                start -= 1
            cue = list(range(start - 1, place + 2))
        elif tree.lowers[place - 1] in ("'s", "’s", "'", "’"):
            source = phrase_before(tree, place - 1)
            start = source[0] if source else place
            cue = [start - 1, place]
        elif tree.lowers[place - 1] in _OWNERS:
            source = [place - 1]
            start = place - 1
            cue = [start - 1, place]
        if source and start > 0 and tree.lowers[start - 1] in _BEFORE_OPINION:
            yield from _made(scene, source, cue, "opinion")


def _as_told(scene: Scene) -> Iterator[Claim]:
    """ "as she puts it", "or so Ankara reads it", "so runs the line from the ministry"."""
    tree = scene.tree
    for place, word in enumerate(tree.lowers):
        if word not in ("as", "so") or quote_over(scene, place) is not None:
            continue
        if place and tree.lowers[place - 1] not in _STOPS | {"or", "“", '"', "”"}:
            continue
        source = phrase_after(tree, place + 1)
        verb = max(source, default=place) + 1
        inverted = not source and word == "so"
        while verb < len(tree.tokens) and tree.tokens[verb].upos in ("AUX", "ADV"):
            verb += 1
        if verb + 1 >= len(tree.tokens) or tree.tokens[verb].upos != "VERB":
            continue
        lemma = tree.tokens[verb].lemma
        if inverted and lemma in _RUNNING:
            whose = _whose(tree, phrase_after(tree, verb + 1))
            if whose:
                yield from _made(scene, whose, [place, verb], "as told")
        elif source and tree.lowers[verb + 1] in _IT and lemma in _PUTTING:
            yield from _made(scene, source, [place, verb, verb + 1], "as told")


def _whose(tree: Branches, words: list[int]) -> list[int]:
    """Of "the official line from the ministry" the ministry."""
    for place in words:
        if tree.lowers[place] in ("from", "of", "by"):
            return [word for word in words if word > place]
    return words


def _made(scene: Scene, source: list[int], cue: list[int], rule: str) -> Iterator[Claim]:
    """The claim of what the phrase's own part of the sentence says, quotations first."""
    tree = scene.tree
    marks = [p for p, word in enumerate(tree.lowers) if word == ";"]
    first = max((p + 1 for p in marks if p < cue[0]), default=0)
    end = min((p for p in marks if p > cue[0]), default=len(tree.tokens))
    own = set(source) | set(range(min(*cue, *source), max(*cue, *source) + 1))
    words = trimmed(tree, [p for p in range(first, end) if p not in own])
    inside = [
        quote
        for quote in scene.quotes
        if words
        and quote.start < tree.tokens[words[-1]].span.end
        and quote.end > tree.tokens[words[0]].span.start
    ]
    outside = [w for w in words if not any(q.covers(tree.tokens[w].span) for q in inside)]
    tells = any(tree.tokens[word].feats.get("VerbForm") == "Fin" for word in outside)
    if inside and not (tells and rule in ("per", "according to")):
        near = min(inside, key=lambda quote: _gap(quote, tree.tokens[cue[0]].span))
        yield _claim(scene, source, cue, (near,), Quote.PARTIAL, rule)
    elif any(tree.tokens[word].upos in ("VERB", "AUX") for word in words):
        content, kind = content_of(tree, words, scene.quotes)
        yield _claim(scene, source, cue, content, kind, rule)


def _gap(quote: Span, cue: Span) -> int:
    return max(quote.start - cue.end, cue.start - quote.end)


def _claim(
    scene: Scene,
    source: list[int],
    cue: list[int],
    content: tuple[Span, ...],
    kind: Quote,
    rule: str,
) -> Claim:
    tree = scene.tree
    return Claim(
        source=spans_of(tree, source),
        cue=spans_of(tree, cue),
        content=content,
        quote=kind,
        stance=Stance.ASSERTS,
        speaker=actor_among(tree, source, scene.actors),
        carrier=None,
        sentence=tree.sentence.index,
        made_by=f"claims.by_phrase {rule}",
    )


def _colons(scene: Scene) -> Iterator[Claim]:
    """ "The mayor was brief: not this year", "The verdict of economist Ravi Menon: too little"."""
    tree = scene.tree
    for colon, word in enumerate(tree.lowers):
        last = colon + 1 >= len(tree.lowers)
        if word != ":" or last or colon == 0 or quote_over(scene, colon) is not None:
            continue
        if quote_over(scene, colon + 1) is not None or tree.tokens[colon + 1].upos == "PUNCT":
            continue
        ends = [p for p in range(colon, len(tree.lowers)) if tree.lowers[p] == ";"]
        told = trimmed(tree, list(range(colon + 1, min(ends, default=len(tree.lowers)))))
        start = max((p + 1 for p in range(colon) if tree.lowers[p] in (";", ":")), default=0)
        source = _before_colon(scene, start, colon)
        if told and _is_somebody(scene, source):
            content, kind = content_of(tree, told, scene.quotes)
            yield _claim(scene, source, [colon], content, kind, "colon")
        after = _author_after(tree, colon)
        before = trimmed(tree, list(range(start, colon)))
        if after and before:
            content, kind = content_of(tree, before, scene.quotes)
            yield _claim(scene, after, [colon], content, kind, "colon")
        return


def _is_somebody(scene: Scene, words: Sequence[int]) -> bool:
    """Whether a phrase names an actor by its head or by a name set beside that, or is a pronoun."""
    tree = scene.tree
    index = tree.sentence.index
    for head in (word for word in words if tree.heads[word] not in words):
        names = (head, *tree.all(head, "appos", "flat"))
        if tree.lowers[head] in PERSONAL or any((index, name) in scene.actors for name in names):
            return True
    return False


def _before_colon(scene: Scene, start: int, colon: int) -> list[int]:
    """Who speaks after the colon, by the words before it; empty where they do not say."""
    tree = scene.tree
    verbs = [p for p in range(start, colon) if tree.tokens[p].upos in ("VERB", "AUX")]
    main = next((p for p in range(start, colon) if tree.heads[p] not in range(start, colon)), None)
    if main is None:
        return []
    token = tree.tokens[main]
    subject = tree.child(main, "nsubj")
    if token.upos == "VERB":
        near = colon - main <= 2 or tree.child(main, "obj", "ccomp", "xcomp") is None
        speaks = bool(verb_cues(scene, main)) and near
        said = tree.lowers[colon - 1] in _SPEECHES or tree.tokens[colon - 1].lemma in _SPEECHES
        who = source_of(tree, main) if speaks else subject if said else None
        return [w for w in words_of(tree, who) if w < colon] if who is not None else []
    if subject is not None and subject < main:
        return _words_before(tree, subject, colon) if token.lemma in _MANNERS else []
    if verbs:
        return []
    if token.lemma in _SPEECHES:
        owner = possessor(tree, main)
        if owner is None:
            owner = next(
                (c for c in tree.all(main, "nmod") if tree.case(c) in ("of", "by", "from")), None
            )
        return _words_before(tree, owner, colon) if owner is not None else []
    words = trimmed(tree, list(range(start, colon)))
    people = {m.head for m in tree.sentence.mentions if m.label is MentionLabel.PERSON}
    named = any(word in people for word in words) and 1 < len(words) <= LONGEST_NAME
    return words if named and start == 0 else []


def _words_before(tree: Branches, head: int, end: int) -> list[int]:
    return [word for word in words_of(tree, head) if word < end]


def _author_after(tree: Branches, colon: int) -> list[int]:
    """Who is named in "...: that was the message of Archbishop Haddad"."""
    if tree.lowers[colon + 1] not in _POINTING:
        return []
    for place in range(colon + 2, min(colon + 9, len(tree.lowers) - 2)):
        if tree.tokens[place].lemma in _SPEECHES and tree.lowers[place + 1] in ("of", "from", "by"):
            return phrase_after(tree, place + 2)
    return []
