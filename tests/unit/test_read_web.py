"""One web address: polite, bounded, and never inside one's own network."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner

from dragoman.errors import InputError
from dragoman.read import web
from dragoman.read.containers import read_inputs
from dragoman.records import Article, Failure
from dragoman.serve.cli import main

PAGE = (
    "<!doctype html><html><head><title>Rebels shell Goma</title></head><body><article>"
    "<h1>Rebels shell Goma</h1><p>GOMA, June 19 (AFP) - Rebels shelled the town of Goma on"
    " Wednesday, killing nine civilians, the governor said.</p></article></body></html>"
)


class Site(BaseHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("User-Agent", "")))
        answers = {
            "/robots.txt": (200, "text/plain", "User-agent: *\nDisallow: /closed/\n"),
            "/page": (200, "text/html; charset=utf-8", PAGE),
            "/plain": (200, "text/plain", "Peru praised Chile on Monday."),
            "/huge": (200, "text/plain", "x" * 3000),
        }
        if self.path in ("/moved", "/loop", "/inside", "/sly"):
            aim = {
                "/moved": "/page",
                "/loop": "/loop",
                "/inside": "http://10.0.0.1/secret",
                "/sly": "/closed/page",
            }[self.path]
            self.send_response(302)
            self.send_header("Location", aim)
            self.end_headers()
            return
        status, kind, body = answers.get(self.path, (404, "text/plain", "no"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(Site, "asked", [])
    public = web._public

    def here(host: str, port: int, resolve: web.Resolve, url: str) -> str:
        return "127.0.0.1" if host == "news.test" else public(host, port, resolve, url)

    monkeypatch.setattr(web, "_public", here)
    yield f"http://news.test:{server.server_address[1]}"
    server.shutdown()


def outcome(url: str) -> Article | Failure:
    (item,) = read_inputs([url])
    return item


def test_a_page_is_read_with_its_address(site: str) -> None:
    article = outcome(f"{site}/moved")
    assert isinstance(article, Article)
    assert article.url == f"{site}/page"
    assert "Rebels shelled the town" in article.text
    assert all(agent.startswith("Dragoman/") for _, agent in Site.asked)
    assert [path for path, _ in Site.asked].count("/page") == 1


def test_plain_text_is_read_as_such(site: str) -> None:
    article = outcome(f"{site}/plain")
    assert isinstance(article, Article)
    assert article.text == "Peru praised Chile on Monday."


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/closed/page", "robots.txt"),
        ("/sly", "robots.txt"),
        ("/loop", "moved more than"),
        ("/inside", "private address"),
        ("/none", "answered 404"),
    ],
)
def test_what_is_not_read_says_why(site: str, path: str, reason: str) -> None:
    failure = outcome(f"{site}{path}")
    assert isinstance(failure, Failure)
    assert reason in failure.reason
    assert "/closed/page" not in [asked for asked, _ in Site.asked]


def test_an_answer_too_large(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MOST_BYTES", 1000)
    failure = outcome(f"{site}/huge")
    assert isinstance(failure, Failure)
    assert "larger than" in failure.reason


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "::1", "169.254.1.1", "fd00::1"])
def test_no_private_address_is_asked(address: str) -> None:
    with pytest.raises(InputError, match="private"):
        web.fetch("http://inside.test/", resolve=lambda host, port: [address])


def test_a_name_with_one_private_address_is_not_asked() -> None:
    with pytest.raises(InputError, match="private"):
        web.fetch("http://both.test/", resolve=lambda host, port: ["93.184.216.34", "10.0.0.1"])


RSS = """<rss version="2.0"><channel><title>Lotus Wire</title>
<item><title>Rebels shell Goma</title><link>{site}/page</link><guid>1</guid>
<description>Rebels shelled Goma.</description>
<pubDate>Wed, 19 Jun 2024 09:05:00 GMT</pubDate></item>
<item><title>Envoy recalled</title><link>{site}/closed/page</link><guid>2</guid>
<description>The envoy was recalled on Monday.</description></item></channel></rss>"""


@pytest.fixture
def feed(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(web.time, "sleep", lambda seconds: None)
    path = tmp_path / "feed.rss"
    path.write_text(RSS.format(site=site))
    return path


def test_a_feed_alone_asks_nothing(feed: Path) -> None:
    assert len(list(read_inputs([str(feed)]))) == 2
    assert not Site.asked


def test_the_linked_page_of_an_entry_is_read_when_asked(feed: Path) -> None:
    first, second, failure = read_inputs([str(feed)], linked=True)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id, first.publisher) == ("1", "Lotus Wire")
    assert first.agency == "AFP" and "killing nine civilians" in first.text
    assert first.published is not None and first.published.value == "2024-06-19T09:05+00:00"
    assert first.original is not None and first.original.sha256 == sha256(PAGE.encode()).hexdigest()
    assert "recalled on Monday" in second.text
    assert isinstance(failure, Failure) and "robots.txt" in failure.reason
    assert [path for path, _ in Site.asked].count("/robots.txt") == 1


def test_the_command_asks_for_linked_pages(feed: Path) -> None:
    done = CliRunner().invoke(main, ["read", "--linked", str(feed)])
    assert "killing nine civilians" in done.output
    plain = CliRunner().invoke(main, ["read", str(feed)])
    assert "killing nine civilians" not in plain.output


def test_the_pages_of_events_of_gdelt_are_each_read_once(site: str, tmp_path: Path) -> None:
    cells = ["1", "20240619", *["x"] * 58, f"{site}/page"]
    path = tmp_path / "20240619.export.CSV"
    path.write_text("\t".join(cells) + "\n" + "\t".join(["2", *cells[1:]]) + "\n")
    (refused,) = read_inputs([str(path)])
    assert isinstance(refused, Failure) and "--linked" in refused.reason
    (article,) = read_inputs([str(path)], linked=True)
    assert isinstance(article, Article)
    assert article.id == f"{site}/page" and "killing nine civilians" in article.text
    assert article.published is not None and article.published.value == "2024-06-19"


def test_a_row_with_text_is_read_and_one_with_an_address_asked_for(
    site: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        f"id,text,url\na,Peru praised Chile.,{site}/page\nb,,{site}/page\nc,,{site}/no\n"
    )
    one, two, failure = read_inputs([str(path)], linked=True)
    assert isinstance(one, Article) and one.text == "Peru praised Chile."
    assert isinstance(two, Article) and two.id == "b" and "nine civilians" in two.text
    assert isinstance(failure, Failure) and "404" in failure.reason


def test_an_answer_that_only_drips_is_given_up(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MOST_SECONDS", -1.0)
    failure = outcome(f"{site}/page")
    assert isinstance(failure, Failure)
    assert "no whole answer" in failure.reason
