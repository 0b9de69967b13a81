"""Claims over hand-checked trees (understand_trees.conllu), and quotation marks."""

from pathlib import Path

import pytest

from dragoman.parse.conllu import sentences_from_conllu
from dragoman.records import Actor, ActorMention, Claim, Parsed, Part, Quote, Role, Sentence, Span
from dragoman.understand import load_cues
from dragoman.understand.claims import find_claims
from dragoman.understand.claims.quotes import find_quotes

TREES = Path(__file__).with_name("understand_trees.conllu")
ARTICLE, SENTENCES = sentences_from_conllu(TREES.read_text(encoding="utf-8"))
MEDIA = frozenset({"TASS", "Interfax", "Reuters", "agencies"})


def mentions(sentence: Sentence) -> list[ActorMention]:
    """Every proper noun is an actor here, and the plain word "agencies"."""
    return [
        ActorMention(
            Actor(token.text, token.span, token.text, sector=_sector(token.text)),
            sentence.index,
            token.index,
        )
        for token in sentence.tokens
        if token.upos == "PROPN" or token.text in MEDIA
    ]


def _sector(word: str) -> str:
    return "MED" if word in MEDIA else "UNK"


def claims(start: str, count: int = 1) -> tuple[Claim, ...]:
    first = next(s.index for s in SENTENCES if ARTICLE.words(s.span).startswith(start))
    chosen = SENTENCES[first : first + count]
    actors = [mention for sentence in chosen for mention in mentions(sentence)]
    return find_claims(
        Parsed(ARTICLE, chosen), actors, load_cues().reporting, load_cues().attitudes
    )


def told(claim: Claim) -> tuple[object, ...]:
    """Source, cue, content in words; kind, stance, speaker, carrier."""
    return (
        " ".join(ARTICLE.words(span) for span in claim.source),
        " ".join(ARTICLE.words(span) for span in claim.cue),
        " | ".join(ARTICLE.words(span) for span in claim.content),
        claim.quote.value if claim.quote else None,
        claim.stance.value,
        claim.speaker.name if claim.speaker else None,
        claim.carrier.name if claim.carrier else None,
    )


GOLDEN = [
    (
        "Kim said that",
        [
            (
                "Kim",
                "said",
                "that his country fully supported the invasion",
                "indirect",
                "asserts",
                "Kim",
                None,
            )
        ],
    ),
    (
        '"The treaty provides for assistance,"',
        [
            (
                "Putin",
                "was quoted as saying",
                '"The treaty provides for assistance,"',
                "direct",
                "asserts",
                "Putin",
                "agencies",
            )
        ],
    ),
    (
        "The truce is broken",
        [
            (
                "officials in Kyiv",
                "according to",
                "The truce is broken",
                "indirect",
                "asserts",
                None,
                None,
            )
        ],
    ),
    (
        "TASS reported",
        [
            (
                "TASS",
                "reported",
                "that Putin said the army had left",
                "indirect",
                "reports",
                "TASS",
                None,
            ),
            ("Putin", "said", "the army had left", "indirect", "asserts", "Putin", "TASS"),
        ],
    ),
    (
        "Interfax quoted",
        [
            (
                "Putin",
                "quoted as saying",
                "the army had left",
                "indirect",
                "asserts",
                "Putin",
                "Interfax",
            )
        ],
    ),
    (
        "The minister told",
        [
            (
                "The minister",
                "told",
                "that talks would resume",
                "indirect",
                "asserts",
                None,
                "Reuters",
            ),
            (
                "The minister",
                "adding",
                "that he was ready",
                "indirect",
                "asserts",
                None,
                "Reuters",
            ),
        ],
    ),
    (
        "Iran denied",
        [
            ("Iran", "denied", "attacking the ship", "indirect", "denies", "Iran", None),
            ("Iran", "vowed", "to strike back", "indirect", "promises", "Iran", None),
        ],
    ),
    (
        "The spokesman did not say",
        [
            (
                "The spokesman",
                "did not say",
                "whether troops had left",
                None,
                "reports",
                None,
                None,
            )
        ],
    ),
    (
        "He called the accord",
        [("He", "called", '"turning point"', "partial", "asserts", None, None)],
    ),
    (
        "The secretary called",
        [("The secretary", "called", "talks", "indirect", "demands", None, None)],
    ),
    ("The leaders met", []),
    (
        "Israel threatened",
        [("Israel", "threatened", "to attack the port", "indirect", "threatens", "Israel", None)],
    ),
]


@pytest.mark.parametrize(("start", "expected"), GOLDEN)
def test_claims_of_a_sentence(start: str, expected: list[tuple[object, ...]]) -> None:
    assert [told(claim) for claim in claims(start)] == expected


def test_a_sentence_of_quotation_alone_goes_on_with_its_neighbours_speaker() -> None:
    (both,) = claims('"Our country expresses', count=2)
    assert both.speaker is not None
    assert ARTICLE.words(both.content[-1]) == '"We will go on."'
    assert both.quote is Quote.DIRECT


def quoted(text: str) -> list[str]:
    return [span.of(text) for span in find_quotes(text, [Part(Span(0, len(text)), Role.BODY)])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes.”", ["“yes.”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ('It was a “turning point", he said.', ['“turning point"']),
        ("He said ``yes'' twice.", ["``yes''"]),
        ("It was a 'fight against the states' rule.'", ["'fight against the states' rule.'"]),
        ("The states' troops' leader left.", []),
        ("Kim’s country and the ’90s", []),
        ("He’s gone, “it’s over. We won’t talk.” So be it.", ["“it’s over. We won’t talk.”"]),
        ('A 6" gun', []),
        ("“He said ‘no’ to me.”", ["“He said ‘no’ to me.”"]),
        ("“never closed", []),
    ],
)
def test_quotation_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_open_quotation_is_taken_up_by_the_next_paragraph() -> None:
    text = "“One.\n“Two.”"
    parts = [Part(Span(0, 5), Role.BODY), Part(Span(6, 12), Role.BODY)]
    assert [span.of(text) for span in find_quotes(text, parts)] == ["“One.", "“Two.”"]
