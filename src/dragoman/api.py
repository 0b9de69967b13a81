"""The library as seen from Python: read, code, explain."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from dragoman.errors import DragomanError, InputError
from dragoman.records import Article, Event, Failure, Parsed, Relation, Span, Understood
from dragoman.trace import Trace

if TYPE_CHECKING:
    from dragoman.pipeline import Resources, Result

TRACES_KEPT = 4096
"""Traces of the events coded last, kept so that `explain` can answer."""


class Coder:
    """Loaded resources and the traces of what was coded with them.

    The functions of the package use one `Coder` made at first use; a program that wants its
    own (another number of threads, say) makes one.
    """

    def __init__(self, resources: Resources | None = None) -> None:
        from dragoman.pipeline import load_resources

        self.resources = resources or load_resources()
        self._traces: OrderedDict[str, Trace] = OrderedDict()

    def run(self, article: Article | str, *, published: str | None = None) -> Result:
        """All that came of one report: its annotation, events, traces and refusals."""
        from dragoman.pipeline import run

        result = run(as_article(article, published), self.resources)
        self._keep(result)
        return result

    def run_many(self, items: Iterable[Article | Failure | str]) -> Iterator[Result | Failure]:
        """The same for many; a report that fails is a `Failure` in its place."""
        from dragoman.pipeline import run_many

        articles = (as_article(i) if isinstance(i, str) else i for i in items)
        for outcome in run_many(articles, known=self.resources):
            if not isinstance(outcome, Failure):
                self._keep(outcome)
            yield outcome

    def explain(self, event: Event | str) -> Trace:
        """The trace of an event coded by this coder.

        Raises `DragomanError` where it is not among the last ones coded.
        """
        wanted = event if isinstance(event, str) else event.id
        if wanted not in self._traces:
            raise DragomanError(
                f"no event {wanted} among the last {TRACES_KEPT} coded; code it again"
            )
        return self._traces[wanted]

    def _keep(self, result: Result) -> None:
        for trace in result.traces:
            self._traces[trace.event_id] = trace
            self._traces.move_to_end(trace.event_id)
        while len(self._traces) > TRACES_KEPT:
            self._traces.popitem(last=False)


@lru_cache(maxsize=1)
def default_coder() -> Coder:
    """The coder behind the package's functions, made at first use."""
    return Coder()


def as_article(article: Article | str, published: str | None = None) -> Article:
    """Text read as a report, with its layout; an `Article` as it is."""
    if isinstance(article, Article):
        return article
    import hashlib

    from dragoman.read import published_moment, read_text

    if not article.strip():
        raise InputError("the text is empty")
    moment = published_moment(published) if published else None
    digest = hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return read_text(article, id=digest, published=moment)


def read(source: str | Path, *, published: str | None = None) -> Article:
    """One report from a file, as read: its parts, their roles, its times.

    Raises `InputError` for what cannot be read.
    """
    from dragoman.read import read as read_file

    return read_file(str(source), published=published)


def parse(article: Article | str) -> Parsed:
    """The sentences of a report with their words, trees and names."""
    from dragoman.parse import parse as parse_article

    return parse_article(as_article(article), default_coder().resources.model)


def annotate(article: Article | str, *, published: str | None = None) -> Understood:
    """Everything understood of a report: actors, dates, claims, predicates."""
    result = default_coder().run(article, published=published)
    assert result.understood is not None
    return result.understood


def code(article: Article | str, *, published: str | None = None) -> list[Event]:
    """The events of one report, in the order in which it tells them; may be empty.

    `published` is an ISO date or time, used when the report does not say.

    >>> for event in code("Vladimir Putin arrived in Pyongyang on Wednesday.",
    ...                   published="2024-06-19"):
    ...     print(event.event_type, event.mode, event.actors[0].code, event.recipients[0].code)
    CONSULT visit RUSGOV PRKGOV
    """
    return list(default_coder().run(article, published=published).events)


def code_many(items: Iterable[Article | Failure | str]) -> Iterator[Event | Failure]:
    """The events of many reports as they come; a report that fails is a `Failure` among them."""
    for outcome in default_coder().run_many(items):
        if isinstance(outcome, Failure):
            yield outcome
        else:
            yield from outcome.events


def relate(
    text: str,
    actor: Span | tuple[int, int] | Iterable[tuple[int, int]],
    recipient: Span | tuple[int, int] | Iterable[tuple[int, int]] = (),
) -> Relation:
    """What one side named in a text does to another, as the likeliest of the 16 types.

    `actor` and `recipient` are [start, end) in characters of the text, one or several; the
    recipient may be left out. Raises `InputError` for a place outside the text.

    >>> relate("Police arrested three students.", (0, 6), (16, 30)).event_type.value
    'COERCE'
    """
    from dragoman.pipeline import relate as relate_pair
    from dragoman.read.pairs import pair_of

    pair = pair_of({"text": text, "actor": _places(actor), "recipient": _places(recipient)})
    return relate_pair(pair, default_coder().resources)


def _places(places: Span | tuple[int, int] | Iterable[tuple[int, int]]) -> list[list[int]]:
    """One place or several as lists of [start, end]."""
    if isinstance(places, Span):
        return [[places.start, places.end]]
    values: list[object] = list(places)
    if len(values) == 2 and all(isinstance(value, int) for value in values):
        return [cast("list[int]", values)]
    return [list(cast("tuple[int, int]", value)) for value in values]


def explain(event: Event | str) -> Trace:
    """Why an event coded in this process has the fields it has.

    Raises `DragomanError` where the event is not among the last ones coded.
    """
    return default_coder().explain(event)
