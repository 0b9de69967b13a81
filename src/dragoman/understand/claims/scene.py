"""One sentence as its claims are found in it, and how a claim is put together."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records import Actor, Claim, Quote, Span, Stance
from dragoman.understand.branches import Branches
from dragoman.understand.claims.attitude_cues import AttitudeCues
from dragoman.understand.claims.content import content_of
from dragoman.understand.claims.cues import ReportingCue, ReportingCues
from dragoman.understand.claims.source import (
    RELATIVE,
    Actors,
    actor_at,
    agent_of,
    spans_of,
    subject_of,
    words_of,
)

NEAR = 6
"""Words beside the cue among which a speaker is looked for where the tree is no help."""
INSIDE = frozenset({"compound", "flat", "nmod:poss", "nmod", "appos"})
MEDIA_SECTOR = "MED"
WITH_INFINITIVE = frozenset({Stance.PROMISES, Stance.DEMANDS, Stance.THREATENS})
"""Stances towards what one is to do: "vowed to fight"."""
_PER = frozenset({"per", "via"})
"""What follows them passes the words on: "said Zimmerman per ABC News"."""
_REFUSING = frozenset({"decline", "refuse", "fail", "avoid"})
_NEGATIVES = frozenset({"not", "n't", "n’t", "never"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence and all that its claims are found with."""

    tree: Branches
    quotes: tuple[Span, ...]
    actors: Actors
    cues: ReportingCues
    attitudes: AttitudeCues
    headline: bool = False
    inner: tuple[Span, ...] = ()
    """The quotations inside the quotations."""
    before: Span | None = None
    """The quotation that ends right before the sentence: "We won!" Kim said."""
    before_ends: str = ""
    """The last character inside it."""
    after: Span | None = None
    """The quotation that begins right after it: Kim said: "We won. We did." """
    turn: Span | None = None
    """The paragraph that the sentence begins, where paragraphs begin with who speaks: "KIM: We"."""
    below: Span | None = None
    """The paragraph after a sentence that ends its own with a colon: "He said:"."""


def verb_cues(scene: Scene, verb: int) -> tuple[ReportingCue, ...]:
    """The rows of a verb whose particle, where they ask for one, stands there."""
    token = scene.tree.tokens[verb]
    rows = scene.cues.of(token.lemma.lower(), scene.tree.lowers[verb], "verb")
    if not any(row.particle for row in rows):
        return rows
    parts = {scene.tree.lowers[child] for child in scene.tree.children[verb]}
    return tuple(row for row in rows if row.particle is None or row.particle in parts)


def is_unsaid(tree: Branches, verb: int) -> bool:
    """ "did not say that", "declined to say whether": nothing is claimed."""
    if any(tree.lowers[child] in _NEGATIVES for child in tree.children[verb]):
        return True
    head = tree.head(verb)
    refused = tree.tokens[verb].deprel == "xcomp" and head is not None
    return refused and head is not None and head.lemma in _REFUSING


def source_of(tree: Branches, verb: int) -> int | None:
    """Who says it: the subject, of a passive the "by"."""
    helpers = tree.all(verb, "aux:pass")
    if tree.child(verb, "nsubj:pass") is not None or any(_helps(tree, c, verb) for c in helpers):
        return agent_of(tree, verb)
    bare = tree.tokens[verb].feats.get("VerbForm") == "Part" and tree.child(verb, "nsubj") is None
    agent = agent_of(tree, verb) if bare and not tree.lowers[verb].endswith("ing") else None
    return subject_of(tree, verb) if agent is None else agent  # "Dismissed by the army as"


def _helps(tree: Branches, helper: int, verb: int) -> bool:
    """Not the "was" of '"I was next," he recollected', which parsers hang on the last word."""
    return not any(tree.tokens[i].upos == "PUNCT" for i in range(helper, verb))


def quote_over(scene: Scene, word: int) -> Span | None:
    """The quotation that a word stands in."""
    span = scene.tree.tokens[word].span
    return next((quote for quote in scene.quotes if quote.covers(span)), None)


def quotes_at(scene: Scene, word: int) -> tuple[Span, ...]:
    """The quotations that a word of saying can open: none that it stands in itself.

    '"The captain said to hold, so we held."': what the captain said is no more than "to hold"; of
    '"He said, \'Never,\'"' it is the quotation inside.
    """
    own = quote_over(scene, word)
    if own is None:
        return scene.quotes
    return tuple(quote for quote in scene.inner if own.covers(quote))


