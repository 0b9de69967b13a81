"""Finds who says what: direct and indirect speech, "according to", quoted fragments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.records import Actor, ActorMention, Claim, Parsed, Part, Quote, Span, Stance
from dragoman.understand.branches import Branches
from dragoman.understand.claims.content import clause_words, content_of
from dragoman.understand.claims.cues import ReportingCue, ReportingCues
from dragoman.understand.claims.quotes import find_quotes
from dragoman.understand.claims.source import (
    RELATIVE,
    Actors,
    actor_at,
    agent_of,
    spans_of,
    subject_of,
    words_of,
)
from dragoman.understand.claims.speakers import with_carriers, with_speakers

MEDIA_SECTOR = "MED"
_QUOTING = frozenset({"quote", "cite"})
_REFUSING = frozenset({"decline", "refuse", "fail", "avoid"})
_NEGATIVES = frozenset({"not", "n't", "n’t", "never"})
_WITH_INFINITIVE = frozenset({Stance.PROMISES, Stance.DEMANDS, Stance.THREATENS})
_WITH_GERUND = frozenset({Stance.DENIES, Stance.ALLEGES})


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence and all that its claims are found with."""

    tree: Branches
    quotes: tuple[Span, ...]
    actors: Actors
    cues: ReportingCues


def find_claims(
    parsed: Parsed,
    mentions: Sequence[ActorMention],
    cues: ReportingCues,
    trees: Mapping[int, Branches] | None = None,
) -> tuple[Claim, ...]:
    """The claims of a report, in text order; may be empty.

    Speaker and carrier are actors of `mentions`, None where the source is not one of them.
    `trees` may hand in the sentences' branches by sentence index.
    """
    actors: Actors = {(m.sentence, m.token): m.actor for m in reversed(mentions)}
    known = trees or {sentence.index: Branches(sentence) for sentence in parsed.sentences}
    quotes = find_quotes(parsed.article.text, _told_parts(parsed))
    claims: list[Claim] = []
    for sentence in parsed.sentences:
        near = tuple(quote for quote in quotes if quote.meets(sentence.span))
        scene = Scene(known[sentence.index], near, actors, cues)
        claims.extend(_in_sentence(scene))
    spoken = with_speakers(claims, parsed, quotes, mentions)
    return tuple(sorted(with_carriers(spoken), key=_place))


def _told_parts(parsed: Parsed) -> list[Part]:
    """The parts that have sentences; those that repeat another are not read again."""
    told = {sentence.part for sentence in parsed.sentences}
    return [part for number, part in enumerate(parsed.article.parts) if number in told]


def _place(claim: Claim) -> tuple[int, int]:
    spans = (*claim.cue, *claim.content, *claim.source)
    return claim.sentence, min((span.start for span in spans), default=0)


def _in_sentence(scene: Scene) -> Iterator[Claim]:
    """Claims by a verb, a noun, "according to"; then quotations no claim has taken."""
    found: list[Claim] = []
    cued = False
    for token in scene.tree.tokens:
        if token.upos == "VERB":
            claims = list(by_verb(scene, token.index))
        elif token.upos == "NOUN":
            claims = list(by_noun(scene, token.index))
        else:
            claims = []
        found.extend(claims)
        if scene.tree.lowers[token.index] == "according":
            found.extend(according_to(scene, token.index))
        cued = cued or bool(claims)
    yield from found
    if scene.quotes:
        yield from by_quotation(scene, found)


def by_verb(scene: Scene, verb: int) -> Iterator[Claim]:
    """ "Kim said that ...", "..., he added", "was quoted as saying", "pledged to ..."."""
    cue = _verb_cue(scene, verb)
    if cue is None or cue.needs_quote or _unsaid(scene.tree, verb):
        return
    if _is_quoting(scene.tree, verb):
        yield from _quoted_as_saying(scene, verb, cue)
        return
    head = scene.tree.heads[verb]
    if head >= 0 and scene.tree.lowers[verb] == "saying" and _is_quoting(scene.tree, head):
        return
    words, kind = _said(scene.tree, verb, cue)
    if words:
        source = _source(scene.tree, verb)
        yield _claim(scene, verb, cue, source, words, stance=_stance(cue, kind))


