"""Who a pronoun, "who" or "the two leaders" stands for; where it is unsure, nobody.

The rules look at the sentence itself and the two before it, and prefer a subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.records import Actor, ActorMention, Parsed, Sentence, Span, Token
from dragoman.understand.actors.describe import OF_A_PLACE
from dragoman.understand.actors.setting import onward
from dragoman.understand.actors.told import (
    HE,
    SHE,
    SUBJECT,
    Told,
    clause_of,
    in_main_clause,
    key_of,
)
from dragoman.understand.actors.weighed import may_be, person_meant
from dragoman.understand.branches import Branches

_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
_TWO = frozenset(
    {"leader", "side", "party", "country", "nation", "state", "neighbour", "neighbor", "ally"}
)
_TWO_PERSONS = frozenset(
    """candidate diplomat general leader man minister official politician premier president rival
    statesman woman""".split()
)
_SIDE = frozenset({"side", "party"})
_OBJECT = frozenset({"obj", "iobj"})
_SET_OFF = ("dislocated", "vocative", *SUBJECT)
"""How a name hangs on the verb of the pronoun that takes it up."""
_HELPING = frozenset(
    """deliver deploy dispatch distribute donate feed provide rescue send supply treat
    vaccinate""".split()
)
"""What a body that speaks tells of itself."""
_BACK = 2
"""Sentences looked back. Farther, the nearest subject was another's in one case of three."""
_FAR = 8
"""Sentences looked back for a person where only one fits in all of them."""


def pronoun_actors(parsed: Parsed, told: Told) -> Iterator[ActorMention]:
    """The pronouns that can be resolved, in text order."""
    mentions = {i: list(found) for i, found in told.mentions.items()}
    genders = dict(told.genders)
    told = replace(told, mentions=mentions, genders=genders)
    for sentence, before in with_what_stands_before(parsed):
        tree = told.trees[sentence.index]
        subjects: dict[int, str | None] = {}
        alone = len({word in SHE for word in tree.lowers if word in HE}) == 1
        for token in sentence.tokens:
            clause = clause_of(token.index, tree)
            for actor in _stands_for(token, tree, before, told):
                if token.deprel in SUBJECT:
                    subjects[clause] = actor.entity_id
                elif token.deprel in _OBJECT and actor.entity_id == subjects.get(clause, ""):
                    continue  # "She thanked her": never herself
                found = placed(actor, token, sentence, parsed)
                if tree.lowers[token.index] in HE | _THEY:
                    _told_again(found, told)
                if alone and tree.lowers[token.index] in ("he", "she"):
                    gender = "female" if tree.lowers[token.index] in SHE else "male"
                    genders.setdefault(key_of(actor), gender)
                yield found


def _told_again(mention: ActorMention, told: Told) -> None:
    """A person a pronoun stands for is there for the next one: "He ... His ... he"."""
    assert isinstance(told.mentions, dict)
    mentions = told.mentions.setdefault(mention.sentence, [])
    mentions.append(mention)
    mentions.sort(key=lambda m: m.token)


def with_what_stands_before(parsed: Parsed) -> Iterator[tuple[Sentence, list[Sentence]]]:
    """Each sentence with the ones a reader has just read.

    A part that repeats an earlier one is parsed only once, but it is there on the page: "He"
    after a paragraph that repeats the deck is the man of the deck.
    """
    before: list[Sentence] = []
    part = -1
    for sentence in parsed.sentences:
        for between in range(part + 1, sentence.part):
            told_again = parsed.article.parts[between].repeats
            if told_again is not None:
                before += [s for s in parsed.sentences if s.part == told_again]
        part = sentence.part
        before = before[-_FAR:]
        yield sentence, before
        before = [*before, sentence]


def placed(actor: Actor, token: Token, sentence: Sentence, parsed: Parsed) -> ActorMention:
    """The actor of an earlier mention at the word that stands for it."""
    span: Span = token.span
    rule = onward("actors.pronoun", actor.made_by)
    here = replace(actor, text=parsed.article.words(span), span=span, made_by=rule)
    return ActorMention(here, sentence.index, token.index)


def _stands_for(
    token: Token, tree: Branches, before: list[Sentence], told: Told
) -> tuple[Actor, ...]:
    word = tree.lowers[token.index]
    if word in REFLEXIVE:
        return _own_subject(token, tree, told)
    if token.upos in ("PRON", "DET") or word in HE | _THEY | _IT:
        if word in _RELATIVE:
            return _antecedent(token, tree, told)
        if token.deprel == "expl" or word not in HE | _IT | _THEY:
            return ()
        if word == "it" and token.deprel not in SUBJECT:
            return ()  # "denied it": mostly what was said
        if word in _THEY:
            together = _together(token, tree, before, told)
            if together:
                return together
        found = _coordinated(token, tree, told) or _nearest(token, word, tree, before, told)
        return (found,) if found else ()
    return ()


REFLEXIVE = frozenset(("himself", "herself", "themselves", "itself"))


