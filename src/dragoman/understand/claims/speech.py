"""Indirect and direct speech by its verb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.records import Claim, Quote, Stance
from dragoman.understand.branches import Branches
from dragoman.understand.claims.content import clause_words, trimmed
from dragoman.understand.claims.cues import ReportingCue
from dragoman.understand.claims.relayed import cites_before_that, quoted_as_saying
from dragoman.understand.claims.scene import (
    WITH_INFINITIVE,
    Scene,
    is_unsaid,
    make_claim,
    quote_over,
    source_of,
    verb_cues,
)
from dragoman.understand.claims.set_off import by_set_off, going_on
from dragoman.understand.claims.source import (
    RELATIVE,
    actor_at,
    agent_of,
    spans_of,
    words_of,
)

_QUOTING = frozenset({"quote", "cite"})
_ALSO_INFINITIVE = frozenset({"tell", "claim", "profess", "say"})
""" "told them to go", "claimed to hold the airfield", "the captain said to hold"."""
_DOING_TOO = frozenset({"call", "demand", "order", "promise", "propose", "request"})
"""Words of saying whose object is no one told but a thing."""
_ANOTHER = frozenset({"otherwise", "so", "no", "nothing", "little"})
LARGEST_HOLE = 6
"""Words missing from a clause with "that" because the parser hangs them elsewhere."""
_GOES_ON = frozenset({",", "-", "–", "—", ":", ";"})
_WITH_GERUND = frozenset({Stance.DENIES, Stance.ALLEGES})


def by_verb(scene: Scene, verb: int) -> Iterator[Claim]:
    """ "Kim said that ...", "..., he added", "was quoted as saying", "pledged to ..."."""
    relayed = quoted_as_saying(scene, verb)
    if relayed is not None:
        yield relayed
        return
    found = [_going_on(scene, verb, claim) for claim in _by_clause(scene, verb)]
    found = found or list(by_set_off(scene, verb))
    yield from found or _by_neighbour(scene, verb)


def _going_on(scene: Scene, verb: int, claim: Claim) -> Claim:
    """A claim that stands before its cue with what goes on after it."""
    if not claim.content or claim.content[-1].end > scene.tree.tokens[verb].span.start:
        return claim
    words = going_on(scene.tree, verb) if claim.quote is Quote.INDIRECT else []
    after = spans_of(scene.tree, words)
    if any(span.meets(quote) for span in after for quote in scene.quotes):
        return claim
    return replace(claim, content=(*claim.content, *after))


def _by_neighbour(scene: Scene, verb: int) -> Iterator[Claim]:
    """'"We won!" Kim said.' and 'Kim said: "We won. We did."', where the quotation is a sentence of
    its own."""
    tree = scene.tree
    rows = verb_cues(scene, verb)
    source = source_of(tree, verb)
    inside = quote_over(scene, verb) is not None
    if not rows or source is None or inside or is_unsaid(tree, verb):
        return
    words = [t.index for t in tree.tokens if t.upos != "PUNCT"]
    opens = min([verb, *words_of(tree, source)]) <= words[0]
    closes = tree.lowers[-1] in (":", ",") or verb >= words[-1]
    quote = None
    alone = not scene.quotes and tree.heads[verb] < 0 and _is_bare(tree, verb)
    if scene.before is not None and opens and alone and not _is_stopped(scene, verb):
        quote = scene.before
    elif scene.after is not None and closes and tree.lowers[-1] in (":", ","):
        quote = scene.after
    kind = Quote.DIRECT
    if quote is None and scene.below is not None and verb >= words[-1]:
        quote, kind = scene.below, Quote.INDIRECT
    if quote is not None:
        claim = make_claim(scene, verb, rows[0], source, [], stance=rows[0].stance)
        yield replace(claim, content=(quote,), quote=kind)


def _is_stopped(scene: Scene, verb: int) -> bool:
    """ "We never have." The spokesman laughed.": after a full stop who laughs only laughs, and who
    says otherwise says something else."""
    if scene.before_ends != ".":
        return False
    other = any(scene.tree.lowers[child] in _ANOTHER for child in scene.tree.children[verb])
    return other or all(row.needs_quote for row in verb_cues(scene, verb))


def _is_bare(tree: Branches, verb: int) -> bool:
    """Nothing is said in the verb's own sentence."""
    return tree.child(verb, "ccomp", "xcomp", "obj", "parataxis") is None