def outside_quotes(scene: Scene, cue: int, source: int | None) -> int | None:
    """The source, where the parser took it from the quoted words: the nearest name or noun outside,
    after the cue ("..., said Ivanov") or before it ("Ivanov told Reuters, ...").
    """
    tree = scene.tree
    if source is None:
        return _inverted(scene, cue)
    if quote_over(scene, source) in (None, quote_over(scene, cue)):
        return source
    after = range(cue + 1, min(cue + 1 + NEAR, len(tree.tokens)))
    before = range(cue - 1, max(cue - 1 - NEAR, -1), -1)
    for places in (before, after):
        for place in places:
            token = tree.tokens[place]
            if token.upos == "PUNCT" or quote_over(scene, place) is not None:
                break
            nominal = token.upos in ("PROPN", "PRON", "NOUN")
            if nominal and (tree.heads[place] < 0 or token.deprel not in INSIDE):
                return place
    return None


def _inverted(scene: Scene, cue: int) -> int | None:
    """'"That," conceded Chief Justice Eyenga, "is next"': who stands right after a cue that no
    subject goes before."""
    tree = scene.tree
    finite = tree.tokens[cue].feats.get("VerbForm") == "Fin"
    if cue == 0 or not finite or tree.tokens[cue - 1].upos != "PUNCT":
        return None
    for place in range(cue + 1, min(cue + 1 + NEAR, len(tree.tokens))):
        token = tree.tokens[place]
        if token.upos in ("PUNCT", "ADP", "SCONJ", "VERB") or quote_over(scene, place) is not None:
            return None
        if token.upos in ("PROPN", "NOUN", "PRON") and token.deprel not in (
            "compound",
            "nmod:desc",
        ):
            return place
    return None


def source_spans(scene: Scene, cue: int, source: int | None) -> tuple[Span, ...]:
    """The words of the source, without such as the parser hangs on it from a quotation."""
    if source is None:
        return ()
    tree = scene.tree
    own = quote_over(scene, cue)
    words = words_of(tree, source)
    kept = [word for word in words if quote_over(scene, word) in (None, own)]
    if source < cue:  # "the general told Reuters": parsers hang Reuters on the general
        kept = [word for word in kept if word < cue]
    relative = _relative(tree, cue)
    if relative is not None and source < relative and relative not in kept:
        kept = sorted((*kept, relative))
    per = next((word for word in kept if tree.lowers[word] in _PER and word > source), None)
    return spans_of(tree, [word for word in kept if per is None or word < per])


def _relative(tree: Branches, cue: int) -> int | None:
    """The "who" of "Christie, who has campaigned and spoken": the subject of the clause."""
    for word in (cue, *tree.upwards(cue)):
        subject = tree.child(word, "nsubj", "nsubj:pass")
        if subject is not None:
            return subject if tree.lowers[subject] in RELATIVE and subject < cue else None
        if tree.tokens[word].deprel not in ("conj", "xcomp"):
            return None
    return None


def whole_name(source: tuple[Span, ...], speaker: Actor | None) -> tuple[Span, ...]:
    """The source with all of the name that it is a part of."""
    if speaker is None or len(source) != 1 or not speaker.span.covers(source[0]):
        return source
    return (speaker.span,)


def make_claim(
    scene: Scene,
    cue_word: int,
    cue: ReportingCue,
    source: int | None,
    words: list[int],
    *,
    stance: Stance,
    saying: int | None = None,
) -> Claim:
    """The claim of a cue, its source and the words in its scope.

    `saying` is the "saying" of "quoted as saying".
    """
    tree = scene.tree
    content: tuple[Span, ...] = ()
    quote: Quote | None = None
    source = outside_quotes(scene, cue_word, source)
    if words:
        content, quote = content_of(tree, words, quotes_at(scene, cue_word))
    elif saying is not None:
        content, quote = scene.quotes, Quote.DIRECT
    speaker = actor_at(tree, source, scene.actors)
    return Claim(
        source=whole_name(source_spans(scene, cue_word, source), speaker),
        cue=spans_of(tree, _cue_words(tree, cue_word, saying)),
        content=content,
        quote=quote,
        stance=stance,
        speaker=speaker,
        carrier=_hearer(scene, cue_word, cue),
        sentence=tree.sentence.index,
        made_by=f"claims.{cue.pos} {cue.where}",
    )


def _cue_words(tree: Branches, index: int, saying: int | None) -> list[int]:
    """The cue with its helpers: "was quoted as saying", "has pointed out"."""
    words = {index}
    helpers = tree.all(index, "aux", "aux:pass")
    words.update(c for c in helpers if c < index and _helps(tree, c, index))
    words.update(tree.all(index, "compound:prt"))
    if saying is not None:
        words.add(saying)
        words.update(tree.all(saying, "mark", "case"))
    return sorted(words)


def _hearer(scene: Scene, verb: int, cue: ReportingCue) -> Actor | None:
    """ "told Reuters": a news agency that was told carries the word."""
    if cue.lemma != "tell":
        return None
    for child in scene.tree.all(verb, "iobj", "obj"):
        heard = actor_at(scene.tree, child, scene.actors)
        if heard is not None and MEDIA_SECTOR in (heard.sector, *heard.sectors):
            return heard
    return None
