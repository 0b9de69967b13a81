"""``python -m dragoman.parse.show "A sentence."``: its tree, for people who write rules."""

from __future__ import annotations

import sys

from dragoman.parse.article import parse
from dragoman.parse.conllu import to_conllu
from dragoman.parse.model import LanguageModel
from dragoman.records import Article, Part, Role, Span


def show(text: str) -> str:
    """The CoNLL-U tree of a text read as one body part."""
    article = Article("shown", text, (Part(Span(0, len(text)), Role.BODY),))
    return to_conllu(parse(article, LanguageModel()))


if __name__ == "__main__":
    sys.stdout.write(show(" ".join(sys.argv[1:])))