def _by_clause(scene: Scene, verb: int) -> Iterator[Claim]:
    that = _has_that(scene.tree, verb)
    rows = [row for row in verb_cues(scene, verb) if that or not row.needs_quote]
    if not rows or is_unsaid(scene.tree, verb):
        return
    cue = rows[0]
    if _is_quoting(scene.tree, verb):
        yield from _quoted_as_saying(scene, verb, cue)
        return
    head = scene.tree.heads[verb]
    if head >= 0 and scene.tree.lowers[verb] == "saying" and _is_quoting(scene.tree, head):
        return
    for cue in rows:
        words, kind = cites_before_that(scene, verb, cue), "ccomp"
        if not words:
            words, kind = _said(scene, verb, cue)
        if words:
            source = source_of(scene.tree, verb)
            yield make_claim(scene, verb, cue, source, words, stance=_stance(cue, kind))
            return


def _has_that(tree: Branches, verb: int) -> bool:
    """ "shouted that they had orders": a clause with "that" needs no quotation marks."""
    return any(
        tree.lowers[mark] == "that"
        for clause in tree.all(verb, "ccomp")
        for mark in tree.all(clause, "mark")
    )


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
    words, _ = _said(scene, verb, cue)
    if saying is not None:
        words = words or _said(scene, saying, cue)[0]
    speaker, carrier = _quoted_parties(tree, verb, saying)
    if speaker is None or not (words or scene.quotes):
        return
    claim = make_claim(scene, verb, cue, speaker, words, stance=Stance.ASSERTS, saying=saying)
    yield replace(claim, carrier=actor_at(tree, carrier, scene.actors))


def _quoted_parties(tree: Branches, verb: int, saying: int | None) -> tuple[int | None, int | None]:
    """Who was quoted, and by whom."""
    passive = tree.child(verb, "nsubj:pass")
    if passive is None and tree.child(verb, "aux:pass") is not None:
        passive = tree.child(verb, "nsubj")
    if passive is None:
        return tree.child(verb, "obj", "iobj"), tree.child(verb, "nsubj")
    carrier = agent_of(tree, verb)
    if carrier is None and saying is not None:
        carrier = agent_of(tree, saying)
    return passive, carrier


def _said(scene: Scene, verb: int, cue: ReportingCue) -> tuple[list[int], str]:
    """The words in the verb's scope and how they hang on it; none where nothing is said."""
    tree = scene.tree
    if cue.takes:
        return _asked(tree, verb, cue), "obl"
    for relation in ("ccomp", "parataxis", "xcomp", "advcl", "acl"):
        children = (*tree.all(verb, relation), *_on_object(tree, verb, relation))
        for child in sorted(children, key=lambda c: not _opens_with_that(tree, c, verb)):
            if _is_aside(scene, child, verb) or _is_of_the_source(tree, child, verb):
                continue
            if _is_content(tree, child, relation, cue):
                words = clause_words(tree, child, _own_words(tree, child, verb))
                words = _with_further_thats(tree, words, verb)
                return (_before_the_cue(tree, words, verb) if child < verb else words), relation
    clause = _interrupted(scene, verb)
    if clause is None:
        return [], ""
    words = _after_colon(scene, clause_words(tree, clause, frozenset({verb})), verb)
    return _before_the_cue(tree, words, verb), "ccomp"


def _with_further_thats(tree: Branches, words: list[int], verb: int) -> list[int]:
    """All that "that" opens right after the verb, without holes, and what "and that" adds to it,
    wherever the parser hangs it."""
    if not words or words[0] < verb:
        return words
    if words[0] == verb + 1 and tree.lowers[words[0]] == "that":
        whole = range(words[0], words[-1] + 1)
        words = list(whole) if len(whole) - len(words) <= LARGEST_HOLE else words
    place = words[-1] + 1
    place += place < len(tree.lowers) and tree.lowers[place] == ","
    above = "that" in tree.lowers[:verb]  # "said the rebels had claimed to ..., and that they"
    own = tree.lowers[words[0]] == "that" or not (above or tree.lowers[words[0]] == "to")
    if not own or tree.lowers[place : place + 2] not in (["and", "that"], ["but", "that"]):
        return words
    clause = tree.heads[place + 1]
    more = [word for word in tree.under(clause) if word >= place] if clause > place else []
    return trimmed(tree, sorted({*words, *more}))