def _verb_cue(scene: Scene, verb: int) -> ReportingCue | None:
    token = scene.tree.tokens[verb]
    cue = scene.cues.of(token.lemma.lower(), scene.tree.lowers[verb], "verb")
    if cue is None or cue.particle is None:
        return cue
    parts = {scene.tree.lowers[child] for child in scene.tree.children[verb]}
    return cue if cue.particle in parts else None


def _unsaid(tree: Branches, verb: int) -> bool:
    """ "did not say that", "declined to say whether": nothing is claimed."""
    if any(tree.lowers[child] in _NEGATIVES for child in tree.children[verb]):
        return True
    head = tree.head(verb)
    refused = tree.tokens[verb].deprel == "xcomp" and head is not None
    return refused and head is not None and head.lemma in _REFUSING


def _is_quoting(tree: Branches, verb: int) -> bool:
    """ "quoted as saying", "quoted by", and "cited" likewise."""
    if tree.tokens[verb].lemma not in _QUOTING and tree.lowers[verb] not in ("quoted", "cited"):
        return False
    saying = any(tree.lowers[child] == "saying" for child in tree.children[verb])
    return saying or tree.child(verb, "nsubj:pass", "aux:pass") is not None


def _quoted_as_saying(scene: Scene, verb: int, cue: ReportingCue) -> Iterator[Claim]:
    """ "X was quoted as saying by Y", "Y quoted X as saying": X speaks, Y carries."""
    tree = scene.tree
    saying = next((c for c in tree.children[verb] if tree.lowers[c] == "saying"), None)
    words, _ = _said(tree, verb, cue)
    if saying is not None:
        words = words or _said(tree, saying, cue)[0]
    passive = tree.child(verb, "nsubj:pass")
    if passive is None and tree.child(verb, "aux:pass") is not None:
        passive = tree.child(verb, "nsubj")
    if passive is not None:
        speaker, carrier = passive, agent_of(tree, verb)
        if carrier is None and saying is not None:
            carrier = agent_of(tree, saying)
    else:
        speaker, carrier = tree.child(verb, "obj", "iobj"), tree.child(verb, "nsubj")
    if speaker is None or not (words or scene.quotes):
        return
    claim = _claim(scene, verb, cue, speaker, words, stance=Stance.ASSERTS, saying=saying)
    yield replace(claim, carrier=actor_at(tree, carrier, scene.actors))


def _said(tree: Branches, verb: int, cue: ReportingCue) -> tuple[list[int], str]:
    """The words in the verb's scope and how they hang on it; none where nothing is said."""
    for relation in ("ccomp", "parataxis", "xcomp", "advcl", "acl"):
        for child in tree.all(verb, relation):
            if _is_content(tree, child, relation, cue):
                return clause_words(tree, child, _own_words(tree, child, verb)), relation
    clause = _interrupted(tree, verb)
    if clause is None:
        return [], ""
    return clause_words(tree, clause, frozenset({verb})), "ccomp"


def _own_words(tree: Branches, content: int, verb: int) -> frozenset[int]:
    """Branches below the content that are the speaker's again: "..., adding that"."""
    adding = (
        child
        for child in tree.all(content, "advcl")
        if tree.lowers[child] in ("adding", "saying", "noting", "insisting", "stressing")
    )
    return frozenset({verb, *adding})


