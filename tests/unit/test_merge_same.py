"""Which mentions of one report tell of one event, and what the event takes from each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.merge import load_families, merge
from dragoman.merge.merge import groups
from dragoman.records import (
    Actor,
    Article,
    Attribution,
    DateBasis,
    EventDate,
    EventPlace,
    EventType,
    Parsed,
    Part,
    Role,
    Sentence,
    Span,
    Stance,
    Status,
    Understood,
)
from dragoman.trace import Coded, Draft, Journal, Step, build

FAMILIES = load_families()
ROLES = (Role.HEADLINE, Role.BODY, Role.CAPTION)
WIDTH = 20
"""Characters of each made sentence."""


def party(country: str, sector: str = "GOV", name: str | None = None, known: bool = True) -> Actor:
    return Actor(
        name or country, Span(0, 3), name or country, country, sector, (sector,), known=known
    )


RUSSIA, KOREA, CHINA = party("RUS"), party("PRK"), party("CHN")
PUBLISHED = EventDate("2024-06-19", None, None, None, DateBasis.PUBLISHED)
MONDAY = EventDate("2024-06-17", None, "Monday", Span(9, 15), DateBasis.RELATIVE)
TUESDAY = EventDate("2024-06-18", None, "Tuesday", Span(9, 16), DateBasis.RELATIVE)


def told(
    lemma: str = "visit",
    type: EventType = EventType.CONSULT,
    mode: str | None = "visit",
    actors: tuple[Actor, ...] = (RUSSIA,),
    recipients: tuple[Actor, ...] = (KOREA,),
    status: Status = Status.ACTUAL,
    alleged: bool = False,
    date: EventDate | None = PUBLISHED,
    place: EventPlace | None = None,
    attributions: tuple[Attribution, ...] = (),
    sentence: int = 0,
) -> Draft:
    start = sentence * WIDTH
    values: dict[str, object] = {
        "event_type": type,
        "mode": mode,
        "lemma": lemma,
        "trigger": Span(start, start + 5),
        "trigger_text": lemma,
        "sentence": sentence,
        "sentence_span": Span(start, start + WIDTH),
        "actors": actors,
        "recipients": recipients,
        "status": status,
        "alleged": alleged,
        "attributions": attributions,
        "date": date,
        "place": place,
        "quad": 1,
        "score": 4.0,
        "cameo": "042",
        "goldstein": 1.9,
        "contexts": (),
        "confidence": 0.9,
        "confidences": {},
    }
    return Draft(tuple(Step(field, value, "test") for field, value in values.items()))


def coded(*drafts: Draft) -> Coded:
    spans = [Span(n * WIDTH, (n + 1) * WIDTH) for n in range(len(ROLES))]
    parts = tuple(Part(span, role) for span, role in zip(spans, ROLES, strict=True))
    article = Article("a1", "x" * WIDTH * len(ROLES), parts)
    sentences = tuple(Sentence(n, span, n, ()) for n, span in enumerate(spans))
    return Coded(Understood(Parsed(article, sentences), (), (), (), ()), drafts)


def number(*drafts: Draft) -> int:
    return len(groups(drafts, FAMILIES))


def test_a_visit_told_in_other_words_is_one_visit() -> None:
    assert number(told("visit"), told("arrive"), told("trip", recipients=())) == 1


def test_a_leader_and_his_state_are_one_party() -> None:
    putin = party("RUS", name="Vladimir Putin")
    assert number(told(actors=(putin,)), told()) == 1


def test_a_state_and_its_troops_are_two_parties() -> None:
    assert number(told(actors=(party("RUS", "MIL"),)), told()) == 2


def test_another_recipient_is_another_event() -> None:
    assert number(told(), told(recipients=(CHINA,))) == 2


def test_another_type_mode_or_status_is_another_event() -> None:
    assert number(told(), told(type=EventType.SUPPORT)) == 2
    assert number(told(), told(mode="phone")) == 2
    assert number(told(), told(status=Status.NEGATED)) == 2


def test_what_one_alleges_and_another_tells_is_one_event() -> None:
    assert number(told(), told(alleged=True)) == 1


def test_unrelated_words_without_a_mode_are_two_acts() -> None:
    assert number(told("thank", mode=None), told("welcome", mode=None)) == 2
    assert number(told("thank", mode=None), told("gratitude", mode=None)) == 1


def test_two_days_are_two_events_and_no_day_joins_them() -> None:
    assert number(told(date=MONDAY), told(date=TUESDAY)) == 2
    assert number(told(), told(date=MONDAY), told(date=TUESDAY)) == 2


def test_what_is_dated_long_ago_is_not_what_the_report_tells_of_its_own_day() -> None:
    long_ago = EventDate("2022-10", None, "October 2022", Span(9, 21), DateBasis.STATED)
    lately = EventDate("2023-10", None, "October", Span(9, 16), DateBasis.STATED)
    assert number(told(), told(date=long_ago)) == 2
    assert number(told(), told(date=lately)) == 1


def test_two_countries_are_two_places() -> None:
    here = EventPlace("Baku", Span(0, 4), "Baku", "AZE", "clause")
    there = EventPlace("Yerevan", Span(0, 7), "Yerevan", "ARM", "clause")
    assert number(told(place=here), told(place=there)) == 2
    assert number(told(place=here), told()) == 1


def test_each_party_alone_joins_the_meeting_of_both() -> None:
    both = told("sign", EventType.SUPPORT, None, (RUSSIA, KOREA), ())
    one = told("sign", EventType.SUPPORT, None, (RUSSIA,), ())
    other = told("sign", EventType.SUPPORT, None, (KOREA,), ())
    assert number(both, one, other) == 1


def test_nobody_in_common_is_not_the_same() -> None:
    unnamed = told("attack", EventType.ASSAULT, None, (), (KOREA,))
    doer = told("attack", EventType.ASSAULT, None, (RUSSIA,), ())
    assert number(unnamed, doer) == 2


def test_two_unknown_people_are_two() -> None:
    one = party("---", "CVL", "Amara Sesay", known=False)
    other = party("---", "CVL", "Fatima Bah", known=False)
    arrest = (EventType.COERCE, "arrest", ())
    assert number(told("arrest", *arrest, (one,)), told("arrest", *arrest, (other,))) == 2


def test_the_fullest_mention_is_the_best_and_body_comes_before_headline() -> None:
    events, _ = merge(coded(told(sentence=0, recipients=()), told(sentence=1)), "1", Journal())
    (event,) = events
    assert event.sentence == 1
    assert [mention.part for mention in event.mentions] == [Role.BODY, Role.HEADLINE]
    same = coded(told(sentence=0), told(sentence=1), told(sentence=2))
    ((event,), _) = merge(same, "1", Journal())
    assert [m.part for m in event.mentions] == [Role.BODY, Role.HEADLINE, Role.CAPTION]


def test_the_event_takes_day_place_party_and_speaker_where_they_are_told() -> None:
    place = EventPlace("Pyongyang", Span(0, 9), "Pyongyang", "PRK", "clause")
    said = Attribution(KOREA, None, "said", Span(0, 4), None, Stance.ASSERTS, Span(0, 20))
    headline = told(sentence=0, date=MONDAY, place=place, attributions=(said,))
    ((event,), _) = merge(coded(headline, told(sentence=1)), "1", Journal())
    assert event.sentence == 1
    assert event.date == MONDAY
    assert event.place == place
    assert event.attributions == (said,)


def test_ids_differ_by_content_and_stay_the_same_for_the_same() -> None:
    first, _ = merge(coded(told(), told(recipients=(CHINA,), sentence=1)), "1", Journal())
    again, _ = merge(coded(told(), told(recipients=(CHINA,), sentence=1)), "1", Journal())
    later, _ = merge(coded(told(), told(recipients=(CHINA,), sentence=1)), "2", Journal())
    assert first == again
    assert len({event.id for event in (*first, *later)}) == 4
    assert all(len(event.id) == 16 for event in first)


def test_no_drafts_no_events() -> None:
    assert merge(coded(), "1", Journal()) == ((), ())


DRAFTS = st.lists(
    st.builds(
        told,
        lemma=st.sampled_from(("visit", "arrive", "thank")),
        mode=st.sampled_from(("visit", None)),
        actors=st.sampled_from(((RUSSIA,), (KOREA,), (RUSSIA, KOREA), ())),
        recipients=st.sampled_from(((KOREA,), (CHINA,), ())),
        status=st.sampled_from((Status.ACTUAL, Status.NEGATED)),
        date=st.sampled_from((PUBLISHED, MONDAY, TUESDAY, None)),
        sentence=st.sampled_from((0, 1, 2)),
    ),
    max_size=6,
)


@given(DRAFTS)
def test_every_mention_is_kept_once_and_every_trace_gives_its_event(drafts: list[Draft]) -> None:
    events, traces = merge(coded(*drafts), "1", Journal())
    assert sum(len(event.mentions) for event in events) == len(drafts)
    for event, trace in zip(events, traces, strict=True):
        assert build(trace.steps) == event
        days = {d.value for d in (event.date,) if d}
        assert len(days) <= 1


@given(DRAFTS)
def test_no_event_holds_two_days(drafts: list[Draft]) -> None:
    for group in groups(drafts, FAMILIES):
        days = {
            date.value
            for draft in group
            if isinstance(date := draft.value("date"), EventDate)
            and date.basis is not DateBasis.PUBLISHED
        }
        assert len(days) <= 1
