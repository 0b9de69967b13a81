"""Who acts, over hand-checked trees (actors_trees.conllu)."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from dragoman.parse.conllu import sentences_from_conllu
from dragoman.records import (
    Actor,
    ActorMention,
    Article,
    Mention,
    MentionLabel,
    Moment,
    Parsed,
    Sentence,
    Span,
)
from dragoman.trace import Journal
from dragoman.understand.actors import resolve_actors
from dragoman.understand.knowledge import Knowledge, load_knowledge

TREES = Path(__file__).with_name("actors_trees.conllu")


@cache
def load_trees() -> tuple[Article, dict[str, Sentence]]:
    conllu = TREES.read_text(encoding="utf-8")
    article, sentences = sentences_from_conllu(conllu)
    blocks = conllu.strip().split("\n\n")
    marked = [with_people(s, block) for s, block in zip(sentences, blocks, strict=True)]
    return article, {article.words(sentence.span): sentence for sentence in marked}


def with_people(sentence: Sentence, block: str) -> Sentence:
    """The sentence with a mention for every ``Entity=B-PER``."""
    rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
    tags = [row[9] for row in rows]
    mentions = []
    for first, tag in enumerate(tags):
        if "B-PER" in tag:
            last = first
            while last + 1 < len(tags) and "I-PER" in tags[last + 1]:
                last += 1
            span = Span(sentence.tokens[first].span.start, sentence.tokens[last].span.end)
            mentions.append(Mention(span, MentionLabel.PERSON, sentence.index, first, last, first))
    return replace(sentence, mentions=tuple(mentions))


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


def resolve(*starts: str, day: str | None = "2024-06-19") -> tuple[ActorMention, ...]:
    """The mentions of a report made of the sentences that begin so."""
    article, trees = load_trees()
    chosen = tuple(s for start in starts for words, s in trees.items() if words.startswith(start))
    assert len(chosen) == len(starts)
    published = Moment(day, "given") if day else None
    dated = Article(article.id, article.text, article.parts, published=published)
    return resolve_actors(Parsed(dated, chosen), knowledge(), Journal())


def told(mentions: tuple[ActorMention, ...]) -> list[tuple[str, str]]:
    return [(m.actor.text, m.actor.code) for m in mentions]


def one(mentions: tuple[ActorMention, ...], text: str) -> Actor:
    (found,) = [m.actor for m in mentions if m.actor.text == text]
    return found


KIM = "North Korean leader"
HE = "He praised"
IRAN = "Iran's"
REBELS = "Rebels in"
TALKS = "Talks with"
OBAMA = "Former President"
KENYA = "Members of"
OTIENO = "Otieno praised"
TURKEY = "Turkey said"
JORDAN = "Michael Jordan"
TWO = "The two leaders"
HIS = "He said"
DOZENS = "Dozens of"
M23 = "The rebel group"
NPA = "Fighters of"
SPOKESMAN = "A spokesman"
ISTANBUL = "Police in"
ASSAD = "The Assad"
SMITH = "Mr Smith"
SHE = "She thanked"
MERKEL = "Chancellor Angela"
ISIL = "The Islamic"
OFFICE = "Putin's office"


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (
            [KIM],
            [
                ("North Korean leader Kim Jong Un", "PRKGOV"),
                ("Russia's President Vladimir Putin", "RUSGOV"),
            ],
        ),
        (
            [IRAN],
            [("Iran's foreign minister, Hossein Tehrani", "IRNGOV"), ("US officials", "USAGOV")],
        ),
        ([REBELS], [("Rebels in Sudan", "SDNREB"), ("a farmer", "AGR")]),
        ([TALKS], [("United Nations", "UNO"), ("Russian", "RUSGOV")]),
        ([TURKEY], [("Turkey", "TURGOV")]),
        ([JORDAN], [("Michael Jordan", "UNK"), ("Amman", "JORGOV")]),
        ([DOZENS], [("Dozens of Russian peacekeepers", "RUSMIL")]),
        ([M23], [("The rebel group M23", "CODREB"), ("Goma", "COD")]),
        ([NPA], [("Fighters of the New People's Army", "PHLREB"), ("soldiers", "MIL")]),
        (
            [SPOKESMAN],
            [
                ("A spokesman for President Ashraf Ghani", "AFGGOV"),
                ("President Ashraf Ghani", "AFGELI"),
            ],
        ),
        ([SMITH], [("Mr Smith", "UNK"), ("a former Rwandan minister", "RWAELI")]),
        ([ISIL], [("Islamic State group", "UAF")]),
        ([OFFICE], [("Putin", "RUSGOV"), ("Putin's office", "RUSGOV"), ("Obama", "USAELI")]),
    ],
)
def test_phrases(starts: list[str], expected: list[tuple[str, str]]) -> None:
    assert told(resolve(*starts)) == expected


def test_a_phrase_stands_at_its_head_and_its_span_is_its_words() -> None:
    article, trees = load_trees()
    mentions = resolve(KIM, IRAN)
    heads = [
        next(s for s in trees.values() if s.index == m.sentence).tokens[m.token].text
        for m in mentions
    ]
    assert heads == ["Kim", "Vladimir", "minister", "officials"]
    assert all(article.words(m.actor.span) == m.actor.text for m in mentions)


def test_a_known_leader_has_office_identity_and_row() -> None:
    putin = one(resolve(KIM), "Russia's President Vladimir Putin")
    assert (putin.name, putin.office) == ("Vladimir Putin", "President")
    assert putin.known
    assert putin.entity_id == "person:vladimir-putin:RUS"
    assert putin.made_by == "actors.leader leaders_more.tsv:Vladimir Putin@2024-06-19"


def test_out_of_office_is_elite_and_in_office_government() -> None:
    assert one(resolve(OBAMA, day="2024-06-19"), "Former President Barack Obama").sector == "ELI"
    assert one(resolve(OBAMA, day="2024-06-19"), "Former President Barack Obama").office is None


def test_us_the_pronoun_is_not_the_us() -> None:
    assert "USA" not in {m.actor.country for m in resolve(OBAMA) if m.actor.text == "us"}
    assert all(m.actor.text != "it" for m in resolve(OBAMA, TURKEY))


def test_conjuncts_share_the_state() -> None:
    codes = [m.actor.code for m in resolve(KIM, HE) if m.actor.text != "He"][2:]
    assert codes == ["RUSGOV", "RUSMIL", "RUSCVL"]


def test_he_is_the_last_subject() -> None:
    assert one(resolve(KIM, HE), "He").name == "Kim Jong Un"
    assert not [m for m in resolve(TALKS, HE) if m.actor.text == "He"]


def test_an_unknown_minister_has_state_and_identity_and_is_known_again() -> None:
    mentions = resolve(KENYA, OTIENO)
    full = one(mentions, "Foreign Minister Amina Otieno")
    short = one(mentions, "Otieno")
    assert (full.code, full.known, full.entity_id) == (
        "KENGOV",
        False,
        "unknown:amina-otieno:KEN",
    )
    assert (short.name, short.entity_id, short.sector) == ("Amina Otieno", full.entity_id, "GOV")


def test_its_is_the_first_conjunct() -> None:
    assert one(resolve(OTIENO), "its").country == "USA"


def test_the_two_leaders_are_two_mentions_at_one_word() -> None:
    pair = [m for m in resolve(KIM, TWO) if m.actor.text == "leaders"]
    assert [m.actor.name for m in pair] == ["Kim Jong Un", "Vladimir Putin"]
    assert len({(m.sentence, m.token) for m in pair}) == 1


def test_with_three_persons_the_two_leaders_are_nobody() -> None:
    mentions = resolve(KIM, OBAMA, TWO)
    assert [m.actor.known for m in mentions if m.actor.text.endswith("leaders")] == [False]


def test_mentions_are_in_text_order_and_the_same_twice() -> None:
    starts = (KIM, HE, IRAN, REBELS, TALKS, OBAMA, KENYA, OTIENO, TURKEY, JORDAN, TWO)
    mentions = resolve(*starts)
    assert [(m.sentence, m.token) for m in mentions] == sorted(
        (m.sentence, m.token) for m in mentions
    )
    assert mentions == resolve(*starts)


def test_his_country_is_the_state_of_him_and_nothing_without_him() -> None:
    assert one(resolve(KIM, HIS), "his country").code == "PRKGOV"
    assert not [m for m in resolve(TALKS, HIS) if m.actor.text == "his country"]


def test_a_count_acts_but_is_no_part_of_the_name() -> None:
    (mention,) = resolve(DOZENS)
    assert (mention.token, mention.actor.name) == (0, "Russian peacekeepers")


def test_the_kind_of_body_stands_for_the_body() -> None:
    assert one(resolve(M23), "The rebel group M23").entity_id == "org:m23"
    assert one(resolve(ISIL), "Islamic State group").entity_id == "org:islamic-state"


def test_whose_regime_it_is_depends_on_the_day() -> None:
    assert one(resolve(ASSAD, day="2024-06-19"), "The Assad regime").country == "SYR"
    assert "SYR" not in {m.actor.country for m in resolve(ASSAD, day="1990-06-19")}


def test_a_place_gives_its_state_and_is_nobody() -> None:
    assert one(resolve(ISTANBUL), "Police in Istanbul").code == "TURCOP"
    assert one(resolve(M23), "Goma").entity_id is None


def test_an_object_pronoun_is_the_object_before_it() -> None:
    assert one(resolve(ISTANBUL), "them").name == "activists"


def test_she_is_the_woman_and_never_thanks_herself() -> None:
    mentions = resolve(MERKEL, SHE)
    assert one(mentions, "She").name == "Angela Merkel"
    assert not [m for m in mentions if m.actor.text == "her"]


def test_he_is_the_man_though_the_woman_is_the_subject() -> None:
    assert one(resolve(MERKEL, HE), "He").name == "Emmanuel Macron"


@pytest.mark.parametrize(
    ("day", "sector", "office"),
    [
        ("1999-01-01", "PTY", None),
        ("2007-12-31", "GOV", "President"),
        ("2010-01-01", "GOV", "Prime Minister"),
        ("2024-06-19", "GOV", "President"),
        (None, "GOV", "President"),
    ],
)
def test_the_office_is_that_of_the_day(day: str | None, sector: str, office: str | None) -> None:
    putin = one(resolve(KIM, day=day), "Russia's President Vladimir Putin")
    assert (putin.sector, putin.office) == (sector, office)
