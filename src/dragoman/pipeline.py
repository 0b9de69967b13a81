"""The one place where the order of stages is written.

    report  --read-->  Article  --parse-->  Parsed  --understand-->  Understood
            --code-->  Coded    --merge-->  events, each with its trace

Each stage takes a record and gives a new one; resources are loaded once and passed. `read`
stands before the list because one input may hold many reports.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib import resources as package_files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError
from dragoman.read.language import refuse_other_languages, with_language
from dragoman.records import (
    Article,
    Event,
    Failure,
    NamedPair,
    Parsed,
    Relation,
    Span,
    Token,
    Understood,
)
from dragoman.trace import Journal, Refusal, Trace

if TYPE_CHECKING:
    from dragoman.coding.lexicon import Lexicon
    from dragoman.coding.ontology import Ontology
    from dragoman.coding.voices import Weights
    from dragoman.parse.model import LanguageModel
    from dragoman.understand import Cues
    from dragoman.understand.knowledge import Knowledge

WAITING_PER_WORKER = 4
"""Reports handed to a worker ahead of its answers: enough to keep it busy, few enough that a
folder of a million reports is not read into memory."""


@dataclass(frozen=True, slots=True)
class Resources:
    """Everything the stages know, loaded once."""

    model: LanguageModel
    knowledge: Knowledge
    cues: Cues
    lexicon: Lexicon
    ontology: Ontology
    weights: Weights
    version: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one report. `understood` and `traces` are left out by `run_many` with several
    workers."""

    article: Article
    understood: Understood | None
    events: tuple[Event, ...]
    traces: tuple[Trace, ...]
    refusals: tuple[Refusal, ...]


def _parse(article: Article, known: Resources, journal: Journal) -> Parsed:
    from dragoman.parse import parse

    return parse(article, known.model)


def _understand(parsed: Parsed, known: Resources, journal: Journal) -> Understood:
    from dragoman.understand import understand

    return understand(parsed, known.knowledge, known.cues, journal)


def _code(understood: Understood, known: Resources, journal: Journal) -> Any:
    from dragoman.coding import code

    return code(understood, known.lexicon, known.ontology, known.weights, journal)


def _merge(coded: Any, known: Resources, journal: Journal) -> tuple[tuple[Event, ...], Any]:
    from dragoman.merge import merge

    return merge(coded, known.version, journal)


Stage = Callable[[Any, Resources, Journal], Any]

STAGES: tuple[tuple[str, Stage], ...] = (
    ("parse", _parse),
    ("understand", _understand),
    ("code", _code),
    ("merge", _merge),
)


def run(article: Article, known: Resources) -> Result:
    """One report through all stages. Raises what the stages raise."""
    journal = Journal()
    record: Any = article
    understood: Understood | None = None
    for _, stage in STAGES:
        record = stage(record, known, journal)
        if isinstance(record, Understood):
            understood = record
    events, traces = record
    return Result(article, understood, events, traces, tuple(journal.refusals))


def relate(pair: NamedPair, known: Resources) -> Relation:
    """The relation of a pair named in a text.

    Raises `InputError` where a side is named at no word of a sentence, and what the stages raise.
    """
    from dragoman.coding.pairs import relation

    result = run(pair.article, known)
    assert result.understood is not None
    parsed = result.understood.parsed
    tokens = [token for sentence in parsed.sentences for token in sentence.tokens]
    sides = [_words_of(spans, tokens) for spans in (pair.actor, pair.recipient)]
    if any(
        spans and not side for spans, side in zip((pair.actor, pair.recipient), sides, strict=True)
    ):
        raise InputError("a side is marked where the text has no word", pair.id)
    head = known.model.relation([token.text for token in tokens], *sides)
    return relation(pair, head, parsed, result.events, known.weights)