def _opens_with_that(tree: Branches, child: int, verb: int) -> bool:
    """ "The clause was struck after its sponsor conceded that he jogs": what "that" opens, right
    after the verb, is what is said."""
    mark = tree.child(child, "mark")
    return mark == verb + 1 and tree.lowers[mark] == "that"


def _after_colon(scene: Scene, words: list[int], verb: int) -> list[int]:
    """ "The envoy was blunter: the truce was dead, he said": what stands before the colon is the
    report's own."""
    tree = scene.tree
    for place in range(verb - 1, -1, -1):
        if tree.lowers[place] == ":" and quote_over(scene, place) is None:
            after = [word for word in words if word > place]
            verbs = any(tree.tokens[w].upos in ("VERB", "AUX") for w in after if w < verb)
            return trimmed(tree, after) if verbs else words
    return words


def _is_aside(scene: Scene, child: int, verb: int) -> bool:
    """ "It expected a loss, the third bank volunteered": who says so is not what was expected."""
    tree = scene.tree
    subject = tree.child(child, "nsubj")
    return (
        child > verb
        and subject is not None
        and bool(verb_cues(scene, child))
        and tree.child(child, "mark", "obj") is None
        and _is_set_off(tree, subject, child)
        and (child + 1 >= len(tree.lowers) or tree.tokens[child + 1].upos == "PUNCT")
    )


def _is_of_the_source(tree: Branches, child: int, verb: int) -> bool:
    """ "Officials briefed on the call said": parsers hang the participle on the saying."""
    subject = tree.child(verb, "nsubj")
    between = subject is not None and subject < child < verb
    return between and tree.child(child, "nsubj", "nsubj:pass", "expl") is None


def _before_the_cue(tree: Branches, words: list[int], verb: int) -> list[int]:
    """ "..., Kim said after talks": without a comma what follows belongs to the saying."""
    subject = tree.child(verb, "nsubj", "nsubj:pass", "obj", "iobj")
    end = verb if subject is None else max((verb, *words_of(tree, subject)))
    follower = tree.lowers[end + 1] if end + 1 < len(tree.lowers) else ""
    if follower in _GOES_ON:
        return words
    return [word for word in words if word < end]


def _asked(tree: Branches, verb: int, cue: ReportingCue) -> list[int]:
    """ "called for talks", "called on both sides to talk"."""
    if tree.child(verb, "obj") is not None:
        return []  # "called the accord a farce for both sides"
    for child in tree.all(verb, "obl", "advcl", "xcomp"):
        infinitive = any(tree.lowers[c] == "to" for c in tree.all(child, "mark"))
        if tree.case(child) in cue.takes or infinitive:
            skipped = frozenset(c for c in tree.all(child, "case") if tree.lowers[c] != "to")
            if tree.case(child) == "on" and not infinitive:
                continue
            return clause_words(tree, child, skipped)
    return []


def _on_object(tree: Branches, verb: int, relation: str) -> Iterator[int]:
    """ "accused the army of shelling": parsers hang the gerund on the army."""
    if relation == "acl":
        for accused in tree.all(verb, "obj", "nsubj:pass"):
            yield from tree.all(accused, "acl")


def _own_words(tree: Branches, content: int, verb: int) -> frozenset[int]:
    """Branches below the content that are the speaker's again: "..., adding that"."""
    adding = (
        child
        for child in tree.all(content, "advcl")
        if tree.lowers[child] in ("adding", "saying", "noting", "insisting", "stressing")
    )
    return frozenset({verb, *adding})


