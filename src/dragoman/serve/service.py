"""What the service answers, apart from how it is carried: a request in, a reply out.

One report is coded at a time, for the model uses all processors by itself; a few may wait, more are
told to come again. Nothing of a report is kept but in memory, for `/why`.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.api import Coder
    from dragoman.pipeline import Result
    from dragoman.records import Article
    from dragoman.trace import Trace

MOST_WAITING = 16
"""Reports that may wait for their turn; each takes some tenths of a second."""
TRACES_KEPT = 4096
JSON_TYPE, HTML_TYPE = "application/json; charset=utf-8", "text/html; charset=utf-8"
EVENT_FILTERS = "actor recipient type mode since until place status min_sources limit".split()
MOST_EVENTS = 10_000
"""Events of one answer; a store that holds more is asked with `dragoman events`."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: `query` holds the last value of each name after the "?"."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered."""

    status: int
    type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class RequestError(DragomanError):
    """A request that is not answered: the HTTP status, and why."""

    def __init__(self, status: int, reason: str, **headers: str) -> None:
        self.status = status
        self.reason = reason
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        super().__init__(reason)


Events = Callable[..., Iterable[Mapping[str, Any]]]
"""What gives the events of a store that fit: `Store.events`."""


class Service:
    """The answers. `store` gives the events of one that fit, or is None."""

    def __init__(self, coder: Coder, store: Events | None = None) -> None:
        self._coder = coder
        self._store = store
        self._turn = threading.Lock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._told: OrderedDict[str, tuple[Trace, Article]] = OrderedDict()
        self._routes: dict[str, dict[str, Callable[[Request], Reply]]] = {
            "/": {"GET": self._front},
            "/page": {"POST": self._page},
            "/code": {"POST": self._code},
            "/events": {"GET": self._events},
            "/why": {"GET": self._why},
            "/health": {"GET": self._health},
        }

    def answer(self, request: Request) -> Reply:
        """The reply to a request; what is wrong with it is told as JSON."""
        try:
            return self._routed(request)
        except RequestError as refused:
            return refusal(refused.status, refused.reason, refused.headers)
        except DragomanError as error:
            return refusal(400, str(error))

    def _routed(self, request: Request) -> Reply:
        ways = self._routes.get(request.path)
        if ways is None:
            raise RequestError(404, f"nothing is here; there are {', '.join(self._routes)}")
        method = "GET" if request.method == "HEAD" else request.method
        if method not in ways:
            allowed = ", ".join(ways)
            raise RequestError(405, f"{request.path} takes {allowed}", Allow=allowed)
        return ways[method](request)

    # --- what is answered -------------------------------------------------------------

    def _health(self, request: Request) -> Reply:
        return as_json(
            {
                "status": "ok",
                "version": self._coder.resources.version,
                "store": self._store is not None,
                "events_kept": len(self._told),
            }
        )

    def _code(self, request: Request) -> Reply:
        from dragoman.export.jsonl import event_to_dict

        result = self._run(article_of(request.body))
        return as_json(
            {
                "article_id": result.article.id,
                "events": [event_to_dict(event) for event in result.events],
                "version": self._coder.resources.version,
            }
        )

    def _why(self, request: Request) -> Reply:
        from dragoman.export.jsonl import trace_to_dict

        wanted = request.query.get("event", "")
        with self._turn:
            found = self._told.get(wanted)
        if found is None:
            raise RequestError(404, f"no event {wanted!r} among the last coded here: /why?event=ID")
        return as_json(trace_to_dict(*found))

    def _events(self, request: Request) -> Reply:
        if self._store is None:
            raise RequestError(404, "this service has no store: dragoman serve --db PATH")
        asked = filters_of(request.query)
        with self._turn:
            rows = [{n: _plain(v) for n, v in row.items()} for row in self._store(**asked)]
        return as_json({"events": rows})

    def _front(self, request: Request) -> Reply:
        from dragoman.export.html import paste_page

        return Reply(200, HTML_TYPE, paste_page().encode("utf-8"))

    def _page(self, request: Request) -> Reply:
        from dragoman.api import as_article
        from dragoman.export.html import page

        form = form_of(request.body)
        if not form.get("text", "").strip():
            raise RequestError(400, "the text is empty")
        result = self._run(as_article(form["text"], form.get("published") or None))
        return Reply(200, HTML_TYPE, page([result]).encode("utf-8", "replace"))

    # --- coding -----------------------------------------------------------------------

    def _run(self, article: Article) -> Result:
        """One report coded, when its turn comes. Raises `RequestError` where it cannot be."""
        from dragoman.pipeline import run_or_fail
        from dragoman.records import Failure

        with self._place_in_line():
            outcome = run_or_fail(article, self._coder.resources)
            if isinstance(outcome, Failure):
                raise RequestError(422, f"{outcome.stage}: {outcome.reason}")
            self._keep(outcome)
        return outcome

    @contextmanager
    def _place_in_line(self) -> Iterator[None]:
        if not self._waiting.acquire(blocking=False):
            raise RequestError(503, "too many reports wait; come again", Retry_After="2")
        try:
            with self._turn:
                yield
        finally:
            self._waiting.release()

    def _keep(self, result: Result) -> None:
        for trace in result.traces:
            self._told[trace.event_id] = (trace, result.article)
            self._told.move_to_end(trace.event_id)
        while len(self._told) > TRACES_KEPT:
            self._told.popitem(last=False)


def as_json(value: Mapping[str, Any], status: int = 200) -> Reply:
    """A reply of one JSON object."""
    from dragoman.export.jsonl import line

    return Reply(status, JSON_TYPE, (line(value) + "\n").encode("utf-8"))


def _plain(value: Any) -> Any:
    """A value of a store as JSON has it: days and times as ISO text."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def refusal(status: int, reason: str, headers: Mapping[str, str] | None = None) -> Reply:
    """A reply that says what is wrong: {"error": {"status", "reason"}}."""
    told = as_json({"error": {"status": status, "reason": reason}}, status)
    return Reply(told.status, told.type, told.body, headers or {})


