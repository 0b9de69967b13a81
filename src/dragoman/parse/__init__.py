"""Article -> sentences, tokens, trees, mentions. The language model runs here alone."""

from __future__ import annotations

from dragoman.parse.article import parse, parse_conllu
from dragoman.parse.conllu import sentences_from_conllu, to_conllu
from dragoman.parse.model import LanguageModel

__all__ = ["LanguageModel", "parse", "parse_conllu", "sentences_from_conllu", "to_conllu"]