def _interrupted(scene: Scene, verb: int) -> int | None:
    """The clause a "he said" interrupts or closes: "The army, Kim said, would leave"."""
    tree = scene.tree
    head = tree.heads[verb]
    if head < 0:
        return None
    subject = tree.child(verb, "nsubj", "nsubj:pass")
    relation = tree.tokens[verb].deprel
    thing = tree.child(verb, "obj")
    if (
        subject is not None
        and thing is not None
        and thing > verb
        and tree.tokens[verb].lemma in _DOING_TOO
    ):
        return None  # "Coles ordered bigger packs, Woolworths ordered extra stock"
    if relation == "parataxis" and (subject is not None or _after_subject(tree, verb)):
        return head
    if relation == "ccomp" and subject is not None and not verb_cues(scene, head):
        return head if _is_set_off(tree, subject, verb) else None
    # Parsers take it for a relative clause of the noun before.
    between_commas = verb + 1 < len(tree.lowers) and tree.lowers[verb + 1] == ","
    if relation == "acl:relcl" and subject is not None and between_commas:
        bare = tree.lowers[subject] not in RELATIVE and tree.child(verb, "obj") is None
        return tree.heads[head] if bare and tree.heads[head] >= 0 else None
    return None


def _is_set_off(tree: Branches, subject: int, verb: int) -> bool:
    """ "He knew, she told the court": no complement of its verb begins after a comma."""
    words = words_of(tree, subject)
    comma = min(words, default=subject) - 1
    named = tree.tokens[subject].upos in ("PRON", "PROPN", "NOUN")
    near = max(words, default=subject) + 1 >= verb
    return named and near and comma > tree.heads[verb] and tree.lowers[comma] == ","


def _after_subject(tree: Branches, verb: int) -> bool:
    """ "said Ivanov" with the speaker taken for an object."""
    return any(child > verb for child in tree.all(verb, "obj", "iobj"))


def _is_content(tree: Branches, child: int, relation: str, cue: ReportingCue) -> bool:
    infinitive = any(tree.lowers[c] == "to" for c in tree.all(child, "mark"))
    gerund = tree.lowers[child].endswith("ing")
    verb = tree.heads[child]
    if child > verb and verb + 1 < len(tree.lowers) and tree.lowers[verb + 1] == ";":
        return False  # "They would be paid for, she promised; they would not, he said."
    if child > verb and tree.child(verb, "obj") is not None and _parted(tree, verb, child):
        return False  # "The member promised it; his challenger had built it."
    if relation == "ccomp" and _says_who(tree, child, verb):
        return False
    if relation == "ccomp":
        return True
    if relation == "xcomp" and _is_clause(tree, child):
        return True
    if relation == "parataxis":
        return child > tree.heads[child] and cue.stance is not Stance.REPORTS
    if cue.stance in WITH_INFINITIVE or cue.lemma in _ALSO_INFINITIVE:
        hearsay = cue.lemma == "say" and tree.child(tree.heads[child], "aux:pass") is not None
        return infinitive and relation == "xcomp" and not hearsay
    if cue.stance in _WITH_GERUND:
        of = any(tree.lowers[c] == "of" for c in tree.all(child, "mark", "case"))
        return gerund and (relation == "xcomp" or of)
    return False


def _parted(tree: Branches, verb: int, child: int) -> bool:
    """Whether a semicolon stands between the two."""
    return any(tree.lowers[place] == ";" for place in range(verb, child))


def _says_who(tree: Branches, child: int, verb: int) -> bool:
    """ "..., says the youngest, Major Ilunga": right after a comma and the verb, who says it."""
    near = tree.under(child)[0] == verb + 1 and tree.tokens[verb + 1].upos == "DET"
    after_comma = verb > 0 and tree.tokens[verb - 1].upos == "PUNCT"
    bare = tree.child(child, "cop", "aux", "nsubj", "mark") is None
    return near and after_comma and bare and tree.tokens[child].upos in ("ADJ", "NOUN", "PROPN")


def _is_clause(tree: Branches, child: int) -> bool:
    """ "confided that the talks were dead": a clause with "that" or a subject of its own."""
    marks = {tree.lowers[mark] for mark in tree.all(child, "mark")}
    return "that" in marks or tree.child(child, "nsubj", "nsubj:pass", "expl") is not None


def _stance(cue: ReportingCue, relation: str) -> Stance:
    """ "told the army to withdraw" demands, where "told" asserts."""
    if cue.lemma == "tell" and relation == "xcomp":
        return Stance.DEMANDS
    return cue.stance
