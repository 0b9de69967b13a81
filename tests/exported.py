"""Events made by hand, and with nasty words, for the tests of what is handed on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from dragoman.export.pairs import Reported
from dragoman.records import (
    Actor,
    Article,
    Attribution,
    DateBasis,
    Event,
    EventDate,
    EventMention,
    EventPlace,
    EventType,
    Moment,
    Part,
    Quote,
    Role,
    Span,
    Stance,
    Status,
)

TEXT = (
    "Putin lands in Pyongyang\n\n"
    "PYONGYANG, June 19 - Vladimir Putin arrived in Pyongyang on Wednesday, Kim Jong Un said."
)
PUTIN = Actor(
    "Vladimir Putin",
    Span(47, 61),
    "Vladimir Putin",
    "RUS",
    "GOV",
    ("GOV",),
    "President",
    "person:vladimir-putin:RUS",
    True,
)
KIM = Actor(
    "Kim Jong Un",
    Span(97, 108),
    "Kim Jong Un",
    "PRK",
    "GOV",
    ("GOV", "PTY"),
    "Leader",
    "person:kim-jong-un:PRK",
    True,
)
KOREA = Actor(
    "Pyongyang", Span(73, 82), "North Korea", "PRK", "GOV", ("GOV",), None, "state:PRK", True
)
UNITED_NATIONS = Actor(
    "the UN", Span(0, 6), "United Nations", "UNO", "UNK", (), None, "org:united-nations", True
)
CROWD = Actor("students", Span(0, 8), "students", "BGD", "EDU", ("EDU",))
SOMEONE = Actor("gunmen", Span(0, 6), "gunmen")
PLACE = EventPlace(
    "Pyongyang",
    Span(73, 82),
    "Pyongyang",
    "PRK",
    "clause",
    1871859,
    39.0339,
    125.7543,
    "Pyongyang",
    "town",
)
DATE = EventDate("2024-06-19", "2024-06-19", "Wednesday", Span(86, 95), DateBasis.RELATIVE)
ARTICLE = Article(
    "a1",
    TEXT,
    (Part(Span(0, 24), Role.HEADLINE), Part(Span(26, len(TEXT)), Role.BODY)),
    Moment("2024-06-19T14:35+05:30", "given"),
    publisher="The Daily",
    url="https://news.example.org/a1",
    language="en",
)
SAID = Attribution(KIM, None, "said", Span(109, 113), Quote.INDIRECT, Stance.ASSERTS, Span(47, 95))


def event(**changes: Any) -> Event:
    """Putin's visit to North Korea, with what is to be otherwise."""
    given: dict[str, Any] = {
        "id": "c87ef3456c6e49e5",
        "article_id": "a1",
        "url": "https://news.example.org/a1",
        "publisher": "The Daily",
        "published": "2024-06-19T14:35+05:30",
        "event_type": EventType.CONSULT,
        "mode": "visit",
        "contexts": ("diplomatic", "executive"),
        "quad": 1,
        "score": 4.0,
        "cameo": "042",
        "goldstein": 1.9,
        "actors": (PUTIN,),
        "recipients": (KOREA,),
        "status": Status.ACTUAL,
        "alleged": False,
        "attributions": (SAID,),
        "date": DATE,
        "place": PLACE,
        "trigger": Span(62, 69),
        "trigger_text": "arrived",
        "mentions": (
            EventMention(1, Span(26, 114), Span(62, 69), Role.BODY),
            EventMention(0, Span(0, 24), Span(6, 11), Role.HEADLINE),
        ),
        "sentence": 1,
        "sentence_span": Span(26, 114),
        "confidence": 0.876,
        "confidences": {"event_type": 0.876, "actors": 0.9, "recipients": 0.8},
        "why": ("coding.kind: lexicon/events/CONSULT.yaml:1", "coding.dated"),
        "version": "0.6.0+model.2.data.0",
    }
    return Event(**(given | changes))


def told(**changes: Any) -> Reported:
    """The same with its report."""
    return Reported(event(**changes), ARTICLE)


NASTY = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(exclude_categories=()), max_size=10),
    st.sampled_from(
        [
            "a\tb\nc\r\nd",
            '"quoted" ""twice""',
            "a | b ; c, d",
            "\x00\x1b\x1e\x1f\x85\u2028\u2029",
            "\ud800lone",
            "<&>'\"]]>",
            "=1+1",
            "\ufeff\ufffe\uffff",
            "שלום, 你好",
            "\\N \\t \\",
            "None",
            "NA",
            "",
        ]
    ),
)


@st.composite
def nasty_actors(draw: st.DrawFn) -> Actor:
    known = draw(st.sampled_from([PUTIN, KIM, KOREA, UNITED_NATIONS, CROWD, SOMEONE]))
    return replace(
        known,
        name=draw(NASTY),
        text=draw(NASTY),
        office=draw(st.none() | NASTY),
        entity_id=draw(st.none() | NASTY),
        country=draw(st.sampled_from(["RUS", "KOS", "UNO", "EUR", "NGO", "---", "ZZZ", "SUN"])),
        sector=draw(st.sampled_from(["GOV", "JRN", "MED", "PRM", "UNK", "REL"])),
    )


@st.composite
def nasty_events(draw: st.DrawFn) -> Reported:
    """An event whose every word may be anything."""
    place = replace(PLACE, name=draw(NASTY), text=draw(NASTY), admin1=draw(st.none() | NASTY))
    changed = event(
        id=draw(st.text("0123456789abcdef", min_size=16, max_size=16)),
        article_id=draw(NASTY),
        url=draw(st.none() | NASTY),
        publisher=draw(st.none() | NASTY),
        published=draw(
            st.none() | st.sampled_from(["2024-06-19", "2024", "0001-01-01T00:00+14:00"])
        ),
        contexts=tuple(draw(st.lists(NASTY, max_size=2))),
        actors=tuple(draw(st.lists(nasty_actors(), max_size=3))),
        recipients=tuple(draw(st.lists(nasty_actors(), max_size=2))),
        status=draw(st.sampled_from(Status)),
        alleged=draw(st.booleans()),
        event_type=draw(st.sampled_from(EventType)),
        date=draw(st.none() | st.sampled_from([DATE, replace(DATE, value="2024-02", end=None)])),
        place=draw(st.none() | st.just(place) | st.just(replace(place, lat=None, lon=None))),
        trigger_text=draw(NASTY),
        attributions=(replace(SAID, cue=draw(NASTY)),),
        why=tuple(draw(st.lists(NASTY, max_size=2))),
        cameo=draw(st.sampled_from(["042", "06", None])),
        confidence=draw(st.floats(0, 1)),
    )
    return Reported(changed, draw(st.none() | st.just(ARTICLE)))
