"""Files made to break a reader: each is a named failure, the rest is read, memory is bounded."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from dragoman.read import jsonl, packed, read_inputs
from dragoman.read.html import MOST_PAGE_BYTES
from dragoman.records import Article, Failure

TOLD = "Rebels shelled the town of Goma on Wednesday, killing nine civilians, the governor said."


def read(path: Path) -> list[Article | Failure]:
    return list(read_inputs([str(path)]))


def reason(path: Path) -> str:
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    return failure.reason


class Long(io.RawIOBase):
    """A stream of lines, one of them of so many bytes, that are never all in memory."""

    def __init__(self, line: bytes, length: int) -> None:
        self._head, self._left, self._tail = line, length, b"\n" + line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        elif self._left:
            data = b"x" * min(self._left, len(buffer))
            self._left -= len(data)
        else:
            data, self._tail = self._tail[: len(buffer)], self._tail[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def test_a_line_without_end_fails_alone_and_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MOST_BYTES", 200_000)
    line = json.dumps({"text": TOLD}).encode() + b"\n"
    list(read_inputs(["-"], stdin=io.BytesIO(line)))
    stream = io.BufferedReader(Long(line, 20_000_000))  # type: ignore[type-var]
    tracemalloc.start()
    found = list(read_inputs(["-"], stdin=stream))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(item) for item in found][:2] == [Article, Failure]
    assert peak < 4_000_000


def test_a_page_of_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<html><body>" + b"<p>Rebels fled.</p>\n" * 2_500_000)
    assert "larger than" in reason(path)


def test_a_page_just_too_large_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html><body><p>" + b"x" * MOST_PAGE_BYTES)
    (tmp_path / "b.txt").write_text(TOLD)
    assert [type(item) for item in read(tmp_path)] == [Failure, Article]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.json", b"[" * 200_000 + b"]" * 200_000),
        ("deep.jsonl", b'{"text":' + b"[" * 200_000 + b"\n"),
        ("deep.xml", b"<nitf>" + b"<p>" * 200_000),
        ("laughs.xml", b'<!DOCTYPE l [<!ENTITY a "h"><!ENTITY b "&a;&a;">]><nitf>&b;</nitf>'),
        ("outside.xml", b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hosts">]><nitf>&a;</nitf>'),
        ("wide.xml", '<!DOCTYPE l [<!ENTITY a "x">]><nitf>&a;</nitf>'.encode("utf-16")),
        ("nul.txt", b"\x00" * 5_000),
        ("twice.txt.gz.gz", gzip.compress(gzip.compress(TOLD.encode()))),
        ("tar.tar.gz", gzip.compress(TOLD.encode())),
    ],
)
def test_files_made_to_break(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert all(isinstance(item, Failure) for item in read(path))
    assert read(path)


@pytest.mark.parametrize("tag", ["div", "p", "span", "blockquote", "figcaption"])
def test_a_page_of_deep_boxes(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "deep.html"
    box = f"<{tag}>" * 5_000
    path.write_text(f"<html><body><article><p>{TOLD}</p>{box}{TOLD}</article></body></html>")
    assert len(read(path)) == 1


def test_nuls_and_surrogates_inside_a_text_are_repaired(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TOLD.encode() + b"\x00\n\nNine were \xed\xa0\x80 buried.")
    (tmp_path / "b.html").write_text(f"<html><body><article><p>{TOLD}\x00</p></article>")
    (tmp_path / "c.jsonl").write_text('{"text": "Nine were buried \\ud800 on Friday."}')
    for item in read(tmp_path):
        assert isinstance(item, Article)
        item.text.encode("utf-8")
        assert "\x00" not in item.text


def test_a_bomb_in_a_zip_is_refused_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "FREE_BYTES", 100_000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jsonl", b"\n" * 30_000_000)
        archive.writestr("b.txt", TOLD)
    found = read(path)
    assert [type(item) for item in found] == [Failure, Article]
    assert isinstance(found[0], Failure) and "times its size" in found[0].reason


def test_a_path_that_climbs_out_of_a_zip_writes_nothing(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    path = inside / "climb.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../climbed.txt", TOLD)
        archive.writestr("/absolute.txt", TOLD)
    assert all(isinstance(item, Article) for item in read(path))
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["climb.zip", "inside"]


def test_links_to_themselves_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "c.txt").write_text(TOLD)
    (tmp_path / "down").symlink_to(tmp_path)
    found = read(tmp_path)
    assert sum(isinstance(item, Article) for item in found) == 1
    assert sum(isinstance(item, Failure) for item in found) >= 2


def test_an_archive_cut_in_every_place(tmp_path: Path) -> None:
    whole = gzip.compress("\n".join(json.dumps({"text": TOLD}) for _ in range(3)).encode())
    for end in range(1, len(whole), 7):
        path = tmp_path / "cut.jsonl.gz"
        path.write_bytes(whole[:end])
        assert any(isinstance(item, Failure) for item in read(path))
