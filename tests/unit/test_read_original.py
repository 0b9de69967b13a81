"""Every report keeps the hash of its bytes as they were read, and what kind they were."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from dragoman.export.jsonl import article_to_dict
from dragoman.read import read_inputs
from dragoman.read.sniffing import mended
from dragoman.records import Article, Original, OriginalOf

HERE = Path(__file__).parent.parent / "containers"


def articles(*inputs: Path | str, **more: object) -> list[Article]:
    items = read_inputs([str(i) for i in inputs], **more)  # type: ignore[arg-type]
    return [item for item in items if isinstance(item, Article)]


def originals(*inputs: Path | str, **more: object) -> list[Original]:
    found = [article.original for article in articles(*inputs, **more)]
    assert all(found)
    return [original for original in found if original]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def body_of(archive: bytes) -> bytes:
    """The page of the one answer in a WARC file."""
    answer = archive[archive.index(b"HTTP/1.1") :]
    length = int(answer.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    return answer.split(b"\r\n\r\n", 1)[1][:length]


@pytest.mark.parametrize(
    ("name", "kind", "sniffed"),
    [
        ("alert.eml", "mail", "mail"),
        ("feed-1.0.xml", "xml", "xml"),
        ("feed.atom", "xml", "xml"),
        ("feed.rss", "xml", "xml"),
        ("newsml-g2.xml", "xml", "xml"),
        ("nitf.xml", "xml", "xml"),
        ("page.html", "html", "html"),
        ("petrarch.xml", "xml", "xml"),
        ("report.pdf", "pdf", "pdf"),
        ("report.txt", "text", "text"),
        ("stories.parquet", "parquet", "parquet"),
    ],
)
def test_of_one_document_it_is_the_hash_of_the_file(name: str, kind: str, sniffed: str) -> None:
    whole = sha256((HERE / name).read_bytes())
    for original in originals(HERE / name):
        assert original == Original(whole, OriginalOf.FILE, kind, sniffed)


def test_of_json_lines_it_is_the_hash_of_the_line() -> None:
    lines = (HERE / "ngec.jsonl").read_bytes().splitlines()
    assert [o.sha256 for o in originals(HERE / "ngec.jsonl")] == [sha256(line) for line in lines]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_line_ends_are_not_part_of_a_line(tmp_path: Path, end: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "He left."}' + end)
    (original,) = originals(path)
    assert original.sha256 == sha256(b'{"text": "He left."}') and original.of is OriginalOf.LINE


def test_what_is_unpacked_is_hashed_as_what_was_packed() -> None:
    for name in ("stories.jsonl.gz", "stories.jsonl.zst"):
        lines = gzip.decompress((HERE / "stories.jsonl.gz").read_bytes()).splitlines()
        found = originals(HERE / name)
        assert [o.sha256 for o in found] == [sha256(line) for line in lines]
        assert {(o.declared, o.sniffed) for o in found} == {("jsonl", "jsonl")}


def test_of_a_zip_it_is_the_hash_of_the_file_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", "Envoy recalled.\r\n")
    (original,) = originals(path)
    assert original == Original(sha256(b"Envoy recalled.\r\n"), OriginalOf.FILE, "text", "text")


def test_of_a_table_it_is_the_hash_of_the_lines_of_the_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    row = b'2,"The envoy left Geneva,\r\nhe said, caf\xc3\xa9.",2024-06-19'
    path.write_bytes(b"\xef\xbb\xbfid,text,date\r\n1,He left.,2024-06-19\r\n" + row + b"\r\n")
    first, second = originals(path)
    assert first.sha256 == sha256(b"1,He left.,2024-06-19")
    assert second == Original(sha256(row), OriginalOf.ROW, "csv", "text")


def test_of_a_json_array_it_is_the_hash_of_the_member(tmp_path: Path) -> None:
    members = ['{"text":  "He left."}', json.dumps({"text": "Café \\u00e9 " * 9000})]
    path = tmp_path / "a.json"
    path.write_bytes(("[\n " + ",\n ".join(members) + "\n]").encode())
    found = originals(path)
    assert [o.sha256 for o in found] == [sha256(member.encode()) for member in members]
    assert {o.of for o in found} == {OriginalOf.MEMBER}


def test_of_a_list_inside_an_object_it_is_the_hash_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'{"articles": [{"text": "He left."}, {"text": "She came."}]}')
    assert {(o.sha256, o.of) for o in originals(path)} == {
        (sha256(path.read_bytes()), OriginalOf.FILE)
    }


def test_of_a_mailbox_it_is_the_hash_of_the_message_as_it_stands(tmp_path: Path) -> None:
    one = b"Subject: Envoy recalled\n\nThe envoy left.\n>From Geneva he flew home.\n\n"
    two = b"Subject: Envoy back\n\nThe envoy came back.\n"
    path = tmp_path / "a.mbox"
    path.write_bytes(b"From a@b\n" + one + b"From c@d\n" + two)
    assert [(o.sha256, o.of) for o in originals(path)] == [
        (sha256(one), OriginalOf.MESSAGE),
        (sha256(two), OriginalOf.MESSAGE),
    ]
    assert "\nFrom Geneva" in articles(path)[0].text or "From Geneva" in articles(path)[0].text
    assert ">From" not in articles(path)[0].text


def test_of_a_crawl_it_is_the_hash_of_the_page() -> None:
    page = sha256(body_of((HERE / "crawl.warc").read_bytes()))
    for name in ("crawl.warc", "crawl.warc.gz"):
        (original,) = originals(HERE / name)
        assert original.sha256 == page and original.of is OriginalOf.RECORD


def record(body: bytes, *heads: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + b"".join(h + b"\r\n" for h in heads)
    http += b"\r\n" + body
    warc = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\n"
    warc += b"WARC-Date: 2024-06-21T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    warc += b"Content-Type: application/http; msgtype=response\r\nContent-Length: "
    return warc + str(len(http)).encode() + b"\r\n\r\n" + http + b"\r\n\r\n"


PAGE = (HERE / "page.html").read_bytes()
CHUNKED = f"{len(PAGE):x}\r\n".encode() + PAGE + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        record(gzip.compress(PAGE), b"Content-Encoding: gzip"),
        record(CHUNKED, b"Transfer-Encoding: chunked"),
        record(PAGE, b"Content-Encoding: gzip"),
        record(PAGE, b"Transfer-Encoding: chunked"),
    ],
    ids=["packed", "in chunks", "header of packing left", "header of chunks left"],
)
def test_answers_are_unpacked_as_the_server_sent_them(tmp_path: Path, answer: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(answer)
    (original,) = originals(path)
    assert original.sha256 == sha256(PAGE)


def test_a_packed_answer_that_is_cut_off_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    cut = record(gzip.compress(PAGE)[:-30], b"Content-Encoding: gzip")
    path.write_bytes(cut + record(PAGE))
    found = list(read_inputs([str(path)]))
    assert [isinstance(item, Article) for item in found] == [False, True]


def test_standard_input_and_files_give_the_same_hash() -> None:
    data = (HERE / "report.txt").read_bytes()
    (piped,) = originals("-", stdin=io.BytesIO(data))
    assert piped == Original(sha256(data), OriginalOf.FILE, None, "text")


def test_bytes_are_hashed_before_they_are_repaired(tmp_path: Path) -> None:
    data = "Le président a quitté Genève.\x00\r\n".encode("cp1252")
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (original,) = originals(path)
    assert original.sha256 == sha256(data)


def test_it_stands_in_the_article_as_read() -> None:
    (article,) = articles(HERE / "report.txt")
    told = article_to_dict(article)["original"]
    assert told == {
        "sha256": sha256((HERE / "report.txt").read_bytes()),
        "of": "file",
        "declared": "text",
        "sniffed": "text",
    }


@pytest.mark.parametrize(
    ("declared", "head", "read_as"),
    [
        ("text", b"<!DOCTYPE html>\n<html><head>", "html"),
        ("text", b"  <html lang='en'>", "html"),
        ("text", b"<b>Envoy</b> recalled", "text"),
        ("text", b"Subject: a dog\nFrom: my window\n\nI saw it.", "text"),
        ("json", b'{"text": "a"}\n{"text": "b"}\n', "jsonl"),
        ("json", b'{\n "text": "a"\n}\n', "json"),
        ("json", b'{"text": "a"}\n', "json"),
        ("jsonl", b'[{"text": "a"},\n{"text": "b"}]', "json"),
        ("xml", b"<!DOCTYPE html><html>", "html"),
        ("mbox", b"Subject: a\nFrom: b\n\nText.", "mail"),
        ("html", b"%PDF-1.4", "html"),
    ],
)
def test_a_name_that_cannot_be_right_is_mended(declared: str, head: bytes, read_as: str) -> None:
    assert mended(declared, head) == read_as


def test_a_page_saved_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE)
    (article,) = articles(path)
    assert "<p>" not in article.text
    assert article.original is not None
    assert (article.original.declared, article.original.sniffed) == ("text", "html")