def article_of(body: bytes) -> Article:
    """The report of a request: an object as a line of JSON Lines, {"text", "published", ...}.

    Raises `RequestError` for anything else, `InputError` for a field that is wrong.
    """
    import io

    from dragoman.read.jsonl import read_jsonl
    from dragoman.records import Failure

    try:
        record = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RequestError(400, f"not JSON: {str(error)[:120]}") from error
    if not isinstance(record, dict):
        raise RequestError(400, 'not an object: {"text": "...", "published": "2024-06-19"}')
    found = next(read_jsonl(io.BytesIO(json.dumps(record).encode("utf-8"))))
    if isinstance(found, Failure):
        raise RequestError(400, found.reason)
    return found


def form_of(body: bytes) -> dict[str, str]:
    """The fields of a form, each once."""
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20)
    except (UnicodeDecodeError, ValueError) as error:
        raise RequestError(400, f"not a form: {str(error)[:120]}") from error
    return {name: values[-1] for name, values in fields.items()}


def filters_of(query: Mapping[str, str]) -> dict[str, Any]:
    """What the store is asked. Raises `RequestError` for a filter that is none, or no number."""
    unknown = sorted(set(query) - set(EVENT_FILTERS))
    if unknown:
        raise RequestError(400, f"no filter {unknown[0]!r}; there are {', '.join(EVENT_FILTERS)}")
    asked: dict[str, Any] = {name: value for name, value in query.items() if value}
    for name in ("min_sources", "limit"):
        if name in asked:
            try:
                asked[name] = int(asked[name])
            except ValueError as error:
                raise RequestError(400, f"{name} is no number") from error
            if asked[name] < 1:
                raise RequestError(400, f"{name} is below 1")
    asked["limit"] = min(asked.get("limit", MOST_EVENTS), MOST_EVENTS)
    return asked
