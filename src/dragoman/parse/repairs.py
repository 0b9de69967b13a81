"""Slips of the parser that its own tree gives away, put right by rule.

"TASS reported that the minister said the troops would leave": of a verb that embeds another clause
the parser now and then makes both subjects its own. The second stands after it, before the verb
of the clause, which has none: it is that verb's. "Troops would leave, he told Reuters": who is
told, right after a verb that follows what it says, hangs on that verb and not on what is said.
"Taiwan would not bow, Lai replied": a little word ("would", "no") whose line to its head cuts
another's hangs on the next word of its kind of head instead.
"Rebels took Brega after jets bombed tanks, a spokesman said": an adverbial clause before an
inserted verb of saying hangs on the clause that is said, and so does what goes on after it with
"and".
"Weapons it said belonged to the rebels": of two relative clauses of one noun, the second without a
subject and right after the verb of the first, the second is what the first says.
"Ivan Petrov told Reuters": no part of a name, and no noun without its preposition, hangs over the
verb between on the noun before it; who stands right after the verb is its object.
"""

from __future__ import annotations

from collections.abc import Sequence

SUBJECTS = ("nsubj", "nsubj:pass")
OBJECTS = ("obj", "iobj")
NAMED = ("flat", "compound", "nmod")
LITTLE = {
    "aux": ("VERB",),
    "aux:pass": ("VERB",),
    "det": ("NOUN", "PROPN"),
}
"""Words with one kind of head, by relation, and the parts of speech of it."""
HEADS_OF_CLAUSES = ("root", "ccomp", "advcl", "acl:relcl", "parataxis", "conj")
CLAUSES = ("ccomp", "acl:relcl", "advcl", "xcomp")


