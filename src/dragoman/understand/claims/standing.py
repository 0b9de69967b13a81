"""How a name stands in its sentence, for the choice of who speaks: as subject or object, as who is
asked or silent, as whose the words are."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import ActorMention, Sentence
from dragoman.understand.claims.authors import author_of_words, owner_of_subject
from dragoman.understand.claims.page import Page

MARKS = "\"'“”‘’„«» "
HEARING = frozenset("discover expect find forecast gather hear know learn realise realize".split())
"""Cues of who hears or knows, after which a quotation is another's, or told by nobody."""
GESTURES = frozenset(
    """bow clap close cough cry fold gaze gesture glance grimace grin hesitate laugh lean lift look
    nod open pause point put raise rise shake shrug sigh sit smile snort spread stand stare stop
    take tap throw turn wait wave weep wink wipe""".split()
)
"""What one does who is about to speak, or has spoken."""
_ASKING = frozenset({"ask", "question", "press", "tell", "interview"})
_CHARGING = frozenset(
    """accuse arrest attack blame charge confront convict criticise criticize denounce dismiss fine
    reproach scold sentence sue summon""".split()
)
_SILENT = frozenset({"silent", "nothing", "wordless", "speechless", "declined", "refused"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
_OBJECT = frozenset({"obj", "iobj"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


def above(index: int, sentence: Sentence) -> int:
    """The governor of a word; -1 for the root, and for a head outside the sentence."""
    head = sentence.tokens[index].head
    return head if 0 <= head < len(sentence.tokens) and head != index else -1


def role_of(index: int, sentence: Sentence) -> str:
    """What a word is in its sentence: subject of the main clause, of another, object, owner, ..."""
    tokens = sentence.tokens
    for _ in tokens:
        if tokens[index].deprel not in ("conj", "appos") or above(index, sentence) < 0:
            break
        index = above(index, sentence)
    token = tokens[index]
    if token.text.lower() in _RELATIVE:
        return "relative"
    if token.deprel in _SUBJECT and above(index, sentence) >= 0:
        verb = tokens[above(index, sentence)]
        for _ in tokens:
            if verb.deprel != "conj" or above(verb.index, sentence) < 0:
                break
            verb = tokens[above(verb.index, sentence)]
        if verb.deprel == "root":
            return "subject" if token.deprel == "nsubj" else "passive"
        return "relative subject" if verb.deprel.startswith("acl") else "lower subject"
    if token.deprel in _OBJECT:
        return "object"
    if token.deprel == "nmod:poss":
        return "owner"
    return "root" if token.deprel == "root" else "other"


def doing(index: int, place: str, sentence: Sentence) -> Iterator[str]:
    """What a subject does that one does who speaks, or does not; who is asked."""
    tokens = sentence.tokens
    token = tokens[index]
    governor = above(index, sentence)
    head = tokens[governor] if governor >= 0 else token
    side = place.split()[0]
    if token.deprel in _SUBJECT:
        if head.lemma in GESTURES:
            yield f"gesture {place}"
        own = {t.text.lower() for t in tokens if t.head == head.index or t.head == token.index}
        lower = {t.index for t in tokens if t.head == head.index}
        below = {t.text.lower() for t in tokens if t.head in lower}
        if (own | below | {head.text.lower()}) & _SILENT:
            yield f"silent {side}"
        if head.lemma in HEARING:
            yield f"hears {side}"
    if token.deprel in _OBJECT | {"nsubj:pass"} and head.lemma in _ASKING:
        yield f"asked {place}"
    if token.deprel in _OBJECT | {"nsubj:pass"} and head.lemma in _CHARGING:
        yield f"charged {place}"
    if token.deprel in _SUBJECT and head.lemma in ("ask", "question") and place == "before 1":
        yield "asks before 1"


def author_beside(place: str, sentence: Sentence, page: Page) -> tuple[ActorMention, str] | None:
    """Whose words the sentence before or after is about, else whose its subject is."""
    here = page.mentioned.get(sentence.index, ())
    if place == "before 1":
        author = author_of_words(sentence, here)
        if author is not None:
            return author, "author"
        owner = owner_of_subject(sentence, here)
        return None if owner is None else (owner, "owner")
    if place == "after 1":
        end = page.parsed.article.parts[sentence.part].span.end
        if page.text[sentence.span.end : end].lstrip()[:1] in tuple(MARKS.strip()):
            return None  # "The answer came from his deputy. 'No.'": of the words that follow
        author = author_of_words(sentence, here, pointing=True)
        return None if author is None else (author, "author")
    return None


def clause_of(index: int, sentence: Sentence) -> int:
    """The verb that a word belongs to."""
    tokens = sentence.tokens
    for _ in tokens:
        if tokens[index].upos == "VERB" or above(index, sentence) < 0:
            break
        index = above(index, sentence)
    return index
