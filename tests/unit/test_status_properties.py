"""Understanding never fails: any tree, any words, any quotation marks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import (
    Actor,
    ActorMention,
    Article,
    Moment,
    Parsed,
    Part,
    Role,
    Sentence,
    Span,
    Token,
)
from dragoman.understand import load_cues
from dragoman.understand.branches import Branches
from dragoman.understand.claims import find_claims
from dragoman.understand.dates import find_dates
from dragoman.understand.status import find_predicates

WORDS = (
    "said not will if refused to attack attacked talks no evidence that quoted as saying by"
    " according to in case of 2011 June 31 Friday ago Soviet army then - president ' \" “ ” ’ ?"
    " : , . would denied plan possible nobody 0 12:99 May the 99th century week Kim he called off"
).split()
RELATIONS = (
    "root nsubj nsubj:pass obj iobj obl obl:agent ccomp xcomp advcl acl acl:relcl parataxis conj"
    " mark aux aux:pass cop advmod det amod case nmod nmod:poss compound"
    " compound:prt cc fixed punct"
).split()
KINDS = "VERB NOUN PROPN AUX ADJ ADV PRON PUNCT PART ADP NUM SCONJ".split()
FEATS = ({}, {"VerbForm": "Fin", "Tense": "Past"}, {"VerbForm": "Inf"}, {"Mood": "Imp"})

TOKEN = st.tuples(
    st.sampled_from(WORDS) | st.text(min_size=1, max_size=4).filter(str.strip),
    st.sampled_from(KINDS),
    st.sampled_from(RELATIONS),
    st.integers(-2, 14),
    st.sampled_from(FEATS),
    st.booleans(),
)
SENTENCE = st.lists(TOKEN, max_size=14)


def build(drawn: list[list[tuple]], published: str | None) -> Parsed:
    text = ""
    sentences: list[Sentence] = []
    parts: list[Part] = []
    for number, rows in enumerate(drawn):
        start = len(text)
        tokens = []
        for index, (word, kind, relation, head, feats, spaced) in enumerate(rows):
            at = Span(len(text), len(text) + len(word))
            tokens.append(Token(index, at, word, word.lower(), kind, feats, head, relation))
            text += word + (" " if spaced else "")
        span = Span(start, len(text))
        sentences.append(Sentence(number, span, number, tuple(tokens)))
        parts.append(Part(span, Role.BODY))
        text += "\n"
    moment = Moment(published, "given") if published else None
    return Parsed(Article("a", text, tuple(parts), published=moment), tuple(sentences))


@settings(deadline=None, max_examples=150)
@given(
    st.lists(SENTENCE, max_size=3), st.sampled_from([None, "2024-02-29", "0001-01-01", "nonsense"])
)
def test_any_tree_is_understood_without_fault(drawn: list, published: str | None) -> None:
    parsed = build(drawn, published)
    cues = load_cues()
    trees = {sentence.index: Branches(sentence) for sentence in parsed.sentences}
    actors = [
        ActorMention(Actor(t.text, t.span, t.text), s.index, t.index)
        for s in parsed.sentences
        for t in s.tokens
        if t.upos == "PROPN"
    ]
    dates = find_dates(parsed, cues.calendar, trees)
    claims = find_claims(parsed, actors, cues.reporting, cues.attitudes, trees)
    found = find_predicates(parsed, dates, cues.status, cues.calendar, cues.event_nouns, trees)
    end = len(parsed.article.text)
    for span in (
        *(date.span for date in dates),
        *(s for claim in claims for s in (*claim.source, *claim.cue, *claim.content)),
        *(s for predicate in found for s in (predicate.span, *predicate.evidence)),
    ):
        assert 0 <= span.start < span.end <= end
    assert [p.span for p in found] == sorted(p.span for p in found)
    assert list(dates) == sorted(dates, key=lambda date: date.span)