def _words_of(spans: Iterable[Span], tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """First and last word of each span."""
    found = []
    for span in spans:
        inside = [i for i, token in enumerate(tokens) if token.span.meets(span)]
        if inside:
            found.append((inside[0], inside[-1]))
    return found


def run_or_fail(article: Article, known: Resources) -> Result | Failure:
    """As `run`, but whatever goes wrong with this report becomes a named `Failure`, and so does a
    report in another language than English.

    The one broad except of the library: a fault of ours in one report of ten thousand must
    not cost the other 9,999. The reason names the stage and the error, and the run's exit
    status tells.
    """
    journal = Journal()
    try:
        article = with_language(article)
        refuse_other_languages(article)
    except InputError as error:
        return Failure(article.id, "read", error.reason, error.file, error.line)
    record: Any = article
    understood: Understood | None = None
    for name, stage in STAGES:
        try:
            record = stage(record, known, journal)
        except InputError as error:
            return Failure(article.id, name, error.reason, error.file, error.line)
        except Exception as error:  # noqa: BLE001
            reason = f"internal error ({type(error).__name__}: {error}); please report it"
            return Failure(article.id, name, reason, article.source)
        if isinstance(record, Understood):
            understood = record
    events, traces = record
    return Result(article, understood, events, traces, tuple(journal.refusals))


def run_many(
    items: Iterable[Article | Failure],
    *,
    workers: int = 1,
    known: Resources | None = None,
    actors: Path | None = None,
    traces: bool = False,
) -> Iterator[Result | Failure]:
    """Results in the order of the input; failures of reading pass through in their place.

    With one worker the reports are coded here; with more, in that many processes of one thread
    each, and results come without `understood`, and without `traces` unless these are asked for:
    sending them would cost more than a tenth of the time, and `why` codes the one report again.
    """
    if workers <= 1:
        loaded = known or load_resources(actors=actors)
        for item in items:
            yield item if isinstance(item, Failure) else run_or_fail(item, loaded)
        return
    yield from _run_in_processes(items, workers, actors, traces)


def _run_in_processes(
    items: Iterable[Article | Failure], workers: int, actors: Path | None, traces: bool
) -> Iterator[Result | Failure]:
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    waiting: deque[Future[Result | Failure] | Failure] = deque()
    with ProcessPoolExecutor(workers, context, _prepare_worker, (actors,)) as pool:
        for item in items:
            waiting.append(item if isinstance(item, Failure) else pool.submit(_work, item, traces))
            while len(waiting) > workers * WAITING_PER_WORKER:
                yield _settled(waiting.popleft())
        while waiting:
            yield _settled(waiting.popleft())


def _settled(item: Future[Result | Failure] | Failure) -> Result | Failure:
    return item if isinstance(item, Failure) else item.result()


_WORKER: list[Resources] = []
"""A worker process's own resources; empty in the process that started it."""


def _prepare_worker(actors: Path | None) -> None:
    _WORKER.append(load_resources(threads=1, actors=actors))


def _work(article: Article, traces: bool = False) -> Result | Failure:
    outcome = run_or_fail(article, _WORKER[0])
    if isinstance(outcome, Failure):
        return outcome
    return replace(outcome, understood=None, traces=outcome.traces if traces else ())


def load_resources(*, threads: int | None = None, actors: Path | None = None) -> Resources:
    """The shipped model, tables and lexicons.

    `threads`: processors the model may use, all usable ones when not given. `actors`: a book of
    actors of one's own (understand/book.py). Raises `LexiconError` for a broken line of data,
    `InputError` for a broken book and `ModelError` for a missing model.
    """
    from dragoman.coding.lexicon import load_lexicon
    from dragoman.coding.ontology import load_ontology
    from dragoman.coding.voices import load_weights
    from dragoman.parse.model import LanguageModel
    from dragoman.understand import load_cues
    from dragoman.understand.book import with_book

    model = LanguageModel(threads=threads)
    return Resources(
        model=model,
        knowledge=with_book(actors),
        cues=load_cues(),
        lexicon=load_lexicon(),
        ontology=load_ontology(),
        weights=load_weights(),
        version=_version(model.version, actors),
    )


def coding_version(actors: Path | None = None) -> str:
    """The version that events of this program, model and data carry; the model is not loaded."""
    import json

    file = package_files.files("dragoman").joinpath("data/models/parser.json")
    return _version(json.loads(file.read_text(encoding="utf-8"))["version"], actors)


def _version(model: str, actors: Path | None) -> str:
    return f"{program_version()}+model.{model}.data.{data_version(actors)}"


def program_version() -> str:
    """The installed version of Dragoman."""
    from importlib.metadata import version

    return version("dragoman")


def data_version(book: Path | None = None) -> str:
    """Eight hex digits over every shipped table, and a book of one's own: two runs with one
    version had one data."""
    digest = hashlib.sha256()
    folder = package_files.files("dragoman").joinpath("data")
    for room in ("ontology", "lexicon", "actors", "places"):
        for name, content in _tables(folder.joinpath(room), room):
            digest.update(name.encode())
            digest.update(content)
    if book is not None:
        digest.update(book.read_bytes())
    return digest.hexdigest()[:8]


def _tables(folder: Any, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: str(e.name)):
        if entry.is_dir():
            yield from _tables(entry, f"{name}/{entry.name}")
        elif entry.name.endswith((".yaml", ".tsv")):
            yield f"{name}/{entry.name}", entry.read_bytes()
