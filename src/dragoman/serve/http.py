"""The service over HTTP, by the standard library's server: limits, headers, and nothing else.

Made for one's own machine. It binds to 127.0.0.1 unless told otherwise, and then answers only to
that name, so that a page elsewhere cannot reach it through a name of its own.
"""

from __future__ import annotations

import ipaddress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from dragoman.serve.service import HTML_TYPE, Reply, Request, RequestError, Service, refusal

SECONDS = 30
"""Seconds a connection may be silent."""
LOCAL = frozenset(("localhost", "127.0.0.1", "[::1]", "::1"))
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'"
)
"""What a page of ours may load: its own style and script, and this service."""


class Server(ThreadingHTTPServer):
    """The server of a service; `most_bytes` is the longest body it takes."""

    daemon_threads = True

    def __init__(self, place: tuple[str, int], service: Service, most_bytes: int) -> None:
        self.service = service
        self.most_bytes = most_bytes
        self.local = is_local(place[0])
        super().__init__(place, Handler)


def is_local(host: str) -> bool:
    """Whether only this machine reaches the address.

    >>> is_local("127.0.0.1"), is_local("0.0.0.0")
    (True, False)
    """
    if host in LOCAL:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    timeout = SECONDS
    server: Server

    def _answered(self) -> None:
        try:
            reply = self.server.service.answer(self._request())
        except RequestError as refused:
            self.close_connection = True  # what is left of the body is not read
            reply = refusal(refused.status, refused.reason, refused.headers)
        except TimeoutError:
            self.close_connection = True
            return
        except Exception as error:  # noqa: BLE001  a fault of ours must not end the service
            self.log_error("%s: %s", type(error).__name__, error)
            self.close_connection = True
            reply = refusal(500, "internal error; please report it")
        self._send(reply)

    do_GET = do_POST = do_HEAD = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = _answered  # noqa: N815

    def _request(self) -> Request:
        self._check_host()
        parts = urlsplit(self.path)
        try:
            query = dict(parse_qsl(parts.query, keep_blank_values=True, max_num_fields=50))
        except ValueError as error:
            raise RequestError(400, "too many filters") from error
        return Request(self.command, parts.path, query, self._body())

    def _check_host(self) -> None:
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0].lower()
        if self.server.local and host not in LOCAL and not is_local(host.strip("[]")):
            raise RequestError(403, "this service answers to 127.0.0.1 and localhost only")

    def _body(self) -> bytes:
        """The body. Raises `RequestError` for one without length, or too long."""
        if self.headers.get("Transfer-Encoding"):
            raise RequestError(411, "a body needs its length (Content-Length)")
        told = self.headers.get("Content-Length")
        if told is None:
            if self.command in ("POST", "PUT", "PATCH"):
                raise RequestError(411, "a body needs its length (Content-Length)")
            return b""
        if not told.isascii() or not told.isdigit():
            raise RequestError(400, "Content-Length is no number")
        if len(told) > 15 or int(told) > self.server.most_bytes:
            raise RequestError(413, f"more than {self.server.most_bytes} bytes")
        body = self.rfile.read(int(told))
        if len(body) < int(told):
            raise RequestError(400, "the body ends before its length")
        return body

    def _send(self, reply: Reply) -> None:
        try:
            self.send_response(reply.status)
            for name, value in self._headers(reply).items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)
        except (BrokenPipeError, ConnectionResetError, TimeoutError):
            self.close_connection = True

    def _headers(self, reply: Reply) -> dict[str, str]:
        headers = {
            "Content-Type": reply.type,
            "Content-Length": str(len(reply.body)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            **reply.headers,
        }
        if reply.type == HTML_TYPE:
            headers["Content-Security-Policy"] = POLICY
        if self.close_connection:
            headers["Connection"] = "close"
        return headers

    def version_string(self) -> str:
        """What the server calls itself: no version that would help to break in."""
        return "dragoman"

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """Nothing is said of a request that was answered."""