def repaired(
    heads: Sequence[int], relations: Sequence[str], upos: Sequence[str]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Heads (0-based, -1 for the root) and relations with subjects at their own verbs."""
    fixed, names = list(heads), list(relations)
    _second_subjects(fixed, names, upos)
    _those_told(fixed, names, upos)
    _inserted_sayings(fixed, names, upos)
    _said_of_it(fixed, names, upos)
    _objects_in_names(fixed, names, upos)
    _little_words(fixed, names, upos)
    return tuple(fixed), tuple(names)


def _second_subjects(heads: list[int], relations: Sequence[str], upos: Sequence[str]) -> None:
    """Give the second subject of a verb to the verb of the clause after it, with its mark."""
    first = tuple(heads)
    for word, head in enumerate(first):
        if relations[word] not in SUBJECTS or not 0 <= head < word:
            continue
        before = any(first[other] == head and relations[other] in SUBJECTS for other in range(head))
        verb = _without_subject(head, word, heads, relations, upos)
        if not before or verb is None or not _moved(word, verb, heads):
            continue
        mark = next((m for m in range(head + 1, word) if relations[m] == "mark"), None)
        if mark is not None and heads[mark] > verb:
            _moved(mark, verb, heads)


def _those_told(heads: list[int], relations: Sequence[str], upos: Sequence[str]) -> None:
    """Hang who is told on the verb of telling right before, not on what is told."""
    for word in range(1, len(heads)):
        said = heads[word]
        told = heads[said] if said >= 0 else -1
        after = said < told == word - 1 and relations[said] in ("ccomp", "parataxis")
        if after and relations[word] in OBJECTS and upos[told] == "VERB":
            _moved(word, told, heads)


def _inserted_sayings(heads: list[int], relations: list[str], upos: Sequence[str]) -> None:
    """Part each verb of saying that stands after or in what it says from the words of that."""
    for word, relation in enumerate(relations):
        if upos[word] == "VERB" and any(relations[c] in SUBJECTS for c in _under(word, heads)):
            if relation == "parataxis" and 0 <= heads[word] < word:
                _parted(word, heads[word], heads, relations)
            elif (content := _said_before(word, heads, relations)) is not None:
                _parted(word, content, heads, relations)


def _said_of_it(heads: list[int], relations: list[str], upos: Sequence[str]) -> None:
    """Hang on the verb of a relative clause the next one of the same noun that goes right on after
    it, where the verb has its subject before it and nothing else that it says."""
    for verb, relation in enumerate(relations):
        if relation != "acl:relcl" or upos[verb] != "VERB" or heads[verb] > verb:
            continue
        own = _under(verb, heads)
        begun = any(relations[c] in SUBJECTS and c < verb for c in own)
        if not begun or any(relations[c] in (*OBJECTS, *CLAUSES) and c > verb for c in own):
            continue
        for clause in range(verb + 1, len(heads)):
            if heads[clause] != heads[verb] or relations[clause] != "acl:relcl":
                continue
            between = all(
                heads[word] == clause and upos[word] != "PUNCT" for word in range(verb + 1, clause)
            )
            if between and not any(relations[c] in SUBJECTS for c in _under(clause, heads)):
                heads[clause], relations[clause] = verb, "ccomp"
            break


def _objects_in_names(heads: list[int], relations: list[str], upos: Sequence[str]) -> None:
    """Make the noun right after a verb its object, where it hangs over it on a word before."""
    for word in range(2, len(heads)):
        verb = _verb_before(word, heads, upos)
        if verb is None or relations[word] not in NAMED or not 0 <= heads[word] < verb:
            continue
        if _moved(word, verb, heads):
            relations[word] = "obj"


def _little_words(heads: list[int], relations: Sequence[str], upos: Sequence[str]) -> None:
    """Hang a little word whose line crosses another's on the next word of its kind of head."""
    for word, relation in enumerate(relations):
        if relation in LITTLE and _crosses(word, heads):
            near = _next_of(LITTLE[relation], word, heads, upos, relations)
            if near is not None:
                _moved(word, near, heads)


def _under(word: int, heads: Sequence[int]) -> list[int]:
    """The words that hang right on a word, in text order."""
    return [other for other, above in enumerate(heads) if above == word]


def _said_before(verb: int, heads: Sequence[int], relations: Sequence[str]) -> int | None:
    """The clause before a verb that it says: "Kabul would not yield, its envoy said"."""
    said = [c for c in _under(verb, heads) if c < verb and relations[c] == "ccomp"]
    return said[0] if said else None


def _parted(verb: int, said: int, heads: list[int], relations: list[str]) -> None:
    """Hang on the clause that is said what the verb of saying, which stands after it, took of it:
    its subject, an adverbial clause between the two, and what goes on after the verb with "and"."""
    under = _under(verb, heads)
    subjects = [c for c in under if relations[c] in SUBJECTS]
    without = not any(relations[c] in SUBJECTS for c in _under(said, heads))
    if len(subjects) > 1 and subjects[0] < said < subjects[1] and without:
        heads[subjects[0]] = said
    for clause in under:
        if relations[clause] != "ccomp" or clause == said:
            continue
        opened = {relations[c] for c in _under(clause, heads) if c < clause}
        if said < clause < verb and "mark" in opened:
            heads[clause] = said
            relations[clause] = "advcl"
        elif clause > verb and "cc" in opened:
            heads[clause] = said
            relations[clause] = "conj"


def _crosses(word: int, heads: Sequence[int]) -> bool:
    """Whether another line has one end between a word and its head, and one outside."""
    head = heads[word]
    if head < 0:
        return False
    first, last = sorted((word, head))
    return any(
        (first < other < last and not first <= above <= last)
        or (first < above < last and not first <= other <= last)
        for other, above in enumerate(heads)
    )


def _next_of(
    kinds: tuple[str, ...],
    word: int,
    heads: Sequence[int],
    upos: Sequence[str],
    relations: Sequence[str],
) -> int | None:
    """The next word before the head that may be the head instead: of these parts of speech, or for
    a verb's word the head of a clause."""
    verbal = "VERB" in kinds
    for other in range(word + 1, heads[word]):
        if upos[other] in kinds or (verbal and relations[other] in HEADS_OF_CLAUSES):
            return other
    return None


def _moved(word: int, to: int, heads: list[int]) -> bool:
    """Hang a word on another one, if that keeps a tree: not on a word that hangs under it."""
    above = to
    while above >= 0:
        if above == word:
            return False
        above = heads[above]
    heads[word] = to
    return True


def _verb_before(word: int, heads: Sequence[int], upos: Sequence[str]) -> int | None:
    """The verb right before a noun and its own article and adjectives."""
    if upos[word] not in ("PROPN", "NOUN"):
        return None
    place = word - 1
    while place > 0 and heads[place] == word and upos[place] in ("DET", "ADJ", "PROPN", "NOUN"):
        place -= 1
    return place if place > 0 and upos[place] == "VERB" else None


def _without_subject(
    head: int, subject: int, heads: Sequence[int], relations: Sequence[str], upos: Sequence[str]
) -> int | None:
    """The first verb after the subject that hangs on the head as a clause without its own."""
    for word in range(subject + 1, len(heads)):
        if heads[word] != head or relations[word] not in CLAUSES or upos[word] != "VERB":
            continue
        own = any(heads[c] == word and relations[c] in SUBJECTS for c in range(len(heads)))
        return None if own else word
    return None
