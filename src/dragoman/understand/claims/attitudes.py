"""Attitudes: who wants, fears, praises or speaks of what, without saying that it is so.

"Germany praised the truce", "they refused to leave", "growing concerns over a deal". They are
claims of their own kind: what stands in them is told by the report, not by the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.records import Claim, ClaimKind, Quote, Stance
from dragoman.understand.branches import Branches
from dragoman.understand.claims.attitude_cues import AttitudeCue
from dragoman.understand.claims.beside import by_view
from dragoman.understand.claims.content import clause_words, content_of
from dragoman.understand.claims.frames import Words, active, clause, infinitive, passive, under
from dragoman.understand.claims.quoted import is_taken
from dragoman.understand.claims.scene import Scene, is_unsaid, source_of, source_spans, verb_cues
from dragoman.understand.claims.source import actor_at, agent_of, possessor, spans_of

_SAYING_NOTHING = frozenset({"message", "and for", "and over", "and with"})
"""Ways in which no words are quoted: "sent a 'letter'", "attacked the town for"."""
_POS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
_HEARSAY = frozenset({"allegedly", "purportedly", "reportedly", "reputedly", "supposedly"})
_HOLDING = frozenset("be express have hold make raise repeat voice show share issue".split())


def by_attitude(scene: Scene, found: Sequence[Claim]) -> Iterator[Claim]:
    """The attitudes of a sentence that stand in no claim's content and at no claim's cue."""
    made = [claim for word in scene.tree.tokens for claim in _at(scene, word.index)]
    for claim in made:
        others = [*found, *(other for other in made if other is not claim)]
        if not any(_holds(other, claim) for other in others):
            yield claim


def quoted_by_attitude(scene: Scene, found: Sequence[Claim]) -> Iterator[Claim]:
    """Quotations that no other claim holds, by the word of attitude above them: 'dismissed as "a
    lullaby" the charge that the lists were printed abroad'."""
    tree = scene.tree
    for quote in scene.quotes:
        if any(is_taken(quote, claim) for claim in found):
            continue
        inside = [t.index for t in tree.tokens if quote.meets(t.span)]
        for verb in tree.upwards(inside[0]) if inside else ():
            cue = scene.attitudes.of(tree.tokens[verb].lemma.lower(), tree.lowers[verb], "verb")
            source = source_of(tree, verb)
            ways = [] if cue is None else [way for way in cue.takes if way not in _SAYING_NOTHING]
            if cue is not None and ways and source is not None and verb not in inside:
                where = cue.takes[ways[0]]
                yield _claim(scene, _cue_words(tree, verb), source, inside, where)
                break


def _holds(other: Claim, claim: Claim) -> bool:
    """Whether the cue of a claim stands in what another tells, or is the other's own cue."""
    cue = claim.cue[-1]
    own = other.kind is ClaimKind.SPEECH and any(span.meets(cue) for span in other.cue)
    return own or any(span.covers(cue) for span in other.content)


def _at(scene: Scene, index: int) -> Iterator[Claim]:
    tree = scene.tree
    token = tree.tokens[index]
    if any(quote.covers(token.span) for quote in scene.quotes):
        return
    if tree.lowers[index] in _HEARSAY and tree.heads[index] >= 0:
        content = clause_words(tree, tree.heads[index], frozenset({index}))
        yield _claim(scene, [index], None, content, "reportedly")
        return
    pos = _POS.get(token.upos)
    cue = scene.attitudes.of(token.lemma.lower(), tree.lowers[index], pos) if pos else None
    if token.upos == "VERB" and not _is_purpose(tree, index):
        particle = _particle(scene, index)
        if particle is not None:
            cue = _cue_with(scene, index, particle)
        yield from _of_verb(scene, index, cue, particle)
    elif token.upos != "VERB" and cue is not None and pos == "adjective":
        yield from _of_adjective(scene, index, cue)
    elif token.upos == "NOUN" and cue is not None:
        yield from _of_noun(scene, index, cue)
    if token.upos == "NOUN":
        yield from by_view(scene, index)