def _interrupted(tree: Branches, verb: int) -> int | None:
    """The clause a "he said" interrupts or closes: "The army, Kim said, would leave"."""
    head = tree.heads[verb]
    if head < 0:
        return None
    subject = tree.child(verb, "nsubj", "nsubj:pass")
    relation = tree.tokens[verb].deprel
    if relation == "parataxis" and (subject is not None or _after_subject(tree, verb)):
        return head
    # Parsers take it for a relative clause of the noun before.
    between_commas = verb + 1 < len(tree.lowers) and tree.lowers[verb + 1] == ","
    if relation == "acl:relcl" and subject is not None and between_commas:
        bare = tree.lowers[subject] not in RELATIVE and tree.child(verb, "obj") is None
        return tree.heads[head] if bare and tree.heads[head] >= 0 else None
    return None


def _after_subject(tree: Branches, verb: int) -> bool:
    """ "said Ivanov" with the speaker taken for an object."""
    return any(child > verb for child in tree.all(verb, "obj", "iobj"))


def _is_content(tree: Branches, child: int, relation: str, cue: ReportingCue) -> bool:
    infinitive = any(tree.lowers[c] == "to" for c in tree.all(child, "mark"))
    gerund = tree.lowers[child].endswith("ing")
    if relation == "ccomp":
        return True
    if relation == "parataxis":
        return child > tree.heads[child] and cue.stance is not Stance.REPORTS
    if cue.stance in _WITH_INFINITIVE or cue.lemma == "tell":
        return infinitive and relation == "xcomp"
    if cue.stance in _WITH_GERUND:
        of = any(tree.lowers[c] == "of" for c in tree.all(child, "mark", "case"))
        return gerund and (relation == "xcomp" or of)
    return False


def _stance(cue: ReportingCue, relation: str) -> Stance:
    """ "told the army to withdraw" demands, where "told" asserts."""
    if cue.lemma == "tell" and relation == "xcomp":
        return Stance.DEMANDS
    return cue.stance


def _source(tree: Branches, verb: int) -> int | None:
    if tree.child(verb, "nsubj:pass", "aux:pass") is not None:
        return agent_of(tree, verb)
    return subject_of(tree, verb)


def by_noun(scene: Scene, noun: int) -> Iterator[Claim]:
    """ "the rebels' claim that they held the city"."""
    tree = scene.tree
    token = tree.tokens[noun]
    cue = scene.cues.of(token.lemma.lower(), tree.lowers[noun], "noun")
    if cue is None or any(tree.lowers[c] == "no" for c in tree.children[noun]):
        return
    for child in tree.all(noun, "acl", "ccomp", "acl:relcl"):
        that = any(tree.lowers[c] == "that" for c in tree.all(child, "mark"))
        infinitive = any(tree.lowers[c] == "to" for c in tree.all(child, "mark"))
        if that or (infinitive and cue.stance in _WITH_INFINITIVE):
            owner = tree.child(noun, "nmod:poss")
            source = owner if owner is not None else agent_of(tree, noun)
            words = clause_words(tree, child, frozenset())
            yield _claim(scene, noun, cue, source, words, stance=cue.stance)
            return


def according_to(scene: Scene, index: int) -> Iterator[Claim]:
    """ "..., according to officials": the source is the noun, the rest is what it says."""
    tree = scene.tree
    if index + 1 >= len(tree.tokens) or tree.lowers[index + 1] != "to":
        return
    source: int | None = tree.heads[index]
    if source is None or source < 0 or tree.tokens[index].deprel not in ("case", "mark", "advmod"):
        source = tree.child(index, "obl", "obj")
    if source is None:
        return
    clause = tree.heads[source] if tree.heads[source] != index else tree.heads[index]
    words = clause_words(tree, clause, frozenset({source, index})) if clause >= 0 else []
    if not words:
        return
    content, quote = content_of(tree, words, scene.quotes)
    named = [word for word in words_of(tree, source) if word not in (index, index + 1)]
    yield Claim(
        source=spans_of(tree, named),
        cue=(Span(tree.tokens[index].span.start, tree.tokens[index + 1].span.end),),
        content=content,
        quote=quote,
        stance=Stance.ASSERTS,
        speaker=actor_at(tree, source, scene.actors),
        carrier=None,
        sentence=tree.sentence.index,
        made_by="claims.according_to",
    )


