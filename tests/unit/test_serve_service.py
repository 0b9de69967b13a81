"""The service: what it answers, what it refuses, and its server over a socket."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
from tests.exported import event

from dragoman.api import Coder
from dragoman.pipeline import Result
from dragoman.records import Article, Failure
from dragoman.serve import service as module
from dragoman.serve.http import Server, is_local
from dragoman.serve.service import Reply, Request, Service
from dragoman.trace import Step, Trace


@dataclass
class Resources:
    version: str = "0.0+test"


@dataclass
class NoModel:
    """A coder that needs none: every report tells of one visit."""

    resources: Any


class Shelf:
    """A store that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}

    def events(self, **asked: Any) -> Iterator[dict[str, Any]]:
        self.asked = asked
        yield {"id": "m1", "event_type": "AID"}


def coded(article: Article, resources: object) -> Result | Failure:
    if "boom" in article.text:
        return Failure(article.id, "read", "the language is fr; only English is read")
    found = event(article_id=article.id)
    step = Step("event_type", "CONSULT", "coding.kind", (found.trigger,))
    return Result(article, None, (found,), (Trace(found.id, (step,), ()),), ())


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr("dragoman.pipeline.run_or_fail", coded)
    return Service(cast(Coder, NoModel(Resources())), Shelf().events)


def post(path: str, body: bytes) -> Request:
    return Request("POST", path, {}, body)


def told(reply: Reply) -> Any:
    return json.loads(reply.body)


REPORT = b'{"id": "r1", "text": "Putin arrived in Pyongyang.", "published": "2024-06-19"}'


def test_a_report_is_coded(service: Service) -> None:
    reply = service.answer(post("/code", REPORT))
    assert reply.status == 200 and reply.type.startswith("application/json")
    found = told(reply)
    assert found["article_id"] == "r1" and found["version"] == "0.0+test"
    assert found["events"][0]["event_type"] == "CONSULT"


def test_why_is_known_of_what_was_coded_here(service: Service) -> None:
    service.answer(post("/code", REPORT))
    reply = service.answer(Request("GET", "/why", {"event": "c87ef3456c6e49e5"}))
    assert told(reply)["steps"][0]["rule"] == "coding.kind"
    assert service.answer(Request("GET", "/why", {"event": "x"})).status == 404
    assert service.answer(Request("GET", "/why")).status == 404


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"", 400, "not JSON"),
        (b"{", 400, "not JSON"),
        (b"[" * 100_000, 400, "not JSON"),
        (b'"text"', 400, "not an object"),
        (b"{}", 400, 'no "text"'),
        (b'{"text": "  "}', 400, "empty"),
        (b'{"text": 3}', 400, "text"),
        (b'{"text": "x", "published": "yesterday"}', 400, "yesterday"),
        (b'\xff{"text": "x"}', 400, "not JSON"),
        (b'{"text": "boom"}', 422, "only English"),
    ],
)
def test_what_is_wrong_is_told(service: Service, body: bytes, status: int, reason: str) -> None:
    reply = service.answer(post("/code", body))
    assert reply.status == status
    assert reason in told(reply)["error"]["reason"] and told(reply)["error"]["status"] == status


def test_health(service: Service) -> None:
    found = told(service.answer(Request("GET", "/health")))
    assert found == {"status": "ok", "version": "0.0+test", "store": True, "events_kept": 0}


def test_paths_and_methods(service: Service) -> None:
    assert service.answer(Request("GET", "/nothing")).status == 404
    wrong = service.answer(Request("GET", "/code"))
    assert wrong.status == 405 and wrong.headers["Allow"] == "POST"
    assert service.answer(Request("HEAD", "/health")).status == 200


def test_events_of_the_store(service: Service) -> None:
    reply = service.answer(
        Request("GET", "/events", {"actor": "RUS", "min_sources": "2", "since": ""})
    )
    assert told(reply) == {"events": [{"id": "m1", "event_type": "AID"}]}
    shelf = cast(Any, service._store).__self__
    assert shelf.asked == {"actor": "RUS", "min_sources": 2, "limit": 10_000}
    for query in ({"colour": "red"}, {"limit": "many"}, {"limit": "0"}):
        assert service.answer(Request("GET", "/events", query)).status == 400
    bare = Service(cast(Coder, NoModel(Resources())))
    assert bare.answer(Request("GET", "/events")).status == 404