def _is_purpose(tree: Branches, verb: int) -> bool:
    """ "an effort to condemn him", "went there to condemn him": nobody does it yet."""
    token = tree.tokens[verb]
    to = any(tree.lowers[child] == "to" for child in tree.all(verb, "mark"))
    return to and token.deprel in ("acl", "advcl")


def _particle(scene: Scene, verb: int) -> int | None:
    """The "on" of "called on", the "out" of "spelled it out", where the two words are a cue."""
    tree = scene.tree
    near = [c for c in tree.all(verb, "compound:prt", "advmod", "obj") if c > verb]
    if verb + 1 < len(tree.tokens):
        near.append(verb + 1)
    return next((word for word in near if _cue_with(scene, verb, word) is not None), None)


def _cue_with(scene: Scene, verb: int, particle: int) -> AttitudeCue | None:
    tree = scene.tree
    lemma, form = tree.tokens[verb].lemma.lower(), tree.lowers[verb]
    return scene.attitudes.of(
        f"{lemma} {tree.lowers[particle]}", f"{form} {tree.lowers[particle]}", "verb"
    )


def _of_verb(
    scene: Scene, verb: int, cue: AttitudeCue | None, particle: int | None
) -> Iterator[Claim]:
    tree = scene.tree
    if verb_cues(scene, verb) and is_unsaid(tree, verb):
        content = clause(tree, verb)
        if content:
            yield _claim(scene, _cue_words(tree, verb), source_of(tree, verb), content, "unsaid")
            return
    if cue is None:
        return
    if "seeming" in cue:
        yield from _seeming(scene, verb, cue)
        return
    done = _done_to(tree, verb)
    if done is not None:
        ways, source = passive(tree, verb, done, cue), agent_of(tree, verb)
    else:
        ways, source = (
            active(tree, verb, cue, particle, scene.attitudes.messages),
            source_of(tree, verb),
        )
    own = [] if particle is None else [particle]
    for way, content, preposition in ways:
        if way == "object so" and done is None and _is_participle(tree, verb):
            continue  # "a firm called Gavekal" calls nothing so
        if content and (done is not None or source is not None) and not _is_you(tree, source):
            words = sorted({*_cue_words(tree, verb), *own, *preposition})
            yield _claim(scene, words, source, content, cue.takes[way])
            return


def _is_you(tree: Branches, source: int | None) -> bool:
    """ "Can you imagine that?": who is spoken to says nothing."""
    return source is not None and tree.lowers[source] == "you"


def _done_to(tree: Branches, verb: int) -> int | None:
    """The subject of a passive; of "a view shared by all" the view."""
    subject = tree.child(verb, "nsubj:pass")
    participle = tree.tokens[verb].deprel == "acl" and tree.lowers[verb][-3:] != "ing"
    if subject is None and participle and agent_of(tree, verb) is not None:
        return tree.heads[verb]
    return subject


def _is_participle(tree: Branches, verb: int) -> bool:
    """Whether a verb tells what is done to the noun before it: "a firm called Gavekal"."""
    feats = tree.tokens[verb].feats
    past = feats.get("VerbForm") == "Part" and feats.get("Tense") == "Past"
    return tree.tokens[verb].deprel == "acl" and past


def _seeming(scene: Scene, verb: int, cue: AttitudeCue) -> Iterator[Claim]:
    """ "The truce seemed to hold": the report's own reading, of nobody."""
    tree = scene.tree
    subject = tree.child(verb, "nsubj")
    seen = tree.child(verb, "xcomp")
    if subject is None or seen is None or _tells(scene, seen):
        return
    content = [*clause_words(tree, subject, frozenset()), *clause_words(tree, seen, frozenset())]
    yield _claim(scene, _cue_words(tree, verb), None, sorted(content), cue.takes["seeming"])


def _tells(scene: Scene, verb: int) -> bool:
    """ "He appeared to suggest": the suggestion is his, and a claim of its own."""
    return scene.tree.tokens[verb].upos == "VERB" and bool(verb_cues(scene, verb))


