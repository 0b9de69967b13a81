"""Whose some words are: "the ayatollah's sermon", "its author, Malia Fonoti"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.records import ActorMention, Sentence

WORDS = frozenset(
    """address advice answer boast cable comment communique complaint denial diary dispatch
    email entry explanation greeting interview jibe joke lament letter line memo memoir
    message note objection observation outburst phrase plea post postcard question quip
    quotation quote reaction remark reply response retort sentence sermon shout slogan speech
    statement telegram testimony text toast transcript tweet verdict warning words""".split()
)
"""Nouns for words, whose author may stand after "for" or "of": "a statement for the general"."""
_POINTING = frozenset({"that", "this", "so", "thus", "such", "those"})
_WRITERS = frozenset({"author", "owner", "source", "speaker", "writer"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
_GIVING = frozenset({"attribute", "ascribe", "belong", "come", "credit", "issue"})
"""Verbs that say whose the words are: "came from the deputy", "belonged to the deputy"."""


def author_of_words(
    sentence: Sentence, mentions: Sequence[ActorMention], *, pointing: bool = False
) -> ActorMention | None:
    """The author of the words that are the subject of a sentence; None where it has none.

    With `pointing` only of words that stand for some told before: "The remark was hers", "Its
    author, Malia Fonoti, sat down".
    """
    here = [m for m in mentions if m.sentence == sentence.index]
    ways = (_owns, _wrote, _is_named_writer, _is_given) if pointing else (_owns, _wrote, _is_given)
    for noun in _told_before(sentence) if pointing else _of_words(sentence):
        for wanted in ways:
            found = next((m for m in here if wanted(m.token, noun, sentence)), None)
            if found is not None:
                return found
    return None


def owner_of_subject(sentence: Sentence, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """ "The governor's patience was at its end": whose the subject is, whatever it is."""
    here = [m for m in mentions if m.sentence == sentence.index]
    subjects = [t.index for t in sentence.tokens if t.deprel in (*_SUBJECT, "root")]
    for wanted in (_owns, _wrote):
        for noun in subjects:
            found = next((m for m in here if wanted(m.token, noun, sentence)), None)
            if found is not None:
                return found
    return None


def _of_words(sentence: Sentence) -> Iterator[int]:
    """The subject, or the root, that means words."""
    for token in sentence.tokens:
        if token.deprel in (*_SUBJECT, "root") and token.lemma in WORDS:
            yield token.index


def _told_before(sentence: Sentence) -> Iterator[int]:
    """ "The remark", "that", "its author": what stands for words told before, or for who did."""
    for token in sentence.tokens:
        subject = token.deprel in _SUBJECT
        own = {t.text.lower() for t in sentence.tokens if t.head == token.index}
        words = token.lemma in WORDS and own & {"the", "those", "these", "this", "that"}
        writer = token.lemma in _WRITERS and own & {"its", "their"}
        named = (words or writer) and (subject or token.deprel == "root")
        if named or (subject and token.text.lower() in _POINTING):
            yield token.index


def _owns(index: int, noun: int, sentence: Sentence) -> bool:
    token = sentence.tokens[index]
    return token.head == noun and token.deprel == "nmod:poss"


def _wrote(index: int, noun: int, sentence: Sentence) -> bool:
    """ "The note left by the governor", "a statement for the general"."""
    tokens = sentence.tokens
    head = tokens[index].head
    words = head == noun and tokens[noun].lemma in WORDS
    allowed = {"by", "from", "for", "of"} if words else {"by", "from"}
    if not _cases(index, sentence) & allowed:
        return False
    return head == noun or (head >= 0 and tokens[head].head == noun and tokens[head].upos == "VERB")


def _is_named_writer(index: int, noun: int, sentence: Sentence) -> bool:
    """ "Its author, Malia Fonoti, sat down"."""
    token = sentence.tokens[index]
    return sentence.tokens[noun].lemma in _WRITERS and (index == noun or token.head == noun)


def _is_given(index: int, noun: int, sentence: Sentence) -> bool:
    """ "The remark came from the deputy", "was the deputy's"."""
    tokens = sentence.tokens
    verb = tokens[noun].head
    if verb < 0 or tokens[noun].deprel not in _SUBJECT:
        return False
    if index == verb:
        return any(t.head == index and t.text in ("'s", "\u2019s", "'") for t in tokens)
    gives = tokens[verb].lemma in _GIVING
    if tokens[index].deprel == "appos":  # "came from the deputy, Marta Ruiz"
        index = tokens[index].head
    return gives and tokens[index].head == verb and bool(_cases(index, sentence) & {"from", "to"})


def _cases(index: int, sentence: Sentence) -> set[str]:
    return {t.text.lower() for t in sentence.tokens if t.head == index and t.deprel == "case"}
