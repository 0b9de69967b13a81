"""One web address: asked once, politely, within bounds, and never inside one's own network.

The site's robots.txt is respected; a redirect is followed to public addresses alone, and at most
`MOST_REDIRECTS` times; the answer is cut at 20 MB and refused.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from dragoman.errors import InputError
from dragoman.read.encoding import MOST_BYTES

AGENT = f"Dragoman/{version('dragoman')} (a news reader; asks for one page at a time)"
SECONDS = 20.0
"""How long a server may say nothing."""
MOST_SECONDS = 60.0
"""How long an answer may take, however slowly it drips."""
PAUSE_SECONDS = 1.0
"""Between two pages of one site."""
CHUNK = 1 << 16
MOST_REDIRECTS = 5
MOST_ROBOTS = 500_000
_MOVED = frozenset({301, 302, 303, 307, 308})
_SUFFIXES = {
    "application/atom+xml": ".atom",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/xhtml+xml": ".html",
    "application/xml": ".xml",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/xml": ".xml",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: its bytes, its last address, and the suffix of its kind, if told."""

    data: bytes
    url: str
    suffix: str

    @property
    def stream(self) -> io.BytesIO:
        """The bytes as a stream."""
        return io.BytesIO(self.data)


Resolve = Callable[[str, int], list[str]]
Rules = RobotFileParser | bool
"""What a site allows: its robots.txt, or one word for all of it."""


@dataclass(slots=True)
class Visits:
    """The pages asked of many sites: each page once, each robots.txt once, with a pause between two
    pages of one site."""

    resolve: Resolve | None = None
    pause: float = PAUSE_SECONDS
    allowed: dict[str, Rules] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Answer:
        """The answer of an address. Raises `InputError` as `fetch` does."""
        host = urlsplit(url).netloc.lower()
        wait = self.last.get(host, -self.pause) + self.pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        try:
            return fetch(url, resolve=self.resolve, known=self.allowed)
        finally:
            self.last[host] = time.monotonic()


def fetch(
    url: str, *, resolve: Resolve | None = None, known: dict[str, Rules] | None = None
) -> Answer:
    """The answer of an address. Raises `InputError` with the reason for anything but a page.

    `known` keeps the rules of the sites asked before.
    """
    resolve = resolve or _resolved
    known = {} if known is None else known
    if not _allowed(url, resolve, known):
        raise InputError("the site's robots.txt does not allow it", url)
    asked = url
    for _ in range(MOST_REDIRECTS + 1):
        status, headers, data = _asked(asked, resolve, MOST_BYTES)
        if status in _MOVED and headers.get("location"):
            asked = urljoin(asked, headers["location"])
            if not _allowed(asked, resolve, known):
                raise InputError("robots.txt does not allow the address it moved to", url)
            continue
        if status != 200:
            raise InputError(f"the server answered {status}", url)
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        return Answer(data, asked, _SUFFIXES.get(kind, ""))
    raise InputError(f"moved more than {MOST_REDIRECTS} times", url)


def _allowed(url: str, resolve: Resolve, known: dict[str, Rules]) -> bool:
    """Whether robots.txt lets us ask; a site without one, or whose own is broken, does."""
    parts = urlsplit(url)
    robots = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
    if robots not in known:
        known[robots] = _rules(robots, resolve)
    rules = known[robots]
    return rules if isinstance(rules, bool) else rules.can_fetch(AGENT, url)


def _rules(robots: str, resolve: Resolve) -> Rules:
    try:
        status, _, data = _asked(robots, resolve, MOST_ROBOTS)
    except InputError as error:
        if "private" in error.reason or "not an address" in error.reason:
            raise
        return True
    if status in (401, 403):
        return False
    if status != 200:
        return True
    rules = RobotFileParser()
    rules.parse(data.decode("utf-8", "replace").splitlines())
    return rules


def _asked(url: str, resolve: Resolve, most: int) -> tuple[int, dict[str, str], bytes]:
    """(status, headers in small letters, body) of one request to a public address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise InputError("not an address that is read (http and https alone)", url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise InputError("not an address that is read", url) from error
    address = _public(parts.hostname, port, resolve, url)
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    try:
        connection = _connection(parts.scheme, parts.hostname, address, port)
        try:
            connection.request(
                "GET",
                path,
                headers={"User-Agent": AGENT, "Accept-Encoding": "identity", "Accept": "*/*"},
            )
            response = connection.getresponse()
            data = _read(response, most)
            headers = {name.lower(): value for name, value in response.getheaders()}
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        told = str(error) or type(error).__name__
        raise InputError(f"cannot be reached ({told})", url) from error
    if len(data) > most:
        raise InputError(f"larger than {most // 1_000_000 or 1} MB", url)
    return response.status, headers, data


def _read(response: http.client.HTTPResponse, most: int) -> bytes:
    """At most so many bytes and one more, within the time there is."""
    until = time.monotonic() + MOST_SECONDS
    found: list[bytes] = []
    left = most + 1
    while left > 0 and (data := response.read1(min(left, CHUNK))):
        found.append(data)
        left -= len(data)
        if time.monotonic() > until:
            raise OSError(f"no whole answer in {MOST_SECONDS:.0f} seconds")
    return b"".join(found)


def _public(host: str, port: int, resolve: Resolve, url: str) -> str:
    """A public address of a host; the one that is then asked, so that no second answer counts."""
    try:
        found = resolve(host, port)
    except OSError as error:
        raise InputError("no such host", url) from error
    for address in found:
        ip = ipaddress.ip_address(address.split("%")[0])
        mapped = getattr(ip, "ipv4_mapped", None)
        if not (mapped or ip).is_global or ip.is_multicast:
            raise InputError("a private address; only public ones are read", url)
    if not found:
        raise InputError("no such host", url)
    return found[0]


def _resolved(host: str, port: int) -> list[str]:
    told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(row[4][0]) for row in told]


def _connection(scheme: str, host: str, address: str, port: int) -> http.client.HTTPConnection:
    """A connection to this very address, under the host's name."""
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    line = socket.create_connection((address, port), timeout=SECONDS)
    if scheme == "https":
        line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
    connection.sock = line
    return connection
