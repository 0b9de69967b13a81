"""What holds for any words in any tree: spans, order, no crash."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Article, Moment, Parsed, Part, Role, Sentence, Span, Token
from dragoman.trace import Journal
from dragoman.understand.actors import resolve_actors
from dragoman.understand.knowledge import Knowledge, load_knowledge

WORDS = (
    "the Russian President Vladimir Putin Kim 's leader of Iran police army and its he they who"
    " two leaders UN Security Council officials in , former sister including killed May US us"
).split()
TAGS = ("NOUN", "PROPN", "PRON", "DET", "ADJ", "VERB", "ADP", "PUNCT", "NUM")
RELATIONS = (
    "nsubj obj obl nmod nmod:poss nmod:desc compound flat amod det case appos conj root"
    " acl:relcl nummod"
).split()


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@st.composite
def parsed(draw: st.DrawFn) -> Parsed:
    """One sentence of known words with any tags, relations and heads, even circles."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    text, tokens = " ".join(words), []
    start = 0
    for index, word in enumerate(words):
        head = draw(st.integers(-1, len(words) - 1))
        tokens.append(
            Token(
                index,
                Span(start, start + len(word)),
                word,
                word.lower().removesuffix("s"),
                draw(st.sampled_from(TAGS)),
                {},
                head,
                draw(st.sampled_from(RELATIONS)),
            )
        )
        start += len(word) + 1
    span = Span(0, len(text))
    article = Article("x", text, (Part(span, Role.BODY),), Moment("2024-06-19", "given"))
    return Parsed(article, (Sentence(4, span, 0, tuple(tokens)),))


@settings(max_examples=150, deadline=None)
@given(parsed())
def test_spans_are_words_and_mentions_in_order(report: Parsed) -> None:
    mentions = resolve_actors(report, knowledge(), Journal())
    for mention in mentions:
        actor = mention.actor
        assert report.article.words(actor.span) == actor.text
        assert actor.sector == actor.sectors[0]
        assert actor.made_by.startswith("actors.")
        token = report.sentences[0].tokens[mention.token]
        assert actor.span.covers(token.span)
    assert [m.token for m in mentions] == sorted(m.token for m in mentions)
    assert mentions == resolve_actors(report, knowledge(), Journal())