def _own_subject(token: Token, tree: Branches, told: Told) -> tuple[Actor, ...]:
    """ "proclaimed himself": the subject of the clause, else of the nearest one above ("was proud,
    proclaiming himself king")."""
    here = {m.token: m.actor for m in told.mentions.get(tree.sentence.index, ())}
    for place in (token.index, *tree.upwards(token.index)):
        subject = tree.child(place, *SUBJECT)
        if subject is not None and subject < token.index:
            if tree.lowers[subject] in _RELATIVE:
                return _antecedent(tree.tokens[subject], tree, told)
            return (here[subject],) if subject in here else ()
    return ()


def _antecedent(token: Token, tree: Branches, told: Told) -> tuple[Actor, ...]:
    """ "Putin, who met Kim": the relative clause hangs on its antecedent."""
    for index in (token.index, *tree.upwards(token.index)):
        if tree.tokens[index].deprel == "acl:relcl":
            head = tree.heads[index]
            mentions = told.mentions.get(tree.sentence.index, ())
            return tuple(m.actor for m in mentions if m.token == head)[:1]
    return ()


def _together(
    token: Token, tree: Branches, before: list[Sentence], told: Told
) -> tuple[Actor, ...]:
    """ "Macron and Xi met; they agreed": the coordinated subject nearest before."""
    here = [m for m in told.mentions.get(tree.sentence.index, ()) if m.token < token.index]
    earlier = told.mentions.get(before[-1].index, ()) if before else ()
    for mentions in (here, earlier):
        for subject in reversed(mentions):
            if told.relation(subject) in SUBJECT:
                above = told.trees[subject.sentence].heads
                others = [
                    m
                    for m in mentions
                    if told.relation(m) == "conj" and above[m.token] == subject.token
                ]
                return tuple(m.actor for m in (subject, *others)) if others else ()
    return ()


def _coordinated(token: Token, tree: Branches, told: Told) -> Actor | None:
    """ "the US and its allies", "France and her allies": the possessor of a second conjunct is the
    first."""
    noun = tree.heads[token.index]
    if token.deprel != "nmod:poss" or noun < 0 or tree.tokens[noun].deprel != "conj":
        return None
    first = tree.heads[noun]
    for mention in told.mentions.get(tree.sentence.index, ()):
        word = tree.lowers[token.index]
        motherland = word in SHE and (mention.actor.entity_id or "").startswith("state:")
        if mention.token == first and (motherland or _fits(mention, word, told)):
            return mention.actor
    return None


def _nearest(
    token: Token, word: str, tree: Branches, before: list[Sentence], told: Told
) -> Actor | None:
    """The fitting actor of this sentence before the pronoun, else of the ones before it."""
    if (set_off := _set_off(token, word, tree, told)) is not None:
        return set_off
    if word in HE:
        person = person_meant(token, word, tree, before, told)
        return person.actor if person else None
    if word in _THEY and (speaker := _body_speaking(token, tree, told)) is not None:
        return speaker
    here = [
        m
        for m in told.mentions.get(tree.sentence.index, ())
        if m.token < token.index and _fits(m, word, told)
    ]
    clause = clause_of(token.index, tree)
    local = [m for m in here if clause_of(m.token, tree) != clause or token.deprel == "nmod:poss"]
    chosen = _object_before(token, local, told) or _choose(local, told)
    if chosen is None and word in _IT and _subject_before(token, tree, told):
        return None
    for sentence in reversed(before[-_BACK:]):
        if chosen is not None:
            break
        earlier = [m for m in told.mentions.get(sentence.index, ()) if _fits(m, word, told)]
        chosen = _choose(earlier, told)
        if chosen is None and earlier:
            return None
    return chosen.actor if chosen else None


def _set_off(token: Token, word: str, tree: Branches, told: Told) -> Actor | None:
    """ "Josh Kindig, he is coming": who is named before the comma, set off from the clause."""
    comma = token.index - 1
    if token.deprel not in SUBJECT or comma < 1 or tree.lowers[comma] != ",":
        return None
    for mention in told.mentions.get(tree.sentence.index, ()):
        named = tree.tokens[mention.token]
        ends = mention.actor.span.end == tree.tokens[comma].span.start
        beside = named.deprel in _SET_OFF and named.head == token.head
        if ends and beside and _fits(mention, word, told):
            return mention.actor
    return None


def _body_speaking(token: Token, tree: Branches, told: Told) -> Actor | None:
    """ "UNICEF said they had sent food": the body that tells of the help it gave."""
    head = tree.heads[token.index]
    if head < 0 or token.deprel != "nsubj" or tree.tokens[head].lemma not in _HELPING:
        return None
    said = tree.tokens[head]
    if said.deprel != "ccomp" or said.head > said.index:
        return None
    speaker = tree.child(said.head, "nsubj")
    for mention in told.mentions.get(tree.sentence.index, ()):
        body = (mention.actor.entity_id or "").startswith("org:") and mention.actor.sector != "JRN"
        if mention.token == speaker and body:
            return mention.actor
    return None


