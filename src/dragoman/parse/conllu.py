"""CoNLL-U in and out: trees as text.

Written after the format page of Universal Dependencies. Only basic trees are read; empty
nodes (``1.1``) and ranges (``1-2``) carry no words of their own and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.errors import InputError
from dragoman.records import Article, Mention, Parsed, Part, Role, Sentence, Span, Token

COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One word line; `space_after` is False where the next word is glued on."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space_after: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence of a CoNLL-U file: its comment lines, its word rows, its raw lines."""

    comments: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence as written: the ``# text`` comment, else the words joined."""
        for comment in self.comments:
            if comment.startswith("# text = "):
                return comment.removeprefix("# text = ")
        joined = "".join(row.form + (" " if row.space_after else "") for row in self.rows)
        return joined.rstrip()


def read_trees(conllu: str, *, file: str | None = None) -> Iterator[Tree]:
    """Each sentence of a CoNLL-U text, in order.

    Raises `InputError` naming file and line for a row that is not ten columns wide or whose
    numbers are not numbers.
    """
    lines: list[str] = []
    first = 1
    for number, line in enumerate([*conllu.splitlines(), ""], 1):
        if line.strip():
            if not lines:
                first = number
            lines.append(line)
        elif lines:
            yield _tree(lines, first, file)
            lines = []


def _tree(lines: list[str], first: int, file: str | None) -> Tree:
    comments: list[str] = []
    rows: list[Row] = []
    glued_until = 0
    for offset, line in enumerate(lines):
        if line.startswith("#"):
            comments.append(line)
            continue
        columns = line.split("\t")
        if len(columns) != COLUMNS:
            raise InputError(
                f"a CoNLL-U row has {COLUMNS} columns, this one {len(columns)}",
                file,
                first + offset,
            )
        identity = columns[0]
        if "-" in identity:
            glued_until = int(identity.split("-")[1])
            glued_last_spaced = "SpaceAfter=No" not in columns[9]
            continue
        if "." in identity:
            continue
        number = int(identity)
        spaced = "SpaceAfter=No" not in columns[9]
        if number < glued_until:
            spaced = False
        elif number == glued_until:
            spaced = glued_last_spaced
        rows.append(_row(columns, spaced, file, first + offset))
    return Tree(tuple(comments), tuple(rows), tuple(lines))


def _row(columns: list[str], spaced: bool, file: str | None, line: int) -> Row:
    head = columns[6]
    if head != "_" and not head.isdigit():
        raise InputError(f"the head {head!r} is not a number", file, line)
    return Row(
        form=columns[1],
        lemma=columns[2],
        upos=columns[3],
        feats=columns[5],
        head=int(head) if head != "_" else 0,
        deprel=columns[7],
        space_after=spaced,
    )


def feats_from_text(feats: str) -> Mapping[str, str]:
    """``"Number=Sing|Person=3"`` as a mapping; ``"_"`` as an empty one.

    >>> dict(feats_from_text("Mood=Ind|Tense=Past"))
    {'Mood': 'Ind', 'Tense': 'Past'}
    """
    if feats == "_":
        return MappingProxyType({})
    pairs = (item.partition("=") for item in feats.split("|"))
    return MappingProxyType({name: value for name, _, value in pairs})


def feats_to_text(feats: Mapping[str, str]) -> str:
    """The mapping in CoNLL-U form, sorted as UD asks; ``"_"`` when empty."""
    if not feats:
        return "_"
    return "|".join(f"{name}={feats[name]}" for name in sorted(feats, key=str.lower))


def sentences_from_conllu(conllu: str) -> tuple[Article, tuple[Sentence, ...]]:
    """Trees written by hand as an article of one body part a sentence, for tests and tools."""
    pieces: list[str] = []
    parts: list[Part] = []
    sentences: list[Sentence] = []
    offset = 0
    for index, tree in enumerate(read_trees(conllu)):
        tokens, text = _tokens(tree.rows, offset)
        span = Span(offset, offset + len(text))
        parts.append(Part(span, Role.BODY))
        sentences.append(Sentence(index, span, index, tokens))
        pieces.append(text)
        offset += len(text) + 2
    article = Article(id="conllu", text="\n\n".join(pieces), parts=tuple(parts))
    return article, tuple(sentences)


def _tokens(rows: tuple[Row, ...], offset: int) -> tuple[tuple[Token, ...], str]:
    tokens: list[Token] = []
    text = ""
    for index, row in enumerate(rows):
        start = offset + len(text)
        token = Token(
            index=index,
            span=Span(start, start + len(row.form)),
            text=row.form,
            lemma=row.lemma,
            upos=row.upos,
            feats=feats_from_text(row.feats),
            head=row.head - 1,
            deprel=row.deprel,
        )
        tokens.append(token)
        text += row.form + (" " if row.space_after else "")
    return tuple(tokens), text.rstrip()


def to_conllu(parsed: Parsed) -> str:
    """All sentences of a parsed article in CoNLL-U, mentions as ``Entity=B-PER`` in MISC.

    Returns the text with a blank line after each sentence, as the format asks; empty for an
    article without sentences.
    """
    blocks = (_block(parsed.article, sentence) for sentence in parsed.sentences)
    return "".join(block + "\n\n" for block in blocks)


def _block(article: Article, sentence: Sentence) -> str:
    text = " ".join(article.words(sentence.span).split())
    head = [f"# sent_id = {article.id}-{sentence.index + 1}", f"# text = {text}"]
    if sentence.index == 0:
        head.insert(0, f"# newdoc id = {article.id}")
    entities = dict(_entity_tags(sentence.mentions))
    rows = []
    for token, follower in zip(sentence.tokens, [*sentence.tokens[1:], None], strict=True):
        misc = []
        if token.index in entities:
            misc.append(f"Entity={entities[token.index]}")
        if follower is not None and follower.span.start == token.span.end:
            misc.append("SpaceAfter=No")
        rows.append(
            "\t".join(
                (
                    str(token.index + 1),
                    token.text,
                    token.lemma,
                    token.upos,
                    "_",
                    feats_to_text(token.feats),
                    str(token.head + 1),
                    token.deprel,
                    "_",
                    "|".join(misc) or "_",
                )
            )
        )
    return "\n".join(head + rows)


def _entity_tags(mentions: Iterable[Mention]) -> Iterator[tuple[int, str]]:
    for mention in mentions:
        for index in range(mention.first, mention.last + 1):
            prefix = "B" if index == mention.first else "I"
            yield index, f"{prefix}-{mention.label.value}"
