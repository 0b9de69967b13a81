import codecs

import pytest

from dragoman.read.encoding import declared_in, decode, repair

WORDS = (
    "Le président José Ménard a remercié l’ambassadeur à Genève, où les négociations ont repris."
)


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-32"),
        WORDS.encode("cp1252"),
    ],
)
def test_the_same_words_from_any_encoding(data: bytes) -> None:
    assert decode(data).text == WORDS


def test_the_declared_set_counts_before_a_guess() -> None:
    words = "Президент поблагодарил посла"
    assert decode(words.encode("cp1251"), declared="windows-1251").text == words


@pytest.mark.parametrize("declared", ["utf-8", "no-such-set", "ascii", None])
def test_a_wrong_declaration_does_no_harm(declared: str | None) -> None:
    assert decode(WORDS.encode("cp1252"), declared=declared).text == WORDS


def test_the_declaration_of_a_page() -> None:
    assert declared_in(b'<meta http-equiv=x content="text/html; charset=KOI8-R">') == "KOI8-R"
    assert declared_in(b'<?xml version="1.0" encoding="utf-8"?>') == "utf-8"
    assert declared_in(b"<html>") is None


def test_repair_keeps_curly_quotes_and_levels_line_ends() -> None:
    assert repair("He said “yes”.\r\nThen\rhe\u0000 left.") == "He said “yes”.\nThen\nhe left."
    assert repair("l\u2019ambassadeur \u00c3\u00a9tait l\u00c3\u00a0") == "l’ambassadeur était là"