def _object_before(token: Token, local: list[ActorMention], told: Told) -> ActorMention | None:
    """ "Police detained activists, and prosecutors charged them": an object after an object."""
    objects = [m for m in local if told.relation(m) in _OBJECT]
    return objects[-1] if objects and token.deprel in _OBJECT else None


def _subject_before(token: Token, tree: Branches, told: Told) -> bool:
    """ "The trader said it sold": the subject at hand does not fit, an earlier one would less."""
    mentions = told.mentions.get(tree.sentence.index, ())
    return any(m.token < token.index and told.relation(m) in SUBJECT for m in mentions)


def _fits(mention: ActorMention, word: str, told: Told) -> bool:
    if word in HE:
        return may_be(mention, word, told)
    token = told.trees[mention.sentence].tokens[mention.token]
    if token.deprel in ("compound", "amod", "nmod:poss", "flat"):
        return False
    if mention.actor.made_by.startswith(OF_A_PLACE):
        return False
    plural = token.feats.get("Number") == "Plur"
    if word in _THEY:
        if told.person(mention):
            return False
        return (plural and mention.actor.entity_id is None) or _is_band(mention)
    named = mention.actor.entity_id is not None or mention.actor.country != "---"
    return named and not told.person(mention) and not (plural and not mention.actor.known)


_BANDS = frozenset({"REB", "UAF", "PRM", "CRM", "COP", "MIL"})


def _is_band(mention: ActorMention) -> bool:
    """ "The Taliban ... They": a body of fighters or of police is many people."""
    return (mention.actor.entity_id or "").startswith("org:") and mention.actor.sector in _BANDS


def _choose(mentions: list[ActorMention], told: Told) -> ActorMention | None:
    """The subject of the main clause, else the last subject; without one, the only candidate; of
    several others none."""
    subjects = [m for m in mentions if told.relation(m) in SUBJECT]
    main = [m for m in subjects if in_main_clause(m, told)]
    if subjects:
        return (main or subjects)[-1]
    names = {m.actor.name for m in mentions}
    return mentions[-1] if len(names) == 1 else None


def pair_actors(parsed: Parsed, told: Told) -> Iterator[ActorMention]:
    """ "the two leaders", "both countries", "the two sides": two mentions at one word.

    Only where this sentence, the two before it, or all of the report so far name exactly two.
    """
    for place, sentence in enumerate(parsed.sentences):
        tree = told.trees[sentence.index]
        for token in sentence.tokens:
            if token.lemma in _TWO | _TWO_PERSONS and _two(token.index, tree):
                joined = _joined(parsed.sentences[:place], told) if token.lemma in _SIDE else ()
                yield from (placed(actor, token, sentence, parsed) for actor in joined)
                for start in (place, max(0, place - 1), max(0, place - 2), 0):
                    if joined:
                        break
                    seen = _named(parsed.sentences[start : place + 1], sentence, token, told)
                    pair = _pair(token.lemma, seen, told)
                    yield from (placed(actor, token, sentence, parsed) for actor in pair)
                    if pair:
                        break


def _joined(before: Sequence[Sentence], told: Told) -> tuple[Actor, ...]:
    """The two that the last sentences named side by side: "the army and the rebels agreed"."""
    for sentence in reversed(before[-_BACK:]):
        tree = told.trees[sentence.index]
        at = {m.token: m.actor for m in told.mentions.get(sentence.index, ())}
        for token, actor in at.items():
            others = [c for c in tree.children[token] if tree.tokens[c].deprel == "conj"]
            subject = tree.tokens[token].deprel in SUBJECT
            if subject and len(others) == 1 and others[0] in at:
                return (actor, at[others[0]])
    return ()


def _named(sentences: Sequence[Sentence], here: Sentence, token: Token, told: Told) -> list[Actor]:
    """The identities named in the sentences, up to the word itself."""
    seen: dict[str, Actor] = {}
    for sentence in sentences:
        for mention in told.mentions.get(sentence.index, ()):
            before = sentence is not here or mention.token < token.index
            if mention.actor.entity_id is not None and before:
                seen.setdefault(mention.actor.entity_id, mention.actor)
    return list(seen.values())


def _two(index: int, tree: Branches) -> bool:
    """ "the two leaders", "both sides", "their two countries"; "two men" are others."""
    beside = [
        tree.lowers[child]
        for child in tree.children[index]
        if tree.tokens[child].deprel in ("nummod", "det", "det:predet", "cc:preconj", "nmod:poss")
    ]
    return "both" in beside or ("two" in beside and len(beside) > 1)


def _has_name(actor: Actor) -> bool:
    return (actor.entity_id or "").startswith("person:")


def _pair(lemma: str, seen: list[Actor], told: Told) -> tuple[Actor, ...]:
    if lemma in _TWO_PERSONS:
        wanted = [a for a in seen if a.entity_id in told.people or _has_name(a)]
    else:
        wanted = [a for a in seen if (a.entity_id or "").startswith("state:")]
    return tuple(wanted) if len(wanted) == 2 else ()
