"""CoNLL-U in and out."""

from __future__ import annotations

import pytest

from dragoman.errors import InputError
from dragoman.parse.conllu import (
    feats_from_text,
    feats_to_text,
    read_trees,
    sentences_from_conllu,
    to_conllu,
)
from dragoman.records import Parsed

TREE = """\
# sent_id = 1
# text = Kim didn't go.
1\tKim\tKim\tPROPN\t_\tNumber=Sing\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\t_\tMood=Ind|Tense=Past\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\tPolarity=Neg\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\t_\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
4.1\tx\tx\tX\t_\t_\t_\t_\t4:dep\t_
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_
"""


def test_a_word_range_glues_its_words() -> None:
    article, (sentence,) = sentences_from_conllu(TREE)
    assert article.text == "Kim didn't go."
    assert [t.text for t in sentence.tokens] == ["Kim", "did", "n't", "go", "."]
    assert [article.words(t.span) for t in sentence.tokens] == [t.text for t in sentence.tokens]
    assert [t.head for t in sentence.tokens] == [3, 3, 3, -1, 3]


def test_out_and_in_again_is_the_same() -> None:
    article, sentences = sentences_from_conllu(TREE)
    again, second = sentences_from_conllu(to_conllu(Parsed(article, sentences)))
    assert again.text == article.text
    assert second == sentences


def test_feats_are_sorted_without_case() -> None:
    assert feats_to_text(feats_from_text("Tense=Past|Mood=Ind")) == "Mood=Ind|Tense=Past"
    assert feats_to_text({}) == "_"


@pytest.mark.parametrize(
    ("bad", "line", "said"),
    [
        ("1\ttoo\tshort\n", 1, "10 columns"),
        ("\n1\ta\ta\tX\t_\t_\tzero\troot\t_\t_\n", 2, "not a number"),
    ],
)
def test_a_broken_row_names_file_and_line(bad: str, line: int, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        list(read_trees(bad, file="x.conllu"))
    assert (caught.value.file, caught.value.line) == ("x.conllu", line)