def test_the_page_takes_a_report_and_shows_it(service: Service) -> None:
    front = service.answer(Request("GET", "/"))
    assert front.type.startswith("text/html") and b"<textarea" in front.body
    assert b"http://" not in front.body and b"https://" not in front.body
    form = b"text=Putin+arrived+%3Cscript%3E+in+Pyongyang.&published=2024-06-19"
    page = service.answer(post("/page", form))
    assert page.status == 200 and b"CONSULT" in page.body
    assert b"&lt;script&gt;" in page.body and b"arrived <script>" not in page.body
    assert service.answer(post("/page", b"text=+")).status == 400
    assert service.answer(post("/page", b"text=x&published=yesterday")).status == 400
    assert service.answer(post("/page", b"\xff")).status == 400


def test_no_more_wait_than_may(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_waiting", threading.BoundedSemaphore(1))
    assert service._waiting.acquire(blocking=False)
    reply = service.answer(post("/code", REPORT))
    assert reply.status == 503 and reply.headers["Retry-After"] == "2"
    service._waiting.release()
    assert service.answer(post("/code", REPORT)).status == 200


def test_traces_are_kept_up_to_a_number(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TRACES_KEPT", 0)
    service.answer(post("/code", REPORT))
    assert told(service.answer(Request("GET", "/health")))["events_kept"] == 0


# --- over a socket --------------------------------------------------------------------


@pytest.fixture
def server(service: Service) -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), service, 2000)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


def ask(
    server: Server, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, response.headers, content


def test_it_answers_over_http(server: Server) -> None:
    status, headers, body = ask(server, "POST", "/code", REPORT)
    assert status == 200 and json.loads(body)["events"]
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"
    assert headers["Server"] == "dragoman"
    status, headers, body = ask(server, "GET", "/")
    assert status == 200 and "default-src 'none'" in headers["Content-Security-Policy"]
    status, headers, body = ask(server, "HEAD", "/health")
    assert status == 200 and body == b"" and int(headers["Content-Length"]) > 0
    assert ask(server, "GET", "/why?event=c87ef3456c6e49e5")[0] == 200
    assert ask(server, "DELETE", "/code", b"")[0] == 405


def test_a_body_too_long_is_not_read(server: Server) -> None:
    status, headers, body = ask(server, "POST", "/code", b"x" * 2001)
    assert status == 413 and headers["Connection"] == "close"
    assert json.loads(body)["error"]["reason"] == "more than 2000 bytes"


def test_only_this_machine_by_name(server: Server) -> None:
    assert ask(server, "GET", "/health", Host="evil.example.org")[0] == 403
    assert ask(server, "GET", "/health", Host="localhost:1")[0] == 200
    assert is_local("::1") and not is_local("example.org")


def raw(server: Server, sent: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as wire:
        wire.sendall(sent)
        wire.shutdown(socket.SHUT_WR)
        return wire.makefile("rb").read()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (b"Content-Length: many", b"400"),
        (b"Content-Length: -5", b"400"),
        (b"Content-Length: 99999999999999999999", b"413"),
        (b"Transfer-Encoding: chunked", b"411"),
        (b"X: y", b"411"),
        (b"Content-Length: 50", b"400"),
    ],
)
def test_lengths_that_are_none(server: Server, headers: bytes, status: bytes) -> None:
    sent = b"POST /code HTTP/1.1\r\nHost: localhost\r\n" + headers + b"\r\n\r\n{}"
    assert raw(server, sent).split(b" ")[1] == status


def test_a_fault_of_ours_ends_one_answer(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(request: Request) -> Reply:
        raise RuntimeError("secret")

    monkeypatch.setattr(server.service, "answer", broken)
    status, _, body = ask(server, "GET", "/health")
    assert status == 500 and b"secret" not in body
