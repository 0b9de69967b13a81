"""The shipped model on sentences whose analysis is beyond doubt."""

from __future__ import annotations

import pytest

from dragoman.parse import LanguageModel, parse, parse_conllu
from dragoman.parse.model import unshouted
from dragoman.records import Article, MentionLabel, Part, Role, Span


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return LanguageModel(threads=1)


def article(*parts: tuple[str, Role, int | None]) -> Article:
    text, made = "", []
    for words, role, repeats in parts:
        made.append(Part(Span(len(text), len(text) + len(words)), role, repeats))
        text += words + "\n\n"
    return Article("a", text, tuple(made))


@pytest.mark.xfail(strict=False, reason="the model marks another name here")
def test_a_plain_sentence(model: LanguageModel) -> None:
    text = "The president of France was arrested by German police in Berlin on Monday."
    parsed = parse(article((text, Role.BODY, None)), model)
    (sentence,) = parsed.sentences
    by_text = {t.text: t for t in sentence.tokens}
    root = sentence.tokens[by_text["arrested"].index]
    assert root.head == -1 and root.lemma == "arrest" and root.upos == "VERB"
    assert by_text["president"].deprel == "nsubj:pass"
    assert by_text["police"].deprel.startswith("obl") and by_text["police"].head == root.index
    labels = {text[m.span.start : m.span.end]: m.label for m in sentence.mentions}
    assert labels["France"] is MentionLabel.LOCATION
    assert labels["Berlin"] is MentionLabel.LOCATION
    assert labels["German"] is MentionLabel.NATIONALITY


def test_repeated_parts_and_credits_are_not_read_twice(model: LanguageModel) -> None:
    parsed = parse(
        article(
            ("Kim met Putin.", Role.DECK, None),
            ("Kim met Putin.", Role.BODY, 0),
            ("(AFP)", Role.CREDIT, None),
            ("They ate.", Role.BODY, None),
        ),
        model,
    )
    assert [s.part for s in parsed.sentences] == [0, 3]


@pytest.mark.xfail(strict=False, reason="eight bits are set for a whole batch: close calls turn")
def test_the_analysis_does_not_depend_on_the_company(model: LanguageModel) -> None:
    sentence = "Government troops shelled the town .".split()
    alone = model.analyse([sentence])[0]
    among = model.analyse([["Yes", "."], sentence, ["word"] * 40])[1]
    assert (alone.heads, alone.upos) == (among.heads, among.upos)


def test_an_article_without_words_has_no_sentences(model: LanguageModel) -> None:
    assert parse(Article("empty", "", ()), model).sentences == ()


def test_a_word_of_ten_thousand_letters_and_a_line_of_signs(model: LanguageModel) -> None:
    text = "x" * 10_000 + " " + "🙂 " * 300 + "\u202e שלום 你好"
    parsed = parse(article((text, Role.BODY, None)), model)
    words = [parsed.article.words(t.span) for s in parsed.sentences for t in s.tokens]
    assert "".join(words) == "".join(text.split())


def test_given_words_keep_everything_but_the_analysis(model: LanguageModel) -> None:
    given = (
        "# sent_id = x\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tkept=yes\n"
        "1\tdo\t_\t_\tVB\t_\t_\t_\t_\t_\n2\tn't\t_\t_\tRB\t_\t_\t_\t_\tA=b\n"
        "3\tgo\t_\t_\tVB\t_\t_\t_\t_\t_\n\n"
    )
    lines = parse_conllu(given, model).splitlines()
    assert lines[0] == "# sent_id = x" and lines[1].endswith("kept=yes")
    heads = [line.split("\t")[6] for line in lines[2:5]]
    assert heads == ["3", "3", "0"]
    assert lines[3].split("\t")[2] == "not" and lines[3].endswith("A=b")


def test_capitals_throughout_are_read_in_lower_case() -> None:
    assert unshouted("POLICE ARRESTED TEN MEN".split())[0] == "police"
    assert unshouted("NATO and the UN met".split())[0] == "NATO"
