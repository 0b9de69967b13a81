"""The parse stage: an article's parts become sentences with words, trees and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.parse.conllu import Tree, read_trees
from dragoman.parse.model import Analysis, LanguageModel
from dragoman.parse.sentences import sentence_spans
from dragoman.parse.words import words_in
from dragoman.records import (
    Article,
    Mention,
    MentionLabel,
    Parsed,
    Role,
    Sentence,
    Span,
    Token,
)

UNREAD = frozenset((Role.BYLINE, Role.DATELINE, Role.UPDATED, Role.CREDIT, Role.OTHER))
"""Parts that hold names and times but no sentence, and lines about other reports."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A sentence before the model has seen it."""

    part: int
    words: tuple[Span, ...]


def parse(article: Article, model: LanguageModel) -> Parsed:
    """The sentences of an article, in text order, each with its words, tree and names.

    Parts that repeat an earlier one, and parts that hold no sentence (byline, dateline,
    credit, "Updated ..."), give none. An article without words gives no sentences.
    """
    drafts = list(_drafts(article))
    analyses = model.analyse([[span.of(article.text) for span in draft.words] for draft in drafts])
    sentences = tuple(
        _sentence(article.text, index, draft, analysis)
        for index, (draft, analysis) in enumerate(zip(drafts, analyses, strict=True))
    )
    return Parsed(article, sentences)


def _drafts(article: Article) -> Iterator[_Draft]:
    for number, part in enumerate(article.parts):
        if part.repeats is not None or part.role in UNREAD:
            continue
        words = words_in(article.text, part.span)
        for first, past in sentence_spans(article.text, words):
            yield _Draft(number, tuple(words[first:past]))


def _sentence(text: str, index: int, draft: _Draft, analysis: Analysis) -> Sentence:
    tokens = tuple(
        Token(number, span, text[span.start : span.end], *columns)
        for number, (span, *columns) in enumerate(
            zip(
                draft.words,
                analysis.lemmas,
                analysis.upos,
                analysis.feats,
                analysis.heads,
                analysis.relations,
                strict=True,
            )
        )
    )
    span = Span(draft.words[0].start, draft.words[-1].end)
    mentions = tuple(mentions_of(index, tokens, analysis.names))
    return Sentence(
        index, span, draft.part, tokens, mentions, analysis.proposals, analysis.contexts
    )


def mentions_of(sentence: int, tokens: Sequence[Token], tags: Sequence[str]) -> Iterator[Mention]:
    """Names from BIO tags; an I that continues nothing opens a name."""
    start, label = -1, ""
    for index, tag in enumerate([*tags, "O"]):
        if start >= 0 and tag != f"I-{label}":
            yield _mention(sentence, tokens, start, index - 1, label)
            start = -1
        if tag != "O" and start < 0:
            start, label = index, tag[2:]


JOINING = frozenset(("ADP", "CCONJ"))
"""Words no name begins or ends with: "Scandinavia and"."""


def _mention(sentence: int, tokens: Sequence[Token], first: int, last: int, label: str) -> Mention:
    while first < last and tokens[last].upos in JOINING:
        last -= 1
    while first < last and tokens[first].upos in JOINING:
        first += 1
    inside = range(first, last + 1)
    heads = [i for i in inside if tokens[i].head not in inside]
    return Mention(
        span=Span(tokens[first].span.start, tokens[last].span.end),
        label=MentionLabel(label),
        sentence=sentence,
        first=first,
        last=last,
        head=heads[0] if heads else last,
    )


def parse_conllu(conllu: str, model: LanguageModel, *, file: str | None = None) -> str:
    """Given words with new tags, lemmas, heads and relations: CoNLL-U in, CoNLL-U out.

    Comments, word ranges, empty nodes and MISC stay as they were. Raises `InputError` naming
    file and line for a row that is not CoNLL-U.
    """
    trees = list(read_trees(conllu, file=file))
    analyses = model.analyse([[row.form for row in tree.rows] for tree in trees if tree.rows])
    given = iter(analyses)
    blocks = [_retagged(tree, next(given) if tree.rows else None) for tree in trees]
    return "".join(block + "\n\n" for block in blocks)


def _retagged(tree: Tree, analysis: Analysis | None) -> str:
    from dragoman.parse.conllu import feats_to_text

    lines: list[str] = []
    number = 0
    for line in tree.lines:
        columns = line.split("\t")
        if line.startswith("#") or not columns[0].isdigit() or analysis is None:
            lines.append(line)
            continue
        columns[2] = analysis.lemmas[number]
        columns[3] = analysis.upos[number]
        columns[5] = feats_to_text(analysis.feats[number])
        columns[6] = str(analysis.heads[number] + 1)
        columns[7] = analysis.relations[number]
        columns[8] = "_"
        lines.append("\t".join(columns))
        number += 1
    return "\n".join(lines)