def by_quotation(scene: Scene, found: Sequence[Claim]) -> Iterator[Claim]:
    """Quotations no claim has taken, given to the nearest word of saying in their sentence."""
    taken = [span for claim in found for span in claim.content]
    free = [q for q in scene.quotes if not any(q.meets(span) for span in taken)]
    if not free:
        return
    groups: dict[int, list[Span]] = {}
    for quote in free:
        verb = _nearest_cue(scene, quote)
        if verb is not None:
            groups.setdefault(verb, []).append(quote)
    for verb, quotes in groups.items():
        cue = _verb_cue(scene, verb)
        if cue is not None:
            claim = _claim(scene, verb, cue, _source(scene.tree, verb), [], stance=cue.stance)
            kind = Quote.DIRECT if all(_is_whole(scene.tree, q) for q in quotes) else Quote.PARTIAL
            yield replace(claim, content=tuple(quotes), quote=kind)


def _nearest_cue(scene: Scene, quote: Span) -> int | None:
    """The cue above the quotation in the tree, else the nearest in the line."""
    tree = scene.tree
    head = next((t.index for t in tree.tokens if quote.meets(t.span)), None)
    for above in tree.upwards(head) if head is not None else ():
        if _can_speak(scene, above, quote):
            return above
    best: tuple[int, int] | None = None
    for token in tree.tokens:
        if not _can_speak(scene, token.index, quote):
            continue
        gap = max(quote.start - token.span.end, token.span.start - quote.end)
        if best is None or gap < best[0]:
            best = (gap, token.index)
    return None if best is None else best[1]


def _can_speak(scene: Scene, verb: int, quote: Span) -> bool:
    """Whether a word of saying outside the quotation has a source to give it to."""
    token = scene.tree.tokens[verb]
    if token.upos != "VERB" or quote.meets(token.span) or _unsaid(scene.tree, verb):
        return False
    return _verb_cue(scene, verb) is not None and _source(scene.tree, verb) is not None


def _is_whole(tree: Branches, quote: Span) -> bool:
    """Whether the quoted words make a statement: a finite verb of their own, or a full stop."""
    inside = [token for token in tree.tokens if quote.covers(token.span)]
    first = inside[0].index if inside else 0
    if first > 0 and tree.tokens[first - 1].upos not in ("PUNCT", "VERB"):
        return False  # "called it a 'farce'": the words around go on
    verbs = any(token.feats.get("VerbForm") == "Fin" for token in inside)
    stopped = any(token.text in (",", ".", "!", "?") for token in inside[-2:])
    return verbs and (stopped or (len(inside) > 1 and inside[1].text[:1].isupper()))


def _claim(
    scene: Scene,
    cue_word: int,
    cue: ReportingCue,
    source: int | None,
    words: list[int],
    *,
    stance: Stance,
    saying: int | None = None,
) -> Claim:
    tree = scene.tree
    content: tuple[Span, ...] = ()
    quote: Quote | None = None
    if words:
        content, quote = content_of(tree, words, scene.quotes)
    elif saying is not None:
        content, quote = scene.quotes, Quote.DIRECT
    return Claim(
        source=spans_of(tree, words_of(tree, source)) if source is not None else (),
        cue=spans_of(tree, _cue_words(tree, cue_word, saying)),
        content=content,
        quote=quote,
        stance=stance,
        speaker=actor_at(tree, source, scene.actors),
        carrier=_hearer(scene, cue_word, cue),
        sentence=tree.sentence.index,
        made_by=f"claims.{cue.pos} {cue.where}",
    )


def _cue_words(tree: Branches, index: int, saying: int | None) -> list[int]:
    """The cue with its helpers: "was quoted as saying", "has pointed out"."""
    words = {index}
    words.update(tree.all(index, "aux", "aux:pass", "compound:prt"))
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