def _of_adjective(scene: Scene, index: int, cue: AttitudeCue) -> Iterator[Claim]:
    """ "was willing to talk", "are worried about the vote"."""
    tree = scene.tree
    source = source_of(tree, index)
    source = tree.child(index, "expl") if source is None else source
    if source is None:
        return
    aim = infinitive(tree, index)
    if tree.lowers[source] == "it" or tree.tokens[source].deprel == "expl":
        yield from _of_nobody(scene, index, cue)
        return
    if "to" in cue and aim is not None:
        yield _claim(scene, [index], source, under(tree, aim), cue.takes["to"])
        return
    for child in tree.all(index, "obl", "advcl", "ccomp", "nmod"):
        preposition = tree.child(child, "case", "mark")
        way = tree.lowers[preposition] if preposition is not None else "that"
        if way in cue and preposition is not None and way != "that":
            content = clause_words(tree, child, frozenset({preposition}))
            yield _claim(scene, [index, preposition], source, content, cue.takes[way])
            return
        if way == "that" and "that" in cue:
            yield _claim(scene, [index], source, under(tree, child), cue.takes["that"])
            return


def _of_nobody(scene: Scene, index: int, cue: AttitudeCue) -> Iterator[Claim]:
    """ "It was clear that the truce had failed": so judges the report, of nobody."""
    tree = scene.tree
    told = tree.child(index, "ccomp", "csubj", "advcl", "xcomp")
    if "it that" in cue and told is not None and told > index:
        words = sorted({*tree.all(index, "cop", "aux"), index})
        yield _claim(scene, words, None, under(tree, told), cue.takes["it that"])


def _of_noun(scene: Scene, noun: int, cue: AttitudeCue) -> Iterator[Claim]:
    """ "the king's refusal to sign", "growing concerns over the count"."""
    tree = scene.tree
    for child in tree.all(noun, "nmod", "acl", "obl", "xcomp"):
        preposition = tree.child(child, "case", "mark")
        way = tree.lowers[preposition] if preposition is not None else ""
        aim = preposition is not None and tree.tokens[preposition].deprel == "mark"
        way = "to it" if way == "to" and not aim else way
        if way in cue and preposition is not None:
            whole = way in ("to", "that")
            content = clause_words(tree, child, frozenset(() if whole else {preposition}))
            words = [noun] if whole else [noun, preposition]
            yield _claim(scene, words, _owner(tree, noun), content, cue.takes[way])
            return


def _owner(tree: Branches, noun: int) -> int | None:
    """Whose the attitude is: the possessor, a "by" or "from", who expresses it."""
    owner = possessor(tree, noun)
    if owner is not None:
        return owner
    for child in tree.all(noun, "nmod"):
        if tree.case(child) in ("by", "from", "among"):
            return child
    head = tree.heads[noun]
    held = tree.tokens[noun].deprel == "obj" and head >= 0
    if held and tree.tokens[head].lemma in _HOLDING:
        return source_of(tree, head)
    return None


def _cue_words(tree: Branches, verb: int) -> Words:
    """The verb with its helpers and its "not": "has not endorsed"."""
    words = {verb}
    words.update(tree.all(verb, "aux", "aux:pass", "compound:prt"))
    words.update(c for c in tree.all(verb, "advmod") if tree.lowers[c] in ("not", "n't", "n’t"))
    return sorted(words)


def _claim(scene: Scene, cue: Words, source: int | None, content: Words, where: str) -> Claim:
    tree = scene.tree
    main = next((w for w in cue if tree.tokens[w].upos in _POS), cue[0])
    spans, quote = content_of(tree, content, scene.quotes)
    return Claim(
        source=source_spans(scene, main, source),
        cue=spans_of(tree, sorted(cue)),
        content=spans,
        quote=None if quote is Quote.INDIRECT else Quote.PARTIAL,
        stance=Stance.REPORTS,
        speaker=actor_at(tree, source, scene.actors),
        carrier=None,
        sentence=tree.sentence.index,
        made_by=f"claims.attitude {where}",
        kind=ClaimKind.ATTITUDE,
    )
