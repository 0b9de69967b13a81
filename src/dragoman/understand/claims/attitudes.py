"""Attitudes: who wants, fears, praises or speaks of what, without saying that it is so.

"Germany praised the truce", "they refused to leave", "growing concerns over a deal". They are
claims of their own kind: what stands in them is told by the report, not by the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.records import Claim, ClaimKind, Quote, Stance
from dragoman.understand.branches import Branches
from dragoman.understand.claims.attitude_cues import AttitudeCue
from dragoman.understand.claims.content import clause_words, content_of
from dragoman.understand.claims.quoted import is_taken
from dragoman.understand.claims.scene import Scene, is_unsaid, source_of, source_spans, verb_cues
from dragoman.understand.claims.source import actor_at, agent_of, possessor, spans_of

_POS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
_ALONG = frozenset({"as", "for", "over"})
_HEARSAY = frozenset({"allegedly", "purportedly", "reportedly", "reputedly", "supposedly"})
_HOLDING = frozenset("be express have hold make raise repeat voice show share issue".split())
_NOT_CONTENT = frozenset("himself herself itself themselves myself each".split())
Words = list[int]


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
            if cue is not None and source is not None and verb not in inside:
                where = next(iter(cue.takes.values()))
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
        yield from _of_verb(scene, index, cue)
    elif token.upos != "VERB" and cue is not None and pos == "adjective":
        yield from _of_adjective(scene, index, cue)
    elif token.upos == "NOUN" and cue is not None:
        yield from _of_noun(scene, index, cue)


def _is_purpose(tree: Branches, verb: int) -> bool:
    """ "an effort to condemn him", "went there to condemn him": nobody does it yet."""
    token = tree.tokens[verb]
    to = any(tree.lowers[child] == "to" for child in tree.all(verb, "mark"))
    return to and token.deprel in ("acl", "advcl")


def _of_verb(scene: Scene, verb: int, cue: AttitudeCue | None) -> Iterator[Claim]:
    tree = scene.tree
    if verb_cues(scene, verb) and is_unsaid(tree, verb):
        content = _clause(tree, verb)
        if content:
            yield _claim(scene, _cue_words(tree, verb), source_of(tree, verb), content, "unsaid")
            return
    if cue is None:
        return
    if "seeming" in cue:
        yield from _seeming(scene, verb, cue)
        return
    passive = tree.child(verb, "nsubj:pass")
    ways = _passive(tree, verb, passive, cue) if passive is not None else _active(tree, verb, cue)
    source = agent_of(tree, verb) if passive is not None else source_of(tree, verb)
    for way, content, particle in ways:
        if content and (passive is not None or source is not None):
            words = [*_cue_words(tree, verb), *particle]
            yield _claim(scene, words, source, content, cue.takes[way])
            return


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


Way = tuple[str, Words, Words]


def _active(tree: Branches, verb: int, cue: AttitudeCue) -> Iterator[Way]:
    """The ways in which the matter hangs on an active verb: (way, its words, the preposition)."""
    thing = tree.child(verb, "obj", "iobj")
    aim = _infinitive(tree, verb)
    if "object to" in cue and thing is not None and aim is not None:
        yield "object to", sorted(_under(tree, thing) + _under(tree, aim)), []
    if "to" in cue and aim is not None:
        yield "to", _under(tree, aim), []
    if "that" in cue:
        clause = tree.child(verb, "ccomp")
        yield "that", _under(tree, clause) if clause is not None else [], []
    if "object so" in cue and thing is not None:
        named = _named(tree, verb)
        yield "object so", sorted(_under(tree, thing) + named) if named else [], []
    if "as" in cue and thing is not None:
        along = _along(tree, verb, frozenset({"as"}))
        if along:
            yield "as", sorted(_under(tree, thing) + along), []
    for child in tree.all(verb, "obl", "advcl", "nmod", "obj", "ccomp"):
        preposition = tree.child(child, "case", "mark")
        if preposition is not None and tree.lowers[preposition] in cue:
            words = clause_words(tree, child, frozenset({preposition}))
            yield tree.lowers[preposition], words, [preposition]
    if "object" in cue and thing is not None and tree.lowers[thing] not in _NOT_CONTENT:
        yield "object", sorted(_under(tree, thing) + _along(tree, verb, _ALONG)), []
    if "object" in cue and thing is None:
        for child in tree.all(verb, "ccomp", "xcomp"):
            if child > verb:  # "proposed banning", "questioned whether"
                yield "object", _under(tree, child), []


def _passive(tree: Branches, verb: int, subject: int, cue: AttitudeCue) -> Iterator[Way]:
    """ "The truce was praised as a step", "talks are expected to open"."""
    aim = _infinitive(tree, verb)
    own = _under(tree, subject)
    if aim is not None and ("object to" in cue or "to" in cue or "that" in cue):
        way = next(way for way in ("object to", "to", "that") if way in cue)
        yield way, sorted(own + _under(tree, aim)), []
    elif "object so" in cue and _named(tree, verb):
        yield "object so", sorted(own + _named(tree, verb)), []
    elif "object" in cue or "as" in cue:
        along = _along(tree, verb, _ALONG)
        way = "object" if "object" in cue else "as"
        if way == "object" or along:
            yield way, sorted(own + along), []


def _of_adjective(scene: Scene, index: int, cue: AttitudeCue) -> Iterator[Claim]:
    """ "was willing to talk", "are worried about the vote"."""
    tree = scene.tree
    source = source_of(tree, index)
    if source is None:
        return
    aim = _infinitive(tree, index)
    if "to" in cue and aim is not None:
        yield _claim(scene, [index], source, _under(tree, aim), cue.takes["to"])
        return
    for child in tree.all(index, "obl", "advcl", "ccomp", "nmod"):
        preposition = tree.child(child, "case", "mark")
        way = tree.lowers[preposition] if preposition is not None else "that"
        if way in cue and preposition is not None and way != "that":
            content = clause_words(tree, child, frozenset({preposition}))
            yield _claim(scene, [index, preposition], source, content, cue.takes[way])
            return
        if way == "that" and "that" in cue:
            yield _claim(scene, [index], source, _under(tree, child), cue.takes["that"])
            return


def _of_noun(scene: Scene, noun: int, cue: AttitudeCue) -> Iterator[Claim]:
    """ "the king's refusal to sign", "growing concerns over the count"."""
    tree = scene.tree
    for child in tree.all(noun, "nmod", "acl", "obl", "xcomp"):
        preposition = tree.child(child, "case", "mark")
        way = tree.lowers[preposition] if preposition is not None else ""
        if way in cue and preposition is not None:
            content = clause_words(tree, child, frozenset({preposition} if way != "to" else ()))
            words = [noun] if way == "to" else [noun, preposition]
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


def _infinitive(tree: Branches, word: int) -> int | None:
    """The clause with "to" under a word."""
    for child in tree.all(word, "xcomp", "advcl", "ccomp"):
        if child > word and any(tree.lowers[c] == "to" for c in tree.all(child, "mark")):
            return child
    return None


def _clause(tree: Branches, verb: int) -> Words:
    child = tree.child(verb, "ccomp", "xcomp")
    return _under(tree, child) if child is not None else []


def _named(tree: Branches, verb: int) -> Words:
    """What a thing is called: "called the law a disgrace"."""
    name = tree.child(verb, "xcomp")
    if name is None or tree.child(name, "mark") is not None:
        return []
    return _under(tree, name)


def _along(tree: Branches, verb: int, prepositions: frozenset[str]) -> Words:
    """What goes with the thing: "as a step", "for its courage"."""
    words: Words = []
    for child in tree.all(verb, "obl", "advcl", "xcomp"):
        if child > verb and tree.case(child) in prepositions:
            words += _under(tree, child)
    return words


def _under(tree: Branches, word: int) -> Words:
    return clause_words(tree, word, frozenset())


def _cue_words(tree: Branches, verb: int) -> Words:
    """The verb with its helpers and its "not": "has not endorsed"."""
    words = {verb}
    words.update(tree.all(verb, "aux", "aux:pass", "compound:prt"))
    words.update(c for c in tree.all(verb, "advmod") if tree.lowers[c] in ("not", "n't", "n’t"))
    return sorted(words)


def _claim(scene: Scene, cue: Words, source: int | None, content: Words, where: str) -> Claim:
    tree = scene.tree
    spans, quote = content_of(tree, content, scene.quotes)
    return Claim(
        source=source_spans(scene, cue[0], source),
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
